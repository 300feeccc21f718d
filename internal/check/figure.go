package check

import (
	"math"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// facts are the numbers and dates of a text.
type facts struct {
	numbers []figure
	dates   []moment
}

// figure is a number with what it counts, as a record or a sentence gives it.
type figure struct {
	low, high   float64
	unit        string
	approximate bool
}

// moment is a date: a stretch of time, or a month and day of an unknown year.
type moment struct {
	span       record.Span
	partial    bool
	month, day int
	last       int // of several days, the last; else 0
}

// factsOf reads the numbers and dates of a record's text as of a draft's.
func (st *story) factsOf(text string) facts {
	if f, ok := st.factCache[text]; ok {
		return f
	}
	var f facts
	if d, err := draft.ParseFigures("text.md", []byte("\n"+strings.Join(strings.Fields(text), " ")+"\n")); err == nil {
		for _, s := range d.Sentences {
			for _, n := range s.Numbers {
				if !n.Ordinal {
					f.numbers = append(f.numbers, figureOf(n))
				}
			}
			for _, t := range s.Dates {
				if m, ok := momentOf(t); ok {
					f.dates = append(f.dates, m)
				}
			}
		}
	}
	st.factCache[text] = f
	return f
}

func figureOf(n draft.Number) figure {
	f := valueFigure(n.Value, n.Unit)
	f.approximate = n.Approximate
	return f
}

func valueFigure(v record.Value, unit string) figure {
	f := figure{low: math.Inf(-1), high: math.Inf(1), unit: fold(unit)}
	if v.Low != nil {
		f.low = *v.Low
	}
	if v.High != nil {
		f.high = *v.High
	}
	return f
}

func (f figure) exact() bool { return f.low == f.high }

// digits counts the significant digits of an exact figure; 0 of any other.
func (f figure) digits() int {
	if !f.exact() || math.IsInf(f.low, 0) {
		return 0
	}
	s := strconv.FormatFloat(math.Abs(f.low), 'e', -1, 64)
	s, _, _ = strings.Cut(s, "e")
	return len(strings.Replace(s, ".", "", 1))
}

// bare reports "one" in words, which is more often a pronoun than a number.
func bareOne(n draft.Number) bool {
	f := figureOf(n)
	return f.exact() && f.low == 1 && !digits(strings.TrimSpace(n.Text))
}

// follows reports whether a sentence may give the number f where a record gives
// r: the same, less exact, within a tenth where one of them is approximate, or
// within a record's closed range.
func (f figure) follows(r figure) bool {
	slack := 0.0
	switch {
	case f.approximate && f.digits() > 2: // "nearly 2.53 million" claims to know it well
		slack = 0.02
	case f.approximate || r.approximate:
		slack = 0.1
	}
	widen := func(v float64) float64 {
		if math.IsInf(v, 0) {
			return 0
		}
		return math.Abs(v) * slack
	}
	if f.low-widen(f.low) <= r.low && r.high <= f.high+widen(f.high) {
		return true
	}
	if f.exact() && (f.low == r.low || f.low == r.high) {
		return true
	}
	return !math.IsInf(r.low, 0) && !math.IsInf(r.high, 0) && r.low-widen(r.low) <= f.low && f.high <= r.high+widen(r.high)
}

// otherYear reports whether b tells the same month or day of another year.
func (a moment) otherYear(b moment) bool {
	if a.partial || b.partial || a.agrees(b) || a.span.From.IsZero() || a.span.To.IsZero() {
		return false
	}
	from, to := a.span.From.UTC(), a.span.To.UTC()
	p := moment{partial: true, month: int(from.Month())}
	if to.Sub(from).Hours() < 28*24 {
		p.day, p.last = from.Day(), from.Day()
		if to.Sub(from).Hours() > 24 && to.Month() == from.Month() {
			p.last = to.AddDate(0, 0, -1).Day()
		}
	}
	return b.holds(p)
}

// comparable reports whether two numbers may count the same kind of thing.
// alone says that each stands alone, so that a unit that is not given may be any.
func (f figure) comparable(r figure, alone bool) bool {
	if f.unit == "" || r.unit == "" {
		return alone
	}
	a, b := kindOfUnit(f.unit), kindOfUnit(r.unit)
	return a == b || sameWord(a, b)
}

// kindOfUnit brings units of one kind together; an unknown unit is a kind of its own.
func kindOfUnit(unit string) string {
	ws := wordsOf(unit)
	if len(ws) == 0 {
		for kind, set := range unitKinds {
			if set.has(unit) {
				return kind
			}
		}
		return unit
	}
	for _, w := range ws {
		if is, _, _ := describes(w); is {
			return "people"
		}
		for kind, set := range unitKinds {
			if set.has(w.folded) {
				return kind
			}
		}
	}
	return ws[len(ws)-1].folded
}

var unitKinds = map[string]stemSet{
	"money":   stems(`rouble ruble dollar euro hryvnia pound usd eur rub uah рубл доллар долар евро євро гривн гривен دولار روبل يورو $ € £ ₽`),
	"percent": stems(`percent % процент відсотк`),
	"people":  stems(`dead killed wounded injured casualt troop житл погиб убит ранен загибл поранен`),
}

func momentOf(d draft.Date) (moment, bool) {
	if d.Partial {
		return moment{partial: true, month: d.Month, day: d.Day, last: d.Last}, d.Month > 0
	}
	return timeMoment(d.Time)
}

func timeMoment(t record.Time) (moment, bool) {
	span, ok := t.Span()
	if !ok {
		return moment{}, false
	}
	if span.Approximate && !span.From.IsZero() && !span.To.IsZero() {
		length := span.To.Sub(span.From)
		span.From, span.To = span.From.Add(-length), span.To.Add(length)
	}
	return moment{span: span}, true
}

// agrees reports whether two moments may be one.
func (a moment) agrees(b moment) bool {
	switch {
	case a.partial && b.partial:
		return a.month == b.month && (a.day == 0 || b.day == 0 || a.day <= max(b.day, b.last) && b.day <= max(a.day, a.last))
	case b.partial:
		return b.agrees(a)
	case a.partial:
		return b.holds(a)
	}
	startsBefore := a.span.From.IsZero() || b.span.To.IsZero() || a.span.From.Before(b.span.To)
	endsAfter := b.span.From.IsZero() || a.span.To.IsZero() || b.span.From.Before(a.span.To)
	return startsBefore && endsAfter
}

// holds reports whether the stretch touches the month and, where given, the days
// of a date without a year.
func (a moment) holds(p moment) bool {
	if a.span.From.IsZero() || a.span.To.IsZero() || a.span.To.Sub(a.span.From).Hours() > 366*24 {
		return true
	}
	for t := a.span.From.UTC(); t.Before(a.span.To); t = t.AddDate(0, 0, 1) {
		if int(t.Month()) == p.month && (p.day == 0 || t.Day() >= p.day && t.Day() <= max(p.day, p.last)) {
			return true
		}
	}
	return false
}
