package hint

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// shingle is how many words in a row find each other. Five is what plagiarism
// research settled on (Clough and others, METER, 2002; Broder, 1997): four words
// still meet by chance, with six one changed word hides more.
const shingle = 5

// mostPlaces bounds how often one shingle counts within a text: "no no no …".
const mostPlaces = 4

// sentences finds runs of words that statements share.
func (f *finder) sentences(n neighbourhood) {
	f.places = f.places[:0]
	for at, s := range n.said {
		for i := range s.words {
			if h, ok := shingleAt(s.words, i); ok {
				f.places = append(f.places, place{h, int32(at)})
			}
		}
	}
	slices.SortFunc(f.places, func(a, b place) int { return cmp.Or(cmp.Compare(a.shingle, b.shingle), cmp.Compare(a.said, b.said)) })
	met := map[[2]*said]bool{}
	for i := 0; i < len(f.places); {
		var list []*said
		end := i
		for ; end < len(f.places) && f.places[end].shingle == f.places[i].shingle; end++ {
			if end == i || f.places[end].said != f.places[end-1].said {
				list = append(list, n.said[f.places[end].said])
			}
			if end == i && (i+1 == len(f.places) || f.places[i+1].shingle != f.places[i].shingle) {
				list = nil // alone, as nearly all are
			}
		}
		f.pairs(list, func(a, b *said) { met[[2]*said{a, b}] = true })
		i = end
	}
	for _, p := range inOrder(met) {
		a, b := p[0], p[1]
		left, right := f.cleaned(a), f.cleaned(b)
		r := longest(left.words, right.words)
		words := left.words[r.at : r.at+r.n]
		if r.n < leastRun(left.lang) || !telling(words) {
			continue
		}
		shared := left.s[words[0].from:words[r.n-1].to]
		f.sign(SameSentence, a, b, shared, keysOf(words), score(0.5, 0.03, r.n-leastRun(left.lang)))
	}
}

// place is a shingle in one of the statements of a neighbourhood.
type place struct {
	shingle uint64
	said    int32
}

// leastRun is the least number of words in a row that are worth a question. Eight
// English words in a row are rarely the same by chance; Russian, Ukrainian and
// Arabic have no or clitic articles and prepositions and say as much in six.
func leastRun(l lang) int {
	if l == latin {
		return 8
	}
	return 6
}

// deskRun is added where the words may be the desk's own: the statement is recorded
// in indirect speech and there is no text of the evidence to compare it with.
const deskRun = 4

// telling reports whether a run says something: most of its words differ, and four
// of them are no particles.
func telling(words []word) bool {
	seen := map[string]bool{}
	long := 0
	for _, w := range words {
		if !seen[w.s] && utf8.RuneCountInString(w.s) >= 4 {
			long++
		}
		seen[w.s] = true
	}
	return long >= 4 && len(seen) >= shingle+1
}

// run is a run of words that two texts share, as it stands in both.
type run struct{ at, other, n int }

// longest gives the longest run of words that two texts share; the first in a of
// those of one length.
func longest(a, b []word) run {
	best := run{}
	left, right := hashesOf(a), hashesOf(b)
	places := map[uint64][]int{}
	for j := range right {
		if h, ok := shingleAt(right, j); ok && len(places[h]) < mostPlaces {
			places[h] = append(places[h], j)
		}
	}
	for i := range left {
		h, ok := shingleAt(left, i)
		if !ok {
			continue
		}
		for _, j := range places[h] {
			if i > 0 && j > 0 && alike(a[i-1], b[j-1]) {
				continue // not where a run begins
			}
			n := 0
			for i+n < len(a) && j+n < len(b) && alike(a[i+n], b[j+n]) {
				n++
			}
			if n > best.n {
				best = run{i, j, n}
			}
		}
	}
	return best
}

func alike(a, b word) bool { return a.s == b.s && a.s != "" }

// keysOf gives some shingles of a run, spread over it, by which it is looked for in
// the rest of the casefile.
func keysOf(words []word) []string {
	var all []string
	for i := 0; i+shingle <= len(words); i++ {
		all = append(all, joined(words[i:i+shingle]))
	}
	if len(all) <= 6 {
		return all
	}
	var out []string
	for i := range 6 {
		out = append(out, all[i*(len(all)-1)/5])
	}
	return slices.Compact(out)
}

func joined(words []word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.s
	}
	return strings.Join(parts, " ")
}

// score begins at base and grows a step for each unit over the least, below 1.
func score(base, step float64, over int) float64 {
	return min(0.99, base+step*float64(over))
}

func inOrder(met map[[2]*said]bool) [][2]*said {
	return slices.SortedFunc(maps.Keys(met), func(a, b [2]*said) int {
		return cmp.Or(cmp.Compare(a[0].ID, b[0].ID), cmp.Compare(a[1].ID, b[1].ID))
	})
}
