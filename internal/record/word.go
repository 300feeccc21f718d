package record

// The closed vocabularies of the casefile document.
type (
	ActorType    string
	EvidenceKind string
	Terms        string
	Consent      string
	Restriction  string
	State        string
	Quote        string
	Basis        string
	DerivedHow   string
	Stance       string
	Denial       string
	Verdict      string
	Outcome      string
	Answer       string
	Role         string
)

const (
	Person       ActorType = "person"
	Organization ActorType = "organization"
	Unit         ActorType = "unit"
	Account      ActorType = "account"
	Unnamed      ActorType = "unnamed"

	OnRecord   Terms = "on-record"
	Background Terms = "background"
	Anonymous  Terms = "anonymous"
	OffRecord  Terms = "off-record"

	ConsentPublish    Consent = "publish"
	ConsentQuote      Consent = "quote"
	ConsentPhoto      Consent = "photo"
	ConsentVoice      Consent = "voice"
	ConsentShareCourt Consent = "share-court"

	RestrictNone      Restriction = "none"
	RestrictDesk      Restriction = "desk"
	RestrictCustodian Restriction = "custodian"

	Active    State = "active"
	Withdrawn State = "withdrawn"
	Retracted State = "retracted"

	Direct   Quote = "direct"
	Indirect Quote = "indirect"

	Victim         Basis = "victim"
	Eyewitness     Basis = "eyewitness"
	Participant    Basis = "participant"
	AuthorOfRecord Basis = "author-of-record"
	Document       Basis = "document"
	Recording      Basis = "recording"
	Physical       Basis = "physical"
	Hearsay        Basis = "hearsay"
	Inference      Basis = "inference"
	Position       Basis = "position"

	Supports Stance = "supports"
	Disputes Stance = "disputes"
	Denies   Stance = "denies"
	Context  Stance = "context"

	DeniesAct            Denial = "act"
	DeniesResponsibility Denial = "responsibility"
	DeniesExplanation    Denial = "explanation"
	DenialAccepts        Denial = "accepts"

	Dependent   Verdict = "dependent"
	Independent Verdict = "independent"

	Accepted Answer = "accepted"
	Refused  Answer = "refused"

	Pending  Outcome = "pending"
	Answered Outcome = "answered"
	Partial  Outcome = "partial"
	Declined Outcome = "declined"
	NoAnswer Outcome = "no-answer"

	Reporter  Role = "reporter"
	Editor    Role = "editor"
	Custodian Role = "custodian"
	Checker   Role = "checker"
	Reader    Role = "reader"
	// Every is the role of the owner.
	Every Role = "owner"
)

// Vocabulary lists the words that a field of the casefile document admits.
var Vocabulary = map[string][]string{
	"actor.type":        {"person", "organization", "unit", "account", "unnamed"},
	"evidence.kind":     {"interview", "letter", "statement", "photo", "video", "audio", "web", "report", "law", "dataset", "message", "other"},
	"terms":             {"on-record", "background", "anonymous", "off-record"},
	"consent":           {"publish", "quote", "photo", "voice", "share-court"},
	"restriction":       {"none", "desk", "custodian"},
	"evidence.state":    {"active", "withdrawn"},
	"statement.state":   {"active", "withdrawn", "retracted"},
	"quote":             {"direct", "indirect"},
	"basis":             {"victim", "eyewitness", "participant", "author-of-record", "document", "recording", "physical", "hearsay", "inference", "position"},
	"how":               {"quoted-from", "relays", "primary-source", "same-recording"},
	"stance":            {"supports", "disputes", "denies", "context"},
	"denial":            {"act", "responsibility", "explanation", "accepts"},
	"verdict":           {"dependent", "independent"},
	"outcome":           {"pending", "answered", "partial", "declined", "no-answer"},
	"answer":            {"accepted", "refused"},
	"contained.outcome": {"skipped", "failed"},
	"role":              {"reporter", "editor", "custodian", "checker", "reader", "owner"},
	"conduits":          {"count", "ignore"},
}

// Firsthand reports whether a root of this basis is first-hand (R1).
func (b Basis) Firsthand() bool {
	switch b {
	case Victim, Eyewitness, Participant, AuthorOfRecord, Document, Recording, Physical:
		return true
	}
	return false
}

// Witness reports whether the speaker tells what he lived through, so that the
// item of evidence that carries it is no origin of its own (R1, label).
func (b Basis) Witness() bool { return b == Victim || b == Eyewitness || b == Participant }

// strictness orders terms; the stricter of two binds.
var strictness = map[Terms]int{"": 0, OnRecord: 0, Background: 1, Anonymous: 2, OffRecord: 3}

// Stricter gives the stricter of two terms; empty counts as on-record.
func Stricter(a, b Terms) Terms {
	if strictness[b] > strictness[a] {
		a = b
	}
	if a == "" {
		return OnRecord
	}
	return a
}

// IsActive reports whether the state is active; empty is.
func (s State) IsActive() bool { return s == "" || s == Active }
