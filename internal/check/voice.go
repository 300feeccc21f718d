package check

import (
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
)

// voice is one act of saying in a sentence: a verb or phrase of saying, outside
// quotation marks, with the people who are said to say it.
type voice struct {
	who       []mention // several where they are joined by "and"; never empty
	from, to  int       // the words of saying
	declining bool      // "declined to comment", "did not answer"
	denying   bool      // "denied", "rejected"
	agent     bool      // an impersonal plural of a body: "в министерстве сообщили"
}

// lead is the number of words before the voice begins.
func (v voice) lead() int {
	n := v.from
	for _, m := range v.who {
		n = min(n, m.from)
	}
	return n
}

var denials = stems(`deny denie denied denying reject refut dismiss disput опроверг отрица отверг отвергл відкину заперечу заперечи спростув спростов نفى نفت ينفي تنفي`)

// Bounds for texts that nobody writes: voices in a sentence, words of a clause.
const mostVoices, longestClause = 40, 120

// findVoices reads who says something in a sentence.
func (st *story) findVoices(s *sentence) []voice {
	var out []voice
	done := -1
	for i := 0; i < len(s.words) && len(out) < mostVoices; i++ {
		from, to, phrase, declining, ok := s.sayingAt(i)
		if !ok || from <= done || s.quoted[from] {
			continue
		}
		done = to - 1
		who := st.speakersOf(s, from, to, phrase, declining)
		if len(who) == 0 {
			continue
		}
		v := voice{who: who, from: from, to: to, declining: declining}
		for k := from; k < to; k++ {
			v.denying = v.denying || denials.has(s.words[k].folded)
		}
		v.agent = cyrillic(s.words[from].folded) && who[0].from > 0 && locative[s.words[who[0].from-1].folded]
		out = append(out, v)
	}
	return out
}

var locative = wordSet(`в во у на`)

// sayingAt gives the words of a saying that begins at word i: one of the
// draft's, or a verb of denial.
func (s *sentence) sayingAt(i int) (from, to int, phrase, declining, ok bool) {
	if n := s.sayingOf[i]; n > 0 {
		for to = i; to < len(s.words) && s.sayingOf[to] == n; to++ {
		}
		return i, to, s.Sayings[n-1].Phrase, s.Sayings[n-1].Declining, true
	}
	if denials.has(s.words[i].folded) {
		return i, i + 1, false, false, true
	}
	return 0, 0, false, false, false
}

// speakersOf finds the people to whom the saying at [from,to) belongs.
func (st *story) speakersOf(s *sentence, from, to int, phrase, declining bool) []mention {
	switch {
	case phrase:
		for k := from; k < to; k++ {
			if possessive[s.words[k].folded] { // "по его словам"
				return []mention{{from: k, to: k + 1, kind: pronoun, number: singularNumber}}
			}
		}
		return s.following(to, 8)
	case !declining && passive(s, from):
		for k := to; k < len(s.words) && k < to+3; k++ {
			if s.words[k].folded == "by" {
				return s.following(k+1, 6)
			}
		}
		return nil
	}
	if from == 0 || breaks(s.words[from].gap) || as[s.words[from-1].folded] {
		who := s.inverted(to)
		if len(who) > 0 && (who[0].kind == named || who[0].full || who[0].short || cyrillic(s.words[from].folded)) {
			return who
		}
		if from > 0 && breaks(s.words[from].gap) {
			if m, ok := s.beforeApposition(from); ok {
				return []mention{m}
			}
		}
		if len(who) > 0 {
			return who
		}
	}
	if who := s.preceding(from); len(who) > 0 {
		return who
	}
	return s.inverted(to)
}

var as = wordSet(`as как як كما`)
var be = wordSet(`is are was were be been being am`)
var participles = wordSet(`told asked informed warned quoted reported said understood advised ordered`)

func passive(s *sentence, from int) bool {
	if w := s.words[from].folded; cyrillic(w) {
		return passiveParticiple(w)
	}
	for k := from - 1; k >= 0 && k >= from-3; k-- {
		w := s.words[k].folded
		if be[w] {
			return participles[s.words[from].folded] || strings.HasSuffix(s.words[from].folded, "ed")
		}
		if !between[w] && !strings.HasSuffix(w, "ly") {
			return false
		}
	}
	return false
}

