package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// packing is how many independent chains there are, and what shows it.
type packing struct {
	n, upper int
	chains   [][]record.ID // n of them, sorted
	cut      []string      // sorted

	inferred, weak, withheld bool // see graph

	nos       written // the chains as numbers of statements, in no order, unless direct
	direct    bool    // nothing came through a conduit
	anonymous bool    // every root of every chain is a protected speaker's
}

// pack computes S over the chains that end in the sinks; of as for gather.
func (e *engine) pack(sinks, of []int32, m mode, ban func(int32) bool) packing {
	g := e.gather(sinks, of, m, ban, e.families(m, ban))
	defer e.release(g)
	if !g.inferred && g.solve() {
		return e.solved(g, m)
	}
	out := g.packing()
	written := &e.chains
	written.sts, written.ends = written.sts[:0], written.ends[:0]
	parts := g.parts()
	if g.inferred { // the labels behind premises come in no order of their own
		g.orderLabels(e)
	}
	cut := e.names[:0]
	var open []bounds
	for _, p := range parts {
		b := p.bounds()
		if len(b.chains) < b.upper {
			open = append(open, b)
			continue
		}
		cut = out.take(b, written, cut)
	}
	if len(open) > 0 {
		g.orderLabels(e)
	}
	budget := e.budget
	for _, b := range open {
		b.close(e, &budget)
		cut = out.take(b, written, cut)
	}
	e.names = cut
	if out.numbers(m) && !g.truncated {
		return out
	}
	if g.truncated && out.n < len(cut) {
		slices.SortFunc(cut, e.compareLabels)
		cut = e.spare(sinks, m, ban, cut)
		out.upper = min(out.upper, len(cut)) // each chain takes a label of it, and no two the same
	}
	e.names = cut
	out.show(e, written, cut)
	return out
}

// packing begins one for what the graph is.
func (g *graph) packing() packing {
	return packing{inferred: g.inferred, weak: g.weak, withheld: g.withheld, direct: !g.conduits, anonymous: true}
}

// numbers reports whether only the numbers are asked for: see support.
func (p *packing) numbers(m mode) bool { return m.withUntraced() && (p.weak || p.inferred) }

// solved gives the packing of a graph that was solved.
func (e *engine) solved(g *graph, m mode) packing {
	out, q := g.packing(), &g.quick
	out.n, out.upper = len(q.upto), len(q.upto)
	if out.numbers(m) {
		return out
	}
	written, from := &e.chains, int32(0)
	written.sts, written.ends = written.sts[:0], written.ends[:0]
	for _, to := range q.upto {
		written.add(g, q.nodes[from:to])
		from = to
	}
	e.names = e.names[:0]
	for _, l := range q.cut {
		e.names = append(e.names, g.labels[l])
	}
	out.show(e, written, e.names)
	return out
}

// show gives the chains as lists of ids, and the cut as names. All lists share one
// array, cut to size: results are kept, and there are many.
func (p *packing) show(e *engine, w *written, cut []int32) {
	p.cut = e.namesOf(cut)
	if len(w.ends) == 0 {
		return
	}
	ids := make([]record.ID, 0, len(w.sts))
	p.chains = make([][]record.ID, 0, len(w.ends))
	for _, chain := range w.sorted(e) {
		start := len(ids)
		for _, s := range chain {
			ids = append(ids, e.stID[s])
			p.anonymous = p.anonymous && (e.kind(s) == relay || e.actors.trait[e.speaker[s]]&shielded != 0)
		}
		p.chains = append(p.chains, ids[start:len(ids):len(ids)])
	}
	if !p.direct {
		p.nos = written{sts: slices.Clone(w.sts), ends: slices.Clone(w.ends)}
	}
}

// bounds is how many chains a part has: those found, no more than upper, and all of
// them meet the cut.
type bounds struct {
	part
	chains [][]int32
	upper  int
	cut    []int32 // labels
}

// bounds follows the first steps of R1: greedy from below, flow from above.
func (p part) bounds() bounds {
	b := bounds{part: p, chains: p.greedy()}
	upper, cut := p.upper()
	for i, l := range cut {
		cut[i] = p.labels[l]
	}
	b.upper, b.cut = upper, cut
	return b
}

// close brings bounds that differ together, by an exact search. The local labels
// must stand in the order of their names.
func (b *bounds) close(e *engine, budget *int) {
	list, all := b.minimal()
	better, bound, proven := exact(list, len(b.labels), len(b.chains), b.upper, budget)
	if better != nil {
		b.chains = nil
		for _, c := range better {
			b.chains = append(b.chains, c.nodes)
		}
	}
	if all && !b.truncated { // else there are chains that the search did not see
		b.upper = bound
		if proven {
			b.upper = len(b.chains)
		}
	}
	if len(b.chains) >= len(b.cut) {
		return
	}
	local := make([]int32, len(b.cut))
	for i, l := range b.cut {
		local[i] = e.local.of(l)
	}
	slices.Sort(local)
	b.cut = b.prune(local)
	for i, l := range b.cut {
		b.cut[i] = b.labels[l]
	}
}

// take adds what one part of a graph comes to.
func (p *packing) take(b bounds, w *written, cut []int32) []int32 {
	p.n += len(b.chains)
	p.upper += b.upper
	for _, c := range b.chains {
		w.add(b.graph, c)
	}
	return append(cut, b.cut...)
}

// prune leaves out of a cut what it can do without. The labels that come last by
// name go first, so that what stays is the same whatever the numbering.
func (p part) prune(cut []int32) []int32 {
	out := slices.Clone(cut)
	for i := len(out) - 1; i >= 0; i-- {
		without := slices.Delete(slices.Clone(out), i, i+1)
		if p.meets(without) {
			out = without
		}
	}
	return out
}

// meets reports whether every chain of the part carries one of the labels.
func (p part) meets(cut []int32) bool {
	closed := newBitset(len(p.labels))
	for _, l := range cut {
		closed.add(l)
	}
	in := map[int32]bool{}
	for _, i := range p.in {
		in[i] = true
	}
	met := true
	pass := func(n *node) bool {
		return n.alive && !slices.ContainsFunc(p.labelsOf(n), closed.has)
	}
	p.reach(pass, func(i int32) { met = met && !(in[i] && p.nodes[i].sink) })
	return met
}

// written holds chains as statements, origin first; the chains behind the premises
// of an inference stand before it, each statement once.
type written struct {
	sts    []int32
	ends   []int // of each chain in sts
	chains [][]int32
}

// sorted gives the chains in the order of their ids, good until the next time.
func (w *written) sorted(e *engine) [][]int32 {
	w.chains = w.chains[:0]
	start := 0
	for _, end := range w.ends {
		w.chains = append(w.chains, w.sts[start:end])
		start = end
	}
	slices.SortFunc(w.chains, func(a, b []int32) int { return slices.CompareFunc(a, b, e.compareStatements) })
	return w.chains
}

func (w *written) add(g *graph, chain []int32) {
	for _, i := range chain {
		if n := &g.nodes[i]; n.st >= 0 {
			w.sts = append(w.sts, n.st)
		} else {
			w.sts = append(w.sts, g.choices[n.choice].sts...)
		}
	}
	w.ends = append(w.ends, len(w.sts))
}
