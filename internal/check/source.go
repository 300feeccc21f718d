package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// use is one place where a source is used: his statement is cited, or his
// descriptor stands there.
type use struct {
	source record.ID
	s      *sentence
	span   draft.Span
	cited  *record.Statement // nil where the descriptor alone stands
}

// descriptor is the agreed public description of a source, as words.
type descriptor struct {
	source record.ID
	words  []string
	head   string // the noun that the description is built on
}

// descriptorsOf gives the descriptors of the casefile, longest first.
func descriptorsOf(c *record.Casefile) []descriptor {
	var out []descriptor
	for _, id := range record.SortedKeys(c.Actors) {
		if a := c.Actors[id]; a.Descriptor != "" {
			if p := pattern(a.Descriptor); len(p) > 0 {
				out = append(out, descriptor{id, p, headOf(a.Descriptor, p)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b descriptor) int { return len(b.words) - len(a.words) })
	return out
}

// headOf finds the noun of a description: the last word before the first
// preposition or comma, where that is a noun of people; else the first noun of people.
func headOf(text string, p []string) string {
	ws := wordsOf(text)
	ws = ws[len(ws)-len(p):]
	end := len(ws)
	for i, w := range ws {
		if i > 0 && (prepositions[w.folded] || breaks(w.gap)) {
			end = i
			break
		}
	}
	if is, _, _ := describes(ws[end-1]); is {
		if !cyrillic(ws[end-1].folded) {
			return ws[end-1].folded
		}
	}
	for _, adjectives := range []bool{false, true} { // "военный врач" is built on "врач"
		for _, w := range ws[:end] {
			if is, body, _ := describes(w); is && !body && (adjectives || !adjective(w.folded)) {
				return w.folded
			}
		}
	}
	if cyrillic(ws[0].folded) { // the first word that is no adjective
		for _, w := range ws[:end] {
			if !adjective(w.folded) {
				return w.folded
			}
		}
	}
	if arabic(ws[0].folded) {
		return ws[0].folded
	}
	return ws[end-1].folded
}

// anonymous reports whether a source stays unnamed: sealed, or on anonymous terms.
func (st *story) anonymous(id record.ID) bool {
	a := st.c.Actors[id]
	return a != nil && (a.Protected || a.Terms == record.Anonymous)
}

// anonymousStatement reports the same of one statement's terms.
func (st *story) anonymousStatement(s *record.Statement) bool {
	return st.anonymous(s.Speaker) || st.c.TermsOf(s) == record.Anonymous
}

// findUses lists every use of a source, in reading order.
func (st *story) findUses() {
	for _, s := range st.sentences {
		for _, c := range s.Cites {
			if stm := st.c.Statements[c.ID]; stm != nil && st.c.Actors[stm.Speaker] != nil {
				st.uses = append(st.uses, use{stm.Speaker, s, c.Span, stm})
			}
		}
		for _, m := range s.mentions {
			if m.full {
				for _, id := range m.actors {
					st.uses = append(st.uses, use{id, s, s.at(m.in(s)), nil})
				}
			}
		}
	}
	for _, b := range st.in.Draft.Blocks { // code and raw HTML are not cut into sentences
		if b.Kind == draft.Code {
			st.usesIn(b.Text, b.Span)
		}
	}
	for _, f := range st.in.Draft.Front.Fields {
		st.usesIn(f.Text, f.Span)
	}
	slices.SortStableFunc(st.uses, func(a, b use) int { return a.span.Start.Offset - b.span.Start.Offset })
	for _, u := range st.uses {
		if !slices.Contains(st.used, u.source) {
			st.used = append(st.used, u.source)
		}
	}
	slices.Sort(st.used)
}

func (st *story) usesIn(text string, span draft.Span) {
	ws := wordsOf(text)
	for _, d := range st.descriptors {
		for i := range ws {
			if matchAt(ws, i, d.words) {
				st.uses = append(st.uses, use{d.source, nil, span, nil})
				break
			}
		}
	}
}

// firstUse gives the first place where a source is used.
func (st *story) firstUse(source record.ID) (use, bool) {
	for _, u := range st.uses {
		if u.source == source {
			return u, true
		}
	}
	return use{}, false
}
