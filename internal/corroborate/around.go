package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// around gives the part of a casefile on which the result of one claim depends:
// the claim, what it requires, what its inferences stand on and what excludes it,
// with every statement linked to any of these and all that those derive from, and
// whole classes of actors and copies. The claim's result in it is the same, to the
// hash of its inputs, and supposing a change in it is quick however large the
// casefile. Records are shared, not copied.
func around(c *record.Casefile, id record.ID) *record.Casefile {
	a := &surroundings{c: c, out: record.NewCasefile()}
	a.out.Case, a.out.Policy = c.Case, c.Policy
	a.index()
	a.reach(id)
	for len(a.claims)+len(a.statements) > 0 {
		if n := len(a.claims); n > 0 {
			cl := a.claims[n-1]
			a.claims = a.claims[:n-1]
			a.claim(cl)
			continue
		}
		n := len(a.statements)
		s := a.statements[n-1]
		a.statements = a.statements[:n-1]
		a.statement(s)
	}
	a.people()
	a.sameOriginals()
	return a.out
}

type surroundings struct {
	c, out     *record.Casefile
	links      map[record.ID][]*record.Link // by claim
	against    map[record.ID][]record.ID    // claim -> claims that it excludes or that exclude it
	claims     []record.ID                  // to be looked at
	statements []record.ID
}

func (a *surroundings) index() {
	a.links, a.against = map[record.ID][]*record.Link{}, map[record.ID][]record.ID{}
	for k, l := range a.c.Links {
		a.links[k.Claim] = append(a.links[k.Claim], l)
	}
	for id, cl := range a.c.Claims {
		for _, o := range cl.Excludes {
			a.against[id] = append(a.against[id], o)
			a.against[o] = append(a.against[o], id)
		}
	}
}

func (a *surroundings) reach(id record.ID) {
	if cl := a.c.Claims[id]; cl != nil && a.out.Claims[id] == nil {
		a.out.Claims[id] = cl
		a.claims = append(a.claims, id)
	}
}

func (a *surroundings) claim(id record.ID) {
	for _, l := range a.links[id] {
		a.out.Links[record.LinkKey{Statement: l.Statement, Claim: id}] = l
		a.hear(l.Statement)
	}
	for _, next := range append(slices.Clone(a.c.Claims[id].Requires), a.against[id]...) {
		a.reach(next)
	}
}

func (a *surroundings) hear(id record.ID) {
	if s := a.c.Statements[id]; s != nil && a.out.Statements[id] == nil {
		a.out.Statements[id] = s
		a.statements = append(a.statements, id)
	}
}

func (a *surroundings) statement(id record.ID) {
	s := a.c.Statements[id]
	for _, d := range s.DerivedFrom {
		a.hear(d.Statement)
	}
	for _, p := range s.Premises {
		a.reach(p)
	}
}

// people takes in who is named so far, and everybody who is one with any of them.
func (a *surroundings) people() {
	ties := map[record.ID][]record.ID{}
	tie := func(x, y record.ID) { ties[x], ties[y] = append(ties[x], y), append(ties[y], x) }
	for id, actor := range a.c.Actors {
		for _, other := range actor.SameAs {
			tie(id, other)
		}
		if actor.SpeaksFor != "" {
			tie(id, actor.SpeaksFor)
		}
	}
	for k, d := range a.c.Dependence {
		if d.Verdict == record.Dependent {
			tie(k.A, k.B)
		}
	}
	var todo []record.ID
	for _, s := range a.out.Statements {
		todo = append(append(todo, s.Speaker), s.Conduit...)
	}
	for _, cl := range a.out.Claims {
		todo = append(todo, cl.AdverseTo...)
	}
	seen := map[record.ID]bool{}
	for ; len(todo) > 0; todo = todo[1:] {
		id := todo[0]
		if seen[id] {
			continue
		}
		seen[id] = true
		if actor := a.c.Actors[id]; actor != nil {
			a.out.Actors[id] = actor
		}
		todo = append(todo, ties[id]...)
	}
	for k, d := range a.c.Dependence {
		if seen[k.A] || seen[k.B] {
			a.out.Dependence[k] = d
		}
	}
}

// sameOriginals takes in the evidence named so far and all copies of it.
func (a *surroundings) sameOriginals() {
	byKey := map[string][]record.ID{}
	keys := func(e *record.Evidence) (out []string) {
		if e.Original != nil && e.Original.SHA256 != "" {
			out = append(out, "hash "+e.Original.SHA256)
		}
		if e.NearDupGroup != "" {
			out = append(out, "group "+e.NearDupGroup)
		}
		return out
	}
	for id, e := range a.c.Evidence {
		for _, k := range keys(e) {
			byKey[k] = append(byKey[k], id)
		}
	}
	var todo []record.ID
	for _, s := range a.out.Statements {
		todo = append(todo, s.Evidence)
	}
	for ; len(todo) > 0; todo = todo[1:] {
		e := a.c.Evidence[todo[0]]
		if e == nil || a.out.Evidence[e.ID] != nil {
			continue
		}
		a.out.Evidence[e.ID] = e
		for _, k := range keys(e) {
			todo = append(todo, byKey[k]...)
			delete(byKey, k)
		}
	}
}
