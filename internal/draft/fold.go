package draft

import "strings"

// folder copies the glyphs of a block, white space folded, and decides for each
// group of citations what space is left in its place.
type folder struct {
	in      *leaf
	out     []glyph
	anchors []anchor

	space   glyph // white space read but not yet written, where spaced
	spaced  bool
	group   bool // citations read since the last written glyph
	before  bool // white space stood before the group
	pending int  // first anchor of the group
}

// afterCite are marks that close up to the word before them.
const afterCite = `.,;:!?…)]»”’"'›؟،؛۔`

func (f *folder) anchor(a anchor) {
	if !f.group {
		f.group, f.before, f.pending = true, f.spaced, len(f.anchors)
		f.spaced = false
	}
	a.at = len(f.out)
	f.anchors = append(f.anchors, a)
}

func (f *folder) glyph(g glyph) {
	if g.r == ' ' {
		if !f.spaced {
			f.space, f.spaced = g, true
		} else if g.br {
			f.space.br = true
		}
		return
	}
	// A citation that stands alone in parentheses takes them along.
	if n := len(f.out); f.group && g.r == ')' && n > 0 && f.out[n-1].r == '(' {
		first, last := &f.anchors[f.pending], &f.anchors[len(f.anchors)-1]
		first.from, last.to = int(f.out[n-1].start), int(g.end)
		f.out = f.out[:n-1]
		f.before, f.spaced = false, false
		if n > 1 && f.out[n-2].r == ' ' {
			f.out = f.out[:n-2]
			f.before = true
		}
		for i := f.pending; i < len(f.anchors); i++ {
			f.anchors[i].at = len(f.out)
		}
		return
	}
	f.settle(g, false)
	f.out = append(f.out, g)
}

// settle writes the space that is due before a glyph, or nothing at the end.
func (f *folder) settle(next glyph, end bool) {
	space, due := f.space, f.spaced
	if f.group {
		closes := strings.ContainsRune(afterCite, next.r)
		switch {
		case due && closes && strings.ContainsRune(`"'`, next.r):
			// a quotation that opens after the citation
		case closes:
			due = false
		case !due && f.before:
			space, due = glyph{raw: ' ', start: next.start, end: next.start, style: 0}, true
		}
	}
	if due && len(f.out) > 0 && !end {
		space.r = ' '
		f.out = append(f.out, space)
	}
	f.spaced, f.group, f.before = false, false, false
}

// text gives the block's words.
func (l *leaf) text() string { return textOf(l.glyphs) }

func textOf(glyphs []glyph) string {
	var b strings.Builder
	b.Grow(len(glyphs))
	for _, g := range glyphs {
		b.WriteRune(g.r)
	}
	return b.String()
}

// extent gives the stretch of the text from the first glyph or citation to the last.
func (l *leaf) extent() (from, to int, ok bool) {
	take := func(a, b int) {
		if !ok || a < from {
			from = a
		}
		if !ok || b > to {
			to = b
		}
		ok = true
	}
	if n := len(l.glyphs); n > 0 {
		take(int(l.glyphs[0].start), int(l.glyphs[n-1].end))
	}
	for _, a := range l.anchors {
		take(a.from, a.to)
	}
	return from, to, ok
}
