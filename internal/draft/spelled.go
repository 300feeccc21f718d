package draft

import (
	"slices"
	"strings"
)

// vocabulary gives the number words of the sentence's script.
func (r *reader) vocabulary() map[string]numberWord {
	switch scriptOf(r.lang) {
	case "Cyrillic":
		return cyrillicWords
	case "Arabic":
		return arabicWords
	}
	return latinWords
}

// spelled reads a number in words.
func (r *reader) spelled(i int) (amount, bool) {
	if !r.is(i, wordToken) {
		return amount{}, false
	}
	if a, ok := r.ordinalWord(i); ok {
		return a, true
	}
	if a, ok := r.half(i); ok {
		return a, true
	}
	table := r.vocabulary()
	a := amount{from: i}
	k := i
	if article := r.low(i); (article == "a" || article == "an") && scriptOf(r.lang) == "Latin" {
		w := table[r.low(i+1)]
		if w.role != timesRole && w.role != multiplierRole {
			return a, false
		}
		k++
	}
	total, part, last := 0.0, 0.0, wordRole(0)
	read := 0
	for k < len(r.toks) && !r.taken[k] {
		w, ok := table[r.low(k)]
		if !ok || !joins(last, w, part) || read > 0 && r.low(k-1) == "-" && r.spaced(k) {
			break
		}
		switch w.role {
		case timesRole:
			part = max(part, 1) * w.value
		case multiplierRole:
			total, part = total+max(part, 1)*w.value, 0
			a.scaled = true
		default:
			part += w.value
		}
		last = w.role
		read++
		k++
		a.to = k
		if hasAny(r.low(k-1), "тыс", "тис", "млн", "млрд") && r.low(k) == "." && !r.spaced(k) && k+1 < len(r.toks) {
			k++
			a.to = k
		}
		if n := r.andHalf(k); n > 0 && (w.role == unitRole || w.role == teenRole || w.role == tenRole) {
			part += 0.5
			last, k = teenRole, k+n // nothing but a multiplier goes on
			a.to = k
			continue
		}
		switch {
		case r.low(k) == "-" && !r.spaced(k) && !r.spaced(k+1) && last == tenRole:
			k++
		case r.low(k) == "and" && (last == timesRole || last == multiplierRole) && table[r.low(k+1)].role != 0:
			k++
		}
	}
	a.value = whole(total + part)
	if read == 0 || !r.plain(a, i, read) {
		return a, false
	}
	if n := r.percentAt(a.to); n > 0 {
		a.unit, a.to = "%", a.to+n
	}
	return a, true
}

// andHalf gives the tokens of "and a half", "с половиной", "із половиною".
func (r *reader) andHalf(k int) int {
	switch {
	case r.low(k) == "and" && r.low(k+1) == "a" && r.low(k+2) == "half":
		return 3
	case hasAny(r.low(k), "с", "з", "із") && hasAny(r.low(k+1), "половиной", "половиною"):
		return 2
	}
	return 0
}

// joins decides whether a word goes on with the number read so far.
func joins(last wordRole, w numberWord, part float64) bool {
	switch w.role {
	case unitRole:
		return last == 0 || last == tenRole || last == hundredRole || last == timesRole || last == multiplierRole
	case teenRole, tenRole:
		return last == 0 || last == hundredRole || last == timesRole || last == multiplierRole
	case hundredRole:
		return last == 0 || last == multiplierRole
	case timesRole:
		return last == 0 || last == unitRole || last == teenRole || last == tenRole && part < 100
	case multiplierRole:
		return last != multiplierRole
	}
	return false
}

// plain weeds out words that look like numbers and count nothing exact: "dozens",
// "тысячи солдат", "one of them".
func (r *reader) plain(a amount, i, read int) bool {
	low := r.low(i)
	w := r.vocabulary()[low]
	if read == 1 && (w.role == timesRole || w.role == multiplierRole) && a.from == a.to-1 {
		return hasAny(low, "тысяча", "тысячу", "миллион", "тисяча", "тисячу", "мільйон", "десяток", "الف", "مئة", "مائة", "مليون")
	}
	if prev := r.low(i - 1); read == 1 && prev == "-" && !r.spaced(i) && !r.spaced(i-1) {
		return r.low(i-2) == "" || r.vocabulary()[r.low(i-2)].role != 0 // "eighty-one" was read; "one-two"
	}
	if a.value == 1 && read == 1 {
		return r.oneCounts(i)
	}
	if vague := r.low(i - 1); hasAny(vague, "несколько", "кілька", "several", "many", "few", "декілька") {
		return false
	}
	if r.low(a.to) == "-" && !r.spaced(a.to) && strings.HasPrefix(r.low(a.to+1), "way") {
		return false
	}
	return true
}

