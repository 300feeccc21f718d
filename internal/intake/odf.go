package intake

import (
	"strconv"
	"strings"
)

// odf reads a document of the OpenDocument family: the sheets of a table and the
// slides of a presentation are its pages, of a text those that the program last
// laid out. What stands beside the text is marked as docx does it.
func (p *parts) odf(kind string, limits Limits) ([]string, error) {
	locked := &lockReader{}
	if err := p.walk("META-INF/manifest.xml", locked); err == nil && locked.found {
		return nil, Encrypted
	}
	if !p.has("content.xml") {
		return nil, Damaged
	}
	in := &odfReader{kind: kind, out: newSheaf(limits), hidden: map[string]bool{}, changes: map[string]wordNote{}}
	if err := p.walk("content.xml", in); err != nil {
		return nil, err
	}
	in.flush()
	if kind != typeODT { // of others there are only the program's own
		return in.out.bind()
	}
	heads := &headReader{odfReader: odfReader{kind: kind, out: in.out}}
	if err := p.walk("styles.xml", heads); err != nil {
		return nil, err
	}
	return in.out.bind()
}

// lockReader finds out whether members are encrypted.
type lockReader struct{ found bool }

func (l *lockReader) open(n node) { l.found = l.found || n.name == "encryption-data" }
func (l *lockReader) shut(string) {}
func (l *lockReader) text(string) {}

// odfReader takes content.xml.
type odfReader struct {
	kind    string
	out     *sheaf
	style   string              // that is being defined
	hidden  map[string]bool     // styles of sheets and slides that are not shown
	changes map[string]wordNote // tracked changes, by their ids
	asides  []*odfAside         // that are open
	below   []wordNote          // what stands below the line
	para    int                 // paragraphs that are open
	field   *string             // that takes the next text
	tables  int                 // that are open
	table   sheet               // of a spreadsheet
	slide   bool
}

// odfAside is a note, comment or change that is open.
type odfAside struct {
	name, kind, id, by, at, label string
	text                          strings.Builder
}

// asidesOf are the elements that stand beside the text.
var asidesOf = map[string]string{"note": "footnote", "annotation": "comment", "changed-region": "changed", "notes": "notes"}

func (o *odfReader) open(n node) {
	a := o.aside()
	if kind, ok := asidesOf[n.name]; ok && len(o.asides) < maxMarks {
		o.asides = append(o.asides, &odfAside{name: n.name, kind: kind, id: n.attr("id")})
		return
	}
	switch n.name {
	case "p", "h":
		if o.para++; a != nil && a.text.Len() > 0 {
			a.text.WriteByte('\n')
		} else if a == nil && o.inCell() && o.table.cell.Len() > 0 {
			o.table.cell.WriteByte(' ')
		}
	case "s":
		count, _ := strconv.Atoi(n.attr("c"))
		o.add(strings.Repeat(" ", min(max(count, 1), 100)))
	case "tab":
		o.add("\t")
	case "line-break":
		o.add("\n")
	case "soft-page-break":
		if o.kind == typeODT && a == nil && !o.out.blank() && !o.out.full() {
			o.out.turn()
		}
	case "style":
		o.style = n.attr("name")
	case "table-properties":
		o.hidden[o.style] = n.attr("display") == "false"
	case "drawing-page-properties":
		o.hidden[o.style] = n.attr("visibility") == "hidden"
	case "page":
		o.flush()
		o.slide = true
		if o.hidden[n.attr("style-name")] {
			o.out.aside("hidden slide", n.attr("name"))
		}
	case "change", "change-start":
		if c, ok := o.changes[n.attr("change-id")]; ok {
			o.below = append(o.below, c)
		}
	case "creator", "date", "note-citation", "insertion", "deletion":
		o.says(a, n.name)
	default:
		o.cells(n)
	}
}

// says takes what a note, comment or change tells of itself.
func (o *odfReader) says(a *odfAside, what string) {
	if a == nil {
		return
	}
	switch what {
	case "creator":
		o.field = &a.by
	case "date":
		o.field = &a.at
	case "note-citation":
		o.field = &a.label
	case "insertion":
		a.kind = "inserted"
	case "deletion":
		a.kind = "deleted"
	}
}

func (o *odfReader) aside() *odfAside {
	if len(o.asides) == 0 {
		return nil
	}
	return o.asides[len(o.asides)-1]
}

func (o *odfReader) shut(name string) {
	o.field = nil
	if a := o.aside(); a != nil && a.name == name {
		o.asides = o.asides[:len(o.asides)-1]
		o.told(a)
		return
	}
	switch name {
	case "p", "h":
		if o.para = max(o.para-1, 0); len(o.asides) > 0 || o.inCell() {
			return
		}
		if o.tables > 0 {
			o.out.spaced = true
			return
		}
		o.line()
	case "page":
		o.flush()
		if !o.out.full() {
			o.out.turn()
		}
		o.slide = false
	default:
		o.cellsShut(name)
	}
}

// told puts an aside where it belongs: changes wait for the place that they are of.
func (o *odfReader) told(a *odfAside) {
	note := wordNote{kind: signed(a.kind, a.by, a.at), text: a.text.String()}
	if a.name != "changed-region" {
		o.below = append(o.below, note)
	} else if a.kind != "changed" && len(o.changes) < maxMembers {
		if note.text == "" && a.kind == "inserted" {
			note.text = "here" // what was inserted stands in the text
		}
		o.changes[a.id] = note
	}
}

// line ends a line and writes what stands below it.
func (o *odfReader) line() {
	o.out.line()
	for _, b := range o.below {
		o.out.aside(b.kind, b.text)
	}
	o.below = o.below[:0]
}

// flush ends whatever is open.
func (o *odfReader) flush() {
	o.line()
	o.tables = 0
}

func (o *odfReader) text(s string) {
	switch {
	case o.field != nil:
		if len(*o.field) < maxTitle {
			*o.field += s
		}
	case o.para > 0:
		o.add(collapse(s))
	}
}

// collapse makes one space of white space, as the format has it (19.2): spaces
// that count are elements.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return s
	}
	out := strings.Join(strings.Fields(s), " ")
	if strings.TrimLeft(s, " \t\r\n") != s {
		out = " " + out
	}
	if out != " " && strings.TrimRight(s, " \t\r\n") != s {
		out += " "
	}
	return out
}

func (o *odfReader) add(s string) {
	if o.out.full() {
		return
	}
	switch a := o.aside(); {
	case a != nil:
		a.text.WriteString(s)
		o.out.left -= len(s) // what is kept beside the page counts too
	case o.inCell():
		o.table.cell.WriteString(s)
		o.out.left -= len(s)
	default:
		o.out.write(s)
	}
}

// headReader takes styles.xml, of which running heads are text.
type headReader struct {
	odfReader
	in   string
	kept strings.Builder
}

func (h *headReader) open(n node) {
	switch n.name {
	case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
		h.in = n.name
	case "p", "h":
		h.para++
	}
}

func (h *headReader) shut(name string) {
	switch name {
	case "p", "h":
		h.para = max(h.para-1, 0)
		if h.in != "" {
			h.kept.WriteByte(' ')
		}
	case h.in:
		h.out.aside(strings.SplitN(h.in, "-", 2)[0], strings.Join(strings.Fields(h.kept.String()), " "))
		h.in = ""
		h.kept.Reset()
	}
}

func (h *headReader) text(s string) {
	if h.in != "" && h.para > 0 && h.kept.Len() < 1<<20 {
		h.kept.WriteString(s)
	}
}
