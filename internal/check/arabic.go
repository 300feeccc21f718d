package check

import (
	"strings"
	"unicode/utf8"
)

// arabicAfter takes the word behind an Arabic verb of saying for the one who
// speaks, as the verb comes first: "قال المعلمون إن". Whom it was said to, and
// when, may stand between.
func (s *sentence) arabicAfter(from, end int) (mention, bool) {
	k := from
	for k < end && k < from+2 && (arabicBetween[s.words[k].folded] || s.addressee(k)) {
		k++
	}
	if k >= end || !arabic(s.words[k].folded) || prepositions[s.words[k].folded] || complement[s.words[k].folded] ||
		isThing(s.words[k]) || utf8.RuneCountInString(s.words[k].folded) < 3 || s.quoted[k] || arabicThings.has(arabicBare(s.words[k].folded)) {
		return mention{}, false
	}
	w := s.words[k].folded
	m := mention{from: k, to: k + 1, kind: described, number: singularNumber}
	switch {
	case arabicPlural(w):
		m.number = pluralNumber
	case arabicBare(w) == w:
		m.kind = unknown // a name, as like as not
	}
	return m, true
}

var arabicBetween = wordSet(`امس اليوم ايضا لاحقا سابقا لنا له لها لهم`)

// addressee reports "لوكالة", "للصحفيين": to whom something was said.
func (s *sentence) addressee(k int) bool {
	return strings.HasPrefix(s.words[k].folded, "لل") || strings.HasPrefix(s.words[k].folded, "ل") && utf8.RuneCountInString(s.words[k].folded) > 5
}

// arabicBare takes the article, and what is written onto it, off a word.
func arabicBare(w string) string {
	for _, p := range []string{"وال", "بال", "فال", "كال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) > 2 {
			return rest
		}
	}
	return w
}

// arabicPlural reports the endings of the sound plurals of people: معلمون,
// المعلمين, المعلمات. The latter two are so common otherwise that they count with
// the article alone.
func arabicPlural(w string) bool {
	bare := arabicBare(w)
	if n := utf8.RuneCountInString(bare); n < 5 || arabicThings.has(bare) {
		return false
	}
	return strings.HasSuffix(bare, "ون") || bare != w && (strings.HasSuffix(bare, "ين") || strings.HasSuffix(bare, "ات"))
}

// arabicThings end like people in the plural, or stand where people do, and are none.
var arabicThings = stems(`قانون مليون تلفزيون زيتون شؤون بيان معلومات تقرير وثيق رسال كتاب قوات سلطات عقوبات انتخابات مفاوضات ان انه انها انهم`)
