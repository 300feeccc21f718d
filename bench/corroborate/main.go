// Command corroborate measures rule set R1 on made-up casefiles of a realistic
// shape, beside SQLite with the plain recursive query.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

type options struct {
	shape
	others
	peer, digest, check bool
	edits               bool
	profile, document   string
	editProfile         string
	repeat              int
}

func main() {
	var o options
	flag.IntVar(&o.incidents, "incidents", 10000, "incidents of three claims and about 24 statements each")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the generator")
	flag.Float64Var(&o.contested, "contested", 0, "share of incidents whose sources disagree; 0.36 is the second regime")
	flag.BoolVar(&o.peer, "peer", true, "measure SQLite too")
	flag.BoolVar(&o.digest, "digest", false, "print SHA-256 over all results as JSON, with inputs_hash and without")
	flag.BoolVar(&o.check, "check", false, "verify every certificate")
	flag.StringVar(&o.profile, "profile", "", "write a CPU profile of R1 to this file")
	flag.StringVar(&o.document, "document", "", "write the casefile as a document for onrecord import to this file, and stop")
	flag.BoolVar(&o.edits, "edits", false, "measure edits of a casefile whose results are kept, and nothing else")
	flag.StringVar(&o.editProfile, "edit-profile", "", "write a CPU profile of the edits to this file")
	flag.IntVar(&o.repeat, "repeat", 3, "runs of R1; the one of least CPU is shown")
	o.others.flags()
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "corroborate:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	c := generate(o.shape)
	n := len(c.Statements)
	fmt.Printf("%d claims, %d statements, %d links, %d actors; seed %d, contested %.2f\n",
		len(c.Claims), n, len(c.Links), len(c.Actors), o.seed, o.contested)
	if o.document != "" {
		return writeDocument(o.document, c, o.seed)
	}
	at := corroborate.Options{Now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	if o.edits {
		return measureEdits(c, at, o)
	}
	results, r1, err := measureR1(c, at, o)
	if err != nil {
		return err
	}
	show("R1, both views", r1, n)
	describe(results)
	if o.digest {
		if err := digest(results); err != nil {
			return err
		}
	}
	if o.check {
		k := corroborate.NewChecker(c, at)
		for _, r := range results {
			if err := k.Check(r); err != nil {
				return err
			}
		}
		fmt.Println("every certificate holds")
	}
	if o.peer {
		if err := measurePeer(c, results, r1, n); err != nil {
			return err
		}
	}
	return measureOthers(c, results, r1, o.others)
}

func measureR1(c *record.Casefile, at corroborate.Options, o options) (results map[record.ID]corroborate.Result, best cost, err error) {
	if o.profile != "" {
		f, err := os.Create(o.profile)
		if err != nil {
			return nil, best, err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, best, err
		}
		defer pprof.StopCPUProfile()
	}
	best = leastOf(o.repeat, func() {
		results = nil
		results = corroborate.All(c, at)
	})
	return results, best, nil
}

// leastOf measures several runs and gives the one of least CPU.
func leastOf(repeat int, f func()) (best cost) {
	for range max(repeat, 1) {
		if took := measure(f); best.cpu == 0 || took.cpu < best.cpu {
			best = took
		}
	}
	return best
}

func measurePeer(c *record.Casefile, results map[record.ID]corroborate.Result, r1 cost, n int) error {
	var p *peer
	var err error
	load := measure(func() { p, err = newPeer(c) })
	if err != nil {
		return err
	}
	defer p.db.Close()
	query := measure(func() { err = p.run() })
	if err != nil {
		return err
	}
	show("SQLite, load", load, n)
	show("SQLite, linear rule", query, n)
	fmt.Printf("SQLite / R1: wall %.2f, CPU %.2f without loading; CPU %.2f with; %s\n",
		float64(query.wall)/float64(r1.wall), float64(query.cpu)/float64(r1.cpu),
		float64(query.cpu+load.cpu)/float64(r1.cpu), p.compare(results))
	return nil
}

func show(name string, c cost, statements int) {
	fmt.Printf("%-20s wall %8v  CPU %8v (kernel %v, collector %v)  %6.0f ns CPU, %5.0f B peak, %5.0f B allocated per statement\n", name,
		c.wall.Round(time.Millisecond), c.cpu.Round(time.Millisecond), c.system.Round(time.Millisecond), c.collector.Round(time.Millisecond), float64(c.cpu.Nanoseconds())/float64(statements),
		float64(c.peak)/float64(statements), float64(c.allocated)/float64(statements))
}

// describe counts the statuses, so that a run that measures nothing shows.
func describe(results map[record.ID]corroborate.Result) {
	count := map[corroborate.Status]int{}
	bound := 0
	for _, r := range results {
		count[r.Status]++
		if r.Upper > r.S {
			bound++
		}
	}
	for _, s := range record.SortedKeys(count) {
		fmt.Printf("  %s %d", s, count[s])
	}
	fmt.Printf("  (bound %d)\n", bound)
}

func digest(results map[record.ID]corroborate.Result) error {
	whole, without := sha256.New(), sha256.New()
	for _, id := range record.SortedKeys(results) {
		r := results[id]
		if err := json.NewEncoder(whole).Encode(r); err != nil {
			return err
		}
		r.InputsHash = ""
		if err := json.NewEncoder(without).Encode(r); err != nil {
			return err
		}
	}
	fmt.Printf("digest %x, without inputs_hash %x\n", whole.Sum(nil), without.Sum(nil))
	return nil
}
