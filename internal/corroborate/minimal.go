package corroborate

import (
	"cmp"
	"slices"
)

// Limits of the list of minimal chains. Beyond them a result may have to be
// reported as a bound.
const (
	maxSuffixes = 20000 // stretches of chains looked at
	maxMinimal  = 3000  // chains compared with each other
)

// path is a chain with its labels.
type path struct {
	labels bitset
	nodes  []int32 // root first
}

// suffix is the stretch of a chain from a node to its sink.
type suffix struct {
	node   int32
	labels bitset
	next   *suffix
}

// minimal lists the chains none of whose labels can be spared: of two chains the
// one whose labels include the other's is left out, because it packs no better.
// It walks back from the sinks and drops a stretch that a better one at the same
// node makes needless, which also ends every cycle. all is false where the limits
// cut it short; what is listed are chains even then.
func (p part) minimal() (out []path, all bool) {
	all = true
	kept := map[int32][]*suffix{}
	var todo []*suffix
	for _, i := range p.in {
		if p.nodes[i].sink {
			todo = append(todo, p.extend(nil, i))
		}
	}
	for steps := 0; len(todo) > 0; steps++ {
		if steps >= maxSuffixes || len(out) >= maxMinimal {
			all = false
			break
		}
		s := todo[0]
		todo = todo[1:]
		if slices.ContainsFunc(kept[s.node], func(k *suffix) bool { return k.labels.within(s.labels) }) {
			continue
		}
		kept[s.node] = append(kept[s.node], s)
		n := &p.nodes[s.node]
		if n.root {
			out = append(out, s.path())
		}
		for _, up := range p.parentsOf(n) {
			if p.nodes[up].alive {
				todo = append(todo, p.extend(s, up))
			}
		}
	}
	return smallest(out), all
}

func (p part) extend(s *suffix, node int32) *suffix {
	var labels bitset
	if s == nil {
		labels = newBitset(len(p.labels))
	} else {
		labels = s.labels.clone()
	}
	for _, l := range p.labelsOf(&p.nodes[node]) {
		labels.add(l)
	}
	return &suffix{node, labels, s}
}

func (s *suffix) path() path {
	out := path{labels: s.labels}
	for ; s != nil; s = s.next {
		out.nodes = append(out.nodes, s.node)
	}
	return out
}

// smallest keeps the inclusion-minimal label sets, of equals the shortest chain.
func smallest(in []path) []path {
	slices.SortStableFunc(in, func(a, b path) int {
		return cmp.Or(cmp.Compare(a.labels.count(), b.labels.count()),
			cmp.Compare(len(a.nodes), len(b.nodes)), slices.Compare(a.nodes, b.nodes))
	})
	var out []path
	for _, c := range in {
		if !slices.ContainsFunc(out, func(o path) bool { return o.labels.within(c.labels) }) {
			out = append(out, c)
		}
	}
	return out
}
