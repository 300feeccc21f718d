package corroborate

import "slices"

// part is a piece of a graph whose chains share no label with the rest.
type part struct {
	*graph
	in []int32 // alive nodes, ascending
}

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
		labels := g.labelsOf(n)
		for _, l := range labels[1:] {
			g.join(l, labels[0])
		}
		for _, up := range g.parentsOf(n) {
			g.join(g.first(&g.nodes[up]), labels[0])
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
	out, sizes := g.parts_[:0], g.sizes[:0]
	for i := range g.nodes {
		n := &g.nodes[i]
		if !n.alive {
			continue
		}
		l := g.partOf(g.first(n))
		if g.group[l] < 0 {
			g.group[l] = int32(len(out))
			out, sizes = append(out, part{graph: g}), append(sizes, 0)
		}
		k := g.group[l]
		g.at[i] = sizes[k]
		sizes[k]++
	}
	g.in = resized(g.in, len(g.nodes), 0)
	start := int32(0)
	for k, size := range sizes {
		out[k].in = g.in[start : start+size : start+size]
		start += size
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.alive {
			out[g.group[g.partOf(g.first(n))]].in[g.at[i]] = int32(i)
		}
	}
	g.parts_, g.sizes = out, sizes
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
