package propose

import (
	"strings"

	"onrecord.dev/onrecord/internal/draft"
)

// paragraph is one paragraph of a running text.
type paragraph struct {
	draft.Passage
	stretch
	lang   string
	quoted []bool // by token: inside quotation marks
	saying []int  // by token: 1 + the number of the saying that it belongs to, or 0
	grammar
}

// words is a run of tokens [from, to) of a paragraph.
type words struct{ from, to int }

func (w words) empty() bool { return w.to <= w.from }

// grammar finds who says something in one family of languages.
type grammar interface {
	// before gives the subject of the saying at tokens s, for words that follow it;
	// lo and hi bound the clause.
	before(p *paragraph, s words, lo, hi int) (words, bool)
	// behind gives it for words that stand before the saying.
	behind(p *paragraph, s words, lo, hi int) (words, bool)
	// subject gives the subject of a clause, for words that no verb of saying goes with.
	subject(p *paragraph, lo, hi int) (words, bool)
	// alike reports a verb at token i that is used for saying beside a quotation.
	alike(p *paragraph, i int) bool
}

func grammarOf(lang string) grammar {
	switch lang {
	case "ru", "uk":
		return cyrillic{}
	case "ar":
		return arabic{}
	}
	return latin{}
}

// voice is who speaks, and how that is known.
type voice struct {
	who        words
	p          *paragraph
	cue        words
	pronoun    bool
	stands     []Place // of a pronoun: whom it may stand for
	confidence Confidence
	why        string
}

func (v voice) known() bool { return v.p != nil && !v.who.empty() }

// flow is what goes on from paragraph to paragraph.
type flow struct {
	f    *finder
	last voice      // who spoke last
	seen []Place    // the last names that a pronoun may stand for, latest first
	prev *paragraph // the paragraph before
	tail bool       // it ended in a quotation of last
	lead voice      // it ended in a colon after a speaker
	open voice      // its last quotation goes on
}

// prose reads all pages as running text.
func (f *finder) prose() {
	var all []stretch
	for n := range f.pages {
		all = append(all, paragraphs(f.pages, n)...)
	}
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = f.pages[s.page][s.from:s.to]
	}
	w := &flow{f: f}
	for i, passage := range draft.Passages(texts) {
		p := newParagraph(passage, all[i])
		if dashed(p.Text) {
			w.dialogue(p)
		} else {
			w.read(p)
		}
		w.prev = p
	}
}

func newParagraph(passage draft.Passage, s stretch) *paragraph {
	p := &paragraph{Passage: passage, stretch: s, lang: draft.LanguageOf(passage.Text)}
	p.grammar = grammarOf(p.lang)
	p.quoted, p.saying = make([]bool, len(p.Tokens)), make([]int, len(p.Tokens))
	end, q := 0, 0
	for i, t := range p.Tokens {
		for ; q < len(p.Quotes) && p.Quotes[q].In.Start <= t.In.Start; q++ {
			if quote := p.Quotes[q]; !quote.Unclosed || quote.Resumes {
				end = max(end, quote.In.End)
			}
		}
		p.quoted[i] = t.In.Start < end
	}
	k := 0
	for n, s := range p.Sayings {
		for ; k < len(p.Tokens) && p.Tokens[k].In.Start < s.In.End; k++ {
			if p.Tokens[k].In.Start >= s.In.Start && !s.Declining {
				p.saying[k] = n + 1
			}
		}
	}
	return p
}

// low gives a folded token, "" outside the paragraph.
func (p *paragraph) low(i int) string {
	if i < 0 || i >= len(p.Tokens) {
		return ""
	}
	return p.Tokens[i].Low
}

func (p *paragraph) isWord(i int) bool {
	return i >= 0 && i < len(p.Tokens) && p.Tokens[i].Word && !p.quoted[i]
}

func (p *paragraph) capital(i int) bool { return p.isWord(i) && p.Tokens[i].Capital }

