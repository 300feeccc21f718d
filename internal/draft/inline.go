package draft

import (
	"bytes"
	"html"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// glyph is one character that the reader sees, with its place in the text.
type glyph struct {
	r          rune // white space is ' '
	raw        rune // as it stands in the file
	start, end int32
	style      int16
	br         bool // a hard line break
}

// style is a kind of emphasis or a link; styles lie in each other through parent.
type style struct {
	parent int16
	tag    string
	url    string
}

const (
	maxStyleDepth = 12
	maxStyles     = 1 << 14
)

// anchor is where a citation stood: before the at-th glyph.
type anchor struct {
	at       int
	from, to int // in the text
	cites    []Cite
}

// picture is an image's text; the image itself is never shown.
type picture struct {
	at  int
	alt string
}

// leaf is the content of a block.
type leaf struct {
	glyphs    []glyph
	anchors   []anchor
	pictures  []picture
	styles    []style
	code, raw bool
	words     string // of code
	sentences []*Sentence
}

// inline gathers the glyphs of one block.
type inline struct {
	w     *walker
	leaf  leaf
	alt   []rune // collects the text of an image
	inAlt int
	end   int // behind the last byte of the text that was read
}

// node reads an inline node and what lies in it.
func (in *inline) node(n ast.Node, st int16) {
	w := in.w
	switch n := n.(type) {
	case *ast.Text:
		in.text(w.base+n.Segment.Start, w.base+n.Segment.Stop, n.IsRaw(), st)
		if n.SoftLineBreak() || n.HardLineBreak() {
			in.put(glyph{r: '\n', start: int32(in.end), end: int32(in.end), style: st, br: n.HardLineBreak()})
		}
		return
	case *citeNode:
		in.cite(w.base+n.start, w.base+n.end)
		return
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			from, to := w.base+seg.Start, w.base+seg.Stop
			key := "html"
			if bytes.HasPrefix(w.src[from:to], []byte("<!--")) {
				key = "comment"
			}
			w.hide(key, from, to)
			w.d.cuts = append(w.d.cuts, cut{from: from, to: to})
			in.end = max(in.end, to)
		}
		return
	case *ast.AutoLink:
		from := w.base + max(n.Pos(), 0) + 1
		label := n.Label(w.src[w.base:])
		url := string(n.URL(w.src[w.base:]))
		if n.AutoLinkType == ast.AutoLinkEmail {
			url = "mailto:" + string(label)
		}
		in.text(from, min(from+len(label), len(w.src)), true, in.push(st, "a", url))
		return
	case *ast.CodeSpan:
		st = in.push(st, "code", "")
	case *ast.Emphasis:
		st = in.push(st, map[bool]string{true: "strong", false: "em"}[n.Level > 1], "")
	case *ast.Link:
		from := w.base + max(n.Pos(), 0)
		in.children(n, in.push(st, "a", string(n.Destination)))
		in.target(from, n.Destination, n.Title, n.Reference != nil, "link")
		return
	case *ast.Image:
		in.image(n, st)
		return
	}
	in.children(n, st)
}

func (in *inline) children(n ast.Node, st int16) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.node(c, st)
	}
}

// image keeps an image's words for the leak check and its text for the page.
func (in *inline) image(n *ast.Image, st int16) {
	from := in.w.base + max(n.Pos(), 0)
	outer := in.alt
	in.alt = nil
	in.inAlt++
	in.end = max(in.end, from+2)
	in.children(n, st)
	in.inAlt--
	alt := in.alt
	in.alt = append(outer, alt...)
	if from+2 < in.end && in.inAlt == 0 {
		in.w.hide("image text", from+2, in.end)
	}
	end := in.target(from, n.Destination, n.Title, n.Reference != nil, "image")
	if in.inAlt == 0 {
		in.leaf.pictures = append(in.leaf.pictures, picture{at: len(in.leaf.glyphs), alt: string(alt)})
		in.w.d.cuts = append(in.w.d.cuts, cut{from: from, to: end, put: string(alt)})
	}
}

