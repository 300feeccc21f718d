package diagram

import "fmt"

// keyHeight measures the key's rows.
func (p *drawing) keyHeight() float64 {
	h := leading + 10
	for _, row := range p.keyRows() {
		h += rowHeight(row) + gapNodes
	}
	return h
}

func (p *drawing) keyRows() [][]Node {
	per := max(1, int((p.width-2*margin+20)/(keyWidth+20)))
	var rows [][]Node
	for i := 0; i < len(p.d.Key); i += per {
		rows = append(rows, p.d.Key[i:min(i+per, len(p.d.Key))])
	}
	return rows
}

func rowHeight(row []Node) float64 {
	h := 0.0
	for _, n := range row {
		_, s := set(n)
		h = max(h, s[1])
	}
	return h
}

// key draws what the forms mean.
func (p *drawing) key() {
	if len(p.d.Key) == 0 {
		return
	}
	fmt.Fprintf(&p.b, `<path d="M %s %s L %s %s" stroke="#9ca3af"/>`+"\n", px(margin), px(p.below-14), px(p.width-margin), px(p.below-14))
	p.text("Key", false, margin, p.below+size-4, `font-weight="bold"`, "#111827")
	y := p.below + leading + 6
	for _, row := range p.keyRows() {
		high := rowHeight(row)
		for i, n := range row {
			lines, s := set(n)
			p.box(n, lines, margin+keyWidth/2+float64(i)*(keyWidth+20), y+high/2, s[0], s[1])
		}
		y += high + gapNodes
	}
}
