package check

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// parts cuts a quotation where it leaves something out ("…") or puts something
// in ([brackets]), and gives the words of each part. Typography, punctuation
// and capitals are no words.
func parts(text string) [][]string {
	var b strings.Builder
	depth := 0
	for _, r := range strings.ReplaceAll(text, "...", "…") {
		switch r {
		case '[':
			depth++
			b.WriteRune('…')
		case ']':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	var out [][]string
	for part := range strings.SplitSeq(b.String(), "…") {
		var ws []string
		for _, w := range wordsOf(part) {
			ws = append(ws, w.exact)
		}
		if len(ws) > 0 {
			out = append(out, ws)
		}
	}
	return out
}

// contains reports whether the parts of a quotation stand in a text, in order.
func contains(text []string, quotation [][]string) bool {
	at := 0
	for _, part := range quotation {
		i := indexWords(text[at:], part)
		if i < 0 {
			return false
		}
		at += i + len(part)
	}
	return true
}

func indexWords(text, part []string) int {
	for i := 0; i+len(part) <= len(text); i++ {
		k := 0
		for k < len(part) && text[i+k] == part[k] {
			k++
		}
		if k == len(part) {
			return i
		}
	}
	return -1
}

func exactWords(text string) []string {
	ws := wordsOf(text)
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.exact
	}
	return out
}

// says reports whether the words of a quotation are in a statement or in the
// place of the evidence that it points to.
func says(x *record.Statement, q [][]string) bool {
	if contains(exactWords(x.Text), q) {
		return true
	}
	return x.Select != nil && x.Select.Exact != "" && contains(exactWords(x.Select.Exact), q)
}

// title reports whether what stands in quotation marks is the name of an actor
// or the title of evidence, or a part of one, and so no quotation.
func (st *story) title(text string) bool {
	p := exactWords(text)
	if len(p) == 0 {
		return true
	}
	if st.titles == nil {
		st.titles = [][]string{}
		for _, a := range st.c.Actors {
			for _, n := range a.Names {
				st.titles = append(st.titles, exactWords(n))
			}
		}
		for _, e := range st.c.Evidence {
			st.titles = append(st.titles, exactWords(e.Title))
		}
	}
	return slices.ContainsFunc(st.titles, func(t []string) bool {
		for i := 0; i+len(p) <= len(t); i++ {
			k := 0
			for k < len(p) && (t[i+k] == p[k] || cyrillic(p[k]) && sameWord(t[i+k], p[k])) { // names in quotation marks are inflected
				k++
			}
			if k == len(p) {
				return true
			}
		}
		return false
	})
}

// direct gives the statements that a sentence cites itself: statements and replies.
func (st *story) direct(s *sentence) []*record.Statement {
	out := append([]*record.Statement(nil), s.statements...)
	for _, rq := range s.requests {
		if x := st.c.Statements[rq.Reply]; x != nil {
			out = append(out, x)
		}
	}
	return out
}

// quotable gives the statements whose words a sentence may quote: those that it
// cites, those behind the claims that it cites, and what they derive from. A
// heading or a field of the front matter, which need not cite, may quote
// whatever the story cites.
func (st *story) quotable(s *sentence) []*record.Statement {
	if s.spoken {
		return s.quotes
	}
	var out []*record.Statement
	add := func(s *sentence) {
		out = append(out, st.direct(s)...)
		for _, c := range s.claims {
			out = append(out, st.linked(c.ID)...)
		}
	}
	add(s)
	if len(out) == 0 && !s.prose() {
		for _, other := range st.sentences {
			add(other)
		}
	}
	s.quotes, s.spoken = st.ancestry(out...), true
	return s.quotes
}

// owners gives the statements that a quotation in a sentence is taken from:
// those directly cited that have its words, else others behind the sentence,
// else all those directly cited.
func (st *story) owners(s *sentence, q draft.Quote) []*record.Statement {
	p := parts(q.Text)
	matching := func(xs []*record.Statement) (out []*record.Statement) {
		for _, x := range xs {
			if says(x, p) {
				out = append(out, x)
			}
		}
		return out
	}
	if out := matching(st.direct(s)); len(out) > 0 {
		return out
	}
	if out := matching(st.quotable(s)); len(out) > 0 {
		return out
	}
	return st.direct(s)
}
