package command

import (
	"slices"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// Ask decides that a request for comment is recorded.
func Ask(s *view.State, m Member, r record.Request) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if err := free(s, r.ID); err != nil {
		return nil, err
	}
	if s.Actors[r.To] == nil {
		return nil, Unknown("actor", r.To)
	}
	for _, c := range r.Claims {
		if s.Claims[c] == nil {
			return nil, Unknown("claim", c)
		}
	}
	if err := times(map[string]record.Time{"asked-at": r.AskedAt, "deadline": r.Deadline}); err != nil {
		return nil, err
	}
	return []event.Event{&event.RequestRecorded{Request: r}}, nil
}

// Attempt decides that one more try to reach somebody is recorded.
func Attempt(s *view.State, m Member, id record.ID, a record.Attempt) ([]event.Event, error) {
	r, err := request(s, m, id)
	if err != nil {
		return nil, err
	}
	if err := times(map[string]record.Time{"at": a.At}); err != nil {
		return nil, err
	}
	r.Attempts = append(slices.Clip(r.Attempts), a)
	return []event.Event{&event.RequestRecorded{Request: r}}, nil
}

// Reply decides what came of a request. Statement may be empty.
func Reply(s *view.State, m Member, id record.ID, outcome record.Outcome, statement record.ID) ([]event.Event, error) {
	r, err := request(s, m, id)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(record.Vocabulary["outcome"], string(outcome)) {
		return nil, word("outcome", string(outcome))
	}
	if statement != "" && s.Statements[statement] == nil {
		return nil, Unknown("statement", statement)
	}
	r.Outcome = outcome
	set(&r.Reply, statement)
	return []event.Event{&event.RequestRecorded{Request: r}}, nil
}

func request(s *view.State, m Member, id record.ID) (record.Request, error) {
	if err := m.Need(Record); err != nil {
		return record.Request{}, err
	}
	r := s.Requests[id]
	if r == nil {
		return record.Request{}, Unknown("request", id)
	}
	return *r, nil
}

// free says why an id cannot be given to a new record.
func free(s *view.State, id record.ID) error {
	switch {
	case !id.Valid():
		return problem.New(problem.Usage, "", "a record's id must match [a-z0-9][a-z0-9-]*", "")
	case id.Reserved():
		return problem.New(problem.Usage, string(id), "this id is reserved", "choose another")
	case s.KindOf(id) != "":
		return problem.New(problem.Usage, string(id), "this id is taken by a record of kind "+s.KindOf(id), "choose another")
	}
	return nil
}

func times(given map[string]record.Time) error {
	for _, k := range record.SortedKeys(given) {
		if t := given[k]; t != "" && !t.Valid() {
			return problem.New(problem.Usage, k, "this is no time", "write EDTF (2014-12-12) or RFC 3339 (2014-12-12T09:00:00Z)")
		}
	}
	return nil
}
