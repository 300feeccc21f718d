package pipeline

import (
	"context"
	"slices"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// textHolds reports whether the stored text of an item is what its original says:
// all of it where that can be read again at once, else its length as the ledger
// has it. What custodians alone may open has no text.
func (c *Casefile) textHolds(tx *sqlite.Tx, e *record.Evidence, data []byte) (bool, error) {
	pages, err := tx.Text(string(e.ID))
	if err != nil {
		return false, err
	}
	if custodial(e) {
		return len(pages) == 0, nil
	}
	if limits := intake.DefaultLimits(); intake.InProcess(e.Original.FileName, data, limits) {
		got, _ := intake.Extract(e.Original.FileName, data, limits) // on an error there was no text either
		if got.Extractor == e.Original.Extractor || slices.Equal(pages, got.Pages) {
			return slices.Equal(pages, got.Pages), nil
		} // else another version read it: its text may be another
	}
	n := chars(pages)
	if r := c.state.Readings[e.ID]; r != nil && n == r.Chars {
		return true, nil
	}
	// As it was first read: what was read from pixels is gone, and waits to be read again.
	return n == e.Original.Chars, nil
}

// rebuildText reads the text of an item anew where it does not hold. An original
// that cannot be opened keeps the text that there is: verify tells of it.
func (c *Casefile) rebuildText(ctx context.Context, tx *sqlite.Tx, e *record.Evidence) error {
	if e.Original == nil || custodial(e) {
		return tx.DropText(string(e.ID))
	}
	data, err := c.readOriginal(tx, e)
	if err != nil {
		return nil
	}
	if ok, err := c.textHolds(tx, e, data); err != nil || ok {
		return err
	}
	got, _, err := readContent(ctx, e.Original.FileName, data)
	if err != nil {
		return err
	}
	if err := tx.DropText(string(e.ID)); err != nil {
		return err
	}
	return c.putText(tx, e.ID, got.pages)
}

func (c *Casefile) putText(tx *sqlite.Tx, id record.ID, pages []string) error {
	for i, page := range pages {
		if err := tx.PutText(string(id), i+1, page); err != nil {
			return err
		}
	}
	return nil
}
