package intake

import (
	"slices"
	"strings"
)

// pptx reads a presentation: a page for each slide, in the order in which they are
// shown. Notes and comments stand below a slide, marked, and a hidden slide says so.
func (p *parts) pptx(limits Limits) ([]string, error) {
	main, err := p.main("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	deck := &deckReader{}
	if err := p.walk(main, deck); err != nil {
		return nil, err
	}
	target, typed, err := p.links(main)
	if err != nil {
		return nil, err
	}
	authors := &authorReader{names: map[string]string{}}
	for _, name := range append(typed["commentAuthors"], typed["authors"]...) {
		if err := p.walk(name, authors); err != nil {
			return nil, err
		}
	}
	out := newSheaf(limits)
	for _, id := range deck.slides {
		if out.full() {
			break
		}
		if err := p.slide(target[id], out, authors.names, limits); err != nil {
			return nil, err
		}
	}
	return out.bind()
}

func (p *parts) slide(name string, out *sheaf, authors map[string]string, limits Limits) error {
	in := &slideReader{out: out}
	if err := p.walk(name, in); err != nil {
		return err
	}
	_, typed, err := p.links(name)
	if err != nil {
		return err
	}
	for _, note := range typed["notesSlide"] {
		words := &slideReader{out: newSheaf(limits), notes: true}
		if err := p.walk(note, words); err != nil {
			return err
		}
		pages, err := words.out.bind()
		if err != nil {
			return err
		}
		out.aside("notes", strings.Join(pages, "\n"))
	}
	for _, name := range typed["comments"] {
		if err := p.walk(name, &commentReader{out: out, authors: authors}); err != nil {
			return err
		}
	}
	out.turn()
	return nil
}

// deckReader gives the slides' ids in order.
type deckReader struct{ slides []string }

func (d *deckReader) open(n node) {
	if n.name != "sldId" || len(d.slides) >= maxMembers {
		return
	}
	for _, a := range n.attrs {
		if a.Name.Local == "id" && a.Name.Space != "" { // r:id; without a prefix it is a number
			d.slides = append(d.slides, a.Value)
		}
	}
}
func (d *deckReader) shut(string) {}
func (d *deckReader) text(string) {}

// authorReader gives the names of those who comment, by id.
type authorReader struct{ names map[string]string }

func (a *authorReader) open(n node) {
	if (n.name == "cmAuthor" || n.name == "author") && len(a.names) < maxMembers {
		a.names[n.attr("id")] = n.attr("name")
	}
}
func (a *authorReader) shut(string) {}
func (a *authorReader) text(string) {}

// slideReader takes the text of a slide or of its notes.
type slideReader struct {
	out   *sheaf
	notes bool
	pass  bool // a placeholder of the notes that repeats the slide
	in    bool
	skip  int
}

func (s *slideReader) open(n node) {
	if s.skip > 0 || n.name == "Fallback" {
		s.skip++
		return
	}
	switch n.name {
	case "sld":
		if n.attr("show") == "0" || n.attr("show") == "false" {
			s.out.aside("hidden slide", "not shown in the presentation")
		}
	case "sp":
		s.pass = false
	case "ph":
		s.pass = s.notes && slices.Contains([]string{"sldNum", "dt", "hdr", "ftr", "sldImg"}, n.attr("type"))
	case "t":
		s.in = true
	case "br":
		s.add("\n")
	}
}

func (s *slideReader) shut(name string) {
	if s.skip > 0 {
		s.skip--
		return
	}
	switch name {
	case "t":
		s.in = false
	case "p", "tr":
		s.out.line()
	case "tc":
		s.out.lines = 0
		s.out.tab()
	}
}

func (s *slideReader) text(t string) {
	if s.in {
		s.add(t)
	}
}

func (s *slideReader) add(t string) {
	if !s.pass && s.skip == 0 {
		s.out.write(t)
	}
}

// commentReader takes comments of the old kind (cm, text) and of the new (txBody, t).
type commentReader struct {
	out     *sheaf
	authors map[string]string
	kind    string
	words   strings.Builder
	in      bool
}

func (c *commentReader) open(n node) {
	switch n.name {
	case "cm", "reply":
		c.tell()
		at := n.attr("dt")
		if at == "" {
			at = n.attr("created")
		}
		c.kind = signed("comment", c.authors[n.attr("authorId")], at)
	case "text", "t":
		c.in = true
	}
}

func (c *commentReader) shut(name string) {
	switch name {
	case "text", "t":
		c.in = false
	case "p":
		c.words.WriteByte(' ')
	case "cmLst":
		c.tell()
	}
}

func (c *commentReader) text(t string) {
	if c.in && !c.out.full() {
		c.words.WriteString(t)
		c.out.left -= len(t)
	}
}

// tell writes the comment that is open.
func (c *commentReader) tell() {
	if c.kind != "" {
		c.out.aside(c.kind, c.words.String())
	}
	c.kind = ""
	c.words.Reset()
}
