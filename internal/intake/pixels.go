package intake

import (
	"strconv"
	"strings"
	"unicode"
)

// leastSure is how sure tesseract must be of a word, of 100, for it to be text:
// below it there are shadows and the edges of tables.
const leastSure = 15

// TableText makes text of what tesseract writes as TSV: words in lines, an empty
// line between blocks. What is no such table gives no text.
func TableText(table []byte) string {
	out := newSheaf(Limits{Chars: 4 << 20, Pages: 1})
	block, line := "", ""
	for row := range strings.Lines(strings.ToValidUTF8(string(table), "")) {
		f := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" {
			continue
		}
		sure, err := strconv.ParseFloat(f[10], 64)
		word := strings.TrimSpace(f[11])
		if err != nil || sure < leastSure || word == "" {
			continue
		}
		switch at, in := strings.Join(f[1:5], "."), strings.Join(f[1:4], "."); {
		case in != block:
			out.lines, block, line = 2, in, at
		case at != line:
			out.line()
			line = at
		default:
			out.spaced = true
		}
		out.write(word)
	}
	pages, err := out.bind()
	if err != nil || len(pages) == 0 {
		return ""
	}
	return pages[0]
}

// fewLetters is how many letters and digits a page may have and still be read from
// its pixels: a stamp or a number that a scanner put on it is not its text.
const fewLetters = 40

// Bare reports whether hardly any text lies in a page, so that its pixels are
// worth reading.
func Bare(page string) bool { return letters(page, fewLetters) < fewLetters }

// letters counts letters and digits up to a bound.
func letters(s string, most int) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if n++; n >= most {
				break
			}
		}
	}
	return n
}

// WithPixels gives the text of a page in which hardly any lies, with what was read
// from its pixels: both, but where the pixels show no more than what lies there.
func WithPixels(lies, seen string) string {
	switch n := letters(lies, fewLetters); {
	case n == 0:
		return seen
	case letters(seen, 1<<20) <= 2*n:
		return lies
	}
	return strings.TrimRight(lies, "\n") + "\n" + seen
}

// Scanned reports whether files of a type may hold text as pixels alone.
func Scanned(kind string) bool { return kind == typePDF || Picture(kind) }

// Paged reports whether files of a type have pages that DrawPages draws.
func Paged(kind string) bool { return kind == typePDF }
