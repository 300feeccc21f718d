package reckon

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// actors finds entries that say of people what cannot be.
func (r *reckoner) actors() {
	for id, a := range r.c.Actors {
		for _, other := range tiesOf(a) {
			b := r.c.Actors[other]
			if a.Type == record.Unnamed || (b != nil && b.Type == record.Unnamed) {
				r.add("unnamed-joined", record.LevelWarning,
					fmt.Sprintf("actor %s is tied to %s by same_as or speaks_for, but an unnamed actor always counts as a class of its own", id, other),
					"if it is known who it is, change the type; if they only depend on each other, add a dependence note", id, other)
			}
		}
		r.groups(a)
	}
	for k, d := range r.c.Dependence {
		if d.Verdict == record.Independent && k.A != k.B && r.self[k.A] != "" && r.self[k.A] == r.self[k.B] {
			r.add("independent-but-one", record.LevelWarning,
				fmt.Sprintf("a note calls actors %s and %s independent, but same_as or speaks_for makes them one voice", k.A, k.B),
				"remove the note or the tie: as it stands they count once", k.A, k.B)
		}
	}
}

func tiesOf(a *record.Actor) []record.ID {
	out := slices.Clone(a.SameAs)
	if a.SpeaksFor != "" {
		out = append(out, a.SpeaksFor)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// selves names, for every actor that is tied to another, the class of one voice.
func selves(c *record.Casefile) map[record.ID]record.ID {
	ties := map[record.ID][]record.ID{}
	unnamed := func(id record.ID) bool { return c.Actors[id] != nil && c.Actors[id].Type == record.Unnamed }
	for id, a := range c.Actors {
		for _, other := range tiesOf(a) {
			if !unnamed(id) && !unnamed(other) {
				ties[id], ties[other] = append(ties[id], other), append(ties[other], id)
			}
		}
	}
	self := map[record.ID]record.ID{}
	for _, id := range record.SortedKeys(ties) {
		if self[id] != "" {
			continue
		}
		self[id] = id
		for todo := []record.ID{id}; len(todo) > 0; todo = todo[1:] {
			for _, x := range ties[todo[0]] {
				if self[x] == "" {
					self[x] = id
					todo = append(todo, x)
				}
			}
		}
	}
	return self
}

// groups compares the size of a joint group with the sizes of its traits' groups:
// people who share several traits are no more than those who share one of them.
func (r *reckoner) groups(a *record.Actor) {
	size := map[record.ID]int{}
	for _, t := range a.Traits {
		size[t.ID] = t.Group
	}
	for _, j := range a.Joint {
		for _, t := range j.Traits {
			if n := size[t]; n > 0 && j.Group > n {
				r.add("joint-exceeds-trait", record.LevelError,
					fmt.Sprintf("actor %s: %d people are said to share several traits, but only %d share the trait %s of them", a.ID, j.Group, n, t),
					"correct the size of the joint group or of the trait's", a.ID, t)
			}
		}
	}
}
