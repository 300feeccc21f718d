package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// flags gives the flags of an outcome, in the order of R1.
func (e *engine) flags(cl int32, v view, t *sum, out Outcome) []string {
	flags := []string{}
	set := func(on bool, flag string) {
		if on {
			flags = append(flags, flag)
		}
	}
	set(e.ownOf(cl)[v].conceded, Conceded)
	set(t.s == 0 && t.max >= 1, HearsayOnly)
	set(t.s >= 1 && e.anonymous(out.Certificate), AnonymousOnly)
	set(t.s >= 1 && t.weakest != nil && t.weakest.viaOne, ViaOneConduit)
	set(t.s < t.upper || t.max < t.maxUpTo || t.o < t.oUpTo, Bound)
	return flags
}

// anonymous reports whether every root of every chain is a protected speaker's.
func (e *engine) anonymous(chains [][]record.ID) bool {
	for _, chain := range chains {
		for _, id := range chain {
			s := e.c.Statements[id]
			if len(s.DerivedFrom) > 0 {
				continue
			}
			if a := e.c.Actors[s.Speaker]; a == nil || !a.Protected {
				return false
			}
		}
	}
	return true
}

// viaOneConduit reports whether one class is a conduit in every chain of the
// claim. The certificate's chains name the only candidates.
func (e *engine) viaOneConduit(cl int32, v view, p packing) bool {
	var common []int32
	for i, chain := range p.chains {
		var here []int32
		for _, id := range chain {
			here = append(here, e.conduits(e.c.Statements[id])...)
		}
		if i == 0 {
			common = here
		}
		common = slices.DeleteFunc(common, func(l int32) bool { return !slices.Contains(here, l) })
		if len(common) == 0 {
			return false
		}
	}
	for _, via := range common {
		passes := func(s int32) bool { return slices.Contains(e.conduits(e.st[s]), via) }
		m := modeOf(v, false)
		g := e.gather(e.supports.row(cl), []int32{cl}, m, passes, e.families(m, passes))
		if !slices.ContainsFunc(g.nodes, func(n node) bool { return n.alive && n.sink }) {
			return true
		}
	}
	return false
}
