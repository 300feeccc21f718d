package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// Import is a casefile document ready to be decided on.
type Import struct {
	Document  *exchange.Document
	Originals map[record.ID]*record.Original // of the evidence whose content came with the document
	// Seal seals one part of an identity under fresh keys.
	Seal func(actor record.ID, part string, secrets []record.Secret) (*event.IdentitySealed, error)
	// Same reports whether a part is sealed already with just these secrets.
	Same func(actor record.ID, part string, secrets []record.Secret) bool
	// Clean puts [sealed] in the place of protected strings, as export does.
	Clean func(string) string
}

// order in which kinds are recorded, so that a reader of the ledger meets a
// record before what refers to it.
var order = []string{"case", "policy", "member", "actor", "evidence", "container", "statement", "claim", "link", "dependence", "hint", "request", "roll", "matter"}

// ImportDocument decides what a casefile document changes: all of it or nothing.
// Records that stay the same make no event.
func ImportDocument(s *view.State, m Member, at time.Time, in Import) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	next := s.Fork()
	var events []event.Event
	for _, kind := range order {
		for _, p := range patches(in.Document, kind) {
			es, err := in.patch(next, m, p)
			if err != nil {
				return nil, err
			}
			for _, e := range es {
				if _, err := next.Apply(0, at, e); err != nil {
					return nil, err
				}
			}
			events = append(events, es...)
		}
	}
	return events, in.Document.Refuse(exchange.Validate(next.Casefile))
}

// patches gives the document's patches of one kind, in its order.
func patches(d *exchange.Document, kind string) []exchange.Patch {
	switch kind {
	case "case":
		return optional(d.Case)
	case "policy":
		return optional(d.Policy)
	case "link":
		return d.Links
	case "dependence":
		return d.Dependence
	case "hint":
		return d.Hints
	case "container":
		return d.Containers
	}
	var out []exchange.Patch
	for _, p := range d.Records {
		if p.Kind == kind {
			out = append(out, p)
		}
	}
	return out
}

func optional(p *exchange.Patch) []exchange.Patch {
	if p == nil {
		return nil
	}
	return []exchange.Patch{*p}
}

func (in Import) patch(s *view.State, m Member, p exchange.Patch) ([]event.Event, error) {
	old := recordOf(s, p)
	if old != nil {
		p = p.KeepSealed(old, in.Clean)
	}
	merged, err := p.Apply(old)
	if err != nil {
		return nil, err
	}
	if r, ok := merged.(*record.Member); ok && r.ID == record.Owner {
		r.Role = record.Every // whatever a document says: who ran init has every role
	}
	if err := keeps(s, m, p, merged); err != nil {
		return nil, err
	}
	switch r := merged.(type) {
	case *record.Actor:
		return in.actor(s, m, p, r)
	case *record.Evidence:
		return in.evidence(s, p, r)
	}
	if same(old, merged) {
		return nil, nil
	}
	e, err := recorded(merged)
	if err != nil {
		return nil, err
	}
	return []event.Event{e}, nil
}

// actor records what is open of an actor and seals what is not.
func (in Import) actor(s *view.State, m Member, p exchange.Patch, a *record.Actor) ([]event.Event, error) {
	var events []event.Event
	old := s.Actors[a.ID]
	if old != nil {
		a.Protected = old.Protected
	}
	id := p.Identity
	release := id != nil && id.Clear && old != nil && old.Protected
	if release {
		if !m.May(Unseal) {
			return nil, problem.New(problem.Refused, p.Where, "only a custodian may end a protection", "leave the key protected out, or ask a custodian")
		}
		a.Protected = false
	} else if id != nil && !id.Clear {
		a.Protected = true
	}
	if old == nil || !same(old, a) {
		events = append(events, &event.ActorRecorded{Actor: *a})
	}
	if release {
		return append(events, &event.IdentityReleased{Actor: a.ID}), nil
	}
	if id == nil || id.Keep {
		return events, nil
	}
	for _, part := range []struct {
		name    string
		secrets *[]record.Secret
	}{{view.PartNames, id.Names}, {view.PartIdentifiers, id.Identifiers}} {
		if part.secrets == nil || in.Same(a.ID, part.name, *part.secrets) {
			continue
		}
		if err := mayReseal(s, m, p, part.name, *part.secrets); err != nil {
			return nil, err
		}
		sealed, err := in.Seal(a.ID, part.name, *part.secrets)
		if err != nil {
			return nil, err
		}
		events = append(events, sealed)
	}
	return events, nil
}

