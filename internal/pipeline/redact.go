package pipeline

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/redact"
	"onrecord.dev/onrecord/internal/worker"
)

// Cover says what is to be covered of an item of evidence, beside every protected
// string that is found in it.
type Cover struct {
	Areas []record.Area
	Hide  []string // words that must not be read, in any inflection and script; they are not kept
	Anew  bool     // forget the areas of the plan that there is
}

// Redacted is an item of evidence as it may be shown.
type Redacted struct {
	redact.Product
	Pages  int
	Areas  []record.Area // the plan
	Silent []int         // pages in which no text lies
	Read   bool          // their pixels were read too
	Left   redact.LeftOut
	Moved  bool // the pages are laid out otherwise than when the plan was made
}

// drawn is an item of evidence as sheets.
type drawn struct {
	kind   string // its media type, PDF where pages were made of it
	sheets []redact.Sheet
	layout string // keyed hash of pages that another program laid out
	left   redact.LeftOut
}

// Redact makes of an item of evidence what may be shown of it, gives it to write,
// and then records the plan, which publish follows. Where a protected string or one
// of Hide can still be read in it, nothing is written or recorded.
func (c *Casefile) Redact(ctx context.Context, id record.ID, how Cover, write func(Redacted) error) error {
	if err := c.me.Need(command.Record); err != nil {
		return err
	}
	e := c.state.Evidence[id]
	if e == nil {
		return command.Unknown("evidence", id)
	}
	d, err := c.draw(ctx, e)
	if err != nil {
		return err
	}
	kind, sheets := d.kind, d.sheets
	if err := redact.Fits(how.Areas, sheets); err != nil {
		return err
	}
	find, err := c.finder(how.Hide)
	if err != nil {
		return err
	}
	pixels := pixelReader{c, worker.FindReader(ctx), id, kind}
	if sheets[0].Lines {
		pixels.Reader = worker.Reader{}
	}
	if err := pixels.read(ctx, sheets); err != nil {
		return err
	}
	areas := append(redact.Find(sheets, find), how.Areas...)
	if e.Redaction != nil && !how.Anew {
		areas = append(areas, e.Redaction.Areas...)
	}
	plan := record.Redaction{Areas: redact.Tidy(areas), Layout: d.layout}
	out := Redacted{Pages: len(sheets), Areas: plan.Areas, Read: pixels.Can(), Left: d.left, Moved: e.Redaction != nil && e.Redaction.Layout != d.layout}
	for i, s := range sheets {
		if len(s.Words.Text) == 0 {
			out.Silent = append(out.Silent, i+1)
		}
	}
	if out.Product, err = redrawn(id, kind, sheets, out.Areas, pixels.refuse(ctx, find)); err != nil {
		return err
	}
	if shows(out.Product, find) {
		return stillRead(id, "")
	}
	if _, err := command.RedactEvidence(c.state, c.me, id, plan); err != nil { // before there is a file
		return err
	}
	if err := write(out); err != nil {
		return err
	}
	_, err = c.do(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.RedactEvidence(c.state, c.me, id, plan)
		return events, nil, err
	})
	return err
}

// draw draws an item of evidence in a worker.
func (c *Casefile) draw(ctx context.Context, e *record.Evidence) (d drawn, err error) {
	data, err := c.original(ctx, e)
	if err != nil {
		return d, err
	}
	name := string(e.ID)
	if redact.Letter(e.Original.MediaType) { // which its ending may have told when it came in
		name += ".eml"
	}
	d.kind = intake.MediaType(name, data)
	office, isOffice := redact.OfficeOf(d.kind, data)
	if isOffice {
		pages, err := worker.Flatten(ctx, name, office, data)
		if err != nil {
			return d, err
		}
		d.kind, d.left, data = intake.MediaType(name, pages.PDF), pages.Left, pages.PDF
	}
	if !redact.Can(d.kind) {
		return d, redact.UnknownKind.Problem(name)
	}
	if d.sheets, err = worker.Sheets(ctx, name, data); err != nil || !isOffice {
		if err == nil && d.sheets[0].Lines {
			d.left = d.sheets[0].Left
		}
		return d, err
	}
	sum, err := redact.Layout(d.sheets)
	if err != nil {
		return d, redact.FaultOf(err).Problem(name)
	}
	d.layout = c.ring.BlobName("layout:" + sum)
	return d, nil
}

// redrawn makes the new file.
func redrawn(id record.ID, kind string, sheets []redact.Sheet, areas []record.Area, look func(int, image.Image) error) (redact.Product, error) {
	out, err := redact.Make(redact.Becomes(kind), sheets, areas, look)
	var of redact.Fault
	if errors.As(err, &of) {
		err = of.Problem(string(id))
	}
	return out, err
}

