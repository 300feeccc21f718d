package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// tie is a statement's bearing on a claim, the claim's quantity considered.
type tie struct {
	statement *record.Statement
	link      *record.Link
	stance    record.Stance
}

// ties gives the links of a claim whose statements and evidence are active, in order of statement.
func (st *story) ties(claim record.ID) []tie {
	if out, ok := st.tieCache[claim]; ok {
		return out
	}
	var out []tie
	c := st.c.Claims[claim]
	for _, l := range st.linksOf[claim] {
		s := st.c.Statements[l.Statement]
		if c == nil || s == nil || !st.active(s) {
			continue
		}
		out = append(out, tie{s, l, corroborate.StanceOf(c, l)})
	}
	slices.SortFunc(out, func(a, b tie) int { return compareIDs(a.statement.ID, b.statement.ID) })
	st.tieCache[claim] = out
	return out
}

// active reports whether a statement and its evidence stand.
func (st *story) active(s *record.Statement) bool {
	e := st.c.Evidence[s.Evidence]
	return s.State.IsActive() && (e == nil || e.State.IsActive())
}

// publishable reports whether the publishable view admits a statement (R1, views).
func (st *story) publishable(s *record.Statement) bool {
	if !st.active(s) || st.c.TermsOf(s) == record.OffRecord || st.embargoed(s) {
		return false
	}
	a := st.c.Actors[s.Speaker]
	return a == nil || !a.Protected || slices.Contains(a.Consent, record.ConsentPublish)
}

// embargoed reports whether the statement's evidence is under a running embargo.
func (st *story) embargoed(s *record.Statement) bool {
	return remember(st.embargoCache, s.Evidence, func() bool {
		e := st.c.Evidence[s.Evidence]
		return e != nil && e.Embargo.RunsAt(st.in.Now)
	})
}

// ancestry gives the statements and all that they derive from, each once.
func (st *story) ancestry(start ...*record.Statement) []*record.Statement {
	var out []*record.Statement
	seen := map[record.ID]bool{}
	for queue := start; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		if s == nil || seen[s.ID] {
			continue
		}
		seen[s.ID] = true
		out = append(out, s)
		for _, d := range s.DerivedFrom {
			queue = append(queue, st.c.Statements[d.Statement])
		}
	}
	return out
}

// facets gives a claim and the claims that it requires, at whatever depth.
func (st *story) facets(claim record.ID) []record.ID {
	return remember(st.facetCache, claim, func() []record.ID { return slices.Clip(st.findFacets(claim)) })
}

func (st *story) findFacets(claim record.ID) []record.ID {
	var out []record.ID
	for queue := []record.ID{claim}; len(queue) > 0; queue = queue[1:] {
		if c := st.c.Claims[queue[0]]; c != nil && !slices.Contains(out, c.ID) {
			out = append(out, c.ID)
			queue = append(queue, c.Requires...)
		}
	}
	return out
}

// supporters gives the statements that speak for a claim, its facets and, where
// one is an inference, its premises; without what they derive from.
func (st *story) supporters(claim record.ID) []*record.Statement {
	return remember(st.supporterCache, claim, func() []*record.Statement { return slices.Clip(st.findSupporters(claim)) })
}

func (st *story) findSupporters(claim record.ID) []*record.Statement {
	var out []*record.Statement
	seen := map[record.ID]bool{}
	for queue := []record.ID{claim}; len(queue) > 0; queue = queue[1:] {
		if seen[queue[0]] {
			continue
		}
		seen[queue[0]] = true
		for _, f := range st.facets(queue[0]) {
			for _, t := range st.ties(f) {
				if t.stance == record.Supports && !slices.Contains(out, t.statement) {
					out = append(out, t.statement)
					queue = append(queue, t.statement.Premises...)
				}
			}
		}
	}
	return out
}

// linked gives every active statement linked to a claim or its facets, whatever its stance.
func (st *story) linked(claim record.ID) []*record.Statement {
	return remember(st.linkedCache, claim, func() []*record.Statement { return slices.Clip(st.findLinked(claim)) })
}

func (st *story) findLinked(claim record.ID) []*record.Statement {
	var out []*record.Statement
	for _, f := range st.facets(claim) {
		for _, t := range st.ties(f) {
			if !slices.Contains(out, t.statement) {
				out = append(out, t.statement)
			}
		}
	}
	return out
}

// opposing gives the statements and claims that stand against a claim.
func (st *story) opposing(claim record.ID) map[record.ID]bool {
	return remember(st.opposingCache, claim, func() map[record.ID]bool { return st.findOpposing(claim) })
}

func (st *story) findOpposing(claim record.ID) map[record.ID]bool {
	out := map[record.ID]bool{}
	for _, f := range st.facets(claim) {
		for _, t := range st.ties(f) {
			if t.stance == record.Disputes || (t.stance == record.Denies && t.link.Denial != record.DenialAccepts) {
				out[t.statement.ID] = true
			}
		}
		for _, other := range st.excluded(f) {
			out[other] = true
			for _, t := range st.ties(other) {
				if t.stance == record.Supports {
					out[t.statement.ID] = true
				}
			}
		}
	}
	return out
}

// excluded gives the claims that a claim excludes or that exclude it.
func (st *story) excluded(claim record.ID) []record.ID {
	return slices.Concat(st.c.Claims[claim].Excludes, st.excludedBy[claim])
}

func compareIDs(a, b record.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
