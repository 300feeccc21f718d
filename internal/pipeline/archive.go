package pipeline

import (
	"context"
	"slices"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// ReadArchive makes a casefile document of an archive, knowing what the casefile holds.
type ReadArchive func(known *record.Casefile) (*exchange.Document, *exchange.Report, error)

// Taken tells what an archive brought, and how its claims stand after it.
type Taken struct {
	Imported
	Archive *exchange.Report `json:"archive,omitempty"` // nil for a casefile document
	DryRun  bool             `json:"dry_run"`           // nothing was written
	Status  map[string]int   `json:"status"`            // claims of the archive, by status
	Flags   map[string]int   `json:"flags"`             // claims of the archive, by flag
}

// ImportArchive takes an archive in like a casefile document: all or nothing.
func (c *Casefile) ImportArchive(ctx context.Context, name string, read ReadArchive, step func(done, of int)) (Taken, error) {
	doc, report, err := c.readArchive(ctx, read)
	if err != nil {
		return Taken{}, err
	}
	got, err := c.take(ctx, doc, step)
	if err != nil {
		return Taken{}, err
	}
	if slices.ContainsFunc(doc.Records, identified) {
		got.Notes = append(got.Notes, name+" still shows identities in clear: keep it as you would keep the names themselves, or destroy it")
	}
	out := Taken{Imported: got, Archive: report}
	out.stand(c, c.state, doc)
	return out, nil
}

// RehearseImport does all that an import does and writes nothing.
func (c *Casefile) RehearseImport(ctx context.Context, read ReadArchive, step func(done, of int)) (Taken, error) {
	doc, report, err := c.readArchive(ctx, read)
	if err != nil {
		return Taken{}, err
	}
	out := Taken{Imported: Imported{Records: records(doc), Kinds: map[string]int{}, Notes: []string{}}, Archive: report, DryRun: true}
	contents, err := c.readContents(ctx, doc, &out.Imported, step)
	if err != nil {
		return Taken{}, err
	}
	at := c.clock().UTC()
	in := command.Import{
		Document: doc, Originals: c.changedContents(contents),
		Seal: sealer{c, &effects{}}.seal, Same: c.sameIdentity, Clean: c.Guard().Clean,
	}
	events, err := command.ImportDocument(c.state, c.me, at, in)
	if err != nil {
		return Taken{}, c.hush(doc, err)
	}
	next := c.state.Fork()
	for _, e := range events {
		if _, err := next.Apply(0, at, e); err != nil {
			return Taken{}, err
		}
	}
	out.countEvents(events)
	out.stand(c, next, doc)
	return out, nil
}

// Document gives the reading of a casefile document, for RehearseImport.
func (c *Casefile) Document(name string, source []byte, open func(string) ([]byte, error)) ReadArchive {
	return func(*record.Casefile) (*exchange.Document, *exchange.Report, error) {
		source, err := c.unalias(source)
		if err != nil {
			return nil, nil, err
		}
		doc, err := exchange.Parse(name, source, open)
		return doc, nil, err
	}
}

func (c *Casefile) readArchive(ctx context.Context, read ReadArchive) (*exchange.Document, *exchange.Report, error) {
	if err := c.me.Need(command.Record); err != nil {
		return nil, nil, err
	}
	if err := c.refresh(ctx); err != nil {
		return nil, nil, err
	}
	return read(c.state.Casefile)
}

// countEvents counts what changes, by kind of event and by record.
func (i *Imported) countEvents(events []event.Event) {
	for _, e := range events {
		i.Kinds[e.Kind()]++
		if e.Kind() != "original.stored" && e.Kind() != "identity.sealed" {
			i.Changed++
		}
	}
}

// stand counts how the claims of a document stand.
func (t *Taken) stand(c *Casefile, s *view.State, doc *exchange.Document) {
	t.Status, t.Flags = map[string]int{}, map[string]int{}
	all := corroborate.All(s.Casefile, corroborate.Options{Now: c.clock()})
	for _, p := range doc.Records {
		if p.Kind != "claim" {
			continue
		}
		r := all[p.ID]
		t.Status[string(r.Status)]++
		for _, f := range r.Flags {
			t.Flags[f]++
		}
	}
}
