package check

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// exposure is a protected string found in the file.
type exposure struct {
	actor      record.ID
	identifier bool
	s          *sentence
	span       draft.Span
}

func findSourceExposed(st *story) (out []found) {
	for _, e := range st.exposures() {
		what := "a protected name"
		if e.identifier {
			what = "a protected identifier"
		}
		out = append(out, found{s: e.s, span: e.span, ids: []record.ID{e.actor},
			message: fmt.Sprintf("line %d exposes source %s: %s stands here", e.span.Start.Line, e.actor, what),
			hint:    "take it out of the text, the front matter and the file's name"})
	}
	return out
}

// exposures looks for protected strings in the file as it is, in its text as a
// reader will see it, in the front matter's values and in the file's name.
// Of one string seen in several ways one is reported.
func (st *story) exposures() (out []exposure) {
	d := st.in.Draft
	type bucket struct {
		actor record.ID
		n     int
	}
	near := map[bucket][]int{} // by actor and stretch of the file
	const stretch = 512
	add := func(e exposure) {
		at := bucket{e.actor, e.span.Start.Offset / stretch}
		for d := -1; d <= 1; d++ {
			for _, i := range near[bucket{e.actor, at.n + d}] {
				o := out[i]
				if o.span.Start.Offset < e.span.End.Offset && e.span.Start.Offset < o.span.End.Offset {
					if o.s == nil {
						out[i].s = e.s
					}
					return
				}
			}
		}
		near[at] = append(near[at], len(out))
		out = append(out, e)
	}
	for _, s := range st.sentences {
		for _, h := range st.hits(s.Text) {
			in := draft.TextSpan{Start: h.Start, End: h.End}
			if s.n >= 0 && !st.publicNamesake(s.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, s, s.at(in)})
			}
		}
	}
	src := newLines(d.Source)
	for _, h := range st.fileHits(string(d.Source)) {
		if !st.publicNamesake(string(d.Source[h.Start:h.End]), h.Identifier) {
			span := draft.Span{Start: src.place(h.Start), End: src.place(h.End)}
			add(exposure{h.Actor, h.Identifier, st.sentenceAt(h.Start), span})
		}
	}
	for _, b := range d.Blocks {
		for _, h := range st.hits(b.Text) {
			if !st.publicNamesake(b.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, nil, b.Span})
			}
		}
	}
	for _, f := range slices.Concat(d.Front.Fields, d.Hidden) {
		for _, h := range st.hits(f.Text) {
			if !st.publicNamesake(f.Text[h.Start:h.End], h.Identifier) {
				add(exposure{h.Actor, h.Identifier, nil, f.Span})
			}
		}
	}
	for _, f := range d.Front.Fields {
		if f.Key == "slug" {
			for _, h := range st.hits(fileWords(f.Text)) {
				add(exposure{h.Actor, h.Identifier, nil, f.Span})
			}
		}
	}
	seen := map[record.ID]bool{}
	for _, name := range []string{d.FileName, fileWords(d.FileName)} {
		for _, h := range st.hits(name) {
			if !seen[h.Actor] {
				seen[h.Actor] = true
				out = append(out, exposure{h.Actor, h.Identifier, nil, topOfFile()})
			}
		}
	}
	return out
}

func (st *story) sentenceAt(offset int) *sentence {
	for _, s := range st.sentences {
		if s.n >= 0 && offset >= s.Span.Start.Offset && offset < s.Span.End.Offset {
			return s
		}
	}
	return nil
}

// publicNamesake reports whether a lone surname belongs to somebody public whom
// the story names in full: then a reader takes it for him.
func (st *story) publicNamesake(text string, identifier bool) bool {
	ws := wordsOf(text)
	if identifier || len(ws) != 1 {
		return false
	}
	for _, n := range st.names {
		if n.whole && len(n.words) > 1 && st.c.Actors[n.actor].Type == record.Person &&
			sameWord(n.words[len(n.words)-1], ws[0].folded) && st.namedInFull(n) {
			return true
		}
	}
	return false
}

func (st *story) namedInFull(n name) bool {
	for _, s := range st.sentences {
		for i := range s.words {
			if matchAt(s.words, i, n.words) {
				return true
			}
		}
	}
	return false
}
