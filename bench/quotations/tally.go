package main

import (
	"fmt"
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/propose"
)

// tally counts how quotations fared.
type tally struct {
	misses                               int
	quotes, found, named, right, exact   int
	wholes, wholeNamed, wholeRight       int
	clear, clearRight, mentioned         int
	stray, strayNamed, proposals, direct int
	pronouns, pronounRight               int
}

// article compares what is proposed for an article with what people marked.
func (t *tally) article(a article, got []propose.Saying) {
	for _, q := range a.quotes {
		t.quotes++
		if q.whole {
			t.wholes++
		}
		s, ok := over(q.at, got)
		if !ok {
			t.miss(a, q, nil)
			continue
		}
		t.found++
		if s.Speaker == "" {
			t.miss(a, q, nil)
			continue
		}
		t.named++
		right, exact, mentioned := judge(a, q, s)
		if exact {
			t.exact++
		}
		if mentioned {
			t.mentioned++
		}
		if right {
			t.right++
		} else {
			t.miss(a, q, &s)
		}
		if q.whole {
			t.wholeNamed++
			if right {
				t.wholeRight++
			}
		}
		if s.Pronoun {
			t.pronouns++
			if right {
				t.pronounRight++
			}
		}
		if s.Confidence == propose.Clear {
			t.clear++
			if right {
				t.clearRight++
			}
		}
	}
	for _, s := range got {
		if s.Kind == propose.Indirect {
			continue
		}
		t.direct++
		stray := true
		for _, o := range a.other {
			stray = stray && !o.overlaps(span{s.At.From, s.At.To})
		}
		if stray {
			t.stray++
			if s.Speaker != "" {
				t.strayNamed++
			}
		}
	}
	t.proposals += len(got)
}

// over gives the proposal for a quotation: its own before that of its sentence, and
// one with a speaker before one without.
func over(q span, got []propose.Saying) (best propose.Saying, ok bool) {
	rank := -1
	for _, s := range got {
		if s.Kind == propose.Indirect || !q.overlaps(span{s.At.From, s.At.To}) {
			continue
		}
		r := 0
		if s.Kind == propose.Direct {
			r += 2
		}
		if s.Speaker != "" {
			r++
		}
		if r > rank {
			best, rank, ok = s, r, true
		}
	}
	return best, ok
}

// judge tells whether the speaker is right: its last word lies in what people marked,
// or it is the same name at another place of the text (mentioned). Exact: the very stretch.
func judge(a article, q marked, s propose.Saying) (right, exact, mentioned bool) {
	who := strings.TrimRightFunc(a.text[s.Who.From:s.Who.To], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	head := span{s.Who.From + strings.LastIndexAny(who, " -\u00a0") + 1, s.Who.From + len(who)}
	for _, g := range q.source {
		if g.overlaps(head) {
			right = true
		}
		if g == (span{s.Who.From, s.Who.To}) {
			exact = true
		}
	}
	if right {
		return true, exact, false
	}
	word := a.text[head.from:head.to]
	if word == "" || pronouns[strings.ToLower(word)] {
		return false, false, false
	}
	for _, g := range q.source {
		for _, w := range strings.FieldsFunc(a.text[g.from:g.to], func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if w == word && unicode.IsUpper([]rune(w)[0]) {
				return true, false, true
			}
		}
	}
	return false, false, false
}

var pronouns = map[string]bool{"he": true, "she": true, "they": true, "it": true, "i": true, "we": true, "who": true}

func (t *tally) miss(a article, q marked, s *propose.Saying) {
	if t.misses == 0 {
		return
	}
	t.misses--
	gold := []string{}
	for _, g := range q.source {
		gold = append(gold, a.text[g.from:g.to])
	}
	got, why := "—", ""
	if s != nil {
		got, why = s.Speaker, s.Why
	}
	from, to := max(0, q.at.from-220), min(len(a.text), q.at.to+160)
	fmt.Printf("GOLD %q GOT %q (%s)\n    %s\n", gold, got, why, strings.ReplaceAll(a.text[from:q.at.from]+"⟦"+a.text[q.at.from:q.at.to]+"⟧"+a.text[q.at.to:to], "\n", "¶"))
}

func share(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

func (t *tally) report(name string) {
	fmt.Printf("%s: %d quotations; found %s, speaker given %s, right of those %s (by another mention of the name %d), the very stretch %s\n",
		name, t.quotes, share(t.found, t.quotes), share(t.named, t.quotes), share(t.right, t.named), t.mentioned, share(t.exact, t.named))
	fmt.Printf("  whole quotations %d: speaker given %s, right %s; “clear” %s of all, right %s\n",
		t.wholes, share(t.wholeNamed, t.wholes), share(t.wholeRight, t.wholeNamed), share(t.clear, t.quotes), share(t.clearRight, t.clear))
	fmt.Printf("  of the speakers given %s are pronouns (right %s), the others right %s\n",
		share(t.pronouns, t.named), share(t.pronounRight, t.pronouns), share(t.right-t.pronounRight, t.named-t.pronouns))
	fmt.Printf("  proposals with quotation marks %d, of which people attributed nothing %s (with a speaker %s); counting those as wrong, right %s\n",
		t.direct, share(t.stray, t.direct), share(t.strayNamed, t.direct), share(t.right, t.named+t.strayNamed))
}
