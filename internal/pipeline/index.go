package pipeline

import (
	"maps"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// storeRows applies events to the state and to the stored rows, cursor included.
func storeRows(tx *sqlite.Tx, s *view.State, first int64, at time.Time, events []event.Event) error {
	for i, e := range events {
		rows, err := s.Apply(first+int64(i), at, e)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := putRow(tx, r); err != nil {
				return err
			}
		}
	}
	return tx.SetCursor(recordsView, first+int64(len(events)))
}

func putRow(tx *sqlite.Tx, r view.Row) error {
	if r.Value == nil {
		return tx.DeleteRecord(r.Kind, r.ID)
	}
	body, err := r.Marshal()
	if err != nil {
		return err
	}
	return tx.PutRecord(r.Kind, r.ID, body)
}

// reindex brings the search index up to the events. The index never contains a
// protected string: where a protection began or ended, whatever reads differently
// now is indexed anew.
func reindex(tx *sqlite.Tx, s *view.State, events []event.Event, guard, before *protect.Guard) error {
	if form, err := tx.Cursor(indexView); err != nil {
		return err
	} else if form != search.Form {
		return indexAll(tx, s, guard)
	}
	ix := newIndexer(tx, s, guard)
	if err := ix.touched(events); err != nil {
		return err
	}
	if protects(events) {
		if err := ix.changed(func(text string) bool { return guard.Clean(text) != before.Clean(text) }); err != nil {
			return err
		}
	}
	return ix.finish()
}

// indexView names the cursor that says in which form the index was made.
const indexView = "index"

// indexAll makes the whole index anew.
func indexAll(tx *sqlite.Tx, s *view.State, guard *protect.Guard) error {
	if err := tx.ClearIndex(); err != nil {
		return err
	}
	ix := newIndexer(tx, s, guard)
	for _, id := range ix.ids() {
		if err := ix.record(id); err != nil {
			return err
		}
	}
	if err := ix.finish(); err != nil {
		return err
	}
	return tx.SetCursor(indexView, search.Form)
}

// protects reports whether the events change what the blind index finds.
func protects(events []event.Event) bool {
	for _, e := range events {
		switch e.(type) {
		case *event.IdentitySealed, *event.IdentityReleased, *event.IdentityBurned:
			return true
		}
	}
	return false
}

// indexer puts records into the search index, cleaned. Call finish at the end.
type indexer struct {
	tx    *sqlite.Tx
	state *view.State
	done  map[record.ID]bool
	clean *beside.Row[found]
}

func newIndexer(tx *sqlite.Tx, s *view.State, guard *protect.Guard) *indexer {
	ix := &indexer{tx: tx, state: s, done: map[record.ID]bool{}}
	ix.clean = cleaning(guard, ix.write)
	return ix
}

func (ix *indexer) finish() error { return ix.clean.Finish() }

// write puts a record's documents, which are clean, in the place of older ones.
func (ix *indexer) write(f found) error {
	if err := ix.tx.DropDoc(string(f.id)); err != nil {
		return err
	}
	for _, d := range f.docs {
		if err := ix.tx.IndexDoc(d); err != nil {
			return err
		}
	}
	return nil
}

func (ix *indexer) touched(events []event.Event) error {
	for _, e := range events {
		if id := subject(e); id != "" {
			if err := ix.record(id); err != nil {
				return err
			}
		}
	}
	return ix.said(events)
}

// said indexes the statements in evidence that was amended: whether they can be
// found hangs on its restriction.
func (ix *indexer) said(events []event.Event) error {
	amended := map[record.ID]bool{}
	for _, e := range events {
		if e, ok := e.(*event.EvidenceAmended); ok {
			amended[e.Evidence.ID] = true
		}
	}
	if len(amended) == 0 {
		return nil
	}
	for _, id := range record.SortedKeys(ix.state.Statements) {
		if amended[ix.state.Statements[id].Evidence] {
			if err := ix.record(id); err != nil {
				return err
			}
		}
	}
	return nil
}

func subject(e event.Event) record.ID {
	switch e := e.(type) {
	case *event.EvidenceAdded:
		return e.Evidence.ID
	case *event.EvidenceAmended:
		return e.Evidence.ID
	case *event.TextRead:
		return e.Evidence
	case *event.StatementRecorded:
		return e.Statement.ID
	case *event.ClaimRecorded:
		return e.Claim.ID
	}
	return ""
}

// changed indexes what was not touched and reads differently now.
func (ix *indexer) changed(stale func(text string) bool) error {
	for _, id := range ix.ids() {
		if ix.done[id] {
			continue
		}
		docs, err := ix.docs(id)
		if err != nil {
			return err
		}
		for _, d := range docs {
			if stale(d.Title) || d.Body != d.Title && stale(d.Body) || slices.ContainsFunc(slices.Collect(maps.Values(d.Fields)), stale) {
				if err := ix.record(id); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

func (ix *indexer) ids() []record.ID {
	out := record.SortedKeys(ix.state.Evidence)
	out = append(out, record.SortedKeys(ix.state.Statements)...)
	return append(out, record.SortedKeys(ix.state.Claims)...)
}

func (ix *indexer) record(id record.ID) error {
	if ix.done[id] {
		return nil
	}
	ix.done[id] = true
	docs, err := ix.docs(id)
	if err != nil {
		return err
	}
	return ix.clean.Add(found{id, docs})
}
