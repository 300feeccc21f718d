package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passage is a paragraph of any text, a story or not, read as the gate reads a
// draft's. All places count bytes of its Text.
type Passage struct {
	// Text is the paragraph with every white space turned into blanks, byte for byte.
	Text      string
	Sentences []TextSpan
	Quotes    []Quotation // outermost first
	Tokens    []Token
	Sayings   []Saying // outside the quotations
}

// Quotation is a stretch in quotation marks.
type Quotation struct {
	In, Words TextSpan // with and without its marks
	Resumes   bool     // it takes up a quotation of the paragraph before
	Continues bool     // the next paragraph takes it up
	Unclosed  bool     // its closing mark is missing
}

// Token is a word, a run of digits or a single mark of a text.
type Token struct {
	In      TextSpan
	Low     string // folded: lower case, one kind of apostrophe, ё as е; a mark as it stands
	Word    bool
	Digits  bool
	Capital bool
	Space   bool // white space or nothing stands before it
}

// Passages reads paragraphs that follow each other. The time is linear in their
// length. Invalid UTF-8 is the caller's to mend.
func Passages(paragraphs []string) []Passage {
	out := make([]Passage, len(paragraphs))
	runes := make([][]rune, len(paragraphs)+1)
	for i, p := range paragraphs {
		out[i].Text = blanks(p)
		runes[i] = []rune(out[i].Text)
	}
	var before rune
	for i := range out {
		before = out[i].read(runes[i], runes[i+1], before)
	}
	return out
}

// read fills a passage and gives the mark of the quotation that goes on after it.
func (p *Passage) read(r, next []rune, before rune) rune {
	quotes, left := marks(r, before)
	resumed, open, on := before, rune(0), 0
	if len(left) > 0 {
		if mark := r[left[0].start]; takenUp(next, mark) {
			open, on = mark, 1
		}
	}
	all := slices.Concat(quotes, left)
	slices.SortStableFunc(all, func(a, b quoted) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	whole := quotes
	if on > 0 {
		whole = all
	}
	at := offsets(r)
	for _, q := range all {
		p.Quotes = append(p.Quotes, quotation(q, at, r, resumed, open))
	}
	from := 0
	for _, end := range newSplitter(r, whole, nil).cut() {
		from = p.addSentence(at[from], at[end], end)
	}
	lang := guessLanguage(p.Text)
	rd := newReader(p.Text, lang)
	for _, t := range rd.toks {
		p.Tokens = append(p.Tokens, Token{In: TextSpan{t.start, t.end}, Low: t.low, Word: t.kind == wordToken, Digits: t.kind == digitToken, Capital: t.capital, Space: t.space})
	}
	flat := make([]Quote, len(p.Quotes))
	for i, q := range p.Quotes {
		flat[i].In = q.In
	}
	p.Sayings = rd.sayings(flat)
	return open
}

func quotation(q quoted, at []int, r []rune, resumed, open rune) Quotation {
	out := Quotation{In: TextSpan{at[q.start], at[q.end]}, Unclosed: q.open}
	from, to := q.start, q.end
	if !q.headless {
		from++
	}
	if !q.open {
		to--
	}
	out.Words = TextSpan{at[from], at[max(from, to)]}
	out.Resumes = q.headless || resumed != 0 && q.start == 0 && r[0] == resumed
	if q.open && open != 0 && r[q.start] == open {
		out.Continues, out.Unclosed = true, false
	}
	return out
}

// addSentence adds a stretch without the white space around it. What has no letter
// or digit joins the sentence before.
func (p *Passage) addSentence(from, to, end int) int {
	text := p.Text[from:to]
	start := from + len(text) - len(strings.TrimLeft(text, " "))
	stop := from + len(strings.TrimRight(text, " "))
	switch n := len(p.Sentences); {
	case stop <= start:
	case n > 0 && !strings.ContainsFunc(text, isWordRune):
		p.Sentences[n-1].End = stop
	default:
		p.Sentences = append(p.Sentences, TextSpan{start, stop})
	}
	return end
}

// takenUp reports whether a paragraph takes up a quotation that the one before it
// left open under the mark: it repeats the mark, or closes what nothing in it opened.
func takenUp(r []rune, mark rune) bool {
	if len(r) == 0 {
		return false
	}
	if r[0] == mark {
		return true
	}
	found, _ := marks(r, mark)
	return slices.ContainsFunc(found, func(q quoted) bool { return q.headless })
}

// offsets gives the byte before each rune, and the length.
func offsets(r []rune) []int {
	at := make([]int, len(r)+1)
	for i, c := range r {
		at[i+1] = at[i] + utf8.RuneLen(c)
	}
	return at
}

// blanks turns every white space into as many blanks as it has bytes.
func blanks(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, c := range text {
		if unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' {
			b.WriteString("   "[:utf8.RuneLen(c)])
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// LanguageOf tells English, Russian, Ukrainian and Arabic apart by their letters;
// "en" where there is nothing to go by.
func LanguageOf(text string) string { return guessLanguage(text) }
