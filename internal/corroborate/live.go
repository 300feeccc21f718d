package corroborate

// live marks, for each mode as a bit, the statements at which some chain ends:
// active, and fed by a root that counts. What a cycle feeds only itself never
// becomes live. One pass over the statements, or one per mode where inferences
// wait for premises that may stand in one mode and not in another.
func (e *engine) markLive() {
	e.live = make([]uint8, len(e.stID))
	w := e.newWatch()
	if len(w.waiting) == 0 {
		e.spread(1<<modes-1, w)
		return
	}
	for m := mode(0); m < modes; m++ {
		e.spread(m.bit(), w)
	}
}

// watch says which inferences wait for which claims.
type watch struct {
	claims   map[int32][]int32 // statement -> watched claims it supports
	premises map[int32][]int32 // watched claim -> premises whose conjuncts include it
	needs    map[int32]int     // premise -> how many conjuncts must be supported; 0 = never enough
	waiting  map[int32][]int32 // premise -> inferences
}

func (e *engine) newWatch() *watch {
	w := &watch{map[int32][]int32{}, map[int32][]int32{}, map[int32]int{}, map[int32][]int32{}}
	watched := map[int32]bool{}
	for inference, premises := range e.premise {
		for _, p := range premises {
			if w.waiting[p] == nil {
				for _, cl := range e.conjuncts(p) {
					w.needs[p]++
					w.premises[cl] = append(w.premises[cl], p)
					watched[cl] = true
				}
			}
			w.waiting[p] = append(w.waiting[p], inference)
		}
	}
	for cl := range watched {
		for _, s := range e.supports.row(cl) {
			w.claims[s] = append(w.claims[s], cl)
		}
	}
	return w
}

// conjuncts gives the claims whose own support decides a claim's S: itself and
// all that it requires at whatever depth, without those that have no support of
// their own to count.
func (x *index) conjuncts(cl int32) []int32 {
	var out []int32
	seen := map[int32]bool{cl: true}
	for todo := []int32{cl}; len(todo) > 0; {
		cl, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if x.counts(cl) {
			out = append(out, cl)
		}
		for _, r := range x.requires[cl] {
			if !seen[r] {
				seen[r] = true
				todo = append(todo, r)
			}
		}
	}
	return out
}

// spread makes live, in modes given as bits, what the roots feed.
func (e *engine) spread(in uint8, w *watch) {
	var todo []int32
	reach := func(s int32, bits uint8) {
		if bits &= modesOf(e.active[s]) &^ e.live[s]; bits != 0 {
			e.live[s] |= bits
			if len(e.childs.row(s)) > 0 || len(w.claims) > 0 {
				todo = append(todo, s)
			}
		}
	}
	for i, nature := range e.nature {
		switch k := nature.kind(); {
		case k == firsthand, k == inferred && len(e.premise[int32(i)]) == 0:
			reach(int32(i), in)
		case k == untraced:
			reach(int32(i), in&withUntracedModes)
		}
	}
	supported := map[int32]bool{}
	met := map[int32]int{}    // premise -> conjuncts supported so far
	stands := map[int32]int{} // inference -> premises that stand so far
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, child := range e.childs.row(s) {
			reach(child, in&e.live[s])
		}
		for _, cl := range w.claims[s] {
			if supported[cl] {
				continue
			}
			supported[cl] = true
			for _, p := range w.premises[cl] {
				if met[p]++; met[p] < w.needs[p] {
					continue
				}
				for _, inference := range w.waiting[p] {
					if stands[inference]++; stands[inference] == len(e.premise[inference]) {
						reach(inference, in)
					}
				}
			}
		}
	}
}
