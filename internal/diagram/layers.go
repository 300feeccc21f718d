package diagram

import (
	"cmp"
	"slices"
)

// vertex is a node in the layout, or a bend of an edge that crosses a layer.
type vertex struct {
	node          int // of the diagram; -1 for a bend
	layer, order  int // layer 0 is the rightmost
	group         int
	in, out       []int
	width, height float64
	x, y          float64 // the middle
}

// layout is a layered drawing after Sugiyama, Tagawa and Toda (1981): no cycles,
// layers, bends where edges cross layers, few crossings, places.
type layout struct {
	v      []vertex
	layers [][]int
	ways   [][]int // edge -> vertices from left to right; nil for loose edges
	turned []bool  // edge -> it leads from right to left, against the layers
}

func newLayout(d Diagram, sizes [][2]float64) *layout {
	l := &layout{v: make([]vertex, len(d.Nodes)), ways: make([][]int, len(d.Edges)), turned: make([]bool, len(d.Edges))}
	no := map[string]int{}
	for i, n := range d.Nodes {
		l.v[i] = vertex{node: i, group: n.Group, width: sizes[i][0], height: sizes[i][1]}
		no[n.ID] = i
	}
	ends := make([][2]int, len(d.Edges))
	for i, e := range d.Edges {
		ends[i] = [2]int{no[e.From], no[e.To]}
	}
	l.turnBack(d, ends)
	l.rank(d, ends)
	l.bend(d, ends)
	l.widen()
	l.untangle()
	l.place()
	return l
}

// turnBack turns the edges round that would close a cycle.
func (l *layout) turnBack(d Diagram, ends [][2]int) {
	from := make([][]int, len(l.v))
	for i := range ends {
		if !d.Edges[i].Loose {
			from[ends[i][0]] = append(from[ends[i][0]], i)
		}
	}
	state := make([]uint8, len(l.v)) // 1 = on the way here, 2 = done
	next := make([]int, len(l.v))
	for start := range l.v {
		for way := []int{start}; len(way) > 0; {
			at := way[len(way)-1]
			if state[at] == 2 {
				way = way[:len(way)-1]
				continue
			}
			state[at] = 1
			if next[at] == len(from[at]) {
				state[at] = 2
				way = way[:len(way)-1]
				continue
			}
			e := from[at][next[at]]
			next[at]++
			switch to := ends[e][1]; state[to] {
			case 0:
				way = append(way, to)
			case 1:
				l.turned[e] = true
				ends[e] = [2]int{to, at}
			}
		}
	}
}

// rank puts every node as many layers to the left as its longest way to an end is
// long, so that what leads to one node stands beside each other.
func (l *layout) rank(d Diagram, ends [][2]int) {
	into := make([][]int, len(l.v))
	waiting := make([]int, len(l.v))
	for i, e := range ends {
		if !d.Edges[i].Loose {
			into[e[1]] = append(into[e[1]], e[0])
			waiting[e[0]]++
		}
	}
	var todo []int
	for i := range l.v {
		if waiting[i] == 0 {
			todo = append(todo, i)
		}
	}
	for ; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		for _, up := range into[at] {
			l.v[up].layer = max(l.v[up].layer, l.v[at].layer+1)
			if waiting[up]--; waiting[up] == 0 {
				todo = append(todo, up)
			}
		}
	}
}

// bend gives every edge one vertex in each layer that it crosses.
func (l *layout) bend(d Diagram, ends [][2]int) {
	join := func(a, b int) {
		l.v[a].out, l.v[b].in = append(l.v[a].out, b), append(l.v[b].in, a)
	}
	for i, e := range ends {
		if d.Edges[i].Loose {
			continue
		}
		way := []int{e[0]}
		for layer := l.v[e[0]].layer - 1; layer > l.v[e[1]].layer; layer-- {
			l.v = append(l.v, vertex{node: -1, group: d.Nodes[l.v[way[0]].node].Group, layer: layer, height: bendHeight})
			way = append(way, len(l.v)-1)
		}
		l.ways[i] = append(way, e[1])
		for j := range l.ways[i][1:] {
			join(l.ways[i][j], l.ways[i][j+1])
		}
	}
	most := 0
	for _, v := range l.v {
		most = max(most, v.layer)
	}
	l.layers = make([][]int, most+1)
	for i, v := range l.v {
		l.v[i].order = len(l.layers[v.layer])
		l.layers[v.layer] = append(l.layers[v.layer], i)
	}
}

// Rounds of the two iterations. More change nothing that one sees.
const (
	rounds      = 12
	mostCounted = 4_000_000 // pairs of edges compared; larger graphs take the last order
)

// untangle orders the layers by the middle of each vertex's neighbours, to and
// fro, and keeps the order with the fewest crossings.
func (l *layout) untangle() {
	for _, of := range l.layers {
		slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(l.v[a].group, l.v[b].group) })
		for j, i := range of {
			l.v[i].order = j
		}
	}
	best, least := l.orders(), l.crossings()
	for round := range rounds {
		for i := range l.layers {
			layer, leftwards := i, round%2 == 0
			if !leftwards {
				layer = len(l.layers) - 1 - i
			}
			l.sortLayer(layer, leftwards)
		}
		if n := l.crossings(); n < least || least < 0 {
			best, least = l.orders(), n
		}
	}
	for i, of := range best {
		l.layers[i] = of
		for j, v := range of {
			l.v[v].order = j
		}
	}
}

func (l *layout) orders() [][]int {
	out := make([][]int, len(l.layers))
	for i, of := range l.layers {
		out[i] = slices.Clone(of)
	}
	return out
}

func (l *layout) sortLayer(layer int, leftwards bool) {
	of := l.layers[layer]
	middle := make(map[int]float64, len(of))
	for _, i := range of {
		near := l.v[i].in
		if leftwards {
			near = l.v[i].out
		}
		if len(near) == 0 {
			middle[i] = float64(l.v[i].order) * float64(len(l.layers[max(0, layer-1)])) / float64(len(of))
			continue
		}
		for _, n := range near {
			middle[i] += float64(l.v[n].order) / float64(len(near))
		}
	}
	slices.SortStableFunc(of, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.v[a].group, l.v[b].group), cmp.Compare(middle[a], middle[b]))
	})
	for j, i := range of {
		l.v[i].order = j
	}
}

// crossings counts the pairs of edges that cross between layers; -1 where there
// are too many pairs to be counted.
func (l *layout) crossings() int {
	crossed, pairs := 0, 0
	for layer := 1; layer < len(l.layers); layer++ {
		var edges [][2]int
		for _, i := range l.layers[layer] {
			for _, to := range l.v[i].out {
				edges = append(edges, [2]int{l.v[i].order, l.v[to].order})
			}
		}
		if pairs += len(edges) * len(edges) / 2; pairs > mostCounted {
			return -1
		}
		for i, a := range edges {
			for _, b := range edges[:i] {
				if (a[0]-b[0])*(a[1]-b[1]) < 0 {
					crossed++
				}
			}
		}
	}
	return crossed
}
