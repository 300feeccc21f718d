package protect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// One Arabic or Persian name is written with Latin letters in many ways, and the
// other way round: Qaddafi, Gaddafi, Kadhafi; Rashidi, Rachidi. The forms are
// made when the index is made; a text is read in one way.

const (
	maxFrames = 12 // frames of one recorded word
	maxSpelt  = 96 // Arabic spellings of one recorded word
)

// options gives every row of what the parts of w may stand for, at most limit.
func options(w string, read func(rest string, first bool) (to []string, n int), limit int) []string {
	out := []string{""}
	for i := 0; i < len(w); {
		to, n := read(w[i:], i == 0)
		next := make([]string, 0, len(out)*len(to))
		for _, t := range to {
			for _, o := range out {
				if len(next) < limit {
					next = append(next, o+t)
				}
			}
		}
		out, i = next, i+n
	}
	return out
}

// firstOf reads by a table, the longest spelling first; what it has not stands
// for itself.
func firstOf(table []letters, rest string) ([]string, int) {
	for _, l := range table {
		if strings.HasPrefix(rest, l.from) {
			return l.to, len(l.from)
		}
	}
	_, n := utf8.DecodeRuneInString(rest)
	return []string{rest[:n]}, n
}

// Spellings of one sound that latinFrame keeps apart, each as latinFrame reads it.
var latinRivals = []letters{
	{"shch", []string{"shch", "sh"}}, {"tch", []string{"tch"}}, {"sch", []string{"sh"}}, {"ch", []string{"ch", "sh", "kh"}}, {"sh", []string{"sh"}}, {"dh", []string{"d", "z"}},
	{"th", []string{"t", "s"}}, {"gh", []string{"g"}}, {"kh", []string{"kh"}}, {"q", []string{"k", "g"}}, {"g", []string{"g", "k"}}, {"v", []string{"v", "w"}}, {"w", []string{"w", "v"}},
	{"c", []string{"k", "s"}},
}

// framesLatin gives the frames of a lower-case Latin word of a recorded name.
func framesLatin(w string) []string {
	var out []string
	for _, v := range options(w, func(rest string, _ bool) ([]string, int) { return firstOf(latinRivals, rest) }, maxFrames) {
		out = appendNew(out, frameLatin(v))
	}
	return out
}

// Letters that are heard differently from land to land, each way as arabicFrame
// reads another letter.
var arabicRivals = []letters{
	{"ق", []string{"ق", "غ"}}, {"ذ", []string{"ذ", "د"}}, {"ض", []string{"ض", "ز"}}, {"ظ", []string{"ظ", "د"}}, {"ث", []string{"ث", "س"}}, {"و", []string{"و", "ف"}},
}

// framesArabic gives the frames of a folded Arabic word of a recorded name.
func framesArabic(w string) []string {
	var out []string
	read := func(rest string, first bool) ([]string, int) {
		to, n := firstOf(arabicRivals, rest)
		if n == len(rest) { // the last letter stays: -u is a vowel there
			to = to[:1]
		}
		return to, n
	}
	for _, v := range options(w, read, maxFrames) {
		out = appendNew(out, frameArabic(v))
	}
	return out
}

// How Arabic names in Latin letters are written back, the likeliest first. Short
// vowels are not written.
var arabicSpelling = []letters{
	{"sh", []string{"ش"}}, {"ch", []string{"ش"}}, {"kh", []string{"خ"}}, {"gh", []string{"غ"}}, {"dh", []string{"ذ", "ض", "ظ"}}, {"th", []string{"ث"}}, {"dj", []string{"ج"}},
	{"aa", []string{"ا"}}, {"ee", []string{"ي"}}, {"ou", []string{"و", ""}}, {"oo", []string{"و"}}, {"iy", []string{"ي"}}, {"iya", []string{"يا", "ي"}}, {"ay", []string{"اي", "ي"}}, {"ai", []string{"اي", "ي"}},
	{"au", []string{"و"}}, {"aw", []string{"او", "و"}}, {"a", []string{"", "ا"}}, {"e", []string{"", "ي"}}, {"i", []string{"ي", ""}}, {"o", []string{"و", ""}}, {"u", []string{"و", ""}}, {"y", []string{"ي"}},
	{"b", []string{"ب"}}, {"p", []string{"ب"}}, {"c", []string{"ك"}}, {"d", []string{"د", "ض"}}, {"f", []string{"ف"}}, {"v", []string{"ف"}}, {"g", []string{"ج", "غ", "ق"}}, {"h", []string{"ح", "ه"}},
	{"j", []string{"ج"}}, {"k", []string{"ك", "ق"}}, {"l", []string{"ل"}}, {"m", []string{"م"}}, {"n", []string{"ن"}}, {"q", []string{"ق"}}, {"r", []string{"ر"}}, {"s", []string{"س", "ص"}},
	{"t", []string{"ت", "ط"}}, {"w", []string{"و"}}, {"x", []string{"كس"}}, {"z", []string{"ز", "ظ"}},
}

