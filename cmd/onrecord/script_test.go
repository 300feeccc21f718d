package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// code runs onrecord and expects an exit code: "code 2 check nothing.md". With
// 0 and 1 there is a result on stdout, one JSON document after --json; from 2 on
// there is nothing there, and one line for a person on stderr.
func code(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: code N ARGUMENT…")
	}
	got := 0
	if err := ts.Exec("onrecord", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	stdout, stderr := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s%s", got, want, stdout, stderr)
	}
	asked := false
	for _, a := range args {
		asked = asked || a == "--json"
	}
	switch {
	case want >= 2 && stdout != "":
		ts.Fatalf("an error, and yet on stdout:\n%s", stdout)
	case want >= 2 && (!strings.HasPrefix(stderr, "onrecord: ") || strings.Count(stderr, "\n") != 1):
		ts.Fatalf("an error is one line, not:\n%s", stderr)
	case want < 2 && asked:
		_ = document(ts)
	}
}

// document reads the last command's output as exactly one JSON document.
func document(ts *testscript.TestScript) any {
	dec := json.NewDecoder(bytes.NewReader([]byte(ts.ReadFile("stdout"))))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		ts.Fatalf("stdout is no JSON: %v", err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		ts.Fatalf("stdout holds more than one JSON document")
	}
	return v
}

// query looks into the JSON that the last command gave: "json claims.0.status
// denied" compares a value, "json claims.length 27" a length, "json claims.0.cut"
// only asks that something, null not, stands there.
func query(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: json PATH [VALUE]")
	}
	v := at(document(ts), args[0])
	if len(args) == 1 {
		if (v == nil) != neg {
			ts.Fatalf("%s: %v", args[0], v)
		}
		return
	}
	text := fmt.Sprint(v)
	switch v.(type) {
	case map[string]any, []any:
		b, err := json.Marshal(v)
		ts.Check(err)
		text = string(b)
	}
	if (text == args[1]) == neg {
		ts.Fatalf("%s is %s", args[0], text)
	}
}

// at gives what stands in a JSON document at a path, or nil.
func at(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch t := v.(type) {
		case map[string]any:
			v = t[step]
		case []any:
			i, err := strconv.Atoi(step)
			switch {
			case step == "length":
				v = len(t)
			case err == nil && i >= 0 && i < len(t):
				v = t[i]
			default:
				v = nil
			}
		default:
			return nil
		}
	}
	return v
}

// keep puts a value of the JSON that the last command gave into a variable:
// "keep FINDING findings.0.fingerprint".
func keep(ts *testscript.TestScript, _ bool, args []string) {
	v := at(document(ts), args[1])
	if v == nil {
		ts.Fatalf("nothing stands at %s", args[1])
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// spoil takes each file of a directory in turn, changes one byte of it, empties
// it, takes it away, and expects every time that verify finds it; then it mends
// what it did, and verify must find nothing.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	root := ts.MkAbs(args[0])
	verify := func(want int, what string) {
		got := 0
		if err := ts.Exec("onrecord", "--json", "verify", args[0]); err != nil {
			var exit *exec.ExitError
			if !errors.As(err, &exit) {
				ts.Fatalf("%v", err)
			}
			got = exit.ExitCode()
		}
		if got != want {
			ts.Fatalf("%s: exit code %d, want %d\n%s", what, got, want, ts.ReadFile("stdout"))
		}
		if ok := at(document(ts), "ok"); ok != (want == 0) {
			ts.Fatalf("%s: ok is %v", what, ok)
		}
	}
	var files []string
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	}))
	for _, path := range files {
		whole, err := os.ReadFile(path)
		ts.Check(err)
		bad := bytes.Clone(whole)
		bad[len(bad)/2] ^= 1
		ts.Check(os.WriteFile(path, bad, 0o600))
		verify(1, path+" changed")
		ts.Check(os.WriteFile(path, nil, 0o600))
		verify(1, path+" emptied")
		ts.Check(os.Remove(path))
		verify(1, path+" gone")
		ts.Check(os.WriteFile(path, whole, 0o600))
	}
	verify(0, root+" mended")
}

// killed starts onrecord and kills it, as a power cut would, after a time:
// "killed 80ms import big.yaml". Being done before that is no fault.
func killed(ts *testscript.TestScript, _ bool, args []string) {
	after, err := time.ParseDuration(args[0])
	ts.Check(err)
	cmd := exec.Command("onrecord", args[1:]...)
	cmd.Path = lookPath(ts, "onrecord")
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "XDG_CONFIG_HOME", "ONRECORD_IDENTITY_FILE", "GOCOVERDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	ts.Check(cmd.Start())
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func lookPath(ts *testscript.TestScript, name string) string {
	for dir := range strings.SplitSeq(ts.Getenv("PATH"), ":") {
		if p, err := exec.LookPath(dir + "/" + name); err == nil {
			return p
		}
	}
	ts.Fatalf("%s is not on the PATH", name)
	return ""
}
