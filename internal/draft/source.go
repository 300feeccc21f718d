package draft

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/problem"
)

// Limits of a draft. A story is a few thousand words; whatever is far larger or
// deeper is no story but an attempt to exhaust the checker.
const (
	maxSource  = 1 << 20  // bytes of a file
	maxFront   = 64 << 10 // bytes of its front matter
	maxNesting = 64       // block quotations and lists in each other
)

// source is a file with a byte order mark dropped and every line end made \n, so
// that the parsers see one kind of file. It translates back to the file as given.
type source struct {
	text    []byte
	bom     int     // bytes of the mark
	dropped []int   // offsets in text behind which a byte of the file is missing
	lines   []int   // where each line starts in text
	runes   []int32 // characters before every runeStep-th byte
}

const runeStep = 64

func newSource(raw []byte) *source {
	s := &source{lines: []int{0}}
	if bytes.HasPrefix(raw, []byte("\uFEFF")) {
		s.bom = 3
		raw = raw[3:]
	}
	s.text = make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\r' {
			c = '\n'
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
				s.dropped = append(s.dropped, len(s.text)+1)
			}
		}
		s.text = append(s.text, c)
		if c == '\n' {
			s.lines = append(s.lines, len(s.text))
		}
	}
	var count int32
	for i, c := range s.text {
		if i%runeStep == 0 {
			s.runes = append(s.runes, count)
		}
		if utf8.RuneStart(c) {
			count++
		}
	}
	return s
}

// at gives the place in the file of an offset in the text.
func (s *source) at(offset int) Position {
	offset = min(max(offset, 0), len(s.text))
	line := sort.SearchInts(s.lines, offset+1) - 1
	return Position{
		Line:   line + 1,
		Column: s.runesBefore(offset) - s.runesBefore(s.lines[line]) + 1,
		Offset: offset + s.bom + sort.SearchInts(s.dropped, offset+1),
	}
}

func (s *source) span(start, end int) Span { return Span{s.at(start), s.at(end)} }

func (s *source) runesBefore(offset int) int {
	if len(s.runes) == 0 {
		return 0
	}
	step := min(offset/runeStep, len(s.runes)-1)
	n := int(s.runes[step])
	for i := step * runeStep; i < offset; i++ {
		if utf8.RuneStart(s.text[i]) {
			n++
		}
	}
	return n
}

// readable refuses what no draft can be. The messages give places, never text.
func readable(where string, raw []byte) error {
	if len(raw) > maxSource {
		return problem.New(problem.Usage, where, "the draft is larger than 1 MiB", "split it into several stories")
	}
	line := 1
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			p := problem.Usagef(where, "line %d is not UTF-8 (byte %d of the file)", line, i)
			p.Hint = "save the draft as UTF-8"
			return p
		case r == 0:
			p := problem.Usagef(where, "line %d has a NUL byte (byte %d of the file)", line, i)
			p.Hint = "a draft is plain text: is this another kind of file?"
			return p
		case r == '\n':
			line++
		case r == '\r' && (i+1 == len(raw) || raw[i+1] != '\n'):
			line++
		}
		i += n
	}
	return nil
}

// shallow refuses block quotations and lists nested beyond reason, on which
// parsing would take too long.
func shallow(where string, s *source, from int) error {
	for n, start := range s.lines {
		if start < from {
			continue
		}
		depth := 0
		line := s.text[start:]
		for i := 0; i < len(line) && line[i] != '\n'; i++ {
			c := line[i]
			digit := c >= '0' && c <= '9'
			next := byte('\n')
			if i+1 < len(line) {
				next = line[i+1]
			}
			blank := next == ' ' || next == '\t' || next == '\n'
			switch {
			case c == '>', (c == '-' || c == '*' || c == '+') && blank, (c == '.' || c == ')') && blank && i > 0:
				depth++
			case c == ' ', c == '\t', digit:
			default:
				i = len(line)
			}
		}
		if depth > maxNesting {
			return problem.Usagef(where, "line %d nests more than %d quotations or lists", n+1, maxNesting)
		}
	}
	return nil
}
