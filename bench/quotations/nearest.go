package main

import (
	"strings"
	"unicode"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/propose"
)

// nearestNames is the baseline: the speaker of a quotation is the nearest name, a run
// of capital letters that does not begin with a sentence's first word alone.
func nearestNames(text string) (out []propose.Saying) {
	p := draft.Passages([]string{text})[0]
	inside := inMarks(text)
	var names []span
	k := 0
	for i := 0; i < len(p.Tokens); i++ {
		t := p.Tokens[i]
		for k < len(inside) && inside[k].to <= t.In.Start {
			k++
		}
		if !t.Word || !t.Capital || k < len(inside) && inside[k].from <= t.In.Start || small[t.Low] {
			continue
		}
		j := i
		for j+1 < len(p.Tokens) && p.Tokens[j+1].Word && p.Tokens[j+1].Capital {
			j++
		}
		names = append(names, span{t.In.Start, p.Tokens[j].In.End})
		i = j
	}
	for _, q := range inside {
		best, far := span{}, 1<<30
		for _, n := range names {
			d := max(n.from-q.to, q.from-n.to)
			if d < far {
				best, far = n, d
			}
		}
		if far == 1<<30 {
			continue
		}
		out = append(out, propose.Saying{Kind: propose.Direct, Speaker: text[best.from:best.to], Who: propose.Place{From: best.from, To: best.to}, At: propose.Place{From: q.from, To: q.to}})
	}
	return out
}

// small are words that a sentence begins with.
var small = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc("the a an in on at but and or so for from by with after before when while if as it he she they we i you this that these those monday tuesday wednesday thursday friday saturday sunday according there his her", unicode.IsSpace) {
		out[w] = true
	}
	return out
}()
