package draft

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// dates finds the dates of a sentence and takes their tokens, those of clock times
// and those of telephone numbers, so that none of them is read as a number.
func (r *reader) dates() []Date {
	var out []Date
	for i := 0; i < len(r.toks); {
		d, n := r.dateAt(i)
		switch {
		case n > 0:
			n = r.tail(i, n)
			d.In = r.in(i, i+n)
			d.Text = r.text[d.In.Start:d.In.End]
			out = append(out, d)
		case r.clockAt(i) > 0:
			n = r.clockAt(i)
		case r.phoneAt(i) > 0:
			n = r.phoneAt(i)
		default:
			i++
			continue
		}
		r.take(i, i+n)
		i += n
	}
	r.shareYears(out)
	return out
}

// shareYears gives the year of the second date to the first: "between March and
// May 2022", "с 20 июля по 2 августа 2022 года".
func (r *reader) shareYears(ds []Date) {
	for i := len(ds) - 2; i >= 0; i-- {
		a, b := &ds[i], ds[i+1]
		if !a.Partial || b.Partial || len(b.Time) < len("2006-01") || b.Time[4] != '-' {
			continue
		}
		if !dateLinks[strings.TrimSpace(fold(r.text[a.In.End:b.In.Start]))] {
			continue
		}
		year, err := strconv.Atoi(string(b.Time[:4]))
		if err != nil || a.Month == 0 {
			continue
		}
		if month, _ := strconv.Atoi(string(b.Time[5:7])); month < a.Month {
			year-- // "from November to February 2022"
		}
		if d, n := full(year, a.Month, a.Day, 1); n > 0 {
			a.Time, a.Partial, a.Month, a.Day = d.Time, false, 0, 0
		}
	}
}

var dateLinks = map[string]bool{"and": true, "to": true, "until": true, "till": true, "through": true, "-": true, "–": true, "—": true,
	"or": true, "и": true, "по": true, "до": true, "та": true, "і": true, "й": true, "или": true, "або": true, "و": true, "إلى": true, "الى": true}

// tail takes "года", "г." and the like along, with full stops that belong to them.
func (r *reader) tail(i, n int) int {
	for yearWords[r.low(i+n)] && r.is(i+n-1, digitToken) {
		n++
		if len([]rune(r.low(i+n-1))) <= 2 && r.low(i+n) == "." && !r.spaced(i+n) && i+n+1 < len(r.toks) {
			n++
		}
	}
	return n
}

func (r *reader) dateAt(i int) (Date, int) {
	for _, try := range []func(int) (Date, int){r.isoDate, r.numericDate, r.dayMonth, r.monthFirst, r.season, r.year} {
		if d, n := try(i); n > 0 {
			return d, n
		}
	}
	return Date{}, 0
}

// number reads a digit token of one of the given lengths.
func (r *reader) number(i int, lengths ...int) (int, bool) {
	if !r.is(i, digitToken) || !slices.Contains(lengths, len(r.toks[i].low)) {
		return 0, false
	}
	n, err := strconv.Atoi(r.toks[i].low)
	return n, err == nil
}

// joined reports marks that stand without space: "12.12.2014".
func (r *reader) joined(i int, mark string) bool {
	return r.low(i) == mark && !r.spaced(i) && !r.spaced(i+1)
}

func (r *reader) bare(i int) bool { // nothing glued before it
	return r.spaced(i) || r.is(i-1, markToken) && !slices.Contains([]string{"-", ".", ",", "/", "$", "€", "№", "#", "+"}, r.low(i-1))
}

// isoDate reads 2014-12-12 and 2014-12.
func (r *reader) isoDate(i int) (Date, int) {
	y, ok := r.number(i, 4)
	m, ok2 := r.number(i+2, 2)
	if !ok || !ok2 || !r.joined(i+1, "-") || !r.bare(i) {
		return Date{}, 0
	}
	if day, ok := r.number(i+4, 2); ok && r.joined(i+3, "-") {
		return full(y, m, day, 5)
	}
	return full(y, m, 0, 3)
}

// numericDate reads 12.12.2014 and 12/12/2014. Where day and month could be
// exchanged after a slash, only the year is certain.
func (r *reader) numericDate(i int) (Date, int) {
	a, ok := r.number(i, 1, 2)
	b, ok2 := r.number(i+2, 1, 2)
	y, ok3 := r.number(i+4, 4)
	if !ok || !ok2 || !ok3 || !r.bare(i) {
		return Date{}, 0
	}
	switch {
	case r.joined(i+1, ".") && r.joined(i+3, "."):
		return full(y, b, a, 5)
	case !r.joined(i+1, "/") || !r.joined(i+3, "/"):
		return Date{}, 0
	case b > 12:
		return full(y, a, b, 5)
	case a > 12 || a == b || scriptOf(r.lang) == "Cyrillic":
		return full(y, b, a, 5)
	}
	return full(y, 0, 0, 5)
}

