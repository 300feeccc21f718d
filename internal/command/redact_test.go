package command

import (
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func TestRedactEvidence(t *testing.T) {
	small, large, other := record.Area{Page: 1, X: 5, Y: 5, W: 5, H: 5}, record.Area{Page: 1, W: 20, H: 20}, record.Area{Page: 2, W: 5, H: 5}
	reporter, editor, reader := Member{"r", record.Reporter}, Member{"e", record.Editor}, Member{"x", record.Reader}
	plan := func(a ...record.Area) *record.Redaction { return &record.Redaction{Areas: a} }
	for name, c := range map[string]struct {
		who  Member
		old  *record.Redaction
		next []record.Area
		want problem.Kind // -1: an event; -2: none
	}{
		"first":                  {reporter, nil, nil, -1},
		"first, by who may not":  {reader, nil, nil, problem.Refused},
		"more":                   {reporter, plan(small), []record.Area{small, other}, -1},
		"larger":                 {reporter, plan(small), []record.Area{large}, -1},
		"the same":               {reporter, plan(small), []record.Area{small}, -2},
		"smaller":                {reporter, plan(large), []record.Area{small}, problem.Refused},
		"another page":           {reporter, plan(small), []record.Area{other}, problem.Refused},
		"smaller, by the editor": {editor, plan(large), nil, -1},
	} {
		s := view.NewState()
		s.Evidence["ev"] = &record.Evidence{ID: "ev", Redaction: c.old}
		events, err := RedactEvidence(s, c.who, "ev", record.Redaction{Areas: c.next})
		switch {
		case err != nil && (c.want < 0 || problem.KindOf(err) != c.want), err == nil && c.want >= 0:
			t.Errorf("%s: %v", name, err)
		case err == nil && (len(events) == 1) != (c.want == -1):
			t.Errorf("%s: %d events", name, len(events))
		}
	}
	if _, err := RedactEvidence(view.NewState(), editor, "nothing", record.Redaction{}); problem.KindOf(err) != problem.Usage {
		t.Error(err)
	}
	s := view.NewState()
	s.Evidence["ev"] = &record.Evidence{ID: "ev", Redaction: plan(small)}
	if events, err := RedactEvidence(s, reporter, "ev", record.Redaction{Areas: []record.Area{small}, Layout: "other"}); err != nil || len(events) != 1 {
		t.Errorf("other pages are no other plan: %d events, %v", len(events), err)
	}
	if !uncovers(plan(), nil) || uncovers(nil, plan()) {
		t.Error("a plan may be taken away and begun anew, emptier, by everybody who records")
	}
}
