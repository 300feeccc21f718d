package publish

import (
	"slices"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// admitted reports whether a statement belongs to the publishable view of rule
// set R1: active, its evidence active and under no embargo, not off the record,
// and its speaker, where protected, consents to being published.
func (b *builder) admitted(s *record.Statement) bool {
	if s == nil || !s.State.IsActive() || b.in.Case.TermsOf(s) == record.OffRecord {
		return false
	}
	ev := b.in.Case.Evidence[s.Evidence]
	if ev == nil || !ev.State.IsActive() || ev.Embargo.RunsAt(b.in.Now) {
		return false
	}
	a := b.in.Case.Actors[s.Speaker]
	return a == nil || !a.Protected || slices.Contains(a.Consent, record.ConsentPublish)
}

// linked gives the admitted statements that are linked to a claim with the
// stance, in order of id.
func (b *builder) linked(claim record.ID, stance record.Stance) []*record.Link {
	var out []*record.Link
	for _, l := range b.links[claim] {
		if corroborate.StanceOf(b.in.Case.Claims[claim], l) == stance && b.admitted(b.in.Case.Statements[l.Statement]) {
			out = append(out, l)
		}
	}
	return out
}

// conjuncts gives a claim and all that it requires, at whatever depth, in order
// of id: R1 takes the largest O and D over them.
func (b *builder) conjuncts(id record.ID) []record.ID {
	seen := map[record.ID]bool{}
	for todo := []record.ID{id}; len(todo) > 0; todo = todo[1:] {
		if c := b.in.Case.Claims[todo[0]]; c != nil && !seen[c.ID] {
			seen[c.ID] = true
			todo = append(todo, c.Requires...)
		}
	}
	return record.SortedKeys(seen)
}

// rivals gives the claims that exclude a claim or that it excludes, in order of id.
func (b *builder) rivals(id record.ID) []record.ID {
	var out []record.ID
	if c := b.in.Case.Claims[id]; c != nil {
		out = append(out, c.Excludes...)
	}
	for _, c := range b.in.Case.Claims {
		if slices.Contains(c.Excludes, id) {
			out = append(out, c.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// behind gives every admitted statement on which a cited record rests or that
// stands against it, in order of id: what a reader who doubts would ask for.
func (b *builder) behind(cite record.ID) []*record.Statement {
	c := b.in.Case
	ids := map[record.ID]bool{}
	switch {
	case c.Statements[cite] != nil:
		ids[cite] = true
	case c.Requests[cite] != nil:
		ids[c.Requests[cite].Reply] = true
	case c.Claims[cite] != nil:
		for _, stance := range []record.Stance{record.Supports, record.Disputes, record.Denies} {
			for _, l := range b.linked(cite, stance) {
				ids[l.Statement] = true
			}
		}
		for _, chain := range b.in.Results[cite].Publishable.Certificate {
			for _, id := range chain {
				ids[id] = true
			}
		}
	}
	var out []*record.Statement
	for _, id := range record.SortedKeys(ids) {
		if s := c.Statements[id]; b.admitted(s) {
			out = append(out, s)
		}
	}
	return out
}
