package pipeline

import (
	"bytes"

	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/record"
)

// aliasPrefix begins the id that an export shows in place of one that holds a
// protected name. What follows is a keyed hash, so that it tells nothing and is
// the same in every export.
const aliasPrefix = "sealed-"

// alias gives the id as an export may show it.
func (c *Casefile) alias(id string) string {
	if record.ID(id).Reserved() || record.ID(id) == record.Owner || c.Guard().Clean(id) == id {
		return id
	}
	return aliasPrefix + c.ring.BlobName("alias:" + id)[:16]
}

// unalias puts the casefile's own ids back into a document that was exported from
// it, so that importing it again updates records rather than doubling them.
func (c *Casefile) unalias(source []byte) ([]byte, error) {
	if !bytes.Contains(source, []byte(aliasPrefix)) {
		return source, nil
	}
	own := map[string]string{} // by alias
	if _, err := exchange.Export(c.state.Casefile, exchange.ExportOptions{ID: func(id string) string {
		if alias := c.alias(id); alias != id {
			own[alias] = id
		}
		return id
	}}); err != nil {
		return nil, err
	}
	for alias, id := range own {
		source = bytes.ReplaceAll(source, []byte(alias), []byte(id))
	}
	return source, nil
}
