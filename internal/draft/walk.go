package draft

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	mdtext "github.com/yuin/goldmark/text"
)

// element is a node of the body as it will be rendered. An element with a leaf
// holds the words of a block.
type element struct {
	tag  string // empty for a leaf without an element of its own, or for the root
	attr string // ready to print
	void bool
	kids []*element
	leaf *leaf
}

// walker turns the syntax tree into blocks.
type walker struct {
	d    *Draft
	src  []byte // the text
	base int    // where the body starts in it
	seen []bool // bytes of the text that became glyphs, citations or hidden text
}

// readBody parses the Markdown into Blocks, Hidden and the tree.
func readBody(d *Draft) {
	w := &walker{d: d, src: d.text.text, base: d.body, seen: make([]bool, len(d.text.text))}
	d.tree = &element{}
	w.children(parseMarkdown(w.src[w.base:]), d.tree, Paragraph)
	w.leftovers()
}

func (w *walker) children(n ast.Node, into *element, kind BlockKind) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c, into, kind)
	}
}

// block adds one block node; kind is what a paragraph is called in this place.
func (w *walker) block(n ast.Node, into *element, kind BlockKind) {
	open := func(tag, attr string) *element {
		e := &element{tag: tag, attr: attr}
		into.kids = append(into.kids, e)
		return e
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.words(n, open(fmt.Sprintf("h%d", n.Level), ""), Block{Kind: Heading, Level: n.Level})
	case *ast.Paragraph:
		w.words(n, open("p", ""), Block{Kind: kind})
	case *ast.TextBlock:
		w.words(n, open("", ""), Block{Kind: kind})
	case *ast.Blockquote:
		w.children(n, open("blockquote", ""), Quoted)
	case *ast.List:
		tag, attr := "ul", ""
		if n.IsOrdered() {
			tag = "ol"
			if n.Start != 1 {
				attr = fmt.Sprintf(` start="%d"`, n.Start)
			}
		}
		w.children(n, open(tag, attr), kind)
	case *ast.ListItem:
		w.children(n, open("li", ""), ListItem)
	case *ast.ThematicBreak:
		open("hr", "").void = true
	case *ast.CodeBlock:
		w.code(n, n.Lines(), open("pre", ""), false)
	case *ast.FencedCodeBlock:
		if n.Info != nil {
			w.hide("code info", w.base+n.Info.Segment.Start, w.base+n.Info.Segment.Stop)
		}
		w.code(n, n.Lines(), open("pre", ""), false)
	case *ast.HTMLBlock:
		lines := mdtext.NewSegments()
		lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
		if n.HasClosure() {
			lines.Append(n.ClosureLine)
		}
		w.code(n, lines, open("", ""), true)
	case *ast.LinkReferenceDefinition:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			w.hide("definition", w.base+line.Start, w.base+line.Stop)
		}
	case *xast.Table:
		w.children(n, open("table", ""), TableCell)
	case *xast.TableHeader:
		row := &element{tag: "tr"}
		open("thead", "").kids = []*element{row}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.cell(c, row, "th")
		}
	case *xast.TableRow:
		row := open("tr", "")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.cell(c, row, "td")
		}
	default:
		w.children(n, open("", ""), kind)
	}
}

func (w *walker) cell(n ast.Node, row *element, tag string) {
	e := &element{tag: tag}
	row.kids = append(row.kids, e)
	w.words(n, e, Block{Kind: TableCell, Level: map[string]int{"th": 1}[tag]})
}

// words adds a block with sentences.
func (w *walker) words(n ast.Node, e *element, b Block) {
	in := &inline{w: w, end: w.base + max(n.Pos(), 0)}
	if size := linesOf(n); size > 0 {
		in.leaf.glyphs = make([]glyph, 0, size)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.node(c, 0)
	}
	e.leaf = in.finish()
	b.Text, b.Span = e.leaf.text(), w.d.text.span(w.base+max(n.Pos(), 0), w.base+max(n.Pos(), 0))
	if from, to, ok := e.leaf.extent(); ok {
		b.Span = w.d.text.span(from, to)
	}
	w.d.Blocks = append(w.d.Blocks, b)
	w.d.leaf = append(w.d.leaf, e.leaf)
}

// linesOf gives the number of bytes that a block's lines take; a cell of a table has none.
func linesOf(n ast.Node) (size int) {
	if n.Type() != ast.TypeBlock || n.Lines() == nil {
		return 0
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		size += line.Len()
	}
	return size
}

// code adds a block that is kept as it stands: code, or raw HTML, which is never published.
func (w *walker) code(n ast.Node, lines *mdtext.Segments, e *element, raw bool) {
	l := &leaf{code: true, raw: raw}
	e.leaf = l
	at := w.base + max(n.Pos(), 0)
	b := Block{Kind: Code, Span: w.d.text.span(at, at)}
	var text strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		text.Write(seg.Value(w.src[w.base:]))
		from, to := w.base+seg.Start, w.base+seg.Stop
		w.see(from, to)
		if i == 0 {
			b.Span = w.d.text.span(from, to)
		}
		b.Span.End = w.d.text.at(to)
		if raw {
			w.d.cuts = append(w.d.cuts, cut{from: from, to: to})
		}
	}
	b.Text, l.words = text.String(), text.String()
	w.d.Blocks = append(w.d.Blocks, b)
	w.d.leaf = append(w.d.leaf, l)
}

func (w *walker) see(from, to int) {
	for i := max(from, 0); i < min(to, len(w.seen)); i++ {
		w.seen[i] = true
	}
}

// hide keeps a stretch of the text that the page does not show.
func (w *walker) hide(key string, from, to int) {
	if from >= to {
		return
	}
	w.see(from, to)
	w.d.Hidden = append(w.d.Hidden, Field{Key: key, Text: string(w.src[from:to]), Span: w.d.text.span(from, to)})
}

// leftovers keeps whatever letters of the body no other part took in, such as
// surplus table cells and labels of links: the file holds them all the same.
func (w *walker) leftovers() {
	for i := w.base; i < len(w.src); {
		if w.seen[i] || w.src[i] == '\n' {
			i++
			continue
		}
		start, letters := i, 0
		for i < len(w.src) && !w.seen[i] && w.src[i] != '\n' {
			r, n := utf8.DecodeRune(w.src[i:])
			if unicode.IsLetter(r) {
				letters++
			}
			i += n
		}
		if letters > 1 {
			w.hide("markup", start, i)
		}
	}
}
