// Command oracle compares rule set R1's engine with an exact peer: clingo, which
// finds the optimum of R1 written as an answer set program (r1.lp), on small and
// purposely hard casefiles. It ends with 1 where the two differ.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

type options struct {
	instances        int
	seed             uint64
	least, most      int
	python, strategy string
	limit            time.Duration
	budget           int
	only             string
	first            int
}

func main() {
	var o options
	flag.IntVar(&o.instances, "instances", 1000, "casefiles of each family")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the generator")
	flag.IntVar(&o.least, "least", 8, "statements of the smallest casefile")
	flag.IntVar(&o.most, "most", 40, "statements of the largest")
	flag.IntVar(&o.first, "first", 0, "number of the first casefile")
	flag.StringVar(&o.python, "python", "python3", "a Python that has the module clingo (pip install clingo)")
	flag.StringVar(&o.strategy, "strategy", "bb", "clingo's way to the optimum: bb or usc")
	flag.DurationVar(&o.limit, "limit", 20*time.Second, "time of clingo for one query")
	flag.IntVar(&o.budget, "budget", 0, "nodes of R1's exact search for each packing; 0 = default")
	flag.StringVar(&o.only, "family", "", "only this family: knot, packing, premises or everything")
	flag.Parse()
	different, err := run(o)
	if errors.Is(err, errAbsent) {
		fmt.Println("skipped:", err)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	}
	if different {
		os.Exit(1)
	}
}

func run(o options) (different bool, err error) {
	peer, err := start(o.python, o.strategy, o.limit)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, peer.stop()) }()
	fmt.Printf("clingo %s, strategy %s; seed %d, %d to %d statements\n", peer.version, o.strategy, o.seed, o.least, o.most)
	for _, f := range families {
		if o.only != "" && o.only != string(f) {
			continue
		}
		t := tally{family: f}
		for i := o.first; i < o.first+o.instances; i++ {
			size := o.least + i%(o.most-o.least+1)
			if err := t.one(peer, f, size, o.seed<<32+uint64(i), o.budget); err != nil {
				return different, err
			}
		}
		t.show()
		different = different || t.differ > 0
	}
	return different, nil
}

// one compares a casefile and counts what came of it.
func (t *tally) one(peer *oracle, f family, size int, seed uint64, budget int) error {
	c := generate(f, size, seed)
	at := corroborate.Options{Now: noon, Budget: budget}
	before := cpuTime()
	results := corroborate.All(c, at)
	t.ours += cpuTime() - before
	t.count(results, corroborate.All(c, corroborate.Options{Now: noon, Budget: 1}))
	want, err := peer.ask(factsOf(c, noon))
	if err != nil {
		return err
	}
	t.theirs += time.Duration(want.CPU * float64(time.Second))
	t.unproven += want.Unproven
	wrong := compare(c, at, results, want)
	if len(wrong) == 0 {
		return nil
	}
	t.differ += len(wrong)
	if t.shown++; t.shown > mostShown {
		return nil
	}
	fmt.Printf("DIFFERENT: %s, seed %d, size %d\n", f, seed, size)
	still := func(c *record.Casefile) bool { return err == nil && len(again(peer, c, at, &err)) > 0 }
	if len(compare(c, at, results, unasked)) > 0 { // the checker alone shows it, and fast
		still = func(c *record.Casefile) bool { return len(compare(c, at, corroborate.All(c, at), unasked)) > 0 }
	}
	small := shrink(c, still)
	for _, line := range again(peer, small, at, &err) {
		fmt.Println("  " + line)
	}
	fmt.Print(factsOf(small, noon))
	return err
}

// unasked is an answer that says nothing.
var unasked = answer{Unproven: 1}

// again asks both sides anew.
func again(peer *oracle, c *record.Casefile, at corroborate.Options, failed *error) []string {
	want, err := peer.ask(factsOf(c, noon))
	if err != nil {
		*failed = err
		return nil
	}
	return compare(c, at, corroborate.All(c, at), want)
}

// compare says where R1 and clingo differ, and where R1's own checker refuses.
func compare(c *record.Casefile, at corroborate.Options, results map[record.ID]corroborate.Result, want answer) (wrong []string) {
	checker := corroborate.NewChecker(c, at)
	for _, id := range record.SortedKeys(results) {
		r := results[id]
		if err := checker.Check(r); err != nil {
			wrong = append(wrong, fmt.Sprintf("the checker refuses: %v", err))
		}
		if want.Unproven > 0 {
			continue
		}
		if what := differs(r.Outcome, want.Claims[id]["desk"]); what != "" {
			wrong = append(wrong, fmt.Sprintf("claim %s, desk view: %s", id, what))
		}
		if what := differs(r.Publishable, want.Claims[id]["publishable"]); what != "" {
			wrong = append(wrong, fmt.Sprintf("claim %s, publishable view: %s", id, what))
		}
		if s := want.Claims[id]["desk"].S; r.Upper < s {
			wrong = append(wrong, fmt.Sprintf("claim %s: upper bound %d below the optimum %d", id, r.Upper, s))
		}
	}
	return wrong
}
