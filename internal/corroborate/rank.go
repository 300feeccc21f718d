package corroborate

import "slices"

// rankBackground sorts the statements behind a claim by their ids, once for all
// that is worked out of the claim: comparing ids is dear.
func (e *engine) rankBackground(cl int32) []int32 {
	e.rankEpoch++
	e.order = append(e.order[:0], e.background(cl)...)
	slices.SortFunc(e.order, e.compareStatements)
	for i, s := range e.order {
		e.rank[s] = labelMark{e.rankEpoch, int32(i)}
	}
	return e.order
}

// sortStatements sorts statements by their ids.
func (e *engine) sortStatements(sts []int32) {
	if len(sts) < 2 {
		return
	}
	nums := e.nums[:0]
	for _, s := range sts {
		if e.rankEpoch == 0 || e.rank[s].epoch != e.rankEpoch { // of an engine that has ranked nothing yet, all epochs are 0
			slices.SortFunc(sts, e.compareStatements)
			return
		}
		nums = append(nums, e.rank[s].place)
	}
	e.nums = nums
	slices.Sort(nums)
	for i, n := range nums {
		sts[i] = e.order[n]
	}
}
