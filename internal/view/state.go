package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// State is all that commands and checks read.
type State struct {
	*record.Casefile
	Created  *event.CasefileCreated
	Seals    map[string]*event.IdentitySealed // by actor|part, without their blind index
	Burns    map[string]*Burn                 // by actor|part
	Keys     map[record.ID]*event.MemberKeyed
	Waivers  map[string]*event.FindingWaived // by fingerprint|member
	Checked  map[string]*event.DraftChecked  // by draft, the last check
	Passed   map[string]*Pass                // by draft, the last pass
	Readings map[record.ID]*record.Reading   // of texts that were read again
	releases map[string]*Release
	holders  map[string][]record.ID // of an original, by its hash, in order
}

// NewState gives the state before anything happened.
func NewState() *State {
	return &State{
		Casefile: record.NewCasefile(),
		Seals:    map[string]*event.IdentitySealed{},
		Burns:    map[string]*Burn{},
		Keys:     map[record.ID]*event.MemberKeyed{},
		Waivers:  map[string]*event.FindingWaived{},
		Checked:  map[string]*event.DraftChecked{},
		Passed:   map[string]*Pass{},
		Readings: map[record.ID]*record.Reading{},
		releases: map[string]*Release{},
		holders:  map[string][]record.ID{},
	}
}

// Seal gives the sealed part of an actor's identity, or nil.
func (s *State) Seal(actor record.ID, part string) *event.IdentitySealed {
	return s.Seals[SealID(actor, part)]
}

// Burn gives the burn of a part of an actor's identity, or nil.
func (s *State) Burn(actor record.ID, part string) *Burn { return s.Burns[SealID(actor, part)] }

// Burned gives the burn of an identity of which nothing can be opened any more,
// or nil. Forget is set where its blind index is gone too.
func (s *State) Burned(actor record.ID) *Burn {
	var out *Burn
	for _, part := range Parts {
		b := s.Burn(actor, part)
		switch {
		case b == nil && s.Seal(actor, part) != nil:
			return nil
		case b != nil && (out == nil || out.Forget):
			out = b
		}
	}
	return out
}

// Kept says how the identity of a protected actor is kept: sealed, burned, forgotten
// (burned with its blind index), or empty where none was recorded.
func (s *State) Kept(actor record.ID) string {
	switch b := s.Burned(actor); {
	case b != nil && b.Forget:
		return "forgotten"
	case b != nil:
		return "burned"
	case s.Seal(actor, PartNames) != nil || s.Seal(actor, PartIdentifiers) != nil:
		return "sealed"
	}
	return "empty"
}

// Holders gives the evidence whose original has the hash, in order of id. The
// reader must not change it.
func (s *State) Holders(sha256 string) []record.ID { return s.holders[sha256] }

// hold keeps the holders true when an item of evidence is recorded.
func (s *State) hold(id record.ID, e *record.Evidence) {
	old := s.Evidence[id]
	if old != nil && old.Original != nil {
		if e.Original != nil && e.Original.SHA256 == old.Original.SHA256 {
			return
		}
		rest := slices.DeleteFunc(slices.Clone(s.holders[old.Original.SHA256]), func(h record.ID) bool { return h == id })
		if s.holders[old.Original.SHA256] = rest; len(rest) == 0 {
			delete(s.holders, old.Original.SHA256)
		}
	}
	if e.Original != nil {
		all := s.holders[e.Original.SHA256]
		i, _ := slices.BinarySearch(all, id)
		// Clipped: a fork may share the list.
		s.holders[e.Original.SHA256] = slices.Insert(slices.Clip(all), i, id)
	}
}

// Releases gives the publications so far, oldest first.
func (s *State) Releases() []*Release {
	out := make([]*Release, 0, len(s.releases))
	for _, k := range record.SortedKeys(s.releases) {
		out = append(out, s.releases[k])
	}
	return out
}

