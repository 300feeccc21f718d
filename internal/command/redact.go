package command

import (
	"slices"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// RedactEvidence decides that an item of evidence may be shown by this plan and not
// otherwise. The same plan again is no event, and no problem.
func RedactEvidence(s *view.State, m Member, id record.ID, plan record.Redaction) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	e := s.Evidence[id]
	if e == nil {
		return nil, Unknown("evidence", id)
	}
	if e.Redaction != nil && slices.Equal(e.Redaction.Areas, plan.Areas) && e.Redaction.Layout == plan.Layout {
		return nil, nil
	}
	next := *e
	if uncovers(e.Redaction, &plan) && !m.May(Protect) {
		return nil, problem.New(problem.Refused, string(id), "your role ("+string(m.Role)+") has no right to "+uncover, "leave --anew out, or ask "+whoMay(Protect))
	}
	plan.Areas = slices.Clone(plan.Areas)
	next.Redaction = &plan
	return []event.Event{&event.EvidenceAmended{Evidence: next}}, nil
}

const uncover = "uncover what a redaction covers"

// uncovers reports whether a plan covers less than the one before it. Taking a plan
// away counts too: after that an emptier one would be the first.
func uncovers(old, next *record.Redaction) bool {
	if old == nil {
		return false
	}
	return next == nil || slices.ContainsFunc(old.Areas, func(a record.Area) bool {
		return !slices.ContainsFunc(next.Areas, func(b record.Area) bool { return b.Holds(a) })
	})
}
