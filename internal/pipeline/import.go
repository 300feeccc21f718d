package pipeline

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
	"onrecord.dev/onrecord/internal/worker"
)

// Imported tells what an import changed.
type Imported struct {
	Records int            `json:"records"` // in the document
	Changed int            `json:"changed"` // records that are new or different
	Kinds   map[string]int `json:"kinds"`   // events by kind
	Notes   []string       `json:"notes"`
}

// Import takes a casefile document in, all or nothing. Open reads the files that
// it names. Step, if not nil, is called after each item of evidence was read.
func (c *Casefile) Import(ctx context.Context, name string, source []byte, open func(string) ([]byte, error), step func(done, of int)) (Imported, error) {
	source, err := c.unalias(source)
	if err != nil {
		return Imported{}, err
	}
	doc, err := exchange.Parse(name, source, open)
	if err != nil {
		return Imported{}, err
	}
	out, err := c.take(ctx, doc, step)
	if err == nil && slices.ContainsFunc(doc.Records, identified) {
		out.Notes = append(out.Notes, name+" still shows identities in clear: write protected: sealed in their place, which keeps what is sealed, or destroy the file")
	}
	return out, err
}

// take records a document that was read.
func (c *Casefile) take(ctx context.Context, doc *exchange.Document, step func(done, of int)) (Imported, error) {
	out := Imported{Records: records(doc), Kinds: map[string]int{}, Notes: []string{}}
	read, err := c.readContents(ctx, doc, &out, step)
	if err != nil {
		return Imported{}, err
	}
	events, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		fx := &effects{}
		in := command.Import{
			Document: doc, Originals: c.changedContents(read),
			Seal: sealer{c, fx}.seal, Same: c.sameIdentity,
			Clean: c.Guard().Clean,
		}
		events, err := command.ImportDocument(c.state, c.me, c.clock().UTC(), in)
		for _, e := range events {
			if e, ok := e.(*event.IdentityReleased); ok {
				fx.drop = append(fx.drop, c.keysOf(e.Actor, view.Parts, true)...)
			}
		}
		fx.store = c.storeContents(events, read, fx)
		return events, fx, err
	})
	if err != nil {
		return Imported{}, c.hush(doc, err)
	}
	out.countEvents(events)
	for _, e := range events {
		if e, ok := e.(*event.ActorRecorded); ok && e.Actor.Protected && c.namesNobody(e.Actor.ID) {
			out.Notes = append(out.Notes, string(e.Actor.ID)+": protected, but no identity is recorded, so the gate cannot find the name")
		}
	}
	return out, nil
}

// identified reports whether a document gives somebody's identity itself.
func identified(p exchange.Patch) bool {
	filled := func(s *[]record.Secret) bool { return s != nil && len(*s) > 0 }
	return p.Identity != nil && (filled(p.Identity.Names) || filled(p.Identity.Identifiers))
}

// namesNobody reports whether nothing was ever sealed for a protected actor.
func (c *Casefile) namesNobody(id record.ID) bool {
	return !slices.ContainsFunc(view.Parts, func(part string) bool {
		return c.state.Seal(id, part) != nil || c.state.Burn(id, part) != nil
	})
}

// records counts everything that a document records.
func records(doc *exchange.Document) int {
	n := len(doc.Records) + len(doc.Links) + len(doc.Dependence) + len(doc.Hints)
	for _, p := range []*exchange.Patch{doc.Case, doc.Policy} {
		if p != nil {
			n++
		}
	}
	return n
}

// content is a file that came with a document or by add, read but not yet stored.
type content struct {
	data     []byte
	original *record.Original
	pages    []string
	likeness *record.Likeness // of a picture
}

func (c *Casefile) readContents(ctx context.Context, doc *exchange.Document, out *Imported, step func(done, of int)) (map[record.ID]content, error) {
	read := map[record.ID]content{}
	for i, p := range doc.Records {
		if p.Content != nil {
			got, note, err := c.readAnew(ctx, p)
			if err != nil {
				return nil, err
			}
			if note != "" {
				out.Notes = append(out.Notes, p.Where+": "+note)
			}
			read[p.ID] = got
		}
		if step != nil {
			step(i+1, len(doc.Records))
		}
	}
	return read, nil
}

// readAnew reads the content that came for an item, but for the text of a file that
// the casefile has read already.
func (c *Casefile) readAnew(ctx context.Context, p exchange.Patch) (content, string, error) {
	old := c.state.Evidence[p.ID]
	if old != nil && old.Original != nil && old.Original.SHA256 == hashOf(p.Content.Bytes) {
		return content{data: p.Content.Bytes, original: old.Original}, "", nil
	}
	return readContent(ctx, p.Content.FileName, p.Content.Bytes)
}

// readContent extracts the text of a file. A file that cannot be read is kept
// all the same, with a note that says why there is no text.
func readContent(ctx context.Context, name string, data []byte) (content, string, error) {
	got, err := worker.Extract(ctx, name, data, intake.DefaultLimits())
	note := ""
	if err != nil {
		if ctx.Err() != nil {
			return content{}, "", problem.New(problem.Usage, "", "interrupted", "nothing was changed")
		}
		note = "kept, but its text could not be read: " + problem.Line(err)
	}
	return contentOf(name, data, got), note, nil
}

