package draft

import (
	"slices"
	"strings"
	"unicode"
)

// splitter cuts the runes of a block into sentences.
type splitter struct {
	r      []rune
	whole  []bool  // inside a quotation or parentheses: no cut behind this rune
	opener []int   // for a closing mark, where its quotation opens; else -1
	cited  []bool  // a citation stands before this rune
	words  []int32 // letters and digits before this rune
}

// terminals end a sentence.
func terminal(c rune) bool { return strings.ContainsRune(".!?…؟۔‼⁇⁈⁉。！？", c) }

func newSplitter(r []rune, quotes []quoted, anchors []anchor) *splitter {
	s := &splitter{r: r, whole: make([]bool, len(r)), opener: make([]int, len(r)+1), cited: make([]bool, len(r)+1)}
	for i := range s.opener {
		s.opener[i] = -1
	}
	last := 0 // quotations come outermost first: inner ones are inside already
	for _, q := range quotes {
		for i := max(q.start, last); i < q.end-1; i++ {
			s.whole[i] = true
		}
		last = max(last, q.end-1)
		if !q.open {
			s.opener[q.end-1] = q.start
		}
	}
	s.words = make([]int32, len(r)+1)
	for i, c := range r {
		s.words[i+1] = s.words[i]
		if isWordRune(c) {
			s.words[i+1]++
		}
	}
	s.parentheses()
	for _, a := range anchors {
		s.cited[min(a.at, len(r))] = true
	}
	return s
}

// parentheses keeps together what stands in brackets that close.
func (s *splitter) parentheses() {
	pair := map[rune]rune{')': '(', ']': '['}
	var stack []int
	for i, c := range s.r {
		switch c {
		case '(', '[':
			stack = append(stack, i)
		case ')', ']':
			if n := len(stack); n > 0 && s.r[stack[n-1]] == pair[c] {
				start := stack[n-1]
				stack = stack[:n-1]
				if i-start < 2000 {
					s.opener[i] = start
					for j := start; j < i; j++ {
						s.whole[j] = true
					}
				}
			}
		}
		if len(stack) > 8 {
			stack = stack[:0]
		}
	}
}

// maxMarks is how many marks may stand between a stop and the next word. It and the
// other bounds below keep the time linear in the length of a paragraph.
const (
	maxMarks = 40
	maxLook  = 400
)

// cut gives the ends of the sentences; the last one is the end of the block.
func (s *splitter) cut() []int {
	var ends []int
	start := 0
	for i := 0; i < len(s.r); i++ {
		if !terminal(s.r[i]) {
			continue
		}
		stop, closer := i+1, -1
		for stop < len(s.r) && (terminal(s.r[stop]) || s.closes(stop)) {
			if s.closes(stop) && (closer < 0 || s.opener[stop] < s.opener[closer]) {
				closer = stop
			}
			stop++
		}
		if s.whole[stop-1] || (s.whole[i] && closer < 0) {
			continue
		}
		if s.ends(start, i, stop, closer) {
			ends = append(ends, stop)
			start = stop
		}
		i = stop - 1
	}
	return append(ends, len(s.r))
}

func (s *splitter) closes(i int) bool {
	return s.opener[i] >= 0 || strings.ContainsRune("”»)]›’", s.r[i])
}

// ends decides whether the sentence that began at start ends with the terminal at
// i, whose run and closing marks reach to stop.
func (s *splitter) ends(start, i, stop, closer int) bool {
	if s.empty(start, i) {
		return false // "… and then", "[…] They"
	}
	next := stop
	for next < len(s.r) && s.r[next] == ' ' {
		next++
	}
	if next == len(s.r) {
		return true
	}
	cited := slices.Contains(s.cited[stop:next+1], true)
	if next == stop && !cited {
		return false
	}
	dash := false
	first := next
	for first < len(s.r) && !isWordRune(s.r[first]) && !strings.ContainsRune("$€£₽₴#@№", s.r[first]) {
		dash = dash || s.r[first] == '—' || s.r[first] == '–'
		if strings.ContainsRune(",;:", s.r[first]) {
			return false
		}
		if first++; first > next+maxMarks {
			return false
		}
	}
	if first == len(s.r) {
		return false
	}
	if unicode.IsLower(s.r[first]) {
		return false
	}
	inside := closer >= 0 && s.opener[closer] >= 0
	paren := inside && (s.r[closer] == ')' || s.r[closer] == ']')
	switch {
	case paren && s.opener[closer] > start && !s.empty(start, s.opener[closer]):
		// "He left (at last!) Monday": the bracket ends with a stop, the sentence does
		// not, unless the bracket stands behind the stop of the words before it.
		return cited
	case inside && !paren && dash:
		return false // «Ушли!» — Иванов
	case inside && !paren && s.said(first):
		return false // “Gone!” Ivanov said.
	case inside && !paren && s.title(start, s.opener[closer], i):
		return false // the novel “Who Is to Blame?” Herzen wrote
	case cited:
		return true
	case s.r[i] != '.' || stop-i > 1 && closer < 0:
		return true
	}
	return s.afterStop(start, i, first)
}

