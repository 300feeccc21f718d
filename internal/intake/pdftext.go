package intake

import (
	"strings"
	"unicode/utf16"
)

// softHyphen stands where a word was broken at a line's end. The reader cannot
// tell such a break from a hyphen of the word's own that fell there; everything
// that compares words passes over it.
const softHyphen = '\u00ad'

// pdfText makes text of what the PDF reader gives for characters: halves of
// UTF-16 pairs are joined, its mark for a hyphen at a line's end becomes a soft
// hyphen, characters that the font has no letter for are left out.
func pdfText(units []rune) string {
	out := make([]rune, 0, len(units))
	for i := 0; i < len(units); i++ {
		r := units[i]
		switch {
		case utf16.IsSurrogate(r) && i+1 < len(units) && utf16.DecodeRune(r, units[i+1]) != '\uFFFD':
			i++
			out = append(out, utf16.DecodeRune(r, units[i]))
		case r == 0 || r == 0xFFFE || r == 0xFFFF:
		case r == 2:
			for len(out) > 0 && lineEnd(out[len(out)-1]) {
				out = out[:len(out)-1]
			}
			for i+1 < len(units) && lineEnd(units[i+1]) {
				i++
			}
			out = append(out, softHyphen)
		default:
			out = append(out, r)
		}
	}
	return strings.TrimRight(lineEnds(string(out)), "\n")
}

func lineEnd(r rune) bool { return r == '\n' || r == '\r' }
