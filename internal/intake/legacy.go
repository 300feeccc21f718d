package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// legacySample is how many bytes decide about an old encoding.
const legacySample = 64 << 10

// decodeLegacy decodes text of the years before UTF-8: the encoding in which the
// letters come out most like Russian, Ukrainian, Arabic or a western language.
// The first of equals wins.
func decodeLegacy(data []byte) string {
	candidates := []*charmap.Charmap{
		charmap.Windows1252, charmap.Windows1251, charmap.KOI8U,
		charmap.ISO8859_5, charmap.CodePage866, charmap.Windows1256,
	}
	sample := data[:min(len(data), legacySample)]
	best, bestScore := candidates[0], 0.0
	for i, c := range candidates {
		if s := plausible(decodeBytes(c, sample)); i == 0 || s > bestScore {
			best, bestScore = c, s
		}
	}
	return decodeBytes(best, data)
}

// decodeBytes decodes byte by byte, so that no byte is lost.
func decodeBytes(c *charmap.Charmap, data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for _, x := range data {
		b.WriteRune(c.DecodeByte(x))
	}
	return b.String()
}

// Letters from frequent to rare, a group to each weight.
var (
	cyrillicOrder = []string{"оеаинт", "срвлікм", "дпуяыьг", "збчйхж", "шюїєцщэфё", "ґъ"}
	arabicOrder   = []string{"اليمنو", "رتبعدةس", "فكقحجهشأ"}
)

// plausible scores decoded text: letters as frequent as they are in the language
// count for it, letters in places where nobody writes them against it.
func plausible(text string) float64 {
	score := 0.0
	prev, before := ' ', ' '
	for _, r := range text {
		if r > unicode.MaxASCII {
			score += weigh(before, prev, r)
		} else if asciiLetter(r) && prev > unicode.MaxASCII && !unicode.Is(unicode.Latin, prev) && unicode.IsLetter(prev) {
			score -= 3 // two scripts in one word
		}
		before, prev = prev, r
	}
	return score
}

func weigh(before, prev, r rune) float64 {
	switch {
	case r < 0xa0 || r == unicode.ReplacementChar:
		return -5
	case r >= 0x2500 && r < 0x25a0:
		return -2 // lines and blocks of old screens
	case !unicode.IsLetter(r):
		if strings.ContainsRune("«»“”„‘’—–…№\u00a0،؛؟", r) {
			return 0.3
		}
		return -1
	}
	s := 0.0
	if asciiLetter(prev) && !unicode.Is(unicode.Latin, r) {
		s -= 3
	}
	if unicode.IsUpper(r) && unicode.IsLower(prev) {
		s -= 3
	}
	lower := unicode.ToLower(r)
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		s += frequency(cyrillicOrder, lower)
		if lower != r {
			s -= 0.3 // most letters are small
		}
	case unicode.Is(unicode.Arabic, r):
		s += frequency(arabicOrder, r)
	case prev > unicode.MaxASCII && unicode.IsLetter(prev):
		s -= 2 // western languages seldom put two marked letters side by side
	case asciiLetter(prev) || !unicode.IsLetter(before):
		s += 1
	}
	return s
}

func frequency(order []string, r rune) float64 {
	for i, group := range order {
		if strings.ContainsRune(group, r) {
			return 2.5 - 0.4*float64(i)
		}
	}
	return -1
}

func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
