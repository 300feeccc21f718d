package protect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// gap says what stands between a piece and the one before it.
type gap byte

const (
	glued gap = iota // nothing: a change of case, or of letter and digit
	soft             // hyphen, apostrophe, underscore, asterisk: maybe one word, maybe two
	space            // white space alone, at most one line break
	dot              // a full stop and perhaps white space: initials, file names
	comma            // a comma and perhaps white space: "Surname, Given"
	hard             // anything else
	wall             // a place already sealed: nothing reaches across
)

// piece is the least part of a text that names are made of: letters of one
// script without a change of case inside, or digits.
type piece struct {
	start, end int // byte offsets
	script     script
	word       string // composed, lower case, invisible runes dropped
	capital    bool   // begins with a capital letter
	mixed      bool   // has letters of several scripts
	before     gap
	skipped    int  // bytes of mark-up in the gap before
	spoken     bool // a number said in words; see inDigits
}

// between gives the text that stands before p and after q. One character that
// stands for several (㏂) may give two pieces with nothing between.
func between(text string, q, p piece) string {
	if q.end >= p.start {
		return ""
	}
	return text[q.end:p.start]
}

// scan takes a text apart. It sees through percent-encoding, character
// references and \u escapes, so that a name in a link is still a name.
func scan(text string) []piece { return scanInto(nil, text) }

// scanInto does so in the place of pieces that nobody needs any more.
func scanInto(old []piece, text string) []piece {
	s := newScanner(old, text)
	for i := 0; i < len(text); {
		if n := s.wall(i); n > 0 {
			i += n
			continue
		}
		i += s.step(i)
	}
	s.flush()
	return s.out
}

// wall reads a place already sealed at i and gives its length, 0 if there is none.
func (s *scanner) wall(i int) int {
	if s.text[i] != '[' || !strings.HasPrefix(s.text[i:], record.SealedMark) {
		return 0
	}
	s.flush()
	s.gap = wall
	return len(record.SealedMark)
}

type scanner struct {
	text    string
	out     []piece
	run     []glyph // the word being read
	gap     gap
	newline int
	pendHyp bool // the gap so far is one hyphen at the end of a line
	skipped int  // bytes of mark-up in the gap so far
}

// newScanner makes room for a piece in seven bytes.
func newScanner(old []piece, text string) scanner {
	return scanner{text: text, gap: hard, out: slices.Grow(old[:0], len(text)/7+1)}
}

type glyph struct {
	r          rune
	start, end int
	upper      bool
}

// step reads what stands at i and gives its length in bytes.
func (s *scanner) step(i int) int {
	if n := s.plain(i); n > 0 {
		return n
	}
	return s.one(i)
}

// one reads one rune or escape at i.
func (s *scanner) one(i int) int {
	c := s.text[i]
	if c < utf8.RuneSelf && c != '%' && c != '&' && c != '\\' {
		s.rune(rune(c), i, i+1)
		return 1
	}
	if rs, n := escaped(s.text[i:]); n > 0 {
		for _, r := range rs {
			s.wide(r, i, i+n)
		}
		return n
	}
	r, n := utf8.DecodeRuneInString(s.text[i:])
	s.wide(r, i, i+n)
	return n
}

// plain reads a whole word of small English, Russian or Ukrainian letters, the first of
// which may be a capital, as most words are; 0 where it is not plain that it is one.
func (s *scanner) plain(i int) int {
	if len(s.run) > 0 {
		return 0
	}
	to, capital, sc := i, false, other
	for to < len(s.text) {
		r, n := rune(s.text[to]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s.text[to:])
		}
		small, in := r, latin
		switch {
		case r >= 'a' && r <= 'z':
		case r >= 'A' && r <= 'Z':
			small = r + 'a' - 'A'
		case r >= 'а' && r <= 'я' || r == 'і' || r == 'ї' || r == 'є':
			in = cyrillic
		case r >= 'А' && r <= 'Я':
			small, in = r+'а'-'А', cyrillic
		case r >= utf8.RuneSelf || r >= '0' && r <= '9' || r == '%' || r == '&' || r == '\\':
			return 0 // it may go on otherwise
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		if to > i && (in != sc || small != r) || to+n-i > 256 {
			return 0
		}
		capital, sc, to = capital || small != r, in, to+n
	}
	if to == i {
		return 0
	}
	word := s.text[i:to]
	if capital {
		word = strings.ToLower(word)
	}
	s.out = append(s.out, piece{start: i, end: to, script: sc, word: word, capital: capital, before: s.gap, skipped: s.skipped})
	s.gap, s.skipped, s.newline, s.pendHyp = glued, 0, 0, false
	return to - i
}

