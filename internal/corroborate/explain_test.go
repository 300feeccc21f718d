package corroborate

import (
	"encoding/json"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

// sentCase is the shape of the example case's first claim.
const sentCase = `
	actor tank-soldier protected name=Zyxwv descriptor=a_former_soldier_of_a_tank_division consent=publish
	actor quiet protected
	actor krivenko name=Sergei_Krivenko
	actor kremlin type=organization name=The_Kremlin
	actor spokesman for=kremlin
	claim c adverse=kremlin
	st st-tank tank-soldier participant
	st st-k1 soldier-1 participant via=krivenko
	st st-k2 soldier-2 participant via=krivenko
	st st-k3 soldier-3 participant via=krivenko
	st st-quiet quiet hearsay
	st st-letter miskovets document via=krivenko
	st st-deny kremlin position
	st st-deny2 spokesman position
	link st-deny c denies denial=act
	link st-deny2 c denies denial=responsibility
	claim orders requires=c
`

func TestExplainSaysHowToGoOn(t *testing.T) {
	for _, x := range []struct {
		name, links string
		claim       string
		want        []string
	}{
		{"through one activist", "link st-k1 c\nlink st-k2 c\nlink st-k3 c", "c", []string{
			"denied: one independent origin", "denied by The Kremlin",
			"speak directly to one of the 3 who told Sergei Krivenko (soldier-1, soldier-2 and soldier-3)",
			"It stays denied as long as The Kremlin denies it: print the denial with it.",
			"and 2 more through Sergei Krivenko, which count once with it: st-k2 and st-k3",
			"The Kremlin, denying that it happened (st-deny)", "spokesman, denying responsibility (st-deny2)", "all of it came through the same conduit",
		}},
		{"a soldier who took part", "link st-tank c\nlink st-k1 c", "c", []string{
			"a former soldier of a tank division took part (st-tank, in e-st-tank)\n     └─ told the desk",
			"soldier-1 took part (st-k1, in e-st-k1)\n     └─ told Sergei Krivenko\n        └─ who told the desk",
			"taken alone the support is corroborated",
		}},
		{"a document", "link st-letter c", "c", []string{
			"the document e-st-letter, signed by miskovets (st-letter, in e-st-letter)\n     └─ held by Sergei Krivenko\n        └─ from where it reached the desk",
		}},
		{"hearsay of a protected source without descriptor", "link st-quiet c", "c", []string{
			"at most 1 if hearsay is traced", "a protected source, who had it from others, told the desk (st-quiet)",
			"trace the hearsay of a protected source to its root", "st-quiet is withheld: its speaker is protected and has not consented",
		}},
		{"nothing", "", "c", []string{"no independent origin", "no single step is enough, 2 together are: find a witness or a record that shows it first-hand; then another one"}},
		{"one man alone", "link st-tank c", "c", []string{"find a witness or a record independent of a former soldier of a tank division", "every origin is protected"}},
		{"a conjunction", "link st-tank c", "orders", []string{"c: denied, one independent origin (the weakest)", "find a witness or a record for c independent of"}},
		{"a contradiction", "link st-tank c\nlink st-k1 c disputes", "c", []string{"against it one independent origin", "settle the contradiction with Sergei Krivenko (st-k1), or print both sides"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := read(t, sentCase+x.links)
			got, err := Explain(c, Options{Now: noon}, ids(x.claim)[0])
			if err != nil {
				t.Fatal(err)
			}
			text := got.String()
			for _, w := range x.want {
				if !strings.Contains(text, w) {
					t.Errorf("it does not say %q:\n%s", w, text)
				}
			}
			j, err := json.Marshal(got)
			if err != nil || strings.Contains(string(j), ":null") {
				t.Errorf("%v %s", err, j)
			}
			if strings.Contains(text+string(j), "Zyxwv") {
				t.Errorf("a protected actor is named:\n%s", text)
			}
		})
	}
}

// TestChainsReadFromTheOriginToTheDesk holds the wording of every sort of chain.
func TestChainsReadFromTheOriginToTheDesk(t *testing.T) {
	for _, x := range []struct{ name, fixture, want string }{
		{"a victim", "st s anna victim", "anna, who lived through it, told the desk"},
		{"several people", "actor families name=the_families\nst s families hearsay", "the families, who had it from others, told the desk"},
		{"two conduits", "st s anna via=boris,clara", "anna, who saw it, told boris and clara, who told the desk"},
		{"the desk itself", "st s desk", "the desk saw it"},
		{"the desk through somebody", "st s desk via=desk", "the desk saw it"},
		{"a recording", "st s anna recording evidence=tape", "the recording tape, from anna, reached the desk"},
		{"a relay", "st s0 anna\nst s agency hearsay from=s0", "anna saw it; agency passed it on and told the desk"},
		{"a relay of what was told to somebody", "st s0 anna via=boris\nst s1 agency hearsay from=s0\nst s paper hearsay from=s1 via=clara",
			"anna, who saw it, told boris; agency passed it on; paper passed it on and told clara, who told the desk"},
		{"a relay of a record", "st s0 anna author-of-record evidence=book via=boris\nst s agency from=s0", "the record book, written by anna, held by boris; agency passed it on and told the desk"},
		{"a relay of words without origin", "st s0 observatory hearsay\nst s agency from=s0", "observatory had it from others; agency passed it on and told the desk"},
		{"a conclusion", "claim p\nst p1 anna\nlink p1 p\nst s boris inference warrant premises=p", "anna, who saw it, told the desk; boris, who concluded it from p, told the desk"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := read(t, x.fixture+"\nclaim c\nlink s c")
			got, err := Explain(c, Options{Now: noon}, "c")
			if err != nil {
				t.Fatal(err)
			}
			chains := append(got.Chains, got.Hearsay...)
			if len(chains) != 1 || chains[0].Words != x.want {
				t.Errorf("got  %+v\nwant %s", chains, x.want)
			}
		})
	}
}

func TestCutSaysWhoCountsAsOne(t *testing.T) {
	c := read(t, `
		actor group name=Citizen_and_Army
		actor krivenko name=Sergei_Krivenko for=group
		claim c
		st s1 anna via=krivenko
		st s2 boris via=krivenko
		link s1 c
		link s2 c`)
	got, _ := Explain(c, Options{Now: noon}, "c")
	if len(got.Cut) != 1 || got.Cut[0].Words != "Sergei Krivenko, counted as one with Citizen and Army" {
		t.Errorf("%+v", got.Cut)
	}
}

// TestExplainDoesNotNameByClass: a public name in the class of a protected source
// would tell who he is.
func TestExplainDoesNotNameByClass(t *testing.T) {
	c := read(t, `
		actor aaa name=Ivan_Qqqq
		actor s1 protected descriptor=a_nurse same=aaa
		claim c
		st st1 s1
		link st1 c`)
	got, _ := Explain(c, Options{Now: noon}, "c")
	if text := got.String(); strings.Contains(text, "Qqqq") || !strings.Contains(text, "a nurse") {
		t.Errorf("%s", text)
	}
}

func TestExplainUnknown(t *testing.T) {
	if _, err := Explain(read(t, "claim c"), Options{}, "d"); problem.KindOf(err) != problem.Usage {
		t.Errorf("%v", err)
	}
}
