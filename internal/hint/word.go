package hint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onrecord.dev/onrecord/internal/record"
)

// word is one word or number of a text, as it is compared.
type word struct {
	s        string // lower case, folded; empty for a sealed place, which is like nothing
	from, to int    // bytes in the text that it was made of
	upper    bool   // begins with a capital, and not because a sentence begins
	quoted   bool   // stands in quotation marks
}

// mostWords bounds how much of one text is looked at. A statement is a sentence or
// some; what is longer is a document.
const mostWords = 4000

// mostBytes bounds the text itself.
const mostBytes = 128 << 10

// text is a text taken apart.
type text struct {
	s     string // composed (NFKC); from and to of its words point into it
	words []word
	lang  lang
}

// lang tells apart what must not be compared letter by letter: a Ukrainian word is
// no misspelt Russian one.
type lang byte

const (
	unknown   lang = '?' // Cyrillic that could be either
	latin     lang = 'l'
	russian   lang = 'r'
	ukrainian lang = 'u'
	arabic    lang = 'a'
)

// read takes a text apart.
func read(s string) text {
	if len(s) > mostBytes {
		s = strings.ToValidUTF8(s[:mostBytes], "")
	}
	t := text{s: composed(s)}
	w := walk{text: t.s, opens: true, whole: wholeQuoted(t.s)}
	for i := 0; i < len(t.s) && len(t.words) < mostWords; {
		if strings.HasPrefix(t.s[i:], record.SealedMark) {
			t.words = append(t.words, word{from: i, to: i + len(record.SealedMark)})
			i, w.opens = i+len(record.SealedMark), false
			continue
		}
		end := wordEnd(t.s, i)
		if end == i {
			r, n := utf8.DecodeRuneInString(t.s[i:])
			w.between(r, i)
			i += n
			continue
		}
		first, _ := utf8.DecodeRuneInString(t.s[i:])
		t.words = append(t.words, word{s: fold(t.s[i:end]), from: i, to: end, upper: unicode.IsUpper(first) && !w.opens, quoted: w.depth > 0})
		i, w.opens = end, false
	}
	t.lang = langOf(t.s)
	return t
}

// walk knows what stands around a word.
type walk struct {
	text  string
	opens bool // a sentence begins
	depth int  // of quotation marks
	whole bool // marks about all of the text are the speaker's own
}

func (w *walk) between(r rune, at int) {
	switch {
	case strings.ContainsRune(".!?…؟\n:", r):
		w.opens = true
	case strings.ContainsRune("«„“‹", r) && !(w.whole && at == 0):
		if r == '“' && w.depth > 0 { // closes in „…“
			w.depth--
			return
		}
		w.depth++
		w.opens = true
	case strings.ContainsRune("»”›", r):
		w.depth = max(w.depth-1, 0)
	case r == '"' && !(w.whole && at == 0):
		w.depth = 1 - min(w.depth, 1)
		w.opens = w.opens || w.depth == 1
	}
}

func wholeQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	rest := strings.TrimRight(s, " .!?…\n")
	last, n := utf8.DecodeLastRuneInString(rest)
	return strings.ContainsRune("«„“\"", first) && strings.ContainsRune("»”“\"", last) &&
		!strings.ContainsAny(rest[min(utf8.RuneLen(first), len(rest)):max(len(rest)-n, 0)+0], "«»„“”\"")
}

// wordEnd gives the end of the word at i; i itself where none begins there. An
// apostrophe between letters belongs to the word: п'ять, don't.
func wordEnd(s string, i int) int {
	end := i
	for j := i; j < len(s); {
		r, n := utf8.DecodeRuneInString(s[j:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end = j + n
		case j > i && (unicode.In(r, unicode.Mn, unicode.Cf) || r == 'ـ'):
			end = j + n
		case j > i && j == end && (r == '\'' || r == '’' || r == 'ʼ'):
		default:
			return end
		}
		j += n
	}
	return end
}

// foldings are differences of spelling within a language that say nothing: ё for е,
// the seats of hamza, final ya and ta marbuta, Persian letters.
var foldings = strings.NewReplacer("ё", "е", "أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ى", "ي", "ة", "ه", "ؤ", "", "ئ", "", "ء", "", "ک", "ك", "ی", "ي", "'", "", "’", "", "ʼ", "")

// composed gives the NFKC form. What most texts consist of is in it already, and is
// told faster here than there.
func composed(s string) string {
	for _, r := range s {
		switch {
		case r < 0xa0, r >= 0x0400 && r <= 0x045f, r >= 0x0621 && r <= 0x064a, r >= 0x0660 && r <= 0x066c, r >= 0x2013 && r <= 0x201f, r == '«', r == '»', r == 'ґ', r == 'Ґ':
		default:
			return norm.NFKC.String(s)
		}
	}
	return s
}

// folded reports whether a letter is as fold leaves it, for most words are.
func folded(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'а' && r <= 'џ' && r != 'ё' || r >= 'ب' && r <= 'و' && r != 'ة' && r != 'ـ' || r == 'ا' || r == 'ي'
}

func fold(s string) string {
	same := true
	for _, r := range s {
		if same = folded(r); !same {
			break
		}
	}
	if same {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf), r == 'ـ':
			return -1
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return unicode.ToLower(r)
	}, s)
	return foldings.Replace(s)
}

// langOf goes by letters that only one language has.
func langOf(s string) lang {
	var ru, uk, cyr, ar, lat int
	for _, r := range s {
		switch {
		case r < 0x80:
			if r >= 'A' {
				lat++
			}
		case r >= 0x0400 && r <= 0x052f:
			cyr++
			switch r {
			case 'ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё':
				ru++
			case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ':
				uk++
			}
		case unicode.Is(unicode.Arabic, r):
			ar++
		case unicode.IsLetter(r):
			lat++
		}
	}
	switch {
	case ar > cyr && ar > lat:
		return arabic
	case lat >= cyr:
		return latin
	case uk > 0 && ru == 0:
		return ukrainian
	case ru > 0 && uk == 0:
		return russian
	}
	return unknown
}
