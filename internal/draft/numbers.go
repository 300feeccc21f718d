package draft

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// amount is one number as written: "1.5 million", "двадцать пять".
type amount struct {
	value    float64
	from, to int // tokens, marks such as $ and % included
	unit     string
	ordinal  bool
	scaled   bool // a multiplier is part of it
	digits   bool
}

// numbers finds the quantities of a sentence.
func (r *reader) numbers() []Number {
	var out []Number
	for i := 0; i < len(r.toks); {
		if r.taken[i] {
			i++
			continue
		}
		if n := r.nameAt(i); n > 0 { // T-72B3, G7, MH17
			i += n
			continue
		}
		a, ok := r.amount(i)
		if !ok {
			i++
			continue
		}
		n, next := r.quantity(a)
		out = append(out, n)
		i = next
	}
	r.shareUnits(out)
	return out
}

// amount reads one number at i.
func (r *reader) amount(i int) (amount, bool) {
	if i >= len(r.toks) || r.taken[i] {
		return amount{}, false
	}
	if r.is(i, digitToken) || (currencySign[r.low(i)] != "" || r.minus(i)) && r.is(i+1, digitToken) {
		return r.figures(i)
	}
	return r.spelled(i)
}

// minus reports a sign glued to the digits behind it, with space before it.
func (r *reader) minus(i int) bool {
	return (r.low(i) == "-" || r.low(i) == "−") && r.spaced(i) && !r.spaced(i+1)
}

// quantity completes a number with range, bound and unit, and gives the token behind it.
func (r *reader) quantity(a amount) (Number, int) {
	low, high := a.value, a.value
	lo, hi := &low, &high
	n := Number{Ordinal: a.ordinal}
	from, next := a.from, a.to
	if !a.ordinal && (labels[r.low(from-1)] || r.low(from-1) == "." && labels[r.low(from-2)] && !r.spaced(from-1)) {
		n.Ordinal = a.digits
	}
	if b, ok := r.rangeTo(a); ok && !n.Ordinal {
		if b.scaled && !a.scaled && a.value < b.value {
			low *= r.scaleOf(b)
		}
		high, next = b.value, b.to
		if a.unit == "" {
			a.unit = b.unit
		}
	} else if !n.Ordinal {
		switch b, approx := r.boundBefore(from); {
		case b == lowerBound:
			hi = nil
			n.Approximate = approx
		case b == upperBound:
			lo = nil
			n.Approximate = approx
		default:
			n.Approximate = approx
		}
		if r.low(next) == "+" && !r.spaced(next) {
			hi, next = nil, next+1
		}
	}
	n.In = r.in(from, next)
	n.Text = r.text[n.In.Start:n.In.End]
	n.Unit = a.unit
	if n.Unit == "" && (!n.Ordinal || a.ordinal) {
		n.Unit = r.unit(next)
	}
	switch laterBounds[r.low(next)+" "+r.low(next+1)] {
	case lowerBound:
		hi = nil
	case upperBound:
		lo = nil
	case approximate:
		n.Approximate = true
	}
	n.Value = record.Value{Low: lo, High: hi}
	return n, next
}

// scaleOf gives the multiplier inside a scaled number, from its last words.
func (r *reader) scaleOf(b amount) float64 {
	for k := b.to - 1; k > b.from; k-- {
		if m := multipliers[r.low(k)]; m > 0 {
			return m
		}
	}
	return 1
}

// rangeTo reads the upper end of "18 to 27", "18–27", "between 18 and 27", "от 18 до 27".
func (r *reader) rangeTo(a amount) (amount, bool) {
	k := a.to
	mark, before := r.low(k), r.low(a.from-1)
	switch {
	case mark == "–" || mark == "—" && !r.spaced(k) || mark == "-" && !r.spaced(k):
		if mark == "-" && r.spaced(k+1) {
			return amount{}, false
		}
	case mark == "to" && !r.changes(a.from):
	case mark == "and" && before == "between", mark == "до" && slices.Contains([]string{"от", "від"}, before):
	case (mark == "и" || mark == "і" || mark == "та") && slices.Contains([]string{"между", "між"}, before):
	case mark == "or" || mark == "или" || mark == "або" || mark == "чи":
		if r.low(a.from-1) == "," && r.is(a.from-2, digitToken) {
			return amount{}, false // "20,000, 30,000 or 40,000" lists
		}
	case mark == "الى":
	default:
		return amount{}, false
	}
	b, ok := r.amount(k + 1)
	if !ok || b.ordinal || a.ordinal || b.value <= a.value && !b.scaled {
		return amount{}, false
	}
	if (mark == "or" || mark == "или" || mark == "або" || mark == "чи") && b.value > 2*a.value+1 {
		return amount{}, false
	}
	low := a.value
	if b.scaled && !a.scaled && a.value < b.value {
		low *= r.scaleOf(b)
	}
	if low >= b.value {
		return amount{}, false
	}
	return b, true
}

// changes reports "rose from 20 to 30": two numbers, not a range.
func (r *reader) changes(from int) bool {
	if r.low(from-1) != "from" {
		return r.low(from-1) != "between" && strings.HasPrefix(r.low(from-1), "grew")
	}
	for k := from - 2; k >= max(0, from-6); k-- {
		if hasAny(r.low(k), "rose", "risen", "rise", "fell", "fall", "fallen", "grew", "grown", "increased", "increase", "dropped",
			"drop", "went", "cut", "raised", "up", "down", "climbed", "jumped", "reduced") && r.is(k, wordToken) {
			return true
		}
	}
	return false
}

// boundBefore finds the longest bounding phrase that ends before the token, and
// whether the number is but about right.
func (r *reader) boundBefore(from int) (b bound, approx bool) {
	if currencySign[r.low(from)] == "" && currencySign[r.low(from-1)] != "" {
		from--
	}
	for range 2 { // "at least some 30"
		found := 0
		for n := min(4, from); n > 0 && found == 0; n-- {
			var parts []string
			for k := from - n; k < from; k++ {
				parts = append(parts, r.low(k))
			}
			switch kind := boundPhrases[strings.Join(parts, " ")]; kind {
			case noBound:
				continue
			case approximate:
				approx = true
			default:
				if b == noBound {
					b = kind
				}
			}
			found = n
		}
		if found == 0 {
			break
		}
		from -= found
	}
	return b, approx
}

// shareUnits gives the members of "20,000, 30,000 and 40,000 roubles" one unit.
func (r *reader) shareUnits(out []Number) {
	for i := len(out) - 2; i >= 0; i-- {
		between := strings.Trim(fold(r.text[out[i].In.End:out[i+1].In.Start]), " ,")
		if out[i].Unit == "" && !out[i].Ordinal && slices.Contains([]string{"", "and", "or", "и", "или", "і", "та", "або", "to"}, between) {
			out[i].Unit = out[i+1].Unit
		}
	}
}

// parseFigure reads digits with a decimal point.
func parseFigure(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}