// mentionsIn gives the mentions that lie within words [from,to) outside quotation marks.
func (s *sentence) mentionsIn(from, to int) []mention {
	var out []mention
	for _, m := range s.mentions {
		if m.to > from && m.to <= to && !s.quoted[m.from] {
			out = append(out, m)
		}
	}
	return out
}

// following reads the people right behind a phrase ("according to …", "по словам …").
func (s *sentence) following(from, reach int) []mention {
	if from >= len(s.words) || breaks(s.words[from].gap) {
		return nil
	}
	if objectPronouns[s.words[from].folded] {
		return []mention{{from: from, to: from + 1, kind: pronoun, number: singularNumber}}
	}
	end := from
	for end < len(s.words) && end < from+reach && !(end > from && breaks(s.words[end].gap)) && !s.quoted[end] {
		end++
	}
	ms := s.mentionsIn(from, end)
	if len(ms) > 0 {
		return s.joined(ms)
	}
	if m, ok := s.unknownPhrase(from, end); ok {
		return []mention{m}
	}
	return nil
}

var objectPronouns = wordSet(`him her them него нее них неї нього`)

// joined gives the first of the mentions and those that "and" joins to it.
func (s *sentence) joined(ms []mention) []mention {
	for len(ms) > 1 && ms[0].kind == described && !ms[0].full && ms[1].kind == named && ms[0].to == ms[1].from {
		ms = ms[1:] // "President Putin"
	}
	out := ms[:1:1]
	for _, m := range ms[1:] {
		last := out[len(out)-1]
		if !s.onlyBetween(last.to, m.from, conjunctions) {
			break
		}
		out = append(out, m)
	}
	return out
}

// onlyBetween reports whether words [from,to) hold one of the set and beside it only articles and numbers.
func (s *sentence) onlyBetween(from, to int, set map[string]bool) bool {
	found := false
	for k := from; k < to; k++ {
		w := s.words[k].folded
		switch {
		case set[w]:
			found = true
		case articles[w] || countWord(w) || filler[w]:
		default:
			return false
		}
	}
	return found
}

// inverted reads a subject that follows its verb: "said Krivenko", "сообщил бывший солдат".
func (s *sentence) inverted(from int) []mention {
	end := from
	for end < len(s.words) && end < from+8 && !(end > from && breaks(s.words[end].gap)) && !s.quoted[end] {
		if complement[s.words[end].folded] {
			break
		}
		end++
	}
	for k := from; k < end; k++ {
		if objects[s.words[k].folded] {
			end = k
			break
		}
	}
	ms := s.mentionsIn(from, end)
	if len(ms) == 0 || ms[0].from > from+4 || (ms[0].from > from && breaks(s.words[from].gap)) {
		return nil
	}
	who := s.joined(ms)
	last := who[len(who)-1].to
	if last < len(s.words) && !breaks(s.words[last].gap) && !prepositions[s.words[last].folded] && !conjunctions[s.words[last].folded] &&
		!cyrillic(s.words[last].folded) && !arabic(s.words[last].folded) && !s.quoted[last] {
		return nil // "X, the head of Y, said soldiers had left": what follows is a clause
	}
	return who
}

var complement = wordSet(`that что що чтобы щоб how why where when if whether о об про أن`)
var objects = wordSet(`to him her them us me reporters journalists`)

// beforeApposition reads "Krivenko, head of the group, said": the one before the comma pair.
func (s *sentence) beforeApposition(verb int) (mention, bool) {
	start := verb - 1
	for start > max(0, verb-longestClause) && !breaks(s.words[start].gap) {
		start--
	}
	if s.quoted[start] || start == 0 {
		return mention{}, false
	}
	for _, m := range s.mentions {
		if m.to == start && !s.quoted[m.from] {
			return m, true
		}
	}
	// the phrase before the comma may end in a modifier: "a nurse at the clinic, who fled, said"
	if who := s.preceding(start); len(who) > 0 && strings.Contains(s.words[start].gap, ",") && relative[s.words[start].folded] {
		return who[0], true
	}
	return mention{}, false
}

