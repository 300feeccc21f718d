package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
)

// letterText is an original that may be shown.
const letterText = "To the Alliance.\n\nThe nine men named below have left the service.\n\nHead of personnel\n"

// soldiers is a small casefile with every sort of thing that a note can tell.
func soldiers() *record.Casefile {
	c := record.NewCasefile()
	c.Case = record.Case{ID: "soldiers", Title: "An internal title", Language: "en"}
	actor := func(a record.Actor) { c.Actors[a.ID] = &a }
	evidence := func(e record.Evidence, text string) {
		sum := sha256.Sum256([]byte(text))
		e.Original = &record.Original{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text)), MediaType: "text/plain; charset=utf-8"}
		c.Evidence[e.ID] = &e
	}
	say := func(s record.Statement) { c.Statements[s.ID] = &s }
	claim := func(cl record.Claim) { c.Claims[cl.ID] = &cl }
	link := func(st, cl record.ID, stance record.Stance, denial record.Denial) {
		c.Links[record.LinkKey{Statement: st, Claim: cl}] = &record.Link{Statement: st, Claim: cl, Stance: stance, Denial: denial}
	}

	actor(record.Actor{ID: "tank-soldier", Type: record.Person, Protected: true, Descriptor: "a former soldier of a tank division",
		Terms: record.Anonymous, Reason: "he fears reprisals", Consent: []record.Consent{"publish", "quote"},
		Traits: []record.Trait{{ID: "left-day", Text: "left on 12 December", Variants: []string{"12 December"}, Group: 400}}})
	actor(record.Actor{ID: "krivenko", Type: record.Person, Names: []string{"Sergei Krivenko", "Сергей Кривенко"}})
	actor(record.Actor{ID: "thirty", Type: record.Unnamed})
	actor(record.Actor{ID: "kremlin", Type: record.Organization, Names: []string{"the Kremlin", "Кремль", "الكرملين"}})
	actor(record.Actor{ID: "kremlin-spokesman", Type: record.Person, SpeaksFor: "kremlin", Names: []string{"the president's spokesman"}})
	actor(record.Actor{ID: "mod", Type: record.Organization, Names: []string{"the Ministry of Defence", "Министерство обороны"}})
	actor(record.Actor{ID: "miskovets", Type: record.Person, Names: []string{"the head of personnel"}})
	actor(record.Actor{ID: "governor", Type: record.Person, Names: []string{"the Governor"}})
	actor(record.Actor{ID: "state", Type: record.Organization, Names: []string{"the legislature"}})

	evidence(record.Evidence{ID: "tank-soldier-interview", Kind: "interview", Title: "Talk in a kitchen", Restriction: record.RestrictCustodian}, "talk")
	evidence(record.Evidence{ID: "letter-1", Kind: "letter", Title: "Letter about nine men", Created: "2014-12-12"}, letterText)
	evidence(record.Evidence{ID: "krivenko-talk", Kind: "interview", Restriction: record.RestrictDesk}, "krivenko")
	evidence(record.Evidence{ID: "tv", Kind: "video", Title: "Televised answers"}, "tv")
	evidence(record.Evidence{ID: "the-law", Kind: "law", Title: "Law on service"}, "A conscript is not sent abroad.\n")

	say(record.Statement{ID: "st-tank", Speaker: "tank-soldier", Evidence: "tank-soldier-interview", Basis: record.Participant, Quote: record.Direct, Text: "Nobody asked us", SaidAt: "2015-04-02"})
	say(record.Statement{ID: "st-letter", Speaker: "miskovets", Evidence: "letter-1", Basis: record.Document, Text: "Nine men left"})
	say(record.Statement{ID: "st-thirty", Speaker: "thirty", Conduit: []record.ID{"krivenko"}, Evidence: "krivenko-talk", Basis: record.Participant, Text: "the order was oral"})
	say(record.Statement{ID: "st-kremlin", Speaker: "kremlin-spokesman", Evidence: "tv", Basis: record.Position, Text: "There are none", SaidAt: "2015-04-16"})
	say(record.Statement{ID: "st-pay", Speaker: "tank-soldier", Evidence: "tank-soldier-interview", Basis: record.Hearsay, Text: "pay was promised"})
	say(record.Statement{ID: "st-governor", Speaker: "governor", Evidence: "tv", Basis: record.Eyewitness, Text: "nothing was promised"})
	say(record.Statement{ID: "st-law", Speaker: "state", Evidence: "the-law", Basis: record.Document, Text: "not sent abroad"})

	for _, id := range []record.ID{"c-sent", "c-jail", "c-oral", "c-nine", "c-pay", "c-promise"} {
		claim(record.Claim{ID: id, Text: "internal words of " + string(id)})
	}
	claim(record.Claim{ID: "c-law", Text: "Conscripts stay", Established: &record.Established{Reason: "the law in force", By: "editor-1"}})
	c.Claims["c-sent"].AdverseTo = []record.ID{"mod", "kremlin"}
	link("st-tank", "c-sent", record.Supports, "")
	link("st-letter", "c-sent", record.Supports, "")
	link("st-kremlin", "c-sent", record.Denies, record.DeniesAct)
	link("st-tank", "c-jail", record.Supports, "")
	link("st-thirty", "c-oral", record.Supports, "")
	link("st-letter", "c-nine", record.Supports, "")
	link("st-pay", "c-pay", record.Supports, "")
	link("st-tank", "c-promise", record.Supports, "")
	link("st-governor", "c-promise", record.Disputes, "")
	link("st-law", "c-law", record.Supports, "")
	c.Requests["rq-mod"] = &record.Request{ID: "rq-mod", To: "mod", Claims: []record.ID{"c-sent"}, AskedAt: "2015-05-06T09:00:00Z", Outcome: record.Declined}
	c.Requests["rq-miskovets"] = &record.Request{ID: "rq-miskovets", To: "miskovets", Claims: []record.ID{"c-nine"}, AskedAt: "2015-05-06", Outcome: record.NoAnswer}
	return c
}

