package propose

import (
	"strings"

	"onrecord.dev/onrecord/internal/draft"
)

// dialogue reads a paragraph that begins with a dash, as Russian, Ukrainian and
// French books and reports set speech: "— Мы ушли, — сказал Петров. — Ночью."
func (w *flow) dialogue(p *paragraph) {
	parts := p.parts()
	speaks, v := make([]bool, len(parts)), voice{}
	for i, part := range parts {
		in := words{p.at(part.Start), p.at(part.End)}
		speaks[i] = true
		if i == 0 || in.empty() {
			continue
		}
		if got := w.after(p, in, in, true); got.known() && got.cue.from < in.from+6 {
			speaks[i] = false
			if !v.known() {
				v = got
			}
		}
	}
	if !v.known() {
		if !w.spoken(p) {
			w.read(p)
			return
		}
		v = voice{confidence: Open, why: "a dash begins speech, and nobody is named beside it"}
	}
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
	w.tail, w.lead, w.open = false, voice{}, voice{}
	if v.known() {
		w.speak(v)
	}
}

// spoken reports a dashed paragraph that is speech rather than an item of a list:
// it is a whole sentence.
func (p *paragraph) whole() bool {
	return len(p.Tokens) > 4 && endsParagraph(strings.TrimSpace(p.Text)) && !strings.HasSuffix(strings.TrimSpace(p.Text), ":")
}

// spoken asks for a dashed paragraph next to it, too, as dialogue comes in several.
func (w *flow) spoken(p *paragraph) bool {
	return p.whole() && (p.Tokens[len(p.Tokens)-1].Low == "?" || w.prev != nil && dashed(w.prev.Text) && w.prev.whole())
}

// parts cuts a dialogue at the dashes that follow a comma or a stop.
func (p *paragraph) parts() []draft.TextSpan {
	var out []draft.TextSpan
	isDash := func(l string) bool { return l == "—" || l == "–" || l == "―" }
	from := -1
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
