package corroborate

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestNumberedInAnyOrder: what records name may be missing, pairs come in any order,
// and the results are those of the casefile.
func TestNumberedInAnyOrder(t *testing.T) {
	laws(t, 1000, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		if r.IntN(2) == 0 {
			delete(c.Statements, pick(r, c.Statements))
			delete(c.Claims, pick(r, c.Claims))
			delete(c.Evidence, pick(r, c.Evidence))
			delete(c.Actors, pick(r, c.Actors))
		}
		n := number(c)
		for _, pairs := range [][]two{n.derived, n.conduits, n.requires, n.excludes, n.tied, n.premises, n.adverse} {
			copy(pairs, shuffled(r, pairs))
		}
		got, _ := json.Marshal(allOf(n, Options{Now: noon}))
		want, _ := json.Marshal(All(c, Options{Now: noon}))
		if !slices.Equal(got, want) {
			t.Errorf("pairs in another order:\n%s\nfrom the casefile:\n%s", got, want)
		}
	})
}
