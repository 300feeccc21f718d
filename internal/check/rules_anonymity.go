package check

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

func findDescriptorChanged(st *story) (out []found) {
	for _, s := range st.sentences {
		sources, only := st.onlyProtected(s)
		v, ok := st.mainVoice(s)
		if !only || !ok {
			continue
		}
		for _, m := range v.who {
			if m.kind != described || ((m.full || m.short) && anyOf(m.actors, sources)) {
				continue
			}
			if slices.ContainsFunc(v.who, func(o mention) bool { return (o.full || o.short) && anyOf(o.actors, sources) }) {
				continue
			}
			if s.explained(m, sources) {
				continue
			}
			f := found{s: s, span: s.at(m.in(s)),
				message: "a protected source is described in other words than those agreed with him",
				hint:    "use the agreed descriptor; once it has stood in full, its noun may stand for it"}
			for _, id := range record.SortedKeys(sources) {
				if st.c.Actors[id].Descriptor == "" {
					f.message = "a protected source is described, but no description was agreed with him"
					f.hint = "agree on a descriptor and record it"
				}
				f.ids = append(f.ids, id)
			}
			out = append(out, f)
			break
		}
	}
	return out
}

// explained reports whether an agreed descriptor stands beside a description:
// "two members of staff, a nurse at the clinic and a doctor, said".
func (s *sentence) explained(m mention, sources map[record.ID]bool) bool {
	return slices.ContainsFunc(s.mentions, func(o mention) bool {
		return o.full && anyOf(o.actors, sources) && (o.from >= m.to && o.from-m.to <= 2 || o.to <= m.from && m.from-o.to <= 2)
	})
}

// onlyProtected gives the speakers behind a sentence, and whether all of them
// are protected and came to the desk without somebody on the record between.
func (st *story) onlyProtected(s *sentence) (map[record.ID]bool, bool) {
	sources := map[record.ID]bool{}
	xs := slices.Clone(s.statements)
	for _, c := range s.claims {
		xs = append(xs, st.supporters(c.ID)...)
	}
	for _, x := range xs {
		a := st.c.Actors[x.Speaker]
		if a == nil || !a.Protected {
			return nil, false
		}
		sources[x.Speaker] = true
		for _, c := range x.Conduit {
			if b := st.c.Actors[c]; b != nil && !b.Protected {
				return nil, false
			}
		}
	}
	return sources, len(sources) > 0
}

func findReasonMissing(st *story) (out []found) {
	seen := map[record.ID]bool{}
	for _, u := range st.uses {
		anonymous := st.anonymous(u.source) || (u.cited != nil && st.anonymousStatement(u.cited))
		if seen[u.source] || !anonymous || st.reasonGiven(u.source) {
			continue
		}
		seen[u.source] = true
		out = append(out, found{s: u.s, span: u.span, ids: []record.ID{u.source},
			message: fmt.Sprintf("source %s stays anonymous, and the story nowhere says why", u.source),
			hint:    "say in a sentence why the source is not named"})
	}
	return out
}

// reasonGiven reports whether a sentence of the story says why somebody is not
// named: words of anonymity beside words of reason, or the source's own reason.
func (st *story) reasonGiven(source record.ID) bool {
	reason := st.reasonWords(source)
	body := st.body()
	for i, s := range body {
		if len(reason) > 0 && st.tellsReason(s, source) {
			return true
		}
		if !s.signs.anonymity || st.reasonOfAnother(s, source) {
			continue
		}
		if s.signs.causes || s.signs.dangers || (i > 0 && body[i-1].signs.dangers) || (i+1 < len(body) && body[i+1].signs.dangers) {
			return true
		}
	}
	return false
}

// reasonOfAnother reports whether a sentence gives the reason of one other source
// of the story, and of him alone.
func (st *story) reasonOfAnother(s *sentence, source record.ID) bool {
	if s.signs.several {
		return false
	}
	own := st.reasonWords(source)
	if len(own) == 0 {
		return false
	}
	for _, id := range st.used {
		if id == source || !st.anonymous(id) {
			continue
		}
		if other := st.reasonWords(id); len(other) > 0 && !slices.Equal(other, own) && st.tellsReason(s, id) {
			return true
		}
	}
	return false
}

