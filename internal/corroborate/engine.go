package corroborate

import "onrecord.dev/onrecord/internal/record"

// engine computes results over one casefile that does not change meanwhile. It is
// not safe for concurrent use, but a fork of it may work beside it.
type engine struct {
	*index
	budget int

	fams [modes]*families
	own  map[int32]*[2]own // claim -> view -> what it has of itself, where asked for again
	all  map[int32]*[2]sum // claim with conjuncts -> view -> what that comes to
	hash hashes

	lone   [2]own // of claim loneOf, which no other claim requires
	loneOf int32
	scratch
}

// scratch is space used again from claim to claim. Marks are valid where stamped
// with the present epoch.
type scratch struct {
	mark, place []int32
	epoch       int32
	local       places
	graphs      []*graph // not in use
	sts, names  []int32
	chains      written
	writer      writer
}

// newEngine gives one that can also explain.
func newEngine(c *record.Casefile, o Options) *engine {
	n := number(c)
	e := engineOf(n, o)
	e.withRecords(c, n)
	return e
}

func engineOf(n *numbered, o Options) *engine {
	e := &engine{index: newIndex(n, o.Now), budget: o.Budget}
	if e.budget <= 0 {
		e.budget = defaultBudget
	}
	e.markLive()
	for _, requires := range e.requires {
		for _, r := range requires {
			e.shared.put(r)
		}
	}
	return e.fork()
}

// fork gives an engine over the same index with space and memory of its own.
func (e *engine) fork() *engine {
	f := &engine{index: e.index, budget: e.budget}
	f.loneOf = -1
	f.own, f.all = map[int32]*[2]own{}, map[int32]*[2]sum{}
	f.fit()
	return f
}

// fit makes room for all statements that there are.
func (e *engine) fit() {
	if e.epoch > 1<<30 {
		e.scratch = scratch{}
	}
	e.mark, e.place = longer(e.mark, len(e.stID)), longer(e.place, len(e.stID))
}

// longer gives at least n places, the new ones zero.
func longer[T any](s []T, n int) []T {
	if n > len(s) {
		s = append(s, make([]T, n-len(s))...)
	}
	return s
}

func (e *engine) admits(s int32, v view) bool { return e.active[s]&(1<<v) != 0 }

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
func (e *engine) result(cl int32) Result { return e.resultWith(cl, e.inputsHash(cl)) }

func (e *engine) resultWith(cl int32, hash string) Result {
	d, p, own := e.sumOf(cl, desk), e.sumOf(cl, publishable), e.ownOf(cl)
	out := Result{
		ID:          e.claimID[cl],
		Outcome:     e.outcome(&d, own[desk].conceded),
		DeniedBy:    d.denied.denied,
		Opposing:    d.opposed.opposed.chains,
		OpposingCut: d.opposed.opposed.cut,
		Upper:       d.upper,
		InputsHash:  hash,
		Publishable: e.outcome(&p, own[publishable].conceded),
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
func (e *engine) outcome(t *sum, conceded bool) Outcome {
	out := Outcome{
		S: t.s, SMax: t.max, O: t.o, D: t.d,
		Certificate: [][]record.ID{}, Cut: []string{}, Flags: []string{},
	}
	if t.weakest != nil && t.s > 0 {
		out.Certificate = notNull(t.weakest.support.chains)
		out.Cut = notNull(t.weakest.support.cut)
	}
	out.Base = baseOf(t.s, e.policy.CorroboratedAt)
	out.Status = statusOf(out.Base, t.o, t.d)
	out.Flags = t.flags(conceded)
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