// soldierResults gives what R1 says of each claim.
func soldierResults() map[record.ID]corroborate.Result {
	out := map[record.ID]corroborate.Result{}
	add := func(id record.ID, status, base corroborate.Status, s, smax, o, d int, flags []string, certificate ...[]record.ID) {
		oc := corroborate.Outcome{Status: status, Base: base, S: s, SMax: smax, O: o, D: d, Flags: flags, Certificate: certificate}
		out[id] = corroborate.Result{ID: id, Outcome: oc, Publishable: oc}
	}
	add("c-sent", corroborate.Denied, corroborate.Corroborated, 2, 2, 0, 1, nil, []record.ID{"st-letter"}, []record.ID{"st-tank"})
	add("c-jail", corroborate.SingleSource, corroborate.SingleSource, 1, 1, 0, 0, []string{corroborate.AnonymousOnly}, []record.ID{"st-tank"})
	add("c-oral", corroborate.SingleSource, corroborate.SingleSource, 1, 1, 0, 0, []string{corroborate.ViaOneConduit}, []record.ID{"st-thirty"})
	add("c-nine", corroborate.SingleSource, corroborate.SingleSource, 1, 1, 0, 0, nil, []record.ID{"st-letter"})
	add("c-pay", corroborate.Unverified, corroborate.Unverified, 0, 1, 0, 0, []string{corroborate.HearsayOnly})
	add("c-promise", corroborate.Contradicted, corroborate.SingleSource, 1, 1, 1, 0, nil, []record.ID{"st-tank"})
	add("c-law", corroborate.SingleSource, corroborate.SingleSource, 1, 1, 0, 0, nil, []record.ID{"st-law"})
	return out
}

// midnight is when every release of these tests is published.
var midnight = time.Date(2015, 5, 9, 22, 0, 0, 0, time.UTC)

func storyInput(t testing.TB, name string) Input {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "story", name))
	if err != nil {
		t.Fatal(err)
	}
	return inputOf(t, name, string(text))
}

func inputOf(t testing.TB, name, text string) Input {
	t.Helper()
	d, err := draft.Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Input{
		Draft: d, Case: soldiers(), Results: soldierResults(), Now: midnight,
		Report: check.Report{Traits: map[record.ID][]record.ID{}},
		Public: map[record.ID][]byte{
			"letter-1": []byte(letterText), "the-law": []byte("A conscript is not sent abroad.\n"),
			"tank-soldier-interview": []byte("talk"), // must not be shown, whoever hands it in
		},
	}
}

func build(t testing.TB, in Input) *Release {
	t.Helper()
	r, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
