package corroborate

import "slices"

// quick is the space of the quick way to pack: greedily from below, and one walk
// back from the desk that proves that no packing is larger. It answers for nearly
// every claim; what it leaves is for the flow and the exact search, part by part.
// Where both answer they answer alike: the greedy packing takes parts one by one as
// it takes them together, and the minimum cut nearest to the desk is the same
// whichever maximum flow shows it.
type quick struct {
	dist    []int32  // node -> fewest labels on the way from a root that is still free, or one of the states below
	prev    []int32  // node -> the node before on that way; -1: none
	ends    []uint64 // sinks by distance: it is in the upper half
	todo    []int32
	nodes   []int32 // of the chains taken, root first
	upto    []int32 // chain -> its end among these
	next    []int32 // local label -> the next on its chain's way, or one of the states below
	at      []span  // local label -> nodes that carry it, among the carriers
	nodesOf []int32
	side    []uint8 // local label -> which of its two sides a way to the desk starts from
	cut     []int32 // local labels
}

// States of a node's distance beside a number of labels.
const (
	unknown  = 0
	underway = -1 // a way to it is being looked for: who meets it again went in a circle
	never    = -2
)

// States of a label beside the next one.
const (
	lastOne = -1
	unused  = -2 // no chain's way leads through it
)

// solve reports whether the greedy packing of what is alive is as large as can be.
func (g *graph) solve() bool { return g.packShortest() && g.closest() }

// packShortest packs shortest chains until none is left whose labels are all free.
// It gives up where what is alive goes in circles.
func (g *graph) packShortest() bool {
	q := &g.quick
	q.nodes, q.upto, q.ends = q.nodes[:0], q.upto[:0], q.ends[:0]
	g.used = slices.Grow(g.used[:0], len(g.labels))[:len(g.labels)]
	clear(g.used)
	q.next = resized(q.next, len(g.labels), unused)
	q.prev = slices.Grow(q.prev[:0], len(g.nodes))[:len(g.nodes)]
	for i := range g.nodes {
		if n := &g.nodes[i]; n.sink && n.alive {
			q.ends = append(q.ends, uint64(i))
		}
	}
	for len(q.ends) > 0 {
		q.dist = resized(q.dist, len(g.nodes), unknown)
		near := q.ends[:0]
		for _, x := range q.ends {
			i := int32(x & (1<<32 - 1))
			if !g.measure(i) {
				return false
			}
			if d := q.dist[i]; d > 0 {
				near = append(near, uint64(d)<<32|uint64(i))
			}
		}
		slices.Sort(near)
		taken := len(q.upto)
		q.ends = near[:0]
		for _, x := range near {
			if i := int32(x & (1<<32 - 1)); g.free(&g.nodes[i]) && !g.take(i) {
				q.ends = append(q.ends, x)
			}
		}
		if len(q.upto) == taken {
			break
		}
	}
	return true
}

// free reports whether no chain has taken a label of the node.
func (g *graph) free(n *node) bool {
	for _, l := range g.labelsOf(n) {
		if g.used[l] {
			return false
		}
	}
	return true
}

// measure finds the distance of a node; false where the way to it goes in a circle.
func (g *graph) measure(i int32) bool {
	q := &g.quick
	todo := append(q.todo[:0], i)
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		if g.settle(i) {
			todo = todo[:len(todo)-1]
			continue
		}
		q.dist[i] = underway
		for _, up := range g.parentsOf(&g.nodes[i]) {
			switch q.dist[up] {
			case unknown:
				todo = append(todo, up)
			case underway:
				return false
			}
		}
	}
	q.todo = todo
	return true
}

// settle finds the distance of a node if those of its parents are known. Of ways
// equally short that of the first parent is taken.
func (g *graph) settle(i int32) bool {
	q, n := &g.quick, &g.nodes[i]
	if q.dist[i] != unknown && q.dist[i] != underway {
		return true
	}
	if !n.alive || !g.free(n) {
		q.dist[i] = never
		return true
	}
	if n.root {
		q.dist[i], q.prev[i] = n.labels.n, -1
		return true
	}
	least, from := int32(never), int32(-1)
	for _, up := range g.parentsOf(n) {
		switch d := q.dist[up]; {
		case d == unknown || d == underway:
			return false
		case d == never:
		case from < 0 || d < least || d == least && up < from:
			least, from = d, up
		}
	}
	if from < 0 {
		q.dist[i] = never
	} else {
		q.dist[i], q.prev[i] = least+n.labels.n, from
	}
	return true
}

