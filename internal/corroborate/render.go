package corroborate

import (
	"crypto/sha256"
	"slices"
	"strconv"
)

// localHash digests what can decide a claim's own numbers, as lines of fields in
// the order of their bytes. They are not sorted but written in that order: kinds
// of lines by their first words, lines of one kind by the ids that follow.
func (e *engine) localHash(cl int32) [32]byte {
	sts := e.background(cl)
	slices.SortFunc(sts, e.compareStatements)
	w := &e.render
	w.index, w.b = e.index, w.b[:0]
	policy := e.policy
	w.labels("adverse", "", e.interestedIn(cl))
	w.line("claim", string(e.claimID[cl]))
	for _, s := range sts {
		w.labels("conduits ", string(e.stID[s]), e.via.row(s))
	}
	w.denials(e.denies[cl])
	w.statements("disputes", "", e.disputes.row(cl))
	for _, s := range sts {
		w.statements("from ", string(e.stID[s]), e.parents.row(s))
	}
	for _, s := range sts {
		w.labels("labels ", string(e.stID[s]), e.index.labels.row(s))
	}
	opposed := slices.Clone(e.opposed[cl])
	slices.SortFunc(opposed, e.compareClaims)
	for _, o := range opposed {
		w.statements("opposed ", string(e.claimID[o]), e.supports.row(o))
	}
	w.line("policy", strconv.Itoa(policy.CorroboratedAt), policy.Conduits)
	for _, s := range sts {
		w.claimIDs("premises ", string(e.stID[s]), e.premise[s])
	}
	w.claimIDs("requires", "", e.requires[cl])
	for _, s := range sts {
		w.statement(s)
	}
	w.statements("supports", "", e.supports.row(cl))
	return sha256.Sum256(w.b)
}

// render writes lines. Every field ends in a byte that no id contains.
type render struct {
	*index
	b    []byte
	nums []int32
}

func (w *render) field(f string) { w.b = append(append(w.b, f...), 0) }

func (w *render) line(fields ...string) {
	for _, f := range fields {
		w.field(f)
	}
	w.b = append(w.b, '\n')
}

func (w *render) statement(s int32) {
	shown := w.actors.trait[w.speaker[s]]&shielded != 0
	w.line("statement", string(w.stID[s]), strconv.Itoa(int(w.kind(s))), strconv.Itoa(int(w.active[s])),
		string(w.actors.ids[w.selfOf(s)]), strconv.FormatBool(shown))
}

func (w *render) denials(of []denial) {
	of = slices.Clone(of)
	slices.SortFunc(of, func(a, b denial) int { return w.compareStatements(a.st, b.st) })
	for _, d := range of {
		w.line("denies", string(w.stID[d.st]), string(w.actors.ids[w.selfOf(d.st)]),
			strconv.FormatBool(d.accepts), strconv.Itoa(int(w.active[d.st])))
	}
}

// head begins a line of a list; each of the list stands in it once, in order.
func (w *render) head(head, id string, of []int32, compare func(a, b int32) int) []int32 {
	w.b = append(w.b, head...)
	w.field(id)
	w.nums = append(w.nums[:0], of...)
	if len(of) > 1 {
		slices.SortFunc(w.nums, compare)
	}
	return slices.Compact(w.nums)
}

func (w *render) labels(head, id string, of []int32) {
	for _, l := range w.head(head, id, of, w.compareLabels) {
		if l < 0 {
			w.b = append(w.b, copiesOf...)
			w.field(string(w.copies.ids[^l]))
		} else {
			w.field(string(w.actors.ids[l]))
		}
	}
	w.b = append(w.b, '\n')
}

func (w *render) statements(head, id string, of []int32) {
	for _, s := range w.head(head, id, of, w.compareStatements) {
		w.field(string(w.stID[s]))
	}
	w.b = append(w.b, '\n')
}

func (w *render) claimIDs(head, id string, of []int32) {
	for _, c := range w.head(head, id, of, w.compareClaims) {
		w.field(string(w.claimID[c]))
	}
	w.b = append(w.b, '\n')
}
