// Package reckon checks what can be reckoned from the records alone: numbers,
// dates, parts and cycles. It reports certain clashes only, each with the ids of
// the records that clash and a way to settle it. It quotes ids, numbers and times,
// never text.
package reckon

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Findings gives every finding, in the order of rules and then of ids. The same
// records give the same findings, whatever their order.
func Findings(c *record.Casefile) []record.Finding {
	r := newReckoner(c)
	r.derivationCycles()
	r.premiseCycles()
	r.claimCycles()
	r.values()
	r.voices()
	r.parts()
	r.series()
	r.dates()
	r.deadlines()
	r.ages()
	r.precision()
	r.absences()
	r.pages()
	r.actors()
	r.claims()
	slices.SortStableFunc(r.out, func(a, b record.Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), slices.Compare(a.IDs, b.IDs), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(r.out, func(a, b record.Finding) bool { return a.Fingerprint == b.Fingerprint })
}

// A reckoner holds the records, the indexes that several checks share, and what
// was found.
type reckoner struct {
	c            *record.Casefile
	claimIDs     []record.ID // sorted
	statementIDs []record.ID // sorted
	ofClaim      map[record.ID][]*record.Link
	ofStatement  map[record.ID][]*record.Link
	self         map[record.ID]record.ID // actor -> its class of one voice, where it has company
	mixed        map[record.LinkKey]bool // values given in another unit than the claim's
	backed       map[record.ID]map[record.ID]record.ID
	named        map[string][]namedActor // public names of two words or more, by their first
	befores      [][]record.ID           // claims that lie before each other
	derivations  [][]record.ID           // statements that are derived from each other
	out          []record.Finding
}

func newReckoner(c *record.Casefile) *reckoner {
	r := &reckoner{
		c: c, out: []record.Finding{}, self: selves(c),
		mixed: map[record.LinkKey]bool{}, backed: map[record.ID]map[record.ID]record.ID{},
		claimIDs: record.SortedKeys(c.Claims), statementIDs: record.SortedKeys(c.Statements),
		ofClaim:     make(map[record.ID][]*record.Link, len(c.Claims)),
		ofStatement: make(map[record.ID][]*record.Link, len(c.Statements)),
	}
	for k, l := range c.Links {
		r.ofClaim[k.Claim] = append(r.ofClaim[k.Claim], l)
		r.ofStatement[k.Statement] = append(r.ofStatement[k.Statement], l)
	}
	for _, ls := range r.ofClaim {
		slices.SortFunc(ls, func(a, b *record.Link) int { return cmp.Compare(a.Statement, b.Statement) })
	}
	for _, ls := range r.ofStatement {
		slices.SortFunc(ls, func(a, b *record.Link) int { return cmp.Compare(a.Claim, b.Claim) })
	}
	return r
}

// add records a finding. The fingerprint depends on the rule and the records
// alone, so that it outlives a better wording.
func (r *reckoner) add(rule string, level record.Level, message, hint string, ids ...record.ID) {
	var key strings.Builder
	key.WriteString(rule)
	for _, id := range ids {
		key.WriteString("\n" + string(id))
	}
	sum := sha256.Sum256([]byte(key.String()))
	r.out = append(r.out, record.Finding{
		Rule: rule, Level: level, Message: message, Hint: hint,
		IDs: ids, Fingerprint: hex.EncodeToString(sum[:])[:16],
	})
}

// stands reports whether a statement was neither withdrawn nor retracted. What is
// withdrawn needs no mending.
func (r *reckoner) stands(id record.ID) bool {
	s := r.c.Statements[id]
	return s != nil && s.State.IsActive()
}

// mostNamed is how many records a sentence names.
const mostNamed = 12

// names joins ids as a sentence does; of long lists it gives the first.
func names[T ~string](ids []T) string {
	const most = mostNamed
	more := ""
	if len(ids) > most {
		ids, more = ids[:most], " and others"
	}
	var b strings.Builder
	for i, id := range ids {
		switch {
		case i == 0:
		case i == len(ids)-1 && more == "":
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(id))
	}
	return b.String() + more
}

// sorted gives the ids in order, each once.
func sorted(ids []record.ID) []record.ID {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// voice names who speaks in a statement: the speaker with all who are one with him.
func (r *reckoner) voice(s *record.Statement) record.ID {
	if class := r.self[s.Speaker]; class != "" {
		return class
	}
	return s.Speaker
}
