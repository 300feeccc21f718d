package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// addLabels makes label(s) of every statement. The order, from the origin towards
// the desk, is what makes the cut prefer people to copies and conduits to speakers.
func (x *index) addLabels() {
	x.labels.at = make([]span, len(x.stID))
	cell := make([]int32, 0, 2*len(x.stID)+len(x.via.cell))
	for s := range x.stID {
		start := len(cell)
		cell = x.appendLabels(cell, int32(s))
		x.labels.at[s] = span{int32(start), int32(len(cell) - start)}
		x.plain[s] = x.plain[s] && x.plainLabels(int32(s), cell[start:])
	}
	x.labels.cell = cell
}

// classify puts classes in the place of actors; plain tells that each names its own.
func (x *index) classify(actors []int32) (plain bool) {
	plain = true
	for i, a := range actors {
		actors[i] = x.actors.class.find(a)
		plain = plain && actors[i] == a
	}
	return plain
}

// plainLabels reports whether the labels of a statement, conduits aside, are its own
// item and its own speaker. A class that its speaker names is the whole of his self.
func (x *index) plainLabels(s int32, labels []int32) bool {
	if labels[0] < 0 {
		return labels[0] == copyLabel(x.item[s]) && labels[1] == x.speaker[s]
	}
	return labels[0] == x.speaker[s]
}

// appendLabels puts the labels of a statement to a list.
func (x *index) appendLabels(out []int32, s int32) []int32 {
	start := len(out)
	if x.item[s] >= 0 && x.nature[s]&witnessed == 0 {
		out = append(out, copyLabel(x.copies.of.find(x.item[s])))
	}
	out = append(out, x.actors.class.find(x.speaker[s]))
	if x.policy.Conduits == record.ConduitsIgnore {
		return out
	}
	own := len(out)
	for _, l := range x.via.row(s) {
		if !slices.Contains(out[start:], l) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out[own:], x.compareLabels)
	return out
}

// A label is the number of the actor after whom its class is named, or stands for
// copies and is negative.
func copyLabel(item int32) int32 { return ^item }

const copiesOf = "copies:"

// appendName writes the name of a label.
func (x *index) appendName(b []byte, l int32) []byte {
	if l < 0 {
		return append(append(b, copiesOf...), x.copies.ids[^l]...)
	}
	return append(b, x.actors.ids[l]...)
}

// labelName names a class by its smallest actor id, copies by their smallest
// evidence id.
func (x *index) labelName(l int32) string {
	if l < 0 {
		return copiesOf + string(x.copies.ids[^l])
	}
	return string(x.actors.ids[l])
}

// namesOf gives the names of labels, sorted; nil for none. Those that must be made
// share one string.
func (x *index) namesOf(labels []int32) []string {
	if len(labels) == 0 {
		return nil
	}
	size := 0
	for _, l := range labels {
		if l < 0 {
			size += len(copiesOf) + len(x.copies.ids[^l])
		}
	}
	var made strings.Builder
	made.Grow(size)
	out := make([]string, 0, len(labels))
	for _, l := range labels {
		if l >= 0 {
			out = append(out, string(x.actors.ids[l]))
			continue
		}
		from := made.Len()
		made.WriteString(copiesOf)
		made.WriteString(string(x.copies.ids[^l]))
		out = append(out, made.String()[from:])
	}
	slices.Sort(out)
	return out
}

// compareLabels orders labels by their names without making the names.
func (x *index) compareLabels(a, b int32) int {
	switch {
	case a >= 0 && b >= 0:
		return strings.Compare(string(x.actors.ids[a]), string(x.actors.ids[b]))
	case a < 0 && b < 0:
		return strings.Compare(string(x.copies.ids[^a]), string(x.copies.ids[^b]))
	case a < 0:
		return -x.compareLabels(b, a)
	}
	if id := string(x.actors.ids[a]); !strings.HasPrefix(id, copiesOf) {
		return strings.Compare(id, copiesOf)
	}
	return strings.Compare(x.labelName(a), x.labelName(b))
}
