package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// Rule is one rule of the gate, with all that its page says.
type Rule struct {
	ID    string
	Level record.Level
	Title string // in one line
	What  string // when it is raised
	Why   string // why it matters
	Whose string // whose practice it follows
	Mend  string // how to put it right
	// Protection marks the rules that keep sources safe: to pass over one of
	// their findings takes two members, one of them a custodian.
	Protection    bool
	Faulty, Sound Example

	find func(*story) []found
}

// Protects reports whether the rule of that id protects sources.
func Protects(id string) bool {
	r, ok := Lookup(id)
	return ok && r.Protection
}

// Example is a short draft over the example casefile of the rules' pages.
type Example struct {
	Given        string // how its casefile differs from the example casefile; may be empty
	Draft        string
	Line, Column int // where a faulty one is found; 0 in a sound one
}

// found is a finding before it has its level and fingerprint.
type found struct {
	s       *sentence // nil where no sentence is concerned
	span    draft.Span
	message string
	hint    string
	ids     []record.ID
	mark    string // what a waiver of it rests on beside rule, draft, ids and sentence; may be empty
}

// Rules lists the rules of the gate in the order in which they are documented.
func Rules() []Rule {
	return slices.Concat(citationRules(), claimRules(), quotationRules(), figureRules(), voiceRules(),
		anonymityRules(), termsRules(), commentRules(), exposureRules(), custodyRules())
}

// Lookup finds a rule by its id.
func Lookup(id string) (Rule, bool) {
	for _, r := range Rules() {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}