func contentOf(name string, data []byte, got intake.Result) content {
	unread := got.MediaType == "" // the reader failed; what is in it may come out all the same
	if unread {
		got.MediaType = intake.MediaType(name, data)
	}
	o := &record.Original{SHA256: hashOf(data), Size: int64(len(data)), MediaType: got.MediaType, FileName: name, Chars: got.Chars, Extractor: got.Extractor}
	if len(got.Pages) > 1 {
		o.Pages = len(got.Pages)
	}
	o.Holds = got.Holds || intake.Container(o.MediaType) && (unread || !intake.Message(o.MediaType))
	return content{data: data, original: o, pages: got.Pages, likeness: got.Likeness}
}

// changedContents leaves out the texts that are just what an export shows of an
// original that the casefile holds: importing them again keeps what is there.
func (c *Casefile) changedContents(read map[record.ID]content) map[record.ID]*record.Original {
	out := map[record.ID]*record.Original{}
	for id, got := range read {
		if old := c.state.Evidence[id]; old != nil && old.Original != nil && old.Original.SHA256 != got.original.SHA256 && c.showsSame(old, got.data) {
			continue
		}
		out[id] = got.original
	}
	return out
}

func (c *Casefile) showsSame(e *record.Evidence, data []byte) bool {
	if !strings.Contains(string(data), record.SealedMark) {
		return false
	}
	same := false
	err := c.db.Read(context.Background(), func(tx *sqlite.Tx) error {
		original, err := c.readOriginal(tx, e)
		if err == nil && utf8.Valid(original) {
			same = c.Guard().Clean(string(original)) == string(data)
		}
		return nil
	})
	return err == nil && same
}

// storeContents stores the originals and the texts of the evidence that the
// events add, and moves the original of an item whose restriction changes.
func (c *Casefile) storeContents(events []event.Event, read map[record.ID]content, fx *effects) func(*sqlite.Tx) error {
	return func(tx *sqlite.Tx) error {
		next := map[record.ID]*record.Evidence{}
		var moved []*record.Evidence // as they were
		for _, e := range events {
			item := evidenceIn(e)
			if item == nil || item.Original == nil {
				continue
			}
			next[item.ID] = item
			old := c.state.Evidence[item.ID]
			switch {
			case old == nil || old.Original == nil:
				if err := c.storeContent(tx, item, read[item.ID]); err != nil {
					return err
				}
			case custodial(old) != custodial(item):
				if err := c.moveContent(tx, old, item); err != nil {
					return err
				}
				moved = append(moved, old)
			}
		}
		for _, old := range moved { // when all have got their copies
			if err := c.dropOriginal(tx, old, next, fx); err != nil {
				return err
			}
		}
		return nil
	}
}

func evidenceIn(e event.Event) *record.Evidence {
	switch e := e.(type) {
	case *event.EvidenceAdded:
		return &e.Evidence
	case *event.EvidenceAmended:
		return &e.Evidence
	}
	return nil
}

// custodial reports whether custodians alone may open an item.
func custodial(e *record.Evidence) bool { return e.Restriction == record.RestrictCustodian }

func (c *Casefile) storeContent(tx *sqlite.Tx, e *record.Evidence, got content) error {
	if err := c.storeOriginal(tx, e.Original, e.Restriction, got.data); err != nil {
		return err
	}
	if err := putLikeness(tx, e, got.likeness); err != nil {
		return err
	}
	if custodial(e) {
		return tx.DropText(string(e.ID))
	}
	return c.putText(tx, e.ID, got.pages)
}

// moveContent stores an original anew, as its new restriction wants it.
func (c *Casefile) moveContent(tx *sqlite.Tx, old, e *record.Evidence) error {
	data, err := c.readOriginal(tx, old)
	if err != nil {
		return err
	}
	got := content{data: data}
	if !custodial(e) {
		if got, _, err = readContent(context.Background(), e.Original.FileName, data); err != nil {
			return err
		}
	}
	return c.storeContent(tx, e, got)
}

// dropOriginal deletes a copy that no item needs any more, next being those that
// change; a file only after the transaction that stores its successor has committed.
func (c *Casefile) dropOriginal(tx *sqlite.Tx, old *record.Evidence, next map[record.ID]*record.Evidence, fx *effects) error {
	needs := func(e *record.Evidence) bool {
		return e.Original != nil && e.Original.SHA256 == old.Original.SHA256 && custodial(e) == custodial(old)
	}
	for _, e := range next {
		if needs(e) {
			return nil
		}
	}
	for _, id := range c.state.Holders(old.Original.SHA256) {
		if next[id] == nil && needs(c.state.Evidence[id]) {
			return nil
		}
	}
	name := c.blobName(old.Original, old.Restriction)
	if old.Original.Size >= packBelow {
		fx.after = append(fx.after, func() error { return c.dir.RemoveOriginal(name) })
		return nil
	}
	return tx.DropBlob(name)
}