// How Western names are written in Arabic letters: with long vowels.
var westernSpelling = []letters{
	{"sch", []string{"ش"}}, {"tch", []string{"تش"}}, {"sh", []string{"ش"}}, {"ch", []string{"تش", "ش", "خ", "ك"}}, {"kh", []string{"خ"}}, {"gh", []string{"غ"}}, {"ph", []string{"ف"}}, {"th", []string{"ث", "ت"}}, {"ck", []string{"ك"}}, {"qu", []string{"كو", "ك"}}, {"zh", []string{"ج"}}, {"ts", []string{"تس"}}, {"tz", []string{"تز", "تس"}},
	{"ll", []string{"ل", "ي"}}, {"ce", []string{"سي", "س"}}, {"ci", []string{"سي", "تشي"}}, {"ge", []string{"جي", "ج", "غي"}}, {"gi", []string{"جي", "غي"}}, {"ee", []string{"ي"}}, {"oo", []string{"و"}}, {"ou", []string{"و"}}, {"au", []string{"او"}}, {"ai", []string{"اي"}}, {"ay", []string{"اي"}}, {"ei", []string{"اي", "ي"}}, {"ey", []string{"ي"}}, {"ie", []string{"ي"}}, {"ia", []string{"يا"}},
	{"a", []string{"ا", ""}}, {"e", []string{"ي", "", "ا"}}, {"i", []string{"ي", ""}}, {"o", []string{"و"}}, {"u", []string{"و", "ا"}}, {"y", []string{"ي"}}, {"b", []string{"ب"}}, {"p", []string{"ب"}}, {"c", []string{"ك"}}, {"d", []string{"د"}}, {"f", []string{"ف"}}, {"v", []string{"ف"}}, {"g", []string{"غ", "ج"}}, {"h", []string{"ه"}}, {"j", []string{"ج", "ي", "خ"}},
	{"k", []string{"ك"}}, {"l", []string{"ل"}}, {"m", []string{"م"}}, {"n", []string{"ن"}}, {"q", []string{"ك"}}, {"r", []string{"ر"}}, {"s", []string{"س", "ز"}}, {"t", []string{"ت"}}, {"w", []string{"و"}}, {"x", []string{"كس"}}, {"z", []string{"ز", "س"}},
}

// spelledWestern gives the folded Arabic spellings of a lower-case Latin word of any
// other name, of five letters and more.
func spelledWestern(w string) []string {
	w = squeeze(plainWord(w))
	read := func(rest string, first bool) ([]string, int) {
		to, n := firstOf(westernSpelling, rest)
		switch {
		case rest[0] >= 0x80:
			return []string{""}, n
		case first && strings.IndexByte("aeiou", rest[0]) >= 0: // an alif carries the first vowel
			for i, t := range to {
				if to = slices.Clone(to); !strings.HasPrefix(t, "ا") {
					to[i] = "ا" + t
				}
			}
		case n == len(rest) && rest == "e":
			return []string{"", "ي"}, n
		case n == len(rest) && rest == "a":
			return []string{"ا", "ه"}, n
		}
		return to, n
	}
	var out []string
	for _, v := range options(w, read, maxSpelt) {
		if utf8.RuneCountInString(v) >= 5 {
			out = appendNew(out, v)
		}
	}
	return out
}

// spelledArabic gives the folded Arabic spellings of a lower-case Latin word of an
// Arabic name; those shorter than four letters are left to the frames.
func spelledArabic(w string) []string {
	read := func(rest string, first bool) ([]string, int) {
		to, n := firstOf(arabicSpelling, rest)
		switch {
		case rest[0] >= 0x80 || rest[0] == '\'':
			return []string{""}, n
		case first && strings.IndexByte("aeiou", rest[0]) >= 0:
			to = []string{"ا", "ع"}
		case n == len(rest) && (rest == "a" || rest == "ah" || rest == "e"):
			to = []string{"ه", "ا"}
		case n == len(rest) && (rest == "i" || rest == "y" || rest == "ee"):
			to = []string{"ي"}
		}
		return to, n
	}
	var out []string
	for _, v := range options(squeeze(strings.TrimSuffix(plainWord(w), "h")), read, maxSpelt) {
		if utf8.RuneCountInString(v) >= 4 {
			out = appendNew(out, v)
		}
	}
	return out
}
