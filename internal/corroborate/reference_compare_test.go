package corroborate

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestAgainstExhaustiveSearch compares the engine with the reference on many
// small cases that hold everything R1 knows.
func TestAgainstExhaustiveSearch(t *testing.T) {
	cases := 6000
	if testing.Short() {
		cases = 500
	}
	tally := map[string]int{}
	for seed := range cases {
		c := randomCase(rand.New(rand.NewPCG(uint64(seed), 1)))
		ref := newReference(c, noon)
		for id, got := range All(c, Options{Now: noon}) {
			for _, v := range []struct {
				name   string
				public bool
				out    Outcome
			}{{"desk", false, got.Outcome}, {"publishable", true, got.Publishable}} {
				want := ref.result(id, v.public)
				have := refResult{v.out.S, v.out.SMax, v.out.O, v.out.D}
				if have != want {
					t.Fatalf("seed %d, claim %s, %s view: engine %+v, exhaustive search %+v\n%s", seed, id, v.name, have, want, describe(c))
				}
				tally[fmt.Sprintf("S=%d", want.s)]++
				if want.o > 0 {
					tally["opposed"]++
				}
			}
		}
	}
	for _, k := range []string{"S=0", "S=1", "S=2", "S=3", "opposed"} {
		if tally[k] < cases/100 {
			t.Errorf("the random cases hardly ever have %s (%d of %d): they test too little", k, tally[k], cases)
		}
	}
}

func describe(c *record.Casefile) string {
	out := fmt.Sprintf("policy %+v\n", c.Policy)
	for _, id := range record.SortedKeys(c.Actors) {
		out += fmt.Sprintf("%+v\n", *c.Actors[id])
	}
	for _, id := range record.SortedKeys(c.Evidence) {
		e := c.Evidence[id]
		out += fmt.Sprintf("%s %+v %s %s %s\n", id, e.Original, e.NearDupGroup, e.State, e.Embargo)
	}
	for _, id := range record.SortedKeys(c.Statements) {
		out += fmt.Sprintf("%+v\n", *c.Statements[id])
	}
	for _, id := range record.SortedKeys(c.Claims) {
		out += fmt.Sprintf("%+v\n", *c.Claims[id])
		for _, s := range record.SortedKeys(c.Statements) {
			if l := c.Links[record.LinkKey{Statement: s, Claim: id}]; l != nil {
				out += fmt.Sprintf("   %s %s %s\n", l.Statement, l.Stance, l.Denial)
			}
		}
	}
	for _, d := range c.Dependence {
		out += fmt.Sprintf("%+v\n", *d)
	}
	return out
}
