package record

import "slices"

// Case describes the investigation.
type Case struct {
	ID       ID     `json:"id,omitempty"`
	Title    string `json:"title,omitempty"`
	Language string `json:"language,omitempty"` // BCP 47
}

// Policy holds the desk's choices that rule set R1 and the gate read.
type Policy struct {
	CorroboratedAt int    `json:"corroborated_at,omitempty"` // least S for corroborated; default 2
	Conduits       string `json:"conduits,omitempty"`        // count (default) | ignore
	MinGroup       int    `json:"min_group,omitempty"`       // least size of the group a used source may be narrowed to; default 50
}

// Defaults of the policy.
const (
	DefaultCorroboratedAt = 2
	DefaultMinGroup       = 50
	ConduitsCount         = "count"
	ConduitsIgnore        = "ignore"
)

// WithDefaults fills what was left out.
func (p Policy) WithDefaults() Policy {
	if p.CorroboratedAt == 0 {
		p.CorroboratedAt = DefaultCorroboratedAt
	}
	if p.Conduits == "" {
		p.Conduits = ConduitsCount
	}
	if p.MinGroup == 0 {
		p.MinGroup = DefaultMinGroup
	}
	return p
}

// Actor is a person, organisation, unit or account that speaks or is spoken of.
type Actor struct {
	ID         ID        `json:"id"`
	Type       ActorType `json:"type"`
	Names      []string  `json:"names,omitempty"` // public names
	SameAs     []ID      `json:"same_as,omitempty"`
	SpeaksFor  ID        `json:"speaks_for,omitempty"`
	Protected  bool      `json:"protected,omitempty"` // identity sealed; the identity itself is never here
	Descriptor string    `json:"descriptor,omitempty"`
	Terms      Terms     `json:"terms,omitempty"` // empty = on-record
	Reason     string    `json:"reason,omitempty"`
	KnownTo    []ID      `json:"known_to,omitempty"`
	Consent    []Consent `json:"consent,omitempty"`
	Traits     []Trait   `json:"traits,omitempty"`
	Joint      []Joint   `json:"joint,omitempty"`
}

// Trait is a fact that narrows down who a protected source is.
type Trait struct {
	ID       ID       `json:"id"`
	Text     string   `json:"text,omitempty"`
	Variants []string `json:"variants,omitempty"`
	Group    int      `json:"group,omitempty"` // how many people it fits; 0 = not known
}

// Joint is the size of the group that several traits fit together.
type Joint struct {
	Traits []ID `json:"traits"`
	Group  int  `json:"group"`
}

// Evidence is an immutable original with its hash, origin and custody.
type Evidence struct {
	ID           ID           `json:"id"`
	Kind         EvidenceKind `json:"kind"`
	Title        string       `json:"title,omitempty"`
	URL          string       `json:"url,omitempty"`
	Created      Time         `json:"created,omitempty"`
	AcquiredAt   Time         `json:"acquired_at,omitempty"`
	AcquiredFrom string       `json:"acquired_from,omitempty"` // an actor's id, or free words
	MemberOf     ID           `json:"member_of,omitempty"`     // the item that it was taken out of: an archive, a mail, a capture
	Method       string       `json:"method,omitempty"`
	NearDupGroup string       `json:"near_dup_group,omitempty"`
	Complete     *bool        `json:"complete,omitempty"`
	Embargo      Time         `json:"embargo,omitempty"`
	Restriction  Restriction  `json:"restriction,omitempty"` // empty = none
	State        State        `json:"state,omitempty"`       // empty = active
	Redaction    *Redaction   `json:"redaction,omitempty"`   // absent: nobody has agreed to what of it may be shown
	Original     *Original    `json:"original,omitempty"`    // absent: the desk has no copy
}

// Original is the stored file behind an evidence item.
type Original struct {
	SHA256    string `json:"sha256"` // lower-case hex
	Size      int64  `json:"size"`   // bytes
	MediaType string `json:"media_type"`
	FileName  string `json:"file_name,omitempty"` // base name as it came in
	Pages     int    `json:"pages,omitempty"`
	Chars     int    `json:"chars,omitempty"`     // of the extracted text
	Extractor string `json:"extractor,omitempty"` // what read that text, with its version; empty: nothing, or a program that did not say
	Holds     bool   `json:"holds,omitempty"`     // there are files in it
}

// Container says what was found when an item of evidence that holds files was opened,
// all of it. A copy that is in several containers is one item, and in each of these.
type Container struct {
	Evidence ID          `json:"evidence"`
	Members  []Contained `json:"members,omitempty"` // in the container's order
}

// Contained is one file in a container.
type Contained struct {
	Path     string `json:"path"`               // as the container gives it; it may repeat
	Evidence ID     `json:"evidence,omitempty"` // the item that it became
	Outcome  string `json:"outcome,omitempty"`  // else: skipped or failed
	Reason   string `json:"reason,omitempty"`
}

// Lacks reports whether something of a container could not be taken in.
func (c *Container) Lacks() bool {
	return slices.ContainsFunc(c.Members, func(m Contained) bool { return m.Outcome == "failed" })
}

