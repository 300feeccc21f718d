package check

import (
	"strings"

	"onrecord.dev/onrecord/internal/protect"
)

// reach is how far from a place, in bytes, what stands there can bear on whether a
// protected string is found: a name or a number with what belongs to it takes some
// hundreds. Mark-up is seen through for up to longestMark more, where any lies there
// that does not end before.
const (
	reach       = 1024
	longestMark = 2048
)

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
	shift := len(text) - len(w.text)
	from, to := before(head, text), after(len(text)-tail, text, w.text)
	begin, end := before(from, text), after(to, text, text)
	if end-begin > len(text)*3/4 {
		return nil, false
	}
	straddles := func(h protect.Hit, from, to int) bool {
		return h.Start < from && h.End > from || h.Start < to && h.End > to
	}
	var later []protect.Hit
	for _, h := range w.hits {
		switch {
		case straddles(h, from, to-shift):
			return nil, false
		case h.End <= from:
			out = append(out, h)
		case h.Start >= to-shift:
			h.Start, h.End = h.Start+shift, h.End+shift
			later = append(later, h)
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
	return append(out, later...), true
}

// before gives a line's beginning so far before a place that what lies before the one
// does not bear on what lies behind the other, nor the other way round.
func before(at int, text string) int {
	at -= reach
	for low := at - longestMark; at > 0; at-- {
		if at = strings.LastIndexByte(text[:at], '\n') + 1; at < low || !openAt(text, at) {
			break
		}
	}
	return max(0, at)
}

// after gives a line's end so far behind a place, in a text and in the one that it was:
// they are the same from the place on.
func after(at int, text, was string) int {
	at += reach
	for high := at + longestMark; at < len(text); at++ {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		if at += i; at > high || !openAt(text, at) && !openAt(was, at-len(text)+len(was)) {
			return at
		}
	}
	return len(text)
}

// openAt reports whether mark-up that began before a place may end behind it.
func openAt(text string, at int) bool {
	near := text[max(0, at-longestMark):at]
	for i := 0; i < len(near); i++ {
		end := ""
		switch near[i] {
		case '<':
			if end = ">"; strings.HasPrefix(near[i:], "<!--") {
				end = "-->"
			}
		case '[':
			end = "]"
		case '(':
			if i > 0 && near[i-1] == ']' {
				end = ")"
			}
		}
		if end != "" && !strings.Contains(near[i:], end) {
			return true
		}
	}
	return false
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
