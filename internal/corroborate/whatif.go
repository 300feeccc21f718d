package corroborate

import (
	"maps"
	"reflect"
	"slices"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Change is a claim whose result would change, before and after.
type Change struct {
	ID     record.ID `json:"id"`
	Before Result    `json:"before"`
	After  Result    `json:"after"`
}

// Supposed is a change with the chains that make it.
type Supposed struct {
	Change
	Lost    []LostChain  `json:"lost"`    // of the certificate before
	Remains []ChainWords `json:"remains"` // the certificate after
}

// LostChain is a chain that no longer counts, and why.
type LostChain struct {
	ChainWords
	Why string `json:"why"`
}

// WhatIf tells which results would change if records were withdrawn and actors
// turned out to be one and the same. A statement or an item of evidence is
// withdrawn itself, an actor with all statements of his and of whom he is the
// same as. It writes nothing into c. Changes come in the order of claim ids; a
// result counts as changed with any of its numbers, its status, its flags or its
// certificate, in either view. An id that is none of these is a problem of kind
// Usage.
func WhatIf(c *record.Casefile, o Options, withdraw []record.ID, merge [][2]record.ID) ([]Supposed, error) {
	over, err := overlay(c, withdraw, merge)
	if err != nil {
		return nil, err
	}
	before, after := All(c, o), All(over, o)
	changes := []Supposed{}
	w := words{&engine{index: &index{records: records{c: c}}}}
	for _, id := range record.SortedKeys(before) {
		if b, a := before[id], after[id]; !sameResult(b, a) {
			changes = append(changes, Supposed{Change{id, b, a}, w.lost(over, b, a), w.chains(a.Certificate)})
		}
	}
	return changes, nil
}

// lost tells which chains are gone, and what became of them.
func (w words) lost(over *record.Casefile, before, after Result) []LostChain {
	out := []LostChain{}
	for _, chain := range before.Certificate {
		if slices.ContainsFunc(after.Certificate, func(c []record.ID) bool { return slices.Equal(c, chain) }) {
			continue
		}
		var gone []string
		for _, id := range chain {
			s := over.Statements[id]
			if item := over.Evidence[s.Evidence]; !s.State.IsActive() || item == nil || !item.State.IsActive() {
				gone = append(gone, string(id))
			}
		}
		why := "it no longer stands apart from the others"
		if len(gone) > 0 {
			why = "withdrawn: " + list(gone)
		}
		out = append(out, LostChain{w.chain(chain), why})
	}
	return out
}

func sameResult(a, b Result) bool {
	return sameOutcome(a.Outcome, b.Outcome) && sameOutcome(a.Publishable, b.Publishable) &&
		slices.Equal(a.DeniedBy, b.DeniedBy) && reflect.DeepEqual(a.Opposing, b.Opposing)
}

// sameOutcome leaves the cut aside: it is renamed with a class without anything
// else having changed.
func sameOutcome(a, b Outcome) bool {
	a.Cut, b.Cut = nil, nil
	return reflect.DeepEqual(a, b)
}

// overlay is a copy of the casefile that shares every record that stays as it is.
func overlay(c *record.Casefile, withdraw []record.ID, merge [][2]record.ID) (*record.Casefile, error) {
	over := *c
	over.Actors = maps.Clone(c.Actors)
	over.Evidence = maps.Clone(c.Evidence)
	over.Statements = maps.Clone(c.Statements)
	for _, id := range withdraw {
		if err := withdrawIn(&over, c, id); err != nil {
			return nil, err
		}
	}
	for _, pair := range merge {
		for _, id := range pair {
			if c.Actors[id] == nil && id != record.Desk {
				return nil, problem.New(problem.Usage, string(id), "no actor has this id", "`--merge A=B` joins two actors")
			}
		}
		mergeIn(&over, pair[0], pair[1])
	}
	return &over, nil
}

func withdrawIn(over, c *record.Casefile, id record.ID) error {
	switch {
	case c.Statements[id] != nil:
		s := *over.Statements[id]
		s.State = record.Withdrawn
		over.Statements[id] = &s
	case c.Evidence[id] != nil:
		e := *over.Evidence[id]
		e.State = record.Withdrawn
		over.Evidence[id] = &e
	case c.Actors[id] != nil || id == record.Desk:
		one := same(c, id)
		for sid, s := range c.Statements {
			if one[s.Speaker] {
				s := *s
				s.State = record.Withdrawn
				over.Statements[sid] = &s
			}
		}
	case c.KindOf(id) != "":
		return problem.New(problem.Usage, string(id), "is a "+c.KindOf(id), "only statements, evidence and actors can be withdrawn")
	default:
		return problem.New(problem.Usage, string(id), "no record has this id", "name a statement, an item of evidence or an actor")
	}
	return nil
}

// same gives the actor and all that are recorded as one and the same. Nobody is
// the same as somebody unnamed.
func same(c *record.Casefile, id record.ID) map[record.ID]bool {
	ties := map[record.ID][]record.ID{}
	for a, actor := range c.Actors {
		for _, b := range actor.SameAs {
			if !unnamed(c, a) && !unnamed(c, b) {
				ties[a], ties[b] = append(ties[a], b), append(ties[b], a)
			}
		}
	}
	one := map[record.ID]bool{id: true}
	for todo := []record.ID{id}; len(todo) > 0; todo = todo[1:] {
		for _, b := range ties[todo[0]] {
			if !one[b] {
				one[b] = true
				todo = append(todo, b)
			}
		}
	}
	return one
}

// mergeIn supposes that two actors are one. Who is merged with somebody is known
// well enough to be unnamed no longer; what was recorded of whom else he might be
// goes on counting for nothing.
func mergeIn(over *record.Casefile, a, b record.ID) {
	for _, id := range []record.ID{a, b} {
		if unnamed(over, id) {
			untie(over, id)
		}
	}
	for _, id := range []record.ID{a, b} {
		actor := record.Actor{ID: id, Type: record.Person}
		if known := over.Actors[id]; known != nil {
			actor = *known
		}
		if id == a {
			actor.SameAs = append(slices.Clone(actor.SameAs), b)
		}
		over.Actors[id] = &actor
	}
}

// untie makes somebody unnamed a person whom nothing ties to anybody.
func untie(over *record.Casefile, id record.ID) {
	for other, a := range over.Actors {
		if other != id && a.SpeaksFor != id && !slices.Contains(a.SameAs, id) {
			continue
		}
		x := *a
		x.SameAs = slices.DeleteFunc(slices.Clone(a.SameAs), func(b record.ID) bool { return b == id })
		if x.SpeaksFor == id {
			x.SpeaksFor = ""
		}
		if other == id {
			x.Type, x.SameAs, x.SpeaksFor = record.Person, nil, ""
		}
		over.Actors[other] = &x
	}
}
