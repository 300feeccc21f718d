package corroborate

import (
	"cmp"
	"container/heap"
	"slices"
)

// greedy packs shortest chains until none is left whose labels are all free. What
// it returns is already a certificate: a lower bound of S. Chains are lists of
// nodes, root first; length is counted in labels.
func (p part) greedy() [][]int32 {
	used := make([]bool, len(p.labels))
	var out [][]int32
	for {
		dist, prev := p.shortest(used)
		var ends []int32
		for _, i := range p.in {
			if p.nodes[i].sink && dist[i] > 0 {
				ends = append(ends, i)
			}
		}
		slices.SortStableFunc(ends, func(a, b int32) int { return cmp.Compare(dist[a], dist[b]) })
		took := false
		for _, end := range ends {
			chain := trace(prev, end)
			if p.free(chain, used) {
				p.use(chain, used)
				out = append(out, chain)
				took = true
			}
		}
		if !took {
			return out
		}
	}
}

func trace(prev map[int32]int32, end int32) []int32 {
	var chain []int32
	for i := end; i >= 0; i = prev[i] {
		chain = append(chain, i)
	}
	slices.Reverse(chain)
	return chain
}

func (p part) free(chain []int32, used []bool) bool {
	for _, i := range chain {
		for _, l := range p.nodes[i].labels {
			if used[l] {
				return false
			}
		}
	}
	return true
}

func (p part) use(chain []int32, used []bool) {
	for _, i := range chain {
		for _, l := range p.nodes[i].labels {
			used[l] = true
		}
	}
}

// shortest gives, for each node that a chain of unused labels reaches, the least
// number of labels on the way (0: not reached) and the node before it (-1: none).
func (p part) shortest(used []bool) (dist, prev map[int32]int32) {
	dist, prev = map[int32]int32{}, map[int32]int32{}
	childs := map[int32][]int32{}
	var q queue
	for _, i := range p.in {
		if !p.free([]int32{i}, used) {
			continue
		}
		if p.nodes[i].root {
			dist[i], prev[i] = int32(len(p.nodes[i].labels)), -1
			q = append(q, step{dist[i], i})
		}
		for _, up := range p.nodes[i].parents {
			childs[up] = append(childs[up], i)
		}
	}
	heap.Init(&q)
	for len(q) > 0 {
		at := heap.Pop(&q).(step)
		if at.dist > dist[at.node] {
			continue
		}
		for _, c := range childs[at.node] {
			d := at.dist + int32(len(p.nodes[c].labels))
			if old := dist[c]; old == 0 || d < old {
				dist[c], prev[c] = d, at.node
				heap.Push(&q, step{d, c})
			}
		}
	}
	return dist, prev
}

type step struct{ dist, node int32 }

type queue []step

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].dist < q[j].dist || (q[i].dist == q[j].dist && q[i].node < q[j].node)
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(step)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
