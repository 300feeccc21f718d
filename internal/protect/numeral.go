package protect

import (
	"strconv"
	"strings"
)

// numberAt reads the number that begins at piece i, in digits (4, 4th, 4-я, 12,000) or
// in words up to 999, cardinal or ordinal, in any case: fourteen, the twenty-first,
// четырнадцать, сто тридцать восьмой, дванадцятого, الثاني عشر. to is 0 where there is none.
func numberAt(ps []piece, i int) (n, to int) {
	if i >= len(ps) {
		return 0, 0
	}
	if ps[i].script != digits {
		return numeralAt(ps, i)
	}
	n, to = figureAt(ps, i)
	if to > 0 && ordinalEnd(ps, to) {
		to++
	}
	return n, to
}

// figureAt reads a number in digits, in groups of three where it is written so.
func figureAt(ps []piece, i int) (n, to int) {
	all := digitsOf(ps[i].word)
	if len(all) == 0 || len(all) > 9 {
		return 0, 0
	}
	for to = i + 1; to < len(ps) && len(digitsOf(ps[i].word)) <= 3 && len(all) <= 6; to++ {
		p := ps[to]
		if p.script != digits || len(digitsOf(p.word)) != 3 || p.before < space || p.before > comma ||
			p.start-ps[to-1].end > 1 && p.before != space || p.start-ps[to-1].end > 3 {
			break
		}
		all += digitsOf(p.word)
	}
	n, err := strconv.Atoi(all)
	if err != nil {
		return 0, 0
	}
	return n, to
}

// numeralAt reads a number in words, from its first word on.
func numeralAt(ps []piece, i int) (n, to int) {
	if v, next := numeral(ps, i); next == 0 || i > 0 && ps[i].before <= space && v < tens(ps, i-1) {
		return 0, 0 // the fourth of forty-fourth
	}
	const all = 1000
	open := all // what may still be added is below this
	for at := i; at < len(ps); {
		if at > i && (ps[at].before > space || ps[at].start-ps[at-1].end > farthest) {
			break
		}
		if at > i && ps[at].word == "and" && open == 100 {
			if _, more := numeral(ps, at+1); more > 0 && ps[at+1].before <= space {
				at++
				continue
			}
			break
		}
		v, next := numeral(ps, at)
		switch {
		case next == 0:
			return n, to
		case ps[at].script == arabic && n > 0 && n < 10 && v >= 10 && v < 100: // unit before ten
			n, open = n+v, 0
		case v == 100 && n > 0 && n < 10 && open == 0: // nine hundred
			n, open = n*100, 100
		case v >= open:
			return n, to
		case v >= 100:
			n, open = n+v, 100
		case v >= 20:
			n, open = n+v, 10
		default:
			n, open = n+v, 0
		}
		at, to = next, next
	}
	return n, to
}

// tens gives what the number word at piece i lets be added behind it.
func tens(ps []piece, i int) int {
	switch v, _ := numeral(ps, i); {
	case v >= 100:
		return 100
	case v >= 20:
		return 10
	}
	return 0
}

// numeral gives the value of the word at piece i, and where it ends: п'ять is two
// pieces and one word.
func numeral(ps []piece, i int) (v, to int) {
	if i >= len(ps) {
		return 0, 0
	}
	if i+1 < len(ps) && ps[i+1].before == soft && ps[i].script == cyrillic && len(ps[i].word) <= 6 {
		if v := numeralWord(ps[i].word+ps[i+1].word, cyrillic); v > 0 {
			return v, i + 2
		}
	}
	if v := numeralWord(ps[i].word, ps[i].script); v > 0 {
		return v, i + 1
	}
	return 0, 0
}

func numeralWord(word string, in script) int {
	w := plainWord(word)
	switch in {
	case latin:
		return numerals[w]
	case arabic:
		for _, v := range unarticled(w) {
			if n := numerals[v]; n > 0 {
				return n
			}
		}
		return numerals[strings.TrimPrefix(w, "و")]
	case cyrillic:
		if n := numerals[w]; n > 0 {
			return n
		}
		for k := len(w) - 2; k >= 6 && k >= len(w)-8; k -= 2 { // letters of two bytes
			if n := numeralStems[w[:k]]; n > 0 && (caseEnds[w[k:]] || softEnds[w[k:]]) {
				return n
			}
		}
	}
	return 0
}

// softEnds are the endings of третий, and of the Russian and Ukrainian adjectives
// that caseEnds leaves out.
var softEnds = wordSet("ья ье ьи ьего ьей ьему ьим ьих ьими ьем ьею ього ьому ьома ьох ті ма ох ом ім")

// numerals are number words as they stand, numeralStems those that take endings;
// folded. Cardinals and ordinals are not told apart: the fourth of twelve is also 4.
var numerals, numeralStems = func() (words, stems map[string]int) {
	words, stems = map[string]int{}, map[string]int{}
	put := func(m map[string]int, value, step int, lists ...string) {
		for _, list := range lists {
			for i, w := range strings.Fields(list) {
				m[plainWord(w)] = value + i*step
			}
		}
	}
	put(words, 1, 1,
		"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
		"один два три четыре", "одна две", "одного двух трех четырех", "одному двум трем четырем", "одним двумя тремя четырьмя", "одной двое трое четверо",
		"один два три чотири", "одна дві", "одного двох трьох чотирьох", "одному двом трьом чотирьом", "однієї двоє троє четверо",
		"واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة", "واحدة اثنين ثلاث أربع خمس ست سبع ثمان تسع عشر",
		"أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر", "أولى ثانية ثالثة رابعة خامسة سادسة سابعة ثامنة تاسعة عاشرة",
		"أحد اثنا", "إحدى اثنتا", "حادي اثني", "حادية اثنتي")
	put(words, 6, 1, "шесть семь восемь", "шести семи восьми", "шестью семью восемью", "шість сім вісім", "шести семи восьми")
	put(words, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety", "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
		"двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
		"двадцять тридцять сорок пятдесят шістдесят сімдесят вісімдесят девяносто",
		"عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون", "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين")
	put(words, 100, 100, "hundred", "hundredth", "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
		"ста двухсот трехсот четырехсот пятисот шестисот семисот восьмисот девятисот",
		"сто двісті триста чотириста пятсот шістсот сімсот вісімсот девятсот", "مئة", "مائة")
	put(stems, 1, 1, "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат",
		"перш друг трет четверт пят шост сьом восьм девят десят одинадцят дванадцят тринадцят чотирнадцят пятнадцят шістнадцят сімнадцят вісімнадцят девятнадцят")
	put(stems, 5, 1, "пятер шестер семер восьмер девятер десятер", "пятьо шістьо сімо вісьмо девятьо десятьо")
	put(stems, 20, 10, "двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност", "двадцят тридцят сороков пятдесят шістдесят сімдесят вісімдесят девяност")
	put(stems, 100, 100, "сот двухсот трехсот четырехсот пятисот шестисот семисот восьмисот девятисот")
	delete(stems, "друг") // a friend, and "other" in Russian
	for _, end := range strings.Fields("ий а е ої ому им ою у") {
		words["друг"+end] = 2
	}
	return words, stems
}()
