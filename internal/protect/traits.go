package protect

import (
	"cmp"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// TraitHit is one place of a text that tells a trait.
type TraitHit struct {
	Trait      record.ID
	Start, End int // byte offsets in the text
}

// TraitHits finds an actor's traits in a text: their wording and its variants,
// whatever the case, accents, spacing, hyphens and quotation marks, on whole words,
// Russian and Ukrainian words in any case, words that are one in Latin and Cyrillic
// spelling, dates and numbers in any usual notation, in digits or in words. Well-known
// places meet in each other's languages (from Moscow, из Москвы); what else is
// translated meets only where a variant says so. The hits are sorted; those of one
// trait do not overlap.
func TraitHits(text string, a *record.Actor) []TraitHit { return NewTraitFinder(a).Hits(text) }

// TraitFinder finds one actor's traits in many texts. It is safe for concurrent use.
type TraitFinder struct {
	wordings []wording
}

type wording struct {
	trait record.ID
	pattern
}

// NewTraitFinder reads the wordings of an actor's traits; nil has none.
func NewTraitFinder(a *record.Actor) *TraitFinder {
	f := new(TraitFinder)
	if a == nil {
		return f
	}
	for _, t := range a.Traits {
		for _, words := range append([]string{t.Text}, t.Variants...) {
			f.wordings = append(f.wordings, wording{t.ID, patternOf(words)})
		}
	}
	return f
}

// Hits is TraitHits for a text.
func (f *TraitFinder) Hits(text string) []TraitHit {
	if len(f.wordings) == 0 || text == "" {
		return nil
	}
	p := newPassage(text)
	var out []TraitHit
	for at := 0; at < len(f.wordings); {
		id := f.wordings[at].trait
		var hits []found
		for ; at < len(f.wordings) && f.wordings[at].trait == id; at++ {
			for i := range p.ps {
				if to := f.wordings[at].at(p, i); to > i {
					hits = append(hits, found{start: p.ps[i].start, end: p.ps[to-1].end})
				}
			}
		}
		for _, h := range longest(hits) {
			out = append(out, TraitHit{id, h.start, h.end})
		}
	}
	slices.SortStableFunc(out, func(a, b TraitHit) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// pattern is a wording as a row of words, numbers and dates.
type pattern []element

type element struct {
	word   piece
	sounds []string // of a word in Latin or Cyrillic
	also   []piece  // of a place: its names in other languages
	date   date     // of a date; else zero
	number int      // of a number; else 0
}

func patternOf(wording string) pattern {
	var out pattern
	ps := scan(wording)
	for i := 0; i < len(ps); {
		if d, to := dateAt(ps, i); to > i {
			out = append(out, element{date: d})
			i = to
			continue
		}
		if n, to := numberAt(ps, i); to > i && n > 0 {
			out = append(out, element{number: n})
			i = to
			continue
		}
		// an article at the head and the ending of an ordinal do not matter
		if !(len(out) == 0 && articles[ps[i].word]) && !ordinalEnd(ps, i) {
			out = append(out, element{word: ps[i], sounds: wordSounds(ps[i]), also: translated(ps[i])})
		}
		i++
	}
	return out
}

var articles = wordSet("the a an")

// farthest is how many bytes may stand between two words of a wording.
const farthest = 6

// at gives the end of the pattern if it stands at piece i, else 0.
func (p pattern) at(in *passage, i int) int {
	ps := in.ps
	if len(p) == 0 {
		return 0
	}
	for n, e := range p {
		if n > 0 {
			for i < len(ps) && (ordinalEnd(ps, i) || articles[ps[i].word]) {
				i++
			}
			if i >= len(ps) || ps[i].before == wall || ps[i].start-ps[i-1].end > farthest {
				return 0
			}
		}
		if i >= len(ps) {
			return 0
		}
		if e.date.month > 0 {
			d, to := in.dateAt(i)
			if to == 0 || !d.same(e.date) && !(date{d.month, d.day, d.year}.same(e.date) && slashed(ps, i, to)) {
				return 0
			}
			i = to
			continue
		}
		if e.number > 0 {
			n, to := in.numberAt(i)
			if n != e.number {
				return 0
			}
			i = to
			continue
		}
		if !sameWord(e.word, ps[i]) && !e.soundsLike(in, i) && !slices.ContainsFunc(e.also, func(n piece) bool { return sameWord(n, ps[i]) }) {
			return 0
		}
		i++
	}
	if ordinalEnd(ps, i) {
		i++
	}
	return i
}

// slashed reports whether a date may be written month first: 12/13/2014.
func slashed(ps []piece, from, to int) bool {
	return to-from == 3 && ps[from+1].before == hard && ps[from].end-ps[from].start <= 2
}

// ordinalEnd reports whether piece i is the ending of a number: 4th, 4-я, 12-го.
func ordinalEnd(ps []piece, i int) bool {
	return i > 0 && i < len(ps) && ps[i].before <= soft && ps[i-1].script == digits && ordinalEnds[ps[i].word]
}

var ordinalEnds = wordSet("st nd rd th й я е го му м ю ой ый ая ое ого ому ым их й ї га ша тя та те")

// sameWord reports whether two words are one, but for inflection.
func sameWord(a, b piece) bool {
	x, y := plainWord(a.word), plainWord(b.word)
	if a.script == digits || b.script == digits {
		return a.script == b.script && strings.TrimLeft(x, "0") == strings.TrimLeft(y, "0")
	}
	if x == y {
		return true
	}
	if a.mixed || b.mixed {
		return squash(x) == squash(y)
	}
	if a.script != b.script {
		return false
	}
	switch a.script {
	case cyrillic:
		if len(x) < 2 || len(y) < 2 || x[:2] != y[:2] { // one letter
			return false
		}
		return sameStem([]rune(x), []rune(y))
	case arabic:
		for _, v := range unarticled(x) {
			if slices.Contains(unarticled(y), v) {
				return true
			}
		}
	case latin:
		if len(x) > len(y) {
			x, y = y, x
		}
		return len(x) >= 3 && (y == x+"s" || y == x+"es")
	}
	return false
}

// leastSound is the letters that two words must share from the beginning to be one by
// their sound, their endings aside; shorter ones must sound alike altogether.
const leastSound = 4

// wordSounds gives the sounds of a word, by which it is known in another script or in
// the other of Russian and Ukrainian.
func wordSounds(p piece) []string {
	switch {
	case p.mixed:
		return nil
	case p.script == cyrillic:
		return soundsCyrillic(p.word)
	case p.script == latin:
		return soundsLatin(p.word)
	}
	return nil
}

// soundsLike reports whether a word of a text is the element in the other script, or
// in the other of Russian and Ukrainian.
func (e element) soundsLike(in *passage, i int) bool {
	p := in.ps[i]
	if len(e.sounds) == 0 || p.mixed || p.script == latin && e.word.script == latin || !e.mayBegin(in.initials(i)) {
		return false
	}
	for _, x := range in.soundsAt(i) {
		for _, y := range e.sounds {
			n := 0
			for n < len(x) && n < len(y) && x[n] == y[n] {
				n++
			}
			if x == y {
				return true
			}
			for k := n; k >= leastSound && k >= n-1; k-- {
				if soundEnds[x[k:]] && soundEnds[y[k:]] {
					return true
				}
			}
		}
	}
	return false
}

// mayBegin tells quickly of most words that they are not the element, by the sounds
// with which they may begin; "" is any.
func (e element) mayBegin(initials string) bool {
	for _, s := range e.sounds {
		if s = strings.TrimPrefix(s, "j"); s == "" || initials == "" || strings.IndexByte(initials, s[0]) >= 0 {
			return true
		}
	}
	return false
}

// soundEnds are the caseEnds as they sound.
var soundEnds = func() map[string]bool {
	set := map[string]bool{"": true}
	for end := range caseEnds {
		for _, s := range soundsCyrillic(end) {
			set[s] = true
		}
	}
	return set
}()

// sameStem reports whether two Russian or Ukrainian words differ in their ending alone.
func sameStem(x, y []rune) bool {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	// The common part may already hold the first letter of both endings.
	for k := n; k >= 3 && k >= n-1; k-- {
		if caseEnds[string(x[k:])] && caseEnds[string(y[k:])] {
			return true
		}
	}
	return false
}

var caseEnds = func() map[string]bool {
	set := wordSet(`а я ы и у ю е о ой ей ою ею ом ем ам ям ами ями ах ях ов ев ий ый ая яя ое ее ого его ому ему ым им ую юю ых их ыми ими ь й ью
 ии ия ию ией ие і ї ій ії ія ію ією ів їв єю єм ові еві єві ої ський ська`)
	set[""] = true
	return set
}()
