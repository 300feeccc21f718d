package corroborate

import (
	"cmp"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// own is what a claim has of itself in one view, its conjuncts aside.
type own struct {
	support      packing
	differs      bool // the publishable view may have other chains
	max, maxUpTo int  // S_max and its proven upper bound
	opposed      packing
	denied       []record.ID
	conceded     bool
	viaOne       bool
}

// ownOf computes what a claim has of itself in both views. It remembers that of a
// claim with conjuncts or among conjuncts; that of others is good until another is
// asked for.
func (e *engine) ownOf(cl int32) *[2]own {
	if o := e.own[cl]; o != nil {
		return o
	}
	o := &e.lone
	if e.shared.holds(cl) || len(e.requires[cl]) > 0 {
		o = new([2]own)
		e.own[cl] = o
	} else if e.loneOf == cl {
		return o
	} else {
		*o = [2]own{}
		e.loneOf = cl
	}
	interested := e.interestedIn(cl)
	e.support(cl, o)
	for v := desk; v <= publishable; v++ {
		e.opposition(cl, v, o, interested)
		o[v].denied, o[v].conceded = e.denials(cl, v, interested)
	}
	// A chain of the publishable view is one of the desk's: where an unfinished
	// search missed it there, it is taken over.
	takeOver(&o[desk].support, o[publishable].support)
	takeOver(&o[desk].opposed, o[publishable].opposed)
	o[desk].max = max(o[desk].max, o[publishable].max)
	for v := range o {
		o[v].max = max(o[v].max, o[v].support.n)
		o[v].viaOne = e.viaOneConduit(cl, view(v), o[v].support)
	}
	return o
}

func takeOver(desk *packing, public packing) {
	if public.n > desk.n {
		desk.n, desk.chains, desk.nos, desk.anonymous = public.n, public.chains, public.nos, public.anonymous
	}
}

// support computes S and S_max. Most claims have no untraced root and nothing
// withheld: then one packing answers for all four numbers. Unless inferences bring
// other chains to other modes, one graph serves all modes.
func (e *engine) support(cl int32, o *[2]own) {
	sinks, of, whole := e.supports.row(cl), []int32{cl}, modeOf(desk, true)
	g := e.gather(sinks, of, whole, nil, e.families(whole, nil))
	defer e.release(g)
	pack := func(m mode) packing {
		if m != whole && !g.inferred {
			g.restrict(m)
		}
		if g.inferred || !g.solve() {
			return e.pack(sinks, of, m, nil)
		}
		return e.solved(g, m)
	}
	for v := desk; v <= publishable; v++ {
		if d := &o[desk]; v == publishable && !d.differs {
			o[v].support, o[v].max, o[v].maxUpTo = d.support, d.max, d.maxUpTo
			return
		}
		most := pack(modeOf(v, true))
		o[v].differs = most.withheld || most.inferred
		o[v].support, o[v].max, o[v].maxUpTo = most, most.n, most.upper
		if most.weak || most.inferred {
			o[v].support = pack(modeOf(v, false))
		}
	}
}

// interestedIn gives the self-classes of the parties to whom a claim is adverse.
func (e *engine) interestedIn(cl int32) []int32 {
	var out []int32
	for _, a := range e.adverse.row(cl) {
		if self := e.actors.self.find(a); !slices.Contains(out, self) {
			out = append(out, self)
		}
	}
	return out
}

// speaksFor reports whether a statement's speaker is one of the interested parties.
func (e *engine) speaksFor(s int32, interested []int32) bool {
	return len(interested) > 0 && slices.Contains(interested, e.selfOf(s))
}

// opposition computes O: what disputes the claim, and what supports a claim that
// cannot be true beside it, without chains in which an interested party speaks.
func (e *engine) opposition(cl int32, v view, o *[2]own, interested []int32) {
	sinks := e.disputes.row(cl) // put together in a list of its own, since rows are cut to size
	for _, other := range e.opposed[cl] {
		sinks = append(sinks, e.supports.row(other)...)
	}
	if len(sinks) == 0 {
		return
	}
	var ban func(int32) bool
	if len(interested) > 0 {
		ban = func(s int32) bool { return e.speaksFor(s, interested) }
	}
	if v == publishable && !o[desk].opposed.withheld && !o[desk].opposed.inferred {
		o[v].opposed = o[desk].opposed
		return
	}
	o[v].opposed = e.pack(sinks, e.opposed[cl], modeOf(v, false), ban)
}

// denials gives the interested parties that deny a claim, each by the smallest id
// of its class, and whether one of them concedes it.
func (e *engine) denials(cl int32, v view, interested []int32) (denied []record.ID, conceded bool) {
	for _, d := range e.denies[cl] {
		if !e.admits(d.st, v) || !e.speaksFor(d.st, interested) {
			continue
		}
		if d.accepts {
			conceded = true
			continue
		}
		id := e.actors.ids[e.selfOf(d.st)]
		if !slices.Contains(denied, id) {
			denied = append(denied, id)
		}
	}
	slices.SortFunc(denied, cmp.Compare[record.ID])
	for _, s := range e.supports.row(cl) {
		conceded = conceded || (e.admits(s, v) && e.speaksFor(s, interested))
	}
	return denied, conceded
}
