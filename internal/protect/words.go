package protect

import (
	"strings"
	"unicode/utf8"
)

// Numbers said in words: "nine one six, one twenty-three", "девятьсот шестнадцать
// сто двадцать три". Only what a telephone number is made of is read.

// spoken is a word for a number: its value, and whether tens or hundreds, to
// which smaller ones are added.
type spoken struct {
	value int
	hush  bool // plus, dash: says no digit
	times int  // double, triple: so often the next
}

var spokenWords = func() map[string]spoken {
	m := map[string]spoken{}
	put := func(value, step int, lists ...string) {
		for _, list := range lists {
			for i, w := range strings.Fields(list) {
				m[plainWord(w)] = spoken{value: value + i*step}
			}
		}
	}
	put(0, 1, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		"ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
		"нуль один два три чотири пять шість сім вісім девять десять одинадцять дванадцять тринадцять чотирнадцять пятнадцять шістнадцять сімнадцять вісімнадцять девятнадцять",
		"صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة", "صفر واحد اثنين ثلاث أربع خمس ست سبع ثمان تسع عشر", "صفر یک دو سه چهار پنج شش هفت هشت نه ده")
	put(0, 1, "oh", "o")
	put(1, 1, "одна две", "одна дві", "раз", "واحدة اثنتان")
	put(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety", "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
		"двадцять тридцять сорок пятдесят шістдесят сімдесят вісімдесят девяносто", "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون", "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين")
	put(100, 100, "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", "сто двісті триста чотириста пятсот шістсот сімсот вісімсот девятсот", "hundred", "مئة", "مائة")
	m["fourty"] = m["forty"]
	for i, w := range strings.Fields("double triple") {
		m[w] = spoken{times: i + 2}
	}
	for w := range wordSet("plus dash hyphen space плюс дефис тире пробел дефіс пробіл and") {
		m[w] = spoken{hush: true}
	}
	return m
}()

const leastSpoken = 3 // words for numbers that make a number

// inDigits gives the pieces with every row of spoken numbers as one piece of
// digits; ok is false where there is none.
func inDigits(ps []piece) (out []piece, ok bool) {
	if !anySpoken(ps) {
		return nil, false
	}
	for i := 0; i < len(ps); {
		row, to, words := spokenRow(ps, i)
		if words < leastSpoken || utf8.RuneCountInString(row) < leastDigits {
			out = append(out, ps[i])
			i++
			continue
		}
		p := ps[i]
		p.word, p.script, p.end, p.mixed, p.spoken = row, digits, ps[to-1].end, false, true
		out = append(out, p)
		i, ok = to, true
	}
	return out, ok
}

// anySpoken reports whether words enough for a number follow each other; where it
// says no, spokenRow finds none.
func anySpoken(ps []piece) bool {
	words, half := 0, false
	for i := range ps {
		if ps[i].script == digits {
			continue
		}
		w, n := spokenWord(ps, i)
		if _, known := spokenWords[w]; known {
			words++
		} else if !half {
			words = 0
		}
		if half = n == 2; words >= leastSpoken {
			return true
		}
	}
	return false
}

// spokenRow reads the row of numbers that begins at piece i: its digits, where it
// ends, and how many of its pieces are words.
func spokenRow(ps []piece, i int) (row string, to, words int) {
	var b strings.Builder
	open, times := 0, 1 // open is what the last number may still take in: below 100 or below 10
	last := 0
	flush := func() {
		if last > 0 {
			b.WriteString(itoa(last))
		}
		last, open = 0, 0
	}
	at := i
	for at < len(ps) && at < i+maxSpoken && (at == i || ps[at].before < wall && ps[at].start-ps[at-1].end < 8) {
		w, n := spokenWord(ps, at)
		if ps[at].script == digits {
			flush()
			b.WriteString(digitsOf(ps[at].word))
			at++
			to = at
			continue
		}
		s, known := spokenWords[w]
		if !known || s.hush && at == i {
			break
		}
		switch {
		case s.hush && w == "and":
		case s.hush:
			flush()
		case s.times > 0:
			flush()
			times = s.times
		case s.value == 100 && last > 0 && last < 10: // nine hundred
			last, open = last*100, 100
		case s.value > 0 && s.value < open:
			last += s.value
			if open = 10; s.value < 20 {
				open = 0
			}
		default:
			flush()
			for ; times > 1; times-- {
				b.WriteString(itoa(s.value))
			}
			switch {
			case s.value == 0:
				b.WriteByte('0')
			case s.value >= 100:
				last, open = s.value, 100
			case s.value >= 20:
				last, open = s.value, 10
			default:
				last = s.value
			}
		}
		at += n
		if words++; !s.hush {
			to = at
		}
	}
	flush()
	return b.String(), to, words
}

const maxSpoken = 40 // pieces of one spoken number

// spokenWord gives the word at piece i; п'ять is two pieces and one word.
func spokenWord(ps []piece, i int) (string, int) {
	if i+1 < len(ps) && ps[i+1].before == soft {
		if w := plainWord(ps[i].word + ps[i+1].word); spokenWords[w] != (spoken{}) {
			return w, 2
		}
	}
	w := plainWord(ps[i].word)
	if _, known := spokenWords[w]; !known { // twenty-and-five, in Arabic one word
		w = strings.TrimPrefix(w, "و")
	}
	return w, 1
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
