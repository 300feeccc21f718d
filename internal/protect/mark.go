package protect

import (
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// longestMark bounds a tag, a link's address or a comment, in bytes.
const longestMark = 2048

// hasMarks reports whether a text has anything that scanThrough reads otherwise
// than scan.
func hasMarks(text string) bool {
	return strings.ContainsAny(text, `<\/|[`) || strings.Contains(text, "  \n")
}

// scanThrough takes a text apart as a reader of the finished page sees it: tags,
// images, links, citations and hard line breaks are seen through, so that what
// stands around them may be one word or two; slashes and the borders of table cells
// part names no more than hyphens do. Old are pieces that nobody needs any more.
func scanThrough(old []piece, text string) []piece {
	s := newScanner(old, text)
	for i := 0; i < len(text); {
		if n := s.wall(i); n > 0 {
			i += n
			continue
		}
		if n, gap := mark(text[i:]); n > 0 {
			s.flush()
			s.skipped += n
			if s.gap != wall {
				s.gap = max(s.gap, gap)
			}
			i += n
			continue
		}
		i += s.step(i)
	}
	s.flush()
	return s.out
}

// mark gives the length of the mark-up that s begins with, 0 if it begins with
// none, and what it leaves between the words on its sides.
func mark(s string) (int, gap) {
	n := border(s)
	switch s[0] {
	case '<':
		n = tag(s)
	case '!', '[':
		n = opening(s)
	case ']':
		n = 1
		if len(s) > 1 && s[1] == '(' {
			n = 1 + until(s[1:], ')')
		}
	case ' ':
		if n > 0 {
			break
		}
		n = len(s) - len(strings.TrimLeft(s, " "))
		if n < 2 || n > 64 || n == len(s) || s[n] != '\n' {
			return 0, glued
		}
		n++
	case '\\':
		if len(s) > 1 && s[1] == '\n' {
			n = 2
		} else if _, is := escaped(s); is == 0 {
			n = 1
		}
	case '/':
		n = 1
	}
	if strings.Contains(s[:n], record.SealedMark) { // a wall stays a wall
		return 0, glued
	}
	return n, soft
}

// border gives the length of the border of a table's cell at the start of s, with
// the blanks on its sides.
func border(s string) int {
	rest := strings.TrimLeft(s[:min(len(s), 64)], " ")
	if rest == "" || rest[0] != '|' {
		return 0
	}
	return min(len(s), 64) - len(strings.TrimLeft(rest[1:], " "))
}

// tag gives the length of a tag or comment at the start of s.
func tag(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s[:min(len(s), longestMark)], "-->"); end > 0 {
			return end + 3
		}
		return 0
	}
	if len(s) < 3 || !(s[1] == '/' || s[1] >= 'a' && s[1] <= 'z' || s[1] >= 'A' && s[1] <= 'Z') {
		return 0
	}
	return until(s, '>')
}

// opening gives the length of what begins an image or a link, or of a whole
// citation or footnote's mark.
func opening(s string) int {
	if s[0] == '!' {
		if len(s) < 2 || s[1] != '[' {
			return 0
		}
		alt := until(s[1:], ']')
		if alt == 0 || len(s) <= 1+alt || s[1+alt] != '(' {
			return 0
		}
		address := until(s[1+alt:], ')')
		if address == 0 {
			return 0
		}
		return 1 + alt + address
	}
	if len(s) > 1 && (s[1] == '@' || s[1] == '^') {
		return until(s, ']')
	}
	return 1
}

// until gives the length of s up to and with its first c, 0 if that is too far.
func until(s string, c byte) int { return strings.IndexByte(s[:min(len(s), longestMark)], c) + 1 }
