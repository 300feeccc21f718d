package protect

import (
	"cmp"
	"math/bits"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Told is one place of a draft that tells a trait. Places of one passage that overlap
// share words: who drops one drops the other.
type Told struct {
	Trait      record.ID
	Passage    int
	Start, End int
}

// Narrowing says how far an actor is narrowed down, and what to leave unsaid.
type Narrowing struct {
	Size  int         // of the group, as GroupSize gives it
	Known bool        // a size is known at all
	By    []record.ID // the traits that give it
	// Before is the group to which earlier releases alone narrow, 0 where nothing
	// known did: no draft can lift the group above it.
	Before int
	// Best is the one trait to drop with which the group grows most, BestThen the
	// size then; "" where no single trait helps. A size of 0 here and in DropThen
	// says that nothing known narrows any more.
	Best     record.ID
	BestThen int
	// Drop are the traits with the fewest places in the draft whose dropping lifts
	// the group to the least size allowed, or as far as earlier releases let it;
	// DropThen is the size then. Empty where the group is large enough, or where
	// the draft's traits do not narrow further.
	Drop     []record.ID
	DropThen int
}

// exactUpTo is the number of traits up to which Narrow tries all sets of them; of more
// it drops the one that breaks most combinations until none is left.
const exactUpTo = 16

// Narrow says how far the places of a draft and the traits told earlier narrow an
// actor, and which traits to drop so that the group has at least least people. The
// order in which places and traits are given does not matter.
func Narrow(a *record.Actor, here []Told, earlier []record.ID, least int) Narrowing {
	s := newNarrowing(a, here, earlier)
	out := Narrowing{}
	out.Size, out.Known, out.By = GroupSize(a, s.left(nil))
	out.Before, _, _ = GroupSize(a, earlier)
	if !out.Known {
		return out
	}
	for _, t := range s.traits {
		size, known, _ := GroupSize(a, s.left([]record.ID{t}))
		if !known {
			size = 0
		}
		if wider(size, out.Size) && (out.Best == "" || wider(size, out.BestThen)) {
			out.Best, out.BestThen = t, size
		}
	}
	if out.Before > 0 {
		least = min(least, out.Before)
	}
	if out.Size >= least {
		return out
	}
	out.Drop = s.drop(least)
	out.DropThen, _, _ = GroupSize(a, s.left(out.Drop))
	return out
}

// wider compares sizes of groups, of which 0 is everybody.
func wider(a, b int) bool { return b != 0 && (a == 0 || a > b) }

// narrowing is the search for what to drop.
type narrowing struct {
	actor   *record.Actor
	earlier []record.ID
	traits  []record.ID                 // told here and not earlier, in order
	covers  map[record.ID][][]record.ID // per trait told here, per place: the traits any of which takes the place along
	places  map[record.ID]int
}

func newNarrowing(a *record.Actor, here []Told, earlier []record.ID) *narrowing {
	s := &narrowing{actor: a, earlier: earlier, covers: map[record.ID][][]record.ID{}, places: map[record.ID]int{}}
	here = slices.Clone(here)
	slices.SortFunc(here, func(x, y Told) int {
		return cmp.Or(cmp.Compare(x.Passage, y.Passage), cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(x.Trait, y.Trait))
	})
	here = slices.Compact(here)
	for i, p := range here {
		with := []record.ID{p.Trait}
		overlap := func(q Told) {
			if q.Passage == p.Passage && q.Start < p.End && p.Start < q.End && !slices.Contains(with, q.Trait) {
				with = append(with, q.Trait)
			}
		}
		const near = 32 // places before this one that may reach into it
		for j := max(0, i-near); j < i; j++ {
			overlap(here[j])
		}
		for j := i + 1; j < len(here) && here[j].Passage == p.Passage && here[j].Start < p.End; j++ {
			overlap(here[j])
		}
		s.covers[p.Trait] = append(s.covers[p.Trait], with)
		s.places[p.Trait]++
	}
	for _, t := range record.SortedKeys(s.covers) {
		if !slices.Contains(earlier, t) {
			s.traits = append(s.traits, t)
		}
	}
	return s
}

// left gives the traits that readers know when some are dropped from the draft.
func (s *narrowing) left(dropped []record.ID) []record.ID {
	out := slices.Clone(s.earlier)
	for t, places := range s.covers {
		if slices.ContainsFunc(places, func(with []record.ID) bool {
			return !slices.ContainsFunc(with, func(id record.ID) bool { return slices.Contains(dropped, id) })
		}) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// drop finds the set of traits with the fewest places that lifts the group to least.
func (s *narrowing) drop(least int) []record.ID {
	culprits := s.culprits(least)
	if len(culprits) > exactUpTo {
		return s.greedy(culprits, least)
	}
	sizeLeft := s.sizes(culprits)
	best, cost, then := uint(0), -1, 0
	for set := uint(1); set < 1<<len(culprits); set++ {
		n := 0
		for i, t := range culprits {
			if set&(1<<i) != 0 {
				n += s.places[t]
			}
		}
		if cost >= 0 && n > cost {
			continue
		}
		size := sizeLeft(set)
		if size != 0 && size < least {
			continue
		}
		if cost < 0 || n < cost || wider(size, then) || size == then && bits.OnesCount(set) < bits.OnesCount(best) {
			best, cost, then = set, n, size
		}
	}
	var out []record.ID
	for i, t := range culprits {
		if best&(1<<i) != 0 {
			out = append(out, t)
		}
	}
	return out
}

// sizes gives a function that tells the group's size, 0 for everybody, when the set of
// culprits is dropped whose bits are set. It gives what GroupSize gives of left.
func (s *narrowing) sizes(culprits []record.ID) func(set uint) int {
	told := s.left(nil)
	at := map[record.ID]int{}
	var places [][]uint // per trait told, per place: the culprits that take it along; nil where it was told earlier
	for i, t := range told {
		at[t] = i
		var masks []uint
		for _, with := range s.covers[t] {
			mask := uint(0)
			for i, c := range culprits {
				if slices.Contains(with, c) {
					mask |= 1 << i
				}
			}
			if !slices.Contains(masks, mask) {
				masks = append(masks, mask)
			}
		}
		if slices.Contains(s.earlier, t) {
			masks = nil
		}
		places = append(places, masks)
	}
	type combination struct {
		group  int
		traits []int
	}
	var all []combination
	s.combinations(told, func(group int, traits []record.ID) {
		c := combination{group: group}
		for _, t := range traits {
			c.traits = append(c.traits, at[t])
		}
		all = append(all, c)
	})
	slices.SortStableFunc(all, func(a, b combination) int { return a.group - b.group })
	gone := make([]bool, len(told))
	return func(set uint) int {
		for i, masks := range places {
			gone[i] = masks != nil && !slices.ContainsFunc(masks, func(m uint) bool { return m&set == 0 })
		}
		for _, c := range all {
			if !slices.ContainsFunc(c.traits, func(i int) bool { return gone[i] }) {
				return c.group
			}
		}
		return 0
	}
}

// combinations goes over the single traits and the joints of known size of which every
// trait is told.
func (s *narrowing) combinations(told []record.ID, each func(group int, traits []record.ID)) {
	note := func(group int, traits []record.ID) {
		if group > 0 && len(traits) > 0 && !slices.ContainsFunc(traits, func(t record.ID) bool { return !slices.Contains(told, t) }) {
			each(group, traits)
		}
	}
	for _, t := range s.actor.Traits {
		note(t.Group, []record.ID{t.ID})
	}
	for _, j := range s.actor.Joint {
		note(j.Group, j.Traits)
	}
}

// culprits gives the traits told here that take part in a combination smaller than
// least. To drop another one widens no group that needs it.
func (s *narrowing) culprits(least int) []record.ID {
	in := map[record.ID]bool{}
	s.combinations(s.left(nil), func(group int, traits []record.ID) {
		for _, t := range traits {
			in[t] = in[t] || group < least && slices.Contains(s.traits, t)
		}
	})
	return slices.DeleteFunc(record.SortedKeys(in), func(t record.ID) bool { return !in[t] })
}

// greedy drops the trait that stands in most combinations which are too small, then
// puts back what was not needed after all.
func (s *narrowing) greedy(culprits []record.ID, least int) []record.ID {
	var drop []record.ID
	large := func(drop []record.ID) bool {
		size, known, _ := GroupSize(s.actor, s.left(drop))
		return !known || size >= least
	}
	for !large(drop) && len(culprits) > 0 {
		left := s.left(drop)
		in := map[record.ID]int{}
		s.combinations(left, func(group int, traits []record.ID) {
			for _, t := range traits {
				if in[t]++; len(traits) == 1 && group < least { // alone too small: it has to go
					in[t] += len(s.actor.Joint)
				}
				if group >= least {
					in[t]--
				}
			}
		})
		best := 0
		for i, t := range culprits {
			if in[t] > in[culprits[best]] {
				best = i
			}
		}
		drop = append(drop, culprits[best])
		culprits = slices.Delete(slices.Clone(culprits), best, best+1)
	}
	for i := 0; i < len(drop); {
		if without := slices.Delete(slices.Clone(drop), i, i+1); large(without) {
			drop = without
			continue
		}
		i++
	}
	slices.Sort(drop)
	return drop
}
