package corroborate

import "slices"

// flow is a network with one vertex per label, each of capacity one, and an edge
// wherever a chain may go from label to label: through the labels of a
// statement, then on to those of a statement derived from it. Label-disjoint
// chains are vertex-disjoint paths in it, so its maximum is an upper bound of S.
// Neither the maximum nor the cut depends on the order of the edges.
type flow struct {
	first  []int32 // vertex -> its first edge; -1: none
	after  []int32 // edge -> the next of the same vertex
	to     []int32
	room   []int32
	level  []int32
	next   []int32
	todo   []int32
	path   []int32
	labels []int32 // label of each pair of vertices
}

const (
	source = 0
	target = 1
)

// unlimited is more than can ever flow.
const unlimited = 1 << 30

func inOf(v int32) int32  { return 2 + 2*v }
func outOf(v int32) int32 { return 3 + 2*v }

func (f *flow) reset() {
	f.first = append(f.first[:0], -1, -1)
	f.after, f.to, f.room, f.labels = f.after[:0], f.to[:0], f.room[:0], f.labels[:0]
}

func (f *flow) edge(a, b, room int32) {
	f.half(a, b, room)
	f.half(b, a, 0)
}

func (f *flow) half(a, b, room int32) {
	f.after = append(f.after, f.first[a])
	f.first[a] = int32(len(f.to))
	f.to, f.room = append(f.to, b), append(f.room, room)
}

// vertexOf gives the vertex of a label, made when first asked for.
func (p part) vertexOf(l int32) int32 {
	if p.vertex[l] < 0 {
		f := &p.flow
		v := int32(len(f.labels))
		p.vertex[l] = v
		f.labels = append(f.labels, l)
		f.first = append(f.first, -1, -1)
		f.edge(inOf(v), outOf(v), 1)
	}
	return p.vertex[l]
}

// upper gives the maximum of the flow, and the minimum cut that lies closest to
// the desk: labels that every chain meets. To be asked once for a part.
func (p part) upper() (int, []int32) {
	f := &p.flow
	f.reset()
	for _, i := range p.in {
		n := &p.nodes[i]
		labels := p.labelsOf(n)
		first, last := p.vertexOf(labels[0]), p.vertexOf(labels[len(labels)-1])
		if n.root || n.half {
			f.edge(source, inOf(first), unlimited)
		}
		if n.sink {
			f.edge(outOf(last), target, unlimited)
		}
		for j := 1; j < len(labels); j++ {
			f.edge(outOf(p.vertexOf(labels[j-1])), inOf(p.vertexOf(labels[j])), unlimited)
		}
		for _, up := range p.parentsOf(n) {
			if end := p.vertexOf(p.last(&p.nodes[up])); end != first { // else the same class goes on
				f.edge(outOf(end), inOf(first), unlimited)
			}
		}
	}
	total := 0
	for f.rank() {
		f.next = append(f.next[:0], f.first...)
		for f.push() {
			total++
		}
	}
	return total, f.cut()
}

// rank levels the vertices by distance from the source; false if the target is out of reach.
func (f *flow) rank() bool {
	f.level = resized(f.level, len(f.first), 0)
	f.level[source] = 1
	f.todo = append(f.todo[:0], source)
	for i := 0; i < len(f.todo); i++ {
		v := f.todo[i]
		for x := f.first[v]; x >= 0; x = f.after[x] {
			if f.room[x] > 0 && f.level[f.to[x]] == 0 {
				f.level[f.to[x]] = f.level[v] + 1
				f.todo = append(f.todo, f.to[x])
			}
		}
	}
	return f.level[target] > 0
}

// push sends one unit along the levels. It keeps its own stack: chains may be long.
func (f *flow) push() bool {
	path := f.path[:0]
	for v := int32(source); v != target; {
		x := f.next[v]
		for x >= 0 && (f.room[x] <= 0 || f.level[f.to[x]] != f.level[v]+1) {
			x = f.after[x]
		}
		f.next[v] = x
		switch {
		case x >= 0:
			path = append(path, x)
			v = f.to[x]
		case len(path) == 0:
			return false
		default: // a dead end: never go there again
			x = path[len(path)-1]
			path = path[:len(path)-1]
			v = f.to[x^1]
			f.next[v] = f.after[x]
		}
	}
	for _, x := range path {
		f.room[x]--
		f.room[x^1]++
	}
	f.path = path
	return true
}

// cut gives the labels between what can still reach the target and what cannot.
func (f *flow) cut() []int32 {
	reaches := resized(f.level, len(f.first), 0)
	reaches[target] = 1
	f.todo = append(f.todo[:0], target)
	for i := 0; i < len(f.todo); i++ {
		for x := f.first[f.todo[i]]; x >= 0; x = f.after[x] {
			if from := f.to[x]; f.room[x^1] > 0 && reaches[from] == 0 {
				reaches[from] = 1
				f.todo = append(f.todo, from)
			}
		}
	}
	var out []int32
	for v, l := range f.labels {
		if reaches[outOf(int32(v))] > 0 && reaches[inOf(int32(v))] == 0 {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}
