package reckon

import (
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// A network holds every moment that the records name and every order in which
// they say that two moments came. It is a simple temporal network (Dechter, Meiri
// and Pearl, "Temporal constraint networks", Artificial Intelligence 49, 1991):
// each order bounds the difference of two moments, each time bounds the difference
// of a moment and the calendar's origin, and records contradict each other just
// where a cycle of such bounds is negative.
type network struct {
	points []point
	orders []order
	in     [][]int32 // point -> the orders that end there
	out    [][]int32 // point -> the orders that begin there
}

// A point is a moment of one record.
type point struct {
	id   record.ID
	kind string // "claim", "statement" or "evidence"
	what string // what happened then: "", "said", "created" or "acquired"
	time record.Time
	ring int // the cycle of orders that it is part of, from 1; 0 = none
}

// An order says that `to` came no earlier than `from`, give or take a tolerance.
type order struct {
	from, to int32
	slack    time.Duration
	how      *relation
}

// A relation is one reason for an order, with the finding where two times clash
// in it directly.
type relation struct {
	rule  string
	level record.Level
	hint  string
	joins string                           // the words between the two in a longer chain
	says  func(first, second point) string // the message
	ids   func(first, second point) []record.ID
}

// network reads the orders that the records give.
func (r *reckoner) network() *network {
	n := &network{}
	add := func(p point) int32 {
		n.points = append(n.points, p)
		return int32(len(n.points) - 1)
	}
	join := func(from, to int32, slack time.Duration, how *relation) {
		n.orders = append(n.orders, order{from, to, slack, how})
	}
	claims := map[record.ID]int32{}
	for _, id := range r.claimIDs {
		claims[id] = add(point{id: id, kind: "claim", time: r.c.Claims[id].Time})
	}
	for _, id := range r.claimIDs {
		for _, later := range sorted(r.c.Claims[id].Before) {
			if to, ok := claims[later]; ok && later != id {
				join(claims[id], to, 0, liesBefore)
			}
		}
	}
	created, acquired := map[record.ID]int32{}, map[record.ID]int32{}
	for _, id := range record.SortedKeys(r.c.Evidence) {
		e := r.c.Evidence[id]
		if !e.State.IsActive() {
			continue
		}
		if e.Created != "" {
			created[id] = add(point{id: id, kind: "evidence", what: "created", time: e.Created})
		}
		if e.AcquiredAt != "" {
			acquired[id] = add(point{id: id, kind: "evidence", what: "acquired", time: e.AcquiredAt})
		}
		if e.Created != "" && e.AcquiredAt != "" {
			join(created[id], acquired[id], 0, wasAcquired)
		}
	}
	said := map[record.ID]int32{}
	for _, id := range r.statementIDs {
		if r.stands(id) {
			said[id] = add(point{id: id, kind: "statement", what: "said", time: r.c.Statements[id].SaidAt})
		}
	}
	for _, id := range r.statementIDs {
		at, ok := said[id]
		if !ok {
			continue
		}
		s := r.c.Statements[id]
		for _, d := range s.DerivedFrom {
			if origin, ok := said[d.Statement]; ok && d.How != "same-recording" && d.Statement != id {
				join(origin, at, 0, isRelayed)
			}
		}
		if to, ok := created[s.Evidence]; ok && settled(r.c.Evidence[s.Evidence].Kind) {
			join(at, to, day, standsIn)
		}
		if to, ok := acquired[s.Evidence]; ok {
			join(at, to, 0, isHeld)
		}
		if s.Basis.Witness() && len(s.DerivedFrom) == 0 {
			for _, l := range r.ofStatement[id] {
				if from, ok := claims[l.Claim]; ok && l.Stance == record.Supports {
					join(from, at, 0, isTold)
				}
			}
		}
	}
	n.connect()
	return n
}

// settled reports kinds of evidence that grow no more once they are made. A page,
// a data set or a thread of messages may.
func settled(k record.EvidenceKind) bool {
	return k == "letter" || k == "interview" || k == "statement" || k == "report"
}

func (n *network) connect() {
	n.in, n.out = make([][]int32, len(n.points)), make([][]int32, len(n.points))
	for i, o := range n.orders {
		n.in[o.to] = append(n.in[o.to], int32(i))
		n.out[o.from] = append(n.out[o.from], int32(i))
	}
}

// timed reports whether the orders could clash in bare dates, and in instants.
func (n *network) timed() (bare, instants bool) {
	for _, p := range n.points {
		if s, ok := p.time.Span(); ok {
			bare, instants = bare || !s.Instant, instants || s.Instant
		}
	}
	return bare, instants
}
