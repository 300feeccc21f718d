package check

import (
	"fmt"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

func findUncited(st *story) (out []found) {
	rows, proposed := st.citingRows(), 0
	for _, s := range st.sentences {
		if !s.prose() || s.citesSomething() || !asserts(s.Text) || (rows[s.Span.Start.Line] && st.label(s)) {
			continue
		}
		f := found{s: s, span: s.whole(), message: "the sentence cites nothing",
			hint: "cite a claim, a statement or a request with [@id]; [@desk] for what the desk saw itself, [@none] where nothing needs evidence"}
		citable := len(s.Cites) == 0
		for _, c := range s.Cites {
			if kind := st.c.KindOf(c.ID); kind != "" {
				citable = true
				f.ids = append(f.ids, c.ID)
				f.message = fmt.Sprintf("the sentence cites only %s, which is of kind %s and asserts nothing by itself", c.ID, kind)
			}
		}
		if citable && len(s.Cites) == 0 && proposed < mostProposals {
			proposed++
			f.hint = proposal(st.propose(s)) + f.hint
		}
		if citable { // an id that does not exist is found by its own rule
			out = append(out, f)
		}
	}
	return out
}

// citingRows gives the lines of the table rows of which a cell cites something.
func (st *story) citingRows() map[int]bool {
	rows := map[int]bool{}
	for _, s := range st.sentences {
		if st.inTable(s) && s.citesSomething() {
			rows[s.Span.Start.Line] = true
		}
	}
	return rows
}

func (st *story) inTable(s *sentence) bool {
	blocks := st.in.Draft.Blocks
	return s.n >= 0 && s.Block < len(blocks) && blocks[s.Block].Kind == draft.TableCell
}

// label reports whether a table's cell only labels its row: "2019", "Killed".
func (st *story) label(s *sentence) bool {
	return st.inTable(s) && len(s.words) <= 3 && len(s.Sayings) == 0 && !strings.ContainsAny(s.Text, ".!?")
}

// asserts reports whether a text has any word in it.
func asserts(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

func findUnknownCitation(st *story) (out []found) {
	for _, s := range st.sentences {
		for _, c := range s.Cites {
			if c.ID == record.None || c.ID == record.Desk || st.c.KindOf(c.ID) != "" {
				continue
			}
			span := c.Span
			if s.field != nil {
				span = *s.field
			}
			out = append(out, found{s: s, span: span, ids: []record.ID{c.ID},
				message: fmt.Sprintf("no record has the id %s", c.ID),
				hint:    "correct the id, or import the record first"})
		}
	}
	return out
}

func findNoneAsserts(st *story) (out []found) {
	for _, s := range st.sentences {
		if !s.none {
			continue
		}
		what, in := st.assertion(s)
		if what == "" {
			continue
		}
		out = append(out, found{s: s, span: s.at(in),
			message: "[@none] stands on a sentence with " + what,
			hint:    "cite what it rests on, or take it out"})
	}
	return out
}

// assertion finds the first thing in a sentence that needs evidence.
func (st *story) assertion(s *sentence) (what string, in draft.TextSpan) {
	best := func(w string, at draft.TextSpan) {
		if what == "" || at.Start < in.Start {
			what, in = w, at
		}
	}
	for _, n := range s.Numbers {
		if !n.Ordinal && !bareOne(n) {
			best("a number", n.In)
		}
	}
	for _, d := range s.Dates {
		if d.Time != "" || d.Partial {
			best("a date", d.In)
		}
	}
	for _, q := range s.quotations() {
		best("a quotation", q.In)
	}
	for _, m := range s.mentions {
		if m.kind == named {
			best("an actor's name", m.in(s))
		}
	}
	return what, in
}
