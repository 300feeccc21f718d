package protect

import (
	"strings"
	"unicode/utf8"
)

// Practical transcription: how Russian and Ukrainian write Western names, by ear
// (Johnson, Джонсон; Hughes, Хьюз and Г'юз; Schröder, Шрёдер). Nobody can tell a
// name's language by looking at it, so a Latin word has many readings, the likelier
// ones first; a Cyrillic word has its sound (sound.go), in which э and е, ы and и,
// я and а are one already. Both sides read a word by the same rules, so a recorded
// name needs one form for each reading and none for each case: it is the text's
// word whose ending comes off.
const (
	recordedReadings = 64 // of a recorded Latin word
	textReadings     = 24 // of a Latin word of a text
	longestReading   = 24 // letters of a word that is read in this way
	surelyHeard      = 4  // cost of a reading that may count without company
)

// way is a reading in the making and what its letters cost: 0 is the likeliest.
type way struct {
	text string
	cost int
	raw  string // before it was made smooth: Sonia has its glide
}

// likeliest gives the readings of w of the least cost, at most limit, in the order
// of their costs.
func likeliest(w string, read func(w string, at int) ([]string, int), limit int) []way {
	out, next := []way{{}}, make([]way, 0, limit)
	for i := 0; i < len(w); {
		to, n := read(w, i)
		next = next[:0]
		most := out[len(out)-1].cost + len(to) - 1
		for cost := out[0].cost; cost <= most && len(next) < limit; cost++ {
			for _, o := range out {
				if k := cost - o.cost; k >= 0 && k < len(to) && len(next) < limit {
					next = append(next, way{text: o.text + to[k], cost: cost})
				}
			}
		}
		out, next = next, out[:0:cap(out)]
		i += n
	}
	return out
}

// transcribed gives the sounds under which a lower-case Latin word of any language
// may stand in Russian or Ukrainian, the likelier first.
func transcribed(w string, limit int) (out []way) {
	if n := utf8.RuneCountInString(w); n < 2 || n > longestReading {
		return nil
	}
	list := likeliest(w, heard, limit)
	if j, ok := polivanov(w); ok {
		list = append([]way{{text: j}}, list...)
	}
	seen := map[string]bool{}
	for _, r := range list {
		r.raw = r.text
		if r.text = smooth(r.text); r.text != "" && !seen[r.text] {
			seen[r.text] = true
			out = append(out, r)
		}
	}
	return out
}

// heard gives what the letters of w from at on may sound like.
func heard(w string, at int) ([]string, int) {
	rest, first := w[at:], at == 0
	switch {
	case first && strings.HasPrefix(rest, "mc"):
		return []string{"mak"}, 2
	case first && (strings.HasPrefix(rest, "kn") || strings.HasPrefix(rest, "wr") || strings.HasPrefix(rest, "gn") || strings.HasPrefix(rest, "ps")):
		return []string{rest[1:2], rest[:2]}, 2
	case first && rest[0] == 'y':
		return []string{"j", "i"}, 1
	case first && rest[0] == 'x':
		return []string{"ks", "z", "x", "s", "S"}, 1
	case magic(rest), at > 0 && len(rest) > 3 && magic(rest[:3]) && strings.IndexByte("bcfghjkmpw", rest[3]) >= 0:
		return map[byte][]string{'a': {"ei", "a", "e"}, 'e': {"i", "e"}, 'i': {"ai", "i"}, 'o': {"ou", "o"}, 'u': {"ju", "u"}, 'y': {"ai", "i"}}[rest[0]], 1
	}
	if at > 1 && len(rest) > 1 && rest[0] == 'e' && magic(w[at-2:at+1]) && strings.IndexByte("bcfghjkmpw", rest[1]) >= 0 {
		return []string{"", "e"}, 1 // Blakeworthy, Wakefield
	}
	if !first {
		for _, l := range lastSounds {
			if l.from == rest {
				return l.to, len(rest)
			}
		}
	}
	if strings.IndexByte("cg", rest[0]) >= 0 && len(rest) > 1 && strings.IndexByte("eiy", rest[1]) >= 0 {
		return softSounds(rest)
	}
	for _, l := range westernSounds {
		if strings.HasPrefix(rest, l.from) {
			return l.to, len(l.from)
		}
	}
	_, n := utf8.DecodeRuneInString(rest)
	return []string{latinPlain(rest[:n])}, n
}

