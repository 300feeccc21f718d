package reckon

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostText is how many bytes of one text are read: a statement is a sentence or a
// few, and what is hostile is long.
const mostText = 4000

// words gives the words and numbers of a text as comparisons want them: lower
// case, without accents of stress, one form for each letter of Arabic that is
// written in several ways. What parts words is left out, but a grouped number
// ("30,000", "30 000") stays one.
func words(text string) []string {
	if len(text) > mostText {
		text = text[:mostText]
	}
	buf := make([]byte, 0, len(text)+8)
	var ends []int // of the words in buf
	begin := 0
	flush := func() {
		if len(buf) > begin {
			ends = append(ends, len(buf))
			begin = len(buf)
		}
	}
	var last class // of what stands before in the word; other at its start
	for i, c := range text {
		c = folded(c)
		k := classOf(c)
		switch {
		case k == nothing:
			continue
		case k == letter || (k == apostrophe && last == letter):
			if last == digit {
				flush()
			}
			buf, last = utf8.AppendRune(buf, c), letter
		case k == digit:
			if last == letter {
				flush()
			}
			buf, last = utf8.AppendRune(buf, c), digit
		case last == digit && strings.ContainsRune(".,٫٬ \u00a0\u202f'", c) && joinsDigits(buf[begin:], text[i+runeLen(text[i:]):]):
			buf = append(buf, ',')
		case k == sign:
			flush()
			buf = utf8.AppendRune(buf, c)
			flush()
			last = other
		default:
			flush()
			last = other
		}
	}
	flush()
	all := string(buf)
	out := make([]string, len(ends))
	begin = 0
	for i, end := range ends {
		out[i], begin = all[begin:end], end
	}
	return out
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// A class says what a letter does to the word in which it stands.
type class int

const (
	other class = iota
	nothing
	letter
	digit
	apostrophe
	sign // a word of its own
)

func classOf(c rune) class {
	switch {
	case c < 0:
		return nothing
	case c >= 'a' && c <= 'z':
		return letter
	case c >= '0' && c <= '9':
		return digit
	case c == '\'':
		return apostrophe
	case c == '%' || c == '$' || c == '€' || c == '£' || c == '₽' || c == '₴':
		return sign
	case c < 0x80:
		return other
	case unicode.IsLetter(c):
		return letter
	}
	return other
}

// joinsDigits reports whether the digits behind a mark belong to the number before
// it: three of them and no more, as thousands are grouped.
func joinsDigits(before []byte, rest string) bool {
	n := 0
	for _, c := range rest {
		if classOf(folded(c)) != digit {
			break
		}
		n++
	}
	return n == 3 && len(before)-1-bytes.LastIndexByte(before, ',') <= 3
}

// folded gives the letter that a comparison takes for c, or -1 where it takes none.
func folded(c rune) rune {
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		if c == '`' {
			return '\''
		}
		return c
	}
	switch c {
	case 'ё', 'Ё':
		return 'е'
	case '’', 'ʼ', '‘':
		return '\''
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	case 'ـ':
		return -1
	}
	switch {
	case unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c):
		return -1
	case c >= '٠' && c <= '٩':
		return c - '٠' + '0'
	case c >= '۰' && c <= '۹':
		return c - '۰' + '0'
	}
	return unicode.ToLower(c)
}

// lexicon is a set of words, as words gives them.
type lexicon map[string]bool

func lexiconOf(lines ...string) lexicon {
	out := lexicon{}
	for _, line := range lines {
		for _, w := range words(line) {
			out[w] = true
		}
	}
	return out
}

// holds reports whether a run of words stands in others, side by side.
func holds(in []string, phrase ...string) bool {
	for i := 0; i+len(phrase) <= len(in); i++ {
		found := true
		for k, w := range phrase {
			if stem, open := strings.CutSuffix(w, "*"); open && strings.HasPrefix(in[i+k], stem) {
				continue
			}
			if in[i+k] != w {
				found = false
				break
			}
		}
		if found {
			return true
		}
	}
	return false
}

// phrases are runs of words, one to a line; an asterisk leaves a word's end open.
type phrases [][]string

func phrasesOf(text string) phrases {
	var out phrases
	for line := range strings.Lines(text) {
		var p []string
		for _, w := range strings.Fields(line) {
			stem, open := strings.CutSuffix(w, "*")
			for i, x := range words(stem) {
				if open && i == len(words(stem))-1 {
					x += "*"
				}
				p = append(p, x)
			}
		}
		if len(p) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func (p phrases) in(text []string) bool {
	for _, x := range p {
		if holds(text, x...) {
			return true
		}
	}
	return false
}
