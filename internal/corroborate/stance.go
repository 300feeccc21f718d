package corroborate

import "onrecord.dev/onrecord/internal/record"

// StanceOf gives what a link to the claim counts as (R1, quantity). Where the claim has a quantity and the
// link a value, the value decides, and only between supports, disputes and
// context: a denial stays a denial.
func StanceOf(cl *record.Claim, l *record.Link) record.Stance {
	if cl == nil || l.Value == nil || (l.Stance != record.Supports && l.Stance != record.Disputes) {
		return l.Stance
	}
	q := cl.Quantity
	if q == nil || (q.Low == nil && q.High == nil) {
		return l.Stance
	}
	switch {
	case l.Value.Within(*q):
		return record.Supports
	case l.Value.Disjoint(*q):
		return record.Disputes
	default:
		return record.Context
	}
}
