package intake

import (
	"cmp"
	"slices"
	"strings"
)

// docx reads a word processor's document. Its pages are those that the program
// last laid out and wrote down, else there is one. What a printed page does not
// show as text of its own is text all the same and stands on lines below its
// paragraph, each with what it is: deletions, insertions and moves with author
// and date, comments, notes, hidden words, running heads.
func (p *parts) docx(limits Limits) ([]string, error) {
	main, err := p.main("word/document.xml")
	if err != nil {
		return nil, err
	}
	_, typed, err := p.links(main)
	if err != nil {
		return nil, err
	}
	body := &wordReader{notes: map[string]*wordNote{}}
	for _, kind := range []string{"footnotes", "endnotes", "comments"} {
		for _, name := range typed[kind] {
			notes := &noteReader{kind: kind, notes: body.notes, limits: limits}
			if err := cmp.Or(p.walk(name, notes), notes.err); err != nil {
				return nil, err
			}
			limits = notes.limits
		}
	}
	out := newSheaf(limits)
	body.out = out
	if err := p.walk(main, body); err != nil {
		return nil, err
	}
	body.rest()
	seen := map[string]bool{}
	for _, kind := range []string{"header", "footer"} {
		for _, name := range typed[kind] {
			text, err := p.wordText(name, limits)
			if err != nil {
				return nil, err
			}
			if !seen[text] { // each section repeats it
				out.aside(kind, text)
				seen[text] = true
			}
		}
	}
	return out.bind()
}

// wordText gives the text of a part in one line.
func (p *parts) wordText(name string, limits Limits) (string, error) {
	in := &wordReader{out: newSheaf(limits)}
	if err := p.walk(name, in); err != nil {
		return "", err
	}
	in.rest()
	pages, err := in.out.bind()
	return strings.Join(strings.Fields(strings.Join(pages, " ")), " "), err
}

// wordNote is a note or comment, which stands apart from the text.
type wordNote struct {
	kind, text string
	told       bool
}

// revisions are the elements around text that was changed while changes were
// tracked (ECMA-376 part 1, 17.13.5), with whether the text is still part of the document.
var revisions = map[string]struct {
	kind  string
	holds bool
}{"ins": {"inserted", true}, "del": {"deleted", false}, "moveFrom": {"moved away", false}, "moveTo": {"moved here", true}}

// maxMarks bounds revisions inside revisions; of those within, only the text is kept.
const maxMarks = 8

// wordReader takes a part with paragraphs.
type wordReader struct {
	out    *sheaf
	notes  map[string]*wordNote // by kind and id
	asides []wordNote           // of the paragraph
	marks  []*wordMark          // open revisions
	cells  int                  // tables that are open
	skip   int                  // elements inside one that is passed over
	run    bool
	hidden strings.Builder
	hide   bool
	in     bool // a text
	turned bool // the page was just turned
}

type wordMark struct {
	name, kind string
	holds      bool
	text       strings.Builder
}

func (w *wordReader) open(n node) {
	if w.skip > 0 || n.name == "Fallback" { // the same again for older programs
		w.skip++
		return
	}
	switch n.name {
	case "t", "delText":
		w.in = true
	case "tab", "ptab":
		if w.run {
			w.add("\t")
		}
	case "br", "cr":
		if n.attr("type") == "page" {
			w.page(true)
			return
		}
		w.add("\n")
	case "lastRenderedPageBreak":
		w.page(false)
	case "noBreakHyphen":
		w.add("-")
	case "softHyphen":
		w.add(string(softHyphen))
	case "r":
		w.run, w.hide = true, false
	case "vanish", "webHidden":
		w.hide = w.run && n.name == "vanish" && !slices.Contains([]string{"0", "false", "off"}, n.attr("val"))
	case "tbl":
		w.cells++
		w.out.line()
	case "footnoteReference", "endnoteReference", "commentReference":
		w.refer(n.name+"s", n.attr("id"))
	default:
		if r, ok := revisions[n.name]; ok && len(w.marks) < maxMarks {
			w.marks = append(w.marks, &wordMark{name: n.name, kind: signed(r.kind, n.attr("author"), n.attr("date")), holds: r.holds})
		}
	}
}

// signed says of a mark by whom and when it was made.
func signed(kind, by, at string) string {
	if by = oneLine(strings.NewReplacer("[", "(", "]", ")").Replace(by)); by != "" {
		kind += " by " + by
	}
	if at = oneLine(at); at != "" {
		kind += ", " + at
	}
	return kind
}

