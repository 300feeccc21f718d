package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// figures are the numbers of the records that a sentence cites: those that it
// must not clash with, and those that may stand in it besides.
type figures struct{ firm, also []figure }

func (st *story) figuresBehind(s *sentence) figures {
	var f figures
	for _, c := range s.claims {
		if q := c.Quantity; q != nil {
			f.firm = append(f.firm, valueFigure(record.Value{Low: q.Low, High: q.High}, q.Unit))
		}
		f.firm = append(f.firm, st.factsOf(c.Text).numbers...)
		for _, t := range st.ties(c.ID) {
			if v := t.link.Value; v != nil {
				unit := ""
				if c.Quantity != nil {
					unit = c.Quantity.Unit
				}
				f.also = append(f.also, valueFigure(*v, unit))
			}
			f.also = append(f.also, st.numbersIn(t.statement)...)
		}
		if whole := st.c.Claims[c.PartOf]; whole != nil {
			if q := whole.Quantity; q != nil {
				f.also = append(f.also, valueFigure(record.Value{Low: q.Low, High: q.High}, q.Unit))
			}
			f.also = append(f.also, st.factsOf(whole.Text).numbers...)
		}
	}
	for _, x := range st.direct(s) {
		f.firm = append(f.firm, st.numbersIn(x)...)
		for _, l := range st.linksBy[x.ID] {
			if c := st.c.Claims[l.Claim]; c != nil && l.Value != nil {
				unit := ""
				if q := c.Quantity; q != nil {
					unit = q.Unit
				}
				f.firm = append(f.firm, valueFigure(*l.Value, unit))
			}
		}
	}
	return f
}

func (st *story) numbersIn(x *record.Statement) (out []figure) {
	for _, text := range textsOf(x) {
		out = append(out, st.factsOf(text).numbers...)
	}
	return out
}

func findNumberMismatch(st *story) (out []found) {
	for _, s := range st.sentences {
		if len(s.claims)+len(st.direct(s)) == 0 {
			continue
		}
		behind := st.figuresBehind(s)
		if len(behind.firm) == 0 {
			continue
		}
		open, left := unmatched(s, behind)
		alone := len(open) == 1 && len(left) > 0 && oneKind(left)
		for _, n := range open {
			f := figureOf(n)
			if bareOne(n) && f.unit == "" {
				continue
			}
			if !slices.ContainsFunc(left, func(r figure) bool { return f.comparable(r, alone && !bareOne(n)) }) {
				continue
			}
			out = append(out, found{s: s, span: s.at(n.In), ids: s.citedIDs(),
				message: "the number clashes with that of the record cited",
				hint:    fmt.Sprintf("the record gives %s; correct the sentence, or cite what gives this number", figureList(left))})
		}
	}
	return out
}

// unmatched gives the numbers of a sentence that follow from no record, and the
// records' numbers that no number of the sentence uses up. The number of those
// who speak ("two soldiers said") is not a number of what they say.
func unmatched(s *sentence, behind figures) (open []draft.Number, left []figure) {
	used := make([]bool, len(behind.firm))
	subjects := s.subjects()
	for _, n := range s.Numbers {
		if n.Ordinal || labels(s, n) || slices.ContainsFunc(subjects, func(in draft.TextSpan) bool { return n.In.Start >= in.Start && n.In.End <= in.End }) {
			continue
		}
		f, ok := figureOf(n), false
		for i, r := range behind.firm {
			if f.follows(r) {
				used[i], ok = true, true
			}
		}
		if !ok && !slices.ContainsFunc(behind.also, f.follows) {
			open = append(open, n)
		}
	}
	for i, r := range behind.firm {
		if !used[i] {
			left = append(left, r)
		}
	}
	return open, left
}

// ofAge reports "54-year-old", "54-летний", "54-річна".
func ofAge(n draft.Number) bool {
	unit := fold(n.Unit)
	return strings.HasPrefix(unit, "year-old") || strings.HasPrefix(unit, "летн") || strings.HasPrefix(unit, "річн")
}

// labels reports whether a number counts nothing: somebody's age ("Lee, 34, said")
// or the number of an article, a page or a unit.
func labels(s *sentence, n draft.Number) bool {
	i, _ := slices.BinarySearchFunc(s.words, n.In.Start, func(w word, at int) int { return w.in.Start - at })
	if ofAge(n) {
		return true
	}
	if i >= len(s.words) || n.Unit != "" {
		return false
	}
	if i+1 < len(s.words) && strings.HasPrefix(s.words[i].gap, ",") && strings.HasPrefix(s.words[i+1].gap, ",") {
		return true
	}
	return i > 0 && digits(s.words[i].folded) && ((i > 1 && s.words[i-1].capital) || numbered[s.words[i-1].folded])
}

var numbered = wordSet(`article page line chapter section number no paragraph unit room aged age bus flight статья статье статьи
стр страница пункт пункте номер возрасте стаття статті сторінка вік`)

// oneKind reports whether all the numbers are the same.
func oneKind(fs []figure) bool {
	return !slices.ContainsFunc(fs, func(f figure) bool { return f.low != fs[0].low || f.high != fs[0].high })
}

func figureList(fs []figure) string {
	f := fs[0]
	switch {
	case f.exact():
		return fmt.Sprintf("%v", f.low)
	case f.high > 1e300:
		return fmt.Sprintf("at least %v", f.low)
	case f.low < -1e300:
		return fmt.Sprintf("at most %v", f.high)
	}
	return fmt.Sprintf("%v to %v", f.low, f.high)
}

