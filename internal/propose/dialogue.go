package propose

import (
	"strings"

	"onrecord.dev/onrecord/internal/draft"
)

// dialogue reads a paragraph that begins with a dash, as Russian, Ukrainian and
// French books and reports set speech: "— Мы ушли, — сказал Петров. — Ночью."
func (w *flow) dialogue(p *paragraph) {
	parts := p.parts(false)
	v, speaks := w.insertions(p, parts)
	if !v.known() {
		if !w.spoken(p) {
			w.read(p)
			return
		}
		v = voice{confidence: Open, why: "a dash begins speech, and nobody is named beside it"}
	}
	w.say(p, parts, speaks, v)
	w.tail, w.lead, w.open = false, voice{}, voice{}
	if v.known() {
		w.speak(v)
	}
}

// insertions finds the parts that are the writer's, and who speaks by them.
func (w *flow) insertions(p *paragraph, parts []draft.TextSpan) (v voice, speaks []bool) {
	speaks = make([]bool, len(parts))
	for i, part := range parts {
		in := words{p.at(part.Start), p.at(part.End)}
		speaks[i] = true
		if i == 0 || in.empty() || !speaks[i-1] { // two insertions never follow each other
			continue
		}
		if got := w.after(p, in, in, true); got.known() && got.cue.from < in.from+6 {
			speaks[i] = false
			if !v.known() {
				v = got
			}
		}
	}
	return v, speaks
}

// say adds the parts that are speech.
func (w *flow) say(p *paragraph, parts []draft.TextSpan, speaks []bool, v voice) {
	for i, part := range parts {
		if !speaks[i] || p.at(part.End) <= p.at(part.Start) {
			continue
		}
		x := found{kind: Direct, exact: p.span(part), text: p.Text[part.Start:part.End], confidence: v.confidence, why: v.why}
		if v.known() {
			x.who, x.cue = p.place(v.who), p.textOf(v.cue)
			x.names, x.pronoun = v.names(), v.pronoun
		}
		x.withoutComma()
		w.f.add(x)
	}
}

// broken adds a quotation into which the writer puts his own words between dashes:
// «Мы ушли, — сказал Петров. — Ночью».
func (w *flow) broken(p *paragraph, q draft.Quotation) bool {
	inner := p.Text[q.Words.Start:q.Words.End]
	if p.lang == "en" || !strings.Contains(inner, " — ") && !strings.Contains(inner, " – ") {
		return false
	}
	from := p.from + q.Words.Start
	in := newParagraph(draft.Passages([]string{inner})[0], stretch{p.page, from, from + len(inner)})
	parts := in.parts(true)
	v, speaks := w.insertions(in, parts)
	if !v.known() {
		return false
	}
	w.say(in, parts, speaks, v)
	w.speak(v)
	return true
}

// whole reports a dashed paragraph that is speech rather than an item of a list:
// it is a whole sentence.
func (p *paragraph) whole() bool {
	return len(p.Tokens) > 4 && endsParagraph(strings.TrimSpace(p.Text)) && !strings.HasSuffix(strings.TrimSpace(p.Text), ":")
}

// spoken asks for a dashed paragraph next to it, too, as dialogue comes in several.
func (w *flow) spoken(p *paragraph) bool {
	return p.whole() && (p.Tokens[len(p.Tokens)-1].Low == "?" || w.prev != nil && dashed(w.prev.Text) && w.prev.whole())
}

// parts cuts a dialogue at the dashes that follow a comma or a stop; begun tells that
// no dash stands before the first part.
func (p *paragraph) parts(begun bool) []draft.TextSpan {
	var out []draft.TextSpan
	isDash := func(l string) bool { return l == "—" || l == "–" || l == "―" }
	from := -1
	if begun {
		from = 0
	}
	for i, t := range p.Tokens {
		if !isDash(t.Low) || p.quoted[i] {
			continue
		}
		if i > 0 && !strings.Contains(",.!?…", p.low(i-1)) {
			continue
		}
		if from >= 0 {
			out = append(out, trimmed(p.Text, from, t.In.Start))
		}
		from = t.In.End
	}
	if from >= 0 {
		out = append(out, trimmed(p.Text, from, len(p.Text)))
	}
	return out
}

func trimmed(text string, from, to int) draft.TextSpan {
	s := text[from:to]
	from += len(s) - len(strings.TrimLeft(s, " "))
	return draft.TextSpan{Start: from, End: max(from, from+len(strings.TrimSpace(s)))}
}
