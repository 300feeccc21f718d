package check

import "onrecord.dev/onrecord/internal/record"

// classes puts actors together: who is one and the same, and who depends on whom (R1).
type classes map[record.ID]record.ID

func (c classes) of(a record.ID) record.ID {
	for {
		up, ok := c[a]
		if !ok || up == a {
			return a
		}
		a = up
	}
}

// join makes one class of two; the smaller id names it.
func (c classes) join(a, b record.ID) {
	a, b = c.of(a), c.of(b)
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	c[b] = a
}

// selfClasses joins actors by same_as and speaks_for. An unnamed actor stays alone.
func selfClasses(c *record.Casefile) classes {
	out := classes{}
	alone := func(id record.ID) bool { a := c.Actors[id]; return a == nil || a.Type == record.Unnamed }
	for _, id := range record.SortedKeys(c.Actors) {
		a := c.Actors[id]
		for _, other := range append([]record.ID{a.SpeaksFor}, a.SameAs...) {
			if other != "" && !alone(id) && !alone(other) {
				out.join(id, other)
			}
		}
	}
	return out
}

// originClasses joins self classes further by notes of dependence.
func originClasses(c *record.Casefile) classes {
	out := selfClasses(c)
	for _, d := range c.Dependence {
		if d.Verdict == record.Dependent {
			out.join(d.A, d.B)
		}
	}
	return out
}
