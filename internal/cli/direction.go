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

// isolated makes a line that names people and things fit for a terminal: each
// stretch of it that is written from right to left is isolated from the rest.
func isolated(line string) string {
	var b strings.Builder
	start, end := -1, -1 // of the stretch at hand, in out
	out := []rune(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, line))
	from := 0
	flush := func() {
		if start >= 0 {
			b.WriteString(string(out[from:start]) + string(firstStrong) + string(out[start:end]) + string(popIsolate))
			from, start = end, -1
		}
	}
	for i, r := range out {
		switch {
		case rightToLeft(r):
			if start < 0 {
				start = i
			}
			end = i + 1
		case r == '\n' || leftToRight(r):
			flush()
		case unicode.In(r, unicode.Mn) && end == i:
			end = i + 1 // a mark belongs to its letter
		}
	}
	flush()
	b.WriteString(string(out[from:]))
	return b.String()
}

func leftToRight(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.L
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
