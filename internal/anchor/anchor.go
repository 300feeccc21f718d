// Package anchor finds the place that a selector points at in the text of an item
// of evidence: by its words, with what stands around them, on its page, or by the
// times of a transcript. It still finds the place where the text was extracted anew
// by another program or read from pixels, and then says how far the words differ.
// The idea of a quotation with prefix and suffix, found again in a text that has
// changed, is that of the W3C Web Annotation Data Model (2017), 4.2.4.
package anchor

import (
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// How says how the words of a selector stand at its place.
type How string

const (
	Exact    How = "exact"    // letter by letter
	Tolerant How = "tolerant" // but for white space, hyphens, dashes, quotation marks, ligatures, accents, capitals
	Fuzzy    How = "fuzzy"    // with some letters changed: see Distance
	Timed    How = "time"     // by its times alone
)

// Place is where a selector's words stand.
type Place struct {
	Page     int `json:"page"` // from 1
	From     int `json:"from"` // code points from the beginning of the page
	To       int `json:"to"`   // exclusive
	How      How `json:"how"`
	Distance int `json:"distance,omitempty"` // letters that were changed, left out or put in
	Others   int `json:"others,omitempty"`   // further places that fit as well

	Moved bool `json:"moved,omitempty"` // it is another page than the selector names

	start, end int // bytes
}

// Text is a text in which places are looked for, page by page. It is for one
// goroutine.
type Text struct {
	pages  []string
	folded []*folded
}

// New prepares a text; nothing is computed before it is needed.
func New(pages []string) *Text {
	return &Text{pages: pages, folded: make([]*folded, len(pages))}
}

// Empty reports whether there is no text in which anything could be found.
func (t *Text) Empty() bool {
	for _, p := range t.pages {
		if strings.TrimSpace(p) != "" {
			return false
		}
	}
	return true
}

// Can reports whether the text could tell where a selector points: whether it has
// words, and times where the selector has nothing else.
func (t *Text) Can(s record.Selector) bool {
	if t.Empty() {
		return false
	}
	return s.Exact != "" || len(s.Time) == 2 && t.timed()
}

// Find gives the place of a selector. False: there is none, or the selector names a
// page alone, or nothing.
func (t *Text) Find(s record.Selector) (Place, bool) {
	if s.Exact == "" {
		if len(s.Time) == 2 {
			return t.byTime(s.Time)
		}
		return Place{}, false
	}
	all := make([]int, 0, len(t.pages))
	if s.Page >= 1 && s.Page <= len(t.pages) {
		all = append(all, s.Page-1)
	}
	named := len(all)
	for i := range t.pages {
		if i != s.Page-1 {
			all = append(all, i)
		}
	}
	if within, ok := t.byTime(s.Time); ok { // its words first among those that were said then
		if p, ok := t.among([]int{within.Page - 1}, s); ok && p.start >= within.start && p.end <= within.end {
			return p, true
		}
	}
	if named > 0 {
		if p, ok := t.among(all[:named], s); ok && p.How != Fuzzy {
			return p, true
		}
	}
	p, ok := t.among(all, s)
	p.Moved = ok && s.Page > 0 && p.Page != s.Page
	return p, ok
}

// among looks on some pages, in every way, the strictest first.
func (t *Text) among(pages []int, s record.Selector) (Place, bool) {
	for _, look := range []func(int, record.Selector) []Place{t.literal, t.tolerant} {
		var found []Place
		for _, i := range pages {
			if found = append(found, look(i, s)...); len(found) >= mostPlaces {
				break
			}
		}
		if len(found) > 0 {
			return t.best(found, s), true
		}
	}
	return t.fuzzy(pages, s)
}

// mostPlaces bounds how many places are compared.
const mostPlaces = 1000

// literal finds the words as they stand.
func (t *Text) literal(i int, s record.Selector) []Place {
	var out []Place
	page := t.pages[i]
	for from := 0; len(out) < mostPlaces; {
		k := strings.Index(page[from:], s.Exact)
		if k < 0 {
			break
		}
		out = append(out, t.place(i, from+k, from+k+len(s.Exact), Exact))
		_, n := utf8.DecodeRuneInString(page[from+k:])
		from += k + n
	}
	return out
}

func (t *Text) place(i, start, end int, how How) Place {
	return Place{Page: i + 1, start: start, end: end, How: how}
}

// best gives the place around which prefix and suffix fit best; the first of equals.
func (t *Text) best(found []Place, s record.Selector) Place {
	best, most, same := 0, -1, 0
	if len(found) > 1 && (s.Prefix != "" || s.Suffix != "") {
		prefix, suffix := fold(s.Prefix).text, fold(s.Suffix).text
		for i, p := range found {
			page := t.pages[p.Page-1]
			before := fold(tail(page[:p.start], 4*len(s.Prefix)+64)).text
			after := fold(head(page[p.end:], 4*len(s.Suffix)+64)).text
			n := commonTail(before, prefix) + commonHead(after, suffix)
			switch {
			case n > most:
				best, most, same = i, n, 0
			case n == most:
				same++
			}
		}
	} else {
		same = len(found) - 1
	}
	out := found[best]
	out.Others = same
	return t.counted(out)
}

// counted gives a place its offsets in code points.
func (t *Text) counted(p Place) Place {
	page := t.pages[p.Page-1]
	p.From = utf8.RuneCountInString(page[:p.start])
	p.To = p.From + utf8.RuneCountInString(page[p.start:p.end])
	return p
}

// Around gives the words at a place and what stands before and after them, at most
// so many code points each; cuts are the byte offsets of the words in the whole.
func (t *Text) Around(p Place, most int) (text string, from, to int) {
	page := t.pages[p.Page-1]
	before := tail(page[:p.start], most)
	after := head(page[p.end:], most)
	return before + page[p.start:p.end] + after, len(before), len(before) + p.end - p.start
}

// head gives the first code points of a text, at most so many.
func head(s string, most int) string {
	for i := range s {
		if most == 0 {
			return s[:i]
		}
		most--
	}
	return s
}

// tail gives the last ones.
func tail(s string, most int) string {
	i := len(s)
	for ; i > 0 && most > 0; most-- {
		_, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
	}
	return s[i:]
}

func commonHead(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonTail(a, b string) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
