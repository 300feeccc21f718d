package exchange

import (
	"fmt"
	"os"
	"testing"

	"flag"

	"pgregory.net/rapid"

	"onrecord.dev/onrecord/internal/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s differs (renew with -update): %v", path, err)
	}
}

// drawWorld makes a casefile whose references hold, with awkward texts everywhere.
func drawWorld(t *rapid.T) *world {
	g := drawer{t, newWorld()}
	w := g.w
	w.Case = record.Case{Title: g.text(), Language: g.text()}
	w.Policy = record.Policy{CorroboratedAt: g.n(0, 3), Conduits: rapid.SampledFrom([]string{"", "count", "ignore"}).Draw(t, "conduits"), MinGroup: g.n(0, 90)}
	w.Members["m"] = &record.Member{ID: "m", Role: record.Editor}
	for i := range 3 {
		g.actor(record.ID(fmt.Sprintf("a%d", i)))
	}
	w.Evidence["e0"] = &record.Evidence{
		ID: "e0", Kind: "letter", Title: g.text(), URL: g.text(), Created: g.time(), AcquiredAt: g.time(), AcquiredFrom: rapid.SampledFrom([]string{"", "a1", "desk", "A friend: him"}).Draw(t, "from"),
		Method: g.text(), NearDupGroup: g.text(), Complete: rapid.SampledFrom([]*bool{nil, new(true), new(false)}).Draw(t, "complete"), Embargo: g.time(),
		Restriction: record.Restriction(g.word("restriction")), State: record.State(g.word("evidence.state")),
	}
	if g.yes() {
		w.texts["e0"] = g.text()
	}
	for i := range 3 {
		g.claim(record.ID(fmt.Sprintf("c%d", i)))
		g.statement(record.ID(fmt.Sprintf("0%d", i)))
	}
	for i := range g.n(0, 3) {
		k := record.LinkKey{Statement: record.ID(fmt.Sprintf("0%d", i)), Claim: "c0"}
		w.Links[k] = &record.Link{Statement: k.Statement, Claim: k.Claim, Stance: record.Stance(g.some("stance")), Denial: record.Denial(g.word("denial"))}
		if lo, hi := g.bounds(); g.yes() && (lo != nil || hi != nil) {
			w.Links[k].Value = &record.Value{Low: lo, High: hi}
		}
	}
	if g.yes() {
		w.Evidence["e1"] = &record.Evidence{ID: "e1", Kind: "other", MemberOf: "e0"}
		w.Containers["e0"] = &record.Container{Evidence: "e0", Members: []record.Contained{
			{Path: "in/" + g.text(), Evidence: "e1"}, {Path: "b", Outcome: g.some("contained.outcome"), Reason: g.text()},
		}}
	}
	if g.yes() {
		w.Answers["00ff00ff00ff00ff"] = &record.HintAnswer{Hint: "00ff00ff00ff00ff", Kind: g.text(), About: []record.ID{"e0"}, Answer: record.Answer(g.some("answer")), Reason: g.text(), By: "m"}
		w.Dependence[record.PairKey{A: "a0", B: "a2"}] = &record.Dependence{A: "a0", B: "a2", Verdict: record.Verdict(g.some("verdict")), Reason: g.text(), By: "m"}
	}
	w.Requests["rq"] = &record.Request{ID: "rq", To: "a0", Claims: g.ids("c0", "c1"), Outlet: g.text(), AskedAt: g.time(), Deadline: g.time(), Outcome: record.Outcome(g.word("outcome")), Attempts: []record.Attempt{{At: g.time(), Channel: g.text(), Result: g.text()}}}
	w.Rolls["r"] = &record.Roll{ID: "r", Evidence: "e0", HeldBy: g.ids("a0", "desk"), Entries: []record.RollEntry{{Name: g.text(), Actor: "a1"}, {Name: g.text()}}}
	w.Matters["m-1"] = &record.Matter{ID: "m-1", Title: g.text(), For: g.ids("a0"), Authority: "a1", Opened: g.time(), Due: g.time(), Outcome: g.text(), Steps: []record.Step{{At: g.time(), Kind: g.text(), Evidence: "e0"}}}
	return w
}

type drawer struct {
	t *rapid.T
	w *world
}

