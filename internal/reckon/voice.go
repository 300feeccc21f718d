package reckon

import (
	"cmp"
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// mostPairs is how many pairs of one voice about one claim are reported: more tell
// nothing new.
const mostPairs = 20

// voices finds those who say two things at once: two values for one claim, or two
// claims that exclude each other. One voice is all who are tied by same_as or
// speaks_for. What is only relayed, or known from hearsay, is nobody's own word.
//
// A correction is told from a contradiction by the state: a statement that its
// speaker took back is retracted, one that the desk took out is withdrawn, and
// neither is compared with anything. A later statement alone corrects nothing, for
// nobody else can know that the speaker gave up the earlier one.
func (r *reckoner) voices() {
	for i, id := range r.claimIDs {
		said := map[record.ID][]backing{}
		for _, l := range r.backing[i] {
			if l.Value != nil && (l.Stance == record.Supports || l.Stance == record.Disputes) && ownWord(l.s) &&
				!r.mixed[record.LinkKey{Statement: l.Statement, Claim: id}] {
				v := r.voice(l.s)
				said[v] = append(said[v], l)
			}
		}
		for _, links := range said {
			r.twoValues(id, links)
		}
		r.twoClaims(int32(i))
	}
}

func ownWord(s *record.Statement) bool {
	return s.Basis != record.Hearsay && len(s.DerivedFrom) == 0
}

func (r *reckoner) twoValues(claim record.ID, links []backing) {
	if len(links) < 2 {
		return
	}
	lows, highs := slices.Clone(links), slices.Clone(links)
	slices.SortStableFunc(lows, func(a, b backing) int { return -compareBound(a.Value.Low, b.Value.Low, -1) })
	slices.SortStableFunc(highs, func(a, b backing) int { return compareBound(a.Value.High, b.Value.High, 1) })
	found := 0
	for _, a := range lows {
		for _, b := range highs {
			if a.Value.Low == nil || b.Value.High == nil || *a.Value.Low <= *b.Value.High || found == mostPairs {
				break // no lower high end follows
			}
			found++
			first, second := a, b
			if b.Statement < a.Statement {
				first, second = b, a
			}
			whose := "one speaker's"
			if a.s.Speaker != b.s.Speaker {
				whose = "of speakers who count as one voice"
			}
			r.add("speaker-contradicts-self", record.LevelWarning,
				fmt.Sprintf("statements %s%s and %s%s are %s and give %s and %s for claim %s", first.Statement, saidAt(first.s), second.Statement, saidAt(second.s), whose,
					span(first.Value.Low, first.Value.High), span(second.Value.Low, second.Value.High), claim),
				"ask which holds: if one corrects the other, give the other the state retracted; if they speak of different things, link each to a claim of its own",
				first.Statement, second.Statement, claim)
		}
	}
}

// compareBound compares ends of ranges; one that is open lies at the far side.
func compareBound(a, b *float64, open int) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return open
	case b == nil:
		return -open
	}
	return cmp.Compare(*a, *b)
}

func saidAt(s *record.Statement) string {
	if at := s.SaidAt; at.Valid() {
		return " (said " + string(at) + ")"
	}
	return ""
}

// twoClaims finds one voice in support of claims that exclude each other.
func (r *reckoner) twoClaims(at int32) {
	id := r.claimIDs[at]
	for _, other := range sorted(r.claims[at].Excludes) {
		k, ok := r.claimAt[other]
		if !ok || other == id || (other < id && slices.Contains(r.claims[k].Excludes, id)) {
			continue // one finding for both directions
		}
		mine := r.backers(at)
		for voice, b := range r.backers(k) {
			if a := mine[voice]; a != "" && a != b {
				r.add("speaker-contradicts-self", record.LevelWarning,
					fmt.Sprintf("statements %s%s and %s%s are of one voice and support the claims %s and %s, of which one excludes the other", a, saidAt(r.c.Statements[a]), b, saidAt(r.c.Statements[b]), id, other),
					"ask which holds: if one corrects the other, give the other the state retracted; if both can hold, remove the excludes",
					a, b, id, other)
			}
		}
	}
}

// backers gives each voice that supports a claim on its own word, with the first of
// its statements.
func (r *reckoner) backers(claim int32) map[record.ID]record.ID {
	out := r.backed[claim]
	if out != nil {
		return out
	}
	out = map[record.ID]record.ID{}
	r.backed[claim] = out
	for _, l := range r.backing[claim] {
		if supports(r.claims[claim], l.Link) && ownWord(l.s) {
			if v := r.voice(l.s); out[v] == "" {
				out[v] = l.Statement
			}
		}
	}
	return out
}
