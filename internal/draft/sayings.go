package draft

import (
	"strings"
	"unicode/utf8"
)

// sayings finds the words of saying of a sentence outside its quotations.
func (r *reader) sayings(quotes []Quote) []Saying {
	next, quotedTo := 0, 0 // quotations come in order of their start
	quotedAt := func(i int) bool {
		for ; next < len(quotes) && quotes[next].In.Start <= r.toks[i].start; next++ {
			quotedTo = max(quotedTo, quotes[next].In.End)
		}
		return r.toks[i].end <= quotedTo
	}
	var out []Saying
	add := func(i, n int, s Saying) int {
		s.In = r.in(i, i+n)
		s.Text = r.text[s.In.Start:s.In.End]
		out = append(out, s)
		return i + n
	}
	for i := 0; i < len(r.toks); {
		if quotedAt(i) || r.toks[i].kind != wordToken {
			i++
			continue
		}
		if n := r.declining(i); n > 0 {
			i = add(i, n, Saying{Declining: true})
		} else if n := r.phraseAt(i); n > 0 {
			i = add(i, n, Saying{Phrase: true})
		} else if r.verbAt(i) || r.recordSpeaks(i) || r.viewAt(i) {
			i = add(i, 1, Saying{})
		} else {
			i++
		}
	}
	return out
}

// phraseAt gives the tokens of "according to", "по его словам" and their kin.
func (r *reader) phraseAt(i int) int {
	for _, p := range phrasesOfSaying {
		if n := r.match(i, p); n > 0 {
			return n
		}
	}
	if n := r.figuresOf(i); n > 0 {
		return n
	}
	return r.ownAccount(i)
}

// figuresOf reads "Данные Росстата: …", "такі дані Держстату".
func (r *reader) figuresOf(i int) int {
	if !hasAny(r.low(i), "данные", "дані", "цифры", "цифри", "подсчеты", "підрахунки", "оценка", "оцінка", "версия", "версія") {
		return 0
	}
	if hasAny(r.low(i-1), "таковы", "такие", "такова", "такі", "така", "это", "це") {
		return 1
	}
	for k := i + 1; i == 0 && k < 6; k++ {
		if r.low(k) == ":" {
			return 1
		}
	}
	return 0
}

// ownAccount reads "by the commission's own count", "in her words": the speaker
// stands inside the phrase.
func (r *reader) ownAccount(i int) int {
	if !hasAny(r.low(i), "by", "in", "on") {
		return 0
	}
	owned := false
	for k := i + 1; k < i+7 && r.is(k, wordToken); k++ {
		low := r.low(k)
		if owned && accounts[low] {
			return k + 1 - i
		}
		owned = owned || strings.HasSuffix(low, "'s") || strings.HasSuffix(low, "s'") ||
			k == i+1 && hasAny(low, "his", "her", "their", "its")
	}
	return 0
}

// match fits the tokens at i to a phrase, in which a star stands for one or two words.
func (r *reader) match(i int, phrase []string) int {
	k := i
	for j, w := range phrase {
		if w == "*" {
			for skip := 1; skip <= 2; skip++ {
				if r.is(k+skip-1, wordToken) {
					if n := r.match(k+skip, phrase[j+1:]); n > 0 {
						return k + skip + n - i
					}
				}
			}
			return 0
		}
		if low := r.low(k); low != w && (j > 0 || unjoined(low) != w) {
			return 0
		}
		k++
	}
	return k - i
}

// verbAt reports whether the word at i is a verb of saying here.
func (r *reader) verbAt(i int) bool {
	low, before, after := r.low(i), r.low(i-1), r.low(i+1)
	if !verbsOfSaying[low] && !verbsOfSaying[unjoined(low)] {
		return false
	}
	if besideWords[low] && !r.besideWords(i) {
		return false
	}
	if convinced[low] {
		return r.convinced(i)
	}
	if countingWords[low] {
		return !passive(before) && !beforeNoun[before] && r.countsSoon(i+1)
	}
	if scriptOf(r.lang) != "Latin" {
		if (strings.HasPrefix(low, "написа") || strings.HasPrefix(low, "пис") || strings.HasPrefix(low, "пиш")) && r.countsNext(i+1) {
			return false
		}
		return low != "отвечает" && low != "відповідає" || after != "за"
	}
	switch {
	case low == "asked" && after == "for", hasAny(low, "wrote", "writes") && hasAny(after, "down", "it", "to") && !r.clauseFollows(i+1):
		return false // "wrote to the council", "asked for him"
	case hasAny(low, "speaks", "speak"):
		return hasAny(after, "of", "about")
	case low == "doubt":
		return before == "no" && hasAny(r.low(i-2), "has", "had", "have") && hasAny(after, "that", ",", ":")
	case hasAny(low, "said") && hasAny(before, "the", "this", "aforesaid", "these") && after != ",":
		return false // the said order
	case hasAny(low, "said", "told", "reported", "alleged", "claimed", "described", "confirmed", "denied") && passive(before):
		return r.byFollows(i) // "were told by an officer", not "is said to"
	case low == "states" && (before == "united" || r.toks[i].capital && i > 0), low == "state" && r.toks[i].capital:
		return false
	case hasAny(low, "wrote", "writes", "write", "written") && r.countsNext(i+1):
		return false // "wrote nine letters"
	case nounsToo[low] && (beforeNoun[before] || before == "-"):
		return false
	case hasAny(low, "tell", "confirm", "deny", "explain", "state", "write", "acknowledge", "recall", "admit", "reveal", "argue",
		"warn", "declare", "announce", "assert") && (before == "to" || hasAny(before, "not", "n't", "cannot")):
		return false // an infinitive says that nobody has spoken yet
	case low == "state":
		return false
	case low == "alleged" && r.is(i+1, wordToken) && (before == "the" || before == "an"):
		return false
	case low == "reported" && hasAny(before, "the", "a"):
		return false
	}
	return true
}

