package corroborate

import (
	"cmp"

	"onrecord.dev/onrecord/internal/component"
	"onrecord.dev/onrecord/internal/record"
)

// sum is what a claim comes to in one view, its conjuncts included: the least of
// their S and S_max, the largest of their O and D. Nothing is added up.
type sum struct {
	weakest      *own // nil: nothing of it has support to count
	weakestID    record.ID
	s, upper     int
	max, maxUpTo int
	opposed      *own
	opposedID    record.ID
	o, oUpTo     int
	denied       *own
	deniedID     record.ID
	d            int
}

// sumOf gives the sum of a claim. Claims that require each other have the same.
func (e *engine) sumOf(cl int32, v view) sum {
	if len(e.requires[cl]) == 0 {
		return e.alone(cl, v)
	}
	if t := e.all[cl]; t != nil {
		return t[v]
	}
	next := func(c int32) []int32 {
		if e.all[c] != nil {
			return nil // known already, and all that it leads to
		}
		return e.requires[c]
	}
	for _, group := range component.Strong([]int32{cl}, next) {
		if len(e.requires[group[0]]) == 0 || e.all[group[0]] != nil {
			continue
		}
		both := new([2]sum)
		for v := desk; v <= publishable; v++ {
			both[v] = e.sumOfGroup(group, v)
		}
		for _, c := range group {
			e.all[c] = both
		}
	}
	return e.all[cl][v]
}

func (e *engine) sumOfGroup(group []int32, v view) sum {
	inside := make(map[int32]bool, len(group))
	for _, c := range group {
		inside[c] = true
	}
	t := e.alone(group[0], v)
	for _, c := range group {
		t.add(e.alone(c, v))
		for _, r := range e.requires[c] {
			switch {
			case inside[r]:
			case len(e.requires[r]) == 0:
				t.add(e.alone(r, v))
			default:
				t.add(e.all[r][v])
			}
		}
	}
	return t
}

// alone is the sum of a claim without its conjuncts.
func (e *engine) alone(cl int32, v view) sum {
	o, id := &e.ownOf(cl)[v], e.claimID[cl]
	t := sum{
		opposed: o, opposedID: id, o: o.opposed.n, oUpTo: o.opposed.upper,
		denied: o, deniedID: id, d: len(o.denied),
	}
	if e.counts(cl) {
		t.weakest, t.weakestID = o, id
		t.s, t.upper, t.max, t.maxUpTo = o.support.n, o.support.upper, o.max, o.maxUpTo
	}
	return t
}

// add joins a conjunct; of equals the lowest id speaks for the whole.
func (t *sum) add(x sum) {
	if x.weakest != nil {
		first := t.weakest == nil
		if first || cmp.Or(cmp.Compare(x.s, t.s), cmp.Compare(x.weakestID, t.weakestID)) < 0 {
			t.weakest, t.weakestID, t.s = x.weakest, x.weakestID, x.s
		}
		if first {
			t.upper, t.max, t.maxUpTo = x.upper, x.max, x.maxUpTo
		}
		t.upper, t.max, t.maxUpTo = min(t.upper, x.upper), min(t.max, x.max), min(t.maxUpTo, x.maxUpTo)
	}
	if cmp.Or(cmp.Compare(t.o, x.o), cmp.Compare(x.opposedID, t.opposedID)) < 0 {
		t.opposed, t.opposedID, t.o = x.opposed, x.opposedID, x.o
	}
	t.oUpTo = max(t.oUpTo, x.oUpTo)
	if cmp.Or(cmp.Compare(t.d, x.d), cmp.Compare(x.deniedID, t.deniedID)) < 0 {
		t.denied, t.deniedID, t.d = x.denied, x.deniedID, x.d
	}
}
