package corroborate

import "onrecord.dev/onrecord/internal/record"

// Numbered gives the result. Nothing can be taken after it. Statements are numbered
// so that those of a claim lie side by side in memory.
func (n *Numberer) Numbered() *Numbered {
	out := &Numbered{
		Policy: n.policy, Items: n.items, Withdrawn: n.withdrawn, Embargoes: n.embargoes, Copies: n.copies, Claims: n.claims,
	}
	sts, claims := registerOf(n.sts, 0), registerOf(n.claims, 0)
	out.Links = n.tie(sts, claims)
	to := renumber(out.Links, len(n.sts))
	n.numberActors(out, to)
	n.numberStatements(out, to, sts, claims)
	out.Requires = n.requires.pairs(claims.findAll, nil)
	out.Excludes = n.exclude.pairs(claims.findAll, nil)
	return out
}

// tie gives the links of claims and statements that are there, claim by claim.
func (n *Numberer) tie(sts, claims *register) []Tie {
	of, by := claims.findAll(n.links.claims), sts.findAll(n.links.statements)
	at := make([]int32, len(n.claims)+1)
	for i, cl := range of {
		if l := n.valued[i]; l != nil && cl >= 0 {
			n.links.as[i], _ = tieOf(&record.Claim{Quantity: n.quantities[cl]}, l)
		}
		if by[i] < 0 || n.links.as[i] == 0 {
			of[i] = -1
		}
		at[of[i]+1]++ // those that do not count come first
	}
	for i := range n.claims {
		at[i+1] += at[i]
	}
	left := at[0]
	out := make([]Tie, len(of)-int(left))
	for i, cl := range of {
		if cl >= 0 {
			out[at[cl]-left] = Tie{cl, by[i], n.links.as[i]}
			at[cl]++
		}
	}
	return out
}

// renumber gives the statements new numbers in the order of the links, which it
// changes, and returns old number -> new.
func renumber(links []Tie, statements int) []int32 {
	to := resized(nil, statements, -1)
	next := int32(0)
	for i := range links {
		s := &links[i].Statement
		if to[*s] < 0 {
			to[*s] = next
			next++
		}
		*s = to[*s]
	}
	for s := range to {
		if to[s] < 0 {
			to[s] = next
			next++
		}
	}
	return to
}

func (n *Numberer) numberActors(out *Numbered, to []int32) {
	actors := registerOf(n.actors, 1)
	speakers := actors.numberAll(n.speaker) // ids without an entry still speak for themselves
	out.Speakers = make([]int32, len(speakers))
	for s, a := range speakers {
		out.Speakers[to[s]] = a
	}
	out.Conduits = n.via.pairs(actors.numberAll, to)
	out.Tied = n.tied.pairs(actors.numberAll, nil)
	out.Adverse = n.adverse.pairs(actors.numberAll, nil)
	a, b := actors.numberAll(n.dependents[0]), actors.numberAll(n.dependents[1])
	for i := range a {
		out.Dependent = append(out.Dependent, Two{a[i], b[i]})
	}
	out.Actors = actors.ids
	out.Traits = append(n.traits, make([]Trait, len(actors.ids)-len(n.traits))...)
}

func (n *Numberer) numberStatements(out *Numbered, to []int32, sts, claims *register) {
	premises := claims.findAll(n.ground.ids)
	for i, p := range premises { // an inference with a premise that is not there has no ground
		if s := n.ground.by[i]; p < 0 {
			n.natures[s] = n.natures[s]&^kindBits | Nature(rootless)
		}
	}
	for i, p := range premises {
		if s := n.ground.by[i]; n.natures[s].kind() == inferred {
			out.Premises = append(out.Premises, Two{to[s], p})
		}
	}
	items := registerOf(n.items, 0).findAll(n.evidence)
	out.Statements, out.Natures, out.Evidence = make([]record.ID, len(to)), make([]Nature, len(to)), make([]int32, len(to))
	for old, s := range to {
		out.Statements[s], out.Natures[s], out.Evidence[s] = n.sts[old], n.natures[old], items[old]
	}
	out.Derived = n.from.pairs(func(ids []record.ID) []int32 {
		found := sts.findAll(ids)
		for i, s := range found {
			if s >= 0 {
				found[i] = to[s]
			}
		}
		return found
	}, to)
}

// pairs numbers who names whom, without what is not there; to are the new numbers
// of those who name, nil where they stay.
func (m mentions) pairs(number func([]record.ID) []int32, to []int32) []Two {
	nos := number(m.ids)
	out := make([]Two, 0, len(nos))
	for i, no := range nos {
		if by := m.by[i]; no >= 0 {
			if to != nil {
				by = to[by]
			}
			out = append(out, Two{by, no})
		}
	}
	return out
}
