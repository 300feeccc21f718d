package main

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// shrink leaves out of a casefile whatever it can while it is still wrong, so that a
// person can work out by hand who is right.
func shrink(c *record.Casefile, wrong func(*record.Casefile) bool) *record.Casefile {
	for smaller := true; smaller; {
		smaller = false
		for _, next := range cuts(c) {
			if wrong(next) {
				c, smaller = next, true
				break
			}
		}
	}
	return c
}

// cuts gives the casefiles with one record, or one mention of a record, less.
func cuts(c *record.Casefile) (out []*record.Casefile) {
	for _, id := range record.SortedKeys(c.Statements) {
		out = append(out, withoutStatement(c, id))
	}
	for _, id := range record.SortedKeys(c.Claims) {
		if len(c.Claims) > 1 {
			out = append(out, withoutClaim(c, id))
		}
	}
	for k := range c.Links {
		d := copyOf(c)
		delete(d.Links, k)
		out = append(out, d)
	}
	for id, s := range c.Statements {
		out = append(out, lists(s.Conduit, func(l []record.ID) *record.Casefile {
			return withStatement(c, id, func(s *record.Statement) { s.Conduit = l })
		})...)
		out = append(out, lists(s.Premises, func(l []record.ID) *record.Casefile {
			return withStatement(c, id, func(s *record.Statement) { s.Premises = l })
		})...)
		out = append(out, lists(s.DerivedFrom, func(l []record.Derivation) *record.Casefile {
			return withStatement(c, id, func(s *record.Statement) { s.DerivedFrom = l })
		})...)
	}
	for id, cl := range c.Claims {
		for _, change := range []struct {
			of  []record.ID
			set func(*record.Claim, []record.ID)
		}{
			{cl.Requires, func(cl *record.Claim, l []record.ID) { cl.Requires = l }},
			{cl.Excludes, func(cl *record.Claim, l []record.ID) { cl.Excludes = l }},
			{cl.AdverseTo, func(cl *record.Claim, l []record.ID) { cl.AdverseTo = l }},
		} {
			out = append(out, lists(change.of, func(l []record.ID) *record.Casefile {
				d, x := copyOf(c), *cl
				change.set(&x, l)
				d.Claims[id] = &x
				return d
			})...)
		}
	}
	return append(out, withoutUnused(c)...)
}

// lists applies f to the list with each element left out in turn.
func lists[T any](l []T, f func([]T) *record.Casefile) (out []*record.Casefile) {
	for i := range l {
		out = append(out, f(slices.Delete(slices.Clone(l), i, i+1)))
	}
	return out
}

func withStatement(c *record.Casefile, id record.ID, change func(*record.Statement)) *record.Casefile {
	d, s := copyOf(c), *c.Statements[id]
	change(&s)
	d.Statements[id] = &s
	return d
}

func withoutStatement(c *record.Casefile, id record.ID) *record.Casefile {
	d := copyOf(c)
	delete(d.Statements, id)
	for k := range c.Links {
		if k.Statement == id {
			delete(d.Links, k)
		}
	}
	for other, s := range d.Statements {
		x := *s
		x.DerivedFrom = slices.DeleteFunc(slices.Clone(s.DerivedFrom), func(f record.Derivation) bool { return f.Statement == id })
		d.Statements[other] = &x
	}
	return d
}

func withoutClaim(c *record.Casefile, id record.ID) *record.Casefile {
	d := copyOf(c)
	delete(d.Claims, id)
	is := func(x record.ID) bool { return x == id }
	for k := range c.Links {
		if k.Claim == id {
			delete(d.Links, k)
		}
	}
	for other, cl := range d.Claims {
		x := *cl
		x.Requires, x.Excludes = slices.DeleteFunc(slices.Clone(cl.Requires), is), slices.DeleteFunc(slices.Clone(cl.Excludes), is)
		d.Claims[other] = &x
	}
	for other, s := range d.Statements {
		x := *s
		x.Premises = slices.DeleteFunc(slices.Clone(s.Premises), is)
		d.Statements[other] = &x
	}
	return d
}

// withoutUnused drops items and actors that nothing names, and notes.
func withoutUnused(c *record.Casefile) (out []*record.Casefile) {
	named := map[record.ID]bool{}
	for _, s := range c.Statements {
		named[s.Speaker], named[s.Evidence] = true, true
		for _, via := range s.Conduit {
			named[via] = true
		}
	}
	for _, cl := range c.Claims {
		for _, a := range cl.AdverseTo {
			named[a] = true
		}
	}
	for id := range c.Evidence {
		if !named[id] {
			d := copyOf(c)
			delete(d.Evidence, id)
			out = append(out, d)
		}
	}
	for k := range c.Dependence {
		d := copyOf(c)
		delete(d.Dependence, k)
		out = append(out, d)
	}
	for id, a := range c.Actors {
		named[a.SpeaksFor] = true
		for _, other := range a.SameAs {
			named[other] = true
		}
		if len(a.SameAs)+len(a.SpeaksFor) > 0 {
			d, x := copyOf(c), *a
			x.SameAs, x.SpeaksFor = nil, ""
			d.Actors[id] = &x
			out = append(out, d)
		}
	}
	for k := range c.Dependence {
		named[k.A], named[k.B] = true, true
	}
	for id := range c.Actors {
		if !named[id] {
			d := copyOf(c)
			delete(d.Actors, id)
			out = append(out, d)
		}
	}
	return out
}

// copyOf copies the maps, not the records.
func copyOf(c *record.Casefile) *record.Casefile {
	d := record.NewCasefile()
	d.Policy = c.Policy
	fill(d.Actors, c.Actors)
	fill(d.Evidence, c.Evidence)
	fill(d.Statements, c.Statements)
	fill(d.Claims, c.Claims)
	fill(d.Links, c.Links)
	fill(d.Dependence, c.Dependence)
	return d
}

func fill[K comparable, V any](to, from map[K]V) {
	for k, v := range from {
		to[k] = v
	}
}
