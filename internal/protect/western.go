package protect

import "strings"

// Western names are written in Cyrillic as they are heard, by rules that differ
// from language to language (Hernández, Эрнандес; Schröder, Шрёдер). The vowels
// vary most, so they meet in a pattern: the consonants, and V wherever vowels or
// glides stand. Its consonants are those of sound.go, and J for дж. A text is read
// in one way; the index has what each language makes of a recorded name.

const (
	maxPatterns    = 64
	vowelsLatin    = "aeiouy"
	vowelsCyrillic = "аеёиоуыэюяіїєйўѣ"
)

var cyrillicPattern = map[rune]byte{
	'б': 'b', 'в': 'v', 'г': 'g', 'ґ': 'g', 'д': 'd', 'ж': 'Z', 'з': 'z', 'к': 'k', 'л': 'l', 'м': 'm', 'н': 'n', 'п': 'p', 'р': 'r', 'с': 's', 'т': 't',
	'ф': 'f', 'х': 'x', 'ц': 'c', 'ч': 'C', 'ш': 'S', 'щ': 'S',
}

// patternCyrillic gives the pattern of a lower-case Cyrillic word of a text.
func patternCyrillic(w string) string {
	w = knownCyrillic(w)
	out := make([]byte, 0, len(w))
	for _, r := range w {
		switch c := cyrillicPattern[r]; {
		case strings.ContainsRune(vowelsCyrillic, r):
			out = append(out, 'V')
		case c != 0:
			out = append(out, c)
		}
	}
	return tidy(out)
}

