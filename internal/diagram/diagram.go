// Package diagram draws a directed graph in layers, from left to right, as a
// standalone SVG page and as DOT for Graphviz. It knows nothing of what it draws:
// labels come ready to be read, and nothing in them can become markup.
package diagram

// Diagram is a graph to be drawn. The same diagram gives the same bytes.
type Diagram struct {
	Title       string // one line; shown above the graph
	Description string // for who cannot see it
	Nodes       []Node // of one layer, those earlier here stand higher at first
	Edges       []Edge
	Key         []Node // what the forms mean; drawn below the graph
}

// Node is a box with a label.
type Node struct {
	ID     string
	Label  []string // paragraphs; they are wrapped, the first stands in bold
	Shape  Shape
	Tone   Tone
	Line   Line
	Strong bool // a thick outline
	Group  int  // within a layer, lower groups stand above higher ones
}

// Edge leads from one node to another. One whose ends do not exist is left out.
type Edge struct {
	From, To string
	Label    string
	Tone     Tone
	Line     Line
	Strong   bool
	Loose    bool // ties two nodes without an arrow and without moving them
}

// Shape is a node's form.
type Shape int

const (
	Box     Shape = iota
	Round         // rounded ends
	Slanted       // cut corners
	Sheet         // a folded corner
	Stack         // several boxes behind one another
	Target        // a double outline
)

// Tone is a colour; forms, lines and words say the same.
type Tone int

const (
	Plain Tone = iota
	For
	Against
	Muted
)

// Line is how outlines and edges are drawn.
type Line int

const (
	Solid Line = iota
	Dashed
	Dotted
	DashDot
)

type colours struct{ stroke, fill, text string }

// palette keeps a contrast of 7:1 and more between text and fill.
func (t Tone) palette() colours {
	switch t {
	case For:
		return colours{"#14532d", "#ecfdf3", "#0c2d1a"}
	case Against:
		return colours{"#8a1c1c", "#fdf0ef", "#3f0d0d"}
	case Muted:
		return colours{"#5b5f66", "#f3f4f5", "#33363b"}
	}
	return colours{"#1f2937", "#ffffff", "#111827"}
}

// most bounds what is drawn; what a diagram has beyond is left out.
const (
	mostNodes = 2000
	mostEdges = 8000
)

// bounded gives the diagram without what cannot be drawn: too much, nodes of one
// name, edges that lead nowhere.
func (d Diagram) bounded() Diagram {
	seen := map[string]bool{}
	nodes := make([]Node, 0, len(d.Nodes))
	for _, n := range d.Nodes {
		if !seen[n.ID] && len(nodes) < mostNodes {
			seen[n.ID] = true
			nodes = append(nodes, n)
		}
	}
	edges := make([]Edge, 0, len(d.Edges))
	for _, e := range d.Edges {
		if seen[e.From] && seen[e.To] && e.From != e.To && len(edges) < mostEdges {
			edges = append(edges, e)
		}
	}
	d.Nodes, d.Edges = nodes, edges
	return d
}
