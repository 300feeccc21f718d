package draft

import "strings"

// unit gives the noun that is counted by a number whose last token stands before
// the i-th: the first likely noun of the next words, lower case as it stands.
func (r *reader) unit(i int) string {
	if r.low(i) == "-" && !r.spaced(i) && !r.spaced(i+1) && r.is(i+1, wordToken) { // 18-year-old, 12-month
		end := i + 2
		for end < i+8 && r.low(end) == "-" && !r.spaced(end) && !r.spaced(end+1) && r.is(end+1, wordToken) {
			end += 2
		}
		return strings.ToLower(r.text[r.toks[i+1].start:r.toks[end-1].end])
	}
	if (r.low(i) == "of" || r.low(i) == "из" || r.low(i) == "з" || r.low(i) == "із") && hasAny(r.low(i+1), "the", "these", "those",
		"his", "her", "their", "our", "its", "этих", "тех", "их", "цих", "тих") {
		i += 2
	}
	first := ""
	if hasAny(r.low(i), "former", "young", "senior", "junior", "other", "wounded", "russian", "ukrainian") && r.single(i) && r.is(i+1, wordToken) && !notUnits[r.low(i+1)] {
		return strings.ToLower(r.toks[i+1].text)
	}
	for k := i; k < i+4 && r.is(k, wordToken) && r.spaced(k) && !r.taken[k]; k++ {
		low := r.low(k)
		if notUnits[low] || r.vocabulary()[low].role != 0 && k > i {
			break
		}
		if k > i && (verbsOfSaying[low] || recordVerbs[low]) || pastTense(low) {
			break
		}
		word := strings.ToLower(r.toks[k].text)
		if commonUnits[low] {
			return word
		}
		if first == "" {
			first = word
		}
		if r.nounLike(k) {
			return word
		}
	}
	if verbsOfSaying[fold(first)] || scriptOf(r.lang) == "Latin" && r.lang == "en" && !r.single(i) {
		return "" // English counts plurals: "18 to 27 serve"
	}
	return first
}

// single reports whether the number before the i-th token is one: "one soldier".
func (r *reader) single(i int) bool {
	return hasAny(r.low(i-1), "one", "1", "first") || r.ordinalBefore(i)
}

// ordinalBefore reports a number that does not count but orders: "4th division", "the fourth division".
func (r *reader) ordinalBefore(i int) bool {
	return englishOrdinals[r.low(i-1)] > 0 || hasAny(r.low(i-1), "st", "nd", "rd", "th")
}

// pastTense reports the endings of Cyrillic verbs that follow a number: "трое ушли".
func pastTense(low string) bool {
	if commonUnits[low] || low == "" || low[0] < 0x80 {
		return false
	}
	for _, end := range []string{"ли", "лись", "лися", "ла", "лась", "лася", "ло", "лось", "лося"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// nounLike reports words that are hardly adjectives: English plurals, Cyrillic
// words without an adjective's ending, all of Arabic.
func (r *reader) nounLike(k int) bool {
	low := r.low(k)
	switch scriptOf(r.lang) {
	case "Cyrillic":
		for _, end := range []string{"ых", "их", "ыми", "ими", "ого", "его", "ой", "ый", "ий", "ая", "ое", "ые", "ие", "ому", "ему",
			"ым", "ую", "юю", "ої", "ій", "ою"} {
			if strings.HasSuffix(low, end) {
				return false
			}
		}
		return true
	case "Arabic":
		return true
	}
	return len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "ous") &&
		!strings.HasSuffix(low, "'s")
}