// tidy makes one of what is doubled or heard as one.
func tidy(p []byte) string {
	out := p[:0]
	for _, c := range p {
		if n := len(out); n > 0 {
			last := out[n-1]
			if last == c {
				continue
			}
			if last == 'd' && c == 'Z' {
				out[n-1] = 'J'
				continue
			}
			if m := merged(last, c); m == 'c' || m == 'C' {
				out[n-1] = m
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// How a text's Latin word is read: in one way, whatever its language.
var latinPattern = []letters{
	{"tsch", []string{"C"}}, {"sch", []string{"S"}}, {"tch", []string{"C"}}, {"dzh", []string{"J"}}, {"ch", []string{"C"}}, {"sh", []string{"S"}}, {"cz", []string{"C"}}, {"sz", []string{"S"}},
	{"ph", []string{"f"}}, {"th", []string{"t"}}, {"kh", []string{"x"}}, {"gh", []string{"g"}}, {"zh", []string{"Z"}}, {"dj", []string{"J"}}, {"ck", []string{"k"}}, {"qu", []string{"k"}}, {"q", []string{"k"}},
	{"ts", []string{"c"}}, {"tz", []string{"c"}}, {"ce", []string{"sV"}}, {"ci", []string{"sV"}}, {"cy", []string{"sV"}}, {"c", []string{"k"}}, {"x", []string{"ks"}}, {"w", []string{"v"}}, {"j", []string{"J"}}, {"h", []string{""}},
}

// patternLatin gives the pattern of a plain lower-case Latin word of a text.
func patternLatin(w string) string {
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		to, n := firstOf(latinPattern, w[i:])
		if strings.IndexByte(vowelsLatin, w[i]) >= 0 {
			to = []string{"V"}
		}
		if to[0] != "" && to[0][0] < 0x80 {
			out = append(out, to[0]...)
		}
		i += n
	}
	return tidy(out)
}

// What the letters of a recorded Latin name become in Cyrillic: the likelier
// readings first, over English, German, French, Spanish, Italian, Polish,
// Hungarian, Turkish, Japanese and Chinese.
var westernReadings = []letters{
	{"tsch", []string{"C"}}, {"sch", []string{"S", "sk", "sx"}}, {"tch", []string{"C"}}, {"sc", []string{"sk", "S", "s"}}, {"ch", []string{"C", "S", "x", "k", "t"}}, {"sh", []string{"S", "s"}}, {"cz", []string{"C"}}, {"cs", []string{"C", "ks"}}, {"cki", []string{"ckV", "kV"}}, {"cka", []string{"ckV", "kV"}},
	{"sz", []string{"s", "S"}}, {"rz", []string{"Z", "rz", "rc"}}, {"ř", []string{"rZ"}}, {"ph", []string{"f"}}, {"th", []string{"t", "s", "z"}}, {"kh", []string{"x", "k"}}, {"ght", []string{"t"}}, {"gh", []string{"", "g", "f"}},
	{"zh", []string{"C", "Z"}}, {"dzh", []string{"J"}}, {"dj", []string{"J"}}, {"dt", []string{"t"}}, {"ck", []string{"k"}}, {"qu", []string{"k", "kv"}}, {"q", []string{"k", "c"}},
	{"zz", []string{"c", "z"}}, {"tz", []string{"c"}}, {"ts", []string{"c"}}, {"ss", []string{"s"}}, {"gn", []string{"n", "gn"}}, {"gl", []string{"gl", "l"}}, {"ll", []string{"l", "V"}}, {"ng", []string{"ng", "n"}},
	{"ce", []string{"sV", "cV", "CV", "kV"}}, {"ci", []string{"sV", "cV", "CV", "kV"}}, {"cy", []string{"sV", "cV", "kV"}}, {"c", []string{"k", "J"}},
	{"ge", []string{"gV", "JV", "ZV", "xV"}}, {"gi", []string{"gV", "JV", "ZV", "xV"}}, {"gy", []string{"d", "gV", "JV"}}, {"ğ", []string{"", "g"}},
	{"đ", []string{"J", "d"}}, {"ç", []string{"s", "C"}}, {"č", []string{"C"}}, {"ć", []string{"C", "c"}}, {"š", []string{"S"}}, {"ş", []string{"S"}}, {"ś", []string{"s"}}, {"ž", []string{"Z"}}, {"ż", []string{"Z"}}, {"ź", []string{"z"}},
	{"x", []string{"ks", "s", "x", "S"}}, {"j", []string{"J", "V", "x", "Z", "dz"}}, {"w", []string{"v", "V"}}, {"v", []string{"v", "f"}}, {"z", []string{"z", "s", "c", "dz"}}, {"s", []string{"s", "z", "S"}}, {"h", []string{"x", "", "g"}},
}

// patternsLatin gives the patterns under which a recorded Latin word may stand in
// Cyrillic text, at most maxPatterns.
func patternsLatin(w string) []string { return tidied(options(w, readWestern, maxPatterns)) }

// readWestern gives what the letters at the start of rest may be in Cyrillic.
func readWestern(rest string, first bool) ([]string, int) {
	switch {
	case first && (strings.HasPrefix(rest, "kn") || strings.HasPrefix(rest, "wr")):
		return []string{rest[1:2]}, 2
	case rest == "e" && !first:
		return []string{"", "V"}, 1
	case rest == "ce" && !first:
		return []string{"s", "sV", "CV", "cV", "kV"}, 2
	case rest == "ge" && !first:
		return []string{"J", "Z", "gV", "xV", "JV"}, 2
	case rest == "es" && !first:
		return []string{"Vs", "s", "z"}, 2
	case rest == "mb":
		return []string{"mb", "m"}, 2
	case rest[0] == 's' && len(rest) == 1:
		return []string{"s", "z", ""}, 1
	case rest[0] == 't' && len(rest) == 1, rest[0] == 'd' && len(rest) == 1:
		return []string{rest, ""}, 1 // French
	}
	to, n := firstOf(westernReadings, rest)
	if p := plainWord(rest[:n]); len(to) == 1 && to[0] == rest[:n] {
		switch {
		case p == "" || p[0] >= 0x80:
			to = []string{""}
		case strings.IndexByte(vowelsLatin, p[0]) >= 0:
			to = []string{"V"}
		default:
			to = []string{p}
		}
	}
	return to, n
}

// How a name heard in Cyrillic may be spelt in Latin letters, as patternLatin
// reads those.
var cyrillicReadings = []letters{
	{"дзи", []string{"JV", "zV"}}, {"дз", []string{"z", "J", "dz"}}, {"си", []string{"sV", "SV", "zV"}}, {"ти", []string{"tV", "CV"}}, {"дж", []string{"J", "g", "gV"}}, {"кс", []string{"ks"}}, {"кв", []string{"kv", "k"}}, {"ь", []string{""}}, {"ъ", []string{""}},
	{"с", []string{"s", "z"}}, {"з", []string{"z", "s"}}, {"ц", []string{"c", "z", "s", "k"}}, {"ч", []string{"C", "s", "k"}}, {"ш", []string{"S", "C", "s"}}, {"щ", []string{"S", "C"}}, {"ж", []string{"Z", "J", "g", "z"}},
	{"х", []string{"", "x", "C", "J", "k"}}, {"г", []string{"g", ""}}, {"ф", []string{"f", "v", "t"}}, {"в", []string{"v"}},
}

// patternsCyrillic gives the patterns under which a recorded Cyrillic word of a
// Western name may stand in Latin text.
func patternsCyrillic(w string) []string {
	read := func(rest string, _ bool) ([]string, int) {
		to, n := firstOf(cyrillicReadings, rest)
		if len(to) == 1 && to[0] == rest[:n] {
			to = []string{patternCyrillic(rest[:n])}
		}
		return to, n
	}
	list := tidied(options(w, read, maxPatterns))
	for _, p := range list { // a silent e in English and French, the vowel before -s
		if p != "" && p[len(p)-1] != 'V' {
			list = appendNew(list, p+"V")
		}
	}
	return list
}

func tidied(list []string) (out []string) {
	for _, p := range list {
		out = appendNew(out, tidy([]byte(p)))
	}
	return out
}

// consonants counts what of a pattern tells.
func consonants(p string) int { return len(p) - strings.Count(p, "V") }

// patternEnds are the endings of the cases of a name that ends in a consonant.
var patternEnds = []string{"", "V", "Vm", "Vv", "VmV", "Vx", "VvV"}

// western enters a recorded word of a name that is not Slavic for the other
// alphabet. A pattern needs another name beside it; a fine one (fine.go) may not.
func (fs *forms) western(t token) {
	enter := func(p string, seen mask) {
		if consonants(p) >= 2 {
			fs.add("v:"+p, seen, titled)
		}
	}
	switch t.script {
	case latin:
		fs.fine(finesLatin(t.word), byCyrillic)
		for _, p := range patternsLatin(t.word) {
			ends := patternEnds
			if strings.HasSuffix(p, "V") {
				ends = ends[:1]
			}
			for _, e := range ends {
				enter(p+e, byCyrillic)
			}
		}
	case cyrillic:
		fs.fine(finesCyrillic(t.word), byLatin)
		for _, p := range patternsCyrillic(t.word) {
			enter(p, byLatin)
		}
	}
}
