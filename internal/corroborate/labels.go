package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// addLabels makes label(s) of every statement. The order, from the origin towards
// the desk, is what makes the cut prefer people to copies and conduits to speakers.
func (x *index) addLabels(items []int32) {
	for i, a := range x.via.cell {
		x.via.cell[i] = x.actors.class.find(a)
	}
	ignore := x.c.Policy.WithDefaults().Conduits == record.ConduitsIgnore
	x.labels.at = make([]int32, len(x.st)+1)
	cell := make([]int32, 0, 2*len(x.st)+len(x.via.cell))
	for i, s := range x.st {
		start := len(cell)
		if items[i] >= 0 && !s.Basis.Witness() {
			cell = append(cell, int32(len(x.actors.ids))+x.copies.of.find(items[i]))
		}
		cell = append(cell, x.actors.class.find(x.speaker[i]))
		own := len(cell)
		for _, l := range x.via.row(int32(i)) {
			if !ignore && !slices.Contains(cell[start:], l) {
				cell = append(cell, l)
			}
		}
		slices.SortFunc(cell[own:], x.compareLabels)
		x.labels.at[i+1] = int32(len(cell))
	}
	x.labels.cell = cell
}

const copiesOf = "copies:"

// labelName names a class by its smallest actor id, copies by their smallest
// evidence id.
func (x *index) labelName(l int32) string {
	if n := int32(len(x.actors.ids)); l >= n {
		return copiesOf + string(x.copies.ids[l-n])
	}
	return string(x.actors.ids[l])
}

// compareLabels orders labels by their names without making the names.
func (x *index) compareLabels(a, b int32) int {
	n := int32(len(x.actors.ids))
	switch {
	case a < n && b < n:
		return strings.Compare(string(x.actors.ids[a]), string(x.actors.ids[b]))
	case a >= n && b >= n:
		return strings.Compare(string(x.copies.ids[a-n]), string(x.copies.ids[b-n]))
	}
	if a >= n {
		return -x.compareLabels(b, a)
	}
	if id := string(x.actors.ids[a]); !strings.HasPrefix(id, copiesOf) {
		return strings.Compare(id, copiesOf)
	}
	return strings.Compare(x.labelName(a), x.labelName(b))
}
