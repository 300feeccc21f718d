package reckon

import (
	"fmt"

	"onrecord.dev/onrecord/internal/record"
)

// absences finds claims that something is missing from records which may
// themselves miss something: what an excerpt does not say the whole may.
//
// A claim is one of silence where its text says so ("does not mention", "is silent
// about"), and one of nothing where its quantity is at most 0 or
// its text begins with "no", "nobody", "none" or says that something is not listed
// or not contained. Silence is read off the record whoever wrote it. Nothing is read off the record only where the record itself
// shows it (basis document, recording or physical); whoever says himself that there
// was none has said it, in however short an excerpt.
//
// Evidence marked incomplete is told of, unless a complete copy of the same supports the
// claim as well. Evidence that is not marked at all is told of only where silence
// is claimed and nothing that supports it is marked complete.
func (r *reckoner) absences() {
	for i, cl := range r.claims {
		ws := r.claimWords[i]
		silence := silences.in(ws)
		nothing := (cl.Quantity != nil && cl.Quantity.High != nil && *cl.Quantity.High <= 0) || (len(ws) > 0 && opensNegative(ws)) || unlisted.in(ws)
		if !silence && !nothing {
			continue
		}
		var rests []*record.Statement
		whole := map[string]bool{} // the groups of copies of which the desk has a complete one
		complete := false
		for _, l := range r.backing[i] {
			s := l.s
			if !supports(cl, l.Link) || len(s.DerivedFrom) > 0 || !(silence && s.Basis.Firsthand() && !s.Basis.Witness() || shown(s.Basis)) {
				continue
			}
			e := r.c.Evidence[s.Evidence]
			if e == nil || !e.State.IsActive() {
				continue
			}
			rests = append(rests, s)
			if e.Complete != nil && *e.Complete {
				complete = true
				for _, c := range copies(e) {
					whole[c] = true
				}
			}
		}
		for _, s := range rests {
			r.absence(cl, s, silence, complete, whole)
		}
	}
}

func (r *reckoner) absence(cl *record.Claim, s *record.Statement, silence, complete bool, whole map[string]bool) {
	e := r.c.Evidence[s.Evidence]
	const hint = "get the whole, read it and mark it complete; or claim only that the part which the desk has does not say it"
	switch {
	case e.Complete != nil && !*e.Complete:
		for _, c := range copies(e) {
			if whole[c] {
				return
			}
		}
		r.add("absence-from-part", record.LevelError,
			fmt.Sprintf("claim %s says that something is absent, but rests in statement %s on evidence %s, which is marked as not complete", cl.ID, s.ID, e.ID),
			hint, cl.ID, s.ID, e.ID)
	case e.Complete == nil && silence && !complete:
		r.add("absence-from-part", record.LevelWarning,
			fmt.Sprintf("claim %s says that a record is silent, but rests in statement %s on evidence %s, of which nothing says that it is complete", cl.ID, s.ID, e.ID),
			hint, cl.ID, s.ID, e.ID)
	}
}

func shown(b record.Basis) bool {
	return b == record.Document || b == record.Recording || b == record.Physical
}

// copies names the groups of equal or nearly equal items that evidence belongs to.
func copies(e *record.Evidence) []string {
	out := []string{"id " + string(e.ID)}
	if e.NearDupGroup != "" {
		out = append(out, "group "+e.NearDupGroup)
	}
	if e.Original != nil && e.Original.SHA256 != "" {
		out = append(out, "hash "+e.Original.SHA256)
	}
	return out
}

// opensNegative reports a text that begins by denying that there is any.
func opensNegative(ws []string) bool {
	return nobody[ws[0]] || (len(ws) > 1 && noOne.in(ws[:2]))
}

var (
	nobody = lexiconOf("no none nobody nothing nowhere никто никого ничего ничто нет ніхто нікого нічого немає жоден жодна жодного жодної жодних لا لم لن ليس ليست")
	noOne  = phrasesOf(`
not one
not a
ни один
ни одна
ни одного
ни одной
никаких
никакой
ані один
`)
	silences = phrasesOf(`
not mention
not mentioned
no mention
without mention*
never mention*
not refer to
no reference to
silent on
silent about
are silent
is silent
says nothing
say nothing
said nothing about
не упомина*
не упомян*
нет упомин*
никаких упомин*
без упомин*
отсутствует упомин*
ничего не говор*
не говорится
ничего не сказано
ни слова о
ни слова об
молчит о
молчат о
умалчива*
не згаду*
не згадан*
немає згад*
нема згад*
без згад*
жодної згад*
нічого не кажет*
не йдеться
нічого не сказано
ані слова про
ні слова про
жодного слова
мовчить про
мовчать про
لا يذكر
لا تذكر
لم يذكر
لم تذكر
لا يشير
لا تشير
لم يشر
لم تشر
لا ذكر
دون ذكر
يخلو من
تخلو من
`)
	unlisted = phrasesOf(`
not listed
not named in
not recorded in
not contain
no record of
no records of
не значится
не значатся
не числится
не содержит
не содержат
нет записи
нет записей
не значиться
не значаться
не містить
не містять
немає запис*
لا يرد
لا ترد
لم يرد
لم ترد
لا يتضمن
لا تتضمن
`)
)
