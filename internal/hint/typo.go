package hint

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// vocabulary counts in how many items of evidence, with the statements in them, a
// word stands. It is the casefile's own dictionary: it needs no other, and knows
// the terms of the case.
type vocabulary struct {
	words  map[string]use // by language and word
	named  map[string]bool
	slips  map[string]string // a rare word -> the common one that it comes near
	hashed map[uint64]string // the same words, by slipKey
}

type use struct {
	items int32
	last  int32 // item that counted it last
	name  bool  // seen with a capital in the middle of a sentence
}

// mostVocabulary bounds the memory for words. Later ones count as never seen, and
// so are no slips.
const mostVocabulary = 1_000_000

func newVocabulary(c *record.Casefile) vocabulary {
	v := vocabulary{words: map[string]use{}, named: map[string]bool{}, slips: map[string]string{}, hashed: map[uint64]string{}}
	note := func(names []string) {
		for _, name := range names {
			for _, w := range read(name).words {
				v.named[w.s] = true
			}
		}
	}
	for _, a := range c.Actors {
		note(a.Names)
	}
	for _, r := range c.Rolls {
		for _, e := range r.Entries {
			note([]string{e.Name})
		}
	}
	return v
}

func (v *vocabulary) count(item int32, t text) {
	if t.lang == unknown {
		return
	}
	for _, w := range t.words {
		if utf8.RuneCountInString(w.s) < 5 {
			continue
		}
		key := string(t.lang) + w.s
		u, known := v.words[key]
		if !known && len(v.words) >= mostVocabulary {
			continue
		}
		if !known {
			key = strings.Clone(key)
		}
		if u.items == 0 || u.last != item {
			u.items, u.last = u.items+1, item
		}
		u.name = u.name || w.upper
		v.words[key] = u
	}
}

// mostSlips is in how many items a misspelling stands at most: what more people
// write so is a word, or a spelling.
const mostSlips = 10

// oftener is how many times as common the right spelling must be.
const oftener = 2

// findSlips looks for words that stand in few items and come near a common one.
func (v *vocabulary) findSlips() {
	ends, doubles := map[string][]string{}, map[string][]string{}
	var rare []string
	for key, u := range v.words {
		if w := key[1:]; u.name || v.named[w] {
			continue
		}
		if u.items >= 2*oftener { // a slip stands in two items at least
			ends[bucket(key)] = append(ends[bucket(key)], key)
			doubles[undoubled(key)] = append(doubles[undoubled(key)], key)
		}
		if u.items >= 2 && u.items <= mostSlips {
			rare = append(rare, key)
		}
	}
	slices.Sort(rare)
	for _, key := range rare {
		near := slices.Concat(ends[bucket(key)], doubles[undoubled(key)])
		near = slices.DeleteFunc(near, func(other string) bool {
			return v.words[other].items < oftener*v.words[key].items || !slip(lang(key[0]), key[1:], other[1:])
		})
		slices.SortFunc(near, func(a, b string) int {
			return cmp.Or(cmp.Compare(v.words[b].items, v.words[a].items), cmp.Compare(a, b))
		})
		if len(near) > 0 {
			v.slips[key] = near[0][1:]
			v.hashed[slipKey(lang(key[0]), hashWord(key[1:]))] = key
		}
	}
}

// bucket gives language, first three and last three letters: an edit that matters
// lies between them.
func bucket(key string) string {
	r := []rune(key)
	if len(r) < 7 {
		return key
	}
	return string(r[:4]) + "…" + string(r[len(r)-3:])
}

// undoubled writes double letters once.
func undoubled(s string) string { return string(slices.Compact([]rune(s))) }

// slip reports whether one word is a misspelling of the other rather than another
// form of it or another word. Inflection changes the ends of words, and a prefix
// makes another verb (прибыли, пробыли), so what differs must lie inside, after
// three letters (Russian, Ukrainian and Arabic: four) and before the last three. In
// words of seven letters and more (eight, seven) one edit is a slip: a letter left
// out, put in, taken for another, or two changed about. In words of eleven and more
// two are, where the letters are not just changed about (conservation,
// conversation). A letter written twice or once is a slip wherever it stands, but
// for the last letters.
func slip(l lang, w, right string) bool {
	a, b := []rune(w), []rune(right)
	if variant(l, w, right) {
		return false
	}
	if undoubled(w) == undoubled(right) {
		return len(a) >= 6 && len(b) >= 6 && suffix(a, b) >= 2 && prefix(a, b) >= 1
	}
	least, lead := 7, 3
	if l != latin {
		lead = 4
	}
	if l == russian || l == ukrainian {
		least = 8
	}
	if min(len(a), len(b)) < least || prefix(a, b) < lead || suffix(a, b) < 3 {
		return false
	}
	switch distance(a, b) {
	case 1:
		return true
	case 2:
		return min(len(a), len(b)) >= 11 && !sameLetters(a, b)
	}
	return false
}

// variant reports two spellings that are both right: British and American.
func variant(l lang, w, right string) bool {
	if l != latin {
		return false
	}
	plain := strings.NewReplacer("yz", "ys", "iz", "is", "our", "or", "ae", "e", "oe", "e", "ll", "l", "dge", "dg", "gue", "g", "mme", "m")
	return plain.Replace(w) == plain.Replace(right)
}

func prefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func suffix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func sameLetters(a, b []rune) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// distance counts insertions, deletions, substitutions and changes of neighbours
// (Damerau–Levenshtein, each place edited once); 3 stands for more than two.
func distance(a, b []rune) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return min(row[len(b)], 3)
}

// typos finds misspellings that statements share. They must stand in two items of
// evidence: in one, they are its writer's.
func (f *finder) typos(n neighbourhood) {
	by := map[string][]*said{}
	if len(f.slips) == 0 {
		return
	}
	for _, s := range n.said {
		for _, w := range s.words {
			key := f.hashed[slipKey(s.lang, w)]
			if list := by[key]; key != "" && (len(list) == 0 || list[len(list)-1] != s) {
				by[key] = append(list, s)
			}
		}
	}
	for _, key := range record.SortedKeys(by) {
		f.pairs(by[key], func(a, b *said) {
			if a.Evidence == b.Evidence || !holds(f.cleaned(a), key[1:]) || !holds(f.cleaned(b), key[1:]) || f.m.Clean(f.slips[key]) != f.slips[key] {
				return
			}
			f.sign(SameTypo, a, b, key[1:], nil, 0.7)
		})
	}
}

func holds(t *text, w string) bool {
	return slices.ContainsFunc(t.words, func(x word) bool { return x.s == w })
}
