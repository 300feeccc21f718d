package corroborate

import (
	"runtime"
	"sync"
	"sync/atomic"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/record"
)

// batch is how many claims a worker takes at a time.
const batch = 512

// All computes the result of every claim. It reads c and keeps nothing of it.
func All(c *record.Casefile, o Options) map[record.ID]Result { return allOf(number(c), o) }

// allOf computes the result of every claim of a casefile that is numbered. The work is shared out among the processors: a result depends on the
// records alone, never on what was computed before it, so it does not matter who
// computes it.
func allOf(n *numbered, o Options) map[record.ID]Result {
	e := engineOf(n, o)
	// Claims with conjuncts lean on what is known of each other: one worker takes
	// them all, first, because they may be the longest piece.
	var linked, plain []int32
	for i := range e.claimID {
		if len(e.requires[i]) > 0 {
			linked = append(linked, int32(i))
		} else {
			plain = append(plain, int32(i))
		}
	}
	out := make(map[record.ID]Result, len(e.claimID))
	var filling sync.Mutex
	fill := func(results []Result) {
		filling.Lock()
		defer filling.Unlock()
		for i := range results {
			out[results[i].ID] = results[i]
		}
	}
	var next atomic.Int64
	work := func(e *engine) {
		results := make([]Result, 0, batch)
		for {
			from := int(next.Add(batch)) - batch
			if from >= len(plain) {
				return
			}
			results = results[:0]
			for _, cl := range plain[from:min(from+batch, len(plain))] {
				results = append(results, e.result(cl))
			}
			fill(results)
		}
	}
	var others beside.Group
	for range min(runtime.GOMAXPROCS(0), 1+len(e.claimID)/batch) - 1 {
		others.Go(func() { work(e.fork()) })
	}
	for _, cl := range linked {
		fill([]Result{e.result(cl)})
	}
	work(e)
	others.Wait()
	return out
}
