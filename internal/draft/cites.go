package draft

import (
	"slices"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/record"
)

// cite notes a citation that stands at a stretch of the text, brackets included.
func (in *inline) cite(from, to int) {
	in.w.see(from, to)
	in.end = max(in.end, to)
	in.leaf.anchors = append(in.leaf.anchors, anchor{at: len(in.leaf.glyphs), from: from, to: to,
		cites: citesOf(in.w.d.text, from, to)})
}

// citesOf reads the ids of "[@id; @id2]". What is no id is kept as it stands, so
// that the gate can say that it does not exist.
func citesOf(t *source, from, to int) []Cite {
	var out []Cite
	inner := string(t.text[min(from+1, to):max(to-1, from+1)])
	at := from + 1
	for len(inner) > 0 {
		stop := strings.IndexAny(inner, ";,")
		part := inner
		if stop >= 0 {
			part = inner[:stop]
		}
		lead := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		word := strings.TrimSpace(part)
		id := strings.TrimPrefix(word, "@")
		if word != "" {
			out = append(out, Cite{ID: record.ID(strings.Join(strings.Fields(id), " ")),
				Span: t.span(at+lead, at+lead+len(word))})
		}
		if stop < 0 {
			break
		}
		at += stop + 1
		inner = inner[stop+1:]
	}
	if len(out) == 0 {
		out = append(out, Cite{Span: t.span(from, to)})
	}
	return out
}

// finish takes citations out of the text with the space that stood for them, and
// folds white space.
func (in *inline) finish() *leaf {
	l := in.leaf
	l.glyphs, l.anchors = in.escaped(l.glyphs, l.anchors)
	f := folder{in: &l, out: make([]glyph, 0, len(l.glyphs))}
	next := 0
	pic := 0
	for i := 0; i <= len(l.glyphs); i++ {
		for ; next < len(l.anchors) && l.anchors[next].at == i; next++ {
			f.anchor(l.anchors[next])
		}
		for ; pic < len(l.pictures) && l.pictures[pic].at <= i; pic++ {
			l.pictures[pic].at = len(f.out)
		}
		if i < len(l.glyphs) {
			f.glyph(l.glyphs[i])
		}
	}
	f.settle(glyph{}, true)
	l.glyphs, l.anchors = f.out, f.anchors
	for _, a := range l.anchors {
		in.w.d.cuts = append(in.w.d.cuts, cut{from: a.from, to: a.to, cite: true})
	}
	return &l
}

// escaped finds citations that were written so that Markdown does not see them,
// with escapes, entities or in code: no published text may carry one.
func (in *inline) escaped(glyphs []glyph, anchors []anchor) ([]glyph, []anchor) {
	if !slices.ContainsFunc(glyphs, func(g glyph) bool { return g.r == '@' }) {
		return glyphs, anchors
	}
	out := make([]glyph, 0, len(glyphs))
	var found []anchor
	next, pic := 0, 0
	pictures := in.leaf.pictures
	for i := 0; i <= len(glyphs); i++ {
		for ; pic < len(pictures) && pictures[pic].at <= i; pic++ {
			pictures[pic].at = len(out)
		}
		if i == len(glyphs) {
			break
		}
		for ; next < len(anchors) && anchors[next].at <= i; next++ {
			anchors[next].at = len(out)
			found = append(found, anchors[next])
		}
		if end := bracketed(glyphs, i); end > 0 {
			from, to := int(glyphs[i].start), int(glyphs[end-1].end)
			var inner strings.Builder
			for _, g := range glyphs[i+1 : end-1] {
				inner.WriteRune(g.r)
			}
			a := anchor{at: len(out), from: from, to: to}
			for _, part := range strings.FieldsFunc(inner.String(), func(r rune) bool { return r == ';' || r == ',' }) {
				id := strings.TrimPrefix(strings.TrimSpace(part), "@")
				a.cites = append(a.cites, Cite{ID: record.ID(id), Span: in.w.d.text.span(from, to)})
			}
			found = append(found, a)
			i = end - 1
			continue
		}
		out = append(out, glyphs[i])
	}
	for ; next < len(anchors); next++ {
		anchors[next].at = len(out)
		found = append(found, anchors[next])
	}
	return out, found
}

// bracketed gives the end of a "[@…]" that starts at the i-th glyph, or 0.
func bracketed(glyphs []glyph, i int) int {
	if i+2 >= len(glyphs) || glyphs[i].r != '[' || glyphs[i+1].r != '@' {
		return 0
	}
	for j := i + 2; j < len(glyphs) && j < i+maxCite; j++ {
		switch glyphs[j].r {
		case '[':
			return 0
		case ']':
			return j + 1
		}
	}
	return 0
}
