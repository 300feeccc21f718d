package protect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestRow is how many pieces an identifier may be.
const longestRow = 48

// spelt finds the identifiers in which numbers are said in words.
func (s *search) spelt(pieces []piece) {
	spelt, ok := inDigits(pieces)
	for i := 0; ok && i < len(spelt); {
		if !spelt[i].spoken {
			i++
			continue
		}
		first, last := i, i
		for ; i < len(spelt) && i-last < longestRow; i++ {
			if spelt[i].spoken {
				last = i
			}
		}
		s.rows(spelt[max(0, first-longestRow):i]) // others are found without
	}
}

// rows finds phones, plates, addresses and handles as rows of letters and digits,
// whatever stands between.
func (s *search) rows(pieces []piece) { s.rowsIn(pieces, len(pieces)) }

// rowsIn finds those that begin at one of the first n pieces.
func (s *search) rowsIn(pieces []piece, n int) {
	was := s.pieces
	s.pieces = pieces
	defer func() { s.pieces = was }()
	rows := make([]string, len(pieces))
	for i, p := range pieces {
		row, ok := s.squashed[p.word]
		if !ok {
			row = squash(p.word)
			s.squashed[p.word] = row
		}
		rows[i] = row
	}
	for i := range n {
		if s.headKnown(s.headAt(rows, i, false)) || s.headKnown(s.headAt(rows, i, true)) {
			s.rowsFrom(rows, i)
		}
	}
}

func (s *search) headKnown(h string) bool {
	known, ok := s.heads[h]
	if !ok {
		known = s.has("h:"+h, asHead)
		s.heads[h] = known
	}
	return known
}

// headAt gives the first letters and digits from piece i on. An identifier shorter
// than a head has itself as its head, so the end of a piece may end it, too. A bare
// head leaves the fillers out.
func (s *search) headAt(rows []string, i int, bare bool) string {
	h := rows[i]
	for j := i + 1; utf8.RuneCountInString(h) < headLetters && j < len(rows) && s.pieces[j].before != wall; j++ {
		if !bare || !fillers[s.pieces[j].word] {
			h += rows[j]
		}
	}
	return head(h)
}

// rowsFrom tries every row that begins at piece i.
func (s *search) rowsFrom(rows []string, i int) {
	whole, kept := "", ""
	for j := i; j < len(rows) && (j == i || s.pieces[j].before != wall) && len(kept) <= 2*longestIdent && j < i+longestRow; j++ {
		if j > i && s.pieces[j].start-s.pieces[j-1].end-s.pieces[j].skipped > 24 {
			break
		}
		whole += rows[j]
		filler := fillers[s.pieces[j].word]
		if !filler {
			kept += rows[j]
		}
		s.row(i, j+1, "d:"+whole, asNumber)
		s.row(i, j+1, "@:"+whole, asHandle)
		if !filler {
			s.row(i, j+1, "r:"+kept, asFiller)
		}
	}
}

func (s *search) row(from, to int, input string, as role) {
	for _, r := range s.g.table.of(s.hasher.digest(input)) {
		if r.role != as {
			continue
		}
		a, b := s.pieces[from].start, s.pieces[to-1].end
		if as == asHandle && !s.handleHere(a, b, r.need) {
			continue
		}
		s.hits = append(s.hits, found{a, b, r.actor, true})
		return
	}
}

// handleHere reports whether [a, b) is a handle and not a part of a longer one.
func (s *search) handleHere(a, b int, need strength) bool {
	if strings.ContainsFunc(s.text[a:b], unicode.IsSpace) {
		return false
	}
	if b < len(s.text) && s.text[b] == '_' && b+1 < len(s.text) && isWord(s.text[b+1]) {
		return false
	}
	return need == strong || a > 0 && (s.text[a-1] == '@' || s.text[a-1] == '/')
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

func (s *search) has(input string, as role) bool {
	for _, r := range s.g.table.of(s.hasher.digest(input)) {
		if r.role == as {
			return true
		}
	}
	return false
}