// several words say that more than one is meant.
var several = wordSet(`they their them both all each neither none names sources men women people имена они их им оба обе все всех никто
собеседники источники імена вони їх їхн обидва обидві усі всі ніхто джерела співрозмовники هم أسماء مصادر`)

// body gives the sentences without those of the front matter.
func (st *story) body() []*sentence {
	return st.sentences[len(st.sentences)-len(st.in.Draft.Sentences):]
}

// contentWords gives the words of a reason that carry its meaning.
func contentWords(text string) []string {
	var out []string
	for _, w := range wordsOf(text) {
		if utf8.RuneCountInString(w.folded) > 3 && !articles[w.folded] && !prepositions[w.folded] && !between[w.folded] {
			out = append(out, w.folded)
		}
	}
	return out
}

// reasonWords gives the words of a source's reason to stay anonymous.
func (st *story) reasonWords(source record.ID) []string {
	return remember(st.reasonCache, source, func() []string { return contentWords(st.c.Actors[source].Reason) })
}

// tellsReason reports whether a sentence gives a source's own reason.
func (st *story) tellsReason(s *sentence, source record.ID) bool {
	return st.m.reasons.Get(textOf{source, s.Text}, func() bool { return shares(s, st.reasonWords(source)) })
}

// shares reports whether a sentence has most of the words, and two at least where there are two.
func shares(s *sentence, words []string) bool {
	n := 0
	for _, w := range words {
		if slices.ContainsFunc(s.words, func(x word) bool { return sameWord(x.folded, w) || sameRoot(x.folded, w) }) {
			n++
		}
	}
	return n*3 >= len(words)*2 && n > 0
}

// sameRoot holds "fears" and "fearing", "reprisal" and "reprisals" together.
func sameRoot(a, b string) bool {
	n := 0
	ra, rb := []rune(a), []rune(b)
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	if n >= 4 && cyrillic(a) { // опасается, опасающийся
		return 2*n >= min(len(ra), len(rb))
	}
	return n >= 4 && n >= min(len(ra), len(rb))-1
}

func speaksOfAnonymity(ws []word) bool {
	for i, w := range ws {
		if anonymity.has(w.folded) {
			return true
		}
		if !unnaming[w.folded] {
			continue
		}
		for k := max(0, i-6); k < min(len(ws), i+7); k++ {
			if nameWords.has(ws[k].folded) {
				return true
			}
		}
	}
	return false
}

var anonymity = stems(`anonym unnamed unidentified pseudonym аноним анонім псевдоним псевдонім неназванн неназван مجهول كتم`)
var unnaming = wordSet(`not withheld withhold withholding without declined refused changed hidden conceal concealed don't
не без скрыто скрыты изменено изменены изменить скрыть приховано змінено змінити عدم دون رفض`)
var nameWords = stems(`named name names identified identif identity имя имени имен назыв назван личност ім'я імені імен назив особ اسم هوي`)
var causes = stems(`because since fear afraid risk safety security due owing lest authoris authoriz avoid protect danger concern
потому поскольку опаса боит боят страх ради чтобы безопасн риск через оскільки тому щоб побою безпек خوف لان لأن بسبب خشية حفاظ`)
var dangers = stems(`fear afraid repris retaliat revenge punish prosecut persecut arrest jail threat danger safety
опаса боит боят страх репресс месть мести преслед наказан угро безопасн побою помст переслід загро безпек خوف انتقام خشية`)

func findAnonymousOpinion(st *story) (out []found) {
	for _, s := range st.sentences {
		direct := st.direct(s)
		if len(direct) == 0 {
			continue
		}
		for _, x := range s.statements {
			if x.Basis == record.Position && st.anonymousStatement(x) {
				out = append(out, found{s: s, span: s.citeSpan(x.ID), ids: []record.ID{x.ID, x.Speaker},
					message: "an anonymous source's opinion: statement " + string(x.ID) + " is a position",
					hint:    "let anonymous sources give facts; leave the opinion out or find somebody who stands for it with his name"})
			}
		}
		if len(out) > 0 && out[len(out)-1].s == s || !st.allAnonymous(direct) {
			continue
		}
		if i := s.signs.attack; i >= 0 {
			out = append(out, found{s: s, span: s.at(s.words[i].in), ids: s.citedIDs(),
				message: "an anonymous source passes judgement on somebody",
				hint:    "let anonymous sources give facts; leave the judgement out or find somebody who stands for it with his name"})
		}
	}
	return out
}

