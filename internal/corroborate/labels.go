package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// addLabels makes label(s) of every statement. The order, from the origin towards
// the desk, is what makes the cut prefer people to copies and conduits to speakers.
func (x *index) addLabels() {
	ignore := x.policy.Conduits == record.ConduitsIgnore
	x.labels.at = make([]int32, len(x.stID)+1)
	cell := make([]int32, 0, 2*len(x.stID)+len(x.via.cell))
	for s, nature := range x.nature {
		start := len(cell)
		if x.item[s] >= 0 && nature&witnessed == 0 {
			cell = append(cell, int32(len(x.actors.ids))+x.copies.of.find(x.item[s]))
		}
		cell = append(cell, x.actors.class.find(x.speaker[s]))
		own := len(cell)
		for _, l := range x.via.row(int32(s)) {
			if !ignore && !slices.Contains(cell[start:], l) {
				cell = append(cell, l)
			}
		}
		slices.SortFunc(cell[own:], x.compareLabels)
		x.labels.at[s+1] = int32(len(cell))
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
