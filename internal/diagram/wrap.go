package diagram

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/bidi"
)

// wrap breaks a text into lines no wider than width, in units of the size of the
// letters, at spaces and, in words that are too long, after hyphens or anywhere.
// What is more than most lines is cut.
func wrap(text string, width float64, most int) []string {
	var lines []string
	line, at := "", 0.0
	end := func() {
		lines = append(lines, strings.TrimSpace(line))
		line, at = "", 0
	}
	for _, word := range strings.Fields(clean(text)) {
		for _, piece := range pieces(word, width) {
			w := extent(piece)
			if line != "" && at+w > width {
				end()
			}
			line, at = line+piece, at+w
		}
		line, at = line+" ", at+extent(" ")
	}
	if strings.TrimSpace(line) != "" {
		end()
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	return lines
}

// clean takes out what no line of text has, and marks that turn its direction.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar, r >= 0xfffe && r <= 0xffff, unicode.Is(unicode.Cs, r):
			return -1
		}
		return r
	}, text)
}

// pieces gives a word whole where it fits, else in parts that do.
func pieces(word string, width float64) []string {
	if extent(word) <= width {
		return []string{word}
	}
	var out []string
	part, at, hyphen := "", 0.0, 0
	for state := -1; len(word) > 0; {
		var c string
		c, word, _, state = uniseg.FirstGraphemeClusterInString(word, state)
		w := extent(c)
		if at+w > width {
			rest := ""
			if hyphen > len(part)/2 {
				part, rest = part[:hyphen], part[hyphen:]
			}
			out = append(out, part)
			part, at, hyphen = rest, extent(rest), 0
		}
		part, at = part+c, at+w
		if c == "-" {
			hyphen = len(part)
		}
	}
	return append(out, part)
}

// extent estimates how wide a text is in a sans-serif face, in units of its size,
// rather too wide than too narrow: which face will be used nobody knows.
func extent(text string) float64 {
	w := 0.0
	for state := -1; len(text) > 0; {
		var c string
		var columns int
		c, text, columns, state = uniseg.FirstGraphemeClusterInString(text, state)
		r := []rune(c)[0]
		switch {
		case columns == 0:
		case columns > 1:
			w += 1.05
		case strings.ContainsRune(" .,:;'|!ijlıі()[]-", r):
			w += 0.36
		case strings.ContainsRune("mwMW@жшщюыфЖШЩЮЫФМ—…", r):
			w += 0.92
		case unicode.IsUpper(r):
			w += 0.74
		default:
			w += 0.6
		}
	}
	return w
}

// rightToLeft reports whether a line reads from right to left: by its first letter
// of either sort (Unicode Standard Annex 9, P2).
func rightToLeft(line string) bool {
	for _, r := range line {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
