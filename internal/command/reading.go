package command

import (
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// ReadText decides that the text of an item of evidence was read again. The same
// reading is one more event: the text may have been lost. What custodians alone may
// open has no text that is kept.
func ReadText(s *view.State, m Member, id record.ID, r record.Reading) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	e := s.Evidence[id]
	switch {
	case e == nil:
		return nil, Unknown("evidence", id)
	case e.Original == nil:
		return nil, problem.New(problem.Usage, string(id), "the casefile holds no original of this item", "")
	case e.Restriction == record.RestrictCustodian:
		return nil, problem.New(problem.Refused, string(id), "this item is restricted to custodians", "no text of it is kept")
	}
	return []event.Event{&event.TextRead{Evidence: id, Reading: r}}, nil
}
