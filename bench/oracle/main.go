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
}

func main() {
	var o options
	flag.IntVar(&o.instances, "instances", 1000, "casefiles of each family")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the generator")
	flag.IntVar(&o.least, "least", 8, "statements of the smallest casefile")
	flag.IntVar(&o.most, "most", 40, "statements of the largest")
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
		for i := range o.instances {
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
	took := cpuTime() - before
	facts := factsOf(c, noon)
	want, err := peer.ask(facts)
	if err != nil {
		return err
	}
	rough := corroborate.All(c, corroborate.Options{Now: noon, Budget: 1})
	t.casefiles++
	t.ours += took
	t.theirs += time.Duration(want.CPU * float64(time.Second))
	t.unproven += want.Unproven
	checker := corroborate.NewChecker(c, at)
	hard, spent := false, false
	for _, id := range record.SortedKeys(results) {
		r := results[id]
		t.claims++
		t.largest = max(t.largest, r.S, r.SMax, r.O)
		hard = hard || rough[id].S < r.S || rough[id].Upper > r.S
		t.greedy += count(rough[id].S < r.S)
		t.bound += count(rough[id].Upper > r.Upper)
		spent = spent || has(r.Flags, corroborate.Bound) || has(r.Publishable.Flags, corroborate.Bound)
		if err := checker.Check(r); err != nil {
			t.report(seed, size, facts, fmt.Sprintf("the checker refuses: %v", err))
		}
		if want.Unproven > 0 {
			continue
		}
		for _, v := range []struct {
			name string
			out  corroborate.Outcome
		}{{"desk", r.Outcome}, {"publishable", r.Publishable}} {
			if what := differs(v.out, want.Claims[id][v.name]); what != "" {
				t.report(seed, size, facts, fmt.Sprintf("claim %s, %s view: %s", id, v.name, what))
			}
		}
		if o := want.Claims[id]["desk"].S; r.Upper < o {
			t.report(seed, size, facts, fmt.Sprintf("claim %s: upper bound %d below the optimum %d", id, r.Upper, o))
		}
	}
	t.hard += count(hard)
	t.spent += count(spent)
	return nil
}
