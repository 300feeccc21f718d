package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// measureEdits measures the engine that keeps its results true under edits.
func measureEdits(c *record.Casefile, at corroborate.Options, o options) error {
	var err error
	n := float64(len(c.Statements))
	before := heap()
	var g *corroborate.Engine
	make := measure(func() { g = corroborate.New(c, at) })
	show("engine, made", make, len(c.Statements))
	held := heap() - before
	fmt.Printf("engine, kept: %.0f B per statement, results and indexes included\n", float64(held)/n)
	if o.editProfile != "" {
		f, err := os.Create(o.editProfile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	by := speakers(c)
	fmt.Printf("withdrawing an actor (the busiest has %d statements, the median %d):\n", len(by[0]), len(by[len(by)/2]))
	out := withdraw(by[0], record.Withdrawn)
	fmt.Printf("  the results of %d claims change with the busiest\n", len(g.WhatIf(out...)))
	busiest := timed(9, func(i int) (func(), func()) { return withdrawal(g, by[0]) })
	tell("busiest", busiest)
	r := rand.New(rand.NewPCG(o.seed, 9))
	for _, share := range []int{100, 10, 4, 2} {
		around := len(by) / share
		tell(fmt.Sprintf("rank %d (%d statements)", around, len(by[around])),
			timed(99, func(i int) (func(), func()) { return withdrawal(g, by[max(around+i-50, 0)]) }))
	}
	tell("any, drawn evenly", timed(999, func(i int) (func(), func()) { return withdrawal(g, by[r.IntN(len(by))]) }))
	actors := record.SortedKeys(c.Actors)
	tell("merging two actors", timed(999, func(i int) (func(), func()) {
		id := actors[r.IntN(len(actors))]
		a := *c.Actors[id]
		a.SameAs = append(slices.Clone(a.SameAs), actors[r.IntN(len(actors))])
		return func() { g.Apply(corroborate.Edit{Kind: "actor", ID: string(id), Value: &a}) },
			func() { g.Apply(corroborate.Edit{Kind: "actor", ID: string(id), Value: c.Actors[id]}) }
	}))
	tell("what if the busiest were withdrawn", timed(9, func(i int) (func(), func()) {
		edits := withdraw(by[0], record.Withdrawn)
		return func() { g.WhatIf(edits...) }, func() {}
	}))
	runtime.GC()
	show("what if, from records", leastOf(o.repeat, func() {
		_, err = corroborate.WhatIf(c, at, []record.ID{by[len(by)/2][0].Speaker}, nil)
	}), len(c.Statements))
	if err != nil || !o.check {
		return err
	}
	if !reflect.DeepEqual(g.Results(), corroborate.All(c, at)) {
		return fmt.Errorf("after edits and their reversal the results differ from those of a full computation")
	}
	fmt.Println("after all edits and their reversal the results are those of a full computation")
	return nil
}

// speakers gives each actor's statements, the busiest actor first.
func speakers(c *record.Casefile) [][]*record.Statement {
	by := map[record.ID][]*record.Statement{}
	for _, id := range record.SortedKeys(c.Statements) {
		s := c.Statements[id]
		by[s.Speaker] = append(by[s.Speaker], s)
	}
	out := make([][]*record.Statement, 0, len(by))
	for _, id := range record.SortedKeys(by) {
		out = append(out, by[id])
	}
	slices.SortStableFunc(out, func(a, b []*record.Statement) int { return cmp.Compare(len(b), len(a)) })
	return out
}

func withdraw(sts []*record.Statement, state record.State) []corroborate.Edit {
	var out []corroborate.Edit
	for _, s := range sts {
		x := *s
		x.State = state
		out = append(out, corroborate.Edit{Kind: "statement", ID: string(s.ID), Value: &x})
	}
	return out
}

// withdrawal gives the withdrawal of statements and its reversal.
func withdrawal(g *corroborate.Engine, sts []*record.Statement) (do, undo func()) {
	out, back := withdraw(sts, record.Withdrawn), withdraw(sts, record.Active)
	return func() { g.Apply(out...) }, func() { g.Apply(back...) }
}

// timing is what a kind of edit took, sorted; CPU is the mean of all.
type timing struct {
	wall []time.Duration
	cpu  time.Duration
}

func timed(n int, edit func(i int) (do, undo func())) timing {
	var t timing
	var cpu time.Duration
	runtime.GC() // else it falls into one kind of edit and not into another
	for i := range n {
		do, undo := edit(i)
		start, used := time.Now(), cpuTime()
		do()
		t.wall = append(t.wall, time.Since(start))
		cpu += cpuTime() - used
		undo()
	}
	slices.Sort(t.wall)
	t.cpu = cpu / time.Duration(n)
	return t
}

func tell(what string, t timing) {
	n := len(t.wall)
	fmt.Printf("  %-36s median %9v  p99 %9v  CPU, mean %9v\n", what,
		t.wall[n/2].Round(time.Microsecond), t.wall[n*99/100].Round(time.Microsecond), t.cpu.Round(time.Microsecond))
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
