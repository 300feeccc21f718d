package check

import "strings"

// speakersOf finds the people to whom the saying at [from,to) belongs.
func (st *story) speakersOf(s *sentence, from, to int, phrase, declining bool) []mention {
	switch {
	case phrase:
		if ms := s.mentionsIn(from, to); len(ms) > 0 { // "by the commission's own count"
			return s.joined(ms)
		}
		for k := from; k < to; k++ {
			if possessive[s.words[k].folded] { // "по его словам"
				return []mention{{from: k, to: k + 1, kind: pronoun, number: singularNumber}}
			}
		}
		if to < len(s.words) && whose[s.words[to].folded] { // "Фонд, за словами якого"
			for _, m := range s.mentions {
				if m.to == from && !s.quoted[m.from] {
					return []mention{m}
				}
			}
			if m, ok := s.openNoun(max(from-1, 0)); ok {
				if m.number == numberUnknown && !strings.HasSuffix(s.words[to].folded, "х") {
					m.number = singularNumber
				}
				return []mention{m}
			}
			return nil
		}
		return s.following(to, 8)
	case !declining && passive(s, from) && cyrillic(s.words[from].folded):
		return s.holder(from, to)
	case !declining && passive(s, from):
		for k := to; k < len(s.words) && k < to+3; k++ {
			if s.words[k].folded == "by" {
				return s.following(k+1, 6)
			}
		}
		return nil
	}
	if from == 0 || s.breaks(from) || as[s.words[from-1].folded] {
		who := s.inverted(to)
		if len(who) > 0 && (who[0].kind == named || who[0].full || who[0].short || cyrillic(s.words[from].folded)) {
			return who
		}
		if from > 0 && s.breaks(from) {
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
	if who := s.inverted(to); len(who) > 0 {
		return who
	}
	return s.ownerOfRecord(from, to)
}

// holder reads whose record it is in which something "is said": "указано в
// материалах комитета", "у вироку суду сказано".
func (s *sentence) holder(from, to int) []mention {
	end := to
	for end < len(s.words) && end < to+8 && !s.breaks(end) {
		end++
	}
	if ms := s.mentionsIn(to, end); len(ms) > 0 {
		return s.joined(ms)
	}
	start := s.clauseStart(from)
	if ms := s.mentionsIn(start, from); len(ms) > 0 {
		return ms[len(ms)-1:]
	}
	for k := start; k < end; k++ { // "как в нём указано"
		if k > 0 && inIt[s.words[k].folded] && locative[s.words[k-1].folded] {
			return []mention{{from: k, to: k + 1, kind: pronoun, number: singularNumber}}
		}
	}
	return s.ownerOfRecord(from, to)
}

var whose = wordSet(`whom which которого которой которых якого якої яких`)

var inIt = wordSet(`нем ней них ньому ній них`)

// ownerOfRecord reads "its report says", "йдеться в її акті": who owns the
// record speaks through it.
func (s *sentence) ownerOfRecord(from, to int) []mention {
	for k := max(0, from-4); k+1 < len(s.words) && k < to+4; k++ {
		if !possessive[s.words[k].folded] || s.quoted[k] || k >= from && k < to {
			continue
		}
		for n := k + 1; n < len(s.words) && n < k+4 && !s.breaks(n); n++ {
			if isThing(s.words[n]) && (k > to || n < from) || isThing(s.words[n]) && k == to {
				return []mention{{from: k, to: k + 1, kind: pronoun, number: singularNumber}}
			}
		}
	}
	return nil
}

var as = wordSet(`as как як كما`)

var be = wordSet(`is are was were be been being am`)

var agreeing = stems(`соглас згоден убежд уверен переконан впевнен`)
var participles = wordSet(`told asked informed warned quoted reported said understood advised ordered`)

func passive(s *sentence, from int) bool {
	if w := s.words[from].folded; cyrillic(w) {
		return passiveParticiple(w) && !agreeing.has(w)
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
	if from >= len(s.words) || s.breaks(from) {
		return nil
	}
	if objectPronouns[s.words[from].folded] {
		return []mention{{from: from, to: from + 1, kind: pronoun, number: singularNumber}}
	}
	end := from
	for end < len(s.words) && end < from+reach && !(end > from && s.breaks(end)) && !s.quoted[end] {
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
	last := 0
	for last+1 < len(ms) && ms[last].to == ms[last+1].from && !strings.ContainsAny(s.words[ms[last].to].gap, ",;:()") {
		last++
	}
	for i := last; i > 0; i-- { // "President Putin", "глава комитета Ольга Летникова"
		if ms[i].kind == named && !ms[i].body && !ms[0].full {
			ms = ms[i:]
			break
		}
	}
	if len(ms) > 1 && ms[0].kind == described && !ms[0].full && ms[1].kind == named && ms[0].to == ms[1].from {
		ms = ms[1:]
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
	for end < len(s.words) && end < from+8 && !(end > from && s.breaks(end)) && !s.quoted[end] {
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
	if len(ms) == 0 {
		if m, ok := s.unknownAfter(from, end); ok {
			return []mention{m}
		}
	}
	if len(ms) == 0 || ms[0].from > from+4 || (ms[0].from > from && s.breaks(from)) {
		return nil
	}
	who := s.joined(ms)
	last := who[len(who)-1].to
	if last < len(s.words) && !s.breaks(last) && !prepositions[s.words[last].folded] && !conjunctions[s.words[last].folded] &&
		!cyrillic(s.words[last].folded) && !arabic(s.words[last].folded) && !s.quoted[last] {
		return nil // "X, the head of Y, said soldiers had left": what follows is a clause
	}
	return who
}

var complement = wordSet(`that что що чтобы щоб how why where when if whether о об про أن`)

var objects = wordSet(`to him her them us me reporters journalists редакции изданию агентству журналистам журналисту корреспонденту
корреспондентам нам мне ему ей им редакції виданню агентству журналістам журналістові кореспондентові кореспонденту йому їй`)

// preceding reads the subject before a verb, in the clause that the verb stands in.
func (s *sentence) preceding(verb int) []mention {
	return s.subjectIn(s.clauseStart(verb), verb)
}

// clauseStart gives the first word of the clause that word k stands in.
func (s *sentence) clauseStart(k int) int {
	start := k
	for start > max(0, k-longestClause) && !s.breaks(start) && !complement[s.words[start-1].folded] && !s.quoted[start-1] {
		start--
	}
	return start
}

// subjectIn reads the subject of a clause from its words before the verb.
func (s *sentence) subjectIn(start, verb int) []mention {
	if k := verb - 1; k >= start && relative[s.words[k].folded] { // "Rowe, who says she saw it"
		for _, m := range s.mentions {
			if m.to == k && !s.quoted[m.from] {
				return []mention{m}
			}
		}
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
	if m, ok := s.headBefore(start, ms[i]); ok && ms[i].kind == described {
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
