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
			"all chains pass through Sergei Krivenko: speak to one of the 3 directly",
			"The Kremlin: denies that it happened (st-deny)", "spokesman: denies responsibility (st-deny2)",
		}},
		{"a soldier who took part", "link st-tank c\nlink st-k1 c", "c", []string{
			"told to the desk by a former soldier of a tank division, who took part",
			"told by soldier-1, through Sergei Krivenko, who took part",
			"taken alone the support is corroborated",
		}},
		{"a document", "link st-letter c", "c", []string{
			"document, signed by miskovets, held through Sergei Krivenko", "go to the origin directly",
		}},
		{"hearsay of a protected source without descriptor", "link st-quiet c", "c", []string{
			"at most 1 if hearsay is traced", "told to the desk by a protected source, who has it from others",
			"find who saw it", "st-quiet is withheld: its speaker is protected and has not consented",
		}},
		{"nothing", "", "c", []string{"no independent origin", "nothing first-hand supports it"}},
		{"one man alone", "link st-tank c", "c", []string{"it rests on a former soldier of a tank division alone"}},
		{"a conjunction", "link st-tank c", "orders", []string{"c: denied, S = 1 (the weakest)", "its weakest conjunct is c"}},
		{"a contradiction", "link st-tank c\nlink st-k1 c disputes", "c", []string{"against it one independent origin", "settle the contradiction"}},
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
