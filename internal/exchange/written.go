package exchange

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// dateOrder is how an archive writes day, month and year.
type dateOrder string

const (
	dayFirst   dateOrder = "dmy"
	monthFirst dateOrder = "mdy"
	noOrder    dateOrder = ""
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-./])(\d{1,2})[-./](\d{4})(?:[T ,].*)?$`)
	monthYear = regexp.MustCompile(`^(\d{1,2})[./](\d{4})$`)
)

// readTime reads a date as archives write it. A time of day without a zone is left
// out, for nobody knows which instant it is. Ambiguous tells that only the order of
// day and month is missing.
func readTime(text string, order dateOrder) (t record.Time, ambiguous, ok bool) {
	text = westernDigits(strings.TrimSpace(text))
	if len(text) > 60 {
		return "", false, false
	}
	if t := record.Time(text); t.Valid() {
		return t, false, true
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return dateOf(m[1], m[2], m[3])
	}
	if m := monthYear.FindStringSubmatch(text); m != nil {
		t := record.Time(m[2] + "-" + twice(m[1]))
		return t, false, t.Valid()
	}
	m := yearLast.FindStringSubmatch(text)
	if m == nil {
		return "", false, false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[3])
	switch {
	case order == monthFirst:
		return dateOf(m[4], m[1], m[3])
	case order == dayFirst, m[2] == ".", a > 12, a == b:
		return dateOf(m[4], m[3], m[1])
	case b > 12:
		return dateOf(m[4], m[1], m[3])
	}
	return "", true, false
}

func dateOf(year, month, day string) (record.Time, bool, bool) {
	t := record.Time(year + "-" + twice(month) + "-" + twice(day))
	return t, false, t.Valid()
}

func twice(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// westernDigits writes the digits of other scripts as 0 to 9.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		}
		return r
	}, s)
}

var (
	oneAmount  = regexp.MustCompile(`^\d+(?:\.\d+)?$`)
	twoAmounts = regexp.MustCompile(`^(\d+(?:\.\d+)?)[-–—](\d+(?:\.\d+)?)$`)
)

// readAmount reads a number, a range "10-15", or an open one: "9+", ">=9", "<=9".
// Blanks between digits are thousands marks; a comma is a decimal one only where
// fewer or more than three digits follow, and with three it may be either, so not read.
func readAmount(text string) (low, high string, ok bool) {
	s := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, westernDigits(text))
	if len(s) > 40 {
		return "", "", false
	}
	if before, after, comma := strings.Cut(s, ","); comma && len(after) != 3 && !strings.ContainsAny(after, ",.") {
		s = before + "." + after
	}
	switch {
	case oneAmount.MatchString(s):
		low, high = s, s
	case strings.HasSuffix(s, "+") && oneAmount.MatchString(s[:len(s)-1]):
		low = s[:len(s)-1]
	case strings.HasPrefix(s, ">=") && oneAmount.MatchString(s[2:]):
		low = s[2:]
	case strings.HasPrefix(s, "≥") && oneAmount.MatchString(s[len("≥"):]):
		low = s[len("≥"):]
	case strings.HasPrefix(s, "<=") && oneAmount.MatchString(s[2:]):
		high = s[2:]
	case strings.HasPrefix(s, "≤") && oneAmount.MatchString(s[len("≤"):]):
		high = s[len("≤"):]
	default:
		m := twoAmounts.FindStringSubmatch(s)
		if m == nil {
			return "", "", false
		}
		low, high = m[1], m[2]
	}
	low, high = plainNumber(low), plainNumber(high)
	x, errX := strconv.ParseFloat(low, 64)
	y, errY := strconv.ParseFloat(high, 64)
	return low, high, low+high != "" && (errX != nil || errY != nil || x <= y)
}

// plainNumber takes leading zeros away, which JSON does not have.
func plainNumber(s string) string {
	if s == "" {
		return ""
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// amountValue gives an amount as a link's value.
func amountValue(low, high string) any {
	if low == high {
		return figure(low)
	}
	end := func(s string) any {
		if s == "" {
			return nil
		}
		return figure(s)
	}
	return []any{end(low), end(high)}
}

// readPlace joins a place's name with its coordinates, as degrees north and east.
func readPlace(name, lat, lon string) string {
	name = oneLine(name)
	x, errX := strconv.ParseFloat(strings.Replace(westernDigits(strings.TrimSpace(lat)), ",", ".", 1), 64)
	y, errY := strconv.ParseFloat(strings.Replace(westernDigits(strings.TrimSpace(lon)), ",", ".", 1), 64)
	if errX != nil || errY != nil || math.IsNaN(x+y) || math.Abs(x) > 90 || math.Abs(y) > 180 || (x == 0 && y == 0) {
		return name
	}
	at := fmt.Sprintf("%s, %s", strconv.FormatFloat(x, 'f', -1, 64), strconv.FormatFloat(y, 'f', -1, 64))
	if name == "" {
		return at
	}
	return name + " (" + at + ")"
}

// oneLine brings a text onto one line without blanks at its ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tidy takes the blanks off a text's ends and foreign line ends out of it.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

// shorten cuts a text for a title, at a blank where one is near.
func shorten(s string, most int) string {
	s = oneLine(s)
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := string(r[:most])
	if i := strings.LastIndex(cut, " "); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