// afterStop decides after a single full stop, which may belong to an abbreviation.
func (s *splitter) afterStop(start, i, first int) bool {
	from := i
	for from > start && s.r[from-1] != ' ' && i-from < maxLook {
		from--
	}
	token := string(s.r[from:i])
	before := s.r[start:from]
	digit := unicode.IsDigit(s.r[first])
	if s.r[first] == '№' && len(token) > 0 && unicode.IsLower([]rune(token)[0]) {
		return false // "у прич. № 4": a sentence hardly begins with №
	}
	if digit && digitBefore(before) && s.measure(first) {
		return false // "5 ч. 20 мин."
	}
	switch abbreviation(token, before) {
	case beforeName:
		return false
	case beforeCount:
		return !digit
	case mayEnd:
		if fold(token) == "им" && !genitive(s.word(first)) { // "сказал им." beside "завод им. Ленина"
			return !digit
		}
		return !digit && starters[s.word(first)] && !s.initialAt(first)
	case oftenEnds:
		return !s.monthDay(token, digit) && !s.timeZone(first)
	case afterYear:
		return !digit && (starters[s.word(first)] || len(strings.Fields(string(before[max(0, len(before)-maxLook):]))) > 4)
	}
	// "1. They left": a number at the start counts, it does not end anything.
	return !(s.empty(start, from) && isNumber(token))
}

// measure reports a number at a place with a shortened unit behind it: "20 мин."
func (s *splitter) measure(at int) bool {
	for at < len(s.r) && unicode.IsDigit(s.r[at]) {
		at++
	}
	if at+1 >= len(s.r) || s.r[at] != ' ' {
		return false
	}
	w := s.word(at + 1)
	end := at + 1 + len([]rune(w))
	return w != "" && abbreviations[w] != notAbbrev && end < len(s.r) && s.r[end] == '.'
}

// monthDay reports "Dec. 12".
func (s *splitter) monthDay(token string, digit bool) bool {
	return digit && monthNumber(strings.ToLower(token)) > 0
}

// timeZone reports "6 p.m. Moscow time", "6 p.m. GMT".
func (s *splitter) timeZone(first int) bool {
	rest := strings.Fields(string(s.r[first:min(first+40, len(s.r))]))
	for k, w := range rest {
		w = strings.Trim(strings.ToLower(w), ".,;")
		switch {
		case w == "time" && k > 0 && k < 3:
			return true
		case k == 0 && slices.Contains([]string{"gmt", "utc", "et", "est", "edt", "msk", "cet", "local"}, w):
			return true
		}
	}
	return false
}

// word gives the word at a place, lower case.
func (s *splitter) word(at int) string {
	end := at
	for end < len(s.r) && isWordRune(s.r[end]) {
		end++
	}
	return strings.ToLower(string(s.r[at:end]))
}

// initialAt reports a single letter with a full stop: "В. Сидоров".
func (s *splitter) initialAt(at int) bool {
	return at+1 < len(s.r) && unicode.IsUpper(s.r[at]) && s.r[at+1] == '.'
}

// said reports whether the words at a place only say who said what stood before:
// "Ivanov said.", not "Ivanov said nothing".
func (s *splitter) said(at int) bool {
	end := at
	for end < len(s.r) && end < at+120 && !terminal(s.r[end]) && !strings.ContainsRune(`,;:“"«`, s.r[end]) {
		end++
	}
	f := strings.Fields(string(s.r[at:end]))
	if end < len(s.r) && s.r[end] == ':' {
		return false // “I quit.” The army said: “You stay.”
	}
	if len(f) > 0 && len(f) < 6 && unicode.Is(unicode.Arabic, s.r[at]) && verbsOfSaying[fold(f[0])] {
		return !slices.ContainsFunc(f, func(w string) bool { return strings.HasPrefix(fold(w), "ان") }) // the verb comes first
	}
	if len(f) == 0 || starters[strings.ToLower(f[0])] && strings.ToLower(f[0]) != "the" && strings.ToLower(f[0]) != "a" {
		return false
	}
	for k, w := range f[:min(len(f), 7)] {
		if !verbsOfSaying[fold(w)] || k == 0 {
			continue
		}
		if k+1 == len(f) {
			return true
		}
		return slices.Contains([]string{"in", "on", "at", "by", "to", "from", "of", "after", "before", "during",
			"when", "as", "later", "reporters", "quietly", "with", "through", "в", "на", "по", "у", "після", "после"},
			strings.ToLower(f[k+1]))
	}
	return false
}

// title reports a short quotation in the middle of a sentence that nobody speaks.
func (s *splitter) title(start, open, i int) bool {
	if s.r[i] == '.' || open <= start || open < 2 || s.r[open-1] != ' ' || !isWordRune(s.r[open-2]) {
		return false
	}
	if len(strings.Fields(string(s.r[open:i]))) > 5 {
		return false
	}
	start = max(start, open-maxLook)
	for _, w := range strings.Fields(string(s.r[start:open])) {
		if verbsOfSaying[fold(strings.Trim(w, ".,:;"))] {
			return false
		}
	}
	for _, w := range []string{"shouted", "cried", "yelled", "chanted", "read", "reading", "закричал", "кричал", "крикнул"} {
		if strings.Contains(strings.ToLower(string(s.r[start:open])), w) {
			return false
		}
	}
	return true
}

// genitive reports the endings of names after "им.".
func genitive(w string) bool {
	for _, end := range []string{"а", "я", "ого", "его", "ой", "ко", "и"} {
		if strings.HasSuffix(w, end) && !starters[w] {
			return true
		}
	}
	return false
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// empty reports a stretch without letters and digits.
func (s *splitter) empty(from, to int) bool { return s.words[to] == s.words[from] }

func isNumber(token string) bool {
	return token != "" && strings.Trim(token, "0123456789") == ""
}