// Apply takes an event into the state and gives the rows that it set.
func (s *State) Apply(seq int64, at time.Time, e event.Event) ([]Row, error) {
	rows := Rows(seq, at, e)
	for _, r := range rows {
		if err := s.Set(r); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// Put takes a stored row into the state.
func (s *State) Put(kind, id string, body []byte) error {
	r, err := Read(kind, id, body)
	if err != nil {
		return err
	}
	return s.Set(r)
}

// Read gives a row from its stored form.
func Read(kind, id string, body []byte) (Row, error) {
	v := empty(kind)
	if v == nil {
		return Row{}, fmt.Errorf("view: unknown kind of row %q", kind)
	}
	if g, ok := v.(*Guarded); ok {
		return Row{kind, id, v}, g.UnmarshalBinary(body)
	}
	if err := json.Unmarshal(body, v); err != nil {
		return Row{}, fmt.Errorf("view: row of kind %q cannot be read", kind)
	}
	return Row{kind, id, v}, nil
}

func empty(kind string) any {
	switch kind {
	case rowCreated:
		return new(event.CasefileCreated)
	case rowCase:
		return new(record.Case)
	case rowPolicy:
		return new(record.Policy)
	case "actor":
		return new(record.Actor)
	case RowSeal:
		return new(event.IdentitySealed)
	case RowGuard:
		return new(Guarded)
	case rowBurn:
		return new(Burn)
	case "evidence":
		return new(record.Evidence)
	case "statement":
		return new(record.Statement)
	case "claim":
		return new(record.Claim)
	case rowLink:
		return new(record.Link)
	case rowDependence:
		return new(record.Dependence)
	case rowAnswer:
		return new(record.HintAnswer)
	case rowContainer:
		return new(record.Container)
	case "request":
		return new(record.Request)
	case "roll":
		return new(record.Roll)
	case "matter":
		return new(record.Matter)
	case "member":
		return new(record.Member)
	case rowKey:
		return new(event.MemberKeyed)
	case rowWaiver:
		return new(event.FindingWaived)
	case rowChecked:
		return new(event.DraftChecked)
	case rowPassed:
		return new(Pass)
	case rowRelease:
		return new(Release)
	case rowReading:
		return new(record.Reading)
	}
	return nil
}

// Set takes a row into the state.
func (s *State) Set(r Row) error {
	id := record.ID(r.ID)
	first, second, _ := strings.Cut(r.ID, "|")
	switch r.Kind {
	case rowCreated:
		s.Created = r.Value.(*event.CasefileCreated)
	case rowCase:
		s.Case = *r.Value.(*record.Case)
	case rowPolicy:
		s.Policy = *r.Value.(*record.Policy)
	case "actor":
		put(s.Actors, id, r.Value)
	case RowSeal:
		put(s.Seals, r.ID, r.Value)
	case RowGuard:
		// The store alone holds it.
	case rowBurn:
		put(s.Burns, r.ID, r.Value)
	case "evidence":
		s.hold(id, r.Value.(*record.Evidence))
		put(s.Evidence, id, r.Value)
	case "statement":
		put(s.Statements, id, r.Value)
	case "claim":
		put(s.Claims, id, r.Value)
	case rowLink:
		put(s.Links, record.LinkKey{Statement: record.ID(first), Claim: record.ID(second)}, r.Value)
	case rowDependence:
		put(s.Dependence, record.PairKey{A: record.ID(first), B: record.ID(second)}, r.Value)
	case rowAnswer:
		put(s.Answers, r.ID, r.Value)
	case rowContainer:
		put(s.Containers, id, r.Value)
	case "request":
		put(s.Requests, id, r.Value)
	case "roll":
		put(s.Rolls, id, r.Value)
	case "matter":
		put(s.Matters, id, r.Value)
	case "member":
		put(s.Members, id, r.Value)
	case rowKey:
		put(s.Keys, id, r.Value)
	case rowWaiver:
		put(s.Waivers, r.ID, r.Value)
	case rowChecked:
		put(s.Checked, r.ID, r.Value)
	case rowPassed:
		put(s.Passed, r.ID, r.Value)
	case rowReading:
		put(s.Readings, id, r.Value)
	case rowRelease:
		put(s.releases, r.ID, r.Value)
	default:
		return fmt.Errorf("view: unknown kind of row %q", r.Kind)
	}
	return nil
}

func put[K comparable, V any](m map[K]*V, k K, v any) {
	if v == nil {
		delete(m, k)
		return
	}
	m[k] = v.(*V)
}

// Fork gives a state that can take events without changing this one. The
// records themselves are shared; events replace records, they never write into them.
func (s *State) Fork() *State {
	c := *s.Casefile
	c.Actors, c.Evidence = clone(c.Actors), clone(c.Evidence)
	c.Statements, c.Claims = clone(c.Statements), clone(c.Claims)
	c.Links, c.Dependence = clone(c.Links), clone(c.Dependence)
	c.Answers, c.Containers = clone(c.Answers), clone(c.Containers)
	c.Requests, c.Rolls = clone(c.Requests), clone(c.Rolls)
	c.Matters, c.Members = clone(c.Matters), clone(c.Members)
	return &State{
		Casefile: &c, Created: s.Created, Seals: clone(s.Seals), Burns: clone(s.Burns),
		Keys: clone(s.Keys), Waivers: clone(s.Waivers),
		Checked: clone(s.Checked), Passed: clone(s.Passed), releases: clone(s.releases),
		holders: clone(s.holders), Readings: clone(s.Readings),
	}
}

func clone[K comparable, V any](m map[K]V) map[K]V {
	out := make(map[K]V, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// WaiversOf gives the waivers of a finding, by member.
func (s *State) WaiversOf(fingerprint string) []*event.FindingWaived {
	var out []*event.FindingWaived
	for _, w := range s.Waivers {
		if w.Fingerprint == fingerprint {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b *event.FindingWaived) int { return strings.Compare(string(a.By), string(b.By)) })
	return out
}

// RuleOf gives the rule that raised a finding in the last check of a draft, or "".
func (s *State) RuleOf(fingerprint string) string {
	for _, name := range record.SortedKeys(s.Checked) {
		if rule := s.Checked[name].Findings[fingerprint]; rule != "" {
			return rule
		}
	}
	return ""
}