// clauseFollows reports "that" among the next words, or a quotation: "wrote to
// the council that …".
func (r *reader) clauseFollows(i int) bool {
	for k := i; k < i+7; k++ {
		if hasAny(r.low(k), "that", ":", "“", "\"", "‘", "«") {
			return true
		}
	}
	return false
}

// viewAt reads "Moreno's story is that", "Яшин назвал число".
func (r *reader) viewAt(i int) bool {
	switch {
	case hasAny(r.low(i), "story", "version", "view", "position", "argument", "account", "contention", "recollection"):
		return hasAny(r.low(i+1), "is", "was", "remains") && r.low(i+2) == "that"
	case hasAny(r.low(i), "назвал", "назвала", "назвали", "назвало", "называет", "называют", "назвав", "назвало", "називає", "називають",
		"приводит", "приводят", "привел", "привела", "наводить", "наводять", "навів", "навела"):
		return hasAny(r.low(i+1), "число", "числа", "цифру", "цифры", "цифри", "сумму", "суму", "дату", "причину", "данные", "дані")
	}
	return false
}

// countsNext reports a number or an English article at i: what is written, not
// what is said.
func (r *reader) countsNext(i int) bool {
	w := r.vocabulary()[r.low(i)]
	return r.is(i, digitToken) || w.role != 0 || scriptOf(r.lang) == "Latin" && hasAny(r.low(i), "a", "an")
}

func passive(before string) bool {
	return hasAny(before, "is", "are", "was", "were", "be", "been", "being")
}

// byFollows looks for the one who speaks in the passive.
func (r *reader) byFollows(i int) bool {
	for k := i + 1; k < i+4; k++ {
		if r.low(k) == "by" {
			return true
		}
	}
	return false
}

// besideWords reports that what is said stands beside the word at i: a quotation
// before or behind it, or a clause that begins with "that".
func (r *reader) besideWords(i int) bool {
	if r.low(i-1) == "не" && (strings.HasPrefix(r.low(i), "соглас") || strings.HasPrefix(r.low(i), "згод")) {
		return true
	}
	if hasAny(r.low(i), "pointed", "points") {
		return hasAny(r.low(i+1), "out", "to")
	}
	if hasAny(r.low(i), "put", "puts") {
		for k := i - 1; k >= 0 && k > i-8 && r.low(i+1) == "it"; k-- { // "as the army puts it"
			if r.low(k) == "as" {
				return true
			}
		}
		for k := i + 1; k < i+7; k++ { // "puts the losses at 30"
			if r.low(k) == "at" && (r.is(k+1, digitToken) || r.vocabulary()[r.low(k+1)].role != 0 || hasAny(r.low(k+1), "about", "some", "around", "over")) {
				return true
			}
		}
	}
	if findingWords[r.low(i)] && hasAny(r.low(i+1), "", ".", ",", "on", "in", "at", "last", "yesterday") && r.clauseBehind(i) {
		return true
	}
	if scriptOf(r.lang) == "Latin" && r.low(i+1) == "," && r.clauseBehind(i) {
		return true // ", Moreno swears, "
	}
	if scriptOf(r.lang) == "Cyrillic" && (hasAny(r.low(i-1), ",", "как", "як") || r.low(i+1) == ":" || countingStem(r.low(i)) && r.countsSoon(i+1)) {
		return true // "…, установил комитет", "как выяснило следствие", "насчитал на борту 146"
	}
	if hasAny(r.low(i+1), "that", "how") || r.low(i+1) == "," && hasAny(r.low(i+2), "что", "що", "как", "як") || r.opensQuote(i+1) {
		return true
	}
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if hasAny(r.low(k), "”", "\"", "’", "»", "“") {
			return !hasAny(r.low(i), "calls", "called", "cites", "estimates")
		}
	}
	return false
}

