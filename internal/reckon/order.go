package reckon

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// dates finds the records whose times no calendar can satisfy. A cycle of orders
// alone is a finding of its own (before-cycle, derivation-cycle); every other
// negative cycle begins at the earliest that one moment can be, follows the orders
// and ends at the latest that another can be, so one pass in the order of the
// orders finds them all, in time linear in the records.
func (r *reckoner) dates() {
	n := r.network()
	for _, p := range n.points {
		r.when(p.time)
	}
	n.rings(r)
	bare, instants := false, false
	for _, m := range r.times {
		bare, instants = bare || (m.ok && !m.span.Instant), instants || (m.ok && m.span.Instant)
	}
	if bare {
		r.solve(n, false)
	}
	if instants {
		r.solve(n, true)
	}
}

// rings marks the points of each cycle of orders. Both kinds of cycle lie within
// one kind of record: nothing leads from evidence back to a statement, nor from a
// statement back to a claim.
func (n *network) rings(r *reckoner) {
	ring := map[record.ID]int{}
	for k, group := range slices.Concat(r.befores, r.derivations) {
		for _, id := range group {
			ring[id] = k + 1
		}
	}
	if len(ring) == 0 {
		return
	}
	for i, p := range n.points {
		if p.kind != "evidence" {
			n.points[i].ring = ring[p.id]
		}
	}
}

// inRing reports an order that is part of a cycle of orders.
func (n *network) inRing(o order) bool {
	ring := n.points[o.from].ring
	return ring > 0 && ring == n.points[o.to].ring
}

// A reach is the earliest that a point can be, for a reason that may lie far back.
type reach struct {
	at   int64
	hops int32
	via  int32 // the last order on the way; -1 = the point's own time
	from int32 // where the way begins
}

// better prefers the later time, then the shorter way.
func (a reach) better(b reach) bool { return a.at > b.at || (a.at == b.at && a.hops < b.hops) }

// solve passes the earliest times on along the orders and reports where one lies
// at or after the latest time of the point that it reaches. What follows a point
// in contradiction starts from its own time again, for it would only repeat it.
func (r *reckoner) solve(n *network, instants bool) {
	at := make([]limits, len(n.points))
	best := make([]reach, len(n.points))
	told := make([]bool, len(n.points))
	for v, p := range n.points {
		at[v] = r.limits(p.time, instants)
		best[v] = reach{at: at[v].from, via: -1, from: int32(v)}
	}
	for _, o := range n.orders { // each pair of times by itself
		if at[o.from].from-o.slack.Microseconds() >= at[o.to].to {
			told[o.to] = true
			a, b := n.points[o.from], n.points[o.to]
			r.add(o.how.rule, o.how.level, o.how.says(a, b), o.how.hint, o.how.ids(a, b)...)
		}
	}
	s := &search{n: n, at: at, told: told, seen: make([]int32, len(n.points)), back: make([]int32, len(n.points)), budget: 4_000_000}
	for _, v := range n.sequence() {
		for _, k := range n.in[v] {
			o := n.orders[k]
			if n.inRing(o) || best[o.from].at == always {
				continue
			}
			if c := (reach{best[o.from].at - o.slack.Microseconds(), best[o.from].hops + 1, k, best[o.from].from}); c.better(best[v]) {
				best[v] = c
			}
		}
		if !told[v] && best[v].at >= at[v].to && best[v].via >= 0 {
			told[v] = true
			if way := s.shortest(v); way != nil {
				r.chain(n, way[0].from, way, 0)
			} else {
				r.chain(n, best[v].from, n.lastOf(v, best), int(best[v].hops))
			}
		}
		if told[v] {
			best[v] = reach{at: at[v].from, via: -1, from: v}
		}
	}
}

// sequence gives the points so that every order outside a ring points onwards.
func (n *network) sequence() []int32 {
	waits := make([]int32, len(n.points))
	for _, o := range n.orders {
		if !n.inRing(o) {
			waits[o.to]++
		}
	}
	todo := make([]int32, 0, len(n.points))
	for v := range n.points {
		if waits[v] == 0 {
			todo = append(todo, int32(v))
		}
	}
	for i := 0; i < len(todo); i++ {
		for _, k := range n.out[todo[i]] {
			if o := n.orders[k]; !n.inRing(o) {
				if waits[o.to]--; waits[o.to] == 0 {
					todo = append(todo, o.to)
				}
			}
		}
	}
	return todo
}

// A search looks back from a contradiction for its shortest reason.
type search struct {
	n      *network
	at     []limits
	told   []bool
	seen   []int32 // the round in which a point was met
	back   []int32 // the order by which it was met
	round  int32
	budget int // steps left for all rounds
}

// shortest gives the orders from a moment whose own time is too late to v, as few
// as can be: breadth first, backwards. It is nil once the budget is spent.
func (s *search) shortest(v int32) []order {
	type step struct {
		at    int32
		slack int64
	}
	s.round++
	s.seen[v] = s.round
	for todo := []step{{v, 0}}; len(todo) > 0 && s.budget > 0; todo = todo[1:] {
		here := todo[0]
		for _, k := range s.n.in[here.at] {
			s.budget--
			o := s.n.orders[k]
			if s.n.inRing(o) || s.seen[o.from] == s.round {
				continue
			}
			s.seen[o.from], s.back[o.from] = s.round, k
			slack := here.slack + o.slack.Microseconds()
			if s.at[o.from].from-slack >= s.at[v].to {
				var out []order
				for u := o.from; u != v; u = out[len(out)-1].to {
					out = append(out, s.n.orders[s.back[u]])
				}
				return out
			}
			if !s.told[o.from] {
				todo = append(todo, step{o.from, slack})
			}
		}
	}
	return nil
}

// lastOf gives the last orders of the way that the pass found, where the search for
// a shorter one was given up.
func (n *network) lastOf(v int32, best []reach) []order {
	var out []order
	for u := v; best[u].via >= 0 && len(out) < mostNamed; u = out[len(out)-1].from {
		out = append(out, n.orders[best[u].via])
	}
	slices.Reverse(out)
	return out
}

// chain tells a contradiction by way of others, record for record. Of a very long
// one it gives both ends. Of a way of so many hops the last orders may be all that
// there is; 0 = all are given.
func (r *reckoner) chain(n *network, from int32, orders []order, hops int) {
	first, last := n.points[from], n.points[orders[len(orders)-1].to]
	var b strings.Builder
	b.WriteString(first.name())
	ids := []record.ID{first.id}
	level := record.LevelError
	if left := hops - len(orders); left > 0 {
		fmt.Fprintf(&b, ", over %d more,", left)
	}
	for i, o := range orders {
		if o.how.level == record.LevelWarning {
			level = record.LevelWarning
		}
		if left := len(orders) - mostNamed; left > 0 && i >= mostNamed/2 && i < len(orders)-mostNamed/2 {
			if i == mostNamed/2 {
				fmt.Fprintf(&b, ", and so on over %d more,", left)
			}
			continue
		}
		p := n.points[o.to]
		if i > 0 {
			b.WriteString(", which")
		}
		fmt.Fprintf(&b, " %s %s", o.how.joins, p.name())
		if !slices.Contains(ids, p.id) {
			ids = append(ids, p.id)
		}
	}
	fmt.Fprintf(&b, "; but %s comes after %s", first.time, last.time)
	r.add("dates-clash", level, b.String(),
		"check these dates against their evidence: one of them is wrong, or one of the records does not belong in this order", ids...)
}
