package reckon

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// conjuncts finds claims that require what they, or each other, exclude.
func (r *reckoner) conjuncts() {
	for _, id := range r.claimIDs {
		if len(r.c.Claims[id].Requires) == 0 {
			continue
		}
		needs := r.needs(id)
		for _, a := range record.SortedKeys(needs) {
			for _, b := range r.c.Claims[a].Excludes {
				if !needs[b] || a == b || (b < a && slices.Contains(r.c.Claims[b].Excludes, a)) {
					continue // one finding for both directions
				}
				ids := []record.ID{id}
				for _, x := range []record.ID{a, b} {
					if x != id {
						ids = append(ids, x)
					}
				}
				r.add("requires-excluded", record.LevelError,
					fmt.Sprintf("claim %s can never hold: it needs both %s and %s, and %s excludes %s", id, a, b, a, b),
					"remove one of the requires, or the excludes", ids...)
			}
		}
	}
}

// needs gives a claim and all that it requires, up to a size beyond which nobody
// reads a finding.
func (r *reckoner) needs(id record.ID) map[record.ID]bool {
	const most = 200
	seen := map[record.ID]bool{id: true}
	for todo := []record.ID{id}; len(todo) > 0 && len(seen) < most; todo = todo[1:] {
		for _, x := range r.c.Claims[todo[0]].Requires {
			if r.c.Claims[x] != nil && !seen[x] {
				seen[x] = true
				todo = append(todo, x)
			}
		}
	}
	return seen
}
