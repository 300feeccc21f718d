package lsp

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// mostActions is how many corrections of one finding are offered.
const mostActions = 6

// actions offers corrections of the findings at a place.
func (s *server) actions(ctx context.Context, p actionParams) (any, error) {
	out := []codeAction{}
	d := s.open[p.Document.URI]
	wanted := len(p.Context.Only) == 0 || slices.ContainsFunc(p.Context.Only, func(k string) bool {
		return k == "" || k == "quickfix"
	})
	if d == nil || d.lost != "" || s.live == nil || !wanted || !s.harmless(d.uri) {
		return out, nil
	}
	if d.dirty {
		if err := s.check(ctx, d); err != nil {
			return nil, err
		}
	}
	if !d.good {
		return out, nil
	}
	for _, f := range d.found {
		if !meets(f.shown.Range, p.Range) {
			continue
		}
		for _, a := range s.mending(d, f) {
			a.Kind, a.Diagnostics = "quickfix", []diagnostic{f.shown}
			out = append(out, a)
		}
	}
	return out, nil
}

func meets(a, b span) bool {
	less := func(p, q position) bool {
		return p.Line < q.Line || p.Line == q.Line && p.Character < q.Character
	}
	return !less(a.End, b.Start) && !less(b.End, a.Start)
}

// mending gives the corrections of one finding.
func (s *server) mending(d *document, f placed) (out []codeAction) {
	edit := func(title safe, from, to int, by string) {
		if len(out) < mostActions {
			change := textEdit{s.draftSpan(d, from, to), s.say(by)}
			out = append(out, codeAction{Title: title, Edit: workspaceEdit{map[safe][]textEdit{s.say(d.uri): {change}}}})
		}
	}
	from := d.text.at(f.Line, f.Column)
	x := sentenceAt(d.checked.Draft, from)
	switch f.Rule {
	case "contradiction-omitted":
		for _, claim := range f.IDs {
			at := citeEnd(x, claim)
			for _, id := range d.checked.Opposing[claim] {
				if at >= 0 {
					edit("Cite "+s.inBrief(id), at, at, "; @"+string(id))
				}
			}
		}
	case "uncited":
		if x != nil {
			at := stopOf(d.text.s, x)
			edit("It asserts nothing that needs evidence: [@none]", at, at, " [@none]")
			edit("The desk saw or heard it itself: [@desk]", at, at, " [@desk]")
		}
	case "descriptor-changed":
		to := d.text.at(f.EndLine, f.EndColumn)
		for _, words := range s.descriptors(f.IDs) {
			edit("Use the agreed description: "+s.say(words), from, to, asThere(d.text.s[from:to], words))
		}
	case "unknown-citation":
		to := d.text.at(f.EndLine, f.EndColumn)
		for _, id := range s.nearest(f.IDs) {
			edit("Cite "+s.inBrief(id), from, to, strings.Repeat("@", len(d.text.s[from:to])-len(strings.TrimLeft(d.text.s[from:to], "@")))+string(id))
		}
	}
	if len(out) == 1 {
		out[0].Preferred = true
	}
	return out
}

// inBrief names a record in the title of a correction. It is cleaned before it is cut.
func (s *server) inBrief(id record.ID) safe {
	line := []rune(string(s.inShort(id)))
	if len(line) > 90 {
		return safe(string(line[:89])) + "…"
	}
	return safe(string(line))
}

func sentenceAt(d *draft.Draft, offset int) *draft.Sentence {
	for _, x := range d.Sentences {
		if x.Span.Start.Offset <= offset && offset < x.Span.End.Offset {
			return x
		}
	}
	return nil
}

// citeEnd gives the place behind an id in a sentence's citation, or -1.
func citeEnd(x *draft.Sentence, id record.ID) int {
	if x != nil {
		for _, c := range x.Cites {
			if c.ID == id {
				return c.Span.End.Offset
			}
		}
	}
	return -1
}

// stopOf gives the place before a sentence's full stop, where a citation stands; of
// a sentence without one, its end.
func stopOf(text string, x *draft.Sentence) int {
	end := min(x.Span.End.Offset, len(text))
	at := end
	for at > x.Span.Start.Offset {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if !strings.ContainsRune(".!?…؟۔", r) {
			break
		}
		at -= n
	}
	if at == x.Span.Start.Offset {
		return end
	}
	return at
}

// descriptors gives the agreed descriptions of sources, each once.
func (s *server) descriptors(ids []record.ID) (out []string) {
	c := s.live.Casefile().State().Casefile
	for _, id := range ids {
		if a := c.Actors[id]; a != nil && a.Descriptor != "" && !slices.Contains(out, a.Descriptor) {
			out = append(out, a.Descriptor)
		}
	}
	return out
}

// asThere begins the words with a capital where what they replace does.
func asThere(there, words string) string {
	was, _ := utf8.DecodeRuneInString(there)
	is, n := utf8.DecodeRuneInString(words)
	if unicode.IsUpper(was) {
		return string(unicode.ToUpper(is)) + words[n:]
	}
	return words
}

// nearest gives ids that differ from an unknown one by little.
func (s *server) nearest(unknown []record.ID) (out []record.ID) {
	c := s.live.Casefile().State().Casefile
	for _, u := range unknown {
		if len(u) > 64 {
			continue
		}
		for _, o := range s.offers() {
			if o.kind != kindKeyword && !o.avoid && c.KindOf(o.id) != "" && alike(string(u), string(o.id)) {
				out = append(out, o.id)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// alike reports whether at most two letters stand between two ids: put in, left out,
// changed (Levenshtein's distance).
func alike(a, b string) bool {
	const most = 2
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)] <= most
}
