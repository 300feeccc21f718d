// Package check is the draft gate: rules, one file per group, that read a parsed
// draft beside the casefile and say where a sentence does not hold or a source
// is exposed. It is pure: the same input gives the same findings.
package check

import (
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// Input is all that the gate reads.
type Input struct {
	Draft   *draft.Draft
	Case    *record.Casefile
	Results map[record.ID]corroborate.Result // of every claim; the gate reads the publishable view
	Guard   *protect.Guard                   // blind index of protected names and identifiers
	Now     time.Time                        // decides embargoes and deadlines
	Broken  map[record.ID]string             // evidence that does not verify, with the reason
	Earlier []Release                        // earlier releases of any story of this casefile
	Passed  *Passed                          // the draft's last pass, if any
	Waivers []Waiver
}

// Release is what an earlier publication put before readers.
type Release struct {
	Slug   string
	Used   []record.ID               // sources used
	Traits map[record.ID][]record.ID // per source: traits published
	Texts  []string                  // all that its readers can read, as far as it was kept
}

// Passed is the state of the cited claims when the draft last passed.
type Passed struct {
	At     time.Time
	Claims map[record.ID]string // digest of each cited claim's publishable result
}

// Waiver is a member's signed reason to pass over a finding.
type Waiver struct {
	Fingerprint string
	By          record.ID
	Custodian   bool
	Reason      string
}

// Verdict says what became of a sentence: "ok", "nothing" (asserts nothing), or
// the gravest level of its findings.
type Verdict struct {
	Line     int         `json:"line"`
	Column   int         `json:"column"`
	TextHash string      `json:"text_hash"`
	Cites    []record.ID `json:"cites"`
	Verdict  string      `json:"verdict"`
	// Mode is "attributed" where the sentence says who says so, "fact" where it
	// does not, and "none" where it asserts nothing of its own: a heading, [@none],
	// a refusal to speak, a quotation that stands alone.
	Mode     string      `json:"mode"`
	Speakers []record.ID `json:"speakers"` // the actors who are said to say it, in order of id
}

// Report is the gate's answer for one draft.
type Report struct {
	Findings  []record.Finding `json:"findings"` // without the waived ones, in order of place
	Sentences []Verdict        `json:"sentences"`
	Waived    []record.Finding `json:"-"`
	// Used lists the sources used, Traits what the draft tells of each: for the record of the release.
	Used   []record.ID               `json:"-"`
	Traits map[record.ID][]record.ID `json:"-"`
	Digest map[record.ID]string      `json:"-"` // of each cited claim, for Passed
	// Opposing gives, for each claim whose other side a story leaves out, what the
	// story might cite of it: statements that may be used and requests, in order of id.
	Opposing map[record.ID][]record.ID `json:"-"`
}
