package command

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// AddTrait decides that a trait of a source is recorded, or another size, wording or
// variant of one that has the id. Joint are sizes of groups that it and others fit
// together; they replace what was recorded of the same traits. An empty id is made up
// from name. Who may record may make the gate see more; to make it see less takes the
// right to change what was agreed with a source.
func AddTrait(s *view.State, m Member, actor record.ID, t record.Trait, joint []record.Joint, name string) (record.Trait, []event.Event, error) {
	if err := m.Need(Record); err != nil {
		return t, nil, err
	}
	a := s.Actors[actor]
	if a == nil {
		return t, nil, Unknown("actor", actor)
	}
	if !a.Hidden() {
		return t, nil, problem.New(problem.Usage, string(actor), "traits are of sources who stay unknown, and this actor is on the record", "protect the source, or record other terms, first")
	}
	next := *a
	next.Traits, next.Joint = slices.Clone(a.Traits), slices.Clone(a.Joint)
	at := slices.IndexFunc(next.Traits, func(o record.Trait) bool { return o.ID == t.ID && t.ID != "" })
	switch {
	case at >= 0:
		old := next.Traits[at]
		if t.Text == "" {
			t.Text = old.Text
		}
		if t.Group == 0 {
			t.Group = old.Group
		}
		t.Variants = append(slices.Clone(old.Variants), t.Variants...)
		if t.Text != old.Text { // what was told in the old words was told
			t.Variants = append(t.Variants, old.Text)
		}
	case t.ID == "":
		t.ID = freeTrait(next.Traits, name)
	case !t.ID.Valid():
		return t, nil, problem.New(problem.Usage, "--id", "this is no id", "use small letters, digits and hyphens")
	}
	if t.Text = strings.TrimSpace(t.Text); t.Text == "" {
		return t, nil, problem.New(problem.Usage, string(actor), "a trait needs its words", "give them with --text, or name a proposal with --proposal")
	}
	if t.Group < 1 {
		return t, nil, problem.New(problem.Usage, string(actor), "a trait needs the number of people that it fits", "give it with --group; guess low rather than high")
	}
	if t.Variants = wordings(t); at >= 0 {
		next.Traits[at] = t
	} else {
		next.Traits = append(next.Traits, t)
	}
	for _, j := range joint {
		j.Traits = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(j.Traits), t.ID))))
		if err := mayJoin(next, j); err != nil {
			return t, nil, err
		}
		same := func(o record.Joint) bool { return slices.Equal(slices.Sorted(slices.Values(o.Traits)), j.Traits) }
		if at := slices.IndexFunc(next.Joint, same); at >= 0 {
			next.Joint[at].Group = j.Group
		} else {
			next.Joint = append(next.Joint, j)
		}
	}
	if looserTraits(*a, next) && !m.May(Protect) {
		return t, nil, problem.New(problem.Refused, string(actor), "your role ("+string(m.Role)+") has no right to take away or widen what narrows down a protected source", "ask "+whoMay(Protect))
	}
	return t, []event.Event{&event.ActorRecorded{Actor: next}}, nil
}

// wordings gives the variants of a trait, each once and without its text.
func wordings(t record.Trait) []string {
	var out []string
	for _, v := range t.Variants {
		if v = strings.TrimSpace(v); v != "" && v != t.Text && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// mayJoin says what is wrong with the size of a joint group.
func mayJoin(a record.Actor, j record.Joint) error {
	if j.Group < 1 || len(j.Traits) < 2 {
		return problem.New(problem.Usage, "--joint", "a joint size is of two traits and more, and one person at least", "write --joint unit,tank=300")
	}
	for _, id := range j.Traits {
		at := slices.IndexFunc(a.Traits, func(t record.Trait) bool { return t.ID == id })
		if at < 0 {
			return Unknown("trait", id)
		}
		if g := a.Traits[at].Group; g > 0 && g < j.Group {
			return problem.New(problem.Usage, "--joint", fmt.Sprintf("%d people cannot fit several traits of which %s alone fits %d", j.Group, id, g), "check the numbers")
		}
	}
	return nil
}

// freeTrait gives an id that no trait has: the name, else with a number behind it.
func freeTrait(traits []record.Trait, name string) record.ID {
	if !record.ID(name).Valid() {
		name = "trait"
	}
	for n := 1; ; n++ {
		id := record.ID(name)
		if n > 1 {
			id = record.ID(fmt.Sprintf("%s-%d", name, n))
		}
		if !slices.ContainsFunc(traits, func(t record.Trait) bool { return t.ID == id }) {
			return id
		}
	}
}

// RefuseTrait decides that a proposed trait is none, so that it is not proposed again.
func RefuseTrait(m Member, answer record.HintAnswer) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if answer.Reason = strings.TrimSpace(answer.Reason); answer.Reason == "" {
		return nil, problem.New(problem.Usage, "", "a refusal needs a reason", `give one with --reason "…"`)
	}
	answer.Answer, answer.By = record.Refused, m.ID
	return []event.Event{&event.HintAnswered{Answer: answer}}, nil
}
