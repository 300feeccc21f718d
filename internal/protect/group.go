package protect

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// GroupSize gives the smallest group to which the published traits narrow an
// actor down: the least of the groups of single published traits and of the joints
// of which all traits are published. by names the traits that give it, the fewest
// and first where several do. Sizes that are not known (0) do not narrow; known is
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
		if !known || group < size || group == size && len(traits) < len(by) {
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

// Drop tells which single published trait to leave out so that the group grows
// most, and the size of the group then; size 0 means that nothing known narrows
// any more. It gives "" and the present size where no single trait helps.
func Drop(a *record.Actor, published []record.ID) (trait record.ID, size int) {
	size, known, _ := GroupSize(a, published)
	if !known {
		return "", 0
	}
	for _, t := range a.Traits {
		at := slices.Index(published, t.ID)
		if at < 0 {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(published), func(id record.ID) bool { return id == t.ID })
		left, some, _ := GroupSize(a, rest)
		if !some {
			return t.ID, 0
		}
		if left > size {
			trait, size = t.ID, left
		}
	}
	return trait, size
}
