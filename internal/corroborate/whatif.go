package corroborate

import (
	"maps"
	"slices"

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
	x, err := suppose(c, withdraw, merge)
	if err != nil {
		return nil, err
	}
	return x.tell(differences(c, o, x.edits())), nil
}

// differences tells what edits of records would change of a casefile whose results
// nobody keeps: an engine without any takes the edits and computes what they bear
// on, and again when it takes them back. All else is as it was.
func differences(c *record.Casefile, o Options, edits []Edit) []Change {
	own := *c // edits of what is supposed change no others
	own.Actors, own.Evidence, own.Statements = maps.Clone(c.Actors), maps.Clone(c.Evidence), maps.Clone(c.Statements)
	g := &Engine{options: o}
	g.read(&own)
	inverse := g.inverse(edits)
	g.Apply(edits...)
	changes := []Change{}
	for _, back := range g.Apply(inverse...) {
		if back.Before.ID != "" { // else the edits did not bear on it
			changes = append(changes, Change{back.ID, back.After, back.Before})
		}
	}
	return changes
}

// Suppose is WhatIf for the casefile whose results the engine keeps: only what the
// supposition bears on is computed.
func (g *Engine) Suppose(withdraw []record.ID, merge [][2]record.ID) ([]Supposed, error) {
	x, err := suppose(g.c, withdraw, merge)
	if err != nil {
		return nil, err
	}
	return x.tell(g.WhatIf(x.edits()...)), nil
}

// tell adds the chains that make the changes.
func (x *supposition) tell(changes []Change) []Supposed {
	out := make([]Supposed, 0, len(changes))
	w := words{&engine{index: &index{records: records{c: x.c}}}}
	for _, ch := range changes {
		out = append(out, Supposed{ch, w.lost(x, ch.Before, ch.After), w.chains(ch.After.Certificate)})
	}
	return out
}

// lost tells which chains are gone, and what became of them.
func (w words) lost(x *supposition, before, after Result) []LostChain {
	out := []LostChain{}
	for _, chain := range before.Certificate {
		if slices.ContainsFunc(after.Certificate, func(c []record.ID) bool { return slices.Equal(c, chain) }) {
			continue
		}
		var gone []string
		for _, id := range chain {
			s := x.statement(id)
			if item := x.item(s.Evidence); !s.State.IsActive() || item == nil || !item.State.IsActive() {
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

func sameResult(a, b *Result) bool {
	return sameOutcome(&a.Outcome, &b.Outcome) && sameOutcome(&a.Publishable, &b.Publishable) &&
		slices.Equal(a.DeniedBy, b.DeniedBy) && sameChains(a.Opposing, b.Opposing)
}

// sameOutcome leaves the cut aside: it is renamed with a class without anything
// else having changed.
func sameOutcome(a, b *Outcome) bool {
	return a.Status == b.Status && a.Base == b.Base && a.S == b.S && a.SMax == b.SMax && a.O == b.O && a.D == b.D &&
		slices.Equal(a.Flags, b.Flags) && sameChains(a.Certificate, b.Certificate)
}

func sameChains(a, b [][]record.ID) bool { return slices.EqualFunc(a, b, slices.Equal[[]record.ID]) }