// clauseBehind reports that the clause of the word at i stands behind a comma, or
// that the sentence ends with it: "…, the inquiry found".
func (r *reader) clauseBehind(i int) bool {
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if r.toks[k].kind == markToken && r.low(k) != "-" {
			return r.low(k) == "," || r.low(k) == "—" || r.low(k) == "–"
		}
	}
	return hasAny(r.low(i+1), "", ".", ",")
}

// convinced reads "Moreno is sure that", "Карпова уверена: …": a view that the
// sentence gives as somebody's own.
func (r *reader) convinced(i int) bool {
	if scriptOf(r.lang) == "Latin" {
		be := passive(r.low(i-1)) || hasAny(r.low(i-1), "remains", "feels", "seems") || passive(r.low(i-2)) && hasAny(r.low(i-1), "quite", "absolutely", "still", "not")
		return be && hasAny(r.low(i+1), "that", ",", ":")
	}
	if stem := []rune(r.low(i)); len(stem) > 4 && hasAny(string(stem[:5]), "сомне", "сумні") && r.low(i-1) != "не" {
		return false
	}
	return r.low(i+1) == ":" || r.low(i+1) == "," && hasAny(r.low(i+2), "что", "що", "—") || hasAny(r.low(i-1), ",", "—") || hasAny(r.low(i+1), "в", "у") && hasAny(r.low(i+2), "том", "тому")
}

// countingWords say a number where one stands right behind them: "the council
// recorded fees of €3 million".
var countingWords = setOf(`counted recorded estimated registered tallied logged documented calculated`)

func countingStem(low string) bool {
	for _, stem := range []string{"насчита", "подсчита", "зафиксир", "оцени", "оціни", "оцінює", "насчитыв", "налічу", "нарахов", "нарахува", "підрахува", "зафіксу", "фиксиру", "фіксу"} {
		if strings.HasPrefix(low, stem) {
			return true
		}
	}
	return false
}

// countsSoon reports a number among the next words.
func (r *reader) countsSoon(i int) bool {
	for k := i; k < i+7; k++ {
		if r.is(k, digitToken) || r.vocabulary()[r.low(k)].role != 0 {
			return true
		}
		if hasAny(r.low(k), ",", ".", ";", ":") {
			return false
		}
	}
	return false
}

// opensQuote reports a quotation in the next words: "called the claims “nonsense”".
func (r *reader) opensQuote(i int) bool {
	for k := i; k < i+7; k++ {
		if hasAny(r.low(k), "“", "\"", "‘", "«") {
			return true
		}
	}
	return false
}

// recordSpeaks reports verbs such as "show" where a record stands before them, and
// "named in" where one follows.
func (r *reader) recordSpeaks(i int) bool {
	low := r.low(i)
	if !recordVerbs[low] || r.is(i-1, digitToken) || r.vocabulary()[r.low(i-1)].role != 0 {
		return false
	}
	if hasAny(r.low(i+1), "in", "on", "в", "во", "у", "на") {
		for k := i + 2; k < i+9 && (r.is(k, wordToken) || r.is(k, digitToken)); k++ {
			if isRecord(r.low(k)) {
				return true
			}
		}
	}
	if hasAny(low, "named", "listed", "shown", "recorded", "records", "names", "lists") && (passive(r.low(i-1)) || beforeNoun[r.low(i-1)]) {
		return false
	}
	if inRecord[r.low(i-1)] && hasAny(r.low(i-2), "в", "у") || hasAny(r.low(i-1), "как", "як") {
		return true // "как в нём указано"
	}
	for k := i + 1; k < i+4 && scriptOf(r.lang) == "Cyrillic" && r.is(k, wordToken); k++ {
		if isRecord(r.low(k)) {
			return true // "свидетельствует отчёт комитета"
		}
	}
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if isRecord(r.low(k)) {
			return !(k == i-1 && low == "records")
		}
		if r.toks[k].kind == markToken && hasAny(r.low(k), ";", ":", ".") {
			break
		}
	}
	return false
}

var inRecord = setOf(`нем ней них ньому ній них`)

func isRecord(low string) bool {
	if recordNouns[low] {
		return true
	}
	if low == "" || low[0] < 0x80 {
		return false
	}
	for _, stem := range recordStems {
		if strings.HasPrefix(low, stem) && len([]rune(low)) <= len([]rune(stem))+4 {
			return true
		}
	}
	return false
}

// unjoined takes the "and" or "so" off an Arabic word, which is written onto it:
// وقالت, فقال. Other words it gives as they are.
func unjoined(low string) string {
	for _, and := range []string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(low, and); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return low
}
