package protect

import "strings"

// A pattern is the consonants of a word, and V wherever vowels or glides stand. Its
// consonants are those of sound.go, and J for дж. Indexes that earlier versions made
// have patterns of Western names, where now there are transcriptions
// (transcribe.go), so that texts are read in this way still.

const (
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

func tidied(list []string) (out []string) {
	for _, p := range list {
		out = appendNew(out, tidy([]byte(p)))
	}
	return out
}

// consonants counts what of a pattern tells.
func consonants(p string) int { return len(p) - strings.Count(p, "V") }