// magic reports whether a vowel is long in English because an e follows its one
// consonant: Blake, James, Stone.
func magic(rest string) bool {
	return len(rest) >= 3 && strings.IndexByte("aeiouy", rest[0]) >= 0 && strings.IndexByte("bcdfgklmnprstvz", rest[1]) >= 0 && rest[2] == 'e' &&
		(len(rest) == 3 || len(rest) == 4 && rest[3] == 's')
}

// softSounds reads c and g before e, i and y.
func softSounds(rest string) ([]string, int) {
	glide := len(rest) > 2 && rest[1] == 'i' && strings.IndexByte("aou", rest[2]) >= 0
	switch {
	case rest[0] == 'c' && glide:
		return []string{"C", "si", "ci", "ki"}, 2
	case rest[0] == 'c':
		return []string{"s", "C", "c", "k"}, 1
	case glide:
		return []string{"dZ", "gi", "xi"}, 2
	}
	return []string{"dZ", "g", "Z", "x"}, 1
}

// What letters at the end of a word may sound like, beside the table below.
var lastSounds = []letters{
	{"e", []string{"", "e", "i"}}, {"es", []string{"s", "es", "z"}}, {"eaux", []string{"o"}}, {"eault", []string{"o"}}, {"ault", []string{"o", "olt"}}, {"aud", []string{"o", "aud"}}, {"aux", []string{"o"}}, {"eux", []string{"e"}},
	{"oux", []string{"u"}}, {"oud", []string{"ud", "u"}}, {"oult", []string{"ult", "u"}}, {"ot", []string{"o", "ot"}}, {"et", []string{"et", "e"}}, {"at", []string{"at", "a"}}, {"ert", []string{"ert", "er"}}, {"ard", []string{"ard", "ar"}}, {"art", []string{"art", "ar"}},
	{"ier", []string{"e", "ir", "ier"}}, {"er", []string{"er", "e"}}, {"ois", []string{"ua", "ois"}}, {"oit", []string{"ua", "oit"}}, {"oix", []string{"ua"}}, {"ais", []string{"e", "ais", "eis"}}, {"ay", []string{"ei", "e", "ai"}}, {"ez", []string{"es", "ez"}}, {"az", []string{"as", "az"}}, {"iz", []string{"is", "iz"}},
	{"y", []string{"i", "ai"}}, {"ey", []string{"i", "ei"}}, {"ie", []string{"i", "je"}}, {"le", []string{"l", "le"}}, {"re", []string{"r", "re", "er"}}, {"ow", []string{"ou", "ov", "au"}}, {"ows", []string{"ouz", "ous"}}, {"us", []string{"us", ""}}, {"ius", []string{"ius", "i"}},
	{"os", []string{"os", "us"}}, {"o", []string{"o", "u"}}, {"s", []string{"s", "z", "", "S"}}, {"x", []string{"ks", "", "S"}}, {"d", []string{"d", "t", ""}}, {"t", []string{"t", ""}}, {"mb", []string{"m", "mb"}}, {"gh", []string{"", "g", "x"}}, {"ough", []string{"o", "af", "u"}}, {"ão", []string{"an", "ao"}}, {"ões", []string{"ois", "ons"}}, {"ham", []string{"em", "am", "gam", "xem", "xam"}}, {"ah", []string{"a", "ax"}},
	{"ge", []string{"dZ", "Z", "ge", "xe"}}, {"ce", []string{"s", "se", "Ce", "ce", "ke"}}, {"che", []string{"C", "S", "ke", "xe", "Ce"}}, {"ski", []string{"ski"}}, {"sky", []string{"ski"}}, {"cki", []string{"cki", "ki"}}, {"cky", []string{"cki", "ki"}}, {"dt", []string{"t", "dt"}}, {"ley", []string{"li", "lei"}}, {"bury", []string{"beri", "bari"}}, {"in", []string{"in", "en"}}, {"ain", []string{"ein", "en", "ain"}},
}

