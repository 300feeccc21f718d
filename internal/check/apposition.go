package check

import "strings"

// beforeApposition reads "Krivenko, head of the group, said": the one before the comma pair.
func (s *sentence) beforeApposition(verb int) (mention, bool) {
	start := verb - 1
	for start > max(0, verb-longestClause) && !s.breaks(start) {
		start--
	}
	if s.quoted[start] || start == 0 {
		return mention{}, false
	}
	for _, m := range s.mentions {
		if m.to != start || s.quoted[m.from] {
			continue
		}
		if m.kind == described && !m.full && !m.short { // "the auditor, Stone & Vale, said"
			for _, o := range s.mentionsIn(start, verb) {
				if o.kind == named && o.from == start {
					return o, true
				}
			}
		}
		return m, true
	}
	return s.beforeClauses(start, verb)
}

// beforeClauses looks over the clauses that tell more of the speaker: "a nurse at
// the clinic, who fled because she was afraid, said".
func (s *sentence) beforeClauses(start, verb int) (mention, bool) {
	for b := start; b > 0 && start-b < longestAside && !s.speaksBetween(b, verb); b-- {
		w := s.words[b].folded
		if !strings.Contains(s.words[b].gap, ",") || !relative[w] && !activeParticiple(w) {
			continue
		}
		if who := s.subjectIn(s.clauseStart(b-1), b); len(who) > 0 && who[0].kind != pronoun {
			return who[0], true
		}
	}
	return mention{}, false
}

// longestAside is the number of words that may stand between a speaker and his
// verb in clauses of their own.
const longestAside = 40

// speaksBetween reports a colon or a semicolon among the words, over which
// nobody is looked for.
func (s *sentence) speaksBetween(from, to int) bool {
	for k := from; k <= to && k < len(s.words); k++ {
		if strings.ContainsAny(s.words[k].gap, ";:") || s.quoted[k] {
			return true
		}
	}
	return false
}

var relative = wordSet(`who which whose whom который которая которые який яка які`)
