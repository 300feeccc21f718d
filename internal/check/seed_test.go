package check

import (
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// seedCase is modelled on the seed case: who speaks, on what terms, what is said.
func seedCase() *record.Casefile {
	c := record.NewCasefile()
	consent := []record.Consent{record.ConsentPublish, record.ConsentQuote}
	anonymous := func(id R, descriptor string) record.Actor {
		return record.Actor{ID: id, Type: record.Person, Protected: true, Descriptor: descriptor, Terms: record.Anonymous,
			Reason: "he fears reprisals", KnownTo: []R{"owner"}, Consent: consent}
	}
	tank := anonymous("tank-soldier", "a former soldier of a tank division")
	tank.Traits = []record.Trait{{ID: "unit", Text: "Kantemirovskaya", Variants: []string{"4th division"}, Group: 12000},
		{ID: "left-day", Text: "left on 12 December", Variants: []string{"12 December", "12 декабря"}, Group: 400},
		{ID: "city", Text: "from Moscow", Group: 100000}}
	tank.Joint = []record.Joint{{Traits: []R{"unit", "left-day"}, Group: 14}}
	for _, a := range []record.Actor{
		tank,
		anonymous("soldier-2", "a former contract soldier"),
		anonymous("soldier-3", "a former contract soldier"),
		{ID: "listed-a", Type: record.Person, Names: []string{"Oleg Listov"}},
		{ID: "krivenko", Type: record.Person, Names: []string{"Sergei Krivenko", "Сергей Кривенко"}, Descriptor: "the head of a rights group"},
		{ID: "group", Type: record.Organization, Names: []string{"Citizen. Army. Rights"}},
		{ID: "melnikova", Type: record.Person, Names: []string{"Valentina Melnikova", "Валентина Мельникова"}},
		{ID: "miskovets", Type: record.Person, Names: []string{"Viktor Miskovets", "Виктор Мисковец"}},
		{ID: "putin", Type: record.Person, Names: []string{"Vladimir Putin", "Владимир Путин"}, SpeaksFor: "kremlin"},
		{ID: "spokesman", Type: record.Person, Names: []string{"Dmitry Peskov"}, SpeaksFor: "kremlin"},
		{ID: "kremlin", Type: record.Organization, Names: []string{"Kremlin", "Кремль"}},
		{ID: "mod", Type: record.Organization, Names: []string{"Ministry of Defence", "Defence Ministry", "Министерство обороны"}, SpeaksFor: "kremlin"},
		{ID: "deputy", Type: record.Unnamed},
	} {
		c.Actors[a.ID] = &a
	}
	for _, e := range []record.Evidence{{ID: "int-1", Kind: "interview"}, {ID: "int-2", Kind: "interview"}, {ID: "int-3", Kind: "interview"},
		{ID: "int-k", Kind: "interview"}, {ID: "letter-1", Kind: "letter", Title: "Letter of 12 December", Created: "2014-12-20"},
		{ID: "letter-2", Kind: "letter", Title: "Reply"}, {ID: "tv", Kind: "video", Title: "Direct Line"}, {ID: "law", Kind: "law"}} {
		c.Evidence[e.ID] = &e
	}
	for _, x := range []record.Statement{
		{ID: "s-sent", Speaker: "tank-soldier", Evidence: "int-1", Basis: record.Participant, Text: "I was sent to Ukraine in an armoured convoy after the exercises", SaidAt: "2015-04-02"},
		{ID: "s-sent-2", Speaker: "soldier-2", Evidence: "int-2", Basis: record.Participant, Text: "We crossed the border with our tanks"},
		{ID: "s-jail", Speaker: "tank-soldier", Evidence: "int-1", Basis: record.Eyewitness, Text: "The officer told us that we could be jailed if we did not carry out orders"},
		{ID: "s-14", Speaker: "tank-soldier", Evidence: "int-1", Basis: record.Participant, Text: "Fourteen of us decided to quit", Quote: record.Direct},
		{ID: "s-refuse", Speaker: "soldier-2", Evidence: "int-2", Basis: record.Participant, Text: "I left rather than serve in Ukraine"},
		{ID: "s-refuse-2", Speaker: "soldier-3", Evidence: "int-3", Basis: record.Participant, Text: "I did not want to go to Ukraine, so I left"},
		{ID: "s-nine", Speaker: "melnikova", Evidence: "letter-1", Basis: record.AuthorOfRecord, Text: "We ask you to let nine men of the division resign"},
		{ID: "s-nine-2", Speaker: "miskovets", Evidence: "letter-2", Basis: record.AuthorOfRecord, Text: "The nine servicemen named by you left the service on 12 December"},
		{ID: "s-press", Speaker: "krivenko", Evidence: "int-k", Basis: record.Hearsay, Text: "Commanders look for volunteers under harsh pressure, and the order exists only orally", SaidAt: "2015-04-20"},
		{ID: "s-press-ru", Speaker: "krivenko", Evidence: "int-k", Basis: record.Hearsay, Text: "Командиры ищут добровольцев под жёстким давлением"},
		{ID: "s-pay", Speaker: "krivenko", Evidence: "int-k", Basis: record.Eyewitness, Text: "Contract pay rose from 20,000 to 40,000 roubles since 2012"},
		{ID: "s-putin", Speaker: "putin", Evidence: "tv", Basis: record.Position, Text: "I say it straight: there are no Russian troops in Ukraine", SaidAt: "2015-04-16"},
		{ID: "s-listed", Speaker: "listed-a", Evidence: "int-3", Basis: record.Participant, Text: "Yes, I left the army recently"},
	} {
		c.Statements[x.ID] = &x
	}
	fourteen, nine := number(14), number(9)
	for _, x := range []record.Claim{
		{ID: "c-sent", Text: "Russian soldiers were sent into Ukraine", AdverseTo: []R{"mod", "kremlin"}},
		{ID: "c-jail", Text: "A lieutenant colonel threatened the men with jail"},
		{ID: "c-14", Text: "Fourteen men decided to quit", Quantity: &record.Quantity{Unit: "men", Low: fourteen, High: fourteen}, AdverseTo: []R{"mod"}},
		{ID: "c-9", Text: "Nine men who quit are named in the letters", Quantity: &record.Quantity{Unit: "men", Low: nine, High: nine}, PartOf: "c-14"},
		{ID: "c-12-dec", Text: "The men left the service on 12 December 2014", Time: "2014-12-12"},
		{ID: "c-press", Text: "Commanders press soldiers to volunteer"},
		{ID: "c-pay", Text: "Contract pay rose to between 20,000 and 40,000 roubles", Time: "2012/2015"},
		{ID: "c-law", Text: "Conscripts may not be sent abroad", Established: &record.Established{Reason: "the law"}},
		{ID: "c-refused", Text: "Two soldiers left rather than serve in Ukraine", Quantity: &record.Quantity{Unit: "soldiers", Low: number(2), High: number(2)}},
	} {
		c.Claims[x.ID] = &x
	}
	for _, l := range []record.Link{
		{Statement: "s-sent", Claim: "c-sent", Stance: record.Supports}, {Statement: "s-sent-2", Claim: "c-sent", Stance: record.Supports},
		{Statement: "s-putin", Claim: "c-sent", Stance: record.Denies, Denial: record.DeniesAct},
		{Statement: "s-jail", Claim: "c-jail", Stance: record.Supports},
		{Statement: "s-14", Claim: "c-14", Stance: record.Supports, Value: &record.Value{Low: fourteen, High: fourteen}},
		{Statement: "s-nine", Claim: "c-9", Stance: record.Supports, Value: &record.Value{Low: nine, High: nine}},
		{Statement: "s-nine-2", Claim: "c-9", Stance: record.Supports, Value: &record.Value{Low: nine, High: nine}},
		{Statement: "s-nine-2", Claim: "c-12-dec", Stance: record.Supports},
		{Statement: "s-press", Claim: "c-press", Stance: record.Supports}, {Statement: "s-press-ru", Claim: "c-press", Stance: record.Supports},
		{Statement: "s-pay", Claim: "c-pay", Stance: record.Supports},
		{Statement: "s-refuse", Claim: "c-refused", Stance: record.Supports}, {Statement: "s-refuse-2", Claim: "c-refused", Stance: record.Supports},
	} {
		link(c, l)
	}
	for _, rq := range []record.Request{
		{ID: "rq-mod", To: "mod", Claims: []R{"c-sent", "c-14"}, Outcome: record.Declined, AskedAt: "2015-05-06T09:00:00Z", Deadline: "2015-05-08T18:00:00Z"},
		{ID: "rq-mis", To: "miskovets", Claims: []R{"c-9"}, Outcome: record.NoAnswer, Deadline: "2015-05-08T18:00:00Z",
			Attempts: []record.Attempt{{At: "2015-05-06", Channel: "phone", Result: "no answer"}}},
	} {
		c.Requests[rq.ID] = &rq
	}
	c.Rolls["roll-1"] = &record.Roll{ID: "roll-1", Evidence: "letter-1", HeldBy: []R{"mod"}, Entries: make([]record.RollEntry, 9)}
	return c
}

const soundEnglish = `---
title: The soldiers who would not go
dateline: Moscow
byline: The desk
caption: Men in uniform drive a tank outside the city
topics: [army, Ukraine]
slug: soldiers
language: en
---

# The soldiers who would not go

Some men leave quietly. [@none]
Russian soldiers were sent into Ukraine [@c-sent], and some of them have had enough [@desk].
President Vladimir Putin has denied it: "There are no Russian troops in Ukraine," he said on 16 April [@s-putin].
The Ministry of Defence declined to comment [@rq-mod].

## What they say

A former soldier of a tank division, who asked not to be named because he fears reprisals, said fourteen men had decided to quit [@c-14].
"Fourteen of us decided to quit," the soldier said. [@s-14]
He said an officer had threatened the men with jail [@c-jail].
Two former contract soldiers said that they had left the army rather than serve in Ukraine [@c-refused].
According to Sergei Krivenko, the head of the rights group "Citizen. Army. Rights", commanders press soldiers to volunteer [@c-press].
"Commanders look for volunteers under harsh pressure," Krivenko told the desk, "and the order exists only orally." [@s-press]
The desk could not verify that independently [@desk].
Contract pay has risen since 2012 to as much as 40,000 roubles a month, he said [@c-pay].
By law conscripts may not be sent abroad [@c-law].

Nine men who quit are named in letters between Valentina Melnikova and Viktor Miskovets [@c-9].
Miskovets and his deputy did not answer calls [@rq-mis].
The nine left the service in December 2014, Miskovets wrote [@c-12-dec].
Oleg Listov confirmed that he had left the army recently, and declined to speak of Ukraine [@s-listed].
`

const soundRussian = `---
title: Солдаты, которые ушли
slug: soldaty
language: ru
---

Российских солдат отправляли на Украину [@c-sent].
Владимир Путин заявил 16 апреля, что российских войск там нет [@s-putin].
Министерство обороны отказалось от комментариев [@rq-mod].

Командиры ищут добровольцев под давлением, сообщил Сергей Кривенко [@c-press].
По словам Кривенко, зарплата контрактников выросла до 40 000 рублей [@c-pay].
«Командиры ищут добровольцев под жестким давлением», — сказал он [@s-press-ru].
В письмах названы девять человек [@c-9].
Служба закончилась в декабре, написал Виктор Мисковец [@c-12-dec].
`

func none(t *testing.T, r Report) {
	t.Helper()
	for _, f := range r.Findings {
		t.Errorf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
	}
}

func TestSoundStories(t *testing.T) {
	none(t, gate(t, "soldiers.md", soundEnglish, seedCase(), nil))
	none(t, gate(t, "soldaty.md", soundRussian, seedCase(), nil))
}
