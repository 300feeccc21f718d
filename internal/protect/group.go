package protect

import (
	"cmp"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// GroupSize gives the smallest group to which the published traits are known to
// narrow an actor down: the least of the groups of single published traits and of
// the joints of which all traits are published. That is an upper bound: nobody is
// in more than one of the sets and not in the least. Where no joint size is recorded
// the true group may be smaller; nothing is multiplied, for that would take the
// traits to be independent, and of a division and its tanks, or a day and a place,
// they are not. by names the traits that give it, the fewest
// and first in order of id where several do. Sizes that are not known (0) do not narrow; known is
// false where none is known. Traits that are not the actor's own do not matter.
func GroupSize(a *record.Actor, published []record.ID) (size int, known bool, by []record.ID) {
	if a == nil {
		return 0, false, nil
	}
	narrow := func(group int, traits []record.ID) {
		for _, t := range traits {
			if !slices.Contains(published, t) {
				return
			}
		}
		if group <= 0 || len(traits) == 0 {
			return
		}
		if !known || group < size || group == size && cmp.Or(cmp.Compare(len(traits), len(by)), compareSets(traits, by)) < 0 {
			size, known, by = group, true, slices.Clone(traits)
		}
	}
	for _, t := range a.Traits {
		narrow(t.Group, []record.ID{t.ID})
	}
	for _, j := range a.Joint {
		narrow(j.Group, j.Traits)
	}
	return size, known, by
}

// compareSets orders sets of traits by their members, so that the order in which they
// are recorded does not matter.
func compareSets(a, b []record.ID) int {
	return slices.Compare(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
