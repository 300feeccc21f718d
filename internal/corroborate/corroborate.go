// Package corroborate is rule set R1: it works out from the records alone, by
// independent origin and not by counting, what is established. It is pure: the
// same records, view and moment give the same bytes.
package corroborate

import (
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// Ruleset is the version of the rules that every result names.
const Ruleset = "R1"

// Status of a claim (and its base).
type Status string

const (
	Unverified   Status = "unverified"
	SingleSource Status = "single-source"
	Provisional  Status = "provisional"
	Corroborated Status = "corroborated"
	Contradicted Status = "contradicted"
	Denied       Status = "denied"
)

// Flags of a result.
const (
	Conceded      = "conceded"
	HearsayOnly   = "hearsay-only"
	AnonymousOnly = "anonymous-only"
	ViaOneConduit = "via-one-conduit"
	// Bound says that the search ran out of its budget (Options) or of room for chains
	// before it proved S, S_max or O. Each is then what is proven: a lower bound, with
	// a certificate; the true number may be larger. Result.Upper bounds the desk's S
	// from above; D is exact. Statuses are those of the lower bounds, so that too little
	// is shown as established and never too much; but O = 0 then does not prove that
	// nothing contradicts the claim.
	Bound = "bound"
)

// Outcome is what R1 says of a claim in one view.
type Outcome struct {
	Status      Status        `json:"status"`
	Base        Status        `json:"base"`
	S           int           `json:"s"`
	SMax        int           `json:"s_max"`
	O           int           `json:"o"`
	D           int           `json:"d"`
	Flags       []string      `json:"flags"`
	Certificate [][]record.ID `json:"certificate"` // S chains, root first
	Cut         []string      `json:"cut"`         // class names; copies as "copies:<evidence>"
}

// Result is what R1 says of a claim.
type Result struct {
	ID record.ID `json:"id"`
	Outcome
	DeniedBy    []record.ID   `json:"denied_by"` // smallest actor id of each interested class that denies
	Opposing    [][]record.ID `json:"opposing"`  // certificate of O
	OpposingCut []string      `json:"opposing_cut"`
	Upper       int           `json:"upper"`       // proven upper bound of S; = S unless flag bound
	InputsHash  string        `json:"inputs_hash"` // SHA-256 over what the result was computed from
	Publishable Outcome       `json:"publishable"`
}

// Options decide the view's moment and the effort.
type Options struct {
	Now    time.Time // embargoes of the publishable view
	Budget int       // nodes of the exact search per claim; 0 = default
}
