package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"

	"onrecord.dev/onrecord/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"onrecord": func() { os.Exit(cli.Main()) }})
}

// TestScript runs the stories of testdata/script. Each has a home of its own:
// casefiles in $WORK, temporary files in $WORK/tmp, configuration in $WORK/config.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/script",
		Setup: func(e *testscript.Env) error {
			for _, dir := range []string{"tmp", "config"} {
				if err := os.Mkdir(filepath.Join(e.WorkDir, dir), 0o700); err != nil {
					return err
				}
			}
			e.Setenv("TMPDIR", filepath.Join(e.WorkDir, "tmp"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"safe":   safe,
			"canary": canary,
			"flip":   flip,
			"code":   code,
			"json":   query,
			"killed": killed,
			"keep":   keep,
			"spoil":  spoil,
		},
	})
}

// safe runs a command and then searches everything for the canaries in $CANARIES:
// "safe onrecord status" is "exec onrecord status" followed by "canary".
func safe(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[0], args[1:]...)
	if neg == (err == nil) {
		ts.Fatalf("%v: unexpected outcome: %v\n%s", args, err, ts.ReadFile("stderr"))
	}
	canary(ts, false, nil)
}

// canary searches casefiles, releases, temporary files, configuration and the
// last command's output for every string of $CANARIES (separated by '|'), in
// UTF-8, UTF-16, hexadecimal, base64, percent-encoding, character references and JSON escapes.
func canary(ts *testscript.TestScript, _ bool, _ []string) {
	check := func(where string, data []byte) {
		for _, c := range strings.Split(ts.Getenv("CANARIES"), "|") {
			if form := findCanary(data, c); c != "" && form != "" {
				ts.Fatalf("%s holds a canary in %s", where, form)
			}
		}
	}
	check("stdout", []byte(ts.ReadFile("stdout")))
	check("stderr", []byte(ts.ReadFile("stderr")))
	root := ts.Getenv("WORK")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case rel == "in": // what the script itself wrote
			return fs.SkipDir
		case d.Type().IsRegular():
			check(rel+" (its name)", []byte(rel))
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			check(rel, data)
		}
		return nil
	})
	ts.Check(err)
}

// findCanary says in which form data holds the string, or "".
func findCanary(data []byte, canary string) string {
	forms := map[string][]byte{"UTF-8": []byte(canary), "hexadecimal": []byte(hex.EncodeToString([]byte(canary)))}
	var le, be []byte
	for _, u := range utf16.Encode([]rune(canary)) {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	forms["UTF-16LE"], forms["UTF-16BE"] = le, be
	forms["percent-encoding"] = []byte(url.PathEscape(canary))
	var decimal, hexadecimal, json strings.Builder
	for _, r := range canary {
		fmt.Fprintf(&decimal, "&#%d;", r)
		fmt.Fprintf(&hexadecimal, "&#x%x;", r)
		fmt.Fprintf(&json, `\u%04x`, r)
	}
	forms["character references"], forms["hexadecimal references"], forms["JSON escapes"] = []byte(decimal.String()), []byte(hexadecimal.String()), []byte(json.String())
	// In base64 a string shows at one of three alignments; the characters at its
	// ends mix with what stands beside them.
	for shift := range 3 {
		enc := base64.StdEncoding.EncodeToString(append(make([]byte, shift), canary...))
		from := (shift*8 + 5) / 6
		to := (shift + len(canary)) * 8 / 6
		if to-from >= 8 {
			forms["base64"+strings.Repeat("'", shift)] = []byte(enc[from:to])
		}
	}
	lower := bytes.ToLower(data)
	for name, form := range forms {
		if bytes.Contains(data, form) || !strings.HasPrefix(name, "base64") && !strings.HasPrefix(name, "UTF-16") && bytes.Contains(lower, bytes.ToLower(form)) {
			return name
		}
	}
	return ""
}

// flip changes one byte in the middle of each named file.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		path := ts.MkAbs(name)
		data, err := os.ReadFile(path)
		ts.Check(err)
		data[len(data)/2] ^= 0x20
		ts.Check(os.WriteFile(path, data, 0o600))
	}
}

func TestFindCanary(t *testing.T) {
	const c = "Zlatoust Quillfeather"
	le := []byte{}
	for _, u := range utf16.Encode([]rune(c)) {
		le = append(le, byte(u), byte(u>>8))
	}
	for name, data := range map[string][]byte{
		"plain":  []byte("x" + c + "y"),
		"lower":  []byte(strings.ToLower(c)),
		"hex":    []byte(hex.EncodeToString([]byte("ab" + c))),
		"utf16":  le,
		"base64": []byte(base64.StdEncoding.EncodeToString([]byte("a" + c + "b"))),
		"base2":  []byte(base64.StdEncoding.EncodeToString([]byte("ab" + c + "b"))),
		"link":   []byte("q=zlatoust%20quillfeather"),
		"html":   []byte("&#90;&#108;&#97;&#116;&#111;&#117;&#115;&#116;&#32;&#81;&#117;&#105;&#108;&#108;&#102;&#101;&#97;&#116;&#104;&#101;&#114;"),
		"base3":  []byte(base64.StdEncoding.EncodeToString([]byte("abc" + c + "b"))),
	} {
		if findCanary(data, c) == "" {
			t.Errorf("%s: the canary was not found", name)
		}
	}
	if form := findCanary([]byte("nothing of the kind"), c); form != "" {
		t.Errorf("found a canary that is not there, in %s", form)
	}
}
