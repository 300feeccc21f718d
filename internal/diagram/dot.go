package diagram

import (
	"bytes"
	"fmt"
	"strings"
)

// dotWidth is how wide a label's lines are in DOT, in units of the letters' size.
const dotWidth = 18

// DOT gives the diagram in the language of Graphviz.
func (d Diagram) DOT() []byte {
	d = d.bounded()
	var b bytes.Buffer
	b.WriteString("digraph onrecord {\n")
	fmt.Fprintf(&b, "  graph [rankdir=LR, charset=\"UTF-8\", fontname=\"sans-serif\", labelloc=t, label=%s, nodesep=0.25, ranksep=0.7];\n", quoted(wrap(d.Title, 60, 6)))
	b.WriteString("  node [fontname=\"sans-serif\", fontsize=11, margin=\"0.12,0.06\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n")
	for _, n := range d.Nodes {
		dotNode(&b, "  ", n)
	}
	for _, e := range d.Edges {
		fmt.Fprintf(&b, "  %s -> %s [%s", quote(e.From), quote(e.To), dotStyle(e.Tone, e.Line, e.Strong, false))
		if e.Label != "" {
			fmt.Fprintf(&b, ", label=%s", quoted(wrap(e.Label, dotWidth, 4)))
		}
		if e.Loose {
			b.WriteString(", dir=none, constraint=false")
		}
		b.WriteString("];\n")
	}
	if len(d.Key) > 0 {
		b.WriteString("  subgraph cluster_key {\n    label=\"Key\";\n    style=dotted;\n")
		for i, n := range d.Key {
			n.ID = fmt.Sprintf("key %d", i)
			dotNode(&b, "    ", n)
		}
		b.WriteString("  }\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func dotNode(b *bytes.Buffer, indent string, n Node) {
	var lines []string
	for _, p := range n.Label {
		lines = append(lines, wrap(p, dotWidth, mostLines)...)
	}
	shape := [...]string{Box: "box", Round: "box", Slanted: "octagon", Sheet: "note", Stack: "box3d", Target: "box"}[n.Shape]
	fmt.Fprintf(b, "%s%s [shape=%s, %s, label=%s", indent, quote(n.ID), shape, dotStyle(n.Tone, n.Line, n.Strong, true, map[Shape]string{Round: "rounded"}[n.Shape]), quoted(lines))
	if n.Shape == Target {
		b.WriteString(", peripheries=2")
	}
	b.WriteString("];\n")
}

func dotStyle(t Tone, l Line, strong, filled bool, more ...string) string {
	c := t.palette()
	var styles []string
	for _, s := range append(more, [...]string{Solid: "solid", Dashed: "dashed", Dotted: "dotted", DashDot: "dashed"}[l]) {
		if s != "" {
			styles = append(styles, s)
		}
	}
	out := ""
	if filled {
		styles = append(styles, "filled")
		out = fmt.Sprintf("fillcolor=%q, fontcolor=%q, ", c.fill, c.text)
	}
	width := 1.0
	if strong {
		width = 3
	}
	return fmt.Sprintf("%scolor=%q, penwidth=%g, style=%s", out, c.stroke, width, quote(strings.Join(styles, ",")))
}

// quote writes a string of DOT, in which a quotation mark and a backslash are
// escaped; labels would take the latter for the beginning of a code otherwise.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(clean(text)) + `"`
}

func quoted(lines []string) string {
	for i, l := range lines {
		q := quote(l)
		lines[i] = q[1 : len(q)-1]
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}
