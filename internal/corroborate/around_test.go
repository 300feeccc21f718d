package corroborate

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// TestAroundIsEnough: a claim's surroundings give its result, to the last byte.
func TestAroundIsEnough(t *testing.T) {
	smaller := 0
	laws(t, 1500, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		for id, want := range all(c) {
			part := around(c, id)
			if len(part.Statements) < len(c.Statements) {
				smaller++
			}
			if got := Some(part, Options{Now: noon}, id)[id]; !reflect.DeepEqual(got, want) {
				t.Errorf("claim %s: %+v\nin all of the casefile: %+v", id, got, want)
			}
		}
	})
	if smaller == 0 {
		t.Error("nothing was ever left out")
	}
}
