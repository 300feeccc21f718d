package corroborate

import (
	"cmp"
	"slices"
)

// flow is a network with one vertex per label, each of capacity one, and an edge
// wherever a chain may go from label to label: through the labels of a
// statement, then on to those of a statement derived from it. Label-disjoint
// chains are vertex-disjoint paths in it, so its maximum is an upper bound of S.
type flow struct {
	head  [][]int32 // edges leaving a vertex
	to    []int32
	room  []int32
	level []int32
	next  []int
}

const (
	source = 0
	target = 1
)

func inOf(l int32) int32  { return 2 + 2*l }
func outOf(l int32) int32 { return 3 + 2*l }

func (f *flow) edge(a, b, room int32) {
	f.head[a] = append(f.head[a], int32(len(f.to)))
	f.to, f.room = append(f.to, b), append(f.room, room)
	f.head[b] = append(f.head[b], int32(len(f.to)))
	f.to, f.room = append(f.to, a), append(f.room, 0)
}

// upper gives the maximum of the flow, and the minimum cut that lies closest to
// the desk: labels that every chain meets.
func (p part) upper() (int, []int32) {
	var labels []int32
	vertex := func(l int32) int32 {
		if p.vertex[l] < 0 {
			p.vertex[l] = int32(len(labels))
			labels = append(labels, l)
		}
		return p.vertex[l]
	}
	type arc struct{ a, b int32 }
	var arcs []arc
	for _, i := range p.in {
		n := &p.nodes[i]
		first, last := vertex(n.labels[0]), vertex(n.labels[len(n.labels)-1])
		if n.root || n.half {
			arcs = append(arcs, arc{source, inOf(first)})
		}
		if n.sink {
			arcs = append(arcs, arc{outOf(last), target})
		}
		for j := 1; j < len(n.labels); j++ {
			arcs = append(arcs, arc{outOf(vertex(n.labels[j-1])), inOf(vertex(n.labels[j]))})
		}
		for _, up := range n.parents {
			if before := &p.nodes[up]; before.alive {
				end := vertex(before.labels[len(before.labels)-1])
				if end != first { // else the same class goes on
					arcs = append(arcs, arc{outOf(end), inOf(first)})
				}
			}
		}
	}
	f := &flow{head: make([][]int32, 2+2*len(labels))}
	for v := range labels {
		f.edge(inOf(int32(v)), outOf(int32(v)), 1)
	}
	slices.SortFunc(arcs, func(x, y arc) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	for _, x := range slices.Compact(arcs) {
		f.edge(x.a, x.b, int32(len(labels))+1) // more than can ever flow
	}
	total := 0
	for f.rank() {
		f.next = make([]int, len(f.head))
		for f.push(source) {
			total++
		}
	}
	return total, f.cut(labels)
}

// rank levels the vertices by distance from the source; false if the target is out of reach.
func (f *flow) rank() bool {
	f.level = make([]int32, len(f.head))
	f.level[source] = 1
	for todo := []int32{source}; len(todo) > 0; todo = todo[1:] {
		for _, x := range f.head[todo[0]] {
			if f.room[x] > 0 && f.level[f.to[x]] == 0 {
				f.level[f.to[x]] = f.level[todo[0]] + 1
				todo = append(todo, f.to[x])
			}
		}
	}
	return f.level[target] > 0
}

// push sends one unit along the levels. It keeps its own stack: chains may be long.
func (f *flow) push(from int32) bool {
	var path []int32
	v := from
	for v != target {
		advanced := false
		for ; f.next[v] < len(f.head[v]); f.next[v]++ {
			x := f.head[v][f.next[v]]
			if f.room[x] > 0 && f.level[f.to[x]] == f.level[v]+1 {
				path = append(path, x)
				v = f.to[x]
				advanced = true
				break
			}
		}
		if advanced {
			continue
		}
		if len(path) == 0 {
			return false
		}
		x := path[len(path)-1]
		path = path[:len(path)-1]
		v = f.to[x^1]
		f.next[v]++
	}
	for _, x := range path {
		f.room[x]--
		f.room[x^1]++
	}
	return true
}

// cut gives the labels between what can still reach the target and what cannot.
func (f *flow) cut(labels []int32) []int32 {
	reaches := make([]bool, len(f.head))
	reaches[target] = true
	for todo := []int32{target}; len(todo) > 0; todo = todo[1:] {
		for _, x := range f.head[todo[0]] {
			if from := f.to[x]; f.room[x^1] > 0 && !reaches[from] {
				reaches[from] = true
				todo = append(todo, from)
			}
		}
	}
	var out []int32
	for v, l := range labels {
		if reaches[outOf(int32(v))] && !reaches[inOf(int32(v))] {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}
