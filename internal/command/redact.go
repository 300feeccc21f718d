package command

import (
	"slices"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// RedactEvidence decides that an item of evidence may be shown with these areas
// covered, and no others. The same plan again is no event, and no problem.
func RedactEvidence(s *view.State, m Member, id record.ID, areas []record.Area) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	e := s.Evidence[id]
	if e == nil {
		return nil, Unknown("evidence", id)
	}
	if e.Redaction != nil && slices.Equal(e.Redaction.Areas, areas) {
		return nil, nil
	}
	next := *e
	next.Redaction = &record.Redaction{Areas: slices.Clone(areas)}
	return []event.Event{&event.EvidenceAmended{Evidence: next}}, nil
}
