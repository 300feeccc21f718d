package search

import (
	"strings"
	"unicode"
)

const (
	// SnippetLength bounds a snippet, in characters.
	SnippetLength = 160
	// snippetBefore is how much stands before the match, in characters.
	snippetBefore = 50
	// snippetReach bounds how far into a text a match is looked for, in bytes.
	snippetReach = 4 << 20
)

// Snippet gives the place in a text where most of the query stands together, as
// plain text with white space folded and at most SnippetLength characters; "…"
// stands where something was cut. Where nothing matches it is the beginning.
func (q Query) Snippet(text string) string {
	if len(text) > snippetReach {
		text = strings.ToValidUTF8(text[:snippetReach], "")
	}
	at := q.best(text)
	from := at
	for n := 0; from > 0 && n < 4*snippetBefore; n++ {
		from--
	}
	before := []rune(tidy(text[runeStart(text, from):at]))
	cutBefore := from > 0
	if len(before) > snippetBefore {
		before, cutBefore = before[len(before)-snippetBefore:], true
	}
	if cutBefore { // begin with a whole word
		for i, r := range before {
			if r == ' ' {
				before = before[i+1:]
				break
			}
		}
		before = append([]rune{'…'}, before...)
	}
	end := min(len(text), at+8*SnippetLength)
	after := []rune(tidy(text[at:runeStart(text, end)]))
	if at > 0 && len(before) > 0 && len(after) > 0 && unicode.IsSpace(lastRune(text[:at])) {
		before = append(before, ' ')
	}
	room := SnippetLength - len(before)
	cutAfter := end < len(text)
	if len(after) > room || cutAfter && len(after) == room {
		after, cutAfter = after[:room-1], true
		for i := len(after) - 1; i > len(after)-30 && i > 0; i-- { // end with a whole word
			if after[i] == ' ' {
				after = after[:i]
				break
			}
		}
	}
	out := string(before) + string(after)
	if cutAfter {
		out += "…"
	}
	return strings.TrimSpace(out)
}

func runeStart(s string, i int) int {
	for i < len(s) && i > 0 && s[i]&0xC0 == 0x80 {
		i++
	}
	return i
}

func lastRune(s string) (last rune) {
	for _, r := range s[max(0, len(s)-4):] {
		last = r
	}
	return last
}

// tidy folds white space and drops what could steer a terminal or turn the
// direction of what follows.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