var relative = wordSet(`who which whose whom который которая которые який яка які`)

// preceding reads the subject before a verb, in the clause that the verb stands in.
func (s *sentence) preceding(verb int) []mention {
	start := verb
	for start > max(0, verb-longestClause) && !breaks(s.words[start].gap) && !complement[s.words[start-1].folded] && !s.quoted[start-1] {
		start--
	}
	ms := s.mentionsIn(start, verb)
	if len(ms) == 0 {
		if m, ok := s.unknownBefore(start, verb); ok {
			return []mention{m}
		}
		return nil
	}
	i := len(ms) - 1
	for i > 0 && s.modifies(ms[i-1], ms[i]) {
		i--
	}
	if m, ok := s.headBefore(start, ms[i]); ok {
		return []mention{m}
	}
	out := []mention{ms[i]}
	for i > 0 && s.onlyBetween(ms[i-1].to, ms[i].from, conjunctions) {
		i--
		out = append(out, ms[i])
	}
	return out
}

// modifies reports whether b stands in a phrase that hangs on a: "the head of the group".
func (s *sentence) modifies(a, b mention) bool {
	if a.to >= b.from {
		// "представитель министерства" is built on its first noun, "rights group head" on its last
		return cyrillic(s.words[b.from].folded) && a.kind == described && b.kind == described
	}
	first := s.words[a.to]
	return prepositions[first.folded] && !breaks(first.gap) && (relative[first.folded] || first.folded == "who" || b.from-a.to <= 4)
}

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
	if k < start || s.quoted[k] {
		return mention{}, false
	}
	return s.openNoun(k)
}

// unknownPhrase does the same for the phrase behind "according to".
func (s *sentence) unknownPhrase(from, end int) (mention, bool) {
	for k := from; k < end; k++ {
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
	return pluralBySpeech(s.words[v.from].folded, s.words[m.to-1].folded)
}

// pluralBySpeech reads number in Russian and Ukrainian: from the verb, or, after
// "по словам", from the noun in the genitive.
func pluralBySpeech(verb, noun string) bool {
	switch {
	case strings.HasPrefix(verb, "по") && utf8.RuneCountInString(verb) == 2, verb == "за", verb == "согласно", verb == "со":
		return genitivePlural(noun)
	}
	for _, e := range []string{"ли", "лись", "ят", "ют", "ут", "ат", "ть", "ють", "уть"} {
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

// assertive reports whether the voice makes the whole sentence somebody's
// saying. A denial or a refusal that merely follows a statement does not: "They
// were sent, which the ministry denies" says on its own that they were sent.
func (v voice) assertive() bool { return (!v.declining && !v.denying) || v.lead() <= 3 }

// attributed reports whether the sentence says, in itself, who says so.
func (st *story) attributed(s *sentence) bool {
	for _, v := range s.voices {
		if v.assertive() && st.known(s, v) {
			return true
		}
	}
	return false
}

// known reports whether somebody stands behind the voice: a pronoun needs
// somebody before it whom it can mean.
func (st *story) known(s *sentence, v voice) bool {
	for _, m := range v.who {
		if m.kind != pronoun || quantified(s, m) || st.antecedent(s, m) {
			return true
		}
	}
	return false
}

func (st *story) antecedent(s *sentence, p mention) bool {
	for _, other := range st.sentences {
		for _, m := range other.mentions {
			before := other.n < s.n || (other == s && m.from < p.from)
			if m.kind != pronoun && before && other.n >= 0 && (p.number != singularNumber || m.number != pluralNumber) {
				return true
			}
		}
		if other == s {
			break
		}
	}
	return false
}

func quantified(s *sentence, m mention) bool {
	_, ok := quantifiers[s.words[m.from].folded]
	return ok
}

// subject gives the words of a voice's people, so that their number is not read
// as a number of the story.
func (s *sentence) subjects() []draft.TextSpan {
	var out []draft.TextSpan
	for _, v := range s.voices {
		for _, m := range v.who {
			out = append(out, m.in(s))
		}
	}
	return out
}
