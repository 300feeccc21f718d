package corroborate

import (
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// engine computes results over one casefile that does not change meanwhile. It is
// not safe for concurrent use.
type engine struct {
	*index
	now    time.Time
	budget int
	active []uint8 // statement -> views as bits in which it is active
	live   []uint8 // statement -> modes as bits in which a chain ends there

	fams [modes]*families
	own  map[int32]*[2]own // claim -> view -> what it has of itself
	all  map[int32]*[2]sum // claim with conjuncts -> view -> what that comes to
	hash hashes

	// Scratch space, valid where stamped with the present epoch.
	mark, labelMark   []int32
	place, labelPlace []int32
	epoch, labelEpoch int32
}

func newEngine(c *record.Casefile, o Options) *engine {
	e := &engine{index: newIndex(c), now: o.Now, budget: o.Budget}
	if e.budget <= 0 {
		e.budget = defaultBudget
	}
	e.active = make([]uint8, len(e.st))
	for i, s := range e.st {
		e.active[i] = admitted(c, s, o.Now)
	}
	e.markLive()
	e.own = make(map[int32]*[2]own, len(e.claims))
	e.all = map[int32]*[2]sum{}
	e.mark, e.place = make([]int32, len(e.st)), make([]int32, len(e.st))
	labels := len(e.actors.ids) + len(e.copies.ids)
	e.labelMark, e.labelPlace = make([]int32, labels), make([]int32, labels)
	return e
}

func (e *engine) admits(s int32, v view) bool { return e.active[s]&(1<<v) != 0 }

// All computes the result of every claim. It reads c and keeps nothing of it.
func All(c *record.Casefile, o Options) map[record.ID]Result {
	e := newEngine(c, o)
	out := make(map[record.ID]Result, len(e.claims))
	for i, cl := range e.claims {
		out[cl.ID] = e.result(int32(i))
	}
	return out
}

// Some computes the results of the claims named; ids of no claim are left out.
func Some(c *record.Casefile, o Options, ids ...record.ID) map[record.ID]Result {
	e := newEngine(c, o)
	out := make(map[record.ID]Result, len(ids))
	for _, id := range ids {
		if cl, ok := e.claimNo[id]; ok {
			out[id] = e.result(cl)
		}
	}
	return out
}

// result puts together what R1 returns for a claim.
func (e *engine) result(cl int32) Result {
	d, p := e.sumOf(cl, desk), e.sumOf(cl, publishable)
	out := Result{
		ID:          e.claims[cl].ID,
		Outcome:     e.outcome(cl, desk, d),
		DeniedBy:    d.denied.denied,
		Opposing:    d.opposed.opposed.chains,
		OpposingCut: d.opposed.opposed.cut,
		Upper:       d.upper,
		InputsHash:  e.inputsHash(cl),
		Publishable: e.outcome(cl, publishable, p),
	}
	out.DeniedBy = notNull(out.DeniedBy)
	out.Opposing = notNull(out.Opposing)
	out.OpposingCut = notNull(out.OpposingCut)
	return out
}

func notNull[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// outcome turns numbers into words.
func (e *engine) outcome(cl int32, v view, t *sum) Outcome {
	out := Outcome{
		S: t.s, SMax: t.max, O: t.o, D: t.d,
		Certificate: [][]record.ID{}, Cut: []string{}, Flags: []string{},
	}
	if t.weakest != nil && t.s > 0 {
		out.Certificate = notNull(t.weakest.support.chains)
		out.Cut = notNull(t.weakest.support.cut)
	}
	out.Base = baseOf(t.s, e.c.Policy.WithDefaults().CorroboratedAt)
	out.Status = statusOf(out.Base, t.o, t.d)
	out.Flags = e.flags(cl, v, t, out)
	return out
}

// baseOf is the status without the opposing side. The order of the tests is R1's.
func baseOf(s, corroboratedAt int) Status {
	switch {
	case s == 0:
		return Unverified
	case s >= corroboratedAt:
		return Corroborated
	case s == 1:
		return SingleSource
	default:
		return Provisional
	}
}

func statusOf(base Status, o, d int) Status {
	switch {
	case o >= 1:
		return Contradicted
	case d >= 1:
		return Denied
	default:
		return base
	}
}
