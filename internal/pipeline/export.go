package pipeline

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Export writes the casefile as a document. Texts of evidence stand in it;
// other originals do not, and a note says so. With identities it is logged
// before anything is opened, and only a custodian may.
func (c *Casefile) Export(ctx context.Context, identities, asJSON bool) (doc []byte, notes []string, err error) {
	o := exchange.ExportOptions{Clean: c.Guard().Clean, ID: c.alias, JSON: asJSON}
	if identities {
		if err := c.edit(ctx, func() ([]event.Event, *effects, error) {
			events, err := command.HandOut(c.me, "casefile")
			return events, nil, err
		}); err != nil {
			return nil, nil, err
		}
		opened, err := c.identities(ctx)
		if err != nil {
			return nil, nil, err
		}
		o.Clean, o.ID = func(s string) string { return s }, nil
		o.Identities = func(id record.ID) (*record.Identity, bool) { found, ok := opened[id]; return found, ok }
	}
	texts, notes, err := c.texts(ctx)
	if err != nil {
		return nil, nil, err
	}
	o.Text = func(id record.ID) (string, bool) { text, ok := texts[id]; return text, ok }
	doc, err = exchange.Export(c.state.Casefile, o)
	return doc, notes, err
}

// ExportBoard writes the statuses of all claims as a table for a spreadsheet.
func (c *Casefile) ExportBoard(now time.Time) ([]byte, error) {
	all := corroborate.All(c.state.Casefile, corroborate.Options{Now: now})
	results := make([]corroborate.Result, 0, len(all))
	for _, id := range record.SortedKeys(all) {
		results = append(results, all[id])
	}
	return exchange.Board(c.state.Casefile, results, c.Guard().Clean, c.alias)
}

func (c *Casefile) identities(ctx context.Context) (map[record.ID]*record.Identity, error) {
	out := map[record.ID]*record.Identity{}
	for _, id := range record.SortedKeys(c.state.Actors) {
		if !c.state.Actors[id].Protected || c.state.Burned(id) != nil {
			continue
		}
		opened, err := c.identity(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(opened.Names)+len(opened.Identifiers) > 0 {
			out[id] = opened
		}
	}
	return out, nil
}

// texts gives the originals that are text and that this member may hand on.
func (c *Casefile) texts(ctx context.Context) (map[record.ID]string, []string, error) {
	out, notes := map[record.ID]string{}, []string{}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for _, id := range record.SortedKeys(c.state.Evidence) {
			e := c.state.Evidence[id]
			if e.Original == nil {
				continue
			}
			if e.Restriction != "" && e.Restriction != record.RestrictNone {
				notes = append(notes, string(id)+": restricted, so its original is not in the export")
				continue
			}
			data, err := c.readOriginal(tx, e)
			if err != nil {
				return err
			}
			if !isText(data) {
				notes = append(notes, string(id)+": not a text, so its original is not in the export; backup has it")
				continue
			}
			out[id] = string(data)
		}
		return nil
	})
	return out, notes, err
}

// isText reports whether the bytes can stand in a document as a string.
func isText(data []byte) bool {
	return utf8.Valid(data) && !strings.ContainsRune(string(data), 0)
}
