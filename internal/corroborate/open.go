package corroborate

// open reports whether some chain ends in one of the sinks without a statement for
// which ban holds. It lists no chains, so that it is exact also where premises have
// more of them than are kept. Time is linear in what lies behind the sinks.
//
// A claim among its own premises needs no care: what it rests on there is a chain
// of the claim itself, with fewer statements.
func (e *engine) open(sinks []int32, m mode, ban func(int32) bool) bool {
	const end = -1 << 31 // what every sink feeds
	bit := m.bit()
	need := map[int32]int{}      // node -> how many of below it have yet to be fed
	above := map[int32][]int32{} // node -> nodes that it helps to feed
	var todo, fed []int32        // a claim as a node is ^claim
	visit := func(x, helps int32) {
		if x >= 0 && (e.live[x]&bit == 0 || ban(x)) {
			return
		}
		above[x] = append(above[x], helps)
		if len(above[x]) == 1 {
			todo = append(todo, x)
		}
	}
	for _, s := range sinks {
		visit(s, end)
	}
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		below, all := e.below(x)
		switch {
		case all:
			need[x] = len(below)
		case x < 0 || e.kind(x) == relay:
			need[x] = 1
		}
		if need[x] == 0 {
			fed = append(fed, x)
		}
		for _, y := range below {
			visit(y, x)
		}
	}
	for len(fed) > 0 {
		x := fed[len(fed)-1]
		fed = fed[:len(fed)-1]
		for _, y := range above[x] {
			if y == end {
				return true
			}
			if need[y]--; need[y] == 0 {
				fed = append(fed, y)
			}
		}
	}
	return false
}

// below gives what feeds a node, and whether it takes all of that: the premises of
// an inference, the conjuncts of a claim without support of its own.
func (e *engine) below(x int32) (below []int32, all bool) {
	switch {
	case x < 0 && e.counts(^x):
		return e.supports.row(^x), false
	case x < 0:
		return claimNodes(e.requires[^x]), true
	case e.kind(x) == inferred:
		return claimNodes(e.premise[x]), true
	default:
		return e.parents.row(x), false
	}
}

func claimNodes(claims []int32) []int32 {
	out := make([]int32, len(claims))
	for i, cl := range claims {
		out[i] = ^cl
	}
	return out
}

// spare leaves out of a cut what it can do without, as prune does, but goes by the
// records: to be asked where a graph does not hold every chain. The cut is sorted
// by name.
func (e *engine) spare(sinks []int32, m mode, ban func(int32) bool, cut []int32) []int32 {
	closed := make(map[int32]bool, len(cut))
	for _, l := range cut {
		closed[l] = true
	}
	meets := func(s int32) bool {
		for _, l := range e.labels.row(s) {
			if closed[l] {
				return true
			}
		}
		return ban != nil && ban(s)
	}
	for i := len(cut) - 1; i >= 0; i-- {
		delete(closed, cut[i])
		if e.open(sinks, m, meets) {
			closed[cut[i]] = true
		}
	}
	out := cut[:0]
	for _, l := range cut {
		if closed[l] {
			out = append(out, l)
		}
	}
	return out
}
