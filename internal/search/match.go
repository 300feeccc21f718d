package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// windowWords is how many words of a text are seen at once when the place is looked
// for where most of a query stands.
const windowWords = 16

// maxPlaces bounds the matches that are weighed in one text.
const maxPlaces = 5000

// pattern is something that a query asks to stand in a text.
type pattern struct {
	term
	spellings map[string]bool // of a name's word: any of these will do
}

// place is where a pattern matches.
type place struct {
	start, end int // bytes
	word       int // number of its first word in the text
	pattern    int
	exact      bool // in the very form that was asked for
}

// patterns collects what a text must or may have.
func patterns(n node, out []pattern) []pattern {
	switch n := n.(type) {
	case all:
		for _, child := range n {
			out = patterns(child, out)
		}
	case either:
		for _, child := range n {
			out = patterns(child, out)
		}
	case term:
		if n.near == 0 {
			return append(out, pattern{term: n})
		}
		for _, t := range n.tokens {
			out = append(out, pattern{term: term{tokens: []Token{t}}})
		}
	case name:
		for _, w := range n.words {
			p := pattern{term: term{tokens: []Token{{Text: w.word}}}, spellings: map[string]bool{}}
			for _, s := range w.spelling {
				p.spellings[s] = true
			}
			out = append(out, p)
		}
	}
	return out
}

// places calls yield for the matches of the patterns in a text, in order, until it
// returns false; of several at one word the longest.
func places(wanted []pattern, text string, yield func(place) bool) {
	longest := 1
	for _, p := range wanted {
		longest = max(longest, len(p.tokens))
	}
	var window []Token
	first := 0
	try := func() bool {
		best := place{end: -1}
		for i, p := range wanted {
			if exact, ok := p.matches(window); ok {
				if end := window[len(p.tokens)-1].End; end > best.end {
					best = place{window[0].Start, end, first, i, exact}
				}
			}
		}
		return best.end < 0 || yield(best)
	}
	on := true
	Tokens(text, func(t Token) bool {
		if window = append(window, t); len(window) < longest {
			return true
		}
		on = try()
		window = window[1:]
		first++
		return on
	})
	for ; on && len(window) > 0; first++ {
		on = try()
		window = window[1:]
	}
}

// best gives where the window of a text begins that has the most of the query, or 0.
// A pattern counts once, and twice in its exact form.
func (q Query) best(text string) int {
	wanted := patterns(q.root, nil)
	if len(wanted) == 0 {
		return 0
	}
	var found []place
	places(wanted, text, func(p place) bool {
		found = append(found, p)
		return len(found) < maxPlaces
	})
	at, most, end := 0, 0, 0
	for i, from := range found {
		for end < len(found) && found[end].word < from.word+windowWords {
			end++
		}
		worth := make([]int, len(wanted))
		for _, p := range found[i:end] {
			w := 1
			if p.exact {
				w = 2
			}
			worth[p.pattern] = max(worth[p.pattern], w)
		}
		sum := 0
		for _, w := range worth {
			sum += w
		}
		if sum > most {
			at, most = from.start, sum
		}
		if most == 2*len(wanted) {
			break
		}
	}
	return at
}

// Marks gives the stretches of a text, in characters, from and before, that the
// query asks for: in order, none overlapping.
func (q Query) Marks(text string) [][2]int {
	out := [][2]int{}
	seen, chars, end := 0, 0, 0
	count := func(to int) int {
		chars, seen = chars+utf8.RuneCountInString(text[seen:to]), to
		return chars
	}
	places(patterns(q.root, nil), text, func(p place) bool {
		if p.start >= end {
			end = p.end
			from := count(p.start)
			out = append(out, [2]int{from, count(p.end)})
		}
		return true
	})
	return slices.Clip(out)
}

// matches reports whether the pattern matches at the beginning of the tokens.
func (p pattern) matches(tokens []Token) (exact, ok bool) {
	if len(tokens) < len(p.tokens) {
		return false, false
	}
	exact = true
	for i, want := range p.tokens {
		have := tokens[i]
		last := i == len(p.tokens)-1
		switch {
		case have.Text == want.Text:
		case last && p.prefix && strings.HasPrefix(have.Text, want.Text):
		case p.spellings[have.Text]:
		case len(p.tokens) == 1 && !p.phrase && !p.prefix && want.Stems.meet(have.Stems):
			exact = false
		default:
			return false, false
		}
	}
	return exact, true
}
