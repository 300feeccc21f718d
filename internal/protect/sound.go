package protect

import (
	"strings"
	"unicode/utf8"
)

// The sound of a word is one spelling in which the Cyrillic form and all its
// romanisations meet. Its letters:
//
//	a e i o u   vowels; ё is e, ы і ї й are i, a glide before a vowel is dropped
//	b v g d z k l m n p r s t f   as they are; g is г and ґ
//	x Z c C S W   х ж ц ч ш щ
//
// A Cyrillic word has one sound, seldom two or three; a Latin word has several,
// because c, ch, h, j and others are read differently by different schemes.

// maxSounds bounds the readings of one Latin word.
const maxSounds = 48

var cyrillicSound = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "je", 'є': "je", 'ё': "je", 'ж': "Z", 'з': "z", 'и': "i", 'і': "i",
	'ї': "ji", 'й': "j", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "x", 'ц': "c", 'ч': "C", 'ш': "S", 'щ': "W", 'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "ju", 'я': "ja", 'ў': "v", 'ј': "j",
	'љ': "lj", 'њ': "nj", 'ћ': "C", 'ђ': "d", 'џ': "dZ", 'ѕ': "z", 'ѣ': "je", 'ѳ': "f", 'ѵ': "i", 'ә': "a", 'ғ': "g", 'қ': "k", 'ң': "n",
	'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "x",
}

// soundsCyrillic gives the sounds of a lower-case Cyrillic word, the plain one first.
func soundsCyrillic(w string) []string {
	w = knownCyrillic(w)
	var b strings.Builder
	for _, r := range w {
		b.WriteString(cyrillicSound[r])
	}
	out := []string{smooth(b.String())}
	if out[0] == "" {
		return nil
	}
	// Ukrainian йо, ьо and -чов stand where Russian has ё.
	if v := withYo.Replace(w); v != w {
		out = appendNew(out, soundsCyrillic(v)[0])
	}
	// ICAO 9303 writes ъ as ie.
	if strings.Contains(w, "ъ") {
		out = appendNew(out, soundsCyrillic(strings.ReplaceAll(w, "ъ", "э"))...)
	}
	return out
}

var withYo = strings.NewReplacer("йо", "е", "ьо", "е", "жов", "жев", "чов", "чев", "шов", "шев", "щов", "щев")

// bare is the sound as scholarly spelling gives it with its hooks lost:
// Ščerbakov as Scerbakov.
var bareLetters = strings.NewReplacer("Z", "z", "S", "s", "C", "c", "W", "sc")

func bare(sound string) string { return smooth(bareLetters.Replace(sound)) }

