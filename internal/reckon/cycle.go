package reckon

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/component"
	"onrecord.dev/onrecord/internal/record"
)

// cycles gives the groups of nodes that lead to each other, or a node that leads
// to itself: each sorted, in the order of their first.
func cycles(nodes []record.ID, next func(record.ID) []record.ID) [][]record.ID {
	var out [][]record.ID
	for _, group := range component.Strong(nodes, next) {
		if len(group) > 1 || slices.Contains(next(group[0]), group[0]) {
			slices.Sort(group)
			out = append(out, group)
		}
	}
	slices.SortFunc(out, slices.Compare[[]record.ID])
	return out
}

// derivationCycles finds statements that rest on each other alone.
func (r *reckoner) derivationCycles() {
	r.derivations = cycles(r.statementIDs, r.origins)
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

// origins gives what a statement that stands is derived from, as far as it stands.
func (r *reckoner) origins(id record.ID) []record.ID {
	if !r.stands(id) {
		return nil
	}
	var out []record.ID
	for _, d := range r.c.Statements[id].DerivedFrom {
		if r.stands(d.Statement) {
			out = append(out, d.Statement)
		}
	}
	return out
}

// premiseCycles finds claims that are among their own premises, at whatever depth.
func (r *reckoner) premiseCycles() {
	support := map[record.ID][]record.ID{}
	for _, id := range r.claimIDs {
		for _, l := range r.ofClaim[id] {
			if supports(r.c.Claims[id], l) && r.stands(l.Statement) {
				support[id] = append(support[id], l.Statement)
			}
		}
	}
	// Claims and statements are nodes of one graph: they share one namespace.
	next := func(id record.ID) []record.ID {
		if cl := r.c.Claims[id]; cl != nil {
			return r.existing(slices.Concat(support[id], cl.Requires))
		}
		s := r.c.Statements[id]
		switch {
		case !r.stands(id):
			return nil
		case len(s.DerivedFrom) > 0:
			return r.origins(id)
		case s.Basis == record.Inference:
			return r.existing(s.Premises)
		}
		return nil
	}
	for _, group := range cycles(r.claimIDs, next) {
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

func (r *reckoner) existing(ids []record.ID) []record.ID {
	var out []record.ID
	for _, id := range ids {
		if r.c.Claims[id] != nil || r.c.Statements[id] != nil {
			out = append(out, id)
		}
	}
	return out
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
		next := func(id record.ID) []record.ID {
			if cl := r.c.Claims[id]; cl != nil {
				return x.next(cl)
			}
			return nil
		}
		groups := cycles(r.claimIDs, next)
		for _, group := range groups {
			message := "claims " + names(group) + " " + x.what
			if len(group) == 1 {
				message = "claim " + names(group) + " refers to itself in this way: claims " + x.what
			}
			if x.rule == "before-cycle" && len(group) > 1 {
				whole := len(group)
				group = shortestCycle(group, next)
				message = "claim " + strings.Join(texts(group), " lies before claim ") + " lies before claim " + string(group[0]) + " again"
				if len(group) > mostNamed {
					message = fmt.Sprintf("claims %s lie each before the next, %d in all, and the last of them before the first", names(group), len(group))
				}
				if more := whole - len(group); more > 0 {
					message += fmt.Sprintf("; %d more are caught in the same order", more)
				}
			}
			r.add(x.rule, record.LevelError, message, x.hint, group...)
		}
		if x.rule == "before-cycle" {
			r.befores = groups
		}
	}
}

func texts(ids []record.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// shortestCycle gives a cycle of as few nodes as can be within a group of nodes
// that all lead to each other, from its smallest id on. In a vast tangle it looks
// from some of the nodes only: what it gives is a cycle all the same.
func shortestCycle(group []record.ID, next func(record.ID) []record.ID) []record.ID {
	inside := make(map[record.ID]bool, len(group))
	for _, id := range group {
		inside[id] = true
	}
	var best []record.ID
	budget := 1_000_000
	for _, start := range group {
		if best != nil && (len(best) == 1 || budget <= 0) {
			break
		}
		back := map[record.ID]record.ID{}
		depth := map[record.ID]int{start: 1}
	search:
		for todo := []record.ID{start}; len(todo) > 0; todo = todo[1:] {
			id := todo[0]
			if best != nil && depth[id] >= len(best) {
				break // no shorter cycle passes here
			}
			for _, to := range sorted(next(id)) {
				budget--
				if to == start {
					best = []record.ID{id}
					for ; id != start; best = append(best, id) {
						id = back[id]
					}
					slices.Reverse(best)
					break search
				}
				if inside[to] && depth[to] == 0 {
					back[to], depth[to] = id, depth[id]+1
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
