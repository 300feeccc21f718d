package protect

import "strings"

// The frame of a word is what Arabic script keeps of it: the consonants and the
// last vowel. Arabic, Latin and Cyrillic forms of one name meet in it. It is
// coarse, so that a short frame never counts without context (see frameWeight).

var arabicFrame = map[rune]string{
	'ب': "b", 'پ': "b", 'ت': "t", 'ط': "t", 'ث': "t", 'ج': "g", 'چ': "tS", 'ژ': "g", 'غ': "g", 'ح': "h", 'خ': "h", 'ه': "h", 'د': "d", 'ض': "d",
	'ذ': "z", 'ظ': "z", 'ز': "z", 'ر': "r", 'س': "s", 'ص': "s", 'ش': "S", 'ع': "", 'ف': "f", 'ڤ': "f", 'ق': "k", 'ك': "k", 'ل': "l", 'م': "m", 'ن': "n",
	'ا': "", 'و': "", 'ي': "",
}

// frameArabic gives the frame of a folded Arabic word without its article.
func frameArabic(w string) string {
	rs := []rune(w)
	if len(rs) < 2 {
		return ""
	}
	var b strings.Builder
	for i, r := range rs {
		last := i == len(rs)-1
		switch {
		case last && (r == 'ا' || r == 'ه'):
			b.WriteByte('A')
		case last && r == 'ي':
			b.WriteByte('I')
		case last && r == 'و':
			b.WriteByte('U')
		case i == len(rs)-2 && (r == 'و' || r == 'ي') && rs[i+1] == 'ف': // -ov, -ev
			b.WriteByte('V')
		default:
			b.WriteString(arabicFrame[r])
		}
	}
	return squeeze(b.String())
}

var latinFrame = strings.NewReplacer(
	"shch", "StS", "tch", "tS", "ch", "tS", "sh", "S", "kh", "h", "gh", "g", "dh", "d", "th", "t", "zh", "g", "ph", "f",
	"dj", "g", "ck", "k", "ou", "u", "š", "S", "č", "tS", "ž", "g", "ḥ", "h", "ṣ", "s", "ṭ", "t", "ḍ", "d", "ẓ", "z",
	"ş", "S", "ç", "tS", "ğ", "g",
	"p", "b", "v", "f", "w", "", "q", "k", "c", "k", "j", "g", "x", "ks",
)

// frameLatin gives the frame of a lower-case Latin word without its article.
func frameLatin(w string) string {
	s := plainWord(latinFrame.Replace(w))
	if strings.HasSuffix(s, "h") && len(s) > 1 && strings.IndexByte("aeiou", s[len(s)-2]) >= 0 {
		s = s[:len(s)-1] // -ah is ة
	}
	return frame(s)
}

var soundFrame = strings.NewReplacer("W", "StS", "C", "tS", "c", "ts", "Z", "g", "x", "h", "p", "b", "v", "f")

// frameSound gives the frame of a sound (see sound.go).
func frameSound(s string) string { return frame(soundFrame.Replace(s)) }

// frame drops the vowels but the last, and marks the ending -ov, -ev, which
// Arabic nearly always writes out.
func frame(s string) string {
	end := ""
	switch n := len(s); {
	case n > 2 && (strings.HasSuffix(s, "of") || strings.HasSuffix(s, "ef")):
		s, end = s[:n-2], "Vf"
	case n > 0 && s[n-1] == 'a':
		end = "A"
	case n > 0 && (s[n-1] == 'i' || s[n-1] == 'y' || s[n-1] == 'e'):
		end = "I"
	case n > 0 && (s[n-1] == 'o' || s[n-1] == 'u'):
		end = "U"
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("aeiouy", s[i]) < 0 {
			b.WriteByte(s[i])
		}
	}
	return squeeze(b.String() + end)
}

func squeeze(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if len(out) == 0 || out[len(out)-1] != s[i] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// unarticled strips the article and one-letter words written together with an
// Arabic word and gives every form that may be the name, the word itself first.
// The letters that stay must be a name's worth, so that a short word does not
// become a name by losing its head.
func unarticled(w string) []string {
	out := []string{w}
	rs := []rune(w)
	strip := func(rs []rune) {
		if len(rs) >= 5 && rs[0] == 'ا' && rs[1] == 'ل' {
			out = appendNew(out, string(rs[2:]))
		}
	}
	strip(rs)
	for depth := 0; depth < 2 && len(rs) >= 5 && strings.ContainsRune("وفبلك", rs[0]); depth++ {
		if rs[0] == 'ل' && rs[1] == 'ل' && len(rs) >= 5 { // لل: "to the"
			out = appendNew(out, string(rs[2:]))
		}
		rs = rs[1:]
		out = appendNew(out, string(rs))
		strip(rs)
	}
	return out
}

// frameWeight is how much a frame tells: its consonants, and its ending as one.
func frameWeight(f string) int { return len(f) }