func (st *story) allAnonymous(xs []*record.Statement) bool {
	return len(xs) > 0 && !slices.ContainsFunc(xs, func(x *record.Statement) bool { return !st.anonymousStatement(x) })
}

var attacks = stems(`coward liar lying incompeten corrupt crook idiot stupid disgrac shameful monster traitor hypocrit disgust despicab
contemptib scoundrel bastard thief thieves thug dishonest evil pathetic cruel clueless worthless useless
трус лжец лжив лгун вор воры предател идиот дурак подлец подл мерзав позор бездар некомпетентн коррупц коррумпир негодя
боягуз брехун брехл злоді зрадник ганьб негідник нікчем бездарн корумпован كاذب جبان خائن فاسد غبي حقير`)

func findAnonymousFirstQuote(st *story) (out []found) {
	for _, s := range st.sentences {
		if s.n < 0 {
			continue
		}
		for _, q := range s.quotations() {
			if len(parts(q.Text)) == 0 {
				continue
			}
			if !st.allAnonymous(st.owners(s, q)) {
				return nil
			}
			return []found{{s: s, span: s.at(q.In), ids: st.speakersOfAll(st.owners(s, q)),
				message: "the story's first quotation is an anonymous source's",
				hint:    "begin with somebody who stands for his words with his name"}}
		}
	}
	return nil
}

func (st *story) speakersOfAll(xs []*record.Statement) (out []record.ID) {
	for _, x := range xs {
		if !slices.Contains(out, x.Speaker) {
			out = append(out, x.Speaker)
		}
	}
	return out
}

func findDeclinedButQuoted(st *story) (out []found) {
	for _, id := range st.used {
		if !st.usedAnonymously(id) {
			continue
		}
		same := st.cast(id)
		for _, s := range st.sentences {
			span, ok := st.saysDeclined(s, same)
			if !ok {
				continue
			}
			out = append(out, found{s: s, span: span, ids: []record.ID{id},
				message: fmt.Sprintf("source %s is used anonymously and is said here to have declined to comment", id),
				hint:    "take out one of the two: a reader must not be told that somebody kept silent who spoke"})
		}
	}
	return out
}

// usedAnonymously reports whether the story uses a source without naming him:
// always, or for one statement.
func (st *story) usedAnonymously(id record.ID) bool {
	return st.anonymous(id) || slices.ContainsFunc(st.uses, func(u use) bool {
		return u.source == id && u.cited != nil && (st.anonymousStatement(u.cited) || st.c.TermsOf(u.cited) == record.Background)
	})
}

// saysDeclined reports whether a sentence says that one of the actors declined.
func (st *story) saysDeclined(s *sentence, actors map[record.ID]bool) (draft.Span, bool) {
	for _, rq := range s.requests {
		if actors[rq.To] && rq.Outcome == record.Declined {
			return s.citeSpan(rq.ID), true
		}
	}
	for _, v := range s.voices {
		if !v.declining {
			continue
		}
		for _, m := range v.who {
			if anyOf(m.actors, actors) && m.kind != pronoun {
				return s.at(m.in(s)), true
			}
		}
	}
	if slices.ContainsFunc(s.Sayings, func(y draft.Saying) bool { return y.Declining }) {
		for _, h := range st.hits(s.Text) {
			if actors[h.Actor] {
				return s.whole(), true
			}
		}
	}
	return draft.Span{}, false
}

func findIdentityUnknown(st *story) (out []found) {
	for _, id := range st.used {
		a := st.c.Actors[id]
		nameless := len(a.Names) == 0 && (a.Terms == record.Background || a.Terms == record.OffRecord)
		if !(st.anonymous(id) || nameless) || slices.ContainsFunc(a.KnownTo, st.editor) {
			continue
		}
		u, _ := st.firstUse(id)
		out = append(out, found{s: u.s, span: u.span, ids: []record.ID{id},
			message: fmt.Sprintf("no editor knows who source %s is", id),
			hint:    "let an editor learn the identity and record it in known_to, or leave the source out"})
	}
	return out
}

// editor reports whether a member has the role; the owner has every role.
func (st *story) editor(id record.ID) bool {
	if id == record.Owner {
		return true
	}
	m := st.c.Members[id]
	return m != nil && (m.Role == record.Editor || m.Role == record.Every)
}
