package corroborate

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestNumberedInAnyOrder: records come one by one in any order, what they name may
// be missing, and the results are those of the casefile.
func TestNumberedInAnyOrder(t *testing.T) {
	laws(t, 1000, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		if r.IntN(2) == 0 {
			delete(c.Statements, pick(r, c.Statements))
			delete(c.Claims, pick(r, c.Claims))
			delete(c.Evidence, pick(r, c.Evidence))
			delete(c.Actors, pick(r, c.Actors))
		}
		n := NewNumberer(c.Policy, Sizes{})
		var feed []func()
		for _, a := range c.Actors {
			feed = append(feed, func() { n.Actor(a) })
		}
		for _, e := range c.Evidence {
			feed = append(feed, func() { n.Evidence(e) })
		}
		for _, s := range c.Statements {
			feed = append(feed, func() { n.Statement(s) })
		}
		for _, cl := range c.Claims {
			feed = append(feed, func() { n.Claim(cl) })
		}
		for _, l := range c.Links {
			feed = append(feed, func() { n.Link(l) })
		}
		for _, d := range c.Dependence {
			feed = append(feed, func() { n.Dependence(d) })
		}
		for _, f := range shuffled(r, feed) {
			f()
		}
		numbered := n.Numbered()
		for _, pairs := range [][]Two{numbered.Derived, numbered.Conduits, numbered.Requires, numbered.Excludes, numbered.Tied} {
			shuffle := shuffled(r, pairs)
			copy(pairs, shuffle)
		}
		got, _ := json.Marshal(AllOf(numbered, Options{Now: noon}))
		want, _ := json.Marshal(All(c, Options{Now: noon}))
		if !slices.Equal(got, want) {
			t.Errorf("one by one:\n%s\nfrom the casefile:\n%s", got, want)
		}
	})
}
