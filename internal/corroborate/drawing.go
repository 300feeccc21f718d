package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/diagram"
)

// Drawing makes a drawing of what lies behind a claim. Every label goes through clean
// here, whole, because it will be broken into lines.
func (x Explanation) Drawing(clean func(string) string) diagram.Diagram {
	d := diagram.Diagram{
		Title:       clean(x.Text),
		Description: clean(string(x.ID) + ": " + x.Summary + ". " + described(x)),
		Key:         drawingKey(x.Graph),
	}
	names := map[string]string{} // of nodes: their ids, but for those that tell a protected name
	for i, n := range x.Graph.Nodes {
		if names[n.ID] = n.ID; clean(n.ID) != n.ID {
			names[n.ID] = fmt.Sprintf("sealed %d", i)
		}
	}
	for _, n := range x.Graph.Nodes {
		out := diagram.Node{ID: names[n.ID], Tone: tone(n.Against, n.Chain), Strong: n.Chain > 0, Line: diagram.Solid}
		label := append([]string{n.Name}, n.Notes...)
		switch n.Kind {
		case PictureClaim:
			out.Shape, out.Tone, out.Strong = diagram.Round, diagram.Plain, n.Focus
			if n.Focus {
				out.Shape = diagram.Target
			}
		case PictureSpeaker:
			out.Shape = diagram.Round
		case PictureConduit:
			out.Shape = diagram.Slanted
		case PictureCopies:
			out.Shape = diagram.Sheet
		default:
			if len(n.Records) > 1 {
				out.Shape = diagram.Stack
			}
			if n.Chain > 0 {
				label = append(label, chainLabel(n))
			}
		}
		if n.Against {
			out.Group = 1
		}
		switch {
		case n.Inactive:
			out.Line, out.Tone = diagram.Dashed, diagram.Muted
		case n.Withheld:
			out.Line = diagram.DashDot
		case n.Untraced:
			out.Line, out.Tone = diagram.Dotted, diagram.Muted
		}
		out.Label = strings.Split(clean(strings.Join(label, "\n")), "\n")
		d.Nodes = append(d.Nodes, out)
	}
	against := map[string]bool{}
	for _, n := range x.Graph.Nodes {
		against[n.ID] = n.Against
	}
	for _, e := range x.Graph.Edges {
		out := diagram.Edge{From: names[e.From], To: names[e.To], Tone: tone(against[e.From], e.Chain), Strong: e.Chain > 0, Loose: e.Same}
		if told := []string{"supports", "told", "", "passed on"}; !slices.Contains(told, e.Words) {
			out.Label = e.Words
		}
		switch {
		case e.Same:
			out.Line, out.Tone = diagram.Dotted, diagram.Plain
		case out.Tone == diagram.Against:
			out.Line = diagram.Dashed
		}
		d.Edges = append(d.Edges, out)
	}
	return d
}

func chainLabel(n PictureNode) string {
	if n.Against {
		return fmt.Sprintf("opposing chain %d", n.Chain)
	}
	return fmt.Sprintf("chain %d", n.Chain)
}

func tone(against bool, chain int) diagram.Tone {
	switch {
	case against:
		return diagram.Against
	case chain > 0:
		return diagram.For
	}
	return diagram.Plain
}

// described tells the chains to who cannot see the picture.
func described(x Explanation) string {
	var b strings.Builder
	for i, c := range x.Chains {
		fmt.Fprintf(&b, "Chain %d: %s. ", i+1, c.Words)
	}
	for i, c := range x.Opposing {
		fmt.Fprintf(&b, "Opposing chain %d: %s. ", i+1, c.Words)
	}
	for _, d := range x.Denials {
		fmt.Fprintf(&b, "Denial: %s (%s). ", d.By, d.Statement)
	}
	return strings.TrimSpace(b.String())
}

// drawingKey explains the forms that occur in a drawing.
func drawingKey(g Picture) []diagram.Node {
	has := func(what func(PictureNode) bool) bool { return slices.ContainsFunc(g.Nodes, what) }
	statement := func(n PictureNode) bool { return n.Kind == PictureStatement }
	kind := func(k PictureKind) func(PictureNode) bool {
		return func(n PictureNode) bool { return n.Kind == k }
	}
	var out []diagram.Node
	add := func(occurs bool, n diagram.Node) {
		if occurs {
			out = append(out, n)
		}
	}
	add(has(func(n PictureNode) bool { return statement(n) && n.Chain > 0 && !n.Against }),
		diagram.Node{Label: []string{"Thick outline", "stands in an independent chain"}, Tone: diagram.For, Strong: true})
	add(has(func(n PictureNode) bool {
		return statement(n) && n.Chain == 0 && !n.Against && !n.Inactive && !n.Untraced
	}),
		diagram.Node{Label: []string{"Thin outline", "adds no origin: not first-hand, or it shares something with a chain"}})
	add(has(func(n PictureNode) bool { return n.Against }),
		diagram.Node{Label: []string{"Dashed arrows", "the opposing side"}, Tone: diagram.Against})
	add(has(func(n PictureNode) bool { return len(n.Records) > 1 }),
		diagram.Node{Label: []string{"A pile", "statements that are alike"}, Shape: diagram.Stack})
	add(has(kind(PictureConduit)), diagram.Node{Label: []string{"Slanted ends", "a conduit, through whom it came"}, Shape: diagram.Slanted})
	add(has(kind(PictureSpeaker)), diagram.Node{Label: []string{"Round ends", "one voice in several statements"}, Shape: diagram.Round})
	add(has(kind(PictureCopies)), diagram.Node{Label: []string{"Folded corner", "one original behind several statements"}, Shape: diagram.Sheet})
	add(has(func(n PictureNode) bool { return n.Untraced }),
		diagram.Node{Label: []string{"Dotted outline", "hearsay: its origin is not known"}, Line: diagram.Dotted, Tone: diagram.Muted})
	add(has(func(n PictureNode) bool { return n.Withheld }),
		diagram.Node{Label: []string{"Dash and dot", "for the desk alone, not for a story"}, Line: diagram.DashDot})
	add(has(func(n PictureNode) bool { return n.Inactive }),
		diagram.Node{Label: []string{"Dashed outline", "withdrawn: counts for nobody"}, Line: diagram.Dashed, Tone: diagram.Muted})
	return out
}
