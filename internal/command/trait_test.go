package command

import (
	"testing"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// Who may record may let the gate see more of a source, and never less.
func TestAddTrait(t *testing.T) {
	d := newDesk(t)
	d.imports(owner, guarded)
	rep := Member{ID: "rep", Role: record.Reporter}
	for _, c := range []struct {
		name    string
		m       Member
		actor   record.ID
		trait   record.Trait
		joint   []record.Joint
		allowed bool
	}{
		{"a new one", rep, "s7", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, nil, true},
		{"an id made up", rep, "s7", record.Trait{Text: "from Omsk", Group: 70}, nil, true},
		{"with a joint size", rep, "s7", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, []record.Joint{{Traits: []record.ID{"t1"}, Group: 5}}, true},
		{"a smaller group", rep, "s7", record.Trait{ID: "t1", Group: 30}, nil, true},
		{"a variant more", rep, "s7", record.Trait{ID: "t1", Variants: []string{"dark"}}, nil, true},
		{"a smaller joint group", rep, "s7", record.Trait{ID: "t2", Group: 60}, []record.Joint{{Traits: []record.ID{"t1"}, Group: 3}}, true},
		{"a larger group", rep, "s7", record.Trait{ID: "t1", Group: 400}, nil, false},
		{"a larger joint group", rep, "s7", record.Trait{ID: "t2", Group: 60}, []record.Joint{{Traits: []record.ID{"t1"}, Group: 9}}, false},
		{"a larger group, by a custodian", Member{ID: "cus", Role: record.Custodian}, "s7", record.Trait{ID: "t1", Group: 400}, nil, true},
		{"by a reader", Member{ID: "rea", Role: record.Reader}, "s7", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, nil, false},
		{"no number", rep, "s7", record.Trait{ID: "t3", Text: "from Omsk"}, nil, false},
		{"no words", rep, "s7", record.Trait{ID: "t3", Group: 7}, nil, false},
		{"more together than alone", rep, "s7", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, []record.Joint{{Traits: []record.ID{"t1"}, Group: 41}}, false},
		{"together with nothing known", rep, "s7", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, []record.Joint{{Traits: []record.ID{"t9"}, Group: 4}}, false},
		{"of somebody on the record", rep, "edi", record.Trait{ID: "t3", Text: "from Omsk", Group: 70}, nil, false},
	} {
		got, events, err := AddTrait(d.State, c.m, c.actor, c.trait, c.joint, "")
		if (err == nil) != c.allowed {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			continue
		}
		a := events[0].(*event.ActorRecorded).Actor
		if got.ID == "" || len(events) != 1 || a.ID != c.actor || len(d.State.Actors[c.actor].Traits) != 2 {
			t.Errorf("%s: %+v", c.name, a)
		}
	}
}

func TestRefuseTrait(t *testing.T) {
	if _, err := RefuseTrait(Member{ID: "rep", Role: record.Reporter}, record.HintAnswer{Hint: "x", Reason: " "}); err == nil {
		t.Error("without a reason")
	}
	if _, err := RefuseTrait(Member{ID: "rea", Role: record.Reader}, record.HintAnswer{Hint: "x", Reason: "no"}); err == nil {
		t.Error("by a reader")
	}
	events, err := RefuseTrait(Member{ID: "rep", Role: record.Reporter}, record.HintAnswer{Hint: "x", Reason: "no"})
	if err != nil || events[0].(*event.HintAnswered).Answer.By != "rep" || events[0].(*event.HintAnswered).Answer.Answer != record.Refused {
		t.Errorf("%v %v", events, err)
	}
}
