package reckon

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// A fineness says how exactly something is dated.
type fineness int

const (
	undated fineness = iota
	toYear
	toMonth
	toDay
	toHour // or finer: a time of day is given
)

var finenessWords = map[fineness]string{toYear: "the year", toMonth: "the month", toDay: "the day", toHour: "the time of day"}

// precision finds claims whose time or number is finer than what supports them
// gives. It speaks only where every supporting statement says something of it in
// its own words or in the words that it points at, and each of them less: a text
// that gives no date or number at all may well sum up what does.
func (r *reckoner) precision() {
	for i, cl := range r.claims {
		date := r.dateOf(cl.Time)
		n, counted := 0.0, false
		if cl.Quantity != nil {
			n, counted = exact(cl.Quantity.Low, cl.Quantity.High)
		}
		if date.fine <= toYear && !counted {
			continue
		}
		var behind []*record.Statement
		for _, l := range r.backing[i] {
			if supports(cl, l.Link) {
				behind = append(behind, l.s)
			}
		}
		if len(behind) == 0 {
			continue
		}
		if date.fine > toYear {
			r.timeFiner(cl, date, behind)
		}
		if counted {
			r.numberFiner(cl, r.claimWords[i], n, behind)
		}
	}
}

func (r *reckoner) timeFiner(cl *record.Claim, date calendar, behind []*record.Statement) {
	if len(behind) > 200 {
		return // so many say it that some say it exactly
	}
	finest := undated
	var ids []record.ID
	for _, s := range behind {
		f, ok := r.fineness(s, date)
		if !ok || f >= date.fine {
			return
		}
		finest = max(finest, f)
		ids = append(ids, s.ID)
	}
	r.add("finer-than-source", record.LevelWarning,
		fmt.Sprintf("claim %s is dated %s, to %s, but what supports it gives %s at most: %s", cl.ID, cl.Time, finenessWords[date.fine], finenessWords[finest], names(ids)),
		"widen the claim's time to what is known, or record in a statement who gives it so exactly", append([]record.ID{cl.ID}, ids...)...)
}

// fineness gives how exactly a statement dates what a claim dates; false where it
// says nothing of it, or nothing that can be told.
func (r *reckoner) fineness(s *record.Statement, date calendar) (fineness, bool) {
	text := s.Text
	if s.Select != nil {
		text += " | " + s.Select.Exact
	}
	ws := words(text)
	if slices.ContainsFunc(ws, func(w string) bool { return relative[w] }) {
		return undated, false
	}
	e := r.c.Evidence[s.Evidence]
	if e != nil && s.Basis != record.Hearsay {
		if at := r.dateOf(e.Created); at.fine >= date.fine && at.fits(date) {
			return at.fine, true // written or taken on that very day
		}
	}
	best := undated
	for _, d := range dates(ws) {
		if d.fits(date) {
			best = max(best, d.fine)
		}
	}
	if best == toDay && (clock.in(ws) || strings.Contains(text, ":")) {
		best = toHour
	}
	if best == undated && e != nil && s.Basis == record.Recording && len(dates(ws)) == 0 {
		if at := r.dateOf(e.Created); at.fine > undated && at.fits(date) {
			return at.fine, true // a recording shows the moment at which it was made
		}
	}
	return best, best > undated
}

func (r *reckoner) numberFiner(cl *record.Claim, text []string, n float64, behind []*record.Statement) {
	for _, f := range figures(text) {
		if f.value == n && f.about {
			return // the claim says itself that it is rounded
		}
	}
	var ids []record.ID
	for _, s := range behind {
		text := s.Text
		if s.Select != nil {
			text += " | " + s.Select.Exact
		}
		about := false
		for _, f := range figures(words(text)) {
			if f.value == n {
				if !f.about {
					return
				}
				about = true
			}
		}
		if !about {
			return
		}
		ids = append(ids, s.ID)
	}
	r.add("finer-than-source", record.LevelWarning,
		fmt.Sprintf("claim %s gives exactly %s, but what supports it gives a rounded number or a bound: %s", cl.ID, number(n), names(ids)),
		"widen the claim's quantity (low and high, or one of them alone), or record in a statement who counted exactly", append([]record.ID{cl.ID}, ids...)...)
}