// oneCounts reports whether "one" counts a noun: "one soldier", not "one of them",
// "no one", "one day".
func (r *reader) oneCounts(i int) bool {
	if hasAny(r.low(i-1), "no", "any", "every", "each", "this", "that", "the", "another", "some", "which", "only", "-", "ни", "ні",
		"еще", "ще", "по", "не", "square", "day", "number", "к", "за", "с", "в", "на", "з") {
		return false
	}
	next := r.low(i + 1)
	if !r.is(i+1, wordToken) || notUnits[next] || hasAny(next, "day", "thing", "way", "time", "side", "hand", "point", "reason", "such",
		"more", "must", "cannot", "knows", "case", "morning", "night", "evening", "step", "word", "из", "раз", "день", "другой",
		"з", "із", "раз", "одного", "другого", "только", "лишь", "и", "тільки", "сторона", "стороны") {
		return false
	}
	unit := r.unit(i + 1)
	return unit != "" && !verbsOfSaying[unit]
}

// half reads "half a million", "half of the men", "two and a half" is left to its first number.
func (r *reader) half(i int) (amount, bool) {
	low := r.low(i)
	switch {
	case low == "half" && !slices.Contains([]string{"first", "second", "-", "other", "better"}, r.low(i-1)):
		if (r.low(i+1) == "a" || r.low(i+1) == "the") && multipliers[r.low(i+2)] > 0 {
			return amount{value: multipliers[r.low(i+2)] / 2, from: i, to: i + 3, scaled: true}, true
		}
		if hasAny(r.low(i+1), "of", "the", "his", "her", "their", "its", "our", "were", "had", "are", "have") {
			return amount{value: 0.5, from: i, to: i + 1, unit: "half"}, true
		}
	case hasAny(low, "половина", "половину", "половины", "половини") && !hasAny(r.low(i-1), "первая", "вторая", "первую", "вторую",
		"первой", "второй", "перша", "друга", "першу", "другу") && !strings.HasPrefix(r.low(i-1), "перв") && !strings.HasPrefix(r.low(i-1), "втор"):
		return amount{value: 0.5, from: i, to: i + 1, unit: "half"}, true
	case hasAny(low, "полтора", "полторы", "полутора", "півтора", "півтори"):
		a := amount{value: 1.5, from: i, to: i + 1}
		if hasAny(r.low(i+1), "сотни", "сотні") {
			a.value, a.to, a.scaled = 150, i+2, true
		}
		r.multiply(&a)
		return a, true
	case hasAny(low, "полмиллиона", "півмільйона"):
		return amount{value: 5e5, from: i, to: i + 1, scaled: true}, true
	case hasAny(low, "полтысячи", "півтисячі"):
		return amount{value: 500, from: i, to: i + 1, scaled: true}, true
	}
	return amount{}, false
}

// ordinalWord reads "fourth", "twenty-first", "четвёртой".
func (r *reader) ordinalWord(i int) (amount, bool) {
	a := amount{from: i, to: i + 1, ordinal: true}
	switch scriptOf(r.lang) {
	case "Latin":
		if v := englishOrdinals[r.low(i)]; v > 0 && !hasAny(r.low(i-1), "at", "a", "one", "two") {
			a.value = v
			return a, true
		}
		tens := latinWords[r.low(i)]
		if v := englishOrdinals[r.low(i+2)]; tens.role == tenRole && r.low(i+1) == "-" && v > 0 && v < 10 {
			a.value, a.to = tens.value+v, i+3
			return a, true
		}
	case "Cyrillic":
		if v := cyrillicOrdinalWord(r.low(i)); v > 0 {
			a.value = v
			return a, true
		}
	}
	return a, false
}
