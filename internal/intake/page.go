package intake

import (
	"strings"
)

// pageWriter lays text out as a page shows it: white space collapses, blocks
// stand apart, cells of a row are parted by tabs, preformatted text stays.
type pageWriter struct {
	out   strings.Builder
	left  int  // code points that may still be written; below 0: too much
	lines int  // line ends due before the next text
	space bool // a space due before the next text
	cell  bool // a tab due before the next text
	pre   int  // depth of preformatted elements
	para  bool // inside a paragraph that the next block ends
}

func (w *pageWriter) open(tag string) {
	switch tag {
	case "br":
		w.lines = min(w.lines+1, 2)
		w.space = false
		if w.pre > 0 {
			w.put('\n')
			w.lines = 0
		}
	case "td", "th":
		w.cell = w.lines == 0
	default:
		w.part(tag)
		w.para = w.para || tag == "p"
	}
	if tag == "pre" || tag == "xmp" || tag == "plaintext" || tag == "textarea" {
		w.pre++
	}
}

func (w *pageWriter) shut(tag string) {
	if tag == "pre" || tag == "xmp" || tag == "plaintext" || tag == "textarea" {
		w.pre = max(w.pre-1, 0)
	}
	if tag != "br" {
		w.part(tag)
	}
}

func (w *pageWriter) part(tag string) {
	if n := breaks[tag]; n > 0 {
		if w.para {
			n, w.para = 2, false
		}
		w.lines = max(w.lines, n)
		w.space, w.cell = false, false
	}
}

func (w *pageWriter) text(s string) {
	if w.pre > 0 {
		s = lineEnds(s)
		if w.lines > 0 { // a line end right after <pre> is not shown
			s = strings.TrimPrefix(s, "\n")
		}
	}
	for _, r := range s {
		if w.left < 0 {
			return
		}
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if w.pre == 0 {
				w.space = true
				continue
			}
		case 0:
			continue
		}
		w.due()
		w.put(r)
	}
}

// due writes the white space that was put off until it stands between two texts.
func (w *pageWriter) due() {
	if w.out.Len() > 0 {
		switch {
		case w.lines > 0:
			for range w.lines {
				w.put('\n')
			}
		case w.cell:
			w.put('\t')
		case w.space:
			w.put(' ')
		}
	}
	w.lines, w.space, w.cell = 0, false, false
}

func (w *pageWriter) put(r rune) {
	w.out.WriteRune(r)
	w.left--
}
