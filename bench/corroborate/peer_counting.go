package main

import (
	"fmt"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// naive is a way to count the sources of a claim without asking where they have it from.
type naive struct {
	name  string
	count map[record.ID]int
}

// countNaively shows how often plain counts differ from S in the desk's view, and
// what that does to the two words that an editor reads off the number.
func countNaively(c *record.Casefile, results map[record.ID]corroborate.Result, linear *peer) {
	single, several := 0, 0 // by R1
	for _, r := range results {
		if r.S == 1 {
			single++
		}
		if r.Base == corroborate.Corroborated {
			several++
		}
	}
	n := len(results)
	fmt.Printf("naive counts beside S, of %d claims (S = 1: %d, base corroborated: %d)\n", n, single, several)
	fmt.Printf("  %-30s %8s %8s %8s %26s %30s %30s\n", "count of", "equal", "over", "under", "over by, where over",
		"S = 1 and counted 2 or more", "counted 2 or more and S < 2")
	for _, w := range naively(c, linear) {
		var over, under, by, doubled, corroborated, wrongly int
		for id, r := range results {
			k := w.count[id]
			switch {
			case k > r.S:
				over++
				by += k - r.S
			case k < r.S:
				under++
			}
			if r.S == 1 && k >= 2 {
				doubled++
			}
			if k >= 2 {
				corroborated++
				if r.S < 2 {
					wrongly++
				}
			}
		}
		fmt.Printf("  %-30s %8s %8s %8s %26.1f %30s %30s\n", w.name, share(n-over-under, n), share(over, n), share(under, n),
			float64(by)/float64(max(over, 1)), share(doubled, single), share(wrongly, corroborated))
	}
}

func naively(c *record.Casefile, linear *peer) []naive {
	statements, speakers, items := map[record.ID]int{}, distinct{}, distinct{}
	for k, l := range c.Links {
		if s := c.Statements[k.Statement]; corroborate.StanceOf(c.Claims[k.Claim], l) == record.Supports {
			statements[k.Claim]++
			speakers.add(k.Claim, s.Speaker)
			items.add(k.Claim, s.Evidence)
		}
	}
	roots := map[record.ID]int{}
	for i, id := range linear.claims {
		roots[id] = linear.roots[i]
	}
	return []naive{
		{"supporting statements", statements},
		{"distinct speakers of them", speakers.counts()},
		{"distinct evidence of them", items.counts()},
		{"distinct root speakers (SQL)", roots},
	}
}

type distinct map[record.ID]map[record.ID]bool

func (d distinct) add(claim, what record.ID) {
	if d[claim] == nil {
		d[claim] = map[record.ID]bool{}
	}
	d[claim][what] = true
}

func (d distinct) counts() map[record.ID]int {
	out := map[record.ID]int{}
	for cl, set := range d {
		out[cl] = len(set)
	}
	return out
}

func share(k, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(k)/float64(max(of, 1))) }
