package command

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// UnsealSource decides that an identity may be opened. The event must be in the
// ledger before anything is shown.
func UnsealSource(s *view.State, m Member, id record.ID, reason string) ([]event.Event, error) {
	if err := m.Need(Unseal); err != nil {
		return nil, err
	}
	if _, err := protected(s, id); err != nil {
		return nil, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, problem.New(problem.Usage, string(id), "an identity is opened only for a reason", `give one with --reason "…"`)
	}
	if s.Burned(id) != nil {
		return nil, problem.New(problem.Refused, string(id), "this identity was burned", "nothing can open it any more")
	}
	if s.Seal(id, view.PartNames) == nil && s.Seal(id, view.PartIdentifiers) == nil {
		return nil, problem.New(problem.Usage, string(id), "no identity is recorded for this source", "import it under protected: {names: …}")
	}
	return []event.Event{&event.IdentityUnsealed{Actor: id, Reason: reason}}, nil
}

// Renewable gives the sources whose blind index can be made anew: those named, else
// all that have a sealed identity which was not burned.
func Renewable(s *view.State, m Member, ids []record.ID) ([]record.ID, error) {
	if err := m.Need(Unseal); err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		return slices.Compact(slices.Sorted(slices.Values(ids))), nil // each is asked for by UnsealSource
	}
	var out []record.ID
	for _, id := range record.SortedKeys(s.Actors) {
		if s.Actors[id].Protected && s.Burned(id) == nil && (s.Seal(id, view.PartNames) != nil || s.Seal(id, view.PartIdentifiers) != nil) {
			out = append(out, id)
		}
	}
	return out, nil
}

// BurnSource decides that the keys of an identity are destroyed.
func BurnSource(s *view.State, m Member, id record.ID, reason string, forget bool) ([]event.Event, error) {
	if err := m.Need(Unseal); err != nil {
		return nil, err
	}
	if _, err := protected(s, id); err != nil {
		return nil, err
	}
	if b := s.Burned(id); b != nil && (b.Forget || !forget) {
		return nil, problem.New(problem.Usage, string(id), "this identity was burned already", "")
	}
	return []event.Event{&event.IdentityBurned{Actor: id, Reason: strings.TrimSpace(reason), Forget: forget}}, nil
}

// SetTerms changes the terms agreed with a source; empty strings keep what is there.
func SetTerms(s *view.State, m Member, id record.ID, terms record.Terms, descriptor, reason string) ([]event.Event, error) {
	a, err := source(s, m, id)
	if err != nil {
		return nil, err
	}
	if terms != "" && !slices.Contains(record.Vocabulary["terms"], string(terms)) {
		return nil, word("terms", string(terms))
	}
	next := *a
	set(&next.Terms, terms)
	set(&next.Descriptor, descriptor)
	set(&next.Reason, reason)
	return []event.Event{&event.ActorRecorded{Actor: next}}, nil
}

// SetConsent replaces the uses that a source consented to.
func SetConsent(s *view.State, m Member, id record.ID, uses []record.Consent) ([]event.Event, error) {
	a, err := source(s, m, id)
	if err != nil {
		return nil, err
	}
	for _, u := range uses {
		if !slices.Contains(record.Vocabulary["consent"], string(u)) {
			return nil, word("consent", string(u))
		}
	}
	next := *a
	next.Consent = uses
	return []event.Event{&event.ActorRecorded{Actor: next}}, nil
}

func source(s *view.State, m Member, id record.ID) (*record.Actor, error) {
	if err := m.Need(Protect); err != nil {
		return nil, err
	}
	a := s.Actors[id]
	if a == nil {
		return nil, Unknown("actor", id)
	}
	return a, nil
}

func protected(s *view.State, id record.ID) (*record.Actor, error) {
	a := s.Actors[id]
	switch {
	case a == nil:
		return nil, Unknown("actor", id)
	case !a.Protected:
		return nil, problem.New(problem.Usage, string(id), "this actor is not protected", "")
	}
	return a, nil
}

// Unknown is the problem of an id that no record of the kind carries.
func Unknown(kind string, id record.ID) error {
	if !id.Valid() {
		// Not echoed: what was typed there may be a name.
		return problem.New(problem.Usage, "", "that is not an id", "ids match [a-z0-9][a-z0-9-]*")
	}
	return problem.New(problem.Usage, string(id), "there is no "+kind+" with this id", "onrecord search finds records")
}

func word(field, _ string) error {
	return problem.New(problem.Usage, field, "not one of the words allowed here", "use "+strings.Join(record.Vocabulary[field], ", "))
}

func set[T ~string](field *T, v T) {
	if v != "" {
		*field = v
	}
}
