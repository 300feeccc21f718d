// Package component finds the strongly connected components of a graph: the groups
// of nodes that lead to each other.
package component

import "slices"

// Strong gives the components of all that can be reached from the starts, each
// after all that it leads to; a node that leads nowhere back is a component of its
// own. Within a component the nodes stand in the order in which they were met. The
// result depends on the order of starts and of next alone.
//
// It is the algorithm of Tarjan ("Depth-first search and linear graph algorithms",
// SIAM J. Comput. 1, 1972), linear in nodes and edges, with a stack of its own:
// records may form long chains. next is called once for each node.
func Strong[T comparable](starts []T, next func(T) []T) [][]T {
	type frame struct {
		v    T
		rest []T
	}
	var (
		order  = map[T]int{}
		low    = map[T]int{}
		open   = map[T]bool{}
		stack  []T
		frames []frame
		out    [][]T
	)
	enter := func(v T) {
		order[v] = len(order) + 1
		low[v] = order[v]
		open[v] = true
		stack = append(stack, v)
		frames = append(frames, frame{v, next(v)})
	}
	for _, start := range starts {
		if order[start] > 0 {
			continue
		}
		enter(start)
		for len(frames) > 0 {
			f := &frames[len(frames)-1]
			if len(f.rest) > 0 {
				w := f.rest[0]
				f.rest = f.rest[1:]
				if order[w] == 0 {
					enter(w)
				} else if open[w] {
					low[f.v] = min(low[f.v], order[w])
				}
				continue
			}
			v := f.v
			frames = frames[:len(frames)-1]
			if len(frames) > 0 {
				up := frames[len(frames)-1].v
				low[up] = min(low[up], low[v])
			}
			if low[v] != order[v] {
				continue
			}
			k := len(stack) - 1
			for stack[k] != v {
				k--
			}
			group := slices.Clone(stack[k:])
			stack = stack[:k]
			for _, w := range group {
				open[w] = false
			}
			out = append(out, group)
		}
	}
	return out
}