// pixelReader reads what stands in the pixels of an item, where there is a program
// that can.
type pixelReader struct {
	c *Casefile
	worker.Reader
	id   record.ID
	kind string
}

func (p pixelReader) words(ctx context.Context, img image.Image) (redact.Words, image.Point, error) {
	png, size, err := redact.ToRead(img)
	if err != nil {
		return redact.Words{}, size, err
	}
	words, err := p.Letters(ctx, png, !redact.Paged(p.kind))
	return words, size, err
}

// read puts what can be read on sheets beside the words that lie in them.
func (p pixelReader) read(ctx context.Context, sheets []redact.Sheet) error {
	if !p.Can() {
		return nil
	}
	for i, s := range sheets {
		img, err := s.Pixels()
		if err != nil {
			return redact.FaultOf(err).Problem(string(p.id))
		}
		words, size, err := p.words(ctx, img)
		if err != nil {
			return err
		}
		sheets[i] = s.Seen(words, size)
	}
	return nil
}

// refuse looks at every page as it will be shown; nil where nothing can read it.
func (p pixelReader) refuse(ctx context.Context, find redact.Finder) func(int, image.Image) error {
	if !p.Can() {
		return nil
	}
	return func(page int, img image.Image) error {
		words, _, err := p.words(ctx, img)
		if err == nil && len(find(words.Text)) > 0 {
			err = stillRead(p.id, fmt.Sprintf(", in the pixels of page %d", page))
		}
		return err
	}
}

// finder finds protected strings, and words as they stand or as forms of a name.
func (c *Casefile) finder(hide []string) (redact.Finder, error) {
	guards := []*protect.Guard{c.Guard()}
	for from := 0; from < len(hide); from += 100 { // so many names an index takes at once
		var key protect.Key
		if _, err := io.ReadFull(c.rand, key[:]); err != nil {
			return nil, err
		}
		var id record.Identity
		for _, s := range hide[from:min(from+100, len(hide))] {
			id.Names = append(id.Names, record.NewSecret(s))
		}
		entries, err := protect.Index(key, id)
		if err != nil {
			return nil, problem.New(problem.Usage, "--strings", "a line of it is too long to be a name", "give names and short phrases, one to a line")
		}
		g := protect.NewGuard(key)
		if err := g.Add("hide", entries); err != nil {
			return nil, err
		}
		guards = append(guards, g)
	}
	literal := redact.Literal(hide)
	return func(text string) [][2]int {
		out := literal(text)
		for _, g := range guards {
			for _, h := range g.Find(text) {
				out = append(out, [2]int{h.Start, h.End})
			}
		}
		return out
	}, nil
}

// cleaned makes what a release may show of an item, by its plan alone. Where a
// protected string can still be read in it, perhaps one that is protected only
// since, or where the item is of no kind for a plan, it gives a problem of kind
// Refused or Usage: then the item is withheld.
func (c *Casefile) cleaned(ctx context.Context, e *record.Evidence) (redact.Product, error) {
	d, err := c.draw(ctx, e)
	if err != nil {
		return redact.Product{}, err
	}
	if d.layout != e.Redaction.Layout {
		return redact.Product{}, problem.New(problem.Refused, string(e.ID), "its pages are laid out otherwise than when somebody looked at them (another version of LibreOffice, other fonts)",
			"run onrecord redact on it again, and look at every page")
	}
	kind, sheets := d.kind, d.sheets
	find, err := c.finder(nil)
	if err != nil {
		return redact.Product{}, err
	}
	if len(find(redact.Left(sheets, e.Redaction.Areas))) > 0 {
		return redact.Product{}, stillRead(e.ID, "")
	}
	pixels := pixelReader{c, worker.FindReader(ctx), e.ID, kind}
	out, err := redrawn(e.ID, kind, sheets, e.Redaction.Areas, pixels.refuse(ctx, find))
	if err == nil && shows(out, find) {
		err = stillRead(e.ID, "")
	}
	return out, err
}

// shows reports whether a product still shows what was to be hidden: in its words,
// and, where it is written in letters, behind any disguise in its very bytes.
func shows(p redact.Product, find redact.Finder) bool {
	hit := func(text string) bool { return len(find(text)) > 0 }
	return hit(p.Text) || !p.Pixels() && publish.Hidden(string(p.Bytes), hit)
}

func stillRead(id record.ID, where string) error {
	return problem.New(problem.Refused, string(id), "what was to be hidden can still be read in it"+where,
		"run onrecord redact, and cover the whole line or page with --area")
}
