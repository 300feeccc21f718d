package corroborate

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
// and wherever an order shows in a result it is made from ids. Once made it is
// only read. Looking up an id is what costs most on a large casefile, so each
// mention of one is looked up once.
type index struct {
	c      *record.Casefile
	actors *actors
	copies *copies

	st      []*record.Statement
	kind    []kind
	active  []uint8           // statement -> views as bits in which it is active
	speaker []int32           // statement -> actor
	via     table             // statement -> classes of its conduits, the desk aside; may repeat
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

func newIndex(c *record.Casefile, now time.Time) *index {
	x := &index{c: c}
	var named beside
	named.Go(func() { x.actors, x.copies = newActors(c), newCopies(c, now) })
	x.claimNo = make(map[record.ID]int32, len(c.Claims))
	x.claims = make([]*record.Claim, 0, len(c.Claims))
	for id, cl := range c.Claims {
		x.claimNo[id] = int32(len(x.claims))
		x.claims = append(x.claims, cl)
	}
	no := x.numberStatements()
	x.indexLinks(no)
	to := x.renumber()
	named.Wait()
	items := x.indexStatements()
	var derived beside
	derived.Go(func() { x.indexDerivations(no, to) })
	x.actors.classify(c)
	x.addLabels(items)
	derived.Wait()
	x.indexClaims()
	return x
}

func (x *index) numberStatements() map[record.ID]int32 {
	no := make(map[record.ID]int32, len(x.c.Statements))
	x.st = make([]*record.Statement, 0, len(x.c.Statements))
	for id, s := range x.c.Statements {
		no[id] = int32(len(x.st))
		x.st = append(x.st, s)
	}
	return no
}

// renumber gives the statements of a claim numbers side by side, so that what
// belongs together lies together in memory, and returns old number -> new.
func (x *index) renumber() []int32 {
	to := resized(nil, len(x.st), -1)
	st := make([]*record.Statement, 0, len(x.st))
	number := func(s int32) int32 {
		if to[s] < 0 {
			to[s] = int32(len(st))
			st = append(st, x.st[s])
		}
		return to[s]
	}
	for cl := range int32(len(x.claims)) {
		for _, row := range [][]int32{x.supports.row(cl), x.disputes.row(cl)} {
			for i, s := range row {
				row[i] = number(s)
			}
		}
		for i, d := range x.denies[cl] {
			x.denies[cl][i].st = number(d.st)
		}
	}
	for s := range x.st {
		number(int32(s))
	}
	x.st = st
	return to
}

// indexStatements notes what each statement is and numbers whom it names; items
// are the numbers of their evidence, -1 where there is none.
func (x *index) indexStatements() (items []int32) {
	n := len(x.st)
	x.kind, x.active, x.speaker, items = make([]kind, n), make([]uint8, n), make([]int32, n), make([]int32, n)
	x.via.at = make([]int32, n+1)
	x.premise = map[int32][]int32{}
	for i, s := range x.st {
		x.kind[i] = x.kindOf(int32(i), s)
		x.speaker[i] = x.actors.number(s.Speaker) // ids without an entry still speak for themselves
		items[i] = -1
		if item, ok := x.copies.no[s.Evidence]; ok {
			items[i] = item
			x.active[i] = admitted(s, x.actors.trait[x.speaker[i]], x.copies.views[item])
		}
		for _, via := range s.Conduit {
			a := x.actors.number(via)
			if via != record.Desk {
				x.via.cell = append(x.via.cell, a)
			}
		}
		x.via.at[i+1] = int32(len(x.via.cell))
	}
	return items
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

func (x *index) indexDerivations(no map[record.ID]int32, to []int32) {
	relays := 0
	for _, k := range x.kind {
		if k == relay {
			relays++
		}
	}
	child, parent := make([]int32, 0, relays), make([]int32, 0, relays)
	for i, s := range x.st {
		if x.kind[i] != relay {
			continue
		}
		first := len(parent)
		for _, d := range s.DerivedFrom {
			if p, ok := no[d.Statement]; ok && !slices.Contains(parent[first:], to[p]) {
				child, parent = append(child, int32(i)), append(parent, to[p])
			}
		}
	}
	x.parents = newTable(len(x.st), child, parent)
	x.childs = newTable(len(x.st), parent, child)
}

// compareStatements orders statements by their ids.
func (x *index) compareStatements(a, b int32) int {
	return strings.Compare(string(x.st[a].ID), string(x.st[b].ID))
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
	sup[0], sup[1] = make([]int32, 0, len(x.c.Links)), make([]int32, 0, len(x.c.Links))
	for k, l := range x.c.Links {
		cl, ok := x.claimNo[k.Claim]
		s, ok2 := no[k.Statement]
		if !ok || !ok2 {
			continue
		}
		switch StanceOf(x.claims[cl], l) {
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

// selfOf gives the self-class of a statement's speaker.
func (x *index) selfOf(s int32) int32 { return x.actors.self.find(x.speaker[s]) }