// A calendar is a date as far as it is given; 0 is not given.
type calendar struct {
	year, month, day int
	fine             fineness
}

// fits reports that what both dates give is the same.
func (a calendar) fits(b calendar) bool {
	same := func(x, y int) bool { return x == 0 || y == 0 || x == y }
	return same(a.year, b.year) && same(a.month, b.month) && same(a.day, b.day)
}

// dateOf reads a record's time where it is one plain date.
func (r *reckoner) dateOf(t record.Time) calendar {
	m := r.when(t)
	s := m.span
	if !m.ok || s.Approximate || strings.ContainsAny(string(t), "/X") {
		return calendar{}
	}
	from := s.From
	switch {
	case s.Instant:
		return calendar{from.Year(), int(from.Month()), from.Day(), toHour}
	case len(t) == len("2014-12-12"):
		return calendar{from.Year(), int(from.Month()), from.Day(), toDay}
	case len(t) == len("2014-12") && t[5] != '2' && t[5] != '3':
		return calendar{from.Year(), int(from.Month()), 0, toMonth}
	case len(t) == len("2014"):
		return calendar{from.Year(), 0, 0, toYear}
	}
	return calendar{}
}

// dates reads the dates of a text, in words or in digits.
func dates(ws []string) []calendar {
	var out []calendar
	at := func(i int) string {
		if i < 0 || i >= len(ws) {
			return ""
		}
		return ws[i]
	}
	dayAt := func(i int) int {
		if at(i) == "of" { // the 12th of December
			i--
		}
		if ordinals[at(i)] {
			i--
		}
		if n, ok := numberOf(at(i)); ok && n >= 1 && n <= 31 && n == float64(int(n)) {
			return int(n)
		}
		return 0
	}
	yearAt := func(is ...int) int {
		for _, i := range is {
			if isYear(at(i)) {
				n, _ := numberOf(at(i))
				return int(n)
			}
		}
		return 0
	}
	taken := map[int]bool{}
	for i, w := range ws {
		month := months.month(w)
		if month == 0 {
			continue
		}
		d := calendar{month: month, fine: toMonth}
		if d.day = dayAt(i - 1); d.day == 0 && !isYear(at(i+1)) {
			d.day = dayAt(i + 1)
		}
		if d.day > 0 {
			d.fine = toDay
		}
		d.year = yearAt(i+1, i+2, i+3, i-1)
		for k := i - 2; k <= i+3; k++ {
			taken[k] = true
		}
		out = append(out, d)
	}
	for i, w := range ws {
		if !isYear(w) || taken[i] {
			continue
		}
		y := yearAt(i)
		switch {
		case dayAt(i-2) > 0 && dayAt(i-1) > 0: // 12.5.2014, whichever of them is the month
			out = append(out, calendar{y, dayAt(i - 1), dayAt(i - 2), toDay}, calendar{y, dayAt(i - 2), dayAt(i - 1), toDay})
		case dayAt(i+1) > 0 && dayAt(i+2) > 0: // 2014-05-12
			out = append(out, calendar{y, dayAt(i + 1), dayAt(i + 2), toDay})
		case dayAt(i+1) > 0 || dayAt(i-1) > 0: // not to be told
			out = append(out, calendar{year: y, fine: toHour})
		default:
			out = append(out, calendar{year: y, fine: toYear})
		}
	}
	return out
}

var (
	// relative are words that give a day by way of another one.
	relative = lexiconOf("monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow day night morning evening weekend noon midnight christmas easter eve",
		"понедельник понедельника вторник вторника среда среду среды четверг четверга пятница пятницу пятницы суббота субботу субботы воскресенье воскресенья вчера сегодня завтра день дня ночь ночью ночи утром вечером накануне",
		"понеділок понеділка вівторок вівторка середа середу середи четвер п'ятниця п'ятницю п'ятниці субота суботу суботи неділя неділю неділі вчора учора сьогодні завтра дня вночі ніч ночі вранці ввечері напередодні",
		"الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد امس اليوم غدا يوم ليلة صباح مساء عشية")
	clock = phrasesOf(`
o'clock
a.m
p.m
am
pm
часов
часа
час
утра
годині
година
الساعة
`)
)
