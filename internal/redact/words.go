package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
)

// writer puts together the words that a document's reader gives unit by unit.
type writer struct {
	text  strings.Builder
	boxes []Box
	half  rune // the first half of a UTF-16 pair
	torn  bool // the last unit was the hyphen of a word that goes on in the next line
}

// unit takes one UTF-16 unit. A hyphen at a line's end and the break after it are
// left out, so that a name that was broken there is one word.
func (w *writer) unit(r rune, at Box) {
	switch {
	case utf16.IsSurrogate(r) && w.half == 0:
		w.half = r
		return
	case w.half != 0:
		r = utf16.DecodeRune(w.half, r)
		w.half = 0
	}
	switch {
	case r == 2: // the reader's own mark for such a hyphen
		w.torn = true
		return
	case r == 0 || r == 0xFFFE || r == 0xFFFF || r == '\r' || r == '\n' && w.torn: // no letter
		return
	}
	w.torn = false
	w.text.WriteRune(r)
	w.boxes = append(w.boxes, at)
}

func (w *writer) words() Words { return Words{Text: w.text.String(), Boxes: w.boxes} }

// sound reports whether every code point has its place, as a sheet from a child
// that was taken over may not.
func (w Words) sound() bool {
	n := 0
	for range w.Text {
		n++
	}
	return n == len(w.Boxes) && n <= maxChars
}

// inLines gives the same words as they stand on the page, from left to right and
// line by line, since a file may write its letters in any order.
func (w Words) inLines() Words {
	type glyph struct {
		r   rune
		box Box
	}
	var all []glyph
	i := 0
	for _, r := range w.Text {
		if b := w.Boxes[i]; b.X0 < b.X1 && r > ' ' {
			all = append(all, glyph{r, b})
		}
		i++
	}
	slices.SortStableFunc(all, func(a, b glyph) int { return cmp.Compare(a.box.Y0+a.box.Y1, b.box.Y0+b.box.Y1) })
	var out Words
	var text strings.Builder
	for len(all) > 0 {
		first, n := all[0].box, 1
		for n < len(all) && (all[n].box.Y0+all[n].box.Y1)/2 < first.Y1 {
			n++
		}
		line := all[:n]
		all = all[n:]
		slices.SortStableFunc(line, func(a, b glyph) int { return cmp.Compare(a.box.X0, b.box.X0) })
		for k, g := range line {
			if k > 0 && g.box.X0-line[k-1].box.X1 > (g.box.Y1-g.box.Y0)/6 {
				text.WriteByte(' ')
				out.Boxes = append(out.Boxes, Box{})
			}
			text.WriteRune(g.r)
			out.Boxes = append(out.Boxes, g.box)
		}
		text.WriteByte('\n')
		out.Boxes = append(out.Boxes, Box{})
	}
	out.Text = text.String()
	return out
}
