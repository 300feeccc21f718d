package reckon

import (
	"fmt"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// values finds links whose stance clashes with their value, and numbers that a text
// gives in another unit than the claim's.
func (r *reckoner) values() {
	for i, cl := range r.claims {
		id := r.claimIDs[i]
		if q := cl.Quantity; q != nil && inverted(q) {
			r.add("quantity-inverted", record.LevelError, fmt.Sprintf("claim %s has the quantity %s, whose low end lies above its high end", id, span(q.Low, q.High)),
				"exchange low and high", id)
		}
		r.unitOfClaim(cl, r.claimWords[i])
		for _, l := range r.backing[i] {
			if l.Value != nil && (l.Stance == record.Supports || l.Stance == record.Disputes) && !r.unitOfValue(cl, l) {
				r.stanceOf(cl, l)
			}
		}
	}
}

func inverted(q *record.Quantity) bool { return q.Low != nil && q.High != nil && *q.Low > *q.High }

// exact gives the number of a quantity that is one number.
func exact(low, high *float64) (float64, bool) {
	if low == nil || high == nil || *low != *high {
		return 0, false
	}
	return *low, true
}

func (r *reckoner) stanceOf(cl *record.Claim, l backing) {
	q := cl.Quantity
	if q == nil || (q.Low == nil && q.High == nil) {
		return
	}
	level, what := record.LevelError, ""
	switch {
	case l.Value.Within(*q) && l.Stance == record.Disputes:
		what = "lies within the claim's, so it counts as support"
	case l.Value.Disjoint(*q) && l.Stance == record.Supports:
		what = "lies outside the claim's, so it counts as dispute"
	case !l.Value.Within(*q) && !l.Value.Disjoint(*q):
		level, what = record.LevelWarning, "reaches beyond the claim's, so it counts as context only"
	default:
		return
	}
	r.add("value-clashes-stance", level,
		fmt.Sprintf("statement %s is marked %s of claim %s, but its value %s %s (%s)", l.Statement, l.Stance, cl.ID, span(l.Value.Low, l.Value.High), what, span(q.Low, q.High)),
		"correct the value, the stance or the claim's quantity", l.Statement, cl.ID)
}

// unitOfValue reports a value that the statement's own words give in another unit:
// a link's value has no unit, so it is compared with the claim's quantity as if it
// counted the same.
func (r *reckoner) unitOfValue(cl *record.Claim, l backing) bool {
	n, ok := exact(l.Value.Low, l.Value.High)
	if !ok || cl.Quantity == nil {
		return false
	}
	if strings.Contains(l.s.Text, cl.Quantity.Unit) {
		return false // the claim's unit stands in the text, or there is none
	}
	other, ok := otherUnit(words(l.s.Text), n, cl.Quantity.Unit)
	if !ok {
		return false
	}
	r.mixed[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = true
	hint := "give the value in the claim's unit, or link the statement to a claim that counts what it counts"
	own := unitOf(cl.Quantity.Unit)
	if compare(other, own) == alike {
		hint = fmt.Sprintf("give the value in the claim's unit: %s", number(other.in(own, n)))
	}
	r.add("value-unit-differs", record.LevelWarning,
		fmt.Sprintf("statement %s gives %s in another unit than claim %s has, so its value does not compare with the claim's (%s)",
			l.Statement, number(n), cl.ID, span(cl.Quantity.Low, cl.Quantity.High)), hint, l.Statement, cl.ID)
	return true
}

// unitOfClaim reports a claim whose own words count something else than its
// quantity does.
func (r *reckoner) unitOfClaim(cl *record.Claim, text []string) {
	if cl.Quantity == nil {
		return
	}
	n, ok := exact(cl.Quantity.Low, cl.Quantity.High)
	if !ok {
		return
	}
	if _, differs := otherUnit(text, n, cl.Quantity.Unit); differs {
		r.add("text-unit-differs", record.LevelWarning,
			fmt.Sprintf("claim %s gives %s in another unit in its text than in its quantity", cl.ID, number(n)),
			"correct the quantity or its unit, or the text", cl.ID)
	}
}

// otherUnit reads the unit that a text gives a number, where it is another than the
// one expected: the number stands there once, right before a unit that is known,
// and the expected unit stands nowhere in the text.
func otherUnit(ws []string, n float64, expected string) (unit, bool) {
	want := unitOf(expected)
	if want.kind == "" {
		return unit{}, false
	}
	for _, w := range ws {
		if u, ok := known[w]; ok && u.kind == want.kind && u.scale == want.scale {
			return unit{}, false
		}
	}
	var got unit
	for _, f := range figures(ws) {
		if f.value != n {
			continue
		}
		if got.word != "" || f.at+1 >= len(ws) || len([]rune(ws[f.at+1])) < 3 {
			return unit{}, false
		}
		got = known[ws[f.at+1]]
		if got.word == "" || (got.genus == spell && want.genus != spell) {
			return unit{}, false // "14 days ago" counts no men
		}
	}
	switch compare(got, want) {
	case unlike:
		return got, got.word != ""
	case alike:
		return got, got.word != "" && got.scale != want.scale
	}
	return unit{}, false
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// span writes a range of numbers.
func span(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "any number"
	case low == nil:
		return "at most " + number(*high)
	case high == nil:
		return "at least " + number(*low)
	case *low == *high:
		return number(*low)
	}
	return number(*low) + " to " + number(*high)
}
