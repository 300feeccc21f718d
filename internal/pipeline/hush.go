package pipeline

import (
	"errors"

	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// hush takes out of an error what the document itself wants sealed: the refused
// import sealed nothing, so that the casefile's own blind index does not know it.
func (c *Casefile) hush(doc *exchange.Document, err error) error {
	var p *problem.Error
	if !errors.As(err, &p) {
		return err
	}
	key := protect.Key(c.ring.BlindKey())
	g := protect.NewGuard(key)
	for _, patch := range doc.Records {
		if patch.Identity == nil {
			continue
		}
		id := record.Identity{}
		if patch.Identity.Names != nil {
			id.Names = *patch.Identity.Names
		}
		if patch.Identity.Identifiers != nil {
			id.Identifiers = *patch.Identity.Identifiers
		}
		if entries, err := protect.Index(key, id); err == nil {
			_ = g.Add(patch.ID, entries) // entries made just now
		}
	}
	return problem.Wrap(p.Err, p.Kind, g.Clean(p.Where), g.Clean(p.What), g.Clean(p.Hint))
}
