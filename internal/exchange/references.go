package exchange

import (
	"cmp"
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

func (v *validator) actor(a *record.Actor) {
	v.begin("actor", a.ID, "")
	v.many("same_as", a.SameAs, "actor")
	v.self("same_as", a.SameAs...)
	v.actorID("speaks_for", a.SpeaksFor)
	v.self("speaks_for", a.SpeaksFor)
	v.many("known_to", a.KnownTo, "member")
	traits := map[record.ID]bool{}
	for i, t := range a.Traits {
		if traits[t.ID] {
			v.add(fmt.Sprintf("traits[%d].id", i), "two traits of this actor have the same id", "rename one")
		}
		traits[t.ID] = true
	}
	for i, j := range a.Joint {
		for k, id := range j.Traits {
			if !traits[id] {
				v.add(fmt.Sprintf("joint[%d].traits[%d]", i, k), "this names no trait of this actor", "name ids that stand under its traits")
			}
		}
	}
}

// evidence checks acquired_from only where it can be nothing but an id: free words
// have a space, a capital or a sign in them.
func (v *validator) evidence(e *record.Evidence) {
	v.begin("evidence", e.ID, "")
	if id := record.ID(e.AcquiredFrom); id.Valid() {
		v.actorID("acquired_from", id)
	}
	v.one("member_of", e.MemberOf, "evidence")
	v.self("member_of", e.MemberOf)
}

func (v *validator) container(c *record.Container) {
	v.begin("container", c.Evidence, "")
	v.one("evidence", c.Evidence, "evidence")
	for i, m := range c.Members {
		v.one(fmt.Sprintf("members[%d].evidence", i), m.Evidence, "evidence")
	}
}

// statement lets a statement be derived from itself: that is a cycle, which the
// findings report as every other.
func (v *validator) statement(s *record.Statement) {
	v.begin("statement", s.ID, "")
	v.actorID("speaker", s.Speaker)
	v.many("conduit", s.Conduit, "actor")
	v.one("evidence", s.Evidence, "evidence")
	for i, d := range s.DerivedFrom {
		v.one(fmt.Sprintf("derived_from[%d].statement", i), d.Statement, "statement")
	}
	v.many("premises", s.Premises, "claim")
}

func (v *validator) claim(c *record.Claim) {
	v.begin("claim", c.ID, "")
	v.many("adverse_to", c.AdverseTo, "actor")
	if c.Established != nil {
		v.member("established.by", c.Established.By)
	}
	v.many("requires", c.Requires, "claim")
	v.self("requires", c.Requires...)
	v.many("excludes", c.Excludes, "claim")
	v.self("excludes", c.Excludes...)
	v.one("part_of", c.PartOf, "claim")
	v.self("part_of", c.PartOf)
	v.many("before", c.Before, "claim")
	v.self("before", c.Before...)
}

func (v *validator) answer(hint string, a *record.HintAnswer) {
	v.begin("hint", record.ID(hint), "")
	for i, id := range a.About {
		kind := "statement"
		if v.c.Evidence[id] != nil {
			kind = "evidence"
		}
		v.one(fmt.Sprintf("about[%d]", i), id, kind)
	}
	v.member("by", a.By)
}

func (v *validator) request(r *record.Request) {
	v.begin("request", r.ID, "")
	v.actorID("to", r.To)
	v.many("claims", r.Claims, "claim")
	v.one("reply", r.Reply, "statement")
}

func (v *validator) roll(r *record.Roll) {
	v.begin("roll", r.ID, "")
	v.one("evidence", r.Evidence, "evidence")
	v.many("held_by", r.HeldBy, "actor")
	for i, e := range r.Entries {
		v.actorID(fmt.Sprintf("entries[%d].actor", i), e.Actor)
	}
}

func (v *validator) matter(m *record.Matter) {
	v.begin("matter", m.ID, "")
	v.many("for", m.For, "actor")
	v.actorID("authority", m.Authority)
	for i, s := range m.Steps {
		v.one(fmt.Sprintf("steps[%d].evidence", i), s.Evidence, "evidence")
	}
}

func sortedLinks(c *record.Casefile) []record.LinkKey {
	keys := make([]record.LinkKey, 0, len(c.Links))
	for k := range c.Links {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b record.LinkKey) int {
		return cmp.Or(cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Claim, b.Claim))
	})
	return keys
}

func sortedPairs(c *record.Casefile) []record.PairKey {
	keys := make([]record.PairKey, 0, len(c.Dependence))
	for k := range c.Dependence {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b record.PairKey) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return keys
}
