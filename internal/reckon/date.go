package reckon

import (
	"fmt"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// wide is a span as the checks see it: widened by all that the record leaves open,
// so that what still clashes clashes for certain.
func wide(t record.Time) (record.Span, bool) {
	s, ok := t.Span()
	if !ok {
		return s, false
	}
	if s.Approximate { // "about 2014" may well be the year before or after
		by := 365 * 24 * time.Hour
		if !s.From.IsZero() && !s.To.IsZero() {
			by = s.To.Sub(s.From)
		}
		if !s.From.IsZero() {
			s.From = s.From.Add(-by)
		}
		if !s.To.IsZero() {
			s.To = s.To.Add(by)
		}
	}
	return s, true
}

// zones is how far a bare date may lie from the same date in UTC.
const zones = 14 * time.Hour

// after reports whether all of a lies after all of b, or begins as b ends. A date
// without a zone is not pressed against an instant.
func after(a, b record.Span) bool {
	if a.From.IsZero() || b.To.IsZero() {
		return false
	}
	slack := time.Duration(0)
	if a.Instant != b.Instant {
		slack = zones
	}
	return !a.From.Before(b.To.Add(slack))
}

// dates holds each claim's `before` against the times of both claims, and against
// all that lies before it at one remove or more.
func (r *reckoner) dates() {
	direct := map[record.ID][]record.ID{} // claim -> claims said to lie before it
	for id, cl := range r.c.Claims {
		for _, later := range cl.Before {
			if r.c.Claims[later] != nil && later != id && !slices.Contains(direct[later], id) {
				direct[later] = append(direct[later], id)
			}
		}
	}
	told := map[record.ID]bool{}
	for later, earlier := range direct {
		slices.Sort(earlier)
		for _, e := range earlier {
			if r.clash(e, later, "") {
				told[later] = true
			}
		}
	}
	r.removed(direct, told)
}

// clash reports a pair in which what should come first comes after.
func (r *reckoner) clash(first, second record.ID, how string) bool {
	a, b := r.c.Claims[first], r.c.Claims[second]
	sa, okA := wide(a.Time)
	sb, okB := wide(b.Time)
	if !okA || !okB || !after(sa, sb) {
		return false
	}
	r.add("dates-clash", record.LevelError,
		fmt.Sprintf("claim %s (%s) should lie before claim %s (%s)%s, but comes after it", first, a.Time, second, b.Time, how),
		"check both times against their evidence and correct the one that is wrong, or remove the before", first, second)
	return true
}

// removed compares each claim with the latest of all that lies before it: one
// pass in the order of the befores. Cycles are a finding of their own.
func (r *reckoner) removed(direct map[record.ID][]record.ID, told map[record.ID]bool) {
	waits := map[record.ID]int{}
	var todo []record.ID
	for _, id := range record.SortedKeys(r.c.Claims) {
		if waits[id] = len(direct[id]); waits[id] == 0 {
			todo = append(todo, id)
		}
	}
	latest := map[record.ID]record.ID{} // claim -> the claim before it that begins last
	begins := func(id record.ID) (time.Time, bool) {
		cl := r.c.Claims[id]
		if cl == nil {
			return time.Time{}, false
		}
		s, ok := wide(cl.Time)
		return s.From, ok && !s.From.IsZero()
	}
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		for _, e := range direct[id] {
			for _, x := range []record.ID{e, latest[e]} {
				at, ok := begins(x)
				was, have := begins(latest[id])
				if ok && (!have || at.After(was) || (at.Equal(was) && x < latest[id])) {
					latest[id] = x
				}
			}
		}
		if x := latest[id]; x != "" && !told[id] && !slices.Contains(direct[id], x) {
			// What follows a claim that already clashes would say the same again.
			told[id] = r.clash(x, id, " by way of others")
		} else if told[id] {
			delete(latest, id)
		}
		next := slices.Clone(r.c.Claims[id].Before)
		slices.Sort(next)
		for _, later := range slices.Compact(next) {
			if later != id && r.c.Claims[later] != nil {
				if waits[later]--; waits[later] == 0 {
					todo = append(todo, later)
				}
			}
		}
	}
}

// saidAt finds statements made before what they tell of at first hand, and relays
// made before their source.
func (r *reckoner) saidAt() {
	for k, l := range r.c.Links {
		s, cl := r.c.Statements[k.Statement], r.c.Claims[k.Claim]
		if cl == nil || l.Stance != record.Supports || !r.stands(k.Statement) || !s.Basis.Witness() || len(s.DerivedFrom) > 0 {
			continue
		}
		said, ok := wide(s.SaidAt)
		event, ok2 := wide(cl.Time)
		if ok && ok2 && after(event, said) {
			r.add("said-before-event", record.LevelError,
				fmt.Sprintf("statement %s (said %s, basis %s) was made before the time of claim %s (%s), which it supports", s.ID, s.SaidAt, s.Basis, cl.ID, cl.Time),
				"correct said_at or the claim's time; nobody can have lived through what was still to come", s.ID, cl.ID)
		}
	}
	for id, s := range r.c.Statements {
		if !r.stands(id) {
			continue
		}
		said, ok := wide(s.SaidAt)
		for _, d := range s.DerivedFrom {
			if !ok || !r.stands(d.Statement) || d.How == "same-recording" || d.Statement == id {
				continue
			}
			if origin, ok := wide(r.c.Statements[d.Statement].SaidAt); ok && after(origin, said) {
				r.add("relayed-before-said", record.LevelError,
					fmt.Sprintf("statement %s (said %s) is derived from statement %s, which was made later (%s)", id, s.SaidAt, d.Statement, r.c.Statements[d.Statement].SaidAt),
					"correct one of the times, or what the statement is derived from", id, d.Statement)
			}
		}
	}
}
