package protect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// script says by which rules a word is read.
type script byte

const (
	latin    script = 'L'
	cyrillic script = 'C'
	arabic   script = 'A'
	digits   script = 'D'
	other    script = 'O' // letters of other scripts: compared as they stand
)

func scriptOf(r rune) script {
	switch {
	case r < 0x80:
		if r >= '0' && r <= '9' {
			return digits
		}
		return latin
	case r >= 0x0400 && r <= 0x052f:
		return cyrillic
	case unicode.IsDigit(r):
		return digits
	case unicode.Is(unicode.Arabic, r):
		return arabic
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	}
	return other
}

// invisible reports runes that stand inside words without being seen: zero-width
// and direction controls, soft hyphens, combining marks, Arabic stretching.
func invisible(r rune) bool {
	if r < 0x80 {
		return false
	}
	return r == 0x00ad || r == 0x0640 || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 ||
		unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Variation_Selector)
}

// apart writes out what no decomposition takes apart.
var apart = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ə': "e",
	'ё': "е", 'ѓ': "г", 'ќ': "к", 'ѐ': "е", 'ѝ': "и", 'ұ': "у", 'ғ': "г", 'қ': "к", 'ң': "н", 'ө': "о", 'ү': "у", 'һ': "х", 'ә': "а",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ة': "ه", 'ى': "ي", 'ؤ': "و", 'ئ': "ي", 'ء': "", 'ک': "ك", 'ی': "ي", 'گ': "ك", 'ھ': "ه", 'ہ': "ه", 'ە': "ه",
}

// plainTable is folded for the scripts that texts are made of.
var plainTable = func() (t [0x700]string) {
	for r := range t {
		t[r] = folded(rune(r))
	}
	return t
}()

// plain folds one lower-case letter: no accents (but й and ї stay letters).
func plain(r rune) string {
	if r >= 0 && int(r) < len(plainTable) {
		return plainTable[r]
	}
	return folded(r)
}

// isPlain reports whether a letter is folded already, as far as that is quick to say.
func isPlain(r rune) bool {
	p, n := utf8.DecodeRuneInString(plain(r))
	return p == r && n == utf8.RuneLen(r)
}

func folded(r rune) string {
	if s, ok := apart[r]; ok {
		return s
	}
	if r < 0x80 || r == 'й' || r == 'ї' || r == 'ў' {
		return string(r)
	}
	if unicode.IsDigit(r) {
		return string(rune('0' + digitValue(r)))
	}
	if unicode.Is(unicode.Hangul, r) { // a syllable is no letter with accents
		return string(r)
	}
	d := []rune(norm.NFKD.String(string(r)))
	if len(d) > 0 && len(d) <= 4 && unicode.IsLetter(d[0]) {
		return string(d[0])
	}
	return string(r)
}

// digitValue gives 0 to 9 for a decimal digit of any script: each script's ten
// digits stand together, the block of them beginning with its zero.
func digitValue(r rune) int {
	n := 0
	for n < 9 && unicode.Is(unicode.Nd, r-1) {
		if r-1 < 0x80 && r-1 < '0' {
			break
		}
		r--
		n++
	}
	return n
}

// plainWord folds a lower-case word letter by letter.
func plainWord(w string) string {
	if !strings.ContainsFunc(w, func(r rune) bool { return r >= 0x80 && !isPlain(r) }) {
		return w
	}
	var b strings.Builder
	for _, r := range w {
		b.WriteString(plain(r))
	}
	return b.String()
}

// Letters that look alike in lower or upper case: for words that mix scripts and
// for plates. Greek stands on the left only.
var toLatin = map[rune]rune{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x',
	'і': 'i', 'ї': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'һ': 'h', 'ԛ': 'q', 'ԝ': 'w', 'ь': 'b', 'г': 'r', 'п': 'n', 'ӏ': 'l',
	'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'μ': 'm', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'y', 'χ': 'x', 'ζ': 'z',
}

var toCyrillic = map[rune]rune{
	'a': 'а', 'b': 'в', 'c': 'с', 'e': 'е', 'h': 'н', 'i': 'і', 'j': 'ј', 'k': 'к', 'm': 'м', 'o': 'о', 'p': 'р', 's': 'ѕ', 't': 'т', 'x': 'х', 'y': 'у',
	'n': 'п', 'u': 'и', 'r': 'г', 'ë': 'ё', 'ï': 'ї',
	'α': 'а', 'β': 'в', 'ε': 'е', 'κ': 'к', 'μ': 'м', 'ο': 'о', 'ρ': 'р', 'τ': 'т', 'υ': 'у', 'χ': 'х', 'ι': 'і',
}

// look maps every letter of w by the table, leaving those that already have the
// wished script; ok is false where one letter cannot be mapped.
func look(w []rune, want script, table map[rune]rune) (out []rune, ok bool) {
	for _, r := range w {
		m, known := table[r]
		switch {
		case scriptOf(r) == want:
			out = append(out, r)
		case known:
			out = append(out, m)
		default:
			return nil, false
		}
	}
	return out, true
}
