package corroborate

// defaultBudget is how many nodes the exact search may visit per claim.
const defaultBudget = 20000

// search looks for the largest set of chains with pairwise disjoint labels: an
// independent set in the graph of conflicts. Some chain of the closed
// neighbourhood of any chain is in a maximal packing; so it branches over the
// smallest neighbourhood.
type search struct {
	chains   []path
	conflict []bitset // conflict[i] includes i
	by       []bitset // label -> chains that carry it
	best     []int32
	bestN    int
	budget   *int
}

// exact packs the minimal chains. It starts from the lower bound atLeast and
// stops at atMost. picked is nil if nothing better than atLeast was found; proven
// is false if the budget was spent first; upper is then the best bound known.
func exact(chains []path, labels, atLeast, atMost int, budget *int) (picked []path, upper int, proven bool) {
	s := &search{chains: chains, bestN: atLeast, budget: budget}
	s.by = make([]bitset, labels)
	for i, c := range chains {
		c.labels.each(func(l int32) bool {
			if s.by[l] == nil {
				s.by[l] = newBitset(len(chains))
			}
			s.by[l].add(int32(i))
			return true
		})
	}
	s.conflict = make([]bitset, len(chains))
	all := newBitset(len(chains))
	for i, c := range chains {
		s.conflict[i] = newBitset(len(chains))
		c.labels.each(func(l int32) bool {
			for w, x := range s.by[l] {
				s.conflict[i][w] |= x
			}
			return true
		})
		all.add(int32(i))
	}
	upper = min(atMost, s.cover(all), s.room())
	proven = s.run(all, nil, upper)
	for _, i := range s.best {
		picked = append(picked, chains[i])
	}
	return picked, upper, proven
}

// run reports whether it finished within the budget.
func (s *search) run(left bitset, chosen []int32, atMost int) bool {
	if *s.budget--; *s.budget < 0 {
		return false
	}
	if len(chosen) > s.bestN {
		s.bestN, s.best = len(chosen), append([]int32(nil), chosen...)
	}
	if s.bestN >= atMost || len(chosen)+s.cover(left) <= s.bestN {
		return true
	}
	pick, least := int32(-1), 0
	left.each(func(i int32) bool {
		if n := s.conflict[i].countWith(left); pick < 0 || n < least {
			pick, least = i, n
		}
		return least > 1
	})
	branch := s.conflict[pick].clone()
	for i, w := range left {
		branch[i] &= w
	}
	left = left.clone()
	done := true
	try := func(i int32) bool {
		sub := left.clone()
		for w, x := range s.conflict[i] {
			sub[w] &^= x
		}
		done = s.run(sub, append(chosen, i), atMost)
		left.remove(i)
		return done
	}
	if !try(pick) {
		return false
	}
	if least <= 2 { // at most one rival: pick is never the worse choice
		return true
	}
	branch.remove(pick)
	branch.each(try)
	return done
}

// room bounds S by dividing the labels among chains of the fewest labels.
func (s *search) room() int {
	labels, least := 0, 0
	for _, by := range s.by {
		if by != nil {
			labels++
		}
	}
	for _, c := range s.chains {
		if n := c.labels.count(); least == 0 || n < least {
			least = n
		}
	}
	return labels / max(least, 1)
}

// cover bounds what the chains left can add: it takes labels until every chain
// carries one, and no two chains of a packing share a label.
func (s *search) cover(left bitset) int {
	left = left.clone()
	n := 0
	for {
		first := int32(-1)
		left.each(func(i int32) bool { first = i; return false })
		if first < 0 {
			return n
		}
		best, most := int32(-1), 0
		s.chains[first].labels.each(func(l int32) bool {
			if k := s.by[l].countWith(left); k > most {
				best, most = l, k
			}
			return true
		})
		for w, x := range s.by[best] {
			left[w] &^= x
		}
		n++
	}
}
