package corroborate

import (
	"cmp"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// kind is what a statement can be at the end of a chain.
type kind uint8

const (
	relay     kind = iota // has derived_from, whatever its basis
	firsthand             // a root that counts
	untraced              // a root that counts for S_max alone
	inferred              // a root that counts when its premises do
	rootless              // a position, an inference without warrant
)

// index holds the casefile as numbers: records are numbered in no order at all,
// and wherever an order shows in a result it is made from ids.
type index struct {
	c      *record.Casefile
	actors *actors
	copies *copies

	st      []*record.Statement
	kind    []kind
	parents table             // statement -> statements it derives from
	childs  table             // the reverse
	labels  table             // statement -> labels: copies, speaker, conduits; towards the desk
	premise map[int32][]int32 // inference -> claims; a premise that is missing makes it rootless

	claimNo  map[record.ID]int32
	claims   []*record.Claim
	supports table // claim -> statements that support it
	disputes table
	denies   map[int32][]denial
	requires [][]int32
	opposed  map[int32][]int32 // claim -> claims it excludes or that exclude it
}

type denial struct {
	st      int32
	accepts bool
}

func newIndex(c *record.Casefile) *index {
	x := &index{c: c, actors: newActors(c), copies: newCopies(c)}
	x.claimNo = make(map[record.ID]int32, len(c.Claims))
	for id, cl := range c.Claims {
		x.claimNo[id] = int32(len(x.claims))
		x.claims = append(x.claims, cl)
	}
	no := x.indexStatements()
	x.indexClaims()
	x.indexLinks(no)
	return x
}

func (x *index) indexStatements() map[record.ID]int32 {
	n := len(x.c.Statements)
	no := make(map[record.ID]int32, n)
	x.st = make([]*record.Statement, 0, n)
	for id, s := range x.c.Statements {
		no[id] = int32(len(x.st))
		x.st = append(x.st, s)
	}
	x.kind = make([]kind, n)
	x.premise = map[int32][]int32{}
	ignore := x.c.Policy.WithDefaults().Conduits == record.ConduitsIgnore
	var child, parent []int32
	x.labels.at = make([]int32, n+1)
	for i, s := range x.st {
		x.kind[i] = x.kindOf(int32(i), s)
		for j, d := range s.DerivedFrom {
			p, ok := no[d.Statement]
			if ok && !slices.ContainsFunc(s.DerivedFrom[:j], func(e record.Derivation) bool { return e.Statement == d.Statement }) {
				child, parent = append(child, int32(i)), append(parent, p)
			}
		}
		x.addLabels(s, ignore)
		x.labels.at[i+1] = int32(len(x.labels.cell))
	}
	x.parents = newTable(n, child, parent)
	x.childs = newTable(n, parent, child)
	return no
}

// kindOf classifies a statement and notes an inference's premises.
func (x *index) kindOf(i int32, s *record.Statement) kind {
	switch {
	case len(s.DerivedFrom) > 0:
		return relay
	case s.Basis.Firsthand():
		return firsthand
	case s.Basis == record.Hearsay:
		return untraced
	case s.Basis != record.Inference || s.Warrant == "":
		return rootless
	}
	var premises []int32
	for _, id := range s.Premises {
		p, ok := x.claimNo[id]
		if !ok {
			return rootless
		}
		if !slices.Contains(premises, p) {
			premises = append(premises, p)
		}
	}
	slices.SortFunc(premises, func(a, b int32) int { return cmp.Compare(x.claims[a].ID, x.claims[b].ID) })
	x.premise[i] = premises
	return inferred
}

// addLabels appends label(s). The order, from the origin towards the desk, is
// what makes the cut prefer people to copies and conduits to speakers.
func (x *index) addLabels(s *record.Statement, ignoreConduits bool) {
	start := len(x.labels.cell)
	if !s.Basis.Witness() {
		if e, ok := x.copies.no[s.Evidence]; ok {
			x.labels.cell = append(x.labels.cell, int32(len(x.actors.ids))+x.copies.of.find(e))
		}
	}
	speaker := x.actors.class.find(x.actors.no[s.Speaker])
	x.labels.cell = append(x.labels.cell, speaker)
	if ignoreConduits {
		return
	}
	own := len(x.labels.cell)
	for _, l := range x.conduits(s) {
		if !slices.Contains(x.labels.cell[start:], l) {
			x.labels.cell = append(x.labels.cell, l)
		}
	}
	slices.SortFunc(x.labels.cell[own:], func(a, b int32) int { return cmp.Compare(x.actors.ids[a], x.actors.ids[b]) })
}

// conduits gives the classes through which a statement reached the desk.
func (x *index) conduits(s *record.Statement) []int32 {
	var out []int32
	for _, via := range s.Conduit {
		if via != record.Desk {
			out = append(out, x.actors.class.find(x.actors.no[via]))
		}
	}
	return out
}

// labelName names a class by its smallest actor id, copies by their smallest
// evidence id.
func (x *index) labelName(l int32) string {
	if n := int32(len(x.actors.ids)); l >= n {
		return "copies:" + string(x.copies.ids[l-n])
	}
	return string(x.actors.ids[l])
}

func (x *index) indexClaims() {
	x.requires = make([][]int32, len(x.claims))
	x.opposed = map[int32][]int32{}
	for i, cl := range x.claims {
		for _, id := range cl.Requires {
			if r, ok := x.claimNo[id]; ok {
				x.requires[i] = append(x.requires[i], r)
			}
		}
		for _, id := range cl.Excludes {
			if o, ok := x.claimNo[id]; ok {
				x.opposed[int32(i)] = append(x.opposed[int32(i)], o)
				x.opposed[o] = append(x.opposed[o], int32(i))
			}
		}
	}
}

func (x *index) indexLinks(no map[record.ID]int32) {
	x.denies = map[int32][]denial{}
	var sup, dis [2][]int32
	for k, l := range x.c.Links {
		cl, ok := x.claimNo[k.Claim]
		s, ok2 := no[k.Statement]
		if !ok || !ok2 {
			continue
		}
		switch stanceOf(x.claims[cl], l) {
		case record.Supports:
			sup[0], sup[1] = append(sup[0], cl), append(sup[1], s)
		case record.Disputes:
			dis[0], dis[1] = append(dis[0], cl), append(dis[1], s)
		case record.Denies:
			x.denies[cl] = append(x.denies[cl], denial{s, l.Denial == record.DenialAccepts})
		}
	}
	x.supports = newTable(len(x.claims), sup[0], sup[1])
	x.disputes = newTable(len(x.claims), dis[0], dis[1])
}

// counts reports whether a claim's own support enters its S: always, but for a
// claim with conjuncts that has no supporting link in any state or view.
func (x *index) counts(cl int32) bool {
	return len(x.requires[cl]) == 0 || len(x.supports.row(cl)) > 0
}
