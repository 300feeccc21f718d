package protect

import (
	"strings"
	"unicode/utf8"
)

// passage is a text taken apart, with what is worked out of its pieces for one wording
// kept for the next.
type passage struct {
	ps      []piece
	dates   []datedAt
	numbers []numberedAt
	sounds  [][]string // of words; nil before they are asked for
	begins  []string   // the sounds with which words may begin
	known   []byte     // which of begins and sounds are filled
}

type datedAt struct {
	known bool
	date  date
	to    int
}

type numberedAt struct {
	known bool
	n, to int
}

func newPassage(text string) *passage {
	ps := scan(text)
	return &passage{ps, make([]datedAt, len(ps)), make([]numberedAt, len(ps)), make([][]string, len(ps)), make([]string, len(ps)), make([]byte, len(ps))}
}

func (p *passage) dateAt(i int) (date, int) {
	if i >= len(p.ps) {
		return date{}, 0
	}
	if d := &p.dates[i]; !d.known {
		d.known = true
		d.date, d.to = dateAt(p.ps, i)
	}
	return p.dates[i].date, p.dates[i].to
}

func (p *passage) numberAt(i int) (n, to int) {
	if i >= len(p.ps) {
		return 0, 0
	}
	if d := &p.numbers[i]; !d.known {
		d.known = true
		d.n, d.to = numberAt(p.ps, i)
	}
	return p.numbers[i].n, p.numbers[i].to
}

func (p *passage) soundsAt(i int) []string {
	if p.known[i]&2 == 0 {
		p.known[i] |= 2
		p.sounds[i] = wordSounds(p.ps[i])
	}
	return p.sounds[i]
}

// initials gives the letters of the sound with which a word may begin, "" where it may
// be any.
func (p *passage) initials(i int) string {
	if p.known[i]&1 != 0 {
		return p.begins[i]
	}
	p.known[i] |= 1
	var first []string
	switch w := p.ps[i].word; p.ps[i].script {
	case latin:
		first, _ = readLetters(w, 0)
	case cyrillic:
		r, _ := utf8.DecodeRuneInString(w)
		first = []string{cyrillicSound[r]}
	default:
		p.begins[i] = "-" // none
		return "-"
	}
	var out strings.Builder
	for _, f := range first {
		if f = strings.TrimPrefix(f, "j"); f == "" {
			return ""
		}
		out.WriteByte(f[0])
	}
	p.begins[i] = out.String()
	return p.begins[i]
}
