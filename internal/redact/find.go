package redact

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"onrecord.dev/onrecord/internal/record"
)

// Finder gives the byte offsets, start and end, of what must not be read in a text.
type Finder func(text string) [][2]int

// Find gives the areas that hide what a finder finds in the words of sheets, and
// what their authors marked for removal. It reads each page as the file writes it
// and as it stands on the page.
func Find(sheets []Sheet, find Finder) []record.Area {
	var out []record.Area
	for i, s := range sheets {
		if !s.Words.sound() {
			continue // Make refuses it
		}
		for _, b := range s.Marked {
			out = append(out, exact(i+1, b))
		}
		ways, cover := []Words{s.Words, s.seen}, exact
		if !s.Lines {
			ways, cover = append(ways, s.Words.inLines()), bar
		}
		for _, w := range ways {
			for _, hit := range find(w.Text) {
				for _, b := range w.lines(hit[0], hit[1]) {
					out = append(out, cover(i+1, b))
				}
			}
		}
	}
	return Tidy(within(out, sheets))
}

// lines gives the places of a stretch of text, one for each line.
func (w Words) lines(from, to int) []Box {
	var out []Box
	i := 0
	for at := range w.Text {
		b := w.Boxes[i]
		i++
		if at < from || at >= to || !b.real() {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].sameLine(b) {
			out[n] = out[n].with(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

func (b Box) real() bool { // no NaN, nothing out of all bounds
	return b.X0 < b.X1 && b.Y0 < b.Y1 && b.X0 > -1e6 && b.Y0 > -1e6 && b.X1 < 1e6 && b.Y1 < 1e6
}

func (b Box) sameLine(c Box) bool {
	return (c.Y0+c.Y1)/2 > b.Y0 && (c.Y0+c.Y1)/2 < b.Y1 && c.X0 < b.X1+3*(b.Y1-b.Y0) && c.X1 > b.X0-3*(b.Y1-b.Y0)
}

func (b Box) with(c Box) Box {
	return Box{min(b.X0, c.X0), min(b.Y0, c.Y0), max(b.X1, c.X1), max(b.Y1, c.Y1)}
}

// cellWidth is how wide a bar's cells are, in heights of a line rounded up to a
// power of two: about 16 letters.
const cellWidth = 8

// bar gives the cover of found words. Its ends lie on a grid that has nothing to
// do with them, so that it hides their neighbours too and tells no more of their
// length than which cells they touch.
func bar(page int, b Box) record.Area {
	tall := float64(b.Y1 - b.Y0)
	step := math.Exp2(math.Ceil(math.Log2(max(tall, 4))))
	air := tall / 4
	down := func(v float32, grid float64) int { return int(math.Floor((float64(v)-air)/grid) * grid) }
	up := func(v float32, grid float64) int { return int(math.Ceil((float64(v)+air)/grid) * grid) }
	x0, x1 := down(b.X0, cellWidth*step), up(b.X1, cellWidth*step)
	y0, y1 := down(b.Y0, step/8), up(b.Y1, step/8)
	return record.Area{Page: page, X: x0, Y: y0, W: max(x1-x0, 1), H: max(y1-y0, 1)}
}

// exact covers a place as it is.
func exact(page int, b Box) record.Area {
	if !b.real() {
		return record.Area{}
	}
	x0, y0 := int(math.Floor(float64(b.X0))), int(math.Floor(float64(b.Y0)))
	return record.Area{Page: page, X: x0, Y: y0, W: max(int(math.Ceil(float64(b.X1)))-x0, 1), H: max(int(math.Ceil(float64(b.Y1)))-y0, 1)}
}

// Literal finds strings however they are spaced, capitalised and accented. Strings
// of fewer than two letters, figures or signs find nothing.
func Literal(strs []string) Finder {
	var needles []string
	for _, s := range strs {
		if n, at := bare(s); len(at) > 1 {
			needles = append(needles, n)
		}
	}
	return func(text string) [][2]int {
		hay, at := bare(text)
		var out [][2]int
		for _, n := range needles {
			for from := 0; ; {
				i := strings.Index(hay[from:], n)
				if i < 0 {
					break
				}
				first := sort.Search(len(at), func(k int) bool { return at[k].bare >= from+i })
				after := sort.Search(len(at), func(k int) bool { return at[k].bare >= from+i+len(n) })
				out = append(out, [2]int{at[first].from, at[after-1].to})
				from += i + 1
				for from < len(hay) && !utf8.RuneStart(hay[from]) {
					from++
				}
			}
		}
		return out
	}
}

// stand is where a letter of a bare text stands in it and stood in the text.
type stand struct{ bare, from, to int }

// bare gives the letters, figures and signs of a text in lower case, without
// accents and white space, and where each stands.
func bare(text string) (string, []stand) {
	var out strings.Builder
	var at []stand
	for i, r := range text {
		for _, d := range norm.NFKD.String(string(r)) {
			if unicode.IsSpace(d) || unicode.In(d, unicode.Cf, unicode.Mn, unicode.Cc) {
				continue
			}
			at = append(at, stand{out.Len(), i, i + utf8.RuneLen(r)})
			out.WriteRune(unicode.ToLower(unicode.ToUpper(d)))
		}
	}
	return out.String(), at
}

// hidden gives the words of a sheet that areas leave to be read, with a mark for
// what they hide; what lies outside of the page is not there.
func (s Sheet) hidden(page int, areas []record.Area) string {
	var b strings.Builder
	i, gone := 0, false
	for _, r := range s.Words.Text {
		at := s.Words.Boxes[i]
		i++
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			continue
		}
		if !at.real() {
			if r <= ' ' || unicode.IsSpace(r) {
				b.WriteRune(r)
				gone = false
			}
			continue // a letter that stands nowhere is not drawn
		}
		if at.X1 <= 0 || at.Y1 <= 0 || at.X0 >= float32(s.Width) || at.Y0 >= float32(s.Height) {
			continue
		}
		if covered(at, page, areas) {
			if !gone {
				b.WriteString(" █ ")
			}
			gone = true
			continue
		}
		gone = false
		b.WriteRune(r)
	}
	return b.String()
}

// covered reports whether the middle of a letter lies below an area.
func covered(b Box, page int, areas []record.Area) bool {
	x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	for _, a := range areas {
		if a.Page == page && x >= float32(a.X) && x <= float32(a.X+a.W) && y >= float32(a.Y) && y <= float32(a.Y+a.H) {
			return true
		}
	}
	return false
}
