package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

//go:embed r1.lp
var rules []byte

//go:embed oracle.py
var driver []byte

// errAbsent says that the peer is not installed.
var errAbsent = errors.New("clingo is absent")

// numbers are what both sides say of a claim in one view.
type numbers struct {
	S          int  `json:"s"`
	SMax       int  `json:"s_max"`
	O          int  `json:"o"`
	D          int  `json:"d"`
	Conceded   bool `json:"conceded"`
	OneConduit bool `json:"one_conduit"`
}

// answer is what clingo says of a casefile.
type answer struct {
	Claims   map[record.ID]map[string]numbers `json:"claims"`   // by view
	Unproven int                              `json:"unproven"` // queries that ran out of time
	CPU      float64                          `json:"cpu"`      // seconds, grounding included, process start not
}

// oracle is a running clingo, behind Python, that answers one casefile after another.
type oracle struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	dir     string
	version string
}

// start runs the driver. limit is what one query may take.
func start(python, strategy string, limit time.Duration) (*oracle, error) {
	dir, err := os.MkdirTemp("", "oracle-")
	if err != nil {
		return nil, err
	}
	o := &oracle{dir: dir}
	script, lp := filepath.Join(dir, "oracle.py"), filepath.Join(dir, "r1.lp")
	if err := errors.Join(os.WriteFile(script, driver, 0o600), os.WriteFile(lp, rules, 0o600)); err != nil {
		return nil, errors.Join(err, o.stop())
	}
	o.cmd = exec.Command(python, script, lp, fmt.Sprint(limit.Seconds()), strategy)
	o.cmd.Stderr = os.Stderr
	in, err1 := o.cmd.StdinPipe()
	out, err2 := o.cmd.StdoutPipe()
	if err := errors.Join(err1, err2); err != nil {
		return nil, errors.Join(err, o.stop())
	}
	o.in, o.out = in, bufio.NewReader(out)
	if err := o.cmd.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", errAbsent, err), o.stop())
	}
	var hello struct{ Version, Absent string }
	if err := o.read(&hello); err != nil {
		return nil, errors.Join(err, o.stop())
	}
	if hello.Absent != "" {
		return nil, errors.Join(fmt.Errorf("%w: %s", errAbsent, hello.Absent), o.stop())
	}
	o.version = hello.Version
	return o, nil
}

func (o *oracle) ask(facts string) (a answer, err error) {
	if _, err := io.WriteString(o.in, facts+"%end\n"); err != nil {
		return a, err
	}
	return a, o.read(&a)
}

func (o *oracle) read(into any) error {
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("the driver of clingo ended: %w", err)
	}
	return json.Unmarshal(line, into)
}

func (o *oracle) stop() error {
	if o.in != nil {
		o.in.Close()
	}
	if o.cmd != nil && o.cmd.Process != nil {
		if err := o.cmd.Wait(); err != nil {
			return err
		}
	}
	return os.RemoveAll(o.dir)
}
