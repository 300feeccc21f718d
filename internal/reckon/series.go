package reckon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// A tally is a claim that may be one of a series: running totals of one thing, or
// what was added between them.
type tally struct {
	cl        *record.Claim
	low, high float64
	limits    record.Span
	timed     bool
	added     bool // "another 20", where the others are totals
}

// series finds running totals that fall, and additions that do not fit between two
// totals. The records have no word for a series, so claims are taken for one only
// where all of this holds: the same unit and place; the same words, numbers, dates
// and grammar aside; in each of them a word that says that it counts from a fixed
// beginning ("so far", "since", "by 1 March … had been"), or an open beginning
// (../2014-12), or that the dead are counted in total; the same year, unless the
// beginning is named with its year; and a voice in common, where both have support
// (two counters may well differ). A text that speaks of a revision is left alone.
func (r *reckoner) series() {
	bySubject := map[string][]tally{}
	for i, cl := range r.claims {
		if cl.Quantity == nil || inverted(cl.Quantity) {
			continue
		}
		key, added, ok := subject(cl, r.claimWords[i])
		if !ok {
			continue
		}
		c := tally{cl: cl, added: added}
		c.low, c.high = bounds(cl.Quantity)
		c.limits, c.timed = wide(cl.Time)
		bySubject[key] = append(bySubject[key], c)
	}
	for _, key := range record.SortedKeys(bySubject) {
		r.falls(bySubject[key])
	}
}

// falls compares the totals of one subject, each with the one before it.
func (r *reckoner) falls(counts []tally) {
	if len(counts) < 2 {
		return
	}
	slices.SortStableFunc(counts, func(a, b tally) int { return a.limits.To.Compare(b.limits.To) })
	place := map[record.ID]int{}
	for i, c := range counts {
		place[c.cl.ID] = i
	}
	const near = 40 // how far back the total before is looked for
	for i, c := range counts {
		for k := i - 1; k >= 0 && k > i-near; k-- {
			if counts[k].timed && c.timed && comesBefore(counts[k], c) && r.fall(counts[k], c, counts[k+1:i]) {
				break
			}
		}
		for _, id := range sorted(c.cl.Before) {
			if k, ok := place[id]; ok && k != i && (!c.timed || !counts[k].timed) {
				r.fall(c, counts[k], nil)
			}
		}
	}
}

// fall compares two totals of one voice; it is false where they are none.
func (r *reckoner) fall(earlier, later tally, within []tally) bool {
	if earlier.added || later.added || !r.sameVoice(earlier.cl.ID, later.cl.ID) {
		return false
	}
	if earlier.low > later.high {
		r.add("series-falls", record.LevelWarning,
			fmt.Sprintf("claims %s (%s, %s) and %s (%s, %s) look like running totals of one thing, but the later one is smaller",
				earlier.cl.ID, span(earlier.cl.Quantity.Low, earlier.cl.Quantity.High), timeOf(earlier.cl), later.cl.ID, span(later.cl.Quantity.Low, later.cl.Quantity.High), timeOf(later.cl)),
			"correct a number or a time; if the earlier total was revised, say so in the later claim's text; if they count different things, say which in their texts",
			earlier.cl.ID, later.cl.ID)
	} else {
		r.between(earlier, within, later)
	}
	return true
}

// between holds what was added between two totals against their difference.
func (r *reckoner) between(earlier tally, within []tally, later tally) {
	sum := 0.0
	ids := []record.ID{earlier.cl.ID}
	for _, c := range within {
		if c.added && comesBefore(earlier, c) && comesBefore(c, later) && r.sameVoice(c.cl.ID, later.cl.ID) {
			sum += c.low
			ids = append(ids, c.cl.ID)
		}
	}
	if len(ids) > 1 && earlier.low+sum > later.high && !closeTo(earlier.low+sum, later.high) {
		r.add("increment-exceeds-rise", record.LevelWarning,
			fmt.Sprintf("claim %s (%s) and what claims %s add to it, %s at least, are more than the later total of claim %s (%s)",
				earlier.cl.ID, span(earlier.cl.Quantity.Low, earlier.cl.Quantity.High), names(ids[1:]), number(sum), later.cl.ID, span(later.cl.Quantity.Low, later.cl.Quantity.High)),
			"correct a number or a time, or say in a claim's text what else it counts", append(ids, later.cl.ID)...)
	}
}

