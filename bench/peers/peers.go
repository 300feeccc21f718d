// Package peers has the measures of likeness that the product's names are measured
// against, and what the benchmarks of names share.
package peers

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// Dev reports whether a case belongs to the development half: the hash of its name
// is even. The other half is looked at once, for the report.
func Dev(name string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(name)))
	return h.Sum32()%2 == 0
}

// Levenshtein gives 1 less the edits between two words over the longer one's
// letters (Levenshtein 1966): 1 is equal, 0 has nothing in common.
func Levenshtein(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := last
			if x != y {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return 1 - float64(row[len(b)])/float64(max(len(a), len(b)))
}

// JaroWinkler gives the likeness of Jaro (1989) with Winkler's (1990) bonus for up
// to four equal letters at the head.
func JaroWinkler(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	reach := max(len(a), len(b))/2 - 1
	inA, inB := make([]bool, len(a)), make([]bool, len(b))
	common := 0
	for i, x := range a {
		for j := max(0, i-reach); j < min(len(b), i+reach+1); j++ {
			if !inB[j] && b[j] == x {
				inA[i], inB[j] = true, true
				common++
				break
			}
		}
	}
	if common == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i, in := range inA {
		if !in {
			continue
		}
		for !inB[j] {
			j++
		}
		if a[i] != b[j] {
			swapped++
		}
		j++
	}
	m := float64(common)
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(swapped)/2)/m) / 3
	head := 0
	for head < min(4, len(a), len(b)) && a[head] == b[head] {
		head++
	}
	return jaro + float64(head)*0.1*(1-jaro)
}

// Words gives the words of a text, lower case.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
}

// Tally counts answers against the truth.
type Tally struct{ TruePos, FalsePos, FalseNeg, TrueNeg int }

// Add counts one answer.
func (t *Tally) Add(said, is bool) {
	switch {
	case said && is:
		t.TruePos++
	case said:
		t.FalsePos++
	case is:
		t.FalseNeg++
	default:
		t.TrueNeg++
	}
}

// Precision is the share of what was said that is so; 0 where nothing was said.
func (t Tally) Precision() float64 { return share(t.TruePos, t.TruePos+t.FalsePos) }

// Recall is the share of what is so that was said.
func (t Tally) Recall() float64 { return share(t.TruePos, t.TruePos+t.FalseNeg) }

// F1 is the harmonic mean of both.
func (t Tally) F1() float64 { return share(2*t.TruePos, 2*t.TruePos+t.FalsePos+t.FalseNeg) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

var icao = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "e", 'є': "ie", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ї': "i", 'й': "i", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "ie", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

// Romanised gives a lower-case word in the spelling of ICAO 9303, so that measures
// of letters can compare Cyrillic with Latin at all.
func Romanised(w string) string {
	var b strings.Builder
	for _, r := range w {
		if s, ok := icao[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
