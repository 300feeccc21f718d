package check

import (
	"slices"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
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

var denials = stems(`deny denie denied denying reject refut dismiss disput опроверг отрица отверг отвергл відкину відкида отмета открещ заперечу заперечи спростув спростов نفى نفت ينفي تنفي`)

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
		if len(who) == 0 || st.inBlockQuote(s) && len(s.Quotes) == 0 && !toldApart(who) {
			continue
		}
		v := voice{who: who, from: from, to: to, declining: declining}
		for k := from; k < to; k++ {
			v.denying = v.denying || denials.has(s.words[k].folded)
		}
		v.agent = cyrillic(s.words[from].folded) && who[0].from > 0 && locative[s.words[who[0].from-1].folded]
		out = append(out, v)
	}
	if len(out) == 0 {
		out = st.staged(s)
	}
	return out
}

// toldApart reports whether somebody is told apart: by name, or by a descriptor.
// In a block quotation others than they are people of whom the speaker speaks.
func toldApart(who []mention) bool {
	return slices.ContainsFunc(who, func(m mention) bool { return m.kind == named || m.full })
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

// speakers gives the actors who are said to speak in a sentence, in order of id.
func (st *story) speakers(s *sentence) []record.ID {
	out := []record.ID{}
	for _, v := range s.voices {
		for _, m := range v.who {
			if !v.declining && v.assertive() && st.known(s, v) {
				out = append(out, m.actors...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
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

// antecedent reports whether somebody is mentioned before a pronoun whom it can
// mean: for "it" a body, for one person somebody who is not several.
func (st *story) antecedent(s *sentence, p mention) bool {
	if s.n < 0 {
		return false
	}
	first, ok := st.firstMentions()[meant{s.words[p.from].folded == "it", p.number == singularNumber}]
	return ok && (first.n < s.n || first.n == s.n && first.word < p.from)
}

// meant says whom a pronoun needs: a body, and not several.
type meant struct{ body, one bool }

// firstMentions gives, for each kind of pronoun, where the story first mentions
// somebody whom it can mean.
func (st *story) firstMentions() map[meant]wordPlace {
	if st.firsts != nil {
		return st.firsts
	}
	st.firsts = map[meant]wordPlace{}
	for _, s := range st.sentences {
		if s.n < 0 || len(st.firsts) == 4 {
			continue
		}
		for _, m := range s.mentions {
			if m.kind == pronoun {
				continue
			}
			for _, k := range []meant{{false, false}, {false, true}, {true, false}, {true, true}} {
				if _, ok := st.firsts[k]; !ok && (m.body || !k.body) && (m.number != pluralNumber || !k.one) {
					st.firsts[k] = wordPlace{s.n, m.from}
				}
			}
		}
	}
	return st.firsts
}

func quantified(s *sentence, m mention) bool {
	_, ok := quantifiers[s.words[m.from].folded]
	return ok
}

// subjects gives the words of a voice's people, so that their number is not read
// as a number of the story.
func (s *sentence) subjects() []draft.TextSpan {
	var out []draft.TextSpan
	for i, v := range s.voices {
		if i > 0 && s.nested(s.voices[i-1], v) {
			continue
		}
		for _, m := range v.who {
			out = append(out, m.in(s))
		}
	}
	return out
}

// nested reports whether a voice is a part of what the one before it says:
// "Krivenko said about 30 soldiers had told him".
func (s *sentence) nested(outer, v voice) bool {
	if v.who[0].from < outer.to {
		return false
	}
	for k := outer.to + 1; k <= v.from && k < len(s.words); k++ {
		if s.breaks(k) {
			return false
		}
	}
	return true
}
