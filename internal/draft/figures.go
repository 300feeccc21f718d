package draft

import (
	"math"
	"slices"
	"strings"
)

// nameAt gives the tokens of a name with digits at i ("T-72B3", "G7", "БМП-2",
// "5G", "COVID-19"), which counts nothing; else 0.
func (r *reader) nameAt(i int) int {
	if r.is(i, wordToken) {
		n := 1
		for n < 40 && !r.spaced(i+n) && (r.is(i+n, wordToken) || r.is(i+n, digitToken) || r.low(i+n) == "-" && !r.spaced(i+n+1)) {
			n++
		}
		for k := i + 1; k < i+n; k++ {
			// "mid-2014" and "twenty-5" are rare; a word of capitals or glued digits names.
			if r.is(k, digitToken) && (r.low(k-1) != "-" || r.toks[i].capital || len(r.low(i)) <= 2) {
				return n
			}
		}
		return 0
	}
	if !r.is(i, digitToken) || r.spaced(i+1) || !r.is(i+1, wordToken) {
		return 0
	}
	if r.ordinalSuffix(i+1) > 0 || r.attached(i+1) {
		return 0
	}
	n := 2
	for !r.spaced(i+n) && (r.is(i+n, wordToken) || r.is(i+n, digitToken)) {
		n++
	}
	return n
}

// attached reports units and multipliers that are written without space: 10km, 60k.
func (r *reader) attached(i int) bool {
	return hasAny(r.low(i), "k", "m", "bn", "mn", "km", "kg", "cm", "mm", "ft", "g", "t", "mln", "км", "кг", "м", "см", "мм", "г", "т",
		"тыс", "млн", "млрд", "тис", "руб", "грн") && (len([]rune(r.low(i))) > 1 || !r.toks[i].capital)
}

// figures reads a number in digits with its grouping, sign, multiplier and mark.
func (r *reader) figures(i int) (amount, bool) {
	a := amount{from: i, digits: true}
	sign := 1.0
	if unit := currencySign[r.low(i)]; unit != "" {
		a.unit = unit
		i++
	} else if r.minus(i) {
		sign = -1
		i++
	}
	if !r.is(i, digitToken) {
		return a, false
	}
	text, next := r.digits(i)
	value, ok := parseFigure(text)
	if !ok {
		return a, false
	}
	a.value, a.to = sign*value, next
	if r.low(next) == "/" && !r.spaced(next) || r.low(next-2) == "/" && !r.spaced(next-1) && !r.spaced(next-2) {
		return a, false // 24/7, 9/11, 3/4
	}
	if n := r.ordinalSuffix(next); n > 0 {
		a.ordinal, a.to = true, next+n
		return a, true
	}
	if !r.spaced(next) && r.is(next, wordToken) { // 60k, 10km
		switch w := r.low(next); {
		case w == "k":
			a.value, a.scaled, a.to = a.value*1e3, true, next+1
			return a, true
		case w == "m" && a.unit != "", w == "mn", w == "bn":
			a.value, a.scaled, a.to = a.value*map[string]float64{"m": 1e6, "mn": 1e6, "bn": 1e9}[w], true, next+1
			return a, true
		case multipliers[w] == 0:
			a.unit, a.to = w, next+1
			return a, true
		}
	}
	if n := r.andHalf(a.to); n > 0 {
		a.value, a.to = a.value+0.5, a.to+n
	}
	r.multiply(&a)
	if n := r.percentAt(a.to); n > 0 {
		a.unit, a.to = "%", a.to+n
	} else if sign := currencySign[r.low(a.to)]; sign != "" && !r.is(a.to+1, digitToken) {
		a.unit, a.to = sign, a.to+1
	}
	return a, true
}

// digits joins the groups of "20 000", "1,000", "3.5" and "1.000.000", as the
// language writes them, and gives the token behind.
func (r *reader) digits(i int) (string, int) {
	text, next := r.toks[i].low, i+1
	comma := scriptOf(r.lang) == "Cyrillic" || slices.Contains([]string{"de", "fr", "es", "it", "pl", "pt", "nl", "tr"}, r.lang)
	group := func(k int) bool { // three digits that end there
		return r.is(k, digitToken) && len(r.toks[k].low) == 3
	}
	if len(text) <= 3 && text[0] != '0' {
		for _, mark := range []string{",", ".", "'", "’", "٬"} {
			k := next
			for r.low(k) == mark && !r.spaced(k) && !r.spaced(k+1) && group(k+1) {
				k += 2
			}
			several := k > next+2
			if k == next || !several && (mark == "." && !comma || mark == "," && comma && r.low(next+1) != "000") {
				continue
			}
			for ; next < k; next += 2 {
				text += r.toks[next+1].low
			}
		}
		if next == i+1 {
			for r.spaced(next) && group(next) && !r.taken[next] && (r.spaced(next+1) || !r.is(next+1, wordToken)) &&
				(r.low(next+1) != "." || !r.is(next+2, digitToken)) {
				text += r.toks[next].low
				next++
			}
		}
	}
	if mark := r.low(next); (mark == "." || mark == "," || mark == "٫") && !r.spaced(next) && !r.spaced(next+1) && r.is(next+1, digitToken) {
		text += "." + r.toks[next+1].low
		next += 2
	}
	return text, next
}

// multiply takes in "million", "тыс." and the like.
func (r *reader) multiply(a *amount) {
	for range 3 {
		m := multipliers[r.low(a.to)]
		if m == 0 || r.taken[a.to] || m == 10 && scriptOf(r.lang) != "Cyrillic" {
			return
		}
		a.value, a.scaled = whole(a.value*m), true
		a.to++
		if w := r.low(a.to - 1); r.low(a.to) == "." && !r.spaced(a.to) && hasAny(w, "тыс", "тис", "млн", "млрд", "mln", "bn") && a.to+1 < len(r.toks) {
			a.to++
		}
	}
}

// whole takes away what multiplying by a power of ten adds: 4.1 million is 4,100,000.
func whole(v float64) float64 {
	if r := math.Round(v); math.Abs(v-r) < 1e-6 && math.Abs(v) < 1e15 {
		return r
	}
	return v
}

// percentAt gives the tokens of "%", "percent", "per cent" and their kin.
func (r *reader) percentAt(i int) int {
	low := r.low(i)
	switch {
	case low == "%" || low == "٪" || low == "percent" || low == "pct" || strings.HasPrefix(low, "процент") && low != "процентный",
		strings.HasPrefix(low, "відсот"), low == "بالمئة", low == "بالمائة":
		return 1
	case low == "per" && r.low(i+1) == "cent", low == "في" && (r.low(i+1) == "المئة" || r.low(i+1) == "المائة"):
		return 2
	}
	return 0
}

func hasAny(w string, list ...string) bool { return slices.Contains(list, w) }
