package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a run of digits or a mark of a sentence's text.
type token struct {
	text       string
	low        string // folded: lower case, one kind of apostrophe and е for ё
	start, end int    // in bytes
	kind       tokenKind
	capital    bool
	space      bool // white space stands before it
}

type tokenKind int

const (
	wordToken tokenKind = iota
	digitToken
	markToken
)

// fold makes a word comparable: lower case, ё as е, one apostrophe, no accents or
// vowel signs that only help reading.
func fold(w string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == 'ё':
			return 'е'
		case r == '’', r == 'ʼ', r == '‘', r == '`':
			return '\''
		case r == 'أ', r == 'إ', r == 'آ':
			return 'ا'
		case r == '\u0301', r == '\u00AD', r == '\u200B', r == 'ـ', r >= '\u064B' && r <= '\u0652':
			return -1
		}
		return r
	}, w)
}

// tokens cuts a text: letters with inner apostrophes are words (hyphens are
// marks), ASCII or Arabic digits make digit tokens.
func tokens(text string) []token {
	var out []token
	space := true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == ' ' {
			space = true
			i += n
			continue
		}
		t := token{start: i, space: space, kind: markToken}
		space = false
		end := i + n
		switch {
		case unicode.IsLetter(r):
			t.kind, t.capital = wordToken, unicode.IsUpper(r)
			for end < len(text) {
				c, m := utf8.DecodeRuneInString(text[end:])
				inner := c == '\'' || c == '’' || c == 'ʼ'
				if inner {
					after, _ := utf8.DecodeRuneInString(text[end+m:])
					inner = unicode.IsLetter(after)
				}
				if !unicode.IsLetter(c) && !unicode.Is(unicode.Mn, c) && !inner && c != '\u00AD' {
					break
				}
				end += m
			}
		case unicode.IsDigit(r):
			t.kind = digitToken
			for end < len(text) {
				c, m := utf8.DecodeRuneInString(text[end:])
				if !unicode.IsDigit(c) {
					break
				}
				end += m
			}
		}
		t.end, t.text = end, text[i:end]
		if t.kind == digitToken {
			t.low = plainDigits(t.text)
		} else {
			t.low = fold(t.text)
		}
		out = append(out, t)
		i = end
	}
	return out
}

// plainDigits turns digits of any script into ASCII ones.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '\u0660' && r <= '\u0669':
			return '0' + r - '\u0660'
		case r >= '\u06F0' && r <= '\u06F9':
			return '0' + r - '\u06F0'
		}
		return '0' // other scripts' digits: a number, whatever it is
	}, s)
}

// reader walks over the tokens of a sentence with a mask of those already taken.
type reader struct {
	text  string
	lang  string
	toks  []token
	taken []bool
}

func newReader(text, lang string) *reader {
	t := tokens(text)
	return &reader{text: text, lang: lang, toks: t, taken: make([]bool, len(t))}
}

// low gives the folded i-th token, "" outside the sentence.
func (r *reader) low(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].low
}

func (r *reader) is(i int, kind tokenKind) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].kind == kind
}

// spaced reports whether white space stands before the i-th token; it does outside the sentence.
func (r *reader) spaced(i int) bool { return i < 0 || i >= len(r.toks) || r.toks[i].space }

func (r *reader) in(from, to int) TextSpan {
	return TextSpan{r.toks[from].start, r.toks[to-1].end}
}

func (r *reader) take(from, to int) {
	for i := from; i < to; i++ {
		r.taken[i] = true
	}
}

// annotate finds the dates, numbers and words of saying of a sentence.
func annotate(s *Sentence, lang string, m *Memory) {
	if own := guessLanguage(s.Text); scriptOf(own) != scriptOf(lang) {
		lang = own // a sentence in another script has its own habits
	}
	read := func() notes {
		r := newReader(s.Text, lang)
		n := notes{dates: r.dates(), numbers: r.numbers()} // in this order: each takes words from the next
		if m == nil || !m.figures {
			n.sayings = r.sayings(s.Quotes)
		}
		return n
	}
	n := m.notesOf(s, lang, read)
	s.Dates, s.Numbers, s.Sayings = n.dates, n.numbers, n.sayings
}
