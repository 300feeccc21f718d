package lsp

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// encoding says in what the client counts the characters of a line.
type encoding string

const (
	utf8s  encoding = "utf-8"
	utf16s encoding = "utf-16" // of every client that says nothing
	utf32s encoding = "utf-32"
)

// width is the number of units of a rune that takes n bytes.
func (e encoding) width(r rune, n int) int {
	switch {
	case e == utf8s:
		return n
	case e == utf16s && r > 0xffff:
		return 2
	}
	return 1
}

// text is a document with its lines. A line ends with \n, \r\n or \r.
type text struct {
	s      string
	starts []int // of the lines, in bytes
}

func newText(s string) text {
	t := text{s: s, starts: []int{0}}
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' || s[i] == '\r' && (i+1 == len(s) || s[i+1] != '\n') {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// line gives a line without its end, and where it starts; beyond the last one, the
// end of the text.
func (t text) line(n int) (string, int) {
	if n < 0 {
		n = 0
	}
	if n >= len(t.starts) {
		return "", len(t.s)
	}
	from, to := t.starts[n], len(t.s)
	if n+1 < len(t.starts) {
		to = t.starts[n+1]
	}
	return strings.TrimRight(t.s[from:to], "\r\n"), from
}

// offset gives the byte at a position: one beyond a line's end is its end, one
// inside a character is its beginning.
func (t text) offset(p position, e encoding) int {
	line, from := t.line(p.Line)
	units := 0
	for i, r := range line {
		n := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, n = utf8.DecodeRuneInString(line[i:])
		}
		if units += e.width(r, n); units > p.Character {
			return from + i
		}
	}
	return from + len(line)
}

// position gives the position of a byte.
func (t text) position(offset int, e encoding) position {
	offset = min(max(offset, 0), len(t.s))
	n := sort.SearchInts(t.starts, offset+1) - 1
	line, from := t.line(n)
	units := 0
	for i := 0; i < min(offset-from, len(line)); {
		r, size := utf8.DecodeRuneInString(line[i:])
		units += e.width(r, size)
		i += size
	}
	return position{n, units}
}

// at gives the byte at a line and a column as findings count them: from 1, in
// characters, a byte order mark aside.
func (t text) at(line, column int) int {
	s, from := t.line(line - 1)
	if line == 1 && strings.HasPrefix(s, "\uFEFF") {
		column++
	}
	for i := range s {
		if column--; column <= 0 {
			return from + i
		}
	}
	return from + len(s)
}

// replaced gives the text with a stretch replaced. The lines before it are kept.
func (t text) replaced(from, to int, by string) text {
	if from > to {
		from, to = to, from
	}
	return newText(t.s[:from] + by + t.s[to:])
}
