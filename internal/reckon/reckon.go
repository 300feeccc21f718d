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
	r.conjuncts()
	slices.SortStableFunc(r.out, func(a, b record.Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), slices.Compare(a.IDs, b.IDs), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(r.out, func(a, b record.Finding) bool { return a.Fingerprint == b.Fingerprint })
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
