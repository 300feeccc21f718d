package propose

import (
	"strings"

	"onrecord.dev/onrecord/internal/draft"
)

// quotations lists the quotations of a sentence and reports whether one of them
// belongs to somebody known. said tells that w.last was quoted before in this
// paragraph; lead is who was announced before a colon.
func (w *flow) quotations(p *paragraph, s draft.TextSpan, quotes []draft.Quotation, lead voice, said bool, pending *[]int) bool {
	lo, hi := p.at(s.Start), p.at(s.End)
	bare := p.bare(s, quotes)
	spoken := false
	for i, q := range quotes {
		before := words{lo, p.at(q.In.Start)}
		behind := words{p.at(q.In.End), hi}
		if i > 0 {
			before.from = p.at(quotes[i-1].In.End)
		}
		if i+1 < len(quotes) {
			behind.to = p.at(quotes[i+1].In.Start)
		}
		if w.broken(p, q) {
			spoken, *pending = true, nil
			continue
		}
		v := w.voiceOf(p, q, before, behind, words{lo, hi})
		if !v.known() && i > 0 && spoken { // "…," he said, "…"
			v = w.again(p, "the quotation goes on after the words of saying")
		}
		if !v.known() && i == 0 && (bare || before.empty()) {
			switch {
			case q.Resumes && w.open.known():
				v = w.open
			case lead.known() && before.empty():
				v = lead
			case said && bare:
				v = w.again(p, "the words before it in the paragraph are the same speaker's")
			}
		}
		if !v.known() && w.nobodys(p, q, before, behind, bare) {
			continue
		}
		if !v.known() && bare && w.tail && p.at(q.In.Start) == 0 && !q.Resumes {
			v = w.again(p, "the paragraph before ends in words of the same speaker, and nobody else is named")
		}
		n := len(w.f.out.Sayings)
		w.put(p, s, q, v, bare)
		if !v.known() {
			if n < len(w.f.out.Sayings) {
				*pending = append(*pending, n)
			}
			continue
		}
		spoken = true
		w.speak(v)
		if !v.cue.empty() {
			w.earlier(*pending, v)
		}
		*pending = nil
	}
	return spoken
}

// again gives the last speaker for words that go on.
func (w *flow) again(p *paragraph, why string) voice {
	v := w.last
	v.confidence, v.why, v.cue = Likely, why, words{}
	return v
}

// earlier gives the speaker to quotations of the paragraph that came before him:
// “No.” He paused. “Never,” Bell said.
func (w *flow) earlier(pending []int, v voice) {
	for _, n := range pending {
		x := &w.f.out.Sayings[n]
		if x.Kind != Direct || x.Speaker != "" {
			continue
		}
		at := v.p.place(v.who)
		x.Who = at
		x.Speaker, x.Names = oneLine(v.p.textOf(v.who)), v.names()
		x.Pronoun = v.pronoun
		x.Confidence, x.Why = Likely, "the words after it in the paragraph are this speaker's"
	}
}

// bare reports a sentence that is nothing but quotations.
func (p *paragraph) bare(s draft.TextSpan, quotes []draft.Quotation) bool {
	rest, at := "", s.Start
	for _, q := range quotes {
		rest += p.Text[at:max(at, min(q.In.Start, s.End))]
		at = max(at, q.In.End)
	}
	if at < s.End {
		rest += p.Text[at:s.End]
	}
	return !strings.ContainsFunc(rest, wordRune)
}

// voiceOf finds who says a quotation, by the words of its sentence before and
// behind it.
func (w *flow) voiceOf(p *paragraph, q draft.Quotation, before, behind, clause words) voice {
	announced := before.to > before.from && p.low(before.to-1) == ":"
	closed := p.handsOver(q, behind)
	if announced || !closed {
		if v := w.ahead(p, before, clause); v.known() {
			return v
		}
	}
	if !announced {
		if v := w.after(p, behind, clause, closed); v.known() {
			return v
		}
	}
	if closed {
		if v := w.ahead(p, before, clause); v.known() {
			return v
		}
	}
	if announced || !before.empty() && p.low(before.to-1) == "," {
		if who, ok := p.subject(p, before.from, before.to); ok && p.animate(who) {
			return w.voice(p, who, words{}, Likely, "the clause before it is about this speaker")
		}
	}
	return voice{}
}

// handsOver reports a quotation after which the words of saying follow: it ends in
// a comma, a question mark or the like, or a comma or dash follows.
func (p *paragraph) handsOver(q draft.Quotation, behind words) bool {
	if behind.empty() {
		return false
	}
	inner := strings.TrimRight(p.Text[q.Words.Start:q.Words.End], " ’'”»\"")
	if strings.HasSuffix(inner, ",") || strings.HasSuffix(inner, "،") {
		return true
	}
	first := p.low(behind.from)
	if first == "," || first == "،" || strings.Contains("—–-", first) {
		return true
	}
	return strings.HasSuffix(inner, "?") || strings.HasSuffix(inner, "!") || strings.HasSuffix(inner, "…") || strings.HasSuffix(inner, "...") || strings.HasSuffix(inner, "؟")
}

