package check

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// Told gives the traits that a release tells of every source who stays unknown: those
// that the gate's report of its draft counted, and those that stand in its files, given
// as readable text by path. A file that tells more of a source than the draft, so that
// he is narrowed to fewer people than the gate said and than the policy allows, is
// refused with its name.
func Told(in Input, r Report, files map[string]string) (map[record.ID][]record.ID, error) {
	st := newStory(in, new(Memory))
	out := map[record.ID][]record.ID{}
	for _, id := range record.SortedKeys(st.c.Actors) {
		a := st.c.Actors[id]
		if !st.hides(id) || len(a.Traits) == 0 {
			continue
		}
		earlier, before := st.earlier(a)
		all := slices.Clone(r.Traits[id])
		size, _, _ := protect.GroupSize(a, union(all, earlier))
		find := protect.NewTraitFinder(a)
		for _, path := range record.SortedKeys(files) {
			for _, h := range find.Hits(files[path]) {
				if slices.Contains(all, h.Trait) {
					continue
				}
				all = append(all, h.Trait)
				now, known, _ := protect.GroupSize(a, union(all, earlier))
				if known && now < st.policy.MinGroup && now != size && (before || st.usedHere(id)) {
					return nil, problem.New(problem.Refused, "release", fmt.Sprintf("%s tells trait %s of source %s, which the draft does not: with it the group is %d, fewer than min_group %d", st.clean(path), h.Trait, id, now, st.policy.MinGroup),
						"nothing was written; change the title, the claim or the evidence that brings it there, or record the trait's group anew")
				}
			}
		}
		if slices.Sort(all); len(all) > 0 {
			out[id] = all
		}
	}
	return out, nil
}
