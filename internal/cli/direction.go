package cli

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// The marks of Unicode Standard Annex 9 between which a text keeps its own
// direction and does not turn its neighbours round.
const (
	firstStrong = '\u2068'
	popIsolate  = '\u2069'
)

// embed makes a text from a record fit to stand within a line: without breaks,
// without marks that turn what comes after, and isolated where anything in it is
// written from right to left.
func embed(text string) string {
	turns := false
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		turns = turns || rightToLeft(r)
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if !turns {
		return text
	}
	return string(firstStrong) + text + string(popIsolate)
}

func rightToLeft(r rune) bool {
	if r < 0x0590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL || p.Class() == bidi.AN
}

// reopened carries an isolate over a break: what is open at the end of a line is
// closed there and opened again on the next.
func reopened(lines []string) []string {
	depth := 0
	for i, l := range lines {
		before := depth
		for _, r := range l {
			switch r {
			case firstStrong:
				depth++
			case popIsolate:
				depth = max(0, depth-1)
			}
		}
		text := strings.TrimLeft(l, " ")
		lines[i] = l[:len(l)-len(text)] + strings.Repeat(string(firstStrong), before) + text + strings.Repeat(string(popIsolate), depth)
	}
	return lines
}

// cut shortens a text to so many columns, at a space where there is one.
func cut(text string, width int) string {
	if columns(text) <= width {
		return text
	}
	at, end, space := 0, 0, 0
	for i, cluster := range clusters(text) {
		if at += columns(cluster); at > width-1 {
			break
		}
		if cluster == " " {
			space = i
		}
		end = i + len(cluster)
	}
	if space > end/2 {
		end = space
	}
	return strings.TrimRight(text[:end], " ,;:") + "…"
}
