package corroborate

import "slices"

// components gives the strongly connected components of what can be reached from
// the starts, each after all that it leads to. It keeps its own stack: chains of
// claims may be long.
func components(starts []int32, next func(int32) []int32) [][]int32 {
	type frame struct {
		v    int32
		rest []int32
	}
	var (
		order = map[int32]int{}
		low   = map[int32]int{}
		open  = map[int32]bool{}
		stack []int32
		out   [][]int32
	)
	for _, start := range starts {
		if order[start] > 0 {
			continue
		}
		var frames []frame
		enter := func(v int32) {
			order[v] = len(order) + 1
			low[v] = order[v]
			open[v] = true
			stack = append(stack, v)
			frames = append(frames, frame{v, next(v)})
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
			if low[v] == order[v] {
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
	}
	return out
}
