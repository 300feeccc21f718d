package publish

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/problem"
)

// kept lists the elements that a story may consist of, with the attributes that
// stay. Of any other element the text stays, of those in dropped nothing.
var kept = map[atom.Atom][]string{
	atom.P: nil, atom.H1: nil, atom.H2: nil, atom.H3: nil, atom.H4: nil, atom.H5: nil, atom.H6: nil,
	atom.Ul: nil, atom.Ol: {"start"}, atom.Li: nil, atom.Blockquote: nil, atom.Pre: nil, atom.Code: nil,
	atom.Em: nil, atom.Strong: nil, atom.Del: nil, atom.Sub: nil, atom.Sup: {"class"}, atom.Span: {"class"}, atom.Br: nil, atom.Hr: nil,
	atom.A:     {"href", "id", "aria-label"},
	atom.Table: nil, atom.Thead: nil, atom.Tbody: nil, atom.Tr: nil, atom.Th: nil, atom.Td: nil,
}

var dropped = []atom.Atom{
	atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Noscript, atom.Noembed, atom.Noframes,
	atom.Svg, atom.Math, atom.Title, atom.Textarea, atom.Select, atom.Head, atom.Audio, atom.Video, atom.Picture, atom.Canvas,
}

// maxDepth bounds the nesting of a story's elements.
const maxDepth = 100

// body makes the story's text: the draft's HTML, reduced to what a story may
// consist of, whatever the draft's renderer lets through, with a mark behind
// each sentence that has a note.
func (b *builder) body(m meta) (string, error) {
	raw, err := b.in.Draft.HTML(func(s *draft.Sentence) (string, string) { return "", b.markHTML(s) })
	if err != nil {
		return "", err
	}
	root, err := reduce(raw)
	if err != nil {
		return "", problem.Wrap(err, problem.Usage, b.in.Draft.FileName, "the story is nested too deeply to be printed", "")
	}
	dropTitle(root, m.Title)
	for n := range root.Descendants() {
		lowerHeading(n)
	}
	addDateline(root, m.Dateline)
	return render(root)
}

// render writes what is in the root.
func render(root *html.Node) (string, error) {
	letScroll(root)
	var out strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&out, n); err != nil {
			return "", problem.Wrap(err, problem.Internal, PagePath, "the story cannot be written", "")
		}
	}
	return strings.TrimSpace(out.String()), nil
}

// letScroll lets what may be wider than the page be scrolled sideways on its
// own, with the keyboard too: tables and preformatted text, wherever they stand.
func letScroll(root *html.Node) {
	focusable := html.Attribute{Key: "tabindex", Val: "0"}
	var wide []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Table || n.DataAtom == atom.Pre {
			wide = append(wide, n)
		}
	}
	for _, n := range wide {
		if n.DataAtom == atom.Pre {
			n.Attr = append(n.Attr, focusable)
			continue
		}
		box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "class", Val: "wide"}, focusable}}
		n.Parent.InsertBefore(box, n)
		n.Parent.RemoveChild(n)
		box.AppendChild(n)
	}
}

// reduce reads HTML and keeps of it what a story may consist of.
func reduce(raw []byte) (*html.Node, error) {
	div := func() *html.Node { return &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div} }
	nodes, err := html.ParseFragment(bytes.NewReader(raw), div())
	if err != nil {
		return nil, err
	}
	root := div()
	for _, n := range nodes {
		copyKept(root, n, 0)
	}
	return root, nil
}

// markHTML is the small number behind a sentence that leads to its note.
func (b *builder) markHTML(s *draft.Sentence) string {
	k, ok := b.marks[s]
	if !ok {
		return ""
	}
	return fmt.Sprintf(`<sup class="ref"><a href="#note-%d" id="%s" aria-label="%s %d">%d</a></sup>`,
		k.number, k.anchor, html.EscapeString(b.w.Note), k.number, k.number)
}

// anchor names the nth place in the story that leads to a note.
func anchor(number, nth int) string { return fmt.Sprintf("ref-%d-%d", number, nth) }

func copyKept(to, n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		to.AppendChild(&html.Node{Type: html.TextNode, Data: strings.Map(func(r rune) rune {
			if turns(r) {
				return -1
			}
			return r
		}, n.Data)})
		return
	case n.Type != html.ElementNode || depth > maxDepth || n.Namespace != "" || slices.Contains(dropped, n.DataAtom):
		return
	}
	into := to
	if attrs, ok := kept[n.DataAtom]; ok && n.DataAtom != 0 {
		into = &html.Node{Type: html.ElementNode, Data: n.Data, DataAtom: n.DataAtom, Attr: keptAttr(n, attrs)}
		to.AppendChild(into)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		copyKept(into, c, depth+1)
	}
}

func keptAttr(n *html.Node, names []string) []html.Attribute {
	var out []html.Attribute
	for _, a := range n.Attr {
		if a.Namespace != "" || !slices.Contains(names, a.Key) {
			continue
		}
		switch a.Key {
		case "href":
			if !safeLink(a.Val) {
				continue
			}
			if !strings.HasPrefix(a.Val, "#") {
				out = append(out, html.Attribute{Key: "rel", Val: "noreferrer"})
			}
		case "id":
			if !strings.HasPrefix(a.Val, "ref-") {
				continue
			}
		case "class":
			if a.Val != "ref" && a.Val != "image" {
				continue
			}
		case "start":
			if strings.Trim(a.Val, "0123456789") != "" || len(a.Val) > 6 {
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

// safeLink allows links to the web, to a mail address and inside the page.
func safeLink(href string) bool {
	u, err := url.Parse(href)
	if err != nil || strings.ContainsFunc(href, func(r rune) bool { return r < ' ' || turns(r) }) {
		return false
	}
	switch u.Scheme {
	case "https", "http":
		return u.Host != "" && u.User == nil
	case "mailto":
		return u.Opaque != ""
	}
	return u.Scheme == "" && strings.HasPrefix(href, "#")
}

// dropTitle takes away a first heading that only repeats the title.
func dropTitle(root *html.Node, title string) {
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
			continue
		}
		if n.DataAtom == atom.H1 && line(textOf(n)) == title {
			root.RemoveChild(n)
		}
		return
	}
}

// lowerHeading leaves the first rank of headings to the page's title.
func lowerHeading(n *html.Node) {
	if n.DataAtom == atom.H1 {
		n.Data, n.DataAtom = "h2", atom.H2
	}
}

// addDateline sets the dateline in front of the first paragraph.
func addDateline(root *html.Node, dateline string) {
	if dateline == "" {
		return
	}
	span := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{{Key: "class", Val: "dateline"}}}
	span.AppendChild(&html.Node{Type: html.TextNode, Data: dateline + " —"})
	space := &html.Node{Type: html.TextNode, Data: " "}
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.P {
			n.InsertBefore(space, n.FirstChild)
			n.InsertBefore(span, space)
			return
		}
	}
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	p.AppendChild(span)
	root.InsertBefore(p, root.FirstChild)
}

func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}
