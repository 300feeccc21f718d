package anchor

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"onrecord.dev/onrecord/internal/record"
)

// folded is a text without what programs write in different ways, with the way back.
type folded struct {
	text string
	at   []int32 // for each byte, the offset of the letter that it came from
	end  []int32 // and the offset behind that letter
}

// fold leaves letters, digits and punctuation that means something, small and
// without accents, ligatures taken apart. White space, hyphens, dashes, quotation
// marks and what nobody sees go: where lines end, one program puts a hyphen,
// another a soft hyphen, a third nothing.
func fold(s string) *folded {
	var b strings.Builder
	f := &folded{}
	for i, r := range s {
		n := i + len(string(r))
		if r == unicode.ReplacementChar && s[i] != 0xef {
			n = i + 1 // a byte that is no letter
		}
		for _, c := range parts(r) {
			from := b.Len()
			b.WriteRune(c)
			for range b.Len() - from {
				f.at, f.end = append(f.at, int32(i)), append(f.end, int32(n))
			}
		}
	}
	f.text = b.String()
	return f
}

// parts gives what is left of a letter.
func parts(r rune) []rune {
	if r < unicode.MaxASCII {
		switch {
		case r <= ' ' || strings.ContainsRune("-'\"`", r):
			return nil
		}
		return []rune{unicode.ToLower(r)}
	}
	var out []rune
	for _, c := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.IsSpace(c), unicode.In(c, unicode.Cf, unicode.Mn, unicode.Cc, unicode.Pd, unicode.Pi, unicode.Pf):
		case c == 'ـ', strings.ContainsRune("„‚‟‛«»″′ʼʹ-'\"`", c): // a long Arabic joint; quotation marks
		default:
			out = append(out, unicode.ToLower(c))
		}
	}
	return out
}

// fold gives a page folded, once.
func (t *Text) fold(i int) *folded {
	if t.folded[i] == nil {
		t.folded[i] = fold(t.pages[i])
	}
	return t.folded[i]
}

// tolerant finds the words whatever of that differs.
func (t *Text) tolerant(i int, s record.Selector) []Place {
	words := fold(s.Exact).text
	if words == "" {
		return nil
	}
	var out []Place
	f := t.fold(i)
	for from := 0; len(out) < mostPlaces; {
		k := strings.Index(f.text[from:], words)
		if k < 0 {
			break
		}
		k += from
		out = append(out, t.place(i, int(f.at[k]), int(f.end[k+len(words)-1]), Tolerant))
		from = k + 1
	}
	return out
}
