package propose

import (
	"strings"

	"onrecord.dev/onrecord/internal/draft"
)

// fewest is how many words what is reported must have.
const fewest = 3

// reported adds what a sentence without quotations reports, and gives who says it.
func (w *flow) reported(p *paragraph, s draft.TextSpan) voice {
	lo, hi := p.at(s.Start), p.at(s.End)
	for i := lo; i < hi; i++ {
		say, ok := p.sayingAt(i)
		if !ok || say.from < lo {
			continue
		}
		i = say.to - 1
		clause, closing := p.clauseOf(say, lo, hi)
		var who words
		if closing {
			who, ok = p.behind(p, say, p.comma(say, lo)+1, hi)
		} else {
			who, ok = p.before(p, say, lo, hi)
		}
		if !ok || who.overlaps(clause) && !p.phrase(say) || !p.animate(who) && p.lang != "ar" {
			continue
		}
		v := w.voice(p, who, say, Clear, "“"+oneLine(p.textOf(say))+"” attributes the sentence")
		if clause = p.without(clause, who); p.countWords(clause) < fewest {
			return v
		}
		x := found{kind: Indirect, exact: p.span(s), text: p.textOf(clause), cue: p.textOf(say), who: p.place(who), confidence: v.confidence, why: v.why, names: v.names(), pronoun: v.pronoun}
		w.f.add(x)
		return v
	}
	return voice{}
}

var thatWords = setOf(`that что що ان انه انها انهم بان بانه بانها انهن`)

// clauseOf gives what is reported. closing tells that it stands before the saying:
// "The mill was closed, the ministry said."
func (p *paragraph) clauseOf(say words, lo, hi int) (clause words, closing bool) {
	end := p.lastWord(hi)
	if p.phrase(say) {
		if say.from-lo > 3 && p.low(say.from-1) == "," {
			return words{lo, say.from - 1}, true
		}
		if p.lang == "en" && say.from > lo+3 {
			return words{lo, say.from}, true
		}
		for k := say.to; k < hi; k++ {
			if l := p.low(k); l == "," || l == "،" {
				return words{k + 1, end}, false
			}
		}
		return words{min(say.to, end), end}, false
	}
	for k := say.to; k < hi && k < say.to+14; k++ {
		if !thatWords[p.low(k)] {
			continue
		}
		if p.lang == "en" || p.lang == "ar" || p.low(k-1) == "," {
			return words{k + 1, end}, false
		}
	}
	if at := p.comma(say, lo); at > lo+2 && end-say.to < 12 {
		return words{lo, at}, true
	}
	if p.lang == "en" && say.to < hi && p.isWord(say.to) && (!latinPreposition[p.low(say.to)] || p.low(say.to) == "there") {
		return words{say.to, end}, false
	}
	return words{end, end}, false
}

var latinPreposition = setOf(`in on at to about after before during with from of for by as into and or but`)

// comma gives the last comma before a saying in its sentence, or -1.
func (p *paragraph) comma(say words, lo int) int {
	for k := say.from - 1; k >= lo && k > say.from-12; k-- {
		if l := p.low(k); l == "," || l == "،" || l == "—" || l == "–" {
			return k
		}
	}
	return -1
}

// lastWord gives the end of a sentence without its full stop.
func (p *paragraph) lastWord(hi int) int {
	for hi > 0 && !p.Tokens[hi-1].Word && strings.Contains(".!؟", p.low(hi-1)) {
		hi--
	}
	return hi
}

// without takes whoever speaks off the start of what is reported.
func (p *paragraph) without(clause, who words) words {
	if who.from <= clause.from && who.to > clause.from {
		clause.from = min(who.to, clause.to)
	}
	for clause.from < clause.to && (p.low(clause.from) == "," || p.low(clause.from) == "،" || p.low(clause.from) == "—") {
		clause.from++
	}
	return clause
}