// What letters anywhere may sound like; the longest group first, its likeliest
// sound first. From English, German, French, Spanish, Portuguese, Italian, Polish,
// Hungarian, Turkish, the Nordic languages, Japanese and Arabic in Latin letters.
var westernSounds = []letters{
	{"tsch", []string{"C"}}, {"sch", []string{"S", "sk", "sx"}}, {"tch", []string{"C"}}, {"dzh", []string{"dZ"}}, {"szcz", []string{"W"}}, {"ght", []string{"t", "xt"}}, {"augh", []string{"o", "au"}}, {"hughes", []string{"xuz", "guz"}}, {"ough", []string{"o", "af", "u"}}, {"eigh", []string{"ei", "aix"}}, {"igh", []string{"ai", "ig"}},
	{"chr", []string{"kr", "xr"}}, {"cch", []string{"k"}}, {"cci", []string{"C", "Ci", "kSi"}}, {"ch", []string{"C", "S", "x", "k", "t"}}, {"sh", []string{"S", "s"}}, {"cz", []string{"C", "S"}}, {"cs", []string{"C", "ks"}}, {"sz", []string{"S", "s"}}, {"rz", []string{"Z", "rz", "rc", "S"}}, {"ř", []string{"rZ", "Z", "rS"}},
	{"ph", []string{"f"}}, {"th", []string{"t", "s", "z", "f"}}, {"kh", []string{"x", "k"}}, {"gh", []string{"g", "", "x"}}, {"zh", []string{"Z", "CZ", "C"}}, {"dh", []string{"d"}}, {"rh", []string{"r"}}, {"wh", []string{"u", "v", "x"}}, {"dż", []string{"dZ"}}, {"dź", []string{"dz"}}, {"dj", []string{"dZ", "di"}}, {"dz", []string{"dz", "z"}}, {"gy", []string{"d", "gi", "dZ"}}, {"ly", []string{"li", "i"}}, {"ny", []string{"ni", "n"}},
	{"ck", []string{"k"}}, {"cc", []string{"k"}}, {"gg", []string{"g", "dZ"}}, {"qu", []string{"k", "kv", "ku"}}, {"q", []string{"k", "C", "g"}}, {"zz", []string{"c", "dz", "z"}}, {"tz", []string{"c"}}, {"ts", []string{"c"}}, {"tc", []string{"C"}}, {"ss", []string{"s"}}, {"sc", []string{"sk", "S", "s"}},
	{"gue", []string{"g", "ge", "gue"}}, {"gui", []string{"gi", "gui", "gvi"}}, {"gua", []string{"gua", "gva"}}, {"gn", []string{"n", "gn"}}, {"gli", []string{"li", "gli"}}, {"ll", []string{"l", "i"}}, {"lj", []string{"l"}}, {"nj", []string{"n"}}, {"ñ", []string{"n"}}, {"ł", []string{"l"}}, {"hj", []string{"i", "x"}},
	{"eau", []string{"o"}}, {"eou", []string{"u"}}, {"oeu", []string{"e"}}, {"aii", []string{"ai"}}, {"air", []string{"er", "air"}}, {"aire", []string{"er"}}, {"ear", []string{"ir", "er"}}, {"ea", []string{"i", "e", "ei", "ea"}}, {"ee", []string{"i", "e"}}, {"eu", []string{"e", "oi", "u", "eu", "ev"}}, {"ew", []string{"u", "ev"}}, {"ei", []string{"ei", "ai", "i"}}, {"ey", []string{"ei", "i", "ai"}},
	{"ie", []string{"i", "e", "ie"}}, {"oa", []string{"ou", "o", "oa"}}, {"oe", []string{"o", "e", "u"}}, {"oo", []string{"u", "o"}}, {"oi", []string{"oi", "ua"}}, {"oy", []string{"oi", "uai"}}, {"ou", []string{"u", "au", "a", "o"}}, {"ow", []string{"ou", "au", "ov"}}, {"au", []string{"au", "o"}}, {"aw", []string{"o", "ou", "av"}},
	{"ai", []string{"ei", "ai", "e"}}, {"ay", []string{"ei", "ai"}}, {"aa", []string{"a", "o"}}, {"ae", []string{"e", "ae", "a"}}, {"ue", []string{"u", "e", "ue", "i"}}, {"ui", []string{"ui", "i", "u", "ei"}}, {"uy", []string{"ai", "ei", "ui"}}, {"ij", []string{"ei", "ix", "i", "idZ"}}, {"io", []string{"io", "ajo"}}, {"ia", []string{"ia", "aia"}}, {"wa", []string{"ua", "uo", "va", "uei"}},
	{"ä", []string{"e", "a"}}, {"ö", []string{"e", "o"}}, {"ø", []string{"e", "o"}}, {"ő", []string{"e"}}, {"ü", []string{"u", "i"}}, {"ű", []string{"u"}}, {"å", []string{"o"}}, {"æ", []string{"e"}}, {"œ", []string{"e"}}, {"ą", []string{"on", "om", "a"}}, {"ę", []string{"en", "em", "e"}}, {"ó", []string{"o", "u"}}, {"ã", []string{"an", "a"}}, {"õ", []string{"on", "o"}}, {"ı", []string{"i"}},
	{"đ", []string{"dZ", "d"}}, {"ç", []string{"s", "C", "dZ"}}, {"č", []string{"C"}}, {"ć", []string{"C", "c"}}, {"š", []string{"S"}}, {"ş", []string{"S"}}, {"ș", []string{"S"}}, {"ś", []string{"s"}}, {"ž", []string{"Z"}}, {"ż", []string{"Z"}}, {"ź", []string{"z"}}, {"ğ", []string{"", "g"}}, {"ň", []string{"n"}}, {"ń", []string{"n"}}, {"ţ", []string{"c"}}, {"ț", []string{"c"}},
	{"hn", []string{"n", "xn", "gn"}}, {"hl", []string{"l", "xl", "gl"}}, {"hr", []string{"r", "xr", "gr"}}, {"hm", []string{"m", "xm"}}, {"h", []string{"x", "g", ""}}, {"j", []string{"dZ", "i", "x", "Z", "dz"}}, {"w", []string{"v", "u", ""}}, {"v", []string{"v", "f"}}, {"z", []string{"z", "c", "s", "dz"}}, {"x", []string{"ks", "s", "S", "x"}}, {"c", []string{"k", "c", "dZ"}},
	{"s", []string{"s", "z", "S"}}, {"a", []string{"a", "e", "ei", "o"}}, {"e", []string{"e", "i"}}, {"i", []string{"i", "ai"}}, {"o", []string{"o", "a", "u"}}, {"u", []string{"u", "a"}}, {"y", []string{"i", "ai"}},
}