// target keeps address and title of a link, of which the words are already read,
// and gives its end. Those of a reference stand in its definition.
func (in *inline) target(from int, url, title []byte, reference bool, kind string) int {
	w := in.w
	from = max(from, w.base)
	tail := max(in.end, from+1)
	end := linkEnd(w.src, tail)
	in.end = max(in.end, end)
	if reference {
		return end
	}
	for _, part := range []struct {
		key  string
		text []byte
	}{{kind + " url", url}, {kind + " title", title}} {
		if len(part.text) == 0 {
			continue
		}
		span := w.d.text.span(from, end)
		if at := bytes.Index(w.src[min(tail, end):end], part.text); at >= 0 {
			span = w.d.text.span(tail+at, tail+at+len(part.text))
		}
		w.d.Hidden = append(w.d.Hidden, Field{Key: part.key, Text: string(part.text), Span: span})
	}
	w.see(tail, end)
	return end
}

// linkEnd finds the end of "](url "title")", "][label]" or "]" at or behind a place.
func linkEnd(src []byte, at int) int {
	skip := func(i int, stop byte) int {
		for ; i < len(src) && src[i] != stop; i++ {
			if src[i] == '\\' {
				i++
			}
		}
		return min(i+1, len(src))
	}
	at = skip(at, ']')
	switch {
	case at < len(src) && src[at] == '[':
		return skip(at+1, ']')
	case at >= len(src) || src[at] != '(':
		return at
	}
	depth := 0
	for i := at; i < len(src); i++ {
		switch c := src[i]; c {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '<':
			i = skip(i+1, '>') - 1
		case '"', '\'':
			if src[i-1] == ' ' || src[i-1] == '\n' || src[i-1] == '\t' {
				i = skip(i+1, c) - 1
			}
		}
	}
	return len(src)
}

// push opens a style inside another.
func (in *inline) push(parent int16, tag, url string) int16 {
	l := &in.leaf
	if len(l.styles) == 0 {
		l.styles = append(l.styles, style{})
	}
	depth := 0
	for p := parent; p != 0; p = l.styles[p].parent {
		depth++
	}
	if depth >= maxStyleDepth || len(l.styles) >= maxStyles {
		return parent
	}
	l.styles = append(l.styles, style{parent: parent, tag: tag, url: url})
	return int16(len(l.styles) - 1)
}

var entity = regexp.MustCompile(`^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// text reads a stretch of the text; unless it is raw, escapes and entities are resolved.
func (in *inline) text(from, to int, raw bool, st int16) {
	src := in.w.src
	in.w.see(from, to)
	for i := from; i < to; {
		if c := src[i]; c >= ' ' && c < 0x7f && c != '\\' && c != '&' && in.inAlt == 0 { // of most texts all
			in.leaf.glyphs = append(in.leaf.glyphs, glyph{r: rune(c), raw: rune(c), start: int32(i), end: int32(i + 1), style: st})
			i++
			continue
		}
		r, n := utf8.DecodeRune(src[i:to])
		switch {
		case raw:
		case r == '\\' && i+1 < to && src[i+1] < utf8.RuneSelf && unicode.In(rune(src[i+1]), unicode.P, unicode.S):
			in.put(glyph{r: rune(src[i+1]), start: int32(i), end: int32(i + 2), style: st})
			i += 2
			continue
		case r == '&':
			if m := entity.Find(src[i:min(to, i+40)]); m != nil {
				if plain := html.UnescapeString(string(m)); plain != string(m) {
					for _, c := range plain {
						in.put(glyph{r: c, start: int32(i), end: int32(i + len(m)), style: st})
					}
					i += len(m)
					continue
				}
			}
		}
		in.put(glyph{r: r, start: int32(i), end: int32(i + n), style: st})
		i += n
	}
	in.end = max(in.end, to)
}

func (in *inline) put(g glyph) {
	in.end = max(in.end, int(g.end))
	g.raw = g.r
	if unicode.IsSpace(g.r) {
		g.r = ' '
	} else if unicode.IsControl(g.r) {
		g.r, g.raw = utf8.RuneError, utf8.RuneError
	}
	if in.inAlt > 0 {
		in.alt = append(in.alt, g.r)
		return
	}
	in.leaf.glyphs = append(in.leaf.glyphs, g)
}