// smooth brings a sound into its one form.
func smooth(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == 'i' || c == 'j' {
			end := i
			for end < len(s) && (s[end] == 'i' || s[end] == 'j') {
				end++
			}
			i = end - 1
			if end < len(s) && strings.IndexByte("aeou", s[end]) >= 0 {
				continue // a glide
			}
			c = 'i'
		}
		if n := len(out); n > 0 {
			last := out[n-1]
			if last == c {
				continue
			}
			if m := merged(last, c); m != 0 {
				out = out[:n-1]
				if c = m; n > 1 && out[n-2] == c {
					continue
				}
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// merged gives the one letter that two adjacent ones are heard as, or 0.
func merged(a, b byte) byte {
	switch string([]byte{a, b}) {
	case "ts", "tc":
		return 'c'
	case "tC", "tS":
		return 'C'
	case "sC", "SC":
		return 'W'
	case "ou":
		return 'u'
	}
	return 0
}

// group of Latin letters and what it may stand for, the longest first.
type letters struct {
	from string
	to   []string
}

var latinSound = []letters{
	{"schtsch", []string{"W"}}, {"chtch", []string{"W"}}, {"shtch", []string{"W"}}, {"shch", []string{"W"}}, {"stch", []string{"W"}},
	{"szcz", []string{"W"}}, {"šč", []string{"W"}}, {"tsch", []string{"C"}}, {"tch", []string{"C"}}, {"sch", []string{"S", "W"}},
	{"dzh", []string{"dZ"}}, {"sh", []string{"S"}}, {"ch", []string{"C", "x", "S"}}, {"cz", []string{"C"}}, {"sz", []string{"S"}},
	{"zh", []string{"Z"}}, {"kh", []string{"x"}}, {"gh", []string{"g"}}, {"ph", []string{"f"}}, {"th", []string{"t"}},
	{"cki", []string{"cki", "ki"}}, {"cka", []string{"cka", "ka"}}, {"ck", []string{"k"}}, {"tz", []string{"c"}}, {"ts", []string{"c"}}, {"tc", []string{"c"}}, {"dj", []string{"dZ", "dj"}}, {"qu", []string{"k", "kv", "ku"}}, {"ou", []string{"u"}},
	{"oo", []string{"u", "o"}}, {"ss", []string{"s"}},
	{"gue", []string{"ge", "gue"}}, {"gui", []string{"gi", "gui"}}, {"guy", []string{"gi", "gui"}},
	{"ce", []string{"cje"}}, {"ci", []string{"ci"}}, {"cy", []string{"ci"}},
	{"c", []string{"k", "c"}}, {"č", []string{"C"}}, {"ć", []string{"C"}}, {"ç", []string{"s", "C"}}, {"š", []string{"S"}}, {"ś", []string{"S"}},
	{"ş", []string{"S"}}, {"ș", []string{"S"}}, {"ž", []string{"Z"}}, {"ź", []string{"Z"}}, {"ż", []string{"Z"}}, {"ł", []string{"l"}},
	{"ě", []string{"je"}}, {"ä", []string{"a", "e"}}, {"ö", []string{"o", "e"}}, {"ü", []string{"ju", "i"}}, {"ğ", []string{"g"}},
	{"j", []string{"j", "Z", "dZ"}}, {"y", []string{"j"}}, {"h", []string{"x", "g"}}, {"w", []string{"v"}}, {"q", []string{"k"}}, {"x", []string{"ks", "x"}},
}

// soundsLatin gives the sounds that a lower-case Latin word may have, at most
// maxSounds, the likelier first.
func soundsLatin(w string) []string {
	if strings.HasSuffix(w, "off") || strings.HasSuffix(w, "eff") { // Romanoff
		w = w[:len(w)-2] + "v"
	}
	w = knownLetters(w)
	out := []string{""}
	for i := 0; i < len(w); {
		to, n := readLetters(w, i)
		next := make([]string, 0, len(out)*len(to))
		for _, t := range to {
			for _, o := range out {
				if len(next) == maxSounds {
					break
				}
				next = append(next, o+t)
			}
		}
		out, i = next, i+n
	}
	var unique []string
	for _, o := range out {
		if o = smooth(o); o != "" {
			unique = appendNew(unique, o)
		}
	}
	if strings.HasSuffix(w, "ah") || strings.HasSuffix(w, "eh") { // Abdurahmanzadeh
		for _, o := range unique[:len(unique):len(unique)] {
			unique = appendNew(unique, strings.TrimRight(o, "xg"))
		}
	}
	if strings.HasSuffix(w, "ine") { // French passports: Poutine
		for _, o := range unique[:len(unique):len(unique)] {
			unique = appendNew(unique, strings.TrimSuffix(o, "e"))
		}
	}
	return unique
}

// knownLetters takes the accents off the letters that no scheme has: ý is y.
func knownLetters(w string) string {
	if !strings.ContainsFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return w
	}
	var b strings.Builder
	for _, r := range w {
		if r < utf8.RuneSelf || strings.ContainsRune(soundedLetters, r) {
			b.WriteRune(r)
		} else {
			b.WriteString(plain(r))
		}
	}
	return b.String()
}

// knownCyrillic takes the accents off the letters that have no sound of their own:
// ѓ, which an accent makes of г.
func knownCyrillic(w string) string {
	strange := func(r rune) bool { _, ok := cyrillicSound[r]; return !ok }
	if !strings.ContainsFunc(w, strange) {
		return w
	}
	var b strings.Builder
	for _, r := range w {
		if strange(r) {
			b.WriteString(plain(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

const soundedLetters = "šśşșčćçžźżłěäöüğ"

// readLetters gives what stands at i in w and how many bytes it takes.
func readLetters(w string, i int) (to []string, n int) {
	rest := w[i:]
	if rest[0] == 'o' && !strings.HasPrefix(rest, "ou") && !strings.HasPrefix(rest, "oo") && afterGlide(w[:i]) {
		return []string{"o", "e"}, 1 // yo, io, jo and shcho may be ё
	}
	for _, l := range latinSound {
		if strings.HasPrefix(rest, l.from) {
			return l.to, len(l.from)
		}
	}
	_, n = utf8.DecodeRuneInString(rest)
	return []string{latinPlain(rest[:n])}, n
}

func latinPlain(letter string) string {
	p := plainWord(letter)
	for i := 0; i < len(p); i++ {
		if p[i] < 'a' || p[i] > 'z' {
			return ""
		}
	}
	return p
}

// afterGlide reports whether an o here may be written for ё.
func afterGlide(before string) bool {
	for _, end := range []string{"y", "i", "j", "sh", "ch", "zh", "sch", "č", "š", "ž"} {
		if strings.HasSuffix(before, end) {
			return true
		}
	}
	return false
}

func appendNew(list []string, more ...string) []string {
next:
	for _, m := range more {
		for _, l := range list {
			if l == m {
				continue next
			}
		}
		list = append(list, m)
	}
	return list
}
