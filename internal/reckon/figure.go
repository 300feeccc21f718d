package reckon

import (
	"strconv"
	"strings"
)

// A figure is a number in a text.
type figure struct {
	value float64
	at    int  // the word that it is
	about bool // marked as rounded or as a bound: "about 30", "more than 30"
}

// figures reads the numbers of a text: digits of any script, and single number
// words up to ninety. What is composed of several words, a year, a time of day or
// an ordinal is not read: better none than a wrong one.
func figures(text []string) []figure {
	var out []figure
	for i, w := range text {
		v, ok := numberOf(w)
		if !ok {
			continue
		}
		neighbour := false
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(text) {
				_, isNumber := numberOf(text[k])
				neighbour = neighbour || isNumber || multipliers[text[k]] || ordinals[text[k]] || (v <= 31 && months.has(text[k]))
			}
		}
		if neighbour {
			continue // part of a date, a range or a number of several words
		}
		out = append(out, figure{v, i, isAbout(text, i)})
	}
	return out
}

func numberOf(w string) (float64, bool) {
	if v, ok := numberWords[w]; ok {
		return v, true
	}
	if w == "" || w[0] < '0' || w[0] > '9' || len(w) > 18 {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return v, err == nil
}

// isAbout looks for a word of rounding or of bounds before the number, over an
// article or a preposition at most.
func isAbout(text []string, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if aboutWords[text[k]] {
			return true
		}
		if k > 0 && aboutPhrases.in(text[k-1:k+1]) {
			return true
		}
		if len([]rune(text[k])) > 3 {
			return false
		}
	}
	return false
}

var (
	multipliers = lexiconOf("hundred hundreds thousand thousands million millions dozen dozens half",
		"сто тысяча тысячи тысяч тыс миллион миллиона миллионов млн дюжина половина полтора",
		"тисяча тисячі тисяч мільйон мільйона мільйонів дюжина половина півтора",
		"مئة مائة مئات الف الاف مليون ملايين نصف عشرات")
	ordinals   = lexiconOf("st nd rd th ый ой й ий я ая го му")
	aboutWords = lexiconOf("about around approximately roughly some nearly almost circa over under least most up",
		"около примерно приблизительно почти порядка более больше менее меньше свыше",
		"близько приблизно майже понад орієнтовно більше менше щонайменше",
		"حوالي نحو تقريبا قرابة زهاء يقارب حوالى")
	aboutPhrases = phrasesOf(`
at least
at most
up to
more than
less than
fewer than
не менее
не более
не менше
не більше
اكثر من
اقل من
على الاقل
ما يقارب
`)
	numberWords = numberWordsOf(
		"0 zero ноль нуль صفر;1 один одна одно одного одной одне однієї واحد واحدة;2 two два две двух двое дві двох двоє اثنان اثنين اثنتان;" +
			"3 three три трех трое трьох троє ثلاثة ثلاث;4 four четыре четырех четверо чотири чотирьох اربعة اربع;" +
			"5 five пять пяти пятеро п'ять п'яти خمسة خمس;6 six шесть шести шестеро шість ستة ست;7 seven семь семи семеро сім семи سبعة سبع;" +
			"8 eight восемь восьми восьмеро вісім восьми ثمانية ثماني ثمان;9 nine девять девяти девятеро дев'ять дев'яти تسعة تسع;" +
			"10 ten десять десяти десятеро عشرة عشر;11 eleven одиннадцать одиннадцати одинадцять;12 twelve двенадцать двенадцати дванадцять;" +
			"13 thirteen тринадцать тринадцати тринадцять;14 fourteen четырнадцать четырнадцати чотирнадцять;" +
			"15 fifteen пятнадцать пятнадцати п'ятнадцять;16 sixteen шестнадцать шестнадцати шістнадцять;" +
			"17 seventeen семнадцать семнадцати сімнадцять;18 eighteen восемнадцать восемнадцати вісімнадцять;" +
			"19 nineteen девятнадцать девятнадцати дев'ятнадцять;20 twenty двадцать двадцати двадцять عشرون عشرين;" +
			"30 thirty тридцать тридцати тридцять ثلاثون ثلاثين;40 forty сорок сорока اربعون اربعين;" +
			"50 fifty пятьдесят пятидесяти п'ятдесят خمسون خمسين;60 sixty шестьдесят шістдесят ستون ستين;" +
			"70 seventy семьдесят сімдесят سبعون سبعين;80 eighty восемьдесят вісімдесят ثمانون ثمانين;90 ninety девяносто дев'яносто تسعون تسعين")
)

func numberWordsOf(list string) map[string]float64 {
	out := map[string]float64{}
	for entry := range strings.SplitSeq(list, ";") {
		number, forms, _ := strings.Cut(entry, " ")
		v, _ := strconv.ParseFloat(number, 64)
		for _, w := range words(forms) {
			out[w] = v
		}
	}
	return out
}
