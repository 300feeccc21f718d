package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// named is whom and what some statements name.
type named struct {
	conduits, derived, premises []two
	later                       []mention
	d                           digester

	speaker, item, from [together]key
	touched             int32
}

func (n *numberer) readStatements() {
	many := len(n.statement)
	n.statements, n.natures = make([]record.ID, many), make([]nature, many)
	n.speakers, n.evidence = make([]int32, many), make([]int32, many)
	n.digests, n.early = make([][32]byte, many), make([]uint64, many)
	n.order = orderOf(n.statement)
	inPieces(many, func(next func() (from, to int)) {
		var x named
		for from, to := next(); from < to; from, to = next() {
			for ; from < to; from += together {
				n.readSome(&x, from, min(from+together, to))
			}
		}
		n.joining.Lock()
		defer n.joining.Unlock()
		n.conduits = append(n.conduits, x.conduits...)
		n.derived = append(n.derived, x.derived...)
		n.premises = append(n.premises, x.premises...)
		n.later = append(n.later, x.later...)
	})
	for _, m := range n.later { // ids without an entry still speak for themselves
		a := n.actor(m.who)
		if m.via {
			n.conduits = append(n.conduits, two{m.st, a})
		} else {
			n.speakers[m.st] = a
		}
	}
}

// readSome reads statements side by side: first what they point to, then where that
// stands in the registers, and all the rest when it has come.
func (n *numberer) readSome(x *named, from, to int) {
	some := n.statement[from:to]
	for _, s := range some {
		x.touched += int32(len(s.DerivedFrom) + len(s.State))
	}
	for _, s := range some {
		x.touched += begin(s.ID) + begin(s.Speaker) + begin(s.Evidence)
		if len(s.DerivedFrom) > 0 {
			x.touched += begin(s.DerivedFrom[0].Statement)
		}
	}
	for i, s := range some {
		x.speaker[i], x.item[i] = n.actorNo.key(s.Speaker), n.itemNo.key(s.Evidence)
		if len(s.DerivedFrom) > 0 {
			x.from[i] = n.stNo.key(s.DerivedFrom[0].Statement)
		}
	}
	for i := range some {
		x.touched += n.actorNo.touch(x.speaker[i]) + n.itemNo.touch(x.item[i]) + n.stNo.touch(x.from[i])
	}
	for i := range some {
		n.speakers[from+i], n.evidence[from+i] = n.actorNo.findKey(x.speaker[i]), n.itemNo.findKey(x.item[i])
	}
	for i := range some {
		n.readStatement(x, int32(from+i), x.from[i])
	}
}

// readStatement reads one statement; first is the key of the first that it derives from.
func (n *numberer) readStatement(x *named, i int32, first key) {
	s := n.statement[i]
	nature := natureOf(s)
	n.statements[i], n.early[i] = s.ID, n.order.early(s.ID)
	n.digests[i] = x.d.statement(s, nature)
	if n.speakers[i] < 0 {
		x.later = append(x.later, mention{i, false, s.Speaker})
	}
	for _, via := range s.Conduit {
		if via == record.Desk {
			continue
		}
		if a := n.actorNo.find(via); a >= 0 {
			x.conduits = append(x.conduits, two{i, a})
		} else {
			x.later = append(x.later, mention{i, true, via})
		}
	}
	for k, d := range s.DerivedFrom {
		if k == 0 {
			if from := n.stNo.findKey(first); from >= 0 {
				x.derived = append(x.derived, two{i, from})
			}
		} else if !slices.ContainsFunc(s.DerivedFrom[:k], func(o record.Derivation) bool { return o.Statement == d.Statement }) {
			if from := n.stNo.find(d.Statement); from >= 0 {
				x.derived = append(x.derived, two{i, from})
			}
		}
	}
	if nature.kind() == inferred {
		nature = n.readPremises(x, i, s, nature)
	}
	n.natures[i] = nature
}

// readPremises takes the premises of an inference. One with a premise that is not
// there has no ground.
func (n *numberer) readPremises(x *named, i int32, s *record.Statement, is nature) nature {
	before := len(x.premises)
	for k, p := range s.Premises {
		cl := n.claimNo.find(p)
		if cl < 0 {
			x.premises = x.premises[:before]
			return is.groundless()
		}
		if !slices.Contains(s.Premises[:k], p) {
			x.premises = append(x.premises, two{i, cl})
		}
	}
	return is
}

// actor gives the number of an actor, a new one where he has none.
func (n *numberer) actor(id record.ID) int32 {
	a, new := n.actorNo.number(id)
	if new {
		n.actors, n.traits = append(n.actors, id), append(n.traits, 0)
	}
	return a
}

// readNames takes whom and what actors, claims and dependence notes name.
func (n *numberer) readNames() {
	for _, a := range n.tying {
		no := n.actor(a.ID)
		for _, other := range a.SameAs {
			n.tied = append(n.tied, two{no, n.actor(other)})
		}
		if a.SpeaksFor != "" {
			n.tied = append(n.tied, two{no, n.actor(a.SpeaksFor)})
		}
	}
	for k, d := range n.c.Dependence {
		if d.Verdict == record.Dependent {
			n.dependent = append(n.dependent, two{n.actor(k.A), n.actor(k.B)})
		}
	}
	for from := 0; from < len(n.claim); from += together {
		n.readSomeClaims(from, min(from+together, len(n.claim)))
	}
}

// readSomeClaims reads claims side by side, as readSome does statements.
func (n *numberer) readSomeClaims(from, to int) {
	var parties [together]key
	some, touched := n.claim[from:to], int32(0)
	for _, cl := range some {
		touched += int32(len(cl.AdverseTo))
	}
	for _, cl := range some {
		if len(cl.AdverseTo) > 0 {
			touched += begin(cl.AdverseTo[0])
		}
	}
	for i, cl := range some {
		if len(cl.AdverseTo) > 0 {
			parties[i] = n.actorNo.key(cl.AdverseTo[0])
			touched += n.actorNo.touch(parties[i])
		}
	}
	n.touched += touched
	for i, cl := range some {
		no := int32(from + i)
		for k, id := range cl.AdverseTo {
			a := int32(-1)
			if k == 0 {
				a = n.actorNo.findKey(parties[i])
			}
			if a < 0 {
				a = n.actor(id)
			}
			n.adverse = append(n.adverse, two{no, a})
		}
		n.requires = n.between(n.requires, no, cl.Requires)
		n.excludes = n.between(n.excludes, no, cl.Excludes)
	}
}

func (n *numberer) between(pairs []two, cl int32, ids []record.ID) []two {
	for _, id := range ids {
		if other := n.claimNo.find(id); other >= 0 {
			pairs = append(pairs, two{cl, other})
		}
	}
	return pairs
}
