package reckon

import (
	"slices"
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
	// The points of claims come first and in their order, so that both have one number.
	for i, id := range r.claimIDs {
		add(point{id: id, kind: "claim", time: r.claims[i].Time})
	}
	for i, cl := range r.claims {
		for _, later := range sorted(cl.Before) {
			if to, ok := r.claimAt[later]; ok && to != int32(i) {
				join(int32(i), to, 0, liesBefore)
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
	said := int32(len(n.points)) // the statements' points follow, also of those that do not stand
	for i, id := range r.statementIDs {
		p := point{id: id, kind: "statement", what: "said"}
		if s := r.statements[i]; s != nil {
			p.time = s.SaidAt
		}
		add(p)
	}
	for i, s := range r.statements {
		if s == nil {
			continue
		}
		at := said + int32(i)
		for _, d := range s.DerivedFrom {
			if o, k := r.standing(d.Statement); o != nil && d.How != "same-recording" && k != int32(i) {
				join(said+k, at, 0, isRelayed)
			}
		}
		if to, ok := created[s.Evidence]; ok && settled(r.c.Evidence[s.Evidence].Kind) {
			join(at, to, day, standsIn)
		}
		if to, ok := acquired[s.Evidence]; ok {
			join(at, to, 0, isHeld)
		}
	}
	for i, backing := range r.backing {
		for _, l := range backing {
			if l.Stance == record.Supports && l.s.Basis.Witness() && len(l.s.DerivedFrom) == 0 {
				join(int32(i), said+l.at, 0, isTold)
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

// connect lists the orders at each point.
func (n *network) connect() {
	list := func(end func(order) int32) [][]int32 {
		start := make([]int32, len(n.points)+1)
		for _, o := range n.orders {
			start[end(o)+1]++
		}
		for i := range n.points {
			start[i+1] += start[i]
		}
		flat, next := make([]int32, len(n.orders)), slices.Clone(start)
		for k, o := range n.orders {
			flat[next[end(o)]] = int32(k)
			next[end(o)]++
		}
		rows := make([][]int32, len(n.points))
		for i := range rows {
			rows[i] = flat[start[i]:start[i+1]]
		}
		return rows
	}
	n.in = list(func(o order) int32 { return o.to })
	n.out = list(func(o order) int32 { return o.from })
}
