package protect

import (
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
	list := likeliest(w, func(w string, at int) ([]string, int) { return read(w[at:], at == 0) }, limit)
	out := make([]string, len(list))
	for i, l := range list {
		out[i] = l.text
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
