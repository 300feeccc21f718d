package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is one word of a text as it is indexed.
type Token struct {
	Text       string // folded
	Stems      Stems  // marked; empty for what is not inflected, such as numbers
	Start, End int    // bytes in the text
}

const (
	// maxToken bounds the letters of a token; what is longer is no word.
	maxToken = 64
	// maxMarked bounds the bytes of a marked token.
	maxMarked = 1024
)

// Tokens calls yield for every token of a text until it returns false. Words are
// runs of letters and digits of any script; han and kana fall into single
// characters. Folding takes case, accents, vowel signs, ё, stress and invisible
// characters away, but keeps й and ї. Folding a folded token changes nothing.
func Tokens(text string, yield func(Token) bool) { new(Reader).Tokens(text, yield) }

// Reader reads tokens and remembers the words that it has met, most of which come
// again: reading with one is several times faster. It is for one goroutine.
type Reader struct{ known map[string]known }

type known struct {
	text  string
	stems Stems
}

// maxKnown bounds what a Reader remembers, in words; then it begins anew.
const maxKnown = 1 << 16

// Remembering gives a Reader that remembers.
func Remembering() *Reader { return &Reader{known: map[string]known{}} }

// Tokens is as the function Tokens.
func (rd *Reader) Tokens(text string, yield func(Token) bool) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == markOpen:
			end := i + size
			if n := strings.IndexRune(text[end:min(len(text), end+maxMarked)], markClose); n >= 0 {
				if !yield(Token{Text: text[i : end+n], Start: i, End: end + n + utf8.RuneLen(markClose)}) {
					return
				}
				end += n + utf8.RuneLen(markClose)
			}
			i = end
		case single(r):
			if t := fold(string(r)); t != "" && !yield(Token{Text: t, Start: i, End: i + size}) {
				return
			}
			i += size
		case wordRune(r):
			end := wordEnd(text, i)
			if t, ok := rd.word(text[i:end]); ok {
				t.Start, t.End = i, end
				if !yield(t) {
					return
				}
			}
			i = end
		default:
			i += size
		}
	}
}

func (rd *Reader) word(raw string) (Token, bool) {
	k, met := rd.known[raw]
	if !met {
		if k.text = fold(raw); k.text != "" {
			k.stems = stems(k.text)
			for i, s := range k.stems {
				if s != "" {
					k.stems[i] = stemToken + s
				}
			}
		}
		if rd.known != nil {
			if len(rd.known) >= maxKnown {
				clear(rd.known)
			}
			rd.known[strings.Clone(raw)] = k
		}
	}
	return Token{Text: k.text, Stems: k.stems}, k.text != ""
}

// wordEnd gives the end of the word that begins at i. An apostrophe stays inside
// a Cyrillic word (п'ять) and before a short English ending (don't, army's).
func wordEnd(text string, i int) int {
	n := 0
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if apostrophe(r) && n > 0 && joins(text[:i], text[i+size:]) {
			i += size
			continue
		}
		if single(r) || !(wordRune(r) || ignorable(r)) {
			break
		}
		i += size
		if n++; n == 4*maxToken {
			break
		}
	}
	return i
}

func joins(before, after string) bool {
	prev, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.Is(unicode.Cyrillic, prev) && unicode.Is(unicode.Cyrillic, next) {
		return true
	}
	if !unicode.Is(unicode.Latin, prev) {
		return false
	}
	for _, ending := range []string{"s", "t", "d", "m", "re", "ve", "ll"} {
		if len(after) >= len(ending) && strings.EqualFold(after[:len(ending)], ending) {
			r, size := utf8.DecodeRuneInString(after[len(ending):])
			if size == 0 || !wordRune(r) {
				return true
			}
		}
	}
	return false
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

func single(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

// ignorable characters may stand inside a word without being part of it: soft
// hyphen, zero-width and direction marks.
func ignorable(r rune) bool { return unicode.Is(unicode.Cf, r) }

// fold brings a word into the form that is compared.
func fold(s string) string {
	if plainASCII(s) {
		return strings.ToLower(s[:min(len(s), maxToken)])
	}
	for range 4 { // a few characters fold in two steps
		next := foldOnce(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// plainASCII reports whether a word is of letters and digits that fold by case alone.
func plainASCII(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if !(c >= 'a' && c <= 'z' || s[i] >= '0' && s[i] <= '9') {
			return false
		}
	}
	return true
}

func foldOnce(s string) string {
	var b strings.Builder
	var prev rune
	n := 0
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			// й and ў keep their breve, ї its dots: other letters than и, у and і.
			if !(r == '\u0306' && (prev == 'и' || prev == 'у')) && !(r == '\u0308' && prev == 'і') {
				continue
			}
		case r == 'ʼ', r == 'ـ', !wordRune(r):
			continue
		case r == 'ґ':
			r = 'г'
		case r == 'ى', r == 'ی': // alef maksura, Persian ye
			r = 'ي'
		case r == 'ک': // Persian keheh
			r = 'ك'
		case r == 'ة':
			r = 'ه'
		case r == 'ß':
			b.WriteByte('s')
			r = 's'
		case r == 'ı':
			r = 'i'
		case r == 'ς':
			r = 'σ'
		case r > '9' && unicode.Is(unicode.Nd, r): // ٣, ۳
			r = digit(r)
		}
		if n++; n > maxToken {
			break
		}
		b.WriteRune(r)
		prev = r
	}
	return norm.NFC.String(strings.ToLower(b.String()))
}

// digit gives the ASCII digit of a decimal digit: Unicode has them in rows of ten,
// from zero on (The Unicode Standard, 4.6).
func digit(r rune) rune {
	n := rune(0)
	for unicode.Is(unicode.Nd, r-n-1) {
		n++
	}
	return '0' + n%10
}

// foldValue brings the value of a field into the form that is compared: folded
// word by word, with whatever stands between kept, so that ids stay whole.
func foldValue(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '"' || unicode.IsControl(r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Mn, r) {
			return ' '
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, " ")))
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = norm.NFC.String(strings.ToLower(w))
	}
	out := strings.Join(words, " ")
	if len(out) > 500 {
		out = strings.ToValidUTF8(out[:500], "")
	}
	return out
}
