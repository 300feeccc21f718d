package check

import (
	"strings"
	"unicode/utf8"
)

// headBefore finds a head that the lexicon does not know: "a beekeeper at the ministry".
func (s *sentence) headBefore(start int, m mention) (mention, bool) {
	if m.kind != described || m.full || m.from-2 < start || cyrillic(s.words[m.from].folded) {
		return mention{}, false
	}
	p := s.words[m.from-1].folded
	if p != "of" && p != "at" && p != "in" && p != "from" && p != "with" {
		return mention{}, false
	}
	return s.unknownBefore(start, m.from-1)
}

// unknownBefore takes the word before a verb for people unless it is a thing.
func (s *sentence) unknownBefore(start, verb int) (mention, bool) {
	k := verb - 1
	for k >= start && (between[s.words[k].folded] || strings.HasSuffix(s.words[k].folded, "ly")) {
		k--
	}
	if k < start || s.quoted[k] || oblique(s.words[k].folded) {
		return mention{}, false
	}
	m, ok := s.openNoun(k)
	if ok && m.from > 0 && locative[s.words[m.from-1].folded] && cyrillic(s.words[k].folded) && pluralBySpeech(s.words[verb].folded, "") {
		m.body = true // "в пароходстве отвергают": those who speak for it
		return m, true
	}
	if ok && m.from > start && m.from > 0 && governs[s.words[m.from-1].folded] && !s.breaks(m.from) {
		return mention{}, false // "О бое рассказал …": what a preposition governs is no subject
	}
	return m, ok
}

var governs = wordSet(`about after before during since until against without via в во на у о об при про перед после після через без`)

// oblique reports the endings of the instrumental and the locative, in which
// nobody speaks: "вечером сообщил".
func oblique(w string) bool {
	if !cyrillic(w) || utf8.RuneCountInString(w) < 5 {
		return false
	}
	for _, e := range []string{"ом", "ем", "ами", "ями", "ах", "ях"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// unknownAfter takes the phrase behind a verb for people where its noun is made
// like those of people: "подтвердил надзиратель", "said a beekeeper".
func (s *sentence) unknownAfter(from, end int) (mention, bool) {
	k := from
	if k < end && arabic(s.words[k].folded) {
		return s.arabicAfter(from, end)
	}
	if k < end && !cyrillic(s.words[k].folded) && !articles[s.words[k].folded] {
		return mention{}, false
	}
	for k+1 < end && k < from+4 && (articles[s.words[k].folded] || adjective(s.words[k].folded) ||
		!cyrillic(s.words[k].folded) && !s.breaks(k+1) && !prepositions[s.words[k+1].folded]) {
		k++
	}
	if k >= end || !agentNoun(s.words[k].folded) {
		return mention{}, false
	}
	m, ok := s.openNoun(k)
	m.from = max(m.from, from)
	return m, ok
}

// agentNoun reports the endings of nouns that tell what somebody does.
func agentNoun(w string) bool {
	if utf8.RuneCountInString(w) < 5 || isThing(word{folded: w}) || noAgents.has(w) {
		return false
	}
	ends := agentEndings
	if cyrillic(w) {
		ends = agentEndingsCyrillic
	}
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

var agentEndings = strings.Fields(`er ers or ors ist ists ian ians ant ants ent ents man men woman women ee ees smith smiths maid nurse cook chef`)

var agentEndingsCyrillic = strings.Fields(`тель тели тельница ник ники ница ницы щик щики щица чик чики чица ист исты истка ант анты антка ент енты
ург урги лог логи арь ари ец цы атор аторы ер еры ор оры яр яри тор тори ниця ниці івник івники ач ачі чиня`)

// noAgents end like people and are none.
var noAgents = stems(`понедел вторник четверг датчик двигател показател учебник справочник памятник конец месяц вариант аргумент момент
документ процент договор разговор спор выбор отбор сбор двор забор размер пример номер характер набор обзор позор
двигун підручник понеділ вівторок кінець місяц варіант розмір приклад розгляд papers number order letter paper murder
matter offer answer manner error terror moment statement agreement payment document government incident
accident event treatment percent comment argument`)

// activeParticiple reports "опасающийся", "опасавшаяся": what follows a comma
// and tells more of the one before it.
func activeParticiple(w string) bool {
	if !cyrillic(w) {
		return false
	}
	for _, e := range []string{"щий", "щийся", "щая", "щаяся", "щие", "щиеся", "вший", "вшийся", "вшая", "вшаяся", "вшие", "вшиеся"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// unknownPhrase does the same for the phrase behind "according to".
func (s *sentence) unknownPhrase(from, end int) (mention, bool) {
	for k := from; k < end; k++ {
		if arabic(s.words[k].folded) {
			return s.arabicAfter(from, end)
		}
		if k+1 == end || prepositions[s.words[k+1].folded] {
			return s.openNoun(k)
		}
	}
	return mention{}, false
}

func (s *sentence) openNoun(k int) (mention, bool) {
	w := s.words[k]
	m := mention{from: k, to: k + 1, kind: described}
	if n, ok := quantifiers[w.folded]; ok {
		m.kind, m.number = pronoun, n
		return m, true
	}
	if isThing(w) || articles[w.folded] || prepositions[w.folded] || utf8.RuneCountInString(w.folded) < 3 || digits(w.folded) {
		return mention{}, false
	}
	m.from = phraseStart(s, k)
	m.number = singularNumber
	switch {
	case w.capital && k > 0:
		m.kind = unknown
	case cyrillic(w.folded):
		m.number = numberUnknown
	case arabic(w.folded) && arabicPlural(w.folded):
		m.number = pluralNumber
	case singular(w.folded) != w.folded:
		m.number = pluralNumber
	}
	return m, true
}

// plural reports whether the voice is one of several people: not of a body,
// and not of somebody named.
func (s *sentence) plural(v voice, m mention) bool {
	if m.kind == named || m.kind == unknown || (m.body && m.number != pluralNumber) || v.agent {
		return false
	}
	if m.kind == pronoun {
		return m.number == pluralNumber && !pronounsPlural[s.words[m.from].folded]
	}
	if m.number != numberUnknown {
		return m.number == pluralNumber
	}
	noun := m.to - 1
	if m.head > 0 {
		noun = m.head
	}
	return pluralBySpeech(s.words[v.from].folded, s.words[noun].folded)
}

// pluralBySpeech reads number in Russian and Ukrainian: from the verb, or, after
// "по словам", from the noun in the genitive.
func pluralBySpeech(verb, noun string) bool {
	switch {
	case strings.HasPrefix(verb, "по") && utf8.RuneCountInString(verb) == 2, verb == "за", verb == "согласно", verb == "со":
		return genitivePlural(noun)
	}
	for _, e := range []string{"ли", "лись", "лися", "ят", "ют", "ут", "ат", "ятся", "ются", "утся", "атся", "ять", "ать", "ють", "уть", "яться", "ються", "уться"} {
		if strings.HasSuffix(verb, e) {
			return true
		}
	}
	return false
}

func genitivePlural(noun string) bool {
	for _, e := range []string{"ого", "его", "ой", "а", "я", "ы", "и", "у", "ю"} {
		if strings.HasSuffix(noun, e) {
			return false
		}
	}
	for _, e := range []string{"ов", "ев", "ей", "их", "ых", "ів", "їв"} {
		if strings.HasSuffix(noun, e) {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(noun)
	return strings.ContainsRune("бвгджзклмнпрстфхцчшщ", last)
}
