package draft

import "slices"

// clockAt gives the tokens of a time of the clock at i: "06:00", "6 p.m.",
// "6 o'clock", "в 18.30", "6 часов утра"; else 0.
func (r *reader) clockAt(i int) int {
	h, ok := r.number(i, 1, 2)
	if !ok || h > 24 || !r.bare(i) && !(r.low(i-1) == "-") {
		return r.militaryTime(i)
	}
	n := 1
	if m, ok := r.number(i+2, 2); ok && m < 60 && (r.joined(i+1, ":") || r.joined(i+1, ".")) {
		colon := r.low(i+1) == ":"
		n = 3
		if s, ok := r.number(i+4, 2); ok && s < 60 && r.joined(i+3, ":") {
			n = 5
		}
		if half := r.halfDay(i + n); half > 0 {
			return n + half
		}
		if colon || slices.Contains([]string{"at", "в", "о", "об", "к"}, r.low(i-1)) && !r.counts(i+3) && r.percentAt(i+3) == 0 {
			return n
		}
		return 0
	}
	if half := r.halfDay(i + n); half > 0 {
		return n + half
	}
	switch w := r.low(i + 1); {
	case w == "o'clock":
		return 2
	case hasAny(w, "час", "часа", "часов", "часам", "годині", "година", "годин") &&
		slices.Contains([]string{"утра", "вечера", "дня", "ночи", "ранку", "вечора", "ночі"}, r.low(i+2)):
		return 3
	case slices.Contains([]string{"утра", "вечера", "ночи", "ранку", "вечора", "ночі"}, w):
		return 2
	}
	return 0
}

// militaryTime reads "1800 hours" and "06:00Z"-like rests.
func (r *reader) militaryTime(i int) int {
	if n, ok := r.number(i, 4); ok && n < 2400 && n%100 < 60 && r.low(i+1) == "hours" && r.low(i-1) == "at" {
		return 2
	}
	return 0
}

// halfDay reads "a.m.", "p.m.", "am", "pm".
func (r *reader) halfDay(i int) int {
	switch r.low(i) {
	case "am", "pm":
		return 1
	case "a", "p":
		if r.low(i+1) == "." && !r.spaced(i+1) && r.low(i+2) == "m" {
			if r.low(i+3) == "." {
				return 4
			}
			return 3
		}
	}
	return 0
}

// phoneAt gives the tokens of a telephone number or another chain of groups of
// digits that counts nothing: "+7 495 123-45-67", "123-45-67", "1.2.3.4".
func (r *reader) phoneAt(i int) int {
	plus := r.low(i) == "+" && r.is(i+1, digitToken) && !r.spaced(i+1)
	if !plus && !(r.is(i, digitToken) && r.bare(i)) {
		return 0
	}
	n, groups, glued := 0, 0, 0
	k := i
	if plus {
		k++
	}
	for ; k < min(len(r.toks), i+24); k++ {
		t := r.toks[k]
		if t.space && k > i && !plus {
			break
		}
		if t.kind == digitToken {
			groups++
			if k > i && !t.space {
				glued++
			}
			n = k + 1 - i
			continue
		}
		between := t.low == "-" || t.low == "." && !r.spaced(k+1) || plus && (t.low == "(" || t.low == ")")
		if !between {
			break
		}
	}
	if plus && groups >= 3 || groups >= 3 && glued == groups-1 && r.low(i+1) == "-" || groups >= 4 && glued == groups-1 {
		return n
	}
	return 0
}