// moments are the dates behind a sentence: those that its dates must not clash
// with, those of saying, and those that may stand in it besides.
type moments struct{ firm, said, also []moment }

// timed is a record's time as a moment, where it is one.
type timed struct {
	moment
	ok bool
}

func (st *story) momentsBehind(s *sentence) moments {
	var m moments
	add := func(to *[]moment, t record.Time) {
		x := remember(st.momentCache, t, func() timed { m, ok := timeMoment(t); return timed{m, ok} })
		if x.ok {
			*to = append(*to, x.moment)
		}
	}
	for _, c := range s.claims {
		add(&m.firm, c.Time)
		m.firm = append(m.firm, st.factsOf(c.Text).dates...)
		for _, t := range st.ties(c.ID) {
			m.also = append(m.also, st.datesIn(t.statement)...)
			add(&m.also, t.statement.SaidAt)
		}
	}
	for _, x := range st.direct(s) {
		m.firm = append(m.firm, st.datesIn(x)...)
		add(&m.said, x.SaidAt)
		if e := st.c.Evidence[x.Evidence]; e != nil {
			add(&m.also, e.Created)
		}
	}
	for _, rq := range s.requests {
		add(&m.also, rq.AskedAt)
		add(&m.also, rq.Deadline)
		for _, a := range rq.Attempts {
			add(&m.also, a.At)
		}
	}
	return m
}

func (st *story) datesIn(x *record.Statement) (out []moment) {
	for _, text := range textsOf(x) {
		out = append(out, st.factsOf(text).dates...)
	}
	return out
}

func findDateMismatch(st *story) (out []found) {
	for _, s := range st.sentences {
		behind := st.momentsBehind(s)
		used := make([]bool, len(behind.firm))
		var open []draft.Date
		for _, d := range s.Dates {
			m, ok := momentOf(d)
			if !ok {
				continue
			}
			matched, other := slices.ContainsFunc(behind.said, m.agrees), slices.ContainsFunc(behind.firm, m.otherYear)
			agrees := func(r moment) bool { return m.agrees(r) && !(other && r.partial) }
			matched = matched || slices.ContainsFunc(behind.also, agrees)
			for i, r := range behind.firm {
				if agrees(r) {
					used[i], matched = true, true
				}
			}
			other = other || s.yearBeside(d, behind.firm)
			if !matched && other {
				out = append(out, st.dateClash(s, d))
			} else if !matched {
				open = append(open, d)
			}
		}
		for _, d := range open {
			if slices.Contains(used, false) || (len(behind.said) > 0 && (s.ofSaying(d) || s.ofRecord(d))) {
				out = append(out, st.dateClash(s, d))
			}
		}
	}
	return out
}

// yearBeside reports whether a bare year belongs to a month or day without one
// that stands close by, and the records' dates are of other years: "In 2022,
// eleven died between March and May".
func (s *sentence) yearBeside(d draft.Date, firm []moment) bool {
	m, ok := momentOf(d)
	if !ok || d.Partial || len(d.Time) != len("2006") {
		return false
	}
	reach := 3 // words between; more where the sentence begins with the year
	if d.In.Start < 8 {
		reach = 8
	}
	dated := false
	for _, r := range firm {
		if !r.partial && r.agrees(m) {
			return false
		}
		dated = dated || !r.partial
	}
	if !dated {
		return false
	}
	return slices.ContainsFunc(s.Dates, func(o draft.Date) bool {
		if !o.Partial {
			return false
		}
		gap := s.Text[min(o.In.End, d.In.End):max(o.In.Start, d.In.Start)]
		return len(wordsOf(gap)) <= reach
	})
}

func (st *story) dateClash(s *sentence, d draft.Date) found {
	return found{s: s, span: s.at(d.In), ids: s.citedIDs(),
		message: "the date clashes with that of the record cited",
		hint:    "correct the sentence or the record, or cite what gives this date"}
}

// ofRecord reports whether a date to the day is that of a paper: "a letter of 12
// December", "в заключении от 7 февраля".
func (s *sentence) ofRecord(d draft.Date) bool {
	i, _ := slices.BinarySearchFunc(s.words, d.In.Start, func(w word, at int) int { return w.in.Start - at })
	if d.Day == 0 && len(d.Time) < len("2006-01-02") || i < 2 || i >= len(s.words) {
		return false
	}
	if dating.has(s.words[i-1].folded) {
		return true
	}
	if !ofDate[s.words[i-1].folded] {
		return false
	}
	for k := i - 2; k >= 0 && k > i-7 && !breaks(s.words[k+1].gap); k-- {
		if isThing(s.words[k]) && utf8.RuneCountInString(s.words[k].folded) > 3 {
			return true
		}
	}
	return false
}

var ofDate = wordSet(`of from от від`)
var dating = stems(`dated датирован датован подписанн підписан`)

// ofSaying reports whether a date to the day tells when something was said: it
// stands right before the speaker, or right behind the verb.
func (s *sentence) ofSaying(d draft.Date) bool {
	if d.Day == 0 && len(d.Time) < len("2006-01-02") {
		return false
	}
	first, last := -1, -1
	for i, w := range s.words {
		if w.in.Start >= d.In.Start && w.in.End <= d.In.End {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return false
	}
	for _, v := range s.voices {
		if gap := v.who[0].from - last; gap > 0 && gap <= 2 {
			return true
		}
		if gap := first - v.to; gap >= 0 && gap <= 2 {
			return true
		}
	}
	return false
}