// mayReseal says why a part of an identity that is sealed already cannot be sealed
// anew by this member: what is left out of it is protected no longer.
func mayReseal(s *view.State, m Member, p exchange.Patch, part string, secrets []record.Secret) error {
	if s.Seal(p.ID, part) == nil || s.Burn(p.ID, part) != nil {
		return nil
	}
	if len(secrets) == 0 && !m.May(Unseal) {
		return problem.New(problem.Refused, p.Where, "only a custodian may end a protection", "leave the key "+part+" out, or ask a custodian")
	}
	if !m.May(Protect) {
		return problem.New(problem.Refused, p.Where, "your role ("+string(m.Role)+") has no right to replace a sealed identity",
			"leave the key "+part+" out, or ask "+whoMay(Protect))
	}
	return nil
}

// evidence adds an item, or amends what is recorded about one. Originals never change.
func (in Import) evidence(s *view.State, p exchange.Patch, e *record.Evidence) ([]event.Event, error) {
	old := s.Evidence[e.ID]
	given := in.Originals[e.ID]
	switch {
	case old == nil:
		e.Original = given
		return addEvidence(*e), nil
	case given != nil && old.Original != nil && given.SHA256 != old.Original.SHA256:
		return nil, problem.New(problem.Usage, p.Where, "evidence is immutable, and this is another file than the one recorded", "give the new file an id of its own")
	case given != nil && old.Original == nil:
		e.Original = given
		return []event.Event{&event.OriginalStored{SHA256: given.SHA256, Size: given.Size}, &event.EvidenceAmended{Evidence: *e}}, nil
	}
	e.Original = old.Original
	if same(old, e) {
		return nil, nil
	}
	return []event.Event{&event.EvidenceAmended{Evidence: *e}}, nil
}

func addEvidence(e record.Evidence) []event.Event {
	added := &event.EvidenceAdded{Evidence: e}
	if e.Original == nil {
		return []event.Event{added}
	}
	return []event.Event{&event.OriginalStored{SHA256: e.Original.SHA256, Size: e.Original.Size}, added}
}

// AddEvidence decides that a single item of evidence is taken in.
func AddEvidence(s *view.State, m Member, e record.Evidence) ([]event.Event, error) {
	if err := m.Need(Record); err != nil {
		return nil, err
	}
	if err := free(s, e.ID); err != nil {
		return nil, err
	}
	if from := record.ID(e.AcquiredFrom); from != "" && from != record.Desk && s.Actors[from] == nil {
		return nil, Unknown("actor", from)
	}
	return addEvidence(e), nil
}

func recordOf(s *view.State, p exchange.Patch) any {
	switch p.Kind {
	case "case":
		return &s.Case
	case "policy":
		return &s.Policy
	case "actor":
		return orNil(s.Actors[p.ID])
	case "evidence":
		return orNil(s.Evidence[p.ID])
	case "statement":
		return orNil(s.Statements[p.ID])
	case "claim":
		return orNil(s.Claims[p.ID])
	case "link":
		return orNil(s.Links[record.LinkKey{Statement: p.ID, Claim: p.ID2}])
	case "dependence":
		return orNil(s.Dependence[record.Pair(p.ID, p.ID2)])
	case "hint":
		return orNil(s.Answers[string(p.ID)])
	case "container":
		return orNil(s.Containers[p.ID])
	case "request":
		return orNil(s.Requests[p.ID])
	case "roll":
		return orNil(s.Rolls[p.ID])
	case "matter":
		return orNil(s.Matters[p.ID])
	case "member":
		return orNil(s.Members[p.ID])
	}
	return nil
}

func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return p
}

func recorded(r any) (event.Event, error) {
	switch r := r.(type) {
	case *record.Case:
		return &event.CaseDescribed{Case: *r}, nil
	case *record.Policy:
		return &event.PolicySet{Policy: *r}, nil
	case *record.Statement:
		return &event.StatementRecorded{Statement: *r}, nil
	case *record.Claim:
		return &event.ClaimRecorded{Claim: *r}, nil
	case *record.Link:
		return &event.LinkRecorded{Link: *r}, nil
	case *record.Dependence:
		return &event.DependenceNoted{Dependence: *r}, nil
	case *record.Container:
		return &event.ContainerOpened{Container: *r}, nil
	case *record.HintAnswer:
		return &event.HintAnswered{Answer: *r}, nil
	case *record.Request:
		return &event.RequestRecorded{Request: *r}, nil
	case *record.Roll:
		return &event.RollRecorded{Roll: *r}, nil
	case *record.Matter:
		return &event.MatterRecorded{Matter: *r}, nil
	case *record.Member:
		return &event.MemberRecorded{Member: *r}, nil
	}
	return nil, fmt.Errorf("command: no event records a %T", r)
}

func same(a, b any) bool {
	if a == nil || b == nil {
		return false
	}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
