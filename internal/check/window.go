package check

import (
	"strings"

	"onrecord.dev/onrecord/internal/protect"
)

// reach is how far from a place, in bytes, what stands there can bear on whether a
// protected string is found: mark-up is seen through for up to 2048 bytes, a name or
// a number with what belongs to it takes some hundreds.
const reach = 3072

// window remembers the hits in a file that grows by keystrokes, so that only the
// neighbourhood of a change is searched again.
type window struct {
	text string
	hits []protect.Hit
}

// find gives the hits in a text.
func (w *window) find(g *protect.Guard, text string) []protect.Hit {
	if text == w.text {
		return w.hits
	}
	hits, ok := w.near(g, text)
	if !ok {
		hits = g.Find(text)
	}
	w.text, w.hits = text, hits
	return hits
}

// near searches around what differs from the last text; ok is false where that is
// most of it, or where a hit lies across the border of what was searched.
func (w *window) near(g *protect.Guard, text string) (out []protect.Hit, ok bool) {
	head := samePrefix(w.text, text)
	tail := sameSuffix(w.text[head:], text[head:])
	from, to := max(0, head-reach), min(len(text), len(text)-tail+reach)
	begin, end := max(0, from-reach), min(len(text), to+reach)
	if end-begin > len(text)*3/4 {
		return nil, false
	}
	if begin > 0 { // at a line's beginning
		begin = strings.LastIndexByte(text[:begin], '\n') + 1
	}
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(text)
	}
	shift := len(text) - len(w.text)
	straddles := func(h protect.Hit, from, to int) bool {
		return h.Start < from && h.End > from || h.Start < to && h.End > to
	}
	var after []protect.Hit
	for _, h := range w.hits {
		switch {
		case straddles(h, from, to-shift):
			return nil, false
		case h.End <= from:
			out = append(out, h)
		case h.Start >= to-shift:
			h.Start, h.End = h.Start+shift, h.End+shift
			after = append(after, h)
		}
	}
	for _, h := range g.Find(text[begin:end]) {
		h.Start, h.End = h.Start+begin, h.End+begin
		switch {
		case straddles(h, from, to):
			return nil, false
		case h.Start >= from && h.End <= to:
			out = append(out, h)
		}
	}
	return append(out, after...), true
}

func samePrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func sameSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
