package main

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// tally is what came of a family of casefiles.
type tally struct {
	family
	casefiles, claims int
	differ            int // differences
	shown             int // casefiles with differences
	unproven          int // queries of clingo that ran out of time
	greedy            int // claims of which the greedy packing is too small
	bound             int // claims of which the first upper bound is too large
	hard              int // casefiles with a claim of either kind
	spent             int // casefiles with a claim that ran out of budget
	largest           int
	ours, theirs      time.Duration // CPU
}

// mostShown bounds how many casefiles with differences are shown, as small as they can be made.
const mostShown = 3

// count notes how hard a casefile is: rough are the results without search.
func (t *tally) count(results, rough map[record.ID]corroborate.Result) {
	t.casefiles++
	hard, spent := false, false
	for id, r := range results {
		t.claims++
		t.largest = max(t.largest, r.S, r.SMax, r.O)
		less, more := rough[id].S < r.S, rough[id].Upper > r.Upper
		t.greedy += one(less)
		t.bound += one(more)
		hard = hard || less || more
		spent = spent || has(r.Flags, corroborate.Bound) || has(r.Publishable.Flags, corroborate.Bound)
	}
	t.hard += one(hard)
	t.spent += one(spent)
}

func (t *tally) show() {
	n := float64(max(t.casefiles, 1))
	fmt.Printf("%-10s %d casefiles, %d claims, largest number %d: %d differences\n", t.family, t.casefiles, t.claims, t.largest, t.differ)
	fmt.Printf("  greedy short of S in %d claims, first bound above it in %d; %.1f %% of the casefiles need the search, %.2f %% spend its budget; clingo out of time in %d queries\n",
		t.greedy, t.bound, 100*float64(t.hard)/n, 100*float64(t.spent)/n, t.unproven)
	fmt.Printf("  CPU per casefile: R1 %v, clingo %v: %.0f times\n", (t.ours / time.Duration(max(t.casefiles, 1))).Round(time.Microsecond),
		(t.theirs / time.Duration(max(t.casefiles, 1))).Round(10*time.Microsecond), float64(t.theirs)/float64(max(t.ours, 1)))
}

// differs says where an outcome is not what clingo found. With the flag bound
// numbers may be smaller: that is what the flag says.
func differs(out corroborate.Outcome, want numbers) string {
	got := numbers{out.S, out.SMax, out.O, out.D, has(out.Flags, corroborate.Conceded), has(out.Flags, corroborate.ViaOneConduit)}
	if got == want {
		return ""
	}
	if has(out.Flags, corroborate.Bound) && got.S <= want.S && got.SMax <= want.SMax && got.O <= want.O && got.D == want.D {
		return ""
	}
	return fmt.Sprintf("R1 %+v, clingo %+v", got, want)
}

func has(flags []string, flag string) bool { return slices.Contains(flags, flag) }

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
