package redact

import (
	"strings"

	"golang.org/x/net/html"
)

// allowed are the elements that a page is made anew of, without any attribute.
var allowed = set("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tfoot tr td th caption dl dt dd figure figcaption br hr b strong i em u s sub sup code")

// blocks begin a line.
var blocks = set("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tfoot tr caption dl dt dd figure figcaption hr div section article header footer main aside nav address details summary fieldset legend form center")

// dropped go with all that is in them: they run, call, or show nothing.
var dropped = set("head script style template noscript noframes noembed iframe frame frameset object embed applet svg math canvas audio video picture source track map area select option optgroup datalist input textarea link meta base dialog param portal")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// maxNested is how deep elements may lie in each other.
const maxNested = 500

// readPage makes a sheet of what a reader of a web page sees.
func readPage(source string) ([]Sheet, error) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, Damaged
	}
	var w lineWriter
	if !w.node(root, 0) {
		return nil, Damaged
	}
	return w.done()
}

func (w *lineWriter) node(n *html.Node, depth int) bool {
	if depth > maxNested {
		return false
	}
	switch n.Type {
	case html.TextNode:
		w.add(n.Data)
		return true
	case html.CommentNode:
		w.sheet.Left.Comments++
		return true
	case html.ElementNode:
		if w.leaves(n) {
			return true
		}
	}
	name := n.Data
	known := n.Type == html.ElementNode && n.Namespace == ""
	if known && blocks[name] {
		w.block()
	}
	if known && (name == "td" || name == "th") {
		if w.gap = 0; w.word > 0 {
			w.gap = 1
		}
		w.flush()
	}
	if known && allowed[name] {
		w.tag(name, false)
	}
	kept := w.keep
	w.keep = w.keep || known && name == "pre"
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !w.node(c, depth+1) {
			return false
		}
	}
	w.keep = kept
	switch {
	case known && name == "br":
		w.newLine()
	case known && name == "hr":
	case known && allowed[name]:
		w.tag(name, true)
	}
	if known && blocks[name] {
		w.block()
	}
	return true
}

// leaves reports whether an element is left out, and counts it.
func (w *lineWriter) leaves(n *html.Node) bool {
	switch {
	case n.Data == "script":
		w.sheet.Left.Programs++
	case n.Data == "img" || n.Data == "iframe" || n.Data == "object" || n.Data == "embed" || n.Data == "video" || n.Data == "audio":
		w.sheet.Left.Outside++
		return true
	case n.Data == "head" || n.Data == "style":
	case hiddenNode(n):
		w.sheet.Left.Hidden++
		return true
	}
	return dropped[n.Data]
}

// hiddenNode reports whether an element says of itself that it is not shown. What a
// style sheet hides is taken for shown: then a person sees it and the guard reads it.
func hiddenNode(n *html.Node) bool {
	for _, a := range n.Attr {
		switch v := strings.ToLower(strings.Join(strings.Fields(a.Val), "")); a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if v == "true" {
				return true
			}
		case "style":
			for rule := range strings.SplitSeq(strings.ReplaceAll(v, "!important", ""), ";") {
				switch rule {
				case "display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "opacity:0.0", "font-size:0", "font-size:0px", "content-visibility:hidden":
					return true
				}
			}
		}
	}
	return false
}
