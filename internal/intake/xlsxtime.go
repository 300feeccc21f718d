package intake

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// clock says what a number format shows of a number: a date, a time of day, both.
type clock int

const (
	noClock clock = 0
	dateOf  clock = 1
	timeOf  clock = 2
)

// text gives a moment as ISO 8601, from days since the end of 1899, which old
// programs took for the year before a leap year (ECMA-376 part 1, 18.17.4); "" where
// it is none.
func (c clock) text(days float64, from1904 bool) string {
	if !(days >= 0) || days > 2_958_466 { // the end of the year 9999
		return ""
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60: // before the day that never was
		start = start.AddDate(0, 0, 1)
	}
	whole := math.Floor(days)
	seconds := math.Round((days - whole) * 86400)
	at := start.AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	switch {
	case c == timeOf && whole == 0:
		return at.Format("15:04:05")
	case c == dateOf && seconds == 0:
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04:05")
}

// clockOf reads a number format: letters outside of quotes and brackets.
func clockOf(format string) clock {
	out, quoted, bracket := noClock, false, false
	lower := strings.ToLower(format)
	for i := 0; i < len(lower); i++ {
		switch c := lower[i]; {
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
			if rest := lower[i:]; strings.HasPrefix(rest, "[h") || strings.HasPrefix(rest, "[m") || strings.HasPrefix(rest, "[s") {
				return noClock // a span of time, not a moment
			}
		case c == ']':
			bracket = false
		case bracket:
		case c == 'd' || c == 'y':
			out |= dateOf
		case c == 'h' || c == 's':
			out |= timeOf
		case strings.HasPrefix(lower[i:], "general"):
			return noClock
		}
	}
	return out
}

// lookReader takes the styles of cells, of which only dates and times matter.
type lookReader struct {
	formats map[string]string // of the workbook's own, by number
	times   []clock           // by the number of a cell's style
	cells   bool
}

func (l *lookReader) open(n node) {
	switch n.name {
	case "numFmt":
		if len(l.formats) < maxMembers {
			l.formats[n.attr("numFmtId")] = n.attr("formatCode")
		}
	case "cellXfs":
		l.cells = true
	case "xf":
		if l.cells && len(l.times) < 1<<17 {
			l.times = append(l.times, l.clock(n.attr("numFmtId")))
		}
	}
}

func (l *lookReader) shut(name string) {
	if name == "cellXfs" {
		l.cells = false
	}
}
func (l *lookReader) text(string) {}

// clock gives what a format shows, by its number: the workbook's own, or one of
// those that every program knows (18.8.30).
func (l *lookReader) clock(id string) clock {
	if own, ok := l.formats[id]; ok {
		return clockOf(own)
	}
	switch n, _ := strconv.Atoi(id); {
	case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
		return dateOf
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n == 45:
		return timeOf
	case n == 22:
		return dateOf | timeOf
	}
	return noClock
}
