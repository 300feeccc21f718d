package pipeline

import (
	"context"
	"time"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/reckon"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// AsOf replays the ledger up to a moment: what did we know then?
func (c *Casefile) AsOf(ctx context.Context, at time.Time) (*view.State, error) {
	s := view.NewState()
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		return tx.Entries(0, func(seq int64, e ledger.Entry) error {
			h, ev, err := e.Parse()
			if err != nil {
				return problem.Wrap(err, problem.Unavailable, "ledger", "an entry cannot be read", "run onrecord verify")
			}
			if h.At.After(at) {
				return nil
			}
			_, err = s.Apply(seq, h.At, ev)
			return err
		})
	})
	return s, err
}

// Findings gives what the reckoning and the custody of evidence have to say.
func (c *Casefile) Findings(ctx context.Context) ([]record.Finding, error) {
	out := reckon.Findings(c.state.Casefile)
	broken, err := c.broken(ctx, record.SortedKeys(c.state.Evidence))
	if err != nil {
		return nil, err
	}
	for _, id := range record.SortedKeys(broken) {
		out = append(out, record.Finding{
			Rule: "custody-broken", Level: record.LevelError, IDs: []record.ID{id},
			Message: string(id) + ": " + broken[id], Hint: "run onrecord verify, and compare with a backup",
			Fingerprint: hashOf([]byte("custody-broken " + id))[:16],
		})
	}
	lost, err := c.lostPlaces(ctx)
	return append(out, lost...), err
}

// broken verifies originals and says why one does not hold.
func (c *Casefile) broken(ctx context.Context, ids []record.ID) (map[record.ID]string, error) {
	out := map[record.ID]string{}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for _, id := range ids {
			e := c.state.Evidence[id]
			if e == nil || e.Original == nil {
				continue
			}
			if _, err := c.readOriginal(tx, e); err != nil && problem.KindOf(err) != problem.Refused {
				out[id] = problem.Line(err)
			}
		}
		return nil
	})
	return out, err
}

// Text gives the extracted text of an item of evidence, page by page. Of
// material for custodians no text is kept: it is read anew for a custodian, and
// nobody else gets any.
func (c *Casefile) Text(ctx context.Context, id record.ID) (pages []string, err error) {
	e := c.state.Evidence[id]
	if e == nil || e.Original == nil {
		return nil, nil
	}
	if e.Restriction != record.RestrictCustodian {
		err = c.db.Read(ctx, func(tx *sqlite.Tx) error {
			pages, err = tx.Text(string(id))
			return err
		})
		return pages, err
	}
	if !c.ring.Custodian() {
		return nil, nil
	}
	data, err := c.original(ctx, e)
	if err != nil {
		return nil, err
	}
	got, _, err := readContent(ctx, e.Original.FileName, data)
	return got.pages, err
}

// Open gives what this member may read of an item's record. The hash of a short
// text tells the text to who guesses it, so it goes with the right to the original.
func (c *Casefile) Open(e *record.Evidence) *record.Evidence {
	if e.Restriction != record.RestrictCustodian || e.Original == nil || c.ring.Custodian() {
		return e
	}
	shown := *e
	shown.Original = &record.Original{MediaType: e.Original.MediaType}
	return &shown
}

// LogEntry is one line of the ledger as a member reads it.
type LogEntry struct {
	Seq  int64       `json:"seq"`
	At   time.Time   `json:"at"`
	By   record.ID   `json:"by"`
	Kind string      `json:"kind"`
	IDs  []record.ID `json:"ids"`
	Note string      `json:"note,omitempty"`
}

// Log gives the newest entries of the ledger, newest first. Limit 0 means all.
func (c *Casefile) Log(ctx context.Context, limit int) ([]LogEntry, error) {
	out := []LogEntry{}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		return tx.EntriesBack(limit, func(seq int64, e ledger.Entry) error {
			h, ev, err := e.Parse()
			if err != nil {
				return problem.Wrap(err, problem.Unavailable, "ledger", "an entry cannot be read", "run onrecord verify")
			}
			ids, note := about(ev)
			out = append(out, LogEntry{Seq: seq, At: h.At, By: h.By, Kind: h.Kind, IDs: ids, Note: note})
			return nil
		})
	})
	return out, err
}
