package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// supposition is what would be otherwise than the casefile has it.
type supposition struct {
	c     *record.Casefile
	other map[record.ID]Edit
}

// suppose reads what is supposed.
func suppose(c *record.Casefile, withdraw []record.ID, merge [][2]record.ID) (*supposition, error) {
	x := &supposition{c, map[record.ID]Edit{}}
	for _, id := range withdraw {
		if err := x.withdraw(id); err != nil {
			return nil, err
		}
	}
	for _, pair := range merge {
		for _, id := range pair {
			if c.Actors[id] == nil && id != record.Desk {
				return nil, problem.New(problem.Usage, string(id), "no actor has this id", "`--merge A=B` joins two actors")
			}
		}
		x.merge(pair[0], pair[1])
	}
	return x, nil
}

// edits make the casefile what is supposed.
func (x *supposition) edits() []Edit {
	edits := make([]Edit, 0, len(x.other))
	for _, id := range record.SortedKeys(x.other) {
		edits = append(edits, x.other[id])
	}
	return edits
}

func (x *supposition) statement(id record.ID) *record.Statement {
	if s, ok := x.other[id].Value.(*record.Statement); ok {
		return s
	}
	return x.c.Statements[id]
}

func (x *supposition) item(id record.ID) *record.Evidence {
	if e, ok := x.other[id].Value.(*record.Evidence); ok {
		return e
	}
	return x.c.Evidence[id]
}

func (x *supposition) put(kind string, id record.ID, r any) { x.other[id] = Edit{kind, string(id), r} }

// actor gives an actor's entry as supposed so far, or nil.
func (x *supposition) actor(id record.ID) *record.Actor {
	if a, ok := x.other[id].Value.(*record.Actor); ok {
		return a
	}
	return x.c.Actors[id]
}

func (x *supposition) withdraw(id record.ID) error {
	c := x.c
	switch {
	case c.Statements[id] != nil:
		x.withdrawStatement(c.Statements[id])
	case c.Evidence[id] != nil:
		e := *c.Evidence[id]
		e.State = record.Withdrawn
		x.put("evidence", id, &e)
	case c.Actors[id] != nil || id == record.Desk:
		one := same(c, id)
		for _, s := range c.Statements {
			if one[s.Speaker] {
				x.withdrawStatement(s)
			}
		}
	case c.KindOf(id) != "":
		return problem.New(problem.Usage, string(id), "is a "+c.KindOf(id), "only statements, evidence and actors can be withdrawn")
	default:
		return problem.New(problem.Usage, string(id), "no record has this id", "name a statement, an item of evidence or an actor")
	}
	return nil
}

func (x *supposition) withdrawStatement(s *record.Statement) {
	out := *s
	out.State = record.Withdrawn
	x.put("statement", s.ID, &out)
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

// merge supposes that two actors are one. Who is merged with somebody is known well
// enough to be unnamed no longer; what was recorded of whom else he might be goes on
// counting for nothing.
func (x *supposition) merge(a, b record.ID) {
	for _, id := range []record.ID{a, b} {
		if known := x.actor(id); known != nil && known.Type == record.Unnamed {
			x.untie(id)
		}
	}
	for _, id := range []record.ID{a, b} {
		actor := record.Actor{ID: id, Type: record.Person}
		if known := x.actor(id); known != nil {
			actor = *known
		}
		if id == a {
			actor.SameAs = append(slices.Clone(actor.SameAs), b)
		}
		x.put("actor", id, &actor)
	}
}

// untie makes somebody unnamed a person whom nothing ties to anybody.
func (x *supposition) untie(id record.ID) {
	for other := range x.c.Actors {
		a := *x.actor(other)
		if other != id && a.SpeaksFor != id && !slices.Contains(a.SameAs, id) {
			continue
		}
		a.SameAs = slices.DeleteFunc(slices.Clone(a.SameAs), func(b record.ID) bool { return b == id })
		if a.SpeaksFor == id {
			a.SpeaksFor = ""
		}
		if other == id {
			a.Type, a.SameAs, a.SpeaksFor = record.Person, nil, ""
		}
		x.put("actor", other, &a)
	}
}
