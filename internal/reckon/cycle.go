package reckon

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/component"
	"onrecord.dev/onrecord/internal/record"
)

// cycles gives the groups of nodes that lead to each other, or a node that leads
// to itself: each in order, in the order of their first. Most records lead to
// nothing that leads back: what leads nowhere is taken away first, until nothing is
// left but cycles and what leads to them.
func cycles(next [][]int32) [][]int32 {
	ways := make([]int, len(next)) // node -> edges to nodes that are left
	into := make([][]int32, len(next))
	var todo []int32
	for v, to := range next {
		if ways[v] = len(to); len(to) == 0 {
			todo = append(todo, int32(v))
		}
		for _, w := range to {
			into[w] = append(into[w], int32(v))
		}
	}
	for ; len(todo) > 0; todo = todo[1:] {
		for _, v := range into[todo[0]] {
			if ways[v]--; ways[v] == 0 {
				todo = append(todo, v)
			}
		}
	}
	var left []int32
	for v, n := range ways {
		if n > 0 {
			left = append(left, int32(v))
		}
	}
	var out [][]int32
	for _, group := range component.Strong(left, func(v int32) []int32 { return next[v] }) {
		if len(group) > 1 || slices.Contains(next[group[0]], group[0]) {
			slices.Sort(group)
			out = append(out, group)
		}
	}
	slices.SortFunc(out, slices.Compare[[]int32])
	return out
}

// idsAt names the records of numbers.
func idsAt(ids []record.ID, group []int32) []record.ID {
	out := make([]record.ID, len(group))
	for i, v := range group {
		out[i] = ids[v]
	}
	return out
}

// derivationCycles finds statements that rest on each other alone.
func (r *reckoner) derivationCycles() {
	for _, group := range cycles(r.origins()) {
		r.derivations = append(r.derivations, idsAt(r.statementIDs, group))
	}
	for _, group := range r.derivations {
		what := "statements " + names(group) + " are derived from each other, so none of them is an origin"
		if len(group) == 1 {
			what = "statement " + names(group) + " is derived from itself, so it is no origin"
		}
		r.add("derivation-cycle", record.LevelError, what,
			"find out who said it first and remove that statement's derived_from, or withdraw the statement that is wrong",
			group...)
	}
}

// origins gives what each statement that stands is derived from, as far as it stands.
func (r *reckoner) origins() [][]int32 {
	out := make([][]int32, len(r.statements))
	for i, s := range r.statements {
		if s == nil {
			continue
		}
		for _, d := range s.DerivedFrom {
			if o, k := r.standing(d.Statement); o != nil {
				out[i] = append(out[i], k)
			}
		}
	}
	return out
}

// premiseCycles finds claims that are among their own premises, at whatever depth.
// Claims and statements are nodes of one graph, claims first.
func (r *reckoner) premiseCycles() {
	claims := int32(len(r.claims))
	next := append(make([][]int32, claims), r.origins()...)
	for i, s := range r.statements {
		v := claims + int32(i)
		for k, o := range next[v] {
			next[v][k] = o + claims
		}
		if s != nil && len(s.DerivedFrom) == 0 && s.Basis == record.Inference {
			next[v] = r.numbers(s.Premises)
		}
	}
	for i, cl := range r.claims {
		next[i] = r.numbers(cl.Requires)
		for _, l := range r.backing[i] {
			if len(next[claims+l.at]) > 0 && supports(cl, l.Link) {
				next[i] = append(next[i], claims+l.at)
			}
		}
	}
	ids := slices.Concat(r.claimIDs, r.statementIDs)
	for _, numbers := range cycles(next) {
		group := idsAt(ids, numbers)
		var claims, statements []record.ID
		for _, id := range group {
			if r.c.Claims[id] != nil {
				claims = append(claims, id)
			} else {
				statements = append(statements, id)
			}
		}
		if len(claims) == 0 || len(statements) == 0 {
			continue // statements or requires alone: a cycle of another name
		}
		what := "claims " + names(claims) + " are among their own premises"
		if len(claims) == 1 {
			what = "claim " + names(claims) + " is among its own premises"
		}
		r.add("premise-cycle", record.LevelError,
			what+" by way of "+names(statements)+"; such an inference is not counted",
			"take the claim out of the premises of one of the inferences",
			slices.Concat(claims, statements)...)
	}
}

