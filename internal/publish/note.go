package publish

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// note says what the sentences that cite the same records rest on. It carries
// no ids: an id may itself tell who a source is.
type note struct {
	Number  int
	Excerpt string // of the first sentence, from the story itself
	Parts   []part
	Refs    []ref // places in the story that lead here
}

// part is what there is to say of one cited record.
type part struct {
	Headline string
	Tone     string // a style class: firm, plain, open, against
	Rows     []row
}

// row is a label with what stands behind it.
type row struct {
	Label  string
	Values []value
}

// value is a text, with the shown file that it leads to, if any. Text may be in
// any language and is set apart from Then, which follows in the page's own.
type value struct{ Text, Then, Href string }

// ref is one place in the story that leads to a note: its anchor and the count
// of such places so far.
type ref struct {
	ID   string
	Nth  int
	Only bool // the note's only place
}

// mark is what stands behind a sentence.
type mark struct {
	number int
	anchor string
}

// writeNotes makes one note for each set of cited records, in the order of the
// story, and remembers which sentence leads where.
func (b *builder) writeNotes() {
	known := map[string]*note{}
	for _, s := range b.in.Draft.Sentences {
		parts := b.partsOf(s)
		if len(parts) == 0 {
			continue
		}
		key := citeKey(s)
		n := known[key]
		if n == nil {
			n = &note{Number: len(b.notes) + 1, Excerpt: excerpt(s.Text), Parts: parts}
			known[key] = n
			b.notes = append(b.notes, n)
		}
		r := ref{ID: anchor(n.Number, len(n.Refs)+1), Nth: len(n.Refs) + 1}
		n.Refs = append(n.Refs, r)
		b.marks[s] = mark{number: n.Number, anchor: r.ID}
	}
	for _, n := range b.notes {
		n.Refs[0].Only = len(n.Refs) == 1
	}
}

func citeKey(s *draft.Sentence) string {
	var ids []string
	for _, c := range s.Cites {
		ids = append(ids, string(c.ID))
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

// partsOf gives what there is to say of a sentence's citations; two records of
// which the same is to be said are mentioned once.
func (b *builder) partsOf(s *draft.Sentence) []part {
	var out []part
	seen := map[record.ID]bool{}
	for _, c := range s.Cites {
		if seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		p, ok := b.partOf(c.ID)
		if ok && !slices.ContainsFunc(out, func(q part) bool { return samePart(p, q) }) {
			out = append(out, p)
		}
	}
	return out
}

func (b *builder) partOf(id record.ID) (part, bool) {
	c := b.in.Case
	switch {
	case id == record.Desk:
		return part{Headline: b.w.FirstHandDesk, Tone: "firm"}, true
	case c.Claims[id] != nil:
		return b.claimPart(c.Claims[id]), true
	case c.Statements[id] != nil:
		return b.statementPart(c.Statements[id]), true
	case c.Requests[id] != nil:
		asked := b.requestRow(c.Requests[id])
		return part{Headline: asked.Label, Tone: "plain", Rows: []row{{b.w.LabelWhom, asked.Values}}}, true
	}
	return part{}, false // @none, or an id that the gate has refused
}

func samePart(p, q part) bool {
	return p.Headline == q.Headline && slices.EqualFunc(p.Rows, q.Rows, func(x, y row) bool {
		return x.Label == y.Label && slices.Equal(x.Values, y.Values)
	})
}

// excerpt gives the first words of a sentence, at most 80 characters of them.
func excerpt(text string) string {
	text = line(text)
	const most = 80
	if r := []rune(text); len(r) > most {
		cut := string(r[:most])
		if i := strings.LastIndexByte(cut, ' '); i > most/2 {
			cut = cut[:i]
		}
		return strings.TrimRight(cut, " ,;:—–-") + "…"
	}
	return text
}

// add appends a row unless it says nothing; the same value is given once.
func (p *part) add(label string, values ...value) {
	var kept []value
	for _, v := range values {
		if v.Text != "" && !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	if len(kept) > 0 {
		p.Rows = append(p.Rows, row{label, kept})
	}
}

func texts(words ...string) []value {
	var out []value
	for _, w := range words {
		out = append(out, value{Text: w})
	}
	return out
}