func timeOf(cl *record.Claim) string {
	if cl.Time.Valid() {
		return string(cl.Time)
	}
	return "no date"
}

// comesBefore reports an order for certain: by `before`, or by times that do not
// overlap, or that have one beginning, or an open one, and different ends.
func comesBefore(a, b tally) bool {
	if slices.Contains(a.cl.Before, b.cl.ID) {
		return true
	}
	if !a.timed || !b.timed {
		return false
	}
	if strings.Contains(string(a.cl.Time), "/") && strings.Contains(string(b.cl.Time), "/") && a.limits.From.Equal(b.limits.From) {
		return !a.limits.To.IsZero() && a.limits.To.Before(b.limits.To) && !a.limits.Approximate && !b.limits.Approximate
	}
	return after(b.limits, a.limits)
}

// sameVoice reports that two claims have a supporting voice in common, or that one
// of them has no support.
func (r *reckoner) sameVoice(a, b record.ID) bool {
	x, y := r.supporters(a), r.supporters(b)
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	for v := range x {
		if y[v] {
			return true
		}
	}
	return false
}

func (r *reckoner) supporters(claim record.ID) map[record.ID]bool {
	out := map[record.ID]bool{}
	at := r.claimAt[claim]
	for _, l := range r.backing[at] {
		if supports(r.claims[at], l.Link) {
			out[r.voice(l.s)] = true
		}
	}
	return out
}

// subject gives what a claim counts, as a key, where it is a running total or an
// addition to one.
func subject(cl *record.Claim, ws []string) (key string, added, ok bool) {
	if len(ws) == 0 || len(ws) > 80 || revised.in(ws) || restarts.in(ws) {
		return "", false, false
	}
	open := strings.HasPrefix(string(cl.Time), "../") || strings.HasPrefix(string(cl.Time), "/")
	added = additions.in(ws)
	deadly := slices.ContainsFunc(ws, func(w string) bool { return deathly(w) })
	if !added && !open && !running.in(ws) && !byDate(ws) && !(deadly && totals.in(ws)) {
		return "", false, false
	}
	year := string(cl.Time)
	if s, ok := cl.Time.Span(); ok {
		year = fmt.Sprint(s.To.AddDate(0, 0, -1).Year())
		if s.Instant {
			year = fmt.Sprint(s.From.Year())
		}
	}
	content := map[string]bool{}
	for i, w := range ws {
		if since[w] { // a beginning with its year holds across years
			for k, x := range ws[i+1 : min(len(ws), i+5)] {
				if isYear(x) {
					year = "since " + strings.Join(ws[i+1:i+2+k], " ")
				}
			}
		}
		if _, isNumber := numberOf(w); !isNumber && !grammar[w] && !months.has(w) {
			content[stem(w)] = true
		}
	}
	if deadly {
		year = "" // the dead stay dead
	}
	if len(content) == 0 {
		return "", false, false
	}
	unit, place := unitOf(cl.Quantity.Unit).word, strings.Join(words(cl.Place), " ")
	parts := append(record.SortedKeys(content), "|"+singular(unit), "|"+place, "|"+year)
	return strings.Join(parts, " "), added, true
}

// stem takes off what grammar changes at a word's end, roughly.
func stem(w string) string {
	runes := []rune(w)
	return string(runes[:min(len(runes), max(4, len(runes)-2))])
}

func deathly(w string) bool {
	for _, s := range deaths {
		if strings.HasPrefix(w, s) {
			return true
		}
	}
	return false
}

// byDate reports "by 1 March … had been", "к 1 марта", "станом на 1 березня".
func byDate(ws []string) bool {
	for i, w := range ws {
		if byWords[w] && i+1 < len(ws) {
			_, isNumber := numberOf(ws[i+1])
			if isNumber && i+2 < len(ws) && months.has(ws[i+2]) || months.has(ws[i+1]) {
				return true
			}
		}
	}
	return false
}

func isYear(w string) bool {
	n, ok := numberOf(w)
	return ok && len(w) == 4 && cmp.Compare(n, 1000) > 0 && n < 2200
}