// at gives the first token that starts at or after a byte.
func (p *paragraph) at(offset int) int {
	lo, hi := 0, len(p.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; p.Tokens[m].In.Start < offset {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// place gives tokens as a place of the page.
func (p *paragraph) place(w words) Place {
	if w.empty() {
		return Place{}
	}
	return Place{p.page, p.from + p.Tokens[w.from].In.Start, p.from + p.Tokens[w.to-1].In.End}
}

func (p *paragraph) span(in draft.TextSpan) Place {
	return Place{p.page, p.from + in.Start, p.from + in.End}
}

func (p *paragraph) textOf(w words) string {
	if w.empty() {
		return ""
	}
	return p.Text[p.Tokens[w.from].In.Start:p.Tokens[w.to-1].In.End]
}

// sayingAt gives the tokens of the saying that stands at i.
func (p *paragraph) sayingAt(i int) (words, bool) {
	if i < 0 || i >= len(p.saying) || p.saying[i] == 0 {
		return words{}, false
	}
	w := words{i, i + 1}
	for w.from > 0 && p.saying[w.from-1] == p.saying[i] {
		w.from--
	}
	for w.to < len(p.saying) && p.saying[w.to] == p.saying[i] {
		w.to++
	}
	return w, true
}

func (p *paragraph) phrase(w words) bool {
	return p.saying[w.from] > 0 && p.Sayings[p.saying[w.from]-1].Phrase
}

// top gives the outermost quotations that start in a sentence.
func (p *paragraph) top(s draft.TextSpan) []draft.Quotation {
	var out []draft.Quotation
	end := -1
	for _, q := range p.Quotes {
		if q.In.Start >= s.End {
			break
		}
		if q.In.Start < s.Start || q.In.Start < end || q.Unclosed && !q.Resumes && !p.plausible(q, s) {
			continue
		}
		end = q.In.End
		out = append(out, q)
	}
	return out
}

// plausible reports an unclosed quotation that begins a sentence or follows a colon
// or comma: a mark that was forgotten, not an inch or an apostrophe.
func (p *paragraph) plausible(q draft.Quotation, s draft.TextSpan) bool {
	head := strings.TrimRight(p.Text[s.Start:q.In.Start], " ")
	return head == "" || strings.HasSuffix(head, ":") || strings.HasSuffix(head, ",")
}

// read lists the sayings of a paragraph.
func (w *flow) read(p *paragraph) {
	lead := w.lead
	w.lead = voice{}
	said := false     // a quotation of w.last stands before in this paragraph
	var pending []int // proposals of this paragraph that still have no speaker
	for _, s := range p.Sentences {
		quotes := w.words(p, s, p.top(s))
		if len(quotes) == 0 {
			v := w.reported(p, s)
			if strings.HasSuffix(p.Text[:s.End], ":") && s.End == p.Sentences[len(p.Sentences)-1].End {
				if w.lead = v; !v.known() {
					w.lead = w.introduced(p, s)
				}
			}
			if v.known() {
				w.speak(v)
			} else if who, ok := p.subject(p, p.at(s.Start), p.at(s.End)); ok && p.capital(who.to-1) && p.animate(who) {
				w.see(p.place(who))
			}
			said = said && !v.known()
			continue
		}
		spoken := w.quotations(p, s, quotes, lead, said, &pending)
		said = said || spoken
		lead = voice{}
	}
	w.settle(p)
	w.tail = said && len(p.Quotes) > 0 && w.last.known()
}

// words leaves out names and titles in quotation marks.
func (w *flow) words(p *paragraph, s draft.TextSpan, quotes []draft.Quotation) []draft.Quotation {
	out := quotes[:0]
	for _, q := range quotes {
		switch {
		case p.title(q, s):
			w.f.out.Left.Titles++
		case p.soCalled(q):
			w.f.out.Left.Marked++
		default:
			out = append(out, q)
		}
	}
	return out
}

// introduced finds the speaker of a paragraph that ends in a colon: "Bell went on:".
func (w *flow) introduced(p *paragraph, s draft.TextSpan) voice {
	lo, hi := p.at(s.Start), p.at(s.End)
	who, ok := p.subject(p, lo, hi)
	if !ok || !p.animate(who) {
		return voice{}
	}
	return w.voice(p, who, words{}, Likely, "the sentence before ends in a colon")
}

// voice makes a voice of a subject and its words of saying.
func (w *flow) voice(p *paragraph, who, cue words, c Confidence, why string) voice {
	v := voice{who: who, p: p, cue: cue, confidence: c, why: why}
	if v.pronoun = p.pronoun(who); v.pronoun {
		v.stands = w.meant()
		v.why += "; whom “" + oneLine(p.textOf(who)) + "” stands for is for you to say"
		v.confidence = Likely
	}
	return v
}

// settle keeps who speaks in a quotation that goes on in the next paragraph.
func (w *flow) settle(p *paragraph) {
	w.open = voice{}
	for _, q := range p.Quotes {
		if q.Continues {
			w.open = w.last
			w.open.why, w.open.confidence = "the quotation goes on from the paragraph before", Likely
		}
	}
}

// speak notes who spoke.
func (w *flow) speak(v voice) {
	if w.last = v; !v.pronoun {
		w.see(v.p.place(v.who))
	}
}

// mostSeen is how many names before it a pronoun may stand for: more, and it tells nothing.
const mostSeen = 2

// see notes a name that a later pronoun may stand for.
func (w *flow) see(at Place) {
	if len(w.seen) > 0 && w.seen[0] == at {
		return
	}
	w.seen = append([]Place{at}, w.seen[:min(len(w.seen), mostSeen-1)]...)
}

// meant gives whom a pronoun may stand for: the speaker before it, unless somebody
// else was named since.
func (w *flow) meant() []Place {
	if len(w.seen) > 1 && w.last.known() && (w.last.pronoun || w.last.p.place(w.last.who) != w.seen[0]) {
		return append([]Place{}, w.seen...)
	}
	return append([]Place{}, w.seen[:min(len(w.seen), 1)]...)
}
