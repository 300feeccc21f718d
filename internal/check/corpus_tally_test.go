package check_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// count is how often something labelled was found, missed, and found where it is not.
type count struct{ hit, miss, extra int }

func (c count) precision() string { return share(c.hit, c.hit+c.extra) }
func (c count) recall() string    { return share(c.hit, c.hit+c.miss) }

func share(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// tally is what is measured of one part in one language.
type tally struct {
	sentences, sound int
	faults           int // findings of level error in sound sentences
	warnings         int
	rules            map[string]*count
	traits           map[string]*count // "sentences", "speakers", "quotations", "numbers", "dates"
	modes            map[[2]string]int // labelled, read
	log              []string
	// Of sentences without their citations: how many, for how many a right record is
	// proposed, proposed first, and for how many only others are.
	asked, proposed, proposedFirst, proposedWrong int
}

func newTally() *tally {
	return &tally{rules: map[string]*count{}, traits: map[string]*count{}, modes: map[[2]string]int{}}
}

func at(m map[string]*count, key string) *count {
	if m[key] == nil {
		m[key] = &count{}
	}
	return m[key]
}

// compare counts what was expected and what was found, as multisets.
func (t *tally) compare(trait string, want, got []string, in string) {
	left := slices.Clone(got)
	c := at(t.traits, trait)
	for _, w := range want {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
			c.hit++
			continue
		}
		c.miss++
		t.log = append(t.log, fmt.Sprintf("%s: missed %s of %v: %s", trait, w, got, in))
	}
	if c.extra += len(left); len(left) > 0 {
		t.log = append(t.log, fmt.Sprintf("%s: too much %v: %s", trait, left, in))
	}
}

// read compares an item with its parsed story and with the gate's report.
func (t *tally) read(it item, first int, parsed *draft.Draft, r check.Report) {
	lines := it.lineOf()
	at := map[int]int{} // sentence of each line
	for i, n := range lines {
		at[first+n] = i
	}
	end := first + lines[len(lines)-1]
	starts := map[int]int{}
	for i, v := range r.Sentences {
		if v.Line < first || v.Line > end {
			continue
		}
		lead := 1
		if n, ok := at[v.Line]; ok {
			lead += runes(marker(it.sentences[n].text))
		}
		if _, ok := at[v.Line]; ok && v.Column == lead {
			starts[v.Line] = i
			continue
		}
		t.compare("sentences", nil, []string{fmt.Sprint(v.Column)}, it.sentences[at[v.Line]].text)
	}
	for i, n := range lines {
		s := it.sentences[i]
		t.sentences++
		t.findings(s, first+n, r)
		k, ok := starts[first+n]
		if !ok {
			t.compare("sentences", []string{"1"}, nil, s.text)
			continue
		}
		t.compare("sentences", []string{"1"}, []string{"1"}, s.text)
		v := r.Sentences[k]
		t.modes[[2]string{s.mode, v.Mode}]++
		if s.mode != v.Mode {
			t.log = append(t.log, fmt.Sprintf("mode: %s read as %s: %s", s.mode, v.Mode, s.text))
		}
		var who []string
		for _, id := range v.Speakers {
			who = append(who, string(id))
		}
		t.compare("speakers", s.speakers, who, s.text)
		p := parsed.Sentences[slices.IndexFunc(parsed.Sentences, func(x *draft.Sentence) bool { return x.Span.Start.Line == v.Line })]
		t.compare("quotations", slices.Repeat([]string{"q"}, s.quotes), slices.Repeat([]string{"q"}, quotesOf(p, s.quotes)), s.text)
		t.compare("numbers", s.numbers, numbersOf(p, s.numbers), s.text)
		t.compare("dates", s.dates, datesOf(p), s.text)
	}
}

// quotesOf counts a sentence's quotations; a single word in marks may be a name
// and is left out where that makes the number right.
func quotesOf(s *draft.Sentence, label int) int {
	n := len(s.Quotes)
	for _, q := range s.Quotes {
		if n > label && !strings.Contains(q.Text, " ") {
			n--
		}
	}
	return n
}

