package command

import (
	"slices"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// OpenMatter decides that a matter is opened.
func OpenMatter(s *view.State, m Member, r record.Matter) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if err := free(s, r.ID); err != nil {
		return nil, err
	}
	for _, id := range append(slices.Clone(r.For), r.Authority) {
		if id != "" && s.Actors[id] == nil {
			return nil, Unknown("actor", id)
		}
	}
	if err := times(map[string]record.Time{"opened": r.Opened, "due": r.Due}); err != nil {
		return nil, err
	}
	return []event.Event{&event.MatterRecorded{Matter: r}}, nil
}

// TakeStep decides that something happened in a matter. Due and outcome may be empty.
func TakeStep(s *view.State, m Member, id record.ID, step *record.Step, due record.Time, outcome string) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	old := s.Matters[id]
	if old == nil {
		return nil, Unknown("matter", id)
	}
	next := *old
	if step != nil {
		if step.Evidence != "" && s.Evidence[step.Evidence] == nil {
			return nil, Unknown("evidence", step.Evidence)
		}
		if err := times(map[string]record.Time{"at": step.At}); err != nil {
			return nil, err
		}
		next.Steps = append(slices.Clip(next.Steps), *step)
	}
	if err := times(map[string]record.Time{"due": due}); err != nil {
		return nil, err
	}
	set(&next.Due, due)
	set(&next.Outcome, outcome)
	return []event.Event{&event.MatterRecorded{Matter: next}}, nil
}

// KeepRoll decides that a roll is recorded, or that an entry is added to one.
func KeepRoll(s *view.State, m Member, r record.Roll) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if s.Rolls[r.ID] == nil {
		if err := free(s, r.ID); err != nil {
			return nil, err
		}
	}
	if r.Evidence != "" && s.Evidence[r.Evidence] == nil {
		return nil, Unknown("evidence", r.Evidence)
	}
	for _, id := range r.HeldBy {
		if s.Actors[id] == nil {
			return nil, Unknown("actor", id)
		}
	}
	for _, e := range r.Entries {
		if e.Actor != "" && s.Actors[e.Actor] == nil {
			return nil, Unknown("actor", e.Actor)
		}
	}
	return []event.Event{&event.RollRecorded{Roll: r}}, nil
}
