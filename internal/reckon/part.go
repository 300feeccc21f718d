package reckon

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// A part is a claim whose quantity counts a part of another claim's, with its ends
// in the whole's unit.
type part struct {
	cl        *record.Claim
	unit      unit
	low, high float64
}

// parts holds parts against their wholes, one by one and together. A whole without
// a quantity passes the question on to what it is itself a part of.
func (r *reckoner) parts() {
	of := map[record.ID][]part{}
	var wholes []record.ID
	for i, cl := range r.claims {
		id := r.claimIDs[i]
		if cl.Quantity == nil || inverted(cl.Quantity) {
			continue
		}
		whole := r.wholeOf(cl)
		if whole == nil || inverted(whole.Quantity) {
			continue
		}
		p := part{cl: cl, unit: unitOf(cl.Quantity.Unit)}
		w := unitOf(whole.Quantity.Unit)
		p.low, p.high = bounds(cl.Quantity)
		p.low, p.high = p.unit.in(w, p.low), p.unit.in(w, p.high)
		like := compare(p.unit, w)
		exceeds := whole.Quantity.High != nil && p.low > *whole.Quantity.High
		switch {
		case like == unlike || (like == unsure && exceeds):
			r.add("part-unit-differs", record.LevelWarning,
				fmt.Sprintf("claim %s is part of claim %s, but they count different things: their units differ, and neither converts exactly into the other", id, whole.ID),
				"give both the same unit, or remove the part_of", id, whole.ID)
			continue
		case exceeds:
			r.add("part-exceeds-whole", record.LevelError,
				fmt.Sprintf("claim %s (%s) is part of claim %s (%s) and greater than it", id, span(cl.Quantity.Low, cl.Quantity.High), whole.ID, span(whole.Quantity.Low, whole.Quantity.High))+converted(p.unit, w),
				"correct one of the quantities, or say what the part is really a part of", id, whole.ID)
			continue
		case like == unsure:
			continue
		}
		if of[whole.ID] == nil {
			wholes = append(wholes, whole.ID)
		}
		of[whole.ID] = append(of[whole.ID], p)
	}
	slices.Sort(wholes)
	for _, id := range wholes {
		r.together(r.c.Claims[id], of[id])
	}
}

func converted(p, w unit) string {
	if p.scale != w.scale && p.kind == w.kind {
		return ", once their units are the same"
	}
	return ""
}

// bounds gives a quantity's ends; an open one is infinite, a count's low end is
// nothing.
func bounds(q *record.Quantity) (low, high float64) {
	low, high = 0, math.Inf(1)
	if q.Low != nil {
		low = *q.Low
	}
	if q.High != nil {
		high = *q.High
	}
	return low, high
}

// wholeOf gives the nearest claim with a quantity that a claim is part of.
func (r *reckoner) wholeOf(cl *record.Claim) *record.Claim {
	seen := map[record.ID]bool{cl.ID: true}
	whole := r.c.Claims[cl.PartOf]
	for whole != nil && whole.Quantity == nil && !seen[whole.ID] {
		seen[whole.ID] = true
		whole = r.c.Claims[whole.PartOf]
	}
	if whole == nil || whole.Quantity == nil || seen[whole.ID] {
		return nil
	}
	return whole
}

// together holds the sum of the parts against the whole.
//
// That the parts are more than the whole is told of parts that count the same unit
// and do not exclude each other (rival counts of one thing). Where the records set
// the parts apart, or make the whole of them, it is an error, otherwise a warning: two groups may share members.
//
// That they are less is told only where the records say that nothing is missing:
// the whole requires each of its parts, and nothing else.
func (r *reckoner) together(whole *record.Claim, parts []part) {
	if len(parts) < 2 {
		return
	}
	made := madeOf(whole, parts)
	if counted := countable(parts); len(counted) > 1 && whole.Quantity.High != nil {
		sum := 0.0
		for _, p := range counted {
			sum += p.low
		}
		if sum > *whole.Quantity.High && !closeTo(sum, *whole.Quantity.High) {
			level, hint := record.LevelWarning, "correct a quantity; if the parts share members, make one of them part of the other, or remove its part_of; if they are rival counts, let them exclude each other"
			if made || r.allApart(counted) {
				level, hint = record.LevelError, "correct a quantity, or remove the part_of of what is no part of it"
			}
			r.add("parts-exceed-whole", level,
				fmt.Sprintf("claims %s are parts of claim %s (%s), but together they are %s at least", listed(counted), whole.ID, span(whole.Quantity.Low, whole.Quantity.High), number(sum)),
				hint, append(idsOf(counted), whole.ID)...)
		}
	}
	if made && whole.Quantity.Low != nil {
		sum := 0.0
		for _, p := range parts {
			sum += p.high
		}
		if sum < *whole.Quantity.Low && !closeTo(sum, *whole.Quantity.Low) {
			r.add("parts-below-whole", record.LevelError,
				fmt.Sprintf("claim %s (%s) requires all its parts, %s, but together they are %s at most", whole.ID, span(whole.Quantity.Low, whole.Quantity.High), listed(parts), number(sum)),
				"correct a quantity, or record the part that is missing", append(idsOf(parts), whole.ID)...)
		}
	}
}

