package protect

import (
	"hash/fnv"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is a name made ready for comparison. It holds the name in clear and is for
// names that may be seen: two records of one person, a roll's entry and an actor.
type Name struct {
	parts []part
	whole string // all parts that tell, run together
}

// part is one word of a name.
type part struct {
	word    string // folded; Cyrillic as it sounds
	sound   string // of Latin and Cyrillic words
	hashes  []uint64
	letters uint64 // which letters it has
	weight  float64
	script  script
	given   bool
}

// What a part weighs: an ordinary word 1.
const (
	particleWeight = 0.15 // van, bin, the, of
	formWeight     = 0.2  // Ltd, GmbH
	commonWeight   = 0.5  // bank, group
	numberWeight   = 0.4
	maxParts       = 16
)

// How parts that have no fellow count against a match. A part that only one side
// has is often left out; where each side has one that the other has not, they are
// two people.
const (
	conflictCost = 1.9
	extraCost    = 0.22
	initialLike  = 0.85
	soundLike    = 0.97
)

// Alike is the likeness from which two names are taken for one.
const Alike = 0.79

// NameOf makes a name ready for comparison. Of very long names the first parts count.
func NameOf(name string) Name {
	var n Name
	for _, w := range formsMerged(scan(name)) {
		if len(n.parts) == maxParts {
			break
		}
		p := partOf(w)
		if p.word == "" || slices.ContainsFunc(n.parts, func(q part) bool { return q.word == p.word && len(p.word) > 1 }) {
			continue
		}
		n.parts = append(n.parts, p)
	}
	tells := false
	for _, p := range n.parts {
		tells = tells || p.weight > formWeight
	}
	for i := range n.parts {
		if !tells { // nothing but particles
			n.parts[i].weight = 1
		}
		if n.parts[i].weight != formWeight {
			n.whole += n.parts[i].word
		}
	}
	return n
}

// formsMerged gives the lower-case words of a name, single letters with full stops
// between run together (p.l.c., A.B.C.), legal forms by their short names.
func formsMerged(ps []piece) []string {
	var words []string
	for i := 0; i < len(ps); {
		w := ps[i].word
		if to, ok := digited(ps, i); ok {
			words = append(words, to...)
			i++
			for i < len(ps) && ps[i].before == glued {
				i++
			}
			continue
		}
		if ps[i].mixed {
			w, _ = unmix(w)
		}
		j := i + 1
		if utf8.RuneCountInString(w) == 1 {
			for j < len(ps) && utf8.RuneCountInString(ps[j].word) == 1 && ps[j].before == dot {
				w += ps[j].word
				j++
			}
		} else {
			for j < len(ps) && ps[j].before == soft && len(ps[j].word) <= 2 { // Qa'ida, Standard & Poor's
				if utf8.RuneCountInString(ps[j].word) > 1 {
					break
				}
				if ps[j].word != "s" {
					w += ps[j].word
				}
				j++
			}
		}
		words = append(words, plainWord(w))
		i = j
	}
	for n := 5; n >= 1; n-- {
		for i := 0; i+n <= len(words); i++ {
			if short, ok := legalForms[strings.Join(words[i:i+n], " ")]; ok {
				words = slices.Replace(words, i, i+n, strings.Fields(short)...)
			}
		}
	}
	return words
}

// digited gives the word that begins at piece i where digits stand for some of its
// letters: I9or.
func digited(ps []piece, i int) ([]string, bool) {
	j := i
	for j < len(ps) && (j == i || ps[j].before == glued) {
		j++
	}
	if words := lettered(ps[i:j]); len(words) > 0 {
		return words[:1], true
	}
	return nil, false
}

func partOf(w string) part {
	p := part{word: w, script: firstScript(w), weight: 1}
	switch {
	case p.script == digits:
		p.weight = numberWeight
	case isForm[w]:
		p.weight = formWeight
	case particles[w] || titles[w] || smallWords[w]:
		p.weight = particleWeight
	case businessWords[w]:
		p.weight = commonWeight
	}
	add := func(kind, s string) {
		h := fnv.New64a()
		_, _ = h.Write([]byte(kind + s))
		p.hashes = append(p.hashes, h.Sum64())
	}
	sounds := soundsOf(token{word: w, script: p.script})
	for i, s := range sounds {
		if i == 0 {
			p.sound = s
		}
		if i < 4 && len(s) > 1 {
			add("n", s)
		}
	}
	keys := textKeys(w, p.script)
	for _, g := range theLexicon().givenNames(keys) {
		add("g", string(rune(g.group)))
		p.given = true
	}
	switch p.script {
	case cyrillic:
		p.word = romanised(w)
		if len(sounds) > 0 {
			add("t", sounds[0])
		}
	case latin:
		for _, s := range transcribed(w, 4) {
			if len(s.text) > 3 {
				add("t", s.text)
			}
		}
		for i, f := range framesLatin(w) {
			if i < 2 && frameWeight(f) > 1 {
				add("s", f)
			}
		}
	case arabic:
		for i, v := range unarticled(w) {
			if i < 2 {
				for _, f := range framesArabic(v) {
					add("s", f)
				}
			}
		}
	}
	for _, r := range p.word {
		p.letters |= 1 << (uint32(r) % 64)
	}
	slices.Sort(p.hashes)
	p.hashes = slices.Compact(p.hashes)
	return p
}

// Likeness tells how alike two names are, from 0 to 1: whether parts that sound,
// are spelt or abbreviated alike in any of the scripts and schemes of this package
// stand on both sides, in whatever order. Alike is the usual bar.
func Likeness(a, b Name) float64 {
	if a.whole == b.whole && a.whole != "" {
		return 1
	}
	if len(a.parts) == 0 || len(b.parts) == 0 {
		return 0
	}
	if len(a.parts) > len(b.parts) || len(a.parts) == len(b.parts) && a.whole > b.whole { // the same both ways
		a, b = b, a
	}
	var usedA, usedB [maxParts]bool
	var like [maxParts][maxParts]float64
	some := 0
	for i := range a.parts {
		for j := range b.parts {
			if like[i][j] = partLike(&a.parts[i], &b.parts[j]); like[i][j] > 0 {
				some++
			}
		}
	}
	good, matched, given := 0.0, 0.0, true
	for some > 0 {
		best, x, y := 0.0, 0, 0
		for i := range a.parts {
			for j := range b.parts {
				if !usedA[i] && !usedB[j] && like[i][j] > best {
					best, x, y = like[i][j], i, j
				}
			}
		}
		if best == 0 {
			break
		}
		usedA[x], usedB[y] = true, true
		given = given && (a.parts[x].given && b.parts[y].given || min(a.parts[x].weight, b.parts[y].weight) < numberWeight)
		w := max(a.parts[x].weight, b.parts[y].weight)
		good += w * best
		matched += w
	}
	joined(a, b, &usedA, &usedB, &good, &matched)
	joined(b, a, &usedB, &usedA, &good, &matched)
	restA, restB := rest(a, &usedA), rest(b, &usedB)
	conflict := min(restA, restB)
	extra := max(restA, restB) - conflict
	if matched == 0 {
		return 0
	}
	if given && extra >= 1 && matched < 2 { // a given name alone is nobody
		extra *= 3
	}
	return good / (matched + conflictCost*conflict + extraCost*extra)
}

// joined matches two neighbours of a that are one word in b: Patr ushev.
func joined(a, b Name, usedA, usedB *[maxParts]bool, good, matched *float64) {
	for i := 0; i+1 < len(a.parts); i++ {
		if usedA[i] && usedA[i+1] {
			continue
		}
		for j := range b.parts {
			if !usedB[j] && len(b.parts[j].word) == len(a.parts[i].word)+len(a.parts[i+1].word) && b.parts[j].word == a.parts[i].word+a.parts[i+1].word {
				usedA[i], usedA[i+1], usedB[j] = true, true, true
				*good += b.parts[j].weight
				*matched += b.parts[j].weight
			}
		}
	}
}

func rest(n Name, used *[maxParts]bool) (sum float64) {
	for i, p := range n.parts {
		if !used[i] {
			sum += p.weight
		}
	}
	return sum
}

// partLike tells how alike two words are; 0 where they are not one.
func partLike(a, b *part) float64 {
	if a.word == b.word {
		return 1
	}
	if a.script == digits || b.script == digits {
		if a.script == b.script {
			return 0.5
		}
		return 0
	}
	if share(a.hashes, b.hashes) {
		return soundLike
	}
	if a.weight == formWeight && b.weight == formWeight { // two forms of one firm, or of two
		return 0.5
	}
	if len(a.word) == 1 || len(b.word) == 1 {
		if a.word[0] == b.word[0] {
			return initialLike
		}
		return 0
	}
	like := edited(a, b, a.word, b.word)
	if like == 0 && a.script != b.script {
		like = edited(a, b, a.sound, b.sound)
	}
	return like
}

func share(a, b []uint64) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			return true
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// edited gives the likeness of two words that are few mistakes apart.
func edited(a, b *part, x, y string) float64 {
	n := max(len(x), len(y))
	allowed := mistakes(n)
	if allowed == 0 || a.script == arabic && b.script != arabic || n-min(len(x), len(y)) > allowed || bits.OnesCount64(a.letters^b.letters) > 2*allowed+2 {
		return 0
	}
	if a.script >= other || unicode.Is(unicode.Han, firstRune(x)) || unicode.Is(unicode.Hangul, firstRune(x)) {
		n = utf8.RuneCountInString(x)
		if n < 5 {
			return 0
		}
	}
	d := edits(x, y, allowed)
	if d > allowed {
		return 0
	}
	return 1 - float64(d)/float64(n)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// mistakes is how many a word of n letters may have.
func mistakes(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 7:
		return 1
	case n < 12:
		return 2
	}
	return 3
}

// edits counts the letters put in, left out, changed or exchanged with their
// neighbour (Damerau 1964), up to most+1. Words over 40 bytes are not compared.
func edits(x, y string, most int) int {
	if len(x) > 40 || len(y) > 40 {
		return most + 1
	}
	var rows [3][41]int8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(y); j++ {
		last[j] = int8(j)
	}
	for i := 1; i <= len(x); i++ {
		row[0] = int8(i)
		least := row[0]
		for j := 1; j <= len(y); j++ {
			cost := last[j-1]
			if x[i-1] != y[j-1] {
				cost++
			}
			cost = min(cost, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cost = min(cost, before[j-2]+1)
			}
			row[j] = cost
			least = min(least, cost)
		}
		if int(least) > most+1 {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return int(last[len(y)])
}
