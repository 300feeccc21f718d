package trait

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/protect"
)

// particular is a stretch of a text that tells something particular.
type particular struct {
	kind             Kind
	start, end       int      // byte offsets
	key              string   // what it is, whatever its wording
	usual            []string // usual other wordings
	day, month, year int      // of a Day
}

// mostHits bounds what is taken from one text of one pattern: who says more tells a list,
// not himself.
const mostHits = 300

// particulars finds them all, in order of pattern; those of one kind do not overlap,
// and none overlaps a day.
func particulars(text string) []particular {
	var out []particular
	taken := map[Kind][]span{} // in order, apart from each other
	for _, d := range protect.Dates(text) {
		if len(out) == mostHits {
			break
		}
		out = append(out, particular{kind: Day, start: d.Start, end: d.End, key: strconv.Itoa(d.Month) + "-" + strconv.Itoa(d.Day), day: d.Day, month: d.Month, year: d.Year})
		taken[Day] = append(taken[Day], span{d.Start, d.End})
	}
	has := map[*unicode.RangeTable]bool{nil: true}
	for _, r := range text {
		has[unicode.Cyrillic] = has[unicode.Cyrillic] || r >= 0x400 && r < 0x530
		has[unicode.Arabic] = has[unicode.Arabic] || r >= 0x600 && r < 0x700
	}
	for _, p := range patterns() {
		if !has[p.script] {
			continue
		}
		var own []span
		for _, m := range p.re.FindAllStringSubmatchIndex(text, mostHits) {
			start, end := m[2], m[3]
			if end <= start || !p.fits(text, start, end) || within(taken[p.kind], start, end) || within(taken[Day], start, end) {
				continue
			}
			x := particular{kind: p.kind, start: start, end: end, key: keyOf(text[start:end])}
			if p.kind == Age {
				x.key, x.usual = ageOf(text[start:end])
			}
			out = append(out, x)
			own = append(own, span{start, end})
		}
		if len(own) > 0 {
			taken[p.kind] = slices.Concat(taken[p.kind], own)
			slices.SortFunc(taken[p.kind], func(a, b span) int { return a.start - b.start })
		}
	}
	return out
}

type span struct{ start, end int }

// within reports whether a place overlaps one of the spans, which stand in order.
func within(spans []span, start, end int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].end > start })
	return i < len(spans) && spans[i].start < end
}

// keyOf makes one key of wordings that differ in case, spacing and inflection: the
// first letters of each word.
func keyOf(words string) string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(w)
		if r[0] > 0x400 && r[0] < 0x530 && len(r) > 5 && !unicode.IsDigit(r[0]) { // Cyrillic: the ending is inflection
			r = r[:len(r)-2]
		}
		out = append(out, string(r))
	}
	return strings.Join(out, " ")
}

// ageOf gives the age and its usual wordings.
func ageOf(words string) (key string, usual []string) {
	n := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, words)
	switch {
	case strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }):
		usual = []string{n + " عاما", n + " سنة"}
	case strings.Contains(words, "р"): // рік, років, річний
		if strings.ContainsAny(words, "іi") {
			usual = []string{n + " років", n + "-річний"}
			break
		}
		fallthrough
	case strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }):
		usual = []string{n + " лет", n + "-летний"}
	default:
		usual = []string{n + " years old", n + "-year-old", "aged " + n}
	}
	return n, usual
}

type pattern struct {
	kind   Kind
	re     *regexp.Regexp
	script *unicode.RangeTable // of its words where they are not Latin: what a text must have
}

// fits rules out what only looks like a particular.
func (p pattern) fits(text string, start, end int) bool {
	if r, _ := lastRune(text[:start]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return false
	}
	if r, _ := firstRune(text[end:]); unicode.IsLetter(r) {
		return false
	}
	words := strings.Fields(text[start:end])
	if p.kind == Place {
		last := strings.ToLower(strings.Trim(words[len(words)-1], ".,;"))
		return !wide()[last] && len([]rune(last)) > 2
	}
	return len(words) > 0
}

func lastRune(s string) (r rune, ok bool) {
	for _, c := range s[max(0, len(s)-4):] {
		r, ok = c, true
	}
	return r, ok
}

func firstRune(s string) (rune, bool) {
	for _, c := range s {
		return c, true
	}
	return 0, false
}
