package intake

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// xlsx reads a workbook: a page for each sheet, in their order, hidden ones too,
// a line for each row that is not empty, its cells parted by tabs. Cells hold what
// was last computed. Dates are ISO 8601, by the number format of their cell.
func (p *parts) xlsx(limits Limits) ([]string, error) {
	main, err := p.main("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	book := &bookReader{}
	if err := p.walk(main, book); err != nil {
		return nil, err
	}
	target, typed, err := p.links(main)
	if err != nil {
		return nil, err
	}
	shared := &stringReader{left: limits.Chars}
	for _, name := range typed["sharedStrings"] {
		if err := p.walk(name, shared); err != nil {
			return nil, err
		}
	}
	if shared.left < 0 {
		return nil, TooMuchText
	}
	look := &lookReader{formats: map[string]string{}}
	for _, name := range typed["styles"] {
		if err := p.walk(name, look); err != nil {
			return nil, err
		}
	}
	out := newSheaf(limits)
	for _, s := range book.sheets {
		if out.full() {
			break
		}
		kind := "sheet"
		if s.state != "" && s.state != "visible" {
			kind = "hidden sheet"
		}
		out.aside(kind, s.name)
		in := &gridReader{out: out, shared: shared.list, times: look.times, from1904: book.from1904}
		if err := p.walk(target[s.id], in); err != nil {
			return nil, err
		}
		if err := p.remarks(target[s.id], out); err != nil {
			return nil, err
		}
		out.turn()
	}
	return out.bind()
}

// remarks writes what was noted beside cells: old notes and new threads.
func (p *parts) remarks(sheet string, out *sheaf) error {
	_, typed, err := p.links(sheet)
	if err != nil {
		return err
	}
	for _, kind := range []string{"comments", "threadedComment"} {
		for _, name := range typed[kind] {
			if err := p.walk(name, &remarkReader{out: out}); err != nil {
				return err
			}
		}
	}
	return nil
}

// bookReader gives the sheets in order.
type bookReader struct {
	sheets   []struct{ name, state, id string }
	from1904 bool
}

func (b *bookReader) open(n node) {
	switch n.name {
	case "workbookPr":
		b.from1904 = n.attr("date1904") == "1" || n.attr("date1904") == "true"
	case "sheet":
		if len(b.sheets) < maxMembers {
			b.sheets = append(b.sheets, struct{ name, state, id string }{n.attr("name"), n.attr("state"), n.attr("id")})
		}
	}
}
func (b *bookReader) shut(string) {}
func (b *bookReader) text(string) {}

// stringReader gives the texts that cells share.
type stringReader struct {
	list []string
	cur  strings.Builder
	in   bool
	rPh  bool // how an ideograph is read, which is no text of the cell
	left int
}

func (s *stringReader) open(n node) {
	switch n.name {
	case "t":
		s.in = !s.rPh
	case "rPh":
		s.rPh = true
	}
}

func (s *stringReader) shut(name string) {
	switch name {
	case "t":
		s.in = false
	case "rPh":
		s.rPh = false
	case "si":
		if s.left--; s.left >= 0 {
			s.list = append(s.list, s.cur.String())
		}
		s.cur.Reset()
	}
}

func (s *stringReader) text(t string) {
	if s.in && s.left >= 0 {
		s.cur.WriteString(t)
		s.left -= utf8.RuneCountInString(t)
	}
}

// gridReader takes the cells of a sheet.
type gridReader struct {
	out      *sheaf
	shared   []string
	times    []clock
	from1904 bool
	kind     string // of the cell
	style    int
	col      int // of the cell, from 1; of the last full one before it
	last     int
	value    strings.Builder
	in       bool
	unseen   bool
}

func (g *gridReader) open(n node) {
	switch n.name {
	case "row":
		g.last, g.col = 0, 0
		g.unseen = n.attr("hidden") == "1" || n.attr("hidden") == "true"
	case "c":
		g.kind = n.attr("t")
		g.style, _ = strconv.Atoi(n.attr("s"))
		g.col++
		if col := column(n.attr("r")); col > 0 {
			g.col = col
		}
		g.value.Reset()
	case "v", "t":
		g.in = true
	}
}

func (g *gridReader) shut(name string) {
	switch name {
	case "v", "t":
		g.in = false
	case "c":
		g.cell()
	case "row":
		g.out.line()
	}
}

func (g *gridReader) text(s string) {
	if g.in && g.value.Len() < 1<<20 {
		g.value.WriteString(s)
	}
}

// cell writes a cell that is not empty, with a tab for each column since the last.
func (g *gridReader) cell() {
	text := g.shown(g.value.String())
	if text == "" || g.out.full() {
		return
	}
	if g.last == 0 && g.unseen {
		g.out.write("[hidden row] ")
	}
	g.out.tabs = min(max(g.col-max(g.last, 1), 0), maxTabs)
	if g.last == 0 {
		g.out.tabs = 0
	}
	g.out.write(text)
	g.last = g.col
}

// shown gives a cell's value as its sheet shows it.
func (g *gridReader) shown(v string) string {
	switch g.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && i >= 0 && i < len(g.shared) {
			return g.shared[i]
		}
		return ""
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[v]
	case "", "n":
		if x, err := strconv.ParseFloat(v, 64); err == nil {
			if g.style >= 0 && g.style < len(g.times) && g.times[g.style] != noClock {
				if t := g.times[g.style].text(x, g.from1904); t != "" {
					return t
				}
			}
			return strconv.FormatFloat(x, 'f', -1, 64)
		}
	}
	return v
}

// column gives the number of a cell's column from its name, "AB12"; 0 for none.
func column(ref string) int {
	n := 0
	for _, r := range ref {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = 26*n + int(r-'A') + 1
	}
	return n
}

// remarkReader takes notes and comments of cells.
type remarkReader struct {
	out     *sheaf
	authors []string
	cell    string
	who     int
	words   strings.Builder
	in      string
}

func (r *remarkReader) open(n node) {
	switch n.name {
	case "author", "t", "text":
		r.in = n.name
	case "comment", "threadedComment":
		r.cell, r.who = n.attr("ref"), -1
		if i, err := strconv.Atoi(n.attr("authorId")); err == nil {
			r.who = i
		}
		r.words.Reset()
	}
}

func (r *remarkReader) shut(name string) {
	switch name {
	case r.in:
		r.in = ""
	case "comment", "threadedComment":
		by := ""
		if r.who >= 0 && r.who < len(r.authors) {
			by = r.authors[r.who]
		}
		r.out.aside(signed("comment on "+oneLine(r.cell), by, ""), r.words.String())
	}
}

func (r *remarkReader) text(s string) {
	switch {
	case r.in == "author" && len(r.authors) < maxMembers:
		r.authors = append(r.authors, s)
	case r.in != "" && r.in != "author" && !r.out.full():
		r.words.WriteString(s)
		r.out.left -= len(s)
	}
}
