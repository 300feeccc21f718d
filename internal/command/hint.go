package command

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/hint"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// AnswerHint decides what a member's answer to a hint records, which alone changes
// what R1 counts. About two actors that is a dependence note, "dependent" or
// "independent". Otherwise it is the derivation or the group of copies, if the hint
// was accepted, and the answer itself with its reason in either case.
func AnswerHint(s *view.State, m Member, h hint.Hint, answer record.Answer, reason string) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, problem.New(problem.Usage, "", "an answer to a hint needs a reason", `give one with --reason "…"`)
	}
	if h.Proposes.Record == hint.Dependence {
		verdict := record.Independent
		if answer == record.Accepted {
			verdict = record.Dependent
		}
		return []event.Event{&event.DependenceNoted{Dependence: record.Dependence{
			A: h.Proposes.A, B: h.Proposes.B, Verdict: verdict, Reason: reason, By: m.ID,
		}}}, nil
	}
	said := record.HintAnswer{Hint: h.Fingerprint, Kind: string(h.Kind), About: h.Statements[:], Answer: answer, Reason: reason, By: m.ID}
	if h.Proposes.Record == hint.NearDup {
		said.About = h.Proposes.Evidence
	}
	events := []event.Event{&event.HintAnswered{Answer: said}}
	switch {
	case answer != record.Accepted:
	case h.Proposes.Record == hint.NearDup:
		events = append(events, group(s, h.Proposes.Evidence)...)
	default:
		next := *s.Statements[h.Proposes.Statement]
		next.DerivedFrom = append(slices.Clip(next.DerivedFrom), record.Derivation{Statement: h.Proposes.From, How: "relays"})
		events = append(events, &event.StatementRecorded{Statement: next})
	}
	return events, nil
}

// group puts items of evidence into one group of near duplicates, with whatever was in
// a group with one of them. The group is that of the first which is in one; a new one
// is called after the first item.
func group(s *view.State, items []record.ID) []event.Event {
	name, old := "", map[string]bool{}
	for _, id := range items {
		if g := s.Evidence[id].NearDupGroup; g != "" {
			old[g] = true
			if name == "" {
				name = g
			}
		}
	}
	if name == "" {
		name = unused(s, string(items[0]))
	}
	var events []event.Event
	for _, id := range record.SortedKeys(s.Evidence) {
		e := *s.Evidence[id]
		if e.NearDupGroup != name && (slices.Contains(items, id) || old[e.NearDupGroup]) {
			e.NearDupGroup = name
			events = append(events, &event.EvidenceAmended{Evidence: e})
		}
	}
	return events
}

// unused makes a group's name that nobody else's group has.
func unused(s *view.State, name string) string {
	for _, e := range s.Evidence {
		if e.NearDupGroup == name {
			return unused(s, name+"-copies")
		}
	}
	return name
}
