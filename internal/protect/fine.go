package protect

import "strings"

// A fine pattern keeps what is left of the vowels when nobody agrees on them: A for
// a, E for e and i, O for o and u, the first of several. Three consonants of it
// count with a capital letter, where a pattern without vowels needs company.
const (
	maxFine    = 64
	strongFine = 3
)

var fineVowel = map[rune]byte{
	'а': 'A', 'я': 'A', 'е': 'E', 'э': 'E', 'и': 'E', 'ы': 'E', 'і': 'E', 'ї': 'E', 'є': 'E', 'й': 'E', 'ё': 'O', 'о': 'O', 'у': 'O', 'ю': 'O', 'ў': 'O', 'ѣ': 'E',
	'a': 'A', 'e': 'E', 'i': 'E', 'y': 'E', 'o': 'O', 'u': 'O',
}

// fineCyrillic gives the fine pattern of a lower-case Cyrillic word of a text.
func fineCyrillic(w string) string {
	w = knownCyrillic(w)
	out := make([]byte, 0, len(w))
	for _, r := range w {
		if c := cyrillicPattern[r]; c != 0 {
			out = append(out, c)
		} else if v := fineVowel[r]; v != 0 {
			out = append(out, v)
		}
	}
	return tidy(out)
}

// fineLatin gives the fine pattern of a plain lower-case Latin word of a text.
func fineLatin(w string) string {
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		to, n := firstOf(latinPattern, w[i:])
		if v := fineVowel[rune(w[i])]; v != 0 {
			out = append(out, v)
		} else if to[0] != "" && to[0][0] < 0x80 {
			out = append(out, strings.ReplaceAll(to[0], "V", "E")...)
		}
		i += n
	}
	return tidy(out)
}

func fineVowelEnd(p string) string {
	if n := len(p); n > 0 && strings.IndexByte("AEO", p[n-1]) >= 0 {
		return p[n-1:]
	}
	return ""
}

// Arabic letters as Latin and Cyrillic texts have them. What is not written between
// two consonants is any short vowel or none.
var arabicFine = map[rune][]string{
	'ا': {"A", "E"}, 'ع': {"", "A", "O"}, 'و': {"O", "v"}, 'ي': {"E"}, 'ه': {"", "x"}, 'ح': {"", "x"}, 'خ': {"x", "k"}, 'ب': {"b"}, 'پ': {"p"}, 'ت': {"t"}, 'ط': {"t"}, 'ث': {"t", "s"}, 'ج': {"J", "g"},
	'چ': {"C"}, 'ژ': {"Z"}, 'غ': {"g"}, 'د': {"d"}, 'ض': {"d", "z"}, 'ذ': {"d", "z"}, 'ظ': {"z", "d"}, 'ز': {"z"}, 'ر': {"r"}, 'س': {"s"}, 'ص': {"s"}, 'ش': {"S", "C"}, 'ف': {"f", "v"}, 'ڤ': {"v"},
	'ق': {"k", "g"}, 'ك': {"k", "g"}, 'ل': {"l"}, 'م': {"m"}, 'ن': {"n"},
}

const maxFineArabic = 192

// finesArabic gives the fine patterns of a folded Arabic word without its article.
func finesArabic(w string) []string {
	rs, at := []rune(w), 0
	long := func(i int) bool { return strings.ContainsRune("اويع", rs[i]) }
	out := options(w, func(rest string, first bool) ([]string, int) {
		i := at
		at++
		to := arabicFine[rs[i]]
		if to == nil {
			to = []string{""}
		}
		switch last := i == len(rs)-1; {
		case last && rs[i] == 'ه':
			to = []string{"A", "E", "At"}
		case last && rs[i] == 'و':
			to = []string{"O"}
		case first && rs[i] == 'ا':
			to = []string{"A", "E", "O"}
		case !last && !long(i) && !long(i+1):
			var voiced []string
			for _, v := range []string{"A", "E", "O", ""} {
				for _, t := range to {
					voiced = append(voiced, t+v)
				}
			}
			to = voiced
		}
		return to, len(string(rs[i]))
	}, maxFineArabic)
	return tidied(out)
}

// finesArab gives the fine patterns under which an Arabic name in Latin letters may
// stand in Latin and Cyrillic texts.
func finesArab(w string) []string {
	return tidied(options(w, func(rest string, _ bool) ([]string, int) {
		if to, n := firstOf(arabReadings, rest); to[0] != rest[:n] {
			return to, n
		}
		if p := plainWord(rest[:1]); p[0] < 0x80 {
			return []string{p}, 1
		}
		to, n := firstOf(nil, rest)
		return []string{fineLatin(plainWord(to[0]))}, n
	}, maxFine))
}

var arabReadings = []letters{
	{"tch", []string{"C"}}, {"ch", []string{"C", "S"}}, {"sh", []string{"S", "C"}}, {"dh", []string{"d", "z"}}, {"th", []string{"t", "s"}}, {"kh", []string{"x", "k"}}, {"gh", []string{"g"}}, {"dj", []string{"J"}}, {"j", []string{"J"}},
	{"q", []string{"k", "g"}}, {"g", []string{"g", "k"}}, {"c", []string{"k", "s"}}, {"h", []string{"", "x"}}, {"w", []string{"v", "O"}}, {"z", []string{"z", "d"}}, {"ai", []string{"A", "E"}}, {"ay", []string{"A", "E"}}, {"ei", []string{"E", "A"}}, {"ou", []string{"O"}},
	{"a", []string{"A", "E"}}, {"e", []string{"E", "A"}}, {"i", []string{"E"}}, {"y", []string{"E"}}, {"o", []string{"O"}}, {"u", []string{"O"}},
}

// fineEnds are the endings of the cases in Cyrillic texts, after a consonant.
var fineEnds = []string{"", "A", "O", "E", "Om", "Em", "Ov", "AmE", "Ax"}

// fine enters fine patterns; a short one needs company.
func (fs *forms) fine(list []string, seen mask) {
	for _, p := range list {
		n := len(p) - strings.Count(p, "A") - strings.Count(p, "E") - strings.Count(p, "O")
		need := titled
		if n >= strongFine {
			need = capital
		}
		if n < 2 {
			continue
		}
		if seen&byLatin != 0 {
			fs.add("y:"+p, byLatin, need)
		}
		if seen&byCyrillic == 0 {
			continue
		}
		fs.add("y:"+p, byCyrillic, need)
		switch fineVowelEnd(p) {
		case "":
			for _, e := range fineEnds[1:] {
				fs.add("y:"+p+e, byCyrillic, need)
			}
		case "A": // Гарсия, Гарсии, Гарсию, Гарсией
			for _, e := range []string{"E", "O"} {
				fs.add("y:"+p[:len(p)-1]+e, byCyrillic, need)
			}
		}
	}
}
