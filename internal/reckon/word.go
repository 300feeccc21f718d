package reckon

import (
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
// ("30,000", "30 000") and a fraction stay one.
func words(text string) []string {
	if len(text) > mostText {
		text = text[:mostText]
	}
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	var last rune // what stands before, folded; 0 at the start of a word
	for i, c := range text {
		c = folded(c)
		switch {
		case c < 0: // a mark that changes nothing
			continue
		case unicode.IsLetter(c) || (c == '\'' && unicode.IsLetter(last)):
			if unicode.IsDigit(last) {
				flush()
			}
			b.WriteRune(c)
			last = c
		case unicode.IsDigit(c):
			if unicode.IsLetter(last) {
				flush()
			}
			b.WriteRune(c)
			last = c
		case unicode.IsDigit(last) && strings.ContainsRune(".,٫٬ \u00a0\u202f'", c) && joinsDigits(b.String(), text[i+utf8.RuneLen(c):], c):
			b.WriteByte(',')
			last = '0'
		case c == '%' || c == '$' || c == '€' || c == '£' || c == '₽' || c == '₴':
			flush()
			out = append(out, string(c))
			last = 0
		default:
			flush()
			last = 0
		}
	}
	flush()
	return out
}

// joinsDigits reports whether the digits behind a mark belong to the number before
// it: three of them and no more, as thousands are grouped.
func joinsDigits(before, rest string, mark rune) bool {
	n := 0
	for _, c := range rest {
		if !unicode.IsDigit(folded(c)) {
			break
		}
		n++
	}
	group := before[strings.LastIndexByte(before, ',')+1:]
	return n == 3 && len(group) <= 3 && (mark != '\'' || n == 3)
}

// folded gives the letter that a comparison takes for c, or -1 where it takes none.
func folded(c rune) rune {
	switch c {
	case 'ё', 'Ё':
		return 'е'
	case '’', 'ʼ', '`', '‘':
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
