package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// outside is a rule engine that runs as a process of its own and answers the
// linear rule: distinct first-hand root speakers behind a claim, no more.
type outside struct {
	name    string
	command []string // program and facts are appended
	program string
}

// others are the peers and tables that are measured when asked for.
type others struct {
	counting      bool
	swipl, python string
	limit         time.Duration
}

func (o *others) flags() {
	flag.BoolVar(&o.counting, "counting", false, "show how often naive counting differs from S")
	flag.StringVar(&o.swipl, "swipl", "", "measure SWI-Prolog with tabling: its command, such as swipl")
	flag.StringVar(&o.python, "python", "", "measure clingo's grounder: a Python with the module clingo, such as python3")
	flag.DurationVar(&o.limit, "limit", 2*time.Minute, "time of each outside peer, loading included")
}

// measureOthers runs what was asked for beside R1.
func measureOthers(c *record.Casefile, results map[record.ID]corroborate.Result, r1 cost, o others) error {
	if !o.counting && o.swipl == "" && o.python == "" {
		return nil
	}
	linear, err := newPeer(c)
	if err != nil {
		return err
	}
	defer linear.db.Close()
	if err := linear.run(); err != nil {
		return err
	}
	if o.counting {
		countNaively(c, results, linear)
	}
	if o.swipl != "" {
		p := outside{name: "SWI-Prolog", command: []string{o.swipl, "-q", "--table-space=8g", "--stack-limit=4g"}, program: prologRule}
		if err := p.measure(c, linear, r1, o.limit); err != nil {
			return err
		}
	}
	if o.python != "" {
		p := outside{name: "clingo", command: []string{o.python}, program: groundRule}
		return p.measure(c, linear, r1, o.limit)
	}
	return nil
}

// measure writes the same numbered tables that SQLite gets, runs the peer within
// the limit and compares what it answers.
func (p outside) measure(c *record.Casefile, linear *peer, r1 cost, limit time.Duration) error {
	dir, err := os.MkdirTemp("", "peer-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program, facts := filepath.Join(dir, "rule"), filepath.Join(dir, "facts.pl")
	if err := errors.Join(os.WriteFile(program, []byte(p.program), 0o600), writeFacts(c, linear.claims, facts)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.command[0], append(p.command[1:], program, facts)...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	switch {
	case errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist):
		fmt.Printf("%s: skipped, %s is not installed\n", p.name, p.command[0])
		return nil
	case ctx.Err() != nil:
		fmt.Printf("%s: not done after %v\n", p.name, limit)
		return nil
	case cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == absent:
		fmt.Printf("%s: skipped, %s", p.name, complaint.String())
		return nil
	case err != nil:
		fmt.Printf("%s: failed after %v: %v: %.200s\n", p.name, wall.Round(time.Millisecond), err, complaint.String())
		return nil
	}
	return p.show(&out, cmd.ProcessState, wall, linear, r1)
}

func (p outside) show(out io.Reader, state *os.ProcessState, wall time.Duration, linear *peer, r1 cost) error {
	counts := make([]int, len(linear.claims))
	var version string
	var load, query float64 // seconds of CPU
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var cl, n int
		if _, err := fmt.Sscanf(lines.Text(), "%d %d", &cl, &n); err == nil && cl >= 0 && cl < len(counts) {
			counts[cl] = n
		} else if _, err := fmt.Sscanf(lines.Text(), "took %s %g %g", &version, &load, &query); err != nil {
			return fmt.Errorf("%s: it answered %.80q", p.name, lines.Text())
		}
	}
	wrong := 0
	for i, n := range counts {
		if n != linear.roots[i] {
			wrong++
		}
	}
	var peak int64
	if u, ok := state.SysUsage().(*syscall.Rusage); ok {
		peak = u.Maxrss // KiB on Linux
	}
	fmt.Printf("%s %s, linear rule: wall %v, CPU %.2f s loading, %.2f s query, peak %d MiB; query / R1 CPU %.1f, load and query / R1 CPU %.1f; unlike SQLite in %d claims\n",
		p.name, version, wall.Round(time.Millisecond), load, query, peak>>10, query/r1.cpu.Seconds(), (load+query)/r1.cpu.Seconds(), wrong)
	return nil
}

// writeFacts numbers the records and writes root(Statement, Speaker),
// derived(Child, Parent) and link(Claim, Statement), each table by itself.
func writeFacts(c *record.Casefile, claims []record.ID, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	claimNo, stNo, actorNo := map[record.ID]int{}, map[record.ID]int{}, map[record.ID]int{}
	for i, id := range claims {
		claimNo[id] = i
	}
	sts := record.SortedKeys(c.Statements)
	for i, id := range sts {
		stNo[id] = i
	}
	for _, id := range sts {
		s := c.Statements[id]
		if _, ok := actorNo[s.Speaker]; !ok {
			actorNo[s.Speaker] = len(actorNo)
		}
		if len(s.DerivedFrom) == 0 && s.Basis.Firsthand() {
			fmt.Fprintf(w, "root(%d,%d).\n", stNo[id], actorNo[s.Speaker])
		}
	}
	for _, id := range sts {
		for _, d := range c.Statements[id].DerivedFrom {
			fmt.Fprintf(w, "derived(%d,%d).\n", stNo[id], stNo[d.Statement])
		}
	}
	for k, l := range c.Links {
		if l.Stance == record.Supports {
			fmt.Fprintf(w, "link(%d,%d).\n", claimNo[k.Claim], stNo[k.Statement])
		}
	}
	for i := range claims {
		fmt.Fprintf(w, "claim(%d).\n", i)
	}
	return errors.Join(w.Flush(), f.Close())
}