// stem gives the key of a name's sound without what its cases change: A stands for
// the endings of a name in -a, I for those of an adjective.
func stem(s string) string {
	switch {
	case ends(s, "ski", "cki"):
		return s[:len(s)-1] + "I"
	case len(s) > 3 && ends(s, "a"):
		return s[:len(s)-1] + "A"
	}
	return s
}

var (
	declined    = strings.Fields("a u e i om em im ov ev oi ei am ax ami ovi evi")
	declinedA   = strings.Fields("i e u o oi ei am ax ami")
	declinedSki = strings.Fields("ogo omu im om ix imi a oi u e oe ie")
)

// stems gives the keys that a sound of a Cyrillic word of a text may stand for:
// itself and what is left of it when an ending of a case comes off.
func stems(s string) []string {
	out := []string{stem(s)}
	if out[0] != s {
		out = append(out, s)
	}
	for _, e := range declined {
		if b := strings.TrimSuffix(s, e); len(b) < len(s) && len(b) >= 3 && strings.IndexByte("aeiou", b[len(b)-1]) < 0 {
			out = appendNew(out, b)
		}
	}
	for _, e := range declinedA {
		if b := strings.TrimSuffix(s, e); len(b) < len(s) && len(b) >= 3 {
			out = appendNew(out, b+"A")
		}
	}
	for _, e := range declinedSki {
		if b := strings.TrimSuffix(s, e); len(b) < len(s) && ends(b, "sk", "ck") {
			out = appendNew(out, b+"I")
		}
	}
	return out
}

