package protect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What optical recognition and careless type confuse in Latin letters. The
// confusions are entered when the index is made, one of them at a time, so that a
// text costs no more look-ups for them.
var confusions = [][2]string{{"rn", "m"}, {"m", "rn"}, {"cl", "d"}, {"d", "cl"}, {"vv", "w"}, {"w", "vv"}, {"l", "i"}, {"i", "l"}, {"nn", "m"}, {"li", "h"}, {"h", "li"}}

// What one land spells otherwise than another, or a hurried hand.
var respellings = [][2]string{{"z", "s"}, {"s", "z"}, {"y", "i"}, {"i", "y"}, {"k", "c"}, {"c", "k"}, {"ck", "k"}, {"ph", "f"}, {"f", "ph"}, {"w", "v"}, {"v", "w"}, {"x", "ks"}, {"ks", "x"},
	{"ou", "u"}, {"u", "ou"}, {"oo", "u"}, {"ch", "sh"}, {"sch", "sh"}, {"sh", "sch"}, {"th", "t"}, {"j", "y"}, {"y", "j"}, {"qu", "k"}, {"kh", "h"}, {"gh", "g"}, {"tz", "z"}, {"ei", "ai"}, {"ai", "ei"}, {"ie", "i"}}

// maxConfused bounds the misreadings of one word.
const maxConfused = 48

// misread gives a plain Latin word with one confusion in it.
func misread(w string, table [][2]string) []string {
	var out []string
	for _, c := range table {
		for at := 0; at < len(w); at++ {
			if strings.HasPrefix(w[at:], c[0]) && len(out) < maxConfused {
				out = appendNew(out, w[:at]+c[1]+w[at+len(c[0]):])
			}
		}
	}
	return out
}

// doubled gives a word with one double letter single, or one consonant doubled.
func doubled(w string) []string {
	var out []string
	for i := 1; i < len(w); i++ {
		if w[i] == w[i-1] {
			out = appendNew(out, w[:i]+w[i+1:])
		} else if strings.IndexByte("aeiouyhwxqj", w[i]) < 0 && w[i] < 0x80 && (i+1 == len(w) || w[i+1] != w[i]) {
			out = appendNew(out, w[:i]+w[i:i+1]+w[i:])
		}
	}
	return out
}

// misreadings enters the confused spellings of a word, and the word typed in the
// look-alike letters of the other script altogether.
func (fs *forms) misreadings(t token) {
	need := beside
	if utf8.RuneCountInString(t.word) >= 5 {
		need = capital
	}
	switch t.script {
	case latin:
		for _, f := range accented(t.word) {
			for _, m := range slices.Concat(misread(f, confusions), misread(f, respellings), doubled(f)) {
				fs.add("f:"+m, byLatin, need)
			}
		}
		if m, ok := look([]rune(plainWord(t.word)), cyrillic, toCyrillic); ok {
			for _, s := range soundsCyrillic(string(m)) {
				fs.add("n:"+s, byCyrillic, need)
			}
		}
	case cyrillic:
		for _, m := range misread(romanised(t.word), confusions) {
			fs.add("f:"+m, byLatin, need)
		}
		if m, ok := look([]rune(t.word), latin, toLatin); ok {
			fs.add("f:"+plainWord(string(m)), byLatin, need)
		}
	}
}

// icao is the spelling of machine-readable travel documents (ICAO 9303, part 3).
var icao = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "e", 'є': "ie", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ї': "i", 'й': "i",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "ie", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

func romanised(w string) string {
	w = knownCyrillic(w)
	var b strings.Builder
	for _, r := range w {
		b.WriteString(icao[r])
	}
	return b.String()
}

// Digits that stand for letters: by likeness, and by sound as in messages typed
// without the right keyboard (4 is ч, 6 is ш, 9 is я).
var (
	digitLatin    = map[rune][]string{'0': {"o"}, '1': {"l", "i"}, '3': {"e", "z"}, '4': {"a", "ch"}, '5': {"s"}, '6': {"b", "sh"}, '7': {"t"}, '8': {"b"}, '9': {"g", "ya"}}
	digitCyrillic = map[rune][]string{'0': {"о"}, '1': {"л", "і"}, '3': {"з"}, '4': {"ч"}, '6': {"б", "ш"}, '8': {"в"}, '9': {"я"}}
)

// maxLettered bounds the readings of a word with digits in it.
const maxLettered = 16

// lettered gives what a word may be whose digits stand for letters: pieces
// [from, to) without anything between them. It gives nothing where the letters
// are fewer than three or than the digits.
func lettered(pieces []piece) []string {
	letters, digitsSeen, sc := 0, 0, other
	for _, p := range pieces {
		n := utf8.RuneCountInString(p.word)
		if p.script == digits {
			digitsSeen += n
			continue
		}
		letters += n
		sc = p.script
	}
	table := digitLatin
	if sc == cyrillic {
		table = digitCyrillic
	} else if sc != latin {
		return nil
	}
	if digitsSeen == 0 || letters < 3 || digitsSeen > letters || letters+digitsSeen > 32 {
		return nil
	}
	out := []string{""}
	for _, p := range pieces {
		for _, r := range p.word {
			options := []string{string(r)}
			if p.script == digits {
				if options = table[r]; options == nil {
					return nil
				}
			}
			var next []string
			for _, o := range options {
				for _, have := range out {
					if len(next) < maxLettered {
						next = append(next, have+o)
					}
				}
			}
			out = next
		}
	}
	return out
}
