package diagram

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
)

// Measures of the drawing, in pixels.
const (
	size      = 13.0 // of the letters
	leading   = 17.0
	padding   = 9.0
	boxWidth  = 216.0
	margin    = 24.0
	keyWidth  = 216.0
	mostLines = 10
)

// SVG gives the diagram as one page: no script, no style sheet, no reference to
// anything outside; a title and a description for who cannot see it.
func (d Diagram) SVG() []byte {
	d = d.bounded()
	labels, sizes := make([][]textLine, len(d.Nodes)), make([][2]float64, len(d.Nodes))
	for i, n := range d.Nodes {
		labels[i], sizes[i] = set(n)
	}
	l := newLayout(d, sizes)
	p := &drawing{d: d, l: l}
	p.frame()
	p.open()
	for i, e := range d.Edges {
		if e.Loose {
			p.tie(e)
		} else {
			p.edge(e, l.ways[i], l.turned[i])
		}
	}
	for i, n := range d.Nodes {
		p.box(n, labels[i], l.v[i].x+p.dx, l.v[i].y+p.dy, l.v[i].width, l.v[i].height)
	}
	for i, e := range d.Edges { // above the boxes, or a box would hide them
		if e.Label != "" {
			p.edgeLabel(e, l.ways[i])
		}
	}
	p.key()
	p.b.WriteString("</svg>\n")
	return p.b.Bytes()
}

type textLine struct {
	text string
	bold bool
	rtl  bool // its paragraph reads from right to left
}

// set breaks a node's label into lines and gives the size of its box.
func set(n Node) ([]textLine, [2]float64) {
	var lines []textLine
	for i, par := range n.Label {
		for _, l := range wrap(par, (boxWidth-2*padding)/size, mostLines) {
			lines = append(lines, textLine{l, i == 0, rightToLeft(par)})
		}
	}
	return lines, [2]float64{boxWidth, float64(max(1, len(lines)))*leading + 2*padding}
}

// drawing is a page in the making.
type drawing struct {
	b             bytes.Buffer
	d             Diagram
	l             *layout
	dx, dy        float64 // from the layout's places to the page's
	width, height float64
	below         float64 // where the key begins
	title         []string
}

// frame measures the page.
func (p *drawing) frame() {
	left, top, right, bottom := 0.0, 0.0, 0.0, 0.0
	for i, v := range p.l.v {
		if i == 0 {
			left, right, top, bottom = v.x-v.width/2, v.x+v.width/2, v.y-v.height/2, v.y+v.height/2
		}
		left, right = min(left, v.x-v.width/2), max(right, v.x+v.width/2)
		top, bottom = min(top, v.y-v.height/2), max(bottom, v.y+v.height/2)
	}
	p.width = max(right-left, 3*keyWidth) + 2*margin
	p.title = wrap(p.d.Title, (p.width-2*margin)/(size+4), 6)
	above := margin + float64(len(p.title))*(leading+5) + 12
	p.dx, p.dy = margin-left+(p.width-2*margin-(right-left))/2, above-top
	p.below = above + bottom - top + 2*margin
	p.height = p.below
	if n := len(p.d.Key); n > 0 {
		p.height += p.keyHeight() + margin
	}
}

func (p *drawing) open() {
	fmt.Fprintf(&p.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="%s">`+"\n",
		px(p.width), px(p.height), px(p.width), px(p.height), px(size))
	fmt.Fprintf(&p.b, "<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", escaped(clean(p.d.Title)), escaped(clean(p.d.Description)))
	fmt.Fprintf(&p.b, `<rect width="%s" height="%s" fill="#ffffff"/>`+"\n", px(p.width), px(p.height))
	for i, line := range p.title {
		p.text(line, rightToLeft(p.d.Title), p.width/2, margin+float64(i)*(leading+5)+size, `font-size="17" font-weight="bold" text-anchor="middle"`, "#111827")
	}
}

// text writes one line. Each is a text of its own with its paragraph's direction,
// so that no line turns another round.
func (p *drawing) text(line string, rtl bool, x, y float64, style, fill string) {
	direction := "ltr"
	if rtl {
		direction = "rtl"
	}
	fmt.Fprintf(&p.b, `<text x="%s" y="%s" %s direction="%s" unicode-bidi="isolate" fill="%s">%s</text>`+"\n", px(x), px(y), style, direction, fill, escaped(line))
}

// box draws a node: its form, and its label's lines in the middle.
func (p *drawing) box(n Node, lines []textLine, x, y, w, h float64) {
	c := n.Tone.palette()
	p.b.WriteString("<g>\n<title>")
	for i, par := range n.Label {
		if i > 0 {
			p.b.WriteString("; ")
		}
		p.b.WriteString(escaped(clean(par)))
	}
	p.b.WriteString("</title>\n")
	style := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="%s"%s`, c.fill, c.stroke, px(weight(n.Strong)), dashes(n.Line))
	left, top := x-w/2, y-h/2
	switch n.Shape {
	case Round:
		fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s" %s/>`+"\n", px(left), px(top), px(w), px(h), px(min(h/2, 18)), style)
	case Slanted:
		cut := min(h/2, 14)
		p.path(style, left+cut, top, left+w-cut, top, left+w, y, left+w-cut, top+h, left+cut, top+h, left, y)
	case Sheet:
		p.path(style, left, top, left+w-14, top, left+w, top+14, left+w, top+h, left, top+h)
		p.path(style, left+w-14, top, left+w-14, top+14, left+w, top+14)
	case Stack:
		for i := 2.0; i >= 0; i-- {
			fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`+"\n", px(left+4*i-4), px(top-4*i+4), px(w-4), px(h-4), style)
		}
	case Target:
		fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`+"\n", px(left), px(top), px(w), px(h), style)
		fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s"/>`+"\n", px(left+4), px(top+4), px(w-8), px(h-8), c.stroke)
	default:
		fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" rx="3" %s/>`+"\n", px(left), px(top), px(w), px(h), style)
	}
	for i, l := range lines {
		style := `text-anchor="middle"`
		if l.bold {
			style += ` font-weight="bold"`
		}
		p.text(l.text, l.rtl, x, y+(float64(i)-float64(len(lines))/2)*leading+size, style, c.text)
	}
	p.b.WriteString("</g>\n")
}

// path draws a closed line through points.
func (p *drawing) path(style string, at ...float64) {
	p.b.WriteString(`<path d="M`)
	for i := 0; i < len(at); i += 2 {
		fmt.Fprintf(&p.b, " %s %s", px(at[i]), px(at[i+1]))
	}
	fmt.Fprintf(&p.b, ` Z" %s/>`+"\n", style)
}

func weight(strong bool) float64 {
	if strong {
		return 3.5
	}
	return 1.3
}

func dashes(l Line) string {
	switch l {
	case Dashed:
		return ` stroke-dasharray="9 5"`
	case Dotted:
		return ` stroke-dasharray="2 4"`
	case DashDot:
		return ` stroke-dasharray="10 4 2 4"`
	}
	return ""
}

// px writes a length in pixels.
func px(f float64) string { return fmt.Sprintf("%g", math.Round(f*10)/10) }

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // into memory: never fails
	return b.String()
}