// skeleton is the consonants of a sound or stem.
func skeleton(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("aeiouAI", s[i]) < 0 && (len(out) == 0 || out[len(out)-1] != s[i]) {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// polishEnds are the endings of the Polish cases, and of the Czech ones, with what
// stands in their place in the nominative.
var polishEnds = []letters{
	{"iego", []string{"i"}}, {"iemu", []string{"i"}}, {"ego", []string{"y", "i"}}, {"emu", []string{"y", "i"}}, {"owi", []string{"", "o"}}, {"dzie", []string{"d", "da"}}, {"cie", []string{"t", "ta"}}, {"iem", []string{""}}, {"em", []string{"", "o"}}, {"im", []string{"i"}}, {"ym", []string{"y"}},
	{"ą", []string{"a"}}, {"ę", []string{"a"}}, {"ie", []string{"", "a"}}, {"y", []string{"a"}}, {"i", []string{"a"}}, {"a", []string{""}}, {"u", []string{""}}, {"ovi", []string{""}}, {"ou", []string{"a"}},
}

// uninflected gives the words of which a Latin word of a text may be a Polish case.
func uninflected(w string) (out []string) {
	for _, e := range polishEnds {
		base := strings.TrimSuffix(w, e.from)
		if len(base) == len(w) || utf8.RuneCountInString(base) < 3 {
			continue
		}
		for _, to := range e.to {
			out = append(out, base+to)
		}
		break
	}
	return out
}

// spokenKeys gives the forms by which a capitalised word of a text is looked up as
// a Western name in another alphabet.
func spokenKeys(w string, sc script) (out []key) {
	seen := map[string]bool{}
	add := func(kind, s string, by mask) {
		if input := kind + s; len(s) > 1 && !seen[input] {
			seen[input] = true
			out = append(out, key{input, by})
		}
	}
	spelt := func(sounds []way) {
		for _, a := range inArabic(sounds, textArabic) {
			if a.cost < surelyHeard {
				add("h:", a.text, byLatin|byCyrillic)
			}
		}
	}
	switch sc {
	case latin:
		for i, v := range append([]string{w}, uninflected(w)...) {
			limit := textReadings
			if i > 0 {
				limit /= 3
			}
			sounds := transcribed(v, limit)
			if i == 0 {
				spelt(sounds)
			}
			for _, s := range sounds {
				if s.cost <= surelyHeard {
					add("t:", stem(s.text), byLatin)
				}
				add("k:", skeleton(s.text), byLatin)
			}
		}
	case cyrillic:
		for _, s := range soundsCyrillic(w) {
			spelt([]way{{text: s, raw: s}})
			for _, b := range stems(s) {
				add("t:", b, byCyrillic)
				add("k:", skeleton(b), byCyrillic)
			}
		}
	}
	return out
}

// spoken enters a recorded word of a Western name for the other alphabet.
func (fs *forms) spoken(t token) {
	enter := func(s string, cost int, seen mask) {
		bones := skeleton(s)
		if len(bones) < 3 && cost == 0 && len(s) >= 3 { // May, Мэй: short, but said as it is mostly said
			fs.add("t:"+stem(s), seen, lonely)
		}
		if len(bones) < 2 {
			return
		}
		need := titled
		if len(bones) >= 3 && (len(s) >= 5 && cost <= surelyHeard || cost <= surelyHeard/2) {
			need = capital
		}
		fs.add("t:"+stem(s), seen, need)
		if need = behind; len(bones) >= 5 {
			need = titled
		}
		fs.add("k:"+bones, seen, need)
	}
	to := byLatin
	if t.script == latin {
		to = byCyrillic
	}
	for _, s := range heardAs(t) {
		enter(s.text, s.cost, to)
	}
}

// heardAs gives what a recorded word sounds like.
func heardAs(t token) (out []way) {
	if t.script == latin {
		return transcribed(t.word, recordedReadings)
	}
	for _, s := range soundsCyrillic(t.word) {
		out = append(out, way{text: s, raw: s})
	}
	return out
}