// wide reads a rune that may be a compatibility form of others, or invisible.
func (s *scanner) wide(r rune, start, end int) {
	if r < utf8.RuneSelf {
		s.rune(r, start, end)
		return
	}
	if r == utf8.RuneError {
		s.rune('\x00', start, end)
		return
	}
	if n := len(s.run); n > 0 && unicode.Is(unicode.Mn, r) {
		if c, ok := composed(s.run[n-1].r, r); ok {
			s.run[n-1].r = c
		}
		s.run[n-1].end = end
		return
	}
	if invisible(r) {
		return
	}
	if r >= 0x0400 && r <= 0x052f {
		s.rune(r, start, end)
		return
	}
	for _, c := range compatible(r) {
		if !invisible(c) {
			s.rune(c, start, end)
		}
	}
}

// rune reads one plain rune.
func (s *scanner) rune(r rune, start, end int) {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		s.run = append(s.run, glyph{unicode.ToLower(r), start, end, unicode.IsUpper(r) || unicode.IsTitle(r)})
		if len(s.run) >= 256 { // no name is that long; keeps hostile runs cheap
			s.flush()
		}
		return
	}
	s.flush()
	s.widen(r)
}

// widen lets a separator into the gap.
func (s *scanner) widen(r rune) {
	switch {
	case s.gap == wall:
	case r == '\n':
		if s.newline++; s.newline > 1 {
			s.gap = hard
		} else if !s.pendHyp {
			s.gap = max(s.gap, space)
		}
	case unicode.IsSpace(r):
		if !s.pendHyp || s.newline == 0 {
			s.gap = max(s.gap, space)
		}
	case isHyphen(r):
		s.pendHyp = s.gap == glued
		s.joint()
	case strings.ContainsRune("_*~`", r): // emphasis beside white space parts nothing
		s.gap = max(s.gap, soft)
	case strings.ContainsRune("'’‘ʼʹʺ´′", r):
		s.joint()
	case r == '.' || r == '․' || r == '。':
		s.gap = step(s.gap, dot)
	case r == ',' || r == '،':
		s.gap = step(s.gap, comma)
	default:
		s.gap = hard
	}
}

// joint lets one more soft separator in; beside white space it is a dash.
func (s *scanner) joint() {
	if s.gap <= soft {
		s.gap = soft
	} else {
		s.gap = hard
	}
}

// step gives the wider gap; the same mark twice parts for good.
func step(g, with gap) gap {
	if g == with || g > with {
		return max(g, hard)
	}
	return with
}

func isHyphen(r rune) bool {
	return r == '-' || (r >= 0x2010 && r <= 0x2015) || r == 0x2212 || r == 0x2043 || r == 0xfe63 || r == 0xff0d
}

// flush ends the word being read and cuts it into pieces.
func (s *scanner) flush() {
	if len(s.run) == 0 {
		return
	}
	for from := 0; from < len(s.run); {
		to := cut(s.run, from)
		p := newPiece(s.text, s.run[from:to], s.gap)
		p.skipped = s.skipped
		s.out = append(s.out, p)
		s.gap, s.skipped, from = glued, 0, to
	}
	s.run, s.newline, s.pendHyp = s.run[:0], 0, false
}

// cut finds the end of the piece that begins at from: where letters and digits
// meet, a capital follows a small letter, or the scripts change for good.
func cut(run []glyph, from int) int {
	first := scriptOf(run[from].r)
	for i := from + 1; i < len(run); i++ {
		sc := scriptOf(run[i].r)
		if (sc == digits) != (first == digits) || (sc == arabic) != (first == arabic) {
			return i
		}
		if run[i].upper && !run[i-1].upper {
			return i
		}
		if run[i].upper && i+1 < len(run) && !run[i+1].upper && i-from >= 1 && run[i-1].upper && scriptOf(run[i+1].r) != digits {
			return i
		}
		if sc != scriptOf(run[i-1].r) && !alike(run[from:]) {
			return i
		}
	}
	return len(run)
}

// alike reports whether the letters up to the next digit can be read as one script.
func alike(run []glyph) bool {
	var w []rune
	for _, g := range run {
		if sc := scriptOf(g.r); sc == digits || sc == arabic {
			break
		}
		w = append(w, g.r)
	}
	_, a := look(w, latin, toLatin)
	_, b := look(w, cyrillic, toCyrillic)
	return a || b
}

// newPiece makes a piece of a stretch of the text.
func newPiece(text string, run []glyph, before gap) piece {
	p := piece{start: run[0].start, end: run[len(run)-1].end, script: scriptOf(run[0].r), capital: run[0].upper, before: before}
	as := p.start // as far as the word is written as it reads
	for _, g := range run {
		if scriptOf(g.r) != p.script {
			p.mixed = true
		}
		if r, n := utf8.DecodeRuneInString(text[g.start:]); as == g.start && r == g.r {
			as += n
		} else {
			as = -1
		}
	}
	if as == p.end {
		p.word = text[p.start:p.end]
		return p
	}
	w := make([]rune, len(run))
	for i, g := range run {
		w[i] = g.r
	}
	p.word = string(w)
	return p
}
