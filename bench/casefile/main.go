// Command casefile measures the program itself, from the start of its process to
// the last byte of its output, on a made-up archive: import, then the commands that
// a desk asks for all day.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func main() {
	incidents := flag.Int("incidents", 10000, "incidents of three claims and about 24 statements each")
	repeat := flag.Int("repeat", 5, "runs of each question; the quickest is shown")
	keep := flag.String("in", "", "work in this directory and keep it; else in a temporary one")
	flag.Parse()
	if err := run(*incidents, *repeat, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "casefile:", err)
		os.Exit(1)
	}
}

func run(incidents, repeat int, dir string) error {
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "onrecord-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	r := runner{dir: dir, program: filepath.Join(dir, "onrecord")}
	document := filepath.Join(dir, "archive.json")
	for _, args := range [][]string{
		{"build", "-o", r.program, "./cmd/onrecord"},
		{"run", "./bench/corroborate", "-incidents", strconv.Itoa(incidents), "-document", document},
	} {
		cmd := exec.Command("go", args...)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("go %s: %w", args[0], err)
		}
	}
	fmt.Printf("%-34s %9s %9s %9s %10s\n", "command", "wall", "CPU", "memory", "output")
	if err := r.once("init", "case"); err != nil {
		return err
	}
	if err := r.once("-C", "case", "import", document); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"status"}, {"status", "--json"}, {"status", "c-1"}, {"explain", "c-1"}, {"show", "c-1"},
		{"whatif", "--withdraw", "s-1"}, {"search", "bako"}, {"log", "--limit", "20"},
	} {
		if err := r.best(repeat, append([]string{"-C", "case"}, args...)...); err != nil {
			return err
		}
	}
	return r.once("-C", "case", "verify", "case")
}

type runner struct{ dir, program string }

// took is what a run of the program cost.
type took struct {
	wall, cpu time.Duration
	memory    int64 // bytes, at most
	output    int
}

func (r runner) measure(args []string) (took, error) {
	cmd := exec.Command(r.program, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "ONRECORD_IDENTITY_FILE="+filepath.Join(r.dir, "identity.txt"))
	var out, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &faults
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if err != nil {
		return took{}, fmt.Errorf("onrecord %v: %w: %s", args, err, faults.Bytes())
	}
	state := cmd.ProcessState
	t := took{wall: wall, cpu: state.UserTime() + state.SystemTime(), output: out.Len()}
	if u, ok := state.SysUsage().(*syscall.Rusage); ok {
		t.memory = u.Maxrss << 10
	}
	return t, nil
}

func (r runner) once(args ...string) error { return r.best(1, args...) }

func (r runner) best(repeat int, args ...string) error {
	var best took
	for range repeat {
		t, err := r.measure(args)
		if err != nil {
			return err
		}
		if best.wall == 0 || t.wall < best.wall {
			best = t
		}
	}
	name := ""
	for _, a := range args {
		if a != "-C" && a != "case" && !filepath.IsAbs(a) {
			name += a + " "
		}
	}
	fmt.Printf("%-34s %8.2fs %8.2fs %6d MB %7d kB\n", name, best.wall.Seconds(), best.cpu.Seconds(), best.memory>>20, best.output>>10)
	return nil
}
