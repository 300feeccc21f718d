package corroborate

import (
	"cmp"
	"slices"
)

// greed is the space of the greedy packing. Lists go by the places of nodes in
// their part.
type greed struct {
	dist   []int32 // least number of labels on the way from a root; 0: not reached
	prev   []int32 // the node before on that way; -1: none
	childs table
	rows   []int32
	below  []int32
	ends   []int32
	queue  queue
}

// greedy packs shortest chains until none is left whose labels are all free. What
// it returns is already a certificate: a lower bound of S. Chains are lists of
// nodes, root first; length is counted in labels.
func (p part) greedy() [][]int32 {
	w := &p.greed
	w.rows, w.below = w.rows[:0], w.below[:0]
	for _, i := range p.in {
		for _, up := range p.parentsOf(&p.nodes[i]) {
			w.rows, w.below = append(w.rows, p.at[up]), append(w.below, i)
		}
	}
	w.childs.refill(len(p.in), w.rows, w.below)
	var out [][]int32
	for {
		p.shortest()
		w.ends = w.ends[:0]
		for _, i := range p.in {
			if p.nodes[i].sink && w.dist[p.at[i]] > 0 {
				w.ends = append(w.ends, i)
			}
		}
		slices.SortStableFunc(w.ends, func(a, b int32) int { return cmp.Compare(w.dist[p.at[a]], w.dist[p.at[b]]) })
		took := false
		for _, end := range w.ends {
			if !p.free(&p.nodes[end]) {
				continue
			}
			chain := p.trace(end)
			if !slices.ContainsFunc(chain, func(i int32) bool { return !p.free(&p.nodes[i]) }) {
				p.use(chain)
				out = append(out, chain)
				took = true
			}
		}
		if !took {
			return out
		}
	}
}

func (p part) trace(end int32) []int32 {
	var chain []int32
	for i := end; i >= 0; i = p.greed.prev[p.at[i]] {
		chain = append(chain, i)
	}
	slices.Reverse(chain)
	return chain
}

func (p part) use(chain []int32) {
	for _, i := range chain {
		for _, l := range p.labelsOf(&p.nodes[i]) {
			p.used[l] = true
		}
	}
}

// shortest finds, for each node that a chain of unused labels reaches, a way of
// the fewest labels.
func (p part) shortest() {
	w := &p.greed
	w.dist, w.prev = resized(w.dist, len(p.in), 0), resized(w.prev, len(p.in), -1)
	w.queue = w.queue[:0]
	for _, i := range p.in {
		if p.nodes[i].root && p.free(&p.nodes[i]) {
			w.dist[p.at[i]] = p.nodes[i].labels.n
			w.queue.push(step{w.dist[p.at[i]], i})
		}
	}
	for len(w.queue) > 0 {
		from := w.queue.pop()
		if from.dist > w.dist[p.at[from.node]] {
			continue
		}
		for _, c := range w.childs.row(p.at[from.node]) {
			d := from.dist + p.nodes[c].labels.n
			if old := w.dist[p.at[c]]; (old == 0 || d < old) && p.free(&p.nodes[c]) {
				w.dist[p.at[c]], w.prev[p.at[c]] = d, from.node
				w.queue.push(step{d, c})
			}
		}
	}
}

type step struct{ dist, node int32 }

func (s step) before(o step) bool {
	return s.dist < o.dist || (s.dist == o.dist && s.node < o.node)
}

// queue is a heap that gives the nearest step first, of equals the first node.
type queue []step

func (q *queue) push(s step) {
	h := append(*q, s)
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			break
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
	*q = h
}

func (q *queue) pop() step {
	h := *q
	top, last := h[0], len(h)-1
	h[0], h = h[last], h[:last]
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h); c++ {
			if h[c].before(h[least]) {
				least = c
			}
		}
		if least == i {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	*q = h
	return top
}
