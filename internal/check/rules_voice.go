package check

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

func findPluralSources(st *story) (out []found) {
	for _, s := range st.sentences {
		v, ok := st.mainVoice(s)
		if !ok || len(s.claims)+len(s.statements) == 0 {
			continue
		}
		i := slices.IndexFunc(v.who, func(m mention) bool { return s.plural(v, m) })
		if i < 0 {
			continue
		}
		if n := st.independent(s, v.denying || hasNegation(s)); n < 2 {
			out = append(out, found{s: s, span: s.at(v.who[i].in(s)), ids: s.citedIDs(),
				message: fmt.Sprintf("people in the plural are said to say this, but independent speakers behind it: %d", n),
				hint:    "write of the one who says it, or cite a second who does not depend on him"})
		}
	}
	return out
}

// citedIDs gives the claims and statements that a sentence cites.
func (s *sentence) citedIDs() []record.ID {
	var out []record.ID
	for _, c := range s.claims {
		out = append(out, c.ID)
	}
	for _, x := range s.statements {
		out = append(out, x.ID)
	}
	return out
}

func findMisattributed(st *story) (out []found) {
	for _, s := range st.sentences {
		v, ok := st.mainVoice(s)
		if !ok || len(s.claims)+len(s.statements) == 0 {
			continue
		}
		behind := st.voicesBehind(s, v.denying || hasNegation(s))
		if len(behind) == 0 {
			continue // nothing stands behind it at all: that is overstated
		}
		for _, m := range v.who {
			actors := m.actors
			if len(actors) == 0 {
				actors = st.theBody(s, m)
			}
			if len(actors) == 0 || m.kind == pronoun || anyOf(actors, behind) {
				continue
			}
			out = append(out, found{s: s, span: s.at(m.in(s)), ids: append(slices.Clone(actors), s.citedIDs()...),
				message: fmt.Sprintf("this is put into the mouth of %s, who neither says nor passes on anything behind it", actors[0]),
				hint:    "name the one who says it, or cite what " + string(actors[0]) + " says"})
		}
	}
	return out
}

// theBody resolves "the ministry" to the one organisation with that word in its name.
func (st *story) theBody(s *sentence, m mention) []record.ID {
	if m.kind != described || !m.body || m.number == pluralNumber || s.words[m.from].folded != "the" || m.to-m.from != 2 {
		return nil
	}
	noun := s.words[m.to-1].folded
	return remember(st.bodyCache, noun, func() []record.ID { return slices.Clip(st.bodiesOf(noun)) })
}

// bodiesOf gives the organisations with a noun in their name, where they are one.
func (st *story) bodiesOf(noun string) []record.ID {
	var out []record.ID
	for _, n := range st.names {
		a := st.c.Actors[n.actor]
		if n.whole && a.Type == record.Organization && slices.ContainsFunc(n.words, func(w string) bool { return sameWord(w, noun) }) &&
			!slices.Contains(out, n.actor) {
			out = append(out, n.actor)
		}
	}
	for _, id := range out {
		if st.self.of(id) != st.self.of(out[0]) {
			return nil
		}
	}
	return out
}

func findVagueSource(st *story) (out []found) {
	for _, s := range st.sentences {
		if !s.signs.vague {
			continue
		}
		for i := range s.words {
			n := vagueAt(s, i)
			if n == 0 {
				continue
			}
			in := s.words[i].in
			in.End = s.words[i+n-1].in.End
			out = append(out, found{s: s, span: s.at(in), message: "the source is not described at all",
				hint: "use the description that was agreed with the source, or say how it is known"})
		}
	}
	return out
}

// vagueAt gives the number of words of a vague attribution that begins at word i, or 0.
func vagueAt(s *sentence, i int) int {
	if s.quoted[i] {
		return 0
	}
	for _, p := range understood {
		if literalAt(s.words, i, p) {
			return len(p)
		}
	}
	if !vagueNoun.has(s.words[i].folded) || (cyrillic(s.words[i].folded) && resource(s, i)) {
		return 0
	}
	for _, v := range s.voices {
		for _, m := range v.who {
			if i < m.from || i >= m.to || m.full || m.short || m.kind == named {
				continue
			}
			if i+1 < len(s.words) && !breaks(s.words[i+1].gap) && i+1 != v.from && qualifies(s, i+1, v.from) {
				return 0 // "a source in the ministry"
			}
			for k := m.from; k < i; k++ {
				if w := s.words[k].folded; !articles[w] && !countWord(w) && !possessive[w] && !empty.has(w) {
					return 0 // "security sources"
				}
			}
			return 1
		}
	}
	return 0
}

// qualifies reports whether word k goes on describing the source.
func qualifies(s *sentence, k, verb int) bool {
	w := s.words[k].folded
	return standing.has(w) || (prepositions[w] && (k < verb || !complement[w]))
}

// standing words begin what tells where a source stands: "close to the ministry".
var standing = stems(`close familiar knowledgeable briefed работающ близк знаком наближен обізнан`)

func resource(s *sentence, i int) bool { return i > 0 && s.words[i-1].folded == "как" }

var understood = func() (out [][]string) {
	for _, p := range []string{"it is understood", "it is learned", "it is believed", "it is reported", "it was reported", "it has emerged",
		"it is believed", "it is thought", "как стало известно", "стало известно", "сообщается",
		"як стало відомо", "стало відомо", "повідомляється"} {
		out = append(out, exactWords(p))
	}
	for _, data := range []struct{ of, what, things string }{
		{"по", "имеющимся некоторым разным неподтвержденным непроверенным", "данным сведениям информации оценкам"},
		{"за", "наявними деякими різними непідтвердженими неперевіреними", "даними відомостями інформацією оцінками"},
	} {
		for _, what := range strings.Fields(data.what) {
			for _, thing := range strings.Fields(data.things) {
				out = append(out, []string{data.of, what, thing})
			}
		}
	}
	return out
}()

func literalAt(ws []word, i int, p []string) bool {
	for k := range p {
		if i+k >= len(ws) || ws[i+k].exact != p[k] {
			return false
		}
	}
	return true
}

var vagueNoun = stems(`source sources insider insiders источник джерел инсайдер інсайдер مصدر مصادر المصدر المصادر`)

// empty words tell nothing of a source.
var empty = stems(`anonymous unnamed reliable informed well placed credible trusted own various different multiple independent
unidentified undisclosed confidential sealed анонимн надежн информированн осведомленн неназванн собственн разн анонімн надійн поінформован
обізнан власн مطلع مطلعة موثوق`)
