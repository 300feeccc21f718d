package protect

import (
	"strconv"
	"strings"
)

// date is a day of the year, with or without the year (0).
type date struct{ day, month, year int }

// same reports whether two dates may be one: a missing year clashes with none.
func (d date) same(o date) bool {
	return d.day == o.day && d.month == o.month && (d.year == 0 || o.year == 0 || d.year == o.year)
}

var months = func() map[string]int {
	m := map[string]int{}
	for _, row := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
		"янв фев мар апр май июн июл авг сен окт ноя дек",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	} {
		for i, w := range strings.Fields(row) {
			m[plainWord(w)] = i + 1
		}
	}
	// The Levant and Iraq; the Maghreb.
	for i, row := range strings.Split("كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول", ",") {
		first, second, _ := strings.Cut(row, " ")
		m[strings.TrimSpace(plainWord(first)+" "+plainWord(second))] = i + 1
	}
	for i, w := range strings.Fields("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر") {
		m[plainWord(w)] = i + 1
	}
	m["sept"], m["сент"], m["нояб"], m["февр"], m["сентяб"] = 9, 9, 11, 2, 9
	return m
}()

// dateAt reads a date that begins at piece i: 12 December 2014, the 12th of
// December, the twelfth of December, December 12, 2014, Dec. 12, 12 декабря, 12-го
// грудня, двенадцатого декабря, ١٢ كانون الأول, 12.12.2014, 12/12/2014 (day first),
// 2014-12-12; the first of 12 and 13 December. to is 0 where there is none.
func dateAt(ps []piece, i int) (d date, to int) {
	if i >= len(ps) {
		return date{}, 0
	}
	if n := number(ps, i); n > 0 {
		if d, to := numericDate(ps, i, n); to > 0 {
			return d, to
		}
	}
	if n, at := dayAt(ps, i); at > 0 {
		if m, next := monthAt(ps, afterOf(ps, at)); m > 0 {
			return withYear(ps, next, date{day: n, month: m})
		}
		return firstOfSeveral(ps, at, n)
	}
	m, at := monthAt(ps, i)
	if m == 0 || i > 0 && ps[i].before == space && number(ps, i-1) > 0 && number(ps, i-1) <= 31 {
		return date{}, 0 // in "2 December 12 men" the day stands before
	}
	if at < len(ps) && ps[at].word == "the" {
		at++
	}
	if at >= len(ps) || ps[at].before > dot || ps[at].script == digits && len(ps[at].word) > 4 {
		return date{}, 0
	}
	if n, next := dayAt(ps, at); next > 0 {
		return withYear(ps, next, date{day: n, month: m})
	}
	return date{}, 0
}

// firstOfSeveral reads the day n, whose piece ends at at, in 12–13 December and 12 and
// 13 December: where the month stands behind another day. It ends with the day.
func firstOfSeveral(ps []piece, at, n int) (date, int) {
	end := at
	for range 4 {
		if at < len(ps) && ps[at].before <= comma && amongDays[ps[at].word] {
			at++
		}
		_, next := dayAt(ps, at)
		if next == 0 || ps[at].before > hard {
			return date{}, 0
		}
		at = next
		if m, after := monthAt(ps, afterOf(ps, at)); m > 0 {
			d, _ := withYear(ps, after, date{day: n, month: m})
			return d, end
		}
	}
	return date{}, 0
}

var amongDays = wordSet("and or to и или по і та або й و أو إلى")

// dayAt reads a day of the month, in digits or in words.
func dayAt(ps []piece, i int) (n, to int) {
	if i >= len(ps) || ps[i].script == digits && len(digitsOf(ps[i].word)) > 2 {
		return 0, 0
	}
	if ps[i].script == digits { // 12.000 is no day
		n, to = number(ps, i), i+1
		if ordinalEnd(ps, to) {
			to++
		}
	} else {
		n, to = numeralAt(ps, i)
	}
	if n < 1 || n > 31 {
		return 0, 0
	}
	return n, to
}

// afterOf passes over "of" and "من شهر" between a day and its month.
func afterOf(ps []piece, at int) int {
	for at < len(ps) && (ps[at].word == "of" || ps[at].word == "من" || ps[at].word == "شهر") {
		at++
	}
	return at
}

// monthAt gives the number of a month's name at piece i, 0 if it is none, and where
// it ends: كانون الأول is two words.
func monthAt(ps []piece, i int) (m, to int) {
	if i >= len(ps) || i > 0 && ps[i].before > comma {
		return 0, 0
	}
	w := plainWord(ps[i].word)
	if i+1 < len(ps) && ps[i+1].before <= space && ps[i].script == arabic {
		if m := months[w+" "+plainWord(ps[i+1].word)]; m > 0 {
			return m, i + 2
		}
	}
	if m := months[w]; m > 0 {
		return m, i + 1
	}
	return 0, 0
}

// number gives the number at piece i, 0 if it is none that a date may have.
func number(ps []piece, i int) int {
	if i >= len(ps) || ps[i].script != digits || len(ps[i].word) > 16 {
		return 0
	}
	n, err := strconv.Atoi(digitsOf(ps[i].word))
	if err != nil || n > 2200 {
		return 0
	}
	return n
}

// withYear reads the year that may follow a day.
func withYear(ps []piece, at int, d date) (date, int) {
	if y := number(ps, at); y >= 1900 && ps[at].before <= comma {
		d.year = y
		return d, at + 1
	}
	return d, at
}

// numericDate reads 12.12.2014, 12/12/2014 and 2014-12-12.
func numericDate(ps []piece, i, n int) (date, int) {
	b, c := number(ps, i+1), number(ps, i+2)
	if b == 0 || c == 0 || ps[i+1].start-ps[i].end != 1 || ps[i+2].start-ps[i+1].end != 1 {
		return date{}, 0
	}
	d := date{n, b, c}
	if n >= 1900 {
		d = date{c, b, n}
	}
	if d.day > 31 || d.month > 12 || d.year < 1900 {
		return date{}, 0
	}
	return d, i + 3
}
