package corroborate

import (
	"crypto/sha256"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// digester makes digests of statements, in space of its own.
type digester struct {
	b   []byte
	ids []record.ID
}

// statement digests what a statement says of itself and names: its id, its
// speaker, its evidence where that gives it a label, its conduits, what it derives
// from and what it concludes from. What others decide (classes, who may use it, whether it stands)
// is not in it, so that it changes with the record alone. Every id ends in a byte
// that no id contains.
func (d *digester) statement(s *record.Statement, is nature) [32]byte {
	b := append(append(d.b[:0], s.ID...), 0)
	b = append(append(b, s.Speaker...), 0)
	if is&witnessed == 0 {
		b = append(b, s.Evidence...)
	}
	b = append(b, 0)
	d.ids = d.ids[:0]
	for _, via := range s.Conduit {
		if via != record.Desk {
			d.ids = append(d.ids, via)
		}
	}
	b = d.list(b)
	d.ids = d.ids[:0]
	for _, from := range s.DerivedFrom {
		d.ids = append(d.ids, from.Statement)
	}
	b = d.list(b)
	if is.kind() == inferred {
		d.ids = append(d.ids[:0], s.Premises...)
		b = d.list(b)
	}
	d.b = b
	return sha256.Sum256(b)
}

// list writes ids, each once, in their order.
func (d *digester) list(b []byte) []byte {
	if len(d.ids) > 1 {
		slices.Sort(d.ids)
		d.ids = slices.Compact(d.ids)
	}
	for _, id := range d.ids {
		b = append(append(b, id...), 0)
	}
	return append(b, '\n')
}
