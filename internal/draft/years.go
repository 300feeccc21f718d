package draft

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// monthFirst reads "December 12, 2014", "Dec. 12", "December 2014", "in December".
func (r *reader) monthFirst(i int) (Date, int) {
	m, n := r.month(i)
	if m == 0 || !r.bare(i) && !(r.low(i-1) == "-" && hasAny(r.low(i-2), "mid", "early", "late")) {
		return Date{}, 0
	}
	low := r.low(i)
	cyrillic := low[0] >= 0xD0 && low[0] <= 0xD3
	if !cyrillic {
		if first, last, k := r.day(i + n); k > 0 && r.spaced(i+n) && !r.counts(i+n+k) {
			return r.withYear(i, n+k, m, first, last)
		}
	}
	k := n
	if r.low(i+k) == "," || r.low(i+k) == "of" || r.low(i+k) == "عام" || r.low(i+k) == "سنة" {
		k++
	}
	if y, ok := r.number(i+k, 4); ok && y >= 1000 && y < 2200 && !r.grouped(i+k) {
		return full(y, m, 0, k+1)
	}
	if doubtfulMonths[low] && !r.goesWithMonth(i) || cyrillic && r.toks[i].capital && i > 0 {
		return Date{}, 0
	}
	if low == "may" && r.is(i+1, wordToken) && i == 0 {
		return Date{}, 0
	}
	if n > 1 && i+n == len(r.toks) {
		n-- // the full stop ends the sentence
	}
	return Date{Month: m, Partial: true}, n
}

// goesWithMonth looks for a word before a doubtful month that makes it one.
func (r *reader) goesWithMonth(i int) bool {
	if r.low(i-1) == "-" {
		i-- // mid-May
	}
	return beforeMonth[r.low(i-1)]
}

// season reads "spring 2015", "in the spring of 2015", "весной 2015 года".
func (r *reader) season(i int) (Date, int) {
	s := seasons[r.low(i)]
	if s == 0 {
		return Date{}, 0
	}
	k := 1
	if r.low(i+k) == "of" || r.low(i+k) == "," || r.low(i+k) == "عام" {
		k++
	}
	y, ok := r.number(i+k, 4)
	if !ok || y < 1800 || y > 2100 {
		return Date{}, 0
	}
	return Date{Time: record.Time(fmt.Sprintf("%04d-%02d", y, s))}, k + 1
}

// year reads "2014" where it is a year, "2012–2014" and "the 1990s".
func (r *reader) year(i int) (Date, int) {
	y, ok := r.number(i, 4)
	if !ok || y < 1800 || y > 2099 || !r.bare(i) || r.grouped(i) {
		return Date{}, 0
	}
	if decade := r.decade(i, y); decade > 0 {
		return Date{Time: record.Time(fmt.Sprintf("%03dX", y/10))}, decade
	}
	if r.joined(i+1, ".") && r.is(i+2, digitToken) || r.joined(i+1, ":") { // 2000.5
		return Date{}, 0
	}
	k := i + 1
	if mark := r.low(k); mark == "-" || mark == "–" || mark == "—" || mark == "/" {
		if to, ok := r.number(k+1, 4); ok && to > y && to <= 2099 && r.yearHere(i, k+2) {
			return Date{Time: record.Time(fmt.Sprintf("%04d/%04d", y, to))}, 3
		}
		if to, ok := r.number(k+1, 2); ok && to > y%100 && r.yearHere(i, k+2) && !r.spaced(k) {
			return Date{Time: record.Time(fmt.Sprintf("%04d/%04d", y, y/100*100+to))}, 3
		}
		if !r.spaced(k) && !r.spaced(k+1) { // 2000-strong, 2014-го
			if r.ordinalSuffix(k) == 0 || !yearWords[r.low(k+2)] && !beforeYear[r.low(i-1)] {
				return Date{}, 0
			}
			return Date{Time: record.Time(fmt.Sprintf("%04d", y))}, 3
		}
	}
	if !r.spaced(k) && r.is(k, wordToken) || !r.yearHere(i, k) {
		return Date{}, 0
	}
	return Date{Time: record.Time(fmt.Sprintf("%04d", y))}, 1
}

// decade gives the tokens of "1990s" and "1990-х".
func (r *reader) decade(i, y int) int {
	switch {
	case y%10 != 0 || r.spaced(i+1):
		return 0
	case r.low(i+1) == "s":
		return 2
	case (r.low(i+1) == "'" || r.low(i+1) == "’") && r.low(i+2) == "s":
		return 3
	case r.low(i+1) == "-" && (r.low(i+2) == "х" || r.low(i+2) == "ті" || r.low(i+2) == "е"):
		return 3
	}
	return 0
}

// yearHere decides whether four digits at i are a year, by their neighbours; next
// is the token behind them.
func (r *reader) yearHere(i, next int) bool {
	before := r.low(i - 1)
	if yearWords[r.low(next)] {
		return true
	}
	if labels[before] || currencySign[before] != "" || r.percentAt(next) > 0 || multipliers[r.low(next)] > 0 {
		return false
	}
	if slices.Contains([]string{"than", "over", "least", "about", "some", "nearly", "almost", "более", "около", "менее",
		"свыше", "понад", "близько", "майже", "почти", "at", "у"}, before) && r.counts(next) {
		return false
	}
	if beforeYear[before] {
		// "in 2014 soldiers left" is a year; "до 2000 человек", "of 2000 men" count.
		return !(r.counts(next) && (before == "of" || before == "to" || before == "and" || before == "between" ||
			scriptOf(r.lang) != "Latin"))
	}
	return !r.counts(next)
}

// counts reports whether the token at i looks like a thing that is counted.
func (r *reader) counts(i int) bool {
	if !r.is(i, wordToken) || !r.spaced(i) || r.toks[i].capital && scriptOf(r.lang) == "Latin" {
		return false
	}
	unit := r.unit(i)
	if unit == "" {
		return false
	}
	if scriptOf(r.lang) == "Cyrillic" {
		return commonUnits[unit] || hasAny(unit, "ов", "ев", "ей", "ів", "їв", "ек", "ат") && !verbsOfSaying[unit]
	}
	return commonUnits[unit] || len(unit) > 3 && unit[len(unit)-1] == 's' && !verbsOfSaying[unit] && unit != "was" && unit != "has"
}
