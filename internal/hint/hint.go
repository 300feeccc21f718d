// Package hint looks for signs that two statements which rule set R1 counts as
// independent have one origin after all: the same sentence, odd figure, slip of the
// pen, text or picture. A hint is a question to a person and never a verdict: R1
// reads what the person records (a dependence note, a derivation, a group of
// copies), not the hint. Find is pure; the same records and material give the same
// hints.
package hint

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Kind says what two statements share.
type Kind string

const (
	SameSentence Kind = "same-sentence" // a run of words, see leastRun
	SameFigure   Kind = "same-figure"   // a figure that is not round, see figure.odd
	SameTypo     Kind = "same-typo"     // a misspelling that nobody else makes
	SameText     Kind = "same-text"     // most of two evidence texts
	SamePhoto    Kind = "same-photo"    // pictures that look alike
)

// Record says what a hint proposes to record.
type Record string

const (
	Dependence  Record = "dependence"     // a note "dependent" on two actors
	DerivedFrom Record = "derived_from"   // one statement relays another
	NearDup     Record = "near_dup_group" // two items of evidence are copies
)

// Proposal is what accepting a hint records. Fields of other kinds are empty.
type Proposal struct {
	Record    Record      `json:"record"`
	A         record.ID   `json:"a,omitempty"` // dependence: the two actors, in order of id
	B         record.ID   `json:"b,omitempty"`
	Statement record.ID   `json:"statement,omitempty"` // derived_from: the later statement
	From      record.ID   `json:"from,omitempty"`      // and what it relays
	Evidence  []record.ID `json:"evidence,omitempty"`  // near_dup_group: the two items, in order of id
}

// Hint is one sign, between two statements. [0] and [1] belong together
// throughout; the earlier statement comes first where times tell, else the one with
// the smaller id.
type Hint struct {
	Fingerprint string       `json:"fingerprint"` // 16 hexadecimal digits; the same as long as records and texts are
	Kind        Kind         `json:"kind"`
	Claims      []record.ID  `json:"claims"` // that both touch, opposing ones included
	Statements  [2]record.ID `json:"statements"`
	Actors      [2]record.ID `json:"actors"`
	Evidence    [2]record.ID `json:"evidence"`
	Shared      string       `json:"shared,omitempty"` // what they share, cleaned; empty for pictures
	Why         string       `json:"why"`
	Score       float64      `json:"score"`          // above 0, at most 1: how odd; orders hints, decides nothing
	More        int          `json:"more,omitempty"` // further signs of the kind between the same two
	Proposes    Proposal     `json:"proposes"`
}

// Origins is what rule set R1 takes for one origin today.
type Origins interface {
	Counts(statement record.ID) bool
	Joined(a, b record.ID) bool
	Class(actor record.ID) record.ID
	Copies(evidence record.ID) record.ID
}

// Material is what Find needs beside the records.
type Material struct {
	Origins Origins
	// Stance gives what a link counts as, its value considered.
	Stance func(*record.Claim, *record.Link) record.Stance
	// Clean takes protected strings out of a text. Whatever a hint shows, compares in
	// the end or makes its fingerprint of has gone through it.
	Clean func(string) string
	// Open reports whether the reader may see what an item of evidence says.
	Open func(*record.Evidence) bool
	// Pages gives the extracted text of an item; none where there is none.
	Pages func(evidence record.ID) ([]string, error)
	// Likeness of pictures, by evidence.
	Likeness map[record.ID]record.Likeness
}

// most is how many signs are kept before they are thinned out: with more, a
// casefile is one large copy and the hints are no longer read one by one anyway.
const most = 100_000

// Find gives the hints on a casefile in order of claim, score and statements. It
// looks at pairs of statements that speak for or against one claim, or for claims
// that exclude each other; that count today; and that R1 takes for independent. A
// pair of actors on whom there is a dependence note is left alone, whatever its
// verdict, but for their evidence: that two items are copies is another question.
// A hint that somebody answered is left out. Where claims are named, the hints that
// touch one of them. The only error is one of m.Pages.
func Find(c *record.Casefile, m Material, claims ...record.ID) ([]Hint, error) {
	f := newFinder(c, m)
	if err := f.read(); err != nil {
		return nil, err
	}
	for _, id := range record.SortedKeys(c.Claims) {
		if n, ok := f.around(id); ok {
			f.sentences(n)
			f.figures(n)
			f.typos(n)
			f.texts(n)
			f.pictures(n)
		}
	}
	f.countElsewhere()
	if err := f.judge(); err != nil {
		return nil, err
	}
	return of(f.thinned(), claims), nil
}

// of picks the hints on claims; all where none is named.
func of(hints []Hint, claims []record.ID) []Hint {
	if len(claims) == 0 {
		return hints
	}
	out := []Hint{}
	for _, h := range hints {
		if slices.ContainsFunc(h.Claims, func(id record.ID) bool { return slices.Contains(claims, id) }) {
			out = append(out, h)
		}
	}
	return out
}
