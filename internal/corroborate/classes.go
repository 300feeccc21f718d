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

// actors numbers every actor that the casefile names, the desk included, and
// holds both equivalences of R1.
type actors struct {
	ids   []record.ID
	no    map[record.ID]int32
	trait []trait
	self  *partition // same_as and speaks_for
	class *partition // self, joined further by dependence notes
}

// trait is what an actor's entry says about publication, as bits.
type trait uint8

const (
	shielded  trait = 1 << iota // protected
	mute                        // protected without consent to publish
	backstage                   // off the record unless a statement has other terms
)

func traitOf(a *record.Actor) (t trait) {
	if a.Protected {
		t |= shielded
	}
	if a.Protected && !consents(a) {
		t |= mute
	}
	if a.Terms == record.OffRecord {
		t |= backstage
	}
	return t
}

// newActors numbers who has an entry or is named outside of statements.
func newActors(c *record.Casefile) *actors {
	n := len(c.Actors) + 1
	a := &actors{no: make(map[record.ID]int32, n), ids: make([]record.ID, 0, n), trait: make([]trait, 0, n)}
	for id, actor := range c.Actors {
		i := a.number(id)
		a.trait[i] = traitOf(actor)
	}
	a.number(record.Desk)
	for _, actor := range c.Actors {
		for _, other := range actor.SameAs {
			a.number(other)
		}
		if actor.SpeaksFor != "" {
			a.number(actor.SpeaksFor)
		}
	}
	for k := range c.Dependence {
		a.number(k.A)
		a.number(k.B)
	}
	for _, cl := range c.Claims {
		for _, b := range cl.AdverseTo {
			a.number(b)
		}
	}
	return a
}

// classify makes the classes once everybody is numbered.
func (a *actors) classify(c *record.Casefile) {
	a.self = newPartition(len(a.ids), func(i int32) record.ID { return a.ids[i] })
	for id, actor := range c.Actors {
		for _, other := range actor.SameAs {
			a.one(c, id, other)
		}
		if actor.SpeaksFor != "" {
			a.one(c, id, actor.SpeaksFor)
		}
	}
	a.class = a.self.clone()
	for k, d := range c.Dependence {
		if d.Verdict == record.Dependent {
			a.class.join(a.no[k.A], a.no[k.B])
		}
	}
	a.self.flatten()
	a.class.flatten()
}

// one joins two actors who are one and the same or speak with one voice. An
// unnamed actor is a class of its own whatever its entry says: nobody can know
// that two unnamed people are one. A dependence note still joins it.
func (a *actors) one(c *record.Casefile, x, y record.ID) {
	if !unnamed(c, x) && !unnamed(c, y) {
		a.self.join(a.no[x], a.no[y])
	}
}

func unnamed(c *record.Casefile, id record.ID) bool {
	a := c.Actors[id]
	return a != nil && a.Type == record.Unnamed
}

func (a *actors) number(id record.ID) int32 {
	n, ok := a.no[id]
	if !ok {
		n = int32(len(a.ids))
		a.no[id] = n
		a.ids, a.trait = append(a.ids, id), append(a.trait, 0)
	}
	return n
}

// copies numbers evidence and joins what has the same hash or stands in the same
// group of near duplicates, whatever its state: a withdrawn copy is still a copy.
type copies struct {
	ids   []record.ID
	no    map[record.ID]int32
	views []uint8 // bits 1<<view in which the item may stand behind a statement
	of    *partition
}

func newCopies(c *record.Casefile, now time.Time) *copies {
	n := len(c.Evidence)
	x := &copies{no: make(map[record.ID]int32, n), ids: make([]record.ID, 0, n), views: make([]uint8, 0, n)}
	items := make([]*record.Evidence, 0, n)
	for id, e := range c.Evidence {
		x.no[id] = int32(len(x.ids))
		x.ids, x.views, items = append(x.ids, id), append(x.views, itemViews(e, now)), append(items, e)
	}
	x.of = newPartition(len(x.ids), func(i int32) record.ID { return x.ids[i] })
	byHash, byGroup := map[string]int32{}, map[string]int32{}
	for i, e := range items {
		if e.Original != nil {
			x.joinFirst(byHash, e.Original.SHA256, int32(i))
		}
		x.joinFirst(byGroup, e.NearDupGroup, int32(i))
	}
	x.of.flatten()
	return x
}

func (x *copies) joinFirst(seen map[string]int32, key string, i int32) {
	if key == "" {
		return
	}
	if first, ok := seen[key]; ok {
		x.of.join(first, i)
		return
	}
	seen[key] = i
}