func (g drawer) yes() bool        { return rapid.Bool().Draw(g.t, "yes") }
func (g drawer) n(lo, hi int) int { return rapid.IntRange(lo, hi).Draw(g.t, "n") }
func (g drawer) text() string {
	return rapid.OneOf(rapid.Just(""), rapid.SampledFrom(awkward), rapid.String(), rapid.StringMatching(`[a-z :#\n\t\-]{0,12}`)).Draw(g.t, "text")
}
func (g drawer) some(v string) string {
	return rapid.SampledFrom(record.Vocabulary[v]).Draw(g.t, v)
}
func (g drawer) word(v string) string {
	if g.yes() {
		return ""
	}
	return g.some(v)
}
func (g drawer) time() record.Time {
	return rapid.SampledFrom([]record.Time{"", "2014", "2014-12", "2014-12-12", "2014~", "2014-08/2014-09", "2015-05-10T06:00:00Z", "201X", "../2015-01"}).Draw(g.t, "time")
}
func (g drawer) ids(all ...record.ID) []record.ID { return all[:g.n(0, len(all))] }
func (g drawer) bounds() (lo, hi *float64) {
	f := rapid.OneOf(rapid.Float64Range(-1e9, 1e9), rapid.SampledFrom([]float64{0, 14, 1e21, 1e-9, 0.1}))
	if g.yes() {
		lo = new(f.Draw(g.t, "low"))
	}
	if g.yes() {
		hi = new(f.Draw(g.t, "high"))
	}
	if lo != nil && hi != nil && *lo > *hi {
		lo, hi = hi, lo
	}
	return lo, hi
}

func (g drawer) actor(id record.ID) {
	a := &record.Actor{
		ID: id, Type: record.ActorType(g.some("actor.type")), Descriptor: g.text(), Terms: record.Terms(g.word("terms")),
		Reason: g.text(), KnownTo: g.ids("m", "owner"), Protected: g.yes(),
	}
	if g.yes() {
		a.Names = []string{g.text(), g.text()}
		a.Consent = []record.Consent{record.ConsentPhoto, record.Consent(g.some("consent"))}
	}
	if g.yes() {
		a.Traits = []record.Trait{{ID: "unit", Text: g.text(), Variants: []string{g.text()}, Group: g.n(0, 10000)}, {ID: "1e3"}}
		a.Joint = []record.Joint{{Traits: []record.ID{"unit", "1e3"}, Group: g.n(1, 14)}}
	}
	if a.Protected && g.yes() {
		who := &record.Identity{}
		for range g.n(0, 2) {
			who.Names = append(who.Names, record.NewSecret("n"+g.text()))
			who.Identifiers = append(who.Identifiers, record.NewSecret(g.text()+"+7"))
		}
		g.w.identities[id] = who
	}
	g.w.Actors[id] = a
}

func (g drawer) claim(id record.ID) {
	c := &record.Claim{ID: id, Text: "t" + g.text(), AdverseTo: g.ids("a0", "a1"), Time: g.time(), Place: g.text()}
	if g.yes() {
		c.Established = &record.Established{Reason: g.text()}
	}
	if g.yes() {
		c.Quantity = &record.Quantity{Unit: g.text()}
		c.Quantity.Low, c.Quantity.High = g.bounds()
	}
	if id != "c0" {
		c.PartOf, c.Requires, c.Excludes, c.Before = "c0", g.ids("c0"), g.ids("c0"), g.ids("c0")
	}
	g.w.Claims[id] = c
}

func (g drawer) statement(id record.ID) {
	s := &record.Statement{
		ID: id, Speaker: "a0", Conduit: g.ids("a1", "desk"), Evidence: "e0", Text: "t" + g.text(), Quote: record.Quote(g.word("quote")),
		Basis: record.Basis(g.some("basis")), SaidAt: g.time(), Terms: record.Terms(g.word("terms")), Warrant: g.text(), Premises: g.ids("c0"), State: record.State(g.word("statement.state")),
	}
	if id != "00" {
		s.DerivedFrom = []record.Derivation{{Statement: "00", How: record.DerivedHow(g.word("how"))}}
	}
	switch g.n(0, 3) {
	case 1:
		s.Select = &record.Selector{Exact: "x" + g.text(), Prefix: g.text(), Suffix: g.text()}
	case 2:
		s.Select = &record.Selector{Page: 2}
	case 3:
		s.Select = &record.Selector{Time: []float64{0.25, 61}}
	}
	g.w.Statements[id] = s
}
