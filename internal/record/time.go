package record

import (
	"strconv"
	"strings"
	"time"
)

// Time is a date or an instant as a record gives it: EDTF level 0 or 1
// (ISO 8601-2: 2014, 2014-12, 2014-12-12, 2014-08/2014-09, 2014~, 201X, 2014-21,
// ../2014) or RFC 3339. Empty means not given.
type Time string

// Span is the stretch of time that a Time may mean: every instant t with
// From <= t < To. A zero From or To is open.
type Span struct {
	From, To    time.Time
	Approximate bool // marked ~, ? or %
	Instant     bool // given to the second or finer
}

// Valid reports whether the time can be read. An empty time cannot.
func (t Time) Valid() bool { _, ok := t.Span(); return ok }

// Span reads the time; ok is false where it is none.
func (t Time) Span() (s Span, ok bool) {
	if at, err := time.Parse(time.RFC3339Nano, string(t)); err == nil && strict(t) {
		return closed(Span{From: at, To: at.Add(1), Instant: true})
	}
	from, to, interval := strings.Cut(string(t), "/")
	if !interval {
		return edtf(from)
	}
	a, okA := edtfEnd(from)
	b, okB := edtfEnd(to)
	if !okA || !okB || (a.From.IsZero() && b.To.IsZero()) {
		return Span{}, false
	}
	if !a.From.IsZero() && !b.To.IsZero() && !a.From.Before(b.To) {
		return Span{}, false
	}
	return Span{From: a.From, To: b.To, Approximate: a.Approximate || b.Approximate}, true
}

// strict refuses what time.Parse takes for RFC 3339 and is not: an hour of one
// digit, a comma in the seconds, an offset of a day or more (go.dev/issue/54580).
func strict(t Time) bool {
	offset := string(t[len(t)-1])
	if offset != "Z" {
		offset = string(t[len(t)-len("00:00"):])
	}
	return t[len("2006-01-02T15")] == ':' && !strings.Contains(string(t), ",") &&
		(offset == "Z" || offset[:2] < "24" && offset[3:] < "60")
}

// closed refuses the few moments about the year 1 that a zero time.Time, which
// here stands for an open end, could not be told from.
func closed(s Span) (Span, bool) { return s, !s.From.IsZero() && !s.To.IsZero() }

func edtfEnd(s string) (Span, bool) {
	if s == "" || s == ".." {
		return Span{}, true
	}
	return edtf(s)
}

func edtf(s string) (Span, bool) {
	var out Span
	if n := len(s); n > 0 && strings.ContainsRune("~?%", rune(s[n-1])) {
		out.Approximate, s = true, s[:n-1]
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Span{}, false
	}
	year, years, ok := digitsX(parts[0])
	if !ok || (years > 1 && len(parts) > 1 && parts[1] != "XX") {
		return Span{}, false
	}
	date := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	out.From, out.To = date(year, 1, 1), date(year+years, 1, 1)
	if len(parts) == 1 {
		return closed(out)
	}
	if parts[1] == "XX" {
		if len(parts) == 3 && parts[2] != "XX" {
			return Span{}, false
		}
		return closed(out)
	}
	month, ok := twoDigits(parts[1])
	if !ok {
		return Span{}, false
	}
	if month >= 21 && month <= 24 && len(parts) == 2 { // seasons of the northern year
		first := 3*(month-21) + 3
		out.From, out.To = date(year, first, 1), date(year, first+3, 1)
		return closed(out)
	}
	if month < 1 || month > 12 {
		return Span{}, false
	}
	out.From, out.To = date(year, month, 1), date(year, month+1, 1)
	if len(parts) == 2 || parts[2] == "XX" {
		return closed(out)
	}
	day, ok := twoDigits(parts[2])
	from := date(year, month, day)
	if !ok || from.Day() != day || int(from.Month()) != month {
		return Span{}, false
	}
	out.From, out.To = from, from.AddDate(0, 0, 1)
	return closed(out)
}

// twoDigits reads a month or a day; strconv would take a sign.
func twoDigits(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 8)
	return int(n), err == nil && len(s) == 2
}

// digitsX reads a year whose last digits may be X; width is how many years it covers.
func digitsX(s string) (first, width int, ok bool) {
	trimmed := strings.TrimRight(s, "X")
	width = 1
	for range len(s) - len(trimmed) {
		width *= 10
	}
	if trimmed == "" || width > 1000 {
		return 0, 0, false
	}
	n, err := strconv.Atoi(trimmed)
	if err != nil || n < 0 || trimmed[0] == '+' || trimmed[0] == '-' {
		return 0, 0, false
	}
	return n * width, width, true
}

// RunsAt reports whether an embargo or a deadline of this time still runs at the
// moment. A bare date runs to its end, an instant until it comes. A time not given
// never runs.
func (t Time) RunsAt(now time.Time) bool {
	end, ok := t.Ends()
	return ok && (end.IsZero() || now.Before(end))
}

// Ends gives the moment from which an embargo or a deadline of this time no longer
// runs; zero where that never comes. ok is false of a time not given.
func (t Time) Ends() (end time.Time, ok bool) {
	s, ok := t.Span()
	if s.Instant {
		return s.From, ok
	}
	return s.To, ok
}