// Selector points into evidence: a quotation, a page, or a span of time.
type Selector struct {
	Exact  string    `json:"exact,omitempty"`
	Prefix string    `json:"prefix,omitempty"`
	Suffix string    `json:"suffix,omitempty"`
	Page   int       `json:"page,omitempty"` // from 1
	Time   []float64 `json:"time,omitempty"` // [start, end] in seconds
}

// Statement is what somebody said or what a record shows, anchored in evidence.
type Statement struct {
	ID          ID           `json:"id"`
	Speaker     ID           `json:"speaker"`
	Conduit     []ID         `json:"conduit,omitempty"`
	Evidence    ID           `json:"evidence"`
	Select      *Selector    `json:"select,omitempty"`
	Text        string       `json:"text"`
	Quote       Quote        `json:"quote,omitempty"` // empty = indirect
	Basis       Basis        `json:"basis"`
	SaidAt      Time         `json:"said_at,omitempty"`
	DerivedFrom []Derivation `json:"derived_from,omitempty"`
	Terms       Terms        `json:"terms,omitempty"` // empty = the speaker's
	Warrant     string       `json:"warrant,omitempty"`
	Premises    []ID         `json:"premises,omitempty"`
	State       State        `json:"state,omitempty"` // empty = active
}

// Derivation says that a statement rests on another.
type Derivation struct {
	Statement ID         `json:"statement"`
	How       DerivedHow `json:"how,omitempty"`
}

// Claim is a proposition that the desk may print.
type Claim struct {
	ID          ID           `json:"id"`
	Text        string       `json:"text"`
	AdverseTo   []ID         `json:"adverse_to,omitempty"`
	Established *Established `json:"established,omitempty"`
	Quantity    *Quantity    `json:"quantity,omitempty"`
	Time        Time         `json:"time,omitempty"`
	Place       string       `json:"place,omitempty"`
	Requires    []ID         `json:"requires,omitempty"`
	Excludes    []ID         `json:"excludes,omitempty"`
	PartOf      ID           `json:"part_of,omitempty"`
	Before      []ID         `json:"before,omitempty"`
}

// Established marks common ground that may stand as fact.
type Established struct {
	Reason string `json:"reason"`
	By     ID     `json:"by,omitempty"`
}

// Quantity is the number that a claim asserts; an absent bound is open.
type Quantity struct {
	Unit string   `json:"unit,omitempty"`
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
}

// Link ties a statement to a claim.
type Link struct {
	Statement ID     `json:"statement"`
	Claim     ID     `json:"claim"`
	Stance    Stance `json:"stance"`
	Value     *Value `json:"value,omitempty"`
	Denial    Denial `json:"denial,omitempty"` // of stance denies only
}

// Dependence is a member's note on whether two actors speak independently.
type Dependence struct {
	A       ID      `json:"a"`
	B       ID      `json:"b"`
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason,omitempty"`
	By      ID      `json:"by,omitempty"`
}

// HintAnswer is what a member made of a hint of dependence that is not about two
// actors: there the dependence note is the answer.
type HintAnswer struct {
	Hint   string `json:"hint"`            // fingerprint
	Kind   string `json:"kind,omitempty"`  // of hint
	About  []ID   `json:"about,omitempty"` // the two statements or items of evidence
	Answer Answer `json:"answer"`
	Reason string `json:"reason,omitempty"`
	By     ID     `json:"by,omitempty"`
}

// Request is a request for comment.
type Request struct {
	ID       ID        `json:"id"`
	To       ID        `json:"to,omitempty"`
	Claims   []ID      `json:"claims,omitempty"`
	Outlet   string    `json:"outlet,omitempty"`
	AskedAt  Time      `json:"asked_at,omitempty"`
	Deadline Time      `json:"deadline,omitempty"`
	Attempts []Attempt `json:"attempts,omitempty"`
	Outcome  Outcome   `json:"outcome,omitempty"` // empty = pending
	Reply    ID        `json:"reply,omitempty"`   // a statement
}

// Attempt is one try to reach somebody.
type Attempt struct {
	At      Time   `json:"at,omitempty"`
	Channel string `json:"channel,omitempty"`
	Result  string `json:"result,omitempty"`
}

// Roll is a list of names inside evidence.
type Roll struct {
	ID       ID          `json:"id"`
	Evidence ID          `json:"evidence,omitempty"`
	HeldBy   []ID        `json:"held_by,omitempty"`
	Entries  []RollEntry `json:"entries,omitempty"`
}

// RollEntry is one name on a roll, with the actor it was reconciled with.
type RollEntry struct {
	Name  string `json:"name,omitempty"`
	Actor ID     `json:"actor,omitempty"`
}

// Matter is a piece of casework.
type Matter struct {
	ID        ID     `json:"id"`
	Title     string `json:"title,omitempty"`
	For       []ID   `json:"for,omitempty"`
	Authority ID     `json:"authority,omitempty"`
	Opened    Time   `json:"opened,omitempty"`
	Steps     []Step `json:"steps,omitempty"`
	Due       Time   `json:"due,omitempty"`
	Outcome   string `json:"outcome,omitempty"`
}

// Step is one thing that happened in a matter.
type Step struct {
	At       Time   `json:"at,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Evidence ID     `json:"evidence,omitempty"`
}

// Member is one of the people of the desk. Rights come with the key, not with the entry.
type Member struct {
	ID   ID   `json:"id"`
	Role Role `json:"role,omitempty"`
}