// numbers gives the numbers of claims in order, as far as there are such claims.
func (r *reckoner) numbers(ids []record.ID) []int32 {
	var out []int32
	for _, id := range ids {
		if at, ok := r.claimAt[id]; ok {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// supports reports whether a link counts as support, values deciding as in R1.
func supports(cl *record.Claim, l *record.Link) bool {
	q := cl.Quantity
	marked := l.Stance == record.Supports || l.Stance == record.Disputes
	if marked && l.Value != nil && q != nil && (q.Low != nil || q.High != nil) {
		return l.Value.Within(*q)
	}
	return l.Stance == record.Supports
}

// claimCycles finds claims that require, are part of, or lie before themselves.
func (r *reckoner) claimCycles() {
	for _, x := range []struct {
		rule, what, hint string
		next             func(*record.Claim) []record.ID
	}{
		{"requires-cycle", "require each other", "a conjunct must not require the whole: remove one of the requires",
			func(cl *record.Claim) []record.ID { return cl.Requires }},
		{"part-cycle", "are parts of each other", "say which of them is the whole and remove its part_of",
			func(cl *record.Claim) []record.ID { return partOf(cl) }},
		{"before-cycle", "lie before each other", "establish the order and remove the before that is wrong",
			func(cl *record.Claim) []record.ID { return cl.Before }},
	} {
		next := make([][]int32, len(r.claims))
		for i, cl := range r.claims {
			next[i] = r.numbers(x.next(cl))
		}
		for _, numbers := range cycles(next) {
			group := idsAt(r.claimIDs, numbers)
			if x.rule == "before-cycle" {
				r.befores = append(r.befores, group)
			}
			message := "claims " + names(group) + " " + x.what
			if len(group) == 1 {
				message = "claim " + names(group) + " refers to itself in this way: claims " + x.what
			}
			if x.rule == "before-cycle" && len(group) > 1 {
				whole := len(group)
				group = idsAt(r.claimIDs, shortestCycle(numbers, next))
				message = "claim " + strings.Join(record.Texts(group), " lies before claim ") + " lies before claim " + string(group[0]) + " again"
				if len(group) > mostNamed {
					message = fmt.Sprintf("claims %s lie each before the next, %d in all, and the last of them before the first", names(group), len(group))
				}
				if more := whole - len(group); more > 0 {
					message += fmt.Sprintf("; %d more are caught in the same order", more)
				}
			}
			r.add(x.rule, record.LevelError, message, x.hint, group...)
		}
	}
}

// shortestCycle gives a cycle of as few nodes as can be within a group of nodes
// that all lead to each other, from its smallest on. In a vast tangle it looks
// from some of the nodes only: what it gives is a cycle all the same.
func shortestCycle(group []int32, next [][]int32) []int32 {
	inside := make(map[int32]bool, len(group))
	for _, v := range group {
		inside[v] = true
	}
	var best []int32
	budget := 1_000_000
	for _, start := range group {
		if best != nil && (len(best) == 1 || budget <= 0) {
			break
		}
		back, depth := map[int32]int32{}, map[int32]int{start: 1}
	search:
		for todo := []int32{start}; len(todo) > 0; todo = todo[1:] {
			v := todo[0]
			if best != nil && depth[v] >= len(best) {
				break // no shorter cycle passes here
			}
			for _, to := range next[v] {
				budget--
				if to == start {
					best = []int32{v}
					for v != start {
						v = back[v]
						best = append(best, v)
					}
					slices.Reverse(best)
					break search
				}
				if inside[to] && depth[to] == 0 {
					back[to], depth[to] = v, depth[v]+1
					todo = append(todo, to)
				}
			}
		}
	}
	first := slices.Index(best, slices.Min(best))
	return slices.Concat(best[first:], best[:first])
}

func partOf(cl *record.Claim) []record.ID {
	if cl.PartOf == "" {
		return nil
	}
	return []record.ID{cl.PartOf}
}
