package anchor

import (
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

const (
	// perChange is how many letters a quotation must have for each that may differ.
	perChange = 10
	// mostChanges bounds how many may differ in a long one.
	mostChanges = 30
	// leastSeed is how many letters a part must have that is looked for as it stands.
	leastSeed = 4
	// mostWork bounds the comparisons of letters for one selector.
	mostWork = 100_000_000
)

// fuzzy finds the place where the words stand with the fewest letters changed, if
// these are few. Cut into one part more than letters may differ, one part at least
// stands unchanged (Wu and Manber, "Fast text searching", CACM 35, 1992, 5.2): so
// only where one of them stands is the rest compared.
func (t *Text) fuzzy(pages []int, s record.Selector) (Place, bool) {
	words := []rune(fold(s.Exact).text)
	k := min(len(words)/perChange, len(words)/leastSeed-1, mostChanges)
	if k < 1 {
		return Place{}, false
	}
	work := mostWork
	best, least := []Place{}, k+1
	for _, i := range pages {
		f := t.fold(i)
		tried := map[int]bool{}
		for n := range k + 1 {
			from, to := n*len(words)/(k+1), (n+1)*len(words)/(k+1)
			seed := string(words[from:to])
			for at := 0; work > 0; {
				hit := strings.Index(f.text[at:], seed)
				if hit < 0 {
					break
				}
				at += hit + 1
				start := back(f.text, at-1, from+k)
				if start > 0 && tried[start] { // at the beginning of a page several hits begin alike
					continue
				}
				tried[start] = true
				stop := forth(f.text, at-1, len(words)-from+k)
				window := []rune(f.text[start:stop])
				work -= len(window) * len(words)
				d, a, b := nearest(words, window, min(least, k))
				if d > k || d > least {
					continue
				}
				p := t.place(i, int(f.at[start+bytesOf(window[:a])]), int(f.end[start+bytesOf(window[:b])-1]), Fuzzy)
				p.Distance = d
				if d < least {
					best, least = best[:0], d
				}
				if len(best) == 0 || best[len(best)-1].start != p.start || best[len(best)-1].Page != p.Page {
					best = append(best, p)
				}
			}
		}
	}
	if len(best) == 0 {
		return Place{}, false
	}
	return t.best(best, s), true
}

// back goes so many letters back from a byte offset, forth so many on.
func back(s string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

func forth(s string, at, n int) int {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

func bytesOf(r []rune) (n int) {
	for _, c := range r {
		n += utf8.RuneLen(c)
	}
	return n
}

// nearest gives the least edit distance of a pattern to any part of a text, and
// that part (Sellers, "The theory and computation of evolutionary distances", 1980).
// Where it is more than most it gives most+1.
func nearest(pattern, text []rune, most int) (distance, from, to int) {
	prev, cur := make([]int, len(text)+1), make([]int, len(text)+1)
	begun, begins := make([]int, len(text)+1), make([]int, len(text)+1)
	for j := range text {
		begun[j+1] = j + 1
	}
	for i, p := range pattern {
		cur[0], begins[0] = i+1, 0
		low := cur[0]
		for j, c := range text {
			cost := 1
			if p == c {
				cost = 0
			}
			d, b := prev[j]+cost, begun[j]
			if prev[j+1]+1 < d {
				d, b = prev[j+1]+1, begun[j+1]
			}
			if cur[j]+1 < d {
				d, b = cur[j]+1, begins[j]
			}
			cur[j+1], begins[j+1] = d, b
			low = min(low, d)
		}
		if low > most {
			return most + 1, 0, 0
		}
		prev, cur, begun, begins = cur, prev, begins, begun
	}
	distance = most + 1
	for j, d := range prev {
		if d < distance && j > begun[j] {
			distance, from, to = d, begun[j], j
		}
	}
	return distance, from, to
}
