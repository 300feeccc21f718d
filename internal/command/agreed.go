package command

import (
	"fmt"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// keeps refuses an import that would loosen what protects a source or material,
// where the member has no right to: what may be recorded by everybody who records
// must not take a rule of the gate away. Making it stricter is open to him.
func keeps(s *view.State, m Member, p exchange.Patch, merged any) error {
	loosened, key := "", ""
	switch r := merged.(type) {
	case *record.Policy:
		if r.WithDefaults() != s.Policy.WithDefaults() {
			loosened, key = "change the casefile's policy", "policy"
		}
	case *record.Actor:
		if old := s.Actors[r.ID]; old != nil {
			loosened, key = looserActor(*old, *r)
		}
	case *record.Statement:
		if old := s.Statements[r.ID]; old != nil {
			loosened, key = looserStatement(s, *old, *r)
		}
	case *record.Evidence:
		if old := s.Evidence[r.ID]; old != nil {
			loosened, key = looserEvidence(*old, *r)
		}
	case *record.Member:
		return keepsMember(s, m, p, r)
	}
	if loosened == "" || m.May(Protect) {
		return nil
	}
	return problem.New(problem.Refused, p.Where, "your role ("+string(m.Role)+") has no right to "+loosened,
		"leave "+key+" out, or ask "+whoMay(Protect))
}

// keepsMember keeps roles the owner's to give: a role that stands beside a member
// is what he gets with his key, and an editor's is what a source's known_to rests on.
func keepsMember(s *view.State, m Member, p exchange.Patch, r *record.Member) error {
	if old := s.Members[r.ID]; m.May(Admit) || old != nil && *old == *r {
		return nil
	}
	return problem.New(problem.Refused, p.Where, "your role ("+string(m.Role)+") has no right to record members", "leave members out, or ask "+whoMay(Admit))
}

func looserActor(old, next record.Actor) (what, key string) {
	if agreed(old) != agreed(next) {
		return "change what was agreed with a source", "terms, descriptor, reason and consent"
	}
	if !old.Protected {
		return "", ""
	}
	switch {
	case old.Type != next.Type:
		return "change what a protected source is", "type"
	case !slices.Equal(old.KnownTo, next.KnownTo):
		return "change who knows a protected source", "known_to"
	case looserTraits(old, next):
		return "take away or widen what narrows down a protected source", "traits and joint"
	}
	return "", ""
}

// agreed is what was agreed with a source, as text.
func agreed(a record.Actor) string {
	return fmt.Sprintf("%q %q %q %q", record.Stricter(a.Terms, ""), a.Descriptor, a.Reason, a.Consent)
}

// looserTraits reports whether the gate would notice less of a source than before.
func looserTraits(old, next record.Actor) bool {
	for _, t := range old.Traits {
		if !slices.ContainsFunc(next.Traits, func(n record.Trait) bool {
			return n.ID == t.ID && n.Text == t.Text && !larger(t.Group, n.Group) &&
				!slices.ContainsFunc(t.Variants, func(v string) bool { return !slices.Contains(n.Variants, v) })
		}) {
			return true
		}
	}
	for _, j := range old.Joint {
		if !slices.ContainsFunc(next.Joint, func(n record.Joint) bool {
			return slices.Equal(n.Traits, j.Traits) && !larger(j.Group, n.Group)
		}) {
			return true
		}
	}
	return false
}

// larger reports whether a group grew; 0, not known, counts as all people.
func larger(old, next int) bool { return old != 0 && (next == 0 || next > old) }

func looserStatement(s *view.State, old, next record.Statement) (what, key string) {
	before, after := s.TermsOf(&old), s.TermsOf(&next)
	if record.Stricter(before, after) != after {
		return "loosen the terms on which something was said", "terms and speaker"
	}
	if a := s.Actors[old.Speaker]; a != nil && a.Protected && old.Speaker != next.Speaker {
		return "put the words of a protected source into another mouth", "speaker"
	}
	return "", ""
}

func looserEvidence(old, next record.Evidence) (what, key string) {
	rank := map[record.Restriction]int{record.RestrictDesk: 1, record.RestrictCustodian: 2}
	if rank[next.Restriction] < rank[old.Restriction] {
		return "open restricted material", "restriction"
	}
	if old.Embargo != "" && old.Embargo != next.Embargo && !later(old.Embargo, next.Embargo) {
		return "end or shorten an embargo", "embargo"
	}
	if uncovers(old.Redaction, next.Redaction) {
		return uncover, "redaction"
	}
	return "", ""
}

// later reports whether an embargo runs at least as long as another. One with an
// open end runs for ever.
func later(old, next record.Time) bool {
	end := func(t record.Time) (at time.Time, open, ok bool) {
		s, ok := t.Span()
		if s.Instant {
			return s.From, false, ok
		}
		return s.To, s.To.IsZero(), ok
	}
	a, openA, okA := end(old)
	b, openB, okB := end(next)
	return okA && okB && (openB || !openA && !b.Before(a))
}