// marker gives the Markdown that stands before a sentence's first word.
func marker(text string) string {
	for _, m := range []string{"## ", "### ", "* ", "- ", "> ", "1. ", "2. "} {
		if strings.HasPrefix(text, m) {
			return m
		}
	}
	return ""
}

func runes(s string) int { return len([]rune(s)) }

// findings compares the rules raised on a sentence's line with those expected.
func (t *tally) findings(s labelled, line int, r check.Report) {
	raised := map[string]record.Finding{}
	for _, f := range r.Findings {
		if f.Line == line {
			raised[f.Rule] = f
		}
	}
	for _, rule := range s.want {
		if _, ok := raised[rule]; ok {
			at(t.rules, rule).hit++
			delete(raised, rule)
			continue
		}
		at(t.rules, rule).miss++
		t.log = append(t.log, fmt.Sprintf("rule: %s is not raised: %s", rule, s.text))
	}
	if s.sound() {
		t.sound++
	}
	for _, rule := range slices.Sorted(maps.Keys(raised)) {
		if slices.Contains(s.besides, rule) {
			continue
		}
		at(t.rules, rule).extra++
		t.log = append(t.log, fmt.Sprintf("rule: %s is raised: %s", rule, s.text))
		switch {
		case s.sound() && raised[rule].Level == record.LevelError:
			t.faults++
		case s.sound():
			t.warnings++
		}
	}
}

// numbersOf writes a sentence's numbers as the labels do; "about 350" and "nearly
// 350" are one.
func numbersOf(s *draft.Sentence, labels []string) []string {
	var out []string
	for _, n := range s.Numbers {
		if n.Ordinal {
			continue
		}
		low, high := n.Value.Low, n.Value.High
		text := ""
		switch {
		case low == nil && high != nil:
			text = "<" + plain(*high)
		case high == nil && low != nil:
			text = ">" + plain(*low)
		case low == nil:
			text = "?"
		case *low != *high:
			text = plain(*low) + "-" + plain(*high)
		case n.Approximate:
			text = "~" + plain(*low)
		default:
			text = plain(*low)
		}
		if about := "~" + strings.TrimLeft(text, "<>"); n.Approximate && slices.Contains(labels, about) {
			text = about
		}
		out = append(out, text)
	}
	return out
}

func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func datesOf(s *draft.Sentence) []string {
	var out []string
	for _, d := range s.Dates {
		switch {
		case d.Time != "":
			out = append(out, string(d.Time))
		case d.Day > 0:
			out = append(out, fmt.Sprintf("--%02d-%02d", d.Month, d.Day))
		case d.Month > 0:
			out = append(out, fmt.Sprintf("--%02d", d.Month))
		}
	}
	return out
}

// table prints a tally as rows of Markdown.
func (t *tally) table(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s: %d sentences, %d sound; errors in sound ones %d (one per %s), warnings %d\n", name, t.sentences, t.sound, t.faults, per(t.sound, t.faults), t.warnings)
	for _, set := range []map[string]*count{t.traits, t.rules} {
		for _, key := range slices.SortedFunc(maps.Keys(set), cmp.Compare) {
			c := set[key]
			fmt.Fprintf(&b, "| %s | %d | %d | %d | %s | %s |\n", key, c.hit, c.miss, c.extra, c.precision(), c.recall())
		}
	}
	right := 0
	for k, n := range t.modes {
		if k[0] == k[1] {
			right += n
		}
	}
	fmt.Fprintf(&b, "| mode | %d of %d |", right, t.sentences)
	for _, k := range slices.SortedFunc(maps.Keys(t.modes), func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) }) {
		if k[0] != k[1] {
			fmt.Fprintf(&b, " %s read as %s: %d;", k[0], k[1], t.modes[k])
		}
	}
	fmt.Fprintf(&b, "\n| proposals | %d asked | right among three %s | right first %s | others only %s |", t.asked, share(t.proposed, t.asked), share(t.proposedFirst, t.asked), share(t.proposedWrong, t.asked))
	return b.String() + "\n"
}

func per(n, of int) string {
	if of == 0 {
		return "none"
	}
	return fmt.Sprintf("%.0f", float64(n)/float64(of))
}
