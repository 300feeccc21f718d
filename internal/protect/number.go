package protect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// identifiers finds phones, plates, addresses and handles as rows of letters and
// digits, whatever stands between, and e-mail addresses as such.
func (s *search) identifiers() {
	n := len(s.pieces)
	rows := make([]string, n)
	squashed := map[string]string{}
	for i, p := range s.pieces {
		row, ok := squashed[p.word]
		if !ok {
			row = squash(p.word)
			squashed[p.word] = row
		}
		rows[i] = row
	}
	heads := map[string]bool{}
	for i := range n {
		h := s.headAt(rows, i)
		known, ok := heads[h]
		if !ok {
			known = s.has("h:"+h, asHead)
			heads[h] = known
		}
		if known {
			s.rowsFrom(rows, i)
		}
	}
	s.mails()
}

// headAt gives the first letters and digits from piece i on. An identifier shorter
// than a head has itself as its head, so the end of a piece may end it, too.
func (s *search) headAt(rows []string, i int) string {
	h := rows[i]
	for j := i + 1; utf8.RuneCountInString(h) < headLetters && j < len(rows) && s.pieces[j].before != wall; j++ {
		h += rows[j]
	}
	return head(h)
}

// rowsFrom tries every row that begins at piece i.
func (s *search) rowsFrom(rows []string, i int) {
	whole, kept := "", ""
	for j := i; j < len(rows) && (j == i || s.pieces[j].before != wall) && len(kept) <= 2*longestIdent && j < i+48; j++ {
		if j > i && s.pieces[j].start-s.pieces[j-1].end > 24 {
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
	for _, r := range s.g.table[s.hasher.digest(input)] {
		if r.role != as {
			continue
		}
		a, b := s.pieces[from].start, s.pieces[to-1].end
		if as == asHandle && !s.handleHere(a, b, r.need) {
			continue
		}
		s.hits = append(s.hits, Hit{Actor: s.g.actors[r.actor], Identifier: true, Start: a, End: b})
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
	for _, r := range s.g.table[s.hasher.digest(input)] {
		if r.role == as {
			return true
		}
	}
	return false
}

// mails finds e-mail addresses, those with a +tag included.
func (s *search) mails() {
	for at := 0; at < len(s.text); at++ {
		i := strings.IndexByte(s.text[at:], '@')
		if i < 0 {
			return
		}
		at += i
		from, to := at, at+1
		for from > 0 && at-from < 128 && (isWord(s.text[from-1]) || strings.IndexByte(".+-%", s.text[from-1]) >= 0) {
			from--
		}
		for to < len(s.text) && to-at < 128 && (isWord(s.text[to]) || s.text[to] == '.' || s.text[to] == '-') {
			to++
		}
		to = at + 1 + len(strings.TrimRight(s.text[at+1:to], ".-"))
		for from < at && strings.IndexByte(".+-%", s.text[from]) >= 0 {
			from++
		}
		if !utf8.ValidString(s.text[from:to]) {
			continue
		}
		if mail, ok := mailOf(s.text[from:to]); ok {
			for _, r := range s.g.table[s.hasher.digest("m:"+mail)] {
				if r.role == asMail {
					s.hits = append(s.hits, Hit{Actor: s.g.actors[r.actor], Identifier: true, Start: from, End: to})
					break
				}
			}
		}
	}
}