// ahead looks for the saying nearest before a quotation.
func (w *flow) ahead(p *paragraph, in, clause words) voice {
	for i := in.to - 1; i >= in.from; i-- {
		s, ok := p.sayingAt(i)
		if !ok && p.alike(p, i) && (i >= in.to-6 || p.lang == "ar") {
			s, ok = words{i, i + 1}, true
		}
		if !ok || p.quoted[i] {
			continue
		}
		who, found := p.before(p, s, clause.from, in.to)
		if !found {
			if v := w.elided(p, s, in); v.known() {
				return v
			}
			i = s.from
			continue
		}
		// "Bell said he believed “…”": the words are Bell's.
		for k := min(s.from, who.from) - 1; k >= in.from && (p.pronoun(who) || !p.stops(k)); k-- {
			if outer, ok := p.sayingAt(k); ok {
				if whom, ok := p.before(p, outer, clause.from, in.to); ok && !whom.overlaps(who) {
					s, who = outer, whom
				}
				k = outer.from
			}
		}
		return w.voice(p, who, s, Clear, "“"+oneLine(p.textOf(s))+"” stands before it")
	}
	return voice{}
}

// elided gives the last speaker to a verb without a subject: "وأضاف: «…»".
func (w *flow) elided(p *paragraph, s, in words) voice {
	if p.lang == "en" || p.phrase(s) || in.to-s.to > 3 || !w.last.known() {
		return voice{}
	}
	v := w.again(p, "“"+oneLine(p.textOf(s))+"” has no subject, so it is taken to go on with whoever spoke before")
	if v.p == p {
		v.cue = s
	}
	return v
}

func (w words) overlaps(o words) bool { return w.from < o.to && o.from < w.to }

// stops reports a mark that ends a clause.
func (p *paragraph) stops(i int) bool {
	return strings.Contains(",;:—–()،؛", p.low(i)) && p.low(i) != ""
}

// after looks for the saying nearest behind a quotation.
func (w *flow) after(p *paragraph, in, clause words, closed bool) voice {
	reach := min(in.to, in.from+40)
	for i := in.from; i < reach; i++ {
		if strings.Contains(";:", p.low(i)) && p.low(i) != "" && !closed {
			break
		}
		s, ok := p.sayingAt(i)
		if !ok && closed && i < in.from+5 && p.alike(p, i) {
			s, ok = words{i, i + 1}, true
		}
		if !ok || p.quoted[i] {
			continue
		}
		if who, found := p.behind(p, s, in.from, in.to); found {
			return w.voice(p, who, s, Clear, "“"+oneLine(p.textOf(s))+"” stands after it")
		}
		i = s.to - 1
	}
	return voice{}
}

// withoutComma takes off the comma before the words of saying, which is the writer's.
func (x *found) withoutComma() {
	if cut := strings.TrimRight(x.text, " "); strings.HasSuffix(cut, ",") || strings.HasSuffix(cut, "،") {
		x.text = strings.TrimRight(cut, " ,،")
		x.exact.To = x.exact.From + len(x.text)
	}
}

// put adds a quotation. Words within a reported sentence are proposed with it.
func (w *flow) put(p *paragraph, s draft.TextSpan, q draft.Quotation, v voice, bare bool) {
	x := found{kind: Direct, exact: p.span(q.Words), text: p.Text[q.Words.Start:q.Words.End], confidence: Open, why: "the text does not say beside the words who speaks"}
	x.withoutComma()
	if !bare && p.fragment(q, s) {
		x.kind, x.exact, x.text = Mixed, p.span(s), p.Text[s.Start:s.End]
	}
	if v.known() {
		x.who, x.cue, x.confidence, x.why = v.p.place(v.who), v.p.textOf(v.cue), v.confidence, v.why
		x.names, x.pronoun = v.names(), v.pronoun
		if x.kind == Mixed && x.confidence == Clear {
			x.confidence = Likely
		}
	}
	if n := len(w.f.out.Sayings); x.kind == Mixed && n > 0 {
		if last := w.f.out.Sayings[n-1]; last.Kind == Mixed && last.At == x.exact {
			return // a second quotation of the same sentence
		}
	}
	w.f.add(x)
}

// names gives where whoever speaks may be named.
func (v voice) names() []Place {
	if v.pronoun {
		return v.stands
	}
	return []Place{v.p.place(v.who)}
}

// fragment reports a quotation that is a part of a sentence of somebody else's.
func (p *paragraph) fragment(q draft.Quotation, s draft.TextSpan) bool {
	head := strings.TrimRight(p.Text[s.Start:q.In.Start], " ")
	if head == "" || strings.HasSuffix(head, ":") || strings.HasSuffix(head, ",") || strings.HasSuffix(head, "—") || strings.HasSuffix(head, "،") {
		return false
	}
	return !p.sentenceLike(q)
}