// closeTo allows for the rounding of fractions.
func closeTo(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b))
}

// madeOf reports whether the whole requires its parts, each of them and nothing
// else. They are its conjuncts: if they hold, it does.
func madeOf(whole *record.Claim, parts []part) bool {
	needs := sorted(whole.Requires)
	if len(needs) != len(parts) {
		return false
	}
	for i, p := range parts { // in id order
		if needs[i] != p.cl.ID {
			return false
		}
	}
	return true
}

// countable gives the parts that may be added up, the greatest sum that there is:
// parts of one unit, or of units that no person falls under at once (men and women
// add up, children and civilians may be the same), and of claims that exclude each
// other the greatest alone.
func countable(parts []part) []part {
	const mostUnits = 40 // more of them are no tally
	place := map[record.ID]int{}
	for i, p := range parts {
		place[p.cl.ID] = i
	}
	beaten := make([]bool, len(parts))
	for i, p := range parts {
		for _, other := range p.cl.Excludes {
			if k, ok := place[other]; ok && k != i {
				if q := parts[k]; q.low > p.low || (q.low == p.low && k < i) {
					beaten[i] = true
				} else {
					beaten[k] = true
				}
			}
		}
	}
	byUnit := map[string][]part{}
	for i, p := range parts {
		if !beaten[i] && p.low > 0 {
			key := singular(p.unit.word)
			byUnit[key] = append(byUnit[key], p)
		}
	}
	var best []part
	most := 0.0
	if len(byUnit) > mostUnits {
		return nil
	}
	for _, seed := range record.SortedKeys(byUnit) {
		group := slices.Clone(byUnit[seed])
		units := []unit{group[0].unit}
		for _, other := range record.SortedKeys(byUnit) {
			u := byUnit[other][0].unit
			if other != seed && addable(units, u) {
				group, units = append(group, byUnit[other]...), append(units, u)
			}
		}
		sum := 0.0
		for _, p := range group {
			sum += p.low
		}
		if sum > most {
			best, most = group, sum
		}
	}
	slices.SortFunc(best, func(a, b part) int { return cmp.Compare(a.cl.ID, b.cl.ID) })
	return best
}

// addable reports that what a unit counts, none of the others does, or that it is
// the same unit written otherwise.
func addable(to []unit, u unit) bool {
	for _, t := range to {
		if !separate(t, u) && compare(t, u) != alike {
			return false
		}
	}
	return true
}

// allApart reports that the records set every two parts apart: by the kind of
// person, or, where it is no persons that are counted, by time or place. A man may
// be counted in two months and in two towns, a rouble or a raid may not.
func (r *reckoner) allApart(parts []part) bool {
	if len(parts) > 100 {
		return false
	}
	for i, p := range parts {
		for _, q := range parts[i+1:] {
			people := p.unit.genus == persons || p.unit.genus == groups || p.unit.word == ""
			if !separate(p.unit, q.unit) && (people || !apartInTime(p.cl, q.cl) && !apartInPlace(p.cl, q.cl)) {
				return false
			}
		}
	}
	return true
}

func apartInTime(a, b *record.Claim) bool {
	sa, okA := wide(a.Time)
	sb, okB := wide(b.Time)
	return okA && okB && (after(sa, sb) || after(sb, sa))
}

// apartInPlace compares places as they are written; a place within another one
// ("Murmansk region, Murmansk") is not apart from it.
func apartInPlace(a, b *record.Claim) bool {
	pa, pb := strings.Join(words(a.Place), " "), strings.Join(words(b.Place), " ")
	return pa != "" && pb != "" && !strings.Contains(pa, pb) && !strings.Contains(pb, pa)
}

func idsOf(parts []part) []record.ID {
	var out []record.ID
	for _, p := range parts {
		out = append(out, p.cl.ID)
	}
	return out
}

// listed names the parts with their quantities.
func listed(parts []part) string {
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprintf("%s (%s)", p.cl.ID, span(p.cl.Quantity.Low, p.cl.Quantity.High)))
	}
	return names(out)
}
