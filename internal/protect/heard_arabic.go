package protect

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A name that is known by its sound is written in Arabic letters with long vowels
// for those that are heard, or without. A text's Latin or Cyrillic word is spelt in
// this way to meet a name recorded in Arabic, a recorded word to meet Arabic text.

const (
	recordedArabic = 96 // Arabic spellings of a recorded word
	textArabic     = 16 // and of a capitalised word of a text
	heardInArabic  = 6  // sounds of a word that are spelt
)

// How sounds are written, the likeliest first. The second half are letters that
// only Arabic names have.
var arabicOfSound = []letters{
	{"ei", []string{"ي", "اي"}}, {"ai", []string{"اي", "ي"}}, {"oi", []string{"وي"}}, {"au", []string{"او", "و"}}, {"ua", []string{"وا", "و"}}, {"ts", []string{"تس"}}, {"tS", []string{"تش", "ش"}}, {"ia", []string{"يا", "ي"}}, {"ie", []string{"ي", "يي"}}, {"io", []string{"يو"}}, {"j", []string{"ي"}}, {"dZ", []string{"ج"}}, {"ks", []string{"كس"}},
	{"a", []string{"ا", "", "ع"}}, {"e", []string{"ي", "", "ا"}}, {"i", []string{"ي", ""}}, {"o", []string{"و", "", "ا"}}, {"u", []string{"و", "", "ا"}},
	{"b", []string{"ب"}}, {"p", []string{"ب"}}, {"v", []string{"ف", "و"}}, {"f", []string{"ف"}}, {"g", []string{"غ", "ج"}}, {"d", []string{"د", "ض"}}, {"Z", []string{"ج", "ز"}}, {"z", []string{"ز", "س"}},
	{"k", []string{"ك", "ق"}}, {"l", []string{"ل"}}, {"m", []string{"م"}}, {"n", []string{"ن"}}, {"r", []string{"ر"}}, {"s", []string{"س", "ز", "ص"}}, {"t", []string{"ت", "ث", "ط"}}, {"x", []string{"ه", "خ", "ح"}},
	{"c", []string{"تس", "ز", "س"}}, {"C", []string{"تش", "ش"}}, {"S", []string{"ش"}}, {"W", []string{"شتش", "ش"}},
}

// spelledHeard gives folded Arabic spellings of a sound, the likelier first.
func spelledHeard(sound string, limit int) []way {
	list := likeliest(sound, func(s string, at int) ([]string, int) {
		to, n := firstOf(arabicOfSound, s[at:])
		switch vowel := strings.IndexByte("aeiou", s[at]) >= 0; {
		case at == 0 && vowel:
			if strings.HasPrefix(to[0], "ا") {
				return to[:1], n
			}
			return []string{"ا" + to[0], "ا"}, n
		case vowel && at+n == len(s) && s[at] == 'a':
			return []string{"ا", "ه"}, n
		case vowel && at+n == len(s):
			return to[:1], n
		}
		return to, n
	}, limit)
	for i, l := range list {
		list[i].text = squeeze(l.text)
	}
	return list
}

// inArabic gives the folded Arabic spellings of a word by what it sounds like, at
// most limit, the likelier first.
func inArabic(sounds []way, limit int) []way {
	var out []way
	seen := map[string]bool{}
	for _, s := range sounds[:min(len(sounds), heardInArabic)] {
		for _, a := range spelledHeard(s.raw, limit/4) {
			if utf8.RuneCountInString(a.text) >= 3 && !seen[a.text] {
				seen[a.text] = true
				out = append(out, way{text: a.text, cost: a.cost + s.cost})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b way) int { return cmp.Compare(a.cost, b.cost) })
	return out[:min(len(out), limit)]
}
