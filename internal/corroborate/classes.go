package corroborate

import (
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// partition is a union-find over numbered records. The representative of a set
// is always the member with the smallest id, because that member names the class.
type partition struct {
	up []int32
	id func(int32) record.ID
}

func newPartition(n int, id func(int32) record.ID) *partition {
	p := &partition{up: make([]int32, n), id: id}
	for i := range p.up {
		p.up[i] = int32(i)
	}
	return p
}

func (p *partition) clone() *partition {
	return &partition{up: append([]int32(nil), p.up...), id: p.id}
}

// find gives the representative. It writes nothing, so that many may ask at once.
func (p *partition) find(i int32) int32 {
	for p.up[i] != i {
		i = p.up[i]
	}
	return i
}

// flatten puts every member one step from its representative.
func (p *partition) flatten() {
	for i := range p.up {
		p.up[i] = p.find(int32(i))
	}
}

func (p *partition) join(a, b int32) {
	a, b = p.halve(a), p.halve(b)
	if a == b {
		return
	}
	if p.id(b) < p.id(a) {
		a, b = b, a
	}
	p.up[b] = a
}

// halve finds the representative and shortens the way to it.
func (p *partition) halve(i int32) int32 {
	for p.up[i] != i {
		p.up[i] = p.up[p.up[i]]
		i = p.up[i]
	}
	return i
}

// actors has every actor that the casefile names, and both equivalences of R1.
type actors struct {
	ids   []record.ID
	no    map[record.ID]int32 // where there are records
	trait []traits
	self  *partition // same_as and speaks_for
	class *partition // self, joined further by dependence notes
}

// newActors makes the classes. An unnamed actor is a class of its own whatever its
// entry says: nobody can know that two unnamed people are one. A dependence note
// still joins it.
func newActors(n *numbered) *actors {
	a := &actors{ids: n.actors, trait: n.traits}
	a.self = newPartition(len(a.ids), func(i int32) record.ID { return a.ids[i] })
	for _, p := range n.tied {
		if (a.trait[p[0]]|a.trait[p[1]])&nameless == 0 {
			a.self.join(p[0], p[1])
		}
	}
	a.class = a.self.clone()
	for _, p := range n.dependent {
		a.class.join(p[0], p[1])
	}
	a.self.flatten()
	a.class.flatten()
	return a
}

func unnamed(c *record.Casefile, id record.ID) bool {
	a := c.Actors[id]
	return a != nil && a.Type == record.Unnamed
}

// copies joins evidence that has the same hash or stands in the same group of near
// duplicates, whatever its state: a withdrawn copy is still a copy.
type copies struct {
	ids   []record.ID
	views []uint8 // bits 1<<view in which the item may stand behind a statement
	of    *partition
}

func newCopies(n *numbered, now time.Time) *copies {
	x := &copies{ids: n.items, views: make([]uint8, len(n.items))}
	for i := range x.views {
		x.views[i] = bothViews
	}
	for _, e := range n.embargoes {
		if e.until.RunsAt(now) {
			x.views[e.item] = 1 << desk
		}
	}
	for _, i := range n.withdrawn {
		x.views[i] = 0
	}
	x.of = newPartition(len(x.ids), func(i int32) record.ID { return x.ids[i] })
	for _, p := range n.copies {
		x.of.join(p[0], p[1])
	}
	x.of.flatten()
	return x
}
