package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// stamped is a line of a chat that WhatsApp exported, with its date and time in
// whatever form the telephone's language has it:
//
//	[12.12.14, 10:03:22] Name: words      iPhone
//	12/12/2014, 10:03 pm - Name: words    Android
//	١٢‏/١٢‏/٢٠١٤، ١٠:٠٣ م - اسم: كلام        Android, in Arabic
var stamped = regexp.MustCompile(`^\[?(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})[,،]? {0,2}(?:at |в |о )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \x{a0}\x{202f}]?(?:[AaPp]\.?[ \x{a0}]?[Mm]\.?|ص|م))?(?:\]| -) `)

// invisible are the marks of direction that stand between the letters of a stamp.
var invisible = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "", "\ufeff", "")

// maxStamp is how long a stamp may be, in bytes.
const maxStamp = 120

// stamp gives the parts of a line's date, as written, or nil.
func stamp(line string) []string {
	head := line[:min(len(line), maxStamp)]
	return stamped.FindStringSubmatch(strings.Map(latinDigit, invisible.Replace(head)))
}

// latinDigit gives the digit that an Arabic or Persian one stands for.
func latinDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}

// isWhatsApp reports whether text is such a chat: it begins with a stamp, and
// more follow.
func isWhatsApp(text string) bool {
	head := text[:min(len(text), 16<<10)]
	lines, stamps := 0, 0
	for line := range strings.Lines(head) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if stamp(line) != nil {
			stamps++
		} else if lines == 0 {
			return false
		}
		if lines++; lines == 40 {
			break
		}
	}
	return stamps >= 2 && stamps*4 >= lines
}

// whatsApp parts a chat into days, a page for each. Its lines stay as they are:
// they have sender and time. Above a page stands its day where the order of day and
// month is certain.
func whatsApp(text string, limits Limits) ([]string, error) {
	order := dayOrder(text)
	out := newSheaf(limits)
	last := ""
	for line := range strings.Lines(text) {
		if m := stamp(line); m != nil {
			if day := m[1] + m[2] + m[3] + m[2] + m[4]; day != last {
				if last != "" && !out.full() {
					out.turn()
				}
				if iso := isoDay(m, order); iso != "" {
					out.aside("day", iso)
				}
				last = day
			}
		}
		out.write(strings.TrimRight(line, "\r\n"))
		out.line()
		if out.full() {
			break
		}
	}
	return out.bind()
}

// Orders of the numbers of a date.
const (
	unsure    = ""
	dayFirst  = "dmy"
	yearFirst = "ymd"
	monthly   = "mdy"
)

// dayOrder finds out in what order a chat writes its dates: by a number that is
// no month, by the dots of those who put the day first, by what keeps the messages
// in the order of time; unsure where nothing decides.
func dayOrder(text string) string {
	first, second := false, false // above 12
	dots := false
	falls := map[string]bool{}
	before := map[string]string{}
	for line := range strings.Lines(text) {
		m := stamp(line)
		if m == nil {
			continue
		}
		if len(m[1]) == 4 {
			return yearFirst
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[3])
		first, second, dots = first || a > 12, second || b > 12, dots || m[2] == "."
		for _, o := range []string{dayFirst, monthly} {
			iso := isoDay(m, o)
			falls[o] = falls[o] || iso < before[o]
			before[o] = iso
		}
	}
	switch {
	case first && second:
		return unsure
	case first, dots && !second:
		return dayFirst
	case second:
		return monthly
	case falls[monthly] && !falls[dayFirst]:
		return dayFirst
	case falls[dayFirst] && !falls[monthly]:
		return monthly
	}
	return unsure
}

// isoDay gives a date as ISO 8601; "" for one that is none in that order.
func isoDay(m []string, order string) string {
	d, mo, y := m[1], m[3], m[4]
	switch order {
	case unsure:
		return ""
	case monthly:
		d, mo = mo, d
	case yearFirst:
		d, y = y, d
	}
	if len(y) == 2 {
		y = "20" + y
	}
	at, err := time.Parse("2006-1-2", y+"-"+mo+"-"+d)
	if err != nil {
		return ""
	}
	return at.Format("2006-01-02")
}
