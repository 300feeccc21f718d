package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Origins answers questions about what R1 takes for one origin, for checks that
// look for origins which are one and are not recorded as such. It changes nothing.
type Origins struct {
	e     *engine
	no    map[record.ID]int32 // of statements
	items map[record.ID]int32
}

// NewOrigins indexes a casefile, which must not change while it is asked.
func NewOrigins(c *record.Casefile, o Options) *Origins {
	e := newEngine(c, o)
	return &Origins{e, numbers(e.stID), numbers(e.copies.ids)}
}

func numbers(ids []record.ID) map[record.ID]int32 {
	out := make(map[record.ID]int32, len(ids))
	for i, id := range ids {
		out[id] = int32(i)
	}
	return out
}

// Counts reports whether a chain of the desk's view, untraced roots admitted, ends
// at the statement: whether it adds to S_max of what it supports.
func (o *Origins) Counts(statement record.ID) bool {
	s, ok := o.no[statement]
	return ok && o.e.live[s]&modeOf(desk, true).bit() != 0
}

// Joined reports whether two statements may stand on one origin as R1 sees it
// today: their chains share a label, or a statement. Where it is false, any two
// chains that end at them count as two.
func (o *Origins) Joined(a, b record.ID) bool {
	x, okA := o.no[a]
	y, okB := o.no[b]
	if !okA || !okB || x == y {
		return true
	}
	left, right := o.behind(x), o.behind(y)
	for _, s := range left {
		if slices.Contains(right, s) {
			return true
		}
		for _, l := range o.e.labels.row(s) {
			for _, t := range right {
				if slices.Contains(o.e.labels.row(t), l) {
					return true
				}
			}
		}
	}
	return false
}

// behind gives a statement and all that it derives from, at whatever depth.
func (o *Origins) behind(s int32) []int32 {
	out := []int32{s}
	for i := 0; i < len(out); i++ {
		for _, p := range o.e.parents.row(out[i]) {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// Class names the class of an actor, dependence notes included, by its smallest id.
func (o *Origins) Class(actor record.ID) record.ID {
	if n, ok := o.e.actors.no[actor]; ok {
		return o.e.actors.ids[o.e.actors.class.find(n)]
	}
	return actor
}

// Copies names the class of copies of an item of evidence by its smallest id.
func (o *Origins) Copies(evidence record.ID) record.ID {
	if n, ok := o.items[evidence]; ok {
		return o.e.copies.ids[o.e.copies.of.find(n)]
	}
	return evidence
}
