package corroborate

import "slices"

// part is a piece of a graph whose chains share no label with the rest.
type part struct {
	*graph
	in   []int32 // alive nodes, ascending
	tree bool    // no label occurs twice and no node has two parents: see solveTree
}

// largestTree bounds the walks of solveTree, which are as many as the tree has
// ends and as long as it is deep.
const largestTree = 256

// parts splits a graph, so that each piece can be solved alone.
func (g *graph) parts() []part {
	g.joined = g.joined[:0]
	for l := range g.labels {
		g.joined = append(g.joined, int32(l))
	}
	for i := range g.nodes {
		n := &g.nodes[i]
		if !n.alive {
			continue
		}
		for _, l := range n.labels[1:] {
			g.join(l, n.labels[0])
		}
		for _, up := range n.parents {
			g.join(g.nodes[up].labels[0], n.labels[0])
		}
	}
	return g.collect()
}

func (g *graph) partOf(l int32) int32 {
	for g.joined[l] != l {
		g.joined[l] = g.joined[g.joined[l]]
		l = g.joined[l]
	}
	return l
}

func (g *graph) join(a, b int32) { g.joined[g.partOf(a)] = g.partOf(b) }

// collect lists the parts in the order of their first nodes.
func (g *graph) collect() []part {
	g.group = resized(g.group, len(g.labels), -1)
	g.at = resized(g.at, len(g.nodes), -1)
	out, sizes := g.parts_[:0], g.passes[:0]
	for i := range g.nodes {
		n := &g.nodes[i]
		if !n.alive {
			continue
		}
		l := g.partOf(n.labels[0])
		if g.group[l] < 0 {
			g.group[l] = int32(len(out))
			out, sizes = append(out, part{graph: g, tree: !g.inferred}), append(sizes, 0)
		}
		k := g.group[l]
		g.at[i] = sizes[k]
		sizes[k]++
		out[k].tree = out[k].tree && len(n.parents) <= 1 && sizes[k] <= largestTree &&
			!slices.ContainsFunc(n.labels, func(l int32) bool { return g.uses[l] > 1 })
	}
	g.in = resized(g.in, len(g.nodes), 0)
	start := int32(0)
	for k, size := range sizes {
		out[k].in = g.in[start : start+size : start+size]
		start += size
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.alive {
			out[g.group[g.partOf(n.labels[0])]].in[g.at[i]] = int32(i)
		}
	}
	g.parts_, g.passes = out, resized(sizes, len(g.nodes), 0)
	g.used = slices.Grow(g.used[:0], len(g.labels))[:len(g.labels)]
	clear(g.used)
	g.vertex = resized(g.vertex, len(g.labels), -1)
	return out
}

// resized gives space for n numbers, all set to x.
func resized(s []int32, n int, x int32) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = x
	}
	return s
}

// solveTree packs a tree, of which S is 1: every chain starts at its one root.
// The chain is a shortest one, the cut is the class nearest to the desk that every
// chain passes, which is the last one of the lowest statement above all ends. The
// chain is good until the next one.
func (p part) solveTree() (chain []int32, cut int32) {
	best, ends, least := int32(-1), int32(0), 0
	for _, i := range p.in {
		p.passes[i] = 0
	}
	for _, i := range p.in {
		if !p.nodes[i].sink {
			continue
		}
		ends++
		length := 0
		for at := i; at >= 0; at = p.above(at) {
			p.passes[at]++
			length += len(p.nodes[at].labels)
		}
		if best < 0 || length < least {
			best, least = i, length
		}
	}
	split := best
	for p.passes[split] < ends {
		split = p.above(split)
	}
	chain = p.trail[:0]
	for at := best; at >= 0; at = p.above(at) {
		chain = append(chain, at)
	}
	slices.Reverse(chain)
	p.trail = chain
	labels := p.nodes[split].labels
	return chain, labels[len(labels)-1]
}

func (p part) above(i int32) int32 {
	if up := p.nodes[i].parents; len(up) > 0 {
		return up[0]
	}
	return -1
}
