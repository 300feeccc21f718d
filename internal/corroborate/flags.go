package corroborate

import "slices"

// flags gives the flags of an outcome, in the order of R1. Only the claim's own
// support can be a concession.
func (t *sum) flags(conceded bool) []string {
	flags := []string{}
	set := func(on bool, flag string) {
		if on {
			flags = append(flags, flag)
		}
	}
	set(conceded, Conceded)
	set(t.s == 0 && t.max >= 1, HearsayOnly)
	set(t.s >= 1 && t.weakest != nil && t.weakest.support.anonymous, AnonymousOnly)
	set(t.s >= 1 && t.weakest != nil && t.weakest.viaOne, ViaOneConduit)
	set(t.s < t.upper || t.max < t.maxUpTo || t.o < t.oUpTo, Bound)
	return flags
}

// viaOneConduit reports whether one class is a conduit in every chain of the
// claim. The certificate's chains name the only candidates.
func (e *engine) viaOneConduit(cl int32, v view, p packing) bool {
	if p.direct {
		return false
	}
	var common []int32
	start := 0
	for i, end := range p.nos.ends {
		var here []int32
		for _, s := range p.nos.sts[start:end] {
			here = append(here, e.via.row(s)...)
		}
		if start = end; i == 0 {
			common = here
		}
		common = slices.DeleteFunc(common, func(l int32) bool { return !slices.Contains(here, l) })
		if len(common) == 0 {
			return false
		}
	}
	sinks, m := e.supports.row(cl), modeOf(v, false)
	return slices.ContainsFunc(common, func(via int32) bool {
		return !e.open(sinks, m, func(s int32) bool { return slices.Contains(e.via.row(s), via) })
	})
}
