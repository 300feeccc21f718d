package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/worker"
)

// Pixeled is the account of a reading of pixels.
type Pixeled struct {
	Found     int            `json:"found"`  // pages that waited
	Read      int            `json:"read"`   // now
	Failed    int            `json:"failed"` // now
	Left      int            `json:"left"`   // that still wait
	Items     int            `json:"items"`  // that the pages are of
	Chars     int            `json:"chars"`  // that came of it
	Reasons   map[string]int `json:"reasons,omitempty"`
	Tool      string         `json:"tool,omitempty"`
	Languages []string       `json:"languages,omitempty"`
	Absent    bool           `json:"absent,omitempty"` // pages wait, and there is no program to read them with
}

// PixelChoice says what of what waits is read.
type PixelChoice struct {
	Only  []record.ID // of these items; empty: of all
	Again bool        // pages too that could not be read before
}

// waits are the pages of an item whose pixels wait to be read.
type waits struct {
	id    record.ID
	pages []int
	lost  bool // the text that was read from pixels before is gone
}

// shortPage is how many bytes a page may take in which hardly any text lies.
const shortPage = 400

// ReadPixels reads what stands in pixels alone: pictures, and pages of documents in
// which hardly any text lies. It stores what it has every half minute, so that an
// interrupted run loses no more than that; the next one goes on. Where no program
// can read pixels the account says so, without an error.
func (c *Casefile) ReadPixels(ctx context.Context, which PixelChoice, step func(done, of int)) (Pixeled, error) {
	out := Pixeled{}
	if err := c.mayRead(which.Only); err != nil {
		return out, err
	}
	all, err := c.waiting(ctx, which)
	if err != nil || len(all) == 0 {
		return out, err
	}
	for _, w := range all {
		out.Found += len(w.pages)
	}
	out.Left, out.Items = out.Found, len(all)
	reader := worker.FindReader(ctx)
	if out.Absent = !reader.Can(); out.Absent {
		return out, nil
	}
	out.Tool, out.Languages = reader.Tool(), reader.Languages()
	p := &pixels{c: c, Reader: reader, out: &out, step: step}
	for _, w := range all {
		if err := p.item(ctx, w); err != nil {
			return out, err
		}
	}
	return out, nil
}

// waiting lists what is to be read, in order of id.
func (c *Casefile) waiting(ctx context.Context, which PixelChoice) ([]waits, error) {
	var out []waits
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		short := map[record.ID][]int{}
		if err := tx.ShortPages(shortPage, func(id string, page int, text string) error {
			if intake.Bare(text) {
				short[record.ID(id)] = append(short[record.ID(id)], page)
			}
			return nil
		}); err != nil {
			return err
		}
		for _, id := range record.SortedKeys(c.state.Evidence) {
			e := c.state.Evidence[id]
			if len(which.Only) > 0 && !slices.Contains(which.Only, id) || !readable(e) {
				continue
			}
			w, err := c.waits(tx, e, short[id], which.Again)
			if err != nil {
				return err
			}
			if len(w.pages) > 0 {
				out = append(out, w)
			}
		}
		return nil
	})
	return out, err
}

// readable reports whether pixels of an item may be read for everybody on the desk.
func readable(e *record.Evidence) bool {
	return e.Original != nil && !custodial(e) && e.State.IsActive() && intake.Scanned(e.Original.MediaType)
}

// waits gives the pages of one item that are to be read, of those that are short.
func (c *Casefile) waits(tx *sqlite.Tx, e *record.Evidence, short []int, again bool) (waits, error) {
	out := waits{id: e.ID}
	var done *record.Pixels
	if r := c.state.Readings[e.ID]; r != nil {
		done = r.Pixels
	}
	if done != nil {
		pages, err := tx.Text(string(e.ID))
		if err != nil {
			return out, err
		}
		if chars(pages) != c.state.Readings[e.ID].Chars { // it was restricted for a while, or read anew
			out.lost, done = true, nil
		}
	}
	if !intake.Paged(e.Original.MediaType) && len(short) == 0 {
		short = []int{1}
		if done == nil && e.Original.Chars > 0 {
			short = nil // a picture whose text lies in it
		}
	}
	for _, page := range short {
		if done.Has(page) || done.HasFailed(page) && !again {
			continue
		}
		out.pages = append(out.pages, page)
	}
	return out, nil
}

func chars(pages []string) (n int) {
	for _, p := range pages {
		n += utf8.RuneCountInString(p)
	}
	return n
}

// pixels reads one item after the other.
type pixels struct {
	c *Casefile
	worker.Reader
	out  *Pixeled
	step func(done, of int)
	lost bool
	id   record.ID
	seen []seenPage // that are not stored yet
	last time.Time  // when something was stored
	cost time.Duration
	went bool // something could be read
	bad  int  // pages in a row that could not
}

// seenPage is what was read of a page, or why nothing was.
type seenPage struct {
	page   int
	text   string
	reason string
}

// storeEvery is how long what was read waits to be stored; longer where storing is
// much work, as it is for a long document.
const storeEvery = 30 * time.Second

