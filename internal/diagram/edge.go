package diagram

import (
	"fmt"
	"math"
)

// edge draws a curve through an edge's bends, and its head where it leads.
func (p *drawing) edge(e Edge, way []int, turned bool) {
	c := e.Tone.palette()
	first, last := p.l.v[way[0]], p.l.v[way[len(way)-1]]
	x, y := first.x+first.width/2+p.dx, p.port(way[0], way[1], true)+p.dy
	d := fmt.Sprintf("M %s %s", px(x), px(y))
	const head = 9.0
	endX, endY := last.x-last.width/2+p.dx, p.port(way[len(way)-1], way[len(way)-2], false)+p.dy
	startX, startY := x, y
	if turned {
		x += head
		d = fmt.Sprintf("M %s %s", px(x), px(y))
	} else {
		endX -= head
	}
	curve := func(toX, toY float64) {
		bow := max(18, (toX-x)*0.45)
		d += fmt.Sprintf(" C %s %s %s %s %s %s", px(x+bow), px(y), px(toX-bow), px(toY), px(toX), px(toY))
		x, y = toX, toY
	}
	for _, i := range way[1 : len(way)-1] {
		half := p.columnHalf(p.l.v[i].layer)
		curve(p.l.v[i].x-half+p.dx, p.l.v[i].y+p.dy)
		x = p.l.v[i].x + half + p.dx
		d += fmt.Sprintf(" L %s %s", px(x), px(y))
	}
	curve(endX, endY)
	fmt.Fprintf(&p.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%s"%s/>`+"\n", d, c.stroke, px(weight(e.Strong)), dashes(e.Line))
	if turned {
		p.arrow(startX, startY, head, -1, c.stroke)
	} else {
		p.arrow(endX+head, endY, head, 1, c.stroke)
	}
}

// arrow draws an arrow's head with its point at x, y.
func (p *drawing) arrow(x, y, length, way float64, fill string) {
	fmt.Fprintf(&p.b, `<path d="M %s %s L %s %s L %s %s Z" fill="%s"/>`+"\n", px(x), px(y), px(x-way*length), px(y-5), px(x-way*length), px(y+5), fill)
}

// columnHalf is half the width of a layer, which a bend crosses straight.
func (p *drawing) columnHalf(layer int) float64 {
	half := 0.0
	for _, i := range p.l.layers[layer] {
		half = max(half, p.l.v[i].width/2)
	}
	return half
}

// port gives where an edge leaves or meets a box: the edges of one side are spread
// over it in the order of their other ends, unless there is but one.
func (p *drawing) port(at, other int, out bool) float64 {
	v := p.l.v[at]
	near := v.in
	if out {
		near = v.out
	}
	if v.node < 0 || len(near) < 2 {
		return v.y
	}
	place, same := 0, 0
	for _, n := range near {
		if p.l.v[n].y < p.l.v[other].y || (p.l.v[n].y == p.l.v[other].y && n < other) {
			place++
		}
		if n == other {
			same++
		}
	}
	room := max(0, v.height-16)
	return v.y + room*(float64(place)+float64(same-1)/2-float64(len(near)-1)/2)/float64(len(near)-1)
}

// tie draws a loose edge: an arc beside the boxes that it ties.
func (p *drawing) tie(e Edge) {
	a, b := p.find(e.From), p.find(e.To)
	x1, y1, x2, y2 := a.x+p.dx, a.y+p.dy, b.x+p.dx, b.y+p.dy
	if a.layer == b.layer {
		x1, x2 = x1+a.width/2, x2+b.width/2
	} else if x1 < x2 {
		x1, x2 = x1+a.width/2, x2-b.width/2
	} else {
		x1, x2 = x1-a.width/2, x2+b.width/2
	}
	bow := 40.0
	if a.layer != b.layer {
		bow = (x2 - x1) / 2
	}
	end := x2 + bow
	if a.layer != b.layer {
		end = x2 - bow
	}
	fmt.Fprintf(&p.b, `<path d="M %s %s C %s %s %s %s %s %s" fill="none" stroke="%s" stroke-width="1.6" stroke-dasharray="2 4"/>`+"\n",
		px(x1), px(y1), px(x1+bow), px(y1), px(end), px(y2), px(x2), px(y2), e.Tone.palette().stroke)
}

func (p *drawing) find(id string) vertex {
	for i, n := range p.d.Nodes {
		if n.ID == id {
			return p.l.v[i]
		}
	}
	return vertex{}
}

// edgeLabel writes what an edge is, on white, near its end.
func (p *drawing) edgeLabel(e Edge, way []int) {
	if len(way) < 2 {
		return
	}
	last, before := way[len(way)-1], way[len(way)-2]
	v := p.l.v[last]
	left := p.l.v[before].x + p.columnHalf(p.l.v[before].layer)
	gap := v.x - v.width/2 - left
	x := left + gap/2 + p.dx
	y1, y2 := p.port(last, before, false), p.l.v[before].y
	if p.l.v[before].node >= 0 {
		y2 = p.port(before, last, true)
	}
	y := (y1+y2)/2 + p.dy
	if math.Abs(y1-y2) > 120 { // many edges meet: nearer to where this one comes from
		y, x = y2+(y1-y2)*0.1+p.dy, left+gap*0.27+p.dx
	}
	lines := wrap(e.Label, 7, 3)
	for i, line := range lines {
		at := y + (float64(i)-float64(len(lines)-1)/2)*12 + 3.5
		w := extent(line)*10.5 + 4
		fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="12" fill="#ffffff" fill-opacity="0.85"/>`+"\n", px(x-w/2), px(at-9.5), px(w))
		p.text(line, rightToLeft(e.Label), x, at, `text-anchor="middle" font-size="10.5"`, e.Tone.palette().text)
	}
}
