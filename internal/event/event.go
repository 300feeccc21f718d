// Package event has every fact that can have happened to a casefile, in the past
// tense, as a type with a fixed kind string and a version, and its canonical
// bytes. A kind or version, once here, is never removed or changed.
package event

import (
	"bytes"
	"encoding/json"
	"fmt"

	"onrecord.dev/onrecord/internal/record"
)

// Event is one fact. Its JSON, fields in the order of the type, without
// superfluous white space, is its canonical form.
type Event interface {
	Kind() string
	Version() int
}

// Marshal gives the canonical bytes of an event's body.
func Marshal(e Event) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, fmt.Errorf("event %s: %w", e.Kind(), err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Unmarshal reads an event's body. It refuses unknown kinds, versions and
// fields, and bytes that are not canonical, so that one fact has one form.
func Unmarshal(kind string, version int, body []byte) (Event, error) {
	mk, ok := kinds[key{kind, version}]
	if !ok {
		return nil, fmt.Errorf("event kind %q version %d is not known to this version of onrecord", kind, version)
	}
	e := mk()
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(e); err != nil {
		return nil, fmt.Errorf("event %s: malformed body", kind)
	}
	again, err := Marshal(e)
	if err != nil || !bytes.Equal(again, body) {
		return nil, fmt.Errorf("event %s: body is not canonical", kind)
	}
	return e, nil
}

// Reread gives an event as a reader of the ledger will get it. What is applied
// to a state must be that, so that a rebuild gives the same.
func Reread(e Event) (Event, error) {
	body, err := Marshal(e)
	if err != nil {
		return nil, err
	}
	return Unmarshal(e.Kind(), e.Version(), body)
}

type key struct {
	kind    string
	version int
}

// kinds makes an empty event of each kind and version.
var kinds = map[key]func() Event{
	{"casefile.created", 1}:   func() Event { return new(CasefileCreated) },
	{"case.described", 1}:     func() Event { return new(CaseDescribed) },
	{"policy.set", 1}:         func() Event { return new(PolicySet) },
	{"actor.recorded", 1}:     func() Event { return new(ActorRecorded) },
	{"identity.sealed", 1}:    func() Event { return new(IdentitySealed) },
	{"identity.unsealed", 1}:  func() Event { return new(IdentityUnsealed) },
	{"identity.burned", 1}:    func() Event { return new(IdentityBurned) },
	{"identity.released", 1}:  func() Event { return new(IdentityReleased) },
	{"original.stored", 1}:    func() Event { return new(OriginalStored) },
	{"evidence.added", 1}:     func() Event { return new(EvidenceAdded) },
	{"evidence.amended", 1}:   func() Event { return new(EvidenceAmended) },
	{"container.opened", 1}:   func() Event { return new(ContainerOpened) },
	{"text.read", 1}:          func() Event { return new(TextRead) },
	{"statement.recorded", 1}: func() Event { return new(StatementRecorded) },
	{"claim.recorded", 1}:     func() Event { return new(ClaimRecorded) },
	{"link.recorded", 1}:      func() Event { return new(LinkRecorded) },
	{"dependence.noted", 1}:   func() Event { return new(DependenceNoted) },
	{"hint.answered", 1}:      func() Event { return new(HintAnswered) },
	{"request.recorded", 1}:   func() Event { return new(RequestRecorded) },
	{"roll.recorded", 1}:      func() Event { return new(RollRecorded) },
	{"matter.recorded", 1}:    func() Event { return new(MatterRecorded) },
	{"member.recorded", 1}:    func() Event { return new(MemberRecorded) },
	{"member.keyed", 1}:       func() Event { return new(MemberKeyed) },
	{"finding.waived", 1}:     func() Event { return new(FindingWaived) },
	{"draft.checked", 1}:      func() Event { return new(DraftChecked) },
	{"manifest.sealed", 1}:    func() Event { return new(ManifestSealed) },
	{"story.released", 1}:     func() Event { return new(StoryReleased) },
	{"casefile.exported", 1}:  func() Event { return new(CasefileExported) },
}

// Kinds lists every kind with its versions, in no order; for the test that
// holds a golden file of each.
func Kinds() map[string][]int {
	out := map[string][]int{}
	for k := range kinds {
		out[k.kind] = append(out[k.kind], k.version)
	}
	return out
}

// CasefileCreated opens the ledger.
type CasefileCreated struct {
	Origin string    `json:"origin"` // of the ledger's checkpoints; tells nothing
	LogKey string    `json:"log_key"`
	Member record.ID `json:"member"`
}

// CaseDescribed gives the investigation its title and language.
type CaseDescribed struct {
	Case record.Case `json:"case"`
}

// PolicySet replaces the desk's policy.
type PolicySet struct {
	Policy record.Policy `json:"policy"`
}

// ActorRecorded replaces what is openly recorded of an actor.
type ActorRecorded struct {
	Actor record.Actor `json:"actor"`
}

// IdentitySealed holds one part of a protected identity under a key of its own,
// and its blind index under another, so that each can be destroyed alone.
type IdentitySealed struct {
	Actor    record.ID `json:"actor"`
	Part     string    `json:"part"`      // names | identifiers
	Key      string    `json:"key"`       // opaque name of the identity key
	Sealed   []byte    `json:"sealed"`    // ciphertext under the identity key
	GuardKey string    `json:"guard_key"` // opaque name of the guard key
	Guard    []byte    `json:"guard"`     // ciphertext of the blind index under the guard key
}

// IdentityUnsealed is logged before anything is shown.
type IdentityUnsealed struct {
	Actor  record.ID `json:"actor"`
	Reason string    `json:"reason"`
}

// IdentityBurned says that the identity keys of an actor were destroyed.
type IdentityBurned struct {
	Actor  record.ID `json:"actor"`
	Reason string    `json:"reason,omitempty"`
	Forget bool      `json:"forget,omitempty"` // the blind index too
}

// IdentityReleased says that an actor is protected no longer.
type IdentityReleased struct {
	Actor record.ID `json:"actor"`
}

// OriginalStored stands in the ledger beside EvidenceAdded so that the hash of
// an original can be shown to a court without showing anything else.
type OriginalStored struct {
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// EvidenceAdded records a new item of evidence.
type EvidenceAdded struct {
	Evidence record.Evidence `json:"evidence"`
}

// EvidenceAmended replaces what is recorded about an item; its original never changes.
type EvidenceAmended struct {
	Evidence record.Evidence `json:"evidence"`
}

// TextRead says that the text of an item was read again, after it was recorded:
// from its pixels, or with a newer reader. It replaces an earlier one of the item.
// The text itself is not in the ledger.
type TextRead struct {
	Evidence record.ID      `json:"evidence"`
	Reading  record.Reading `json:"reading"`
}

// StatementRecorded replaces a statement.
type StatementRecorded struct {
	Statement record.Statement `json:"statement"`
}

// ClaimRecorded replaces a claim.
type ClaimRecorded struct {
	Claim record.Claim `json:"claim"`
}

// ContainerOpened replaces what is known of the files in an item of evidence.
type ContainerOpened struct {
	Container record.Container `json:"container"`
}

// LinkRecorded replaces the link of a statement to a claim.
type LinkRecorded struct {
	Link record.Link `json:"link"`
}

// DependenceNoted replaces the note on a pair of actors.
type DependenceNoted struct {
	Dependence record.Dependence `json:"dependence"`
}

// HintAnswered says what a member made of a hint of dependence that no dependence
// note answers.
type HintAnswered struct {
	Answer record.HintAnswer `json:"answer"`
}

// RequestRecorded replaces a request for comment.
type RequestRecorded struct {
	Request record.Request `json:"request"`
}

// RollRecorded replaces a roll.
type RollRecorded struct {
	Roll record.Roll `json:"roll"`
}

// MatterRecorded replaces a matter.
type MatterRecorded struct {
	Matter record.Matter `json:"matter"`
}

// MemberRecorded replaces a member's entry.
type MemberRecorded struct {
	Member record.Member `json:"member"`
}

// MemberKeyed gives a member a key, and with it the rights of his role.
type MemberKeyed struct {
	Member    record.ID   `json:"member"`
	Role      record.Role `json:"role"`
	Recipient string      `json:"recipient"`  // age recipient
	VerifyKey []byte      `json:"verify_key"` // Ed25519, for what he signs
}

// FindingWaived is a member's signed reason to pass over a finding.
type FindingWaived struct {
	Fingerprint string    `json:"fingerprint"`
	Rule        string    `json:"rule,omitempty"`
	Reason      string    `json:"reason"`
	By          record.ID `json:"by"`
	Signature   []byte    `json:"signature"` // Ed25519 over WaiverText
}

// WaiverText is what a member signs to waive a finding.
func WaiverText(fingerprint, reason string, by record.ID) []byte {
	b, _ := json.Marshal([]string{"onrecord.waiver/1", fingerprint, reason, string(by)})
	return b
}

// DraftChecked says what the gate found in a draft. Claims, of a draft that
// passed, are digests of the results that it rests on.
type DraftChecked struct {
	Draft    string               `json:"draft"`
	SHA256   string               `json:"sha256"`
	Passed   bool                 `json:"passed"`
	Findings map[string]string    `json:"findings,omitempty"` // rule by fingerprint, waived ones too
	Claims   map[record.ID]string `json:"claims,omitempty"`
}

// ManifestSealed commits to a release's manifest and to nothing else, so that
// it can be opened to any reader.
type ManifestSealed struct {
	SHA256 string `json:"sha256"`
}

// StoryReleased says what a release put before readers. Text and Shown are for traits
// that are recorded after it: what was once told cannot be taken back. Releases made
// before there were these two have the traits alone that were known at the time.
type StoryReleased struct {
	Slug     string                    `json:"slug"`
	Manifest string                    `json:"manifest"` // SHA-256
	Used     []record.ID               `json:"used,omitempty"`
	Traits   map[record.ID][]record.ID `json:"traits,omitempty"`
	Shown    []record.ID               `json:"shown,omitempty"` // evidence in it
	Text     string                    `json:"text,omitempty"`  // of its page
}

// CasefileExported is logged when an export left the casefile with identities.
type CasefileExported struct {
	Format     string `json:"format"`
	Identities bool   `json:"identities,omitempty"`
}
