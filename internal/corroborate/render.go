package corroborate

import (
	"crypto/sha256"
	"slices"
	"strconv"

	"onrecord.dev/onrecord/internal/record"
)

// localHash digests what can decide a claim's own numbers, as lines of fields in
// the order of their bytes. They are not sorted but written in that order: kinds
// of lines by their first words, lines of one kind by the ids that follow.
func (e *engine) localHash(cl int32) [32]byte {
	sts := e.rankBackground(cl)
	w := &e.render
	w.b = w.b[:0]
	w.line("adverse")
	w.labels(e, e.interestedIn(cl))
	w.line("claim")
	w.field(string(e.claimID[cl]))
	w.end()
	for _, s := range sts {
		w.lineOf("conduits ", e.stID[s])
		w.labels(e, e.via.row(s))
	}
	w.denials(e, e.denies[cl])
	w.line("disputes")
	w.statements(e, e.disputes.row(cl))
	for _, s := range sts {
		w.lineOf("from ", e.stID[s])
		w.statements(e, e.parents.row(s))
	}
	for _, s := range sts {
		w.lineOf("labels ", e.stID[s])
		w.labels(e, e.labels.row(s))
	}
	opposed := slices.Clone(e.opposed[cl])
	slices.SortFunc(opposed, e.compareClaims)
	for _, o := range opposed {
		w.lineOf("opposed ", e.claimID[o])
		w.statements(e, e.supports.row(o))
	}
	w.line("policy")
	w.number(e.policy.CorroboratedAt)
	w.field(e.policy.Conduits)
	w.end()
	for _, s := range sts {
		w.lineOf("premises ", e.stID[s])
		w.claims(e, e.premise[s])
	}
	w.line("requires")
	w.claims(e, e.requires[cl])
	for _, s := range sts {
		w.statement(e, s)
	}
	w.line("supports")
	w.statements(e, e.supports.row(cl))
	return sha256.Sum256(w.b)
}

// render writes lines. Every field ends in a byte that no id contains.
type render struct {
	b    []byte
	list []int32
}

func (w *render) field(f string) { w.b = append(append(w.b, f...), 0) }

func (w *render) number(n int) { w.b = append(strconv.AppendInt(w.b, int64(n), 10), 0) }

func (w *render) yes(b bool) { w.b = append(strconv.AppendBool(w.b, b), 0) }

func (w *render) line(kind string) { w.field(kind) }

// lineOf begins a line about one record.
func (w *render) lineOf(kind string, id record.ID) {
	w.b = append(w.b, kind...)
	w.field(string(id))
}

func (w *render) end() { w.b = append(w.b, '\n') }

func (w *render) statement(e *engine, s int32) {
	w.line("statement")
	w.field(string(e.stID[s]))
	w.number(int(e.kind(s)))
	w.number(int(e.active[s]))
	w.field(string(e.actors.ids[e.selfOf(s)]))
	w.yes(e.actors.trait[e.speaker[s]]&shielded != 0)
	w.end()
}

func (w *render) denials(e *engine, of []denial) {
	of = slices.Clone(of)
	slices.SortFunc(of, func(a, b denial) int { return e.compareStatements(a.st, b.st) })
	for _, d := range of {
		w.line("denies")
		w.field(string(e.stID[d.st]))
		w.field(string(e.actors.ids[e.selfOf(d.st)]))
		w.yes(d.accepts)
		w.number(int(e.active[d.st]))
		w.end()
	}
}

// The rest of a line may be a list: each of the list stands in it once, in order.

func (w *render) labels(e *engine, of []int32) {
	if len(of) > 2 || len(of) == 2 && e.compareLabels(of[0], of[1]) >= 0 {
		w.list = append(w.list[:0], of...)
		slices.SortFunc(w.list, e.compareLabels)
		of = slices.Compact(w.list)
	}
	for _, l := range of {
		if l < 0 {
			w.b = append(w.b, copiesOf...)
			w.field(string(e.copies.ids[^l]))
		} else {
			w.field(string(e.actors.ids[l]))
		}
	}
	w.end()
}

func (w *render) statements(e *engine, of []int32) {
	if len(of) > 1 {
		w.list = append(w.list[:0], of...)
		e.sortStatements(w.list)
		of = slices.Compact(w.list)
	}
	for _, s := range of {
		w.field(string(e.stID[s]))
	}
	w.end()
}

func (w *render) claims(e *engine, of []int32) {
	if len(of) > 1 {
		w.list = append(w.list[:0], of...)
		slices.SortFunc(w.list, e.compareClaims)
		of = slices.Compact(w.list)
	}
	for _, c := range of {
		w.field(string(e.claimID[c]))
	}
	w.end()
}