func (w *wordReader) shut(name string) {
	if w.skip > 0 {
		w.skip--
		return
	}
	switch name {
	case "t", "delText":
		w.in = false
	case "r":
		w.run, w.hide = false, false
	case "p":
		w.paragraph()
	case "tc":
		w.out.tab()
	case "tr":
		w.below()
	case "tbl":
		w.cells = max(w.cells-1, 0)
	}
	if n := len(w.marks); n > 0 && w.marks[n-1].name == name {
		m := w.marks[n-1]
		w.marks = w.marks[:n-1]
		w.asides = append(w.asides, wordNote{kind: m.kind, text: m.text.String()})
	}
}

// paragraph ends one; in a table only its row ends the line.
func (w *wordReader) paragraph() {
	if w.cells > 0 {
		w.out.spaced = true
		return
	}
	w.below()
}

// below writes what stands beside the line.
func (w *wordReader) below() {
	if w.hidden.Len() > 0 {
		w.asides = append(w.asides, wordNote{kind: "hidden", text: w.hidden.String()})
		w.hidden.Reset()
	}
	w.out.line()
	for _, a := range w.asides {
		w.out.aside(a.kind, a.text)
	}
	w.asides = w.asides[:0]
}

func (w *wordReader) text(s string) {
	if w.in && w.skip == 0 {
		w.add(s)
	}
}

// add puts text where it belongs: on the page, and with every open revision.
func (w *wordReader) add(s string) {
	if w.out.full() {
		return
	}
	holds := true
	for _, m := range w.marks {
		m.text.WriteString(s)
		w.out.left -= len(s) // what is kept twice counts twice
		holds = holds && m.holds
	}
	switch {
	case holds && w.hide:
		w.hidden.WriteString(s)
	case holds:
		w.out.write(s)
		w.turned = false
	}
}

// page turns the page. A break that the program laid out right after one that the
// author set is the same break.
func (w *wordReader) page(set bool) {
	if len(w.marks) == 0 && !w.out.full() && (set || !w.turned && !w.out.blank()) {
		w.out.turn()
		w.turned = true
	}
}

// refer puts a note below the paragraph that refers to it.
func (w *wordReader) refer(kind, id string) {
	if n := w.notes[noteKey(kind, id)]; n != nil && !n.told {
		n.told = true
		w.asides = append(w.asides, *n)
	}
}

// rest writes notes that nothing refers to, and what a broken document left open.
func (w *wordReader) rest() {
	for _, m := range w.marks {
		w.asides = append(w.asides, wordNote{kind: m.kind, text: m.text.String()})
	}
	w.below()
	var keys []string
	for k, n := range w.notes {
		if !n.told {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		w.out.aside(w.notes[k].kind, w.notes[k].text)
	}
}

// noteKey makes one of "footnoteReferences" and "footnotes".
func noteKey(kind, id string) string {
	return strings.TrimSuffix(strings.TrimSuffix(kind, "s"), "Reference") + " " + id
}

// noteReader takes a part that lists notes or comments.
type noteReader struct {
	kind   string
	notes  map[string]*wordNote
	limits Limits
	note   *wordNote
	words  *wordReader
	key    string
	err    error
}

func (r *noteReader) open(n node) {
	switch {
	case r.words != nil:
		r.words.open(n)
	case n.name == strings.TrimSuffix(r.kind, "s") && len(r.notes) < maxMembers:
		if t := n.attr("type"); t != "" && t != "normal" {
			return // the line above the notes
		}
		r.key = noteKey(r.kind, n.attr("id"))
		r.note = &wordNote{kind: signed(n.name, n.attr("author"), n.attr("date"))}
		r.words = &wordReader{out: newSheaf(r.limits)}
	}
}

func (r *noteReader) shut(name string) {
	if r.words == nil {
		return
	}
	if name != strings.TrimSuffix(r.kind, "s") {
		r.words.shut(name)
		return
	}
	r.words.rest()
	pages, err := r.words.out.bind()
	r.note.text = strings.Join(pages, "\n")
	r.err = cmp.Or(r.err, err)
	r.limits.Chars -= len(r.note.text)
	r.notes[r.key], r.words = r.note, nil
}

func (r *noteReader) text(s string) {
	if r.words != nil {
		r.words.text(s)
	}
}
