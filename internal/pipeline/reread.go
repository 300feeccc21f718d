package pipeline

import (
	"context"
	"slices"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/worker"
)

// Reread is the account of a reading of texts anew.
type Reread struct {
	Found     int         `json:"found"`     // items that were looked at
	Changed   []record.ID `json:"changed"`   // whose text is another one now
	Unchanged int         `json:"unchanged"` // that read as before
	Failed    []Item      `json:"failed"`    // with reasons; they keep the text that they have
}

// Reread reads the text of items from their originals anew: of those named, or of
// all that another version of a reader has read, or none. What was read from pixels
// is dropped where the text is another one, and waits to be read again. Restricted
// material is left out: no text of it is kept.
func (c *Casefile) Reread(ctx context.Context, only []record.ID, step func(done, of int)) (Reread, error) {
	out := Reread{Changed: []record.ID{}, Failed: []Item{}}
	if err := c.mayRead(only); err != nil {
		return out, err
	}
	var all []record.ID
	for _, id := range record.SortedKeys(c.state.Evidence) {
		e := c.state.Evidence[id]
		if e.Original != nil && !custodial(e) && (slices.Contains(only, id) || len(only) == 0 && !intake.Picture(e.Original.MediaType) && !slices.Contains(intake.Extractors(), c.extractor(e))) {
			all = append(all, id)
		}
	}
	for i, id := range all {
		if ctx.Err() != nil {
			return out, problem.New(problem.Usage, "", "interrupted", "what was read stays; run the same command again to go on")
		}
		if err := c.rereadOne(ctx, id, &out); err != nil {
			return out, err
		}
		if step != nil {
			step(i+1, len(all))
		}
	}
	return out, nil
}

// mayRead refuses who has no right to take texts in, and items that are none.
func (c *Casefile) mayRead(only []record.ID) error {
	if err := c.me.Need(command.Record); err != nil {
		return err
	}
	for _, id := range only {
		if c.state.Evidence[id] == nil {
			return command.Unknown("evidence", id)
		}
	}
	return nil
}

// extractor names what the text of an item was last read by.
func (c *Casefile) extractor(e *record.Evidence) string {
	if r := c.state.Readings[e.ID]; r != nil && r.Extractor != "" {
		return r.Extractor
	}
	return e.Original.Extractor
}

func (c *Casefile) rereadOne(ctx context.Context, id record.ID, out *Reread) error {
	e := c.state.Evidence[id]
	out.Found++
	var data []byte
	var old []string
	if err := c.db.Read(ctx, func(tx *sqlite.Tx) (err error) {
		if old, err = tx.Text(string(id)); err == nil {
			data, err = c.readOriginal(tx, e)
		}
		return err
	}); err != nil {
		out.Failed = append(out.Failed, Item{ID: id, Outcome: Failed, Reason: problem.Line(err)})
		return nil
	}
	got, err := worker.Extract(ctx, e.Original.FileName, data, intake.DefaultLimits())
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		out.Failed = append(out.Failed, Item{ID: id, Outcome: Failed, Reason: problem.Line(err)})
		return nil
	}
	read := c.state.Readings[id]
	pixels := read != nil && read.Pixels != nil
	same := slices.Equal(got.Pages, old) || pixels && got.Chars == e.Original.Chars && len(got.Pages) == e.Original.Pages
	if same && (got.Extractor == c.extractor(e) || got.Extractor == "") {
		out.Unchanged++
		return nil
	}
	next := record.Reading{Extractor: got.Extractor, Pages: len(got.Pages), Chars: got.Chars}
	if same {
		next.Pages, next.Chars = len(old), chars(old)
		if pixels {
			next.Pixels = read.Pixels
		}
		out.Unchanged++
	} else {
		out.Changed = append(out.Changed, id)
	}
	_, err = c.do(ctx, func() ([]event.Event, *effects, error) {
		if now := c.state.Evidence[id]; now == nil || custodial(now) {
			return nil, nil, nil
		}
		events, err := command.ReadText(c.state, c.me, id, next)
		return events, &effects{store: func(tx *sqlite.Tx) error {
			if same {
				return nil
			}
			if err := tx.DropText(string(id)); err != nil {
				return err
			}
			return c.putText(tx, id, got.Pages)
		}}, err
	})
	return err
}

// Particulars gives what a picture or recording tells of itself beside what it
// shows, read from its original, for those who may open that; it is kept nowhere
// else. Nobody else gets any.
func (c *Casefile) Particulars(ctx context.Context, id record.ID) ([]intake.Particular, error) {
	e := c.state.Evidence[id]
	if e == nil || e.Original == nil || custodial(e) && !c.ring.Custodian() || !intake.Tells(e.Original.MediaType) {
		return nil, nil
	}
	data, err := c.original(ctx, e)
	if err != nil {
		return nil, nil // verify and findings tell of it
	}
	if intake.Recording(e.Original.MediaType) {
		return worker.Media(ctx, data), nil
	}
	got, err := worker.Extract(ctx, e.Original.FileName, data, intake.DefaultLimits())
	if err != nil && problem.KindOf(err) != problem.Usage {
		return nil, err
	}
	return got.Particulars, nil
}
