package corroborate

import (
	"cmp"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// backs are the ways through an index against its direction, which only changes
// need: from what is changed to what rests on it.
type backs struct {
	sts, items *register
	actorAs    []*record.Actor // by number; nil where there is no entry
	itemAs     []*record.Evidence

	spoken     table             // actor -> statements in which he speaks or passes on; may repeat
	carried    table             // item -> statements
	bears      table             // statement -> claims that it is linked to, unless as context
	aside      map[int32][]int32 // claim -> statements whose value makes context of the link
	party      map[int32][]int32 // actor -> claims adverse to him
	requiredBy map[int32][]int32 // claim -> claims
	premiseOf  map[int32][]int32 // claim -> inferences

	tied, dependent map[int32][]int32  // actor -> actors, both ways
	selves          map[int32][]int32  // actor who names a class -> its members, where there are several
	hashes, groups  map[string][]int32 // items
	same            map[int32][]int32  // item that names copies -> all of them, where there are several
	wanted          map[record.ID]bool // named by somebody and not there
	ends            ends
}

func newBacks(x *index, n *numbered) backs {
	b := backs{
		sts: n.stNo, items: n.itemNo,
		carried: newTable(len(x.copies.ids), nil, nil), bears: newTable(len(x.stID), nil, nil),
		aside: map[int32][]int32{}, party: map[int32][]int32{}, requiredBy: map[int32][]int32{}, premiseOf: map[int32][]int32{},
		tied: map[int32][]int32{}, dependent: map[int32][]int32{},
		hashes: map[string][]int32{}, groups: map[string][]int32{}, wanted: map[record.ID]bool{},
	}
	b.indexStatements(x, n)
	for _, p := range n.adverse {
		b.party[p[1]] = append(b.party[p[1]], p[0])
	}
	for _, p := range n.requires {
		b.requiredBy[p[1]] = append(b.requiredBy[p[1]], p[0])
	}
	for _, p := range n.premises {
		b.premiseOf[p[1]] = append(b.premiseOf[p[1]], p[0])
	}
	b.actorAs = make([]*record.Actor, len(x.actors.ids))
	for a, id := range x.actors.ids {
		b.actorAs[a] = x.c.Actors[id]
	}
	bind := func(m map[int32][]int32, pairs []two) {
		for _, p := range pairs {
			m[p[0]], m[p[1]] = append(m[p[0]], p[1]), append(m[p[1]], p[0])
		}
	}
	bind(b.tied, n.tied)
	bind(b.dependent, n.dependent)
	b.selves, b.same = members(x.actors.class), members(x.copies.of)
	b.indexEvidence(x)
	b.indexWanted(x)
	return b
}

func (b *backs) indexStatements(x *index, n *numbered) {
	var items, of []int32
	for s, item := range x.item {
		if item >= 0 {
			items, of = append(items, item), append(of, int32(s))
		}
	}
	b.carried = newTable(len(x.copies.ids), items, of)
	who, said := slices.Clone(x.speaker), make([]int32, len(x.speaker), len(x.speaker)+len(n.conduits))
	for s := range said {
		said[s] = int32(s)
	}
	for _, p := range n.conduits {
		who, said = append(who, p[1]), append(said, p[0])
	}
	b.spoken = newTable(len(x.actors.ids), who, said)
	links := make([]two, 0, len(n.links))
	for _, l := range n.links {
		links = append(links, two{l.st, l.claim})
	}
	b.bears = pairTable(len(x.stID), links)
}

func (b *backs) indexEvidence(x *index) {
	b.itemAs = make([]*record.Evidence, len(x.copies.ids))
	for i, id := range x.copies.ids {
		e := x.c.Evidence[id]
		b.itemAs[i] = e
		if e.Original != nil && e.Original.SHA256 != "" {
			b.hashes[e.Original.SHA256] = append(b.hashes[e.Original.SHA256], int32(i))
		}
		if e.NearDupGroup != "" {
			b.groups[e.NearDupGroup] = append(b.groups[e.NearDupGroup], int32(i))
		}
		if at, ok := e.Embargo.Ends(); ok && !at.IsZero() {
			b.ends = append(b.ends, end{at, int32(i)})
		}
	}
	slices.SortFunc(b.ends, compareEnds)
}

// indexWanted notes the ids that records name and nobody has.
func (b *backs) indexWanted(x *index) {
	for _, s := range x.st {
		b.wantStatement(x.c, s)
	}
	for _, cl := range x.claims {
		b.wantClaim(x.c, cl)
	}
	for k, l := range x.c.Links {
		cl, s := x.c.Claims[k.Claim], x.c.Statements[k.Statement]
		b.want(k.Claim, cl != nil)
		b.want(k.Statement, s != nil)
		if l.Value != nil && cl != nil && s != nil && tieOf(cl, l) == tieNone {
			no := b.sts.find(k.Statement)
			b.aside[x.claimNo[k.Claim]] = append(b.aside[x.claimNo[k.Claim]], no)
		}
	}
}

func (b *backs) want(id record.ID, there bool) {
	if !there {
		b.wanted[id] = true
	}
}

func (b *backs) wantStatement(c *record.Casefile, s *record.Statement) {
	b.want(s.Evidence, c.Evidence[s.Evidence] != nil)
	for _, d := range s.DerivedFrom {
		b.want(d.Statement, c.Statements[d.Statement] != nil)
	}
	for _, p := range s.Premises {
		b.want(p, c.Claims[p] != nil)
	}
}

func (b *backs) wantClaim(c *record.Casefile, cl *record.Claim) {
	for _, ids := range [][]record.ID{cl.Requires, cl.Excludes} {
		for _, id := range ids {
			b.want(id, c.Claims[id] != nil)
		}
	}
}

// members lists the sets of more than one.
func members(p *partition) map[int32][]int32 {
	out := map[int32][]int32{}
	for i, up := range p.up {
		if up != int32(i) {
			out[up] = append(out[up], int32(i))
		}
	}
	for up := range out {
		out[up] = append(out[up], up)
	}
	return out
}

// ends is when embargoes end, in order of time.
type ends []end

type end struct {
	at   time.Time
	item int32
}

func compareEnds(a, b end) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.item, b.item)) }

func (e *ends) put(item int32, embargo record.Time) {
	if at, ok := embargo.Ends(); ok && !at.IsZero() {
		i, _ := slices.BinarySearchFunc(*e, end{at, item}, compareEnds)
		*e = slices.Insert(*e, i, end{at, item})
	}
}

func (e *ends) remove(item int32, embargo record.Time) {
	if at, ok := embargo.Ends(); ok && !at.IsZero() {
		if i, found := slices.BinarySearchFunc(*e, end{at, item}, compareEnds); found {
			*e = slices.Delete(*e, i, i+1)
		}
	}
}

// between gives the embargoes that run at one of two moments and not at the other.
func (e ends) between(a, b time.Time) ends {
	if b.Before(a) {
		a, b = b, a
	}
	from, _ := slices.BinarySearchFunc(e, a, endsAfter)
	to, _ := slices.BinarySearchFunc(e, b, endsAfter)
	return e[from:to]
}

func (e ends) after(now time.Time) (at time.Time, ok bool) {
	if i, _ := slices.BinarySearchFunc(e, now, endsAfter); i < len(e) {
		return e[i].at, true
	}
	return time.Time{}, false
}

// endsAfter finds the first embargo that runs at a moment, which is until just
// before its end.
func endsAfter(e end, now time.Time) int {
	if e.at.After(now) {
		return 1
	}
	return -1
}
