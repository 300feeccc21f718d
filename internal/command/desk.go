package command

import (
	"bytes"
	"strings"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// Found opens a casefile: its ledger, and the owner with his key.
func Found(origin, logKey, recipient string, verifyKey []byte) []event.Event {
	return []event.Event{
		&event.CasefileCreated{Origin: origin, LogKey: logKey, Member: record.Owner},
		&event.MemberRecorded{Member: record.Member{ID: record.Owner, Role: record.Every}},
		&event.MemberKeyed{Member: record.Owner, Role: record.Every, Recipient: recipient, VerifyKey: verifyKey},
	}
}

// AdmitMember decides that a member gets a key, and with it the rights of a role.
// The same again is no event, and no problem.
func AdmitMember(s *view.State, m Member, id record.ID, role record.Role, recipient string, verifyKey []byte) ([]event.Event, error) {
	if err := m.Need(Admit); err != nil {
		return nil, err
	}
	if role == "" && s.Members[id] != nil {
		role = s.Members[id].Role
	}
	switch role {
	case record.Reporter, record.Editor, record.Custodian, record.Checker, record.Reader:
	default:
		return nil, problem.New(problem.Usage, "role", "not one of the words allowed here", "use reporter, editor, custodian, checker, reader")
	}
	if k := s.Keys[id]; k != nil {
		if k.Recipient == recipient && k.Role == role && bytes.Equal(k.VerifyKey, verifyKey) {
			return nil, nil // admitted already
		}
		return nil, problem.New(problem.Usage, string(id), "this member has a key already", "")
	}
	for _, k := range s.Keys {
		if k.Recipient == recipient {
			return nil, problem.New(problem.Usage, "", "this key belongs to a member already", "every member needs a key of his own")
		}
	}
	var events []event.Event
	if s.Members[id] == nil {
		if err := free(s, id); err != nil {
			return nil, err
		}
	}
	if s.Members[id] == nil || s.Members[id].Role != role {
		events = append(events, &event.MemberRecorded{Member: record.Member{ID: id, Role: role}})
	}
	return append(events, &event.MemberKeyed{Member: id, Role: role, Recipient: recipient, VerifyKey: verifyKey}), nil
}

// WaiveFinding decides that a finding is passed over. A finding of a protection
// rule needs two members, and the second must be a custodian.
func WaiveFinding(s *view.State, m Member, fingerprint string, protection func(rule string) bool, reason string, sign func([]byte) []byte) ([]event.Event, error) {
	if err := m.Need(Waive); err != nil {
		return nil, err
	}
	rule := s.RuleOf(fingerprint)
	if rule == "" {
		return nil, problem.New(problem.Usage, "", "no finding of the last checks has this fingerprint", "run onrecord check and copy it from there")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return nil, problem.New(problem.Usage, "", "a waiver needs a reason", `give one with --reason "…"`)
	}
	before := s.WaiversOf(fingerprint)
	for _, w := range before {
		if w.By == m.ID {
			return nil, problem.New(problem.Usage, fingerprint, "you have waived this finding already", "")
		}
	}
	if protection(rule) {
		if err := second(s, m, len(before) > 0); err != nil {
			return nil, err
		}
	}
	w := &event.FindingWaived{Fingerprint: fingerprint, Rule: rule, Reason: reason, By: m.ID}
	w.Signature = sign(event.WaiverText(fingerprint, reason, m.ID))
	return []event.Event{w}, nil
}

// second says why a protection finding cannot be waived by this member now.
func second(s *view.State, m Member, others bool) error {
	if others {
		if !Custody(m.Role) {
			return problem.New(problem.Refused, "", "the second signature under a protection finding must be a custodian's", "ask a custodian of this casefile")
		}
		return nil
	}
	for id, k := range s.Keys {
		if id != m.ID && Custody(k.Role) {
			return nil
		}
	}
	return problem.New(problem.Refused, "", "a finding that protects a source needs a second member, a custodian, and this casefile has none",
		"mend the draft, or admit a custodian with onrecord member add")
}

// NoteCheck decides whether the outcome of a check is worth recording: it is
// where it differs from the last one's.
func NoteCheck(s *view.State, e *event.DraftChecked) []event.Event {
	if old := s.Checked[e.Draft]; old != nil && same(old, e) {
		return nil
	}
	return []event.Event{e}
}

// Release decides that a story goes out.
func Release(m Member, e event.StoryReleased) ([]event.Event, error) {
	if err := m.Need(Publish); err != nil {
		return nil, err
	}
	return []event.Event{&event.ManifestSealed{SHA256: e.Manifest}, &e}, nil
}

// HandOut decides that an export with identities leaves the casefile.
func HandOut(m Member, format string) ([]event.Event, error) {
	if err := m.Need(Hand); err != nil {
		return nil, err
	}
	return []event.Event{&event.CasefileExported{Format: format, Identities: true}}, nil
}
