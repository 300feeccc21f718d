package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Search looks through evidence, statements and claims. The index never held a
// protected string, nor anything for custodians alone: neither can match, be
// counted or stand in a snippet. What comes out goes through the blind index again.
func (c *Casefile) Search(ctx context.Context, query string, ask search.Ask) (*search.Answer, error) {
	q, err := search.Parse(query)
	if err != nil {
		return nil, err
	}
	if err := c.freshIndex(ctx); err != nil {
		return nil, err
	}
	var out *search.Answer
	named := q
	err = c.db.Read(ctx, func(tx *sqlite.Tx) error {
		if named, err = q.Names(tx.Spellings); err != nil {
			return err
		}
		out, err = tx.Search(named, ask)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range out.Hits {
		h := &out.Hits[i]
		h.Title, h.Snippet = c.Guard().Clean(h.Title), c.Guard().Clean(h.Snippet)
		h.Marks = named.Marks(h.Snippet)
	}
	return out, nil
}

// freshIndex makes the index anew where another version of the program made it.
func (c *Casefile) freshIndex(ctx context.Context) error {
	stale := func(tx *sqlite.Tx) (bool, error) {
		form, err := tx.Cursor(indexView)
		if err != nil || form == search.Form {
			return false, err
		}
		size, err := tx.Size()
		return size > 0, err
	}
	var yes bool
	if err := c.db.Read(ctx, func(tx *sqlite.Tx) (err error) { yes, err = stale(tx); return err }); err != nil || !yes {
		return err
	}
	unlock, err := c.dir.Lock(ctx, lockWait)
	if err != nil {
		return olderIndex(err)
	}
	defer unlock()
	if err := c.Fill(ctx); err != nil {
		return err
	}
	if err := c.refresh(ctx); err != nil {
		return err
	}
	if err := c.shield(ctx); err != nil { // never an index that nobody cleaned
		return err
	}
	err = c.db.Write(ctx, func(tx *sqlite.Tx) error {
		if yes, err := stale(tx); err != nil || !yes {
			return err
		}
		return indexAll(tx, c.state, c.guard)
	})
	if err != nil {
		return olderIndex(err)
	}
	return nil
}

func olderIndex(err error) error {
	return problem.Wrap(err, problem.Unavailable, "search", "the search index was made by another version of onrecord and cannot be made anew here", "open the casefile once where it can be written")
}