func (p *pixels) item(ctx context.Context, w waits) error {
	data, err := p.c.original(ctx, p.c.state.Evidence[w.id])
	p.id, p.lost, p.seen, p.last = w.id, w.lost, nil, time.Now()
	if err != nil && ctx.Err() == nil { // verify tells more of it
		for _, n := range w.pages {
			p.take(seenPage{page: n, reason: "the original is missing or damaged"})
		}
		return p.store(ctx)
	}
	for pages := w.pages; len(pages) > 0 && err == nil; {
		if pages, err = p.some(ctx, data, pages); err != nil {
			break
		}
		if len(pages) == 0 || p.due() {
			err = p.store(ctx)
		}
	}
	if err != nil && len(p.seen) > 0 && p.went {
		_ = p.store(context.WithoutCancel(ctx)) // what was read stays read
	}
	return err
}

// some reads as many of the pages as a worker draws at once, and gives the rest.
func (p *pixels) some(ctx context.Context, data []byte, pages []int) ([]int, error) {
	drawn, err := worker.Pictures(ctx, string(p.id), data, pages)
	if err != nil {
		if problem.KindOf(err) != problem.Usage {
			return pages, err
		}
		for _, n := range pages { // not one of them will ever be drawn
			p.take(seenPage{page: n, reason: "it could not be drawn"})
		}
		return nil, nil
	}
	err = p.texts(ctx, drawn)
	if err == nil && !p.went && p.bad >= mostBad {
		err = problem.New(problem.Unavailable, "", "tesseract reads nothing at all here", "try tesseract by itself; is one of its languages damaged?")
	}
	return pages[len(drawn):], err
}

// due reports whether what was read has waited long enough to be stored.
func (p *pixels) due() bool { return p.went && time.Since(p.last) >= max(storeEvery, 10*p.cost) }

// mostBad is how many pages in a row may fail before the program is at fault.
const mostBad = 5

func (p *pixels) take(s seenPage) {
	if p.bad++; s.reason == "" {
		p.went, p.bad = true, 0
	}
	p.seen = append(p.seen, s)
	p.out.Left--
	if p.step != nil {
		p.step(p.out.Found-p.out.Left, p.out.Found)
	}
}

// store puts what was read into the text of the item, and says so in the ledger.
func (p *pixels) store(ctx context.Context) error {
	began := time.Now()
	seen, c := p.seen, p.c
	if len(seen) == 0 {
		return nil
	}
	_, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		e := c.state.Evidence[p.id]
		if e == nil || !readable(e) { // it was restricted meanwhile
			return nil, nil, nil
		}
		var text []string
		if err := c.db.Read(ctx, func(tx *sqlite.Tx) (err error) {
			text, err = tx.Text(string(p.id))
			return err
		}); err != nil {
			return nil, nil, err
		}
		next := p.reading(e)
		changed := map[int]string{}
		for _, s := range seen {
			for len(text) < s.page && s.page == 1 {
				text = append(text, "")
			}
			if s.page > len(text) {
				continue
			}
			if s.reason != "" {
				next.Pixels.Fail(s.page, s.reason)
				continue
			}
			next.Pixels.Read(s.page)
			now := intake.WithPixels(text[s.page-1], s.text)
			p.out.Chars += utf8.RuneCountInString(now) - utf8.RuneCountInString(text[s.page-1])
			text[s.page-1], changed[s.page] = now, now
		}
		next.Pages, next.Chars = len(text), chars(text)
		events, err := command.ReadText(c.state, c.me, p.id, next)
		return events, &effects{store: func(tx *sqlite.Tx) error {
			for _, n := range record.SortedKeys(changed) {
				if err := tx.PutText(string(p.id), n, changed[n]); err != nil {
					return err
				}
			}
			return nil
		}}, err
	})
	if err != nil {
		return err
	}
	for _, s := range seen {
		if s.reason == "" {
			p.out.Read++
			continue
		}
		p.out.Failed++
		if p.out.Reasons == nil {
			p.out.Reasons = map[string]int{}
		}
		p.out.Reasons[s.reason]++
	}
	p.seen, p.last, p.cost, p.lost = nil, time.Now(), time.Since(began), false
	return nil
}

// reading is what was recorded of an item so far, without the failures that are
// tried again, to be added to.
func (p *pixels) reading(e *record.Evidence) record.Reading {
	next := record.Reading{Extractor: e.Original.Extractor}
	px := record.Pixels{}
	if old := p.c.state.Readings[p.id]; old != nil {
		next = *old
		if old.Pixels != nil && !p.lost {
			px.Pages = slices.Clone(old.Pixels.Pages)
			for _, u := range old.Pixels.Failed {
				for n := u.From; n <= u.To; n++ {
					if !slices.ContainsFunc(p.seen, func(s seenPage) bool { return s.page == n }) {
						px.Fail(n, u.Reason)
					}
				}
			}
		}
	}
	px.Tool, px.Languages = p.Tool(), p.Languages()
	next.Pixels = &px
	return next
}

// readBy says of a reading what a line of the ledger has room for.
func readBy(r record.Reading) string {
	if r.Pixels == nil {
		return r.Extractor
	}
	return fmt.Sprintf("%s (%s)", r.Pixels.Tool, strings.Join(r.Pixels.Languages, "+"))
}