// take takes the chain that ends in a node, unless another has taken a label of it.
func (g *graph) take(end int32) bool {
	q := &g.quick
	from := len(q.nodes)
	for i := end; i >= 0; i = q.prev[i] {
		if !g.free(&g.nodes[i]) {
			q.nodes = q.nodes[:from]
			return false
		}
		q.nodes = append(q.nodes, i)
	}
	slices.Reverse(q.nodes[from:])
	q.upto = append(q.upto, int32(len(q.nodes)))
	last := int32(-1)
	for _, i := range q.nodes[from:] {
		for _, l := range g.labelsOf(&g.nodes[i]) {
			g.used[l] = true
			if q.next[l] != unused { // the way comes back to where it was: leave out the loop
				for back := q.next[l]; back >= 0; {
					back, q.next[back] = q.next[back], unused
				}
			} else if last >= 0 {
				q.next[last] = l
			}
			q.next[l], last = lastOne, l
		}
	}
	return true
}

// Sides of a label, that towards the origin and that towards the desk.
const (
	inside  uint8 = 1
	outside uint8 = 2
)

// closest looks for a way back from the desk to a root along which one chain more
// could be led, by taking others back. Where there is none the packing is as large
// as can be, and the labels that it meets on their outer side alone are the cut
// that lies closest to the desk.
func (g *graph) closest() bool {
	g.listCarriers()
	q := &g.quick
	q.side = slices.Grow(q.side[:0], len(g.labels))[:len(g.labels)]
	clear(q.side)
	todo := q.todo[:0]
	reach := func(l int32, side uint8) {
		if q.side[l]&side == 0 {
			q.side[l] |= side
			todo = append(todo, l<<2|int32(side))
		}
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.sink && n.alive {
			reach(g.last(n), outside)
		}
	}
	for len(todo) > 0 {
		l, side := todo[len(todo)-1]>>2, uint8(todo[len(todo)-1]&3)
		todo = todo[:len(todo)-1]
		if side == outside {
			switch next := q.next[l]; {
			case next == unused:
				reach(l, inside)
			case next >= 0:
				reach(next, inside)
			}
			continue
		}
		if q.next[l] != unused {
			reach(l, outside)
		}
		at := q.at[l]
		for _, i := range q.nodesOf[at.from : at.from+at.n] {
			n := &g.nodes[i]
			if !n.alive {
				continue
			}
			labels := g.labelsOf(n)
			if k := slices.Index(labels, l); k > 0 {
				reach(labels[k-1], outside)
				continue
			}
			if n.root {
				return false
			}
			for _, up := range g.parentsOf(n) {
				if before := &g.nodes[up]; before.alive && g.last(before) != l {
					reach(g.last(before), outside)
				}
			}
		}
	}
	q.todo, q.cut = todo, q.cut[:0]
	for l, side := range q.side {
		if side == outside {
			q.cut = append(q.cut, int32(l))
		}
	}
	return true
}

// listCarriers lists, for each label, the nodes that carry it.
func (g *graph) listCarriers() {
	if g.listed {
		return
	}
	g.listed = true
	q := &g.quick
	q.at = slices.Grow(q.at[:0], len(g.labels))[:len(g.labels)]
	from := int32(0)
	for l, n := range g.uses {
		q.at[l], from = span{from: from}, from+n
	}
	q.nodesOf = slices.Grow(q.nodesOf[:0], int(from))[:from]
	for i := range g.nodes {
		for _, l := range g.labelsOf(&g.nodes[i]) {
			at := &q.at[l]
			q.nodesOf[at.from+at.n] = int32(i)
			at.n++
		}
	}
}