// full makes a date of what is not 0, if there is such a day.
func full(y, m, day, n int) (Date, int) {
	t := fmt.Sprintf("%04d", y)
	if m > 0 {
		t += fmt.Sprintf("-%02d", m)
	}
	if day > 0 {
		t += fmt.Sprintf("-%02d", day)
	}
	if m < 0 || y < 1000 || !record.Time(t).Valid() {
		return Date{}, 0
	}
	return Date{Time: record.Time(t)}, n
}

// month reads the name of a month at i and how many tokens it takes.
func (r *reader) month(i int) (m, n int) {
	if !r.is(i, wordToken) {
		return 0, 0
	}
	if m := levantMonths[r.low(i)+" "+r.low(i+1)]; m > 0 {
		return m, 2
	}
	low := r.low(i)
	if len(low) > 2 && scriptOf(r.lang) == "Arabic" && months[low] == 0 {
		if cut := []rune(low); cut[0] == 'ب' || cut[0] == 'و' || cut[0] == 'ل' {
			low = string(cut[1:])
		}
	}
	m = months[low]
	if m == 0 || (low[0] < 0x80 && !r.toks[i].capital) { // English months are written with a capital
		return 0, 0
	}
	n = 1
	if len([]rune(low)) <= 4 && r.low(i+1) == "." && !r.spaced(i+1) && low != "may" && low != "мая" && low != "май" {
		n++
	}
	return m, n
}

// day reads a day of the month, "12", "12th", "12-го"; a span of days has two.
func (r *reader) day(i int) (first, last, n int) {
	first, ok := r.number(i, 1, 2)
	if !ok || first < 1 || first > 31 {
		return 0, 0, 0
	}
	n = 1 + r.ordinalSuffix(i+1)
	last = first
	if k := i + n; n == 1 && dateLinks[r.low(k)] {
		if to, ok := r.number(k+1, 1, 2); ok && to > first && to <= 31 {
			return first, to, 3 + r.ordinalSuffix(k+2)
		}
	}
	return first, last, n
}

// ordinalSuffix gives the tokens of "th", "-го" and the like behind a number.
func (r *reader) ordinalSuffix(i int) int {
	if r.spaced(i) {
		return 0
	}
	if slices.Contains([]string{"st", "nd", "rd", "th"}, r.low(i)) {
		return 1
	}
	if r.low(i) == "-" && !r.spaced(i+1) && cyrillicOrdinal[r.low(i+1)] {
		return 2
	}
	return 0
}

// dayMonth reads "12 December 2014", "the 12th of December", "12–14 декабря".
func (r *reader) dayMonth(i int) (Date, int) {
	first, last, n := r.day(i)
	if n == 0 || !r.bare(i) {
		return Date{}, 0
	}
	if r.low(i+n) == "of" {
		n++
	}
	if r.low(i+n) == "من" {
		n++
	}
	m, k := r.month(i + n)
	if m == 0 || !r.spaced(i+n) {
		return Date{}, 0
	}
	n += k
	if slash := r.low(i + n); slash == "/" { // Arabic papers give both names
		if m2, k := r.month(i + n + 1); m2 == m {
			n += 1 + k
		}
	}
	return r.withYear(i, n, m, first, last)
}

// withYear completes day and month with the year that may follow.
func (r *reader) withYear(i, n, m, first, last int) (Date, int) {
	k := n
	if r.low(i+k) == "," || r.low(i+k) == "of" || r.low(i+k) == "عام" || r.low(i+k) == "سنة" {
		k++
	}
	if y, ok := r.number(i+k, 4); ok && y >= 1000 && y < 2200 && !r.grouped(i+k) {
		if first != last {
			a, okA := full(y, m, first, k+1)
			b, okB := full(y, m, last, k+1)
			if okA > 0 && okB > 0 {
				a.Time += "/" + b.Time
				return a, k + 1
			}
			return Date{}, 0
		}
		return full(y, m, first, k+1)
	}
	if _, ok := full(2000, m, last, 1); ok == 0 {
		return Date{}, 0
	}
	d := Date{Month: m, Day: first, Partial: true}
	if first != last {
		d.Last = last
	}
	return d, n
}

// grouped reports "2,014": the year is but the start of a number.
func (r *reader) grouped(i int) bool {
	_, ok := r.number(i+2, 3)
	return ok && (r.joined(i+1, ",") || r.joined(i+1, "."))
}
