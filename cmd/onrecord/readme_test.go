package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadme walks the README's first case as a reader would: blocks with a file
// name are written, lines that begin with "$ " are run, and the lines below a
// command stand somewhere in its output. "# refused" marks exit code 1.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, files := story(string(text))
	if strings.Count(script, "exec onrecord") < 8 {
		t.Fatalf("the README's walk was not found:\n%s", script)
	}
	dir := t.TempDir()
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
		e.Setenv("BLOCKS", dir)
		return nil
	}})
}

// TestReadmeDemo runs the demo: every line that the README shows of it is there.
func TestReadmeDemo(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "What the demo shows")
	parts := strings.SplitN(rest, "```", 3)
	if len(parts) < 3 || strings.Count(parts[1], "\n") < 10 {
		t.Fatal("the README's view of the demo was not found")
	}
	dir := t.TempDir()
	script := "exec onrecord demo --into demo\n"
	for _, line := range strings.Split(parts[1], "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			for i := range words {
				words[i] = regexp.QuoteMeta(words[i])
			}
			script += "stdout '" + strings.Join(words, " +") + "'\n"
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "demo.txtar"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
		return nil
	}})
}

// story turns the README's blocks into a script; the files that it writes are
// copied from blocks of their own, since one is written twice.
func story(readme string) (script string, files map[string]string) {
	files = map[string]string{}
	var b strings.Builder
	for i, block := range regexp.MustCompile("(?ms)^```(\\w+)([^\n]*)\n(.*?)^```$").FindAllStringSubmatch(readme, -1) {
		kind, name, body := block[1], strings.TrimSpace(block[2]), block[3]
		if name != "" {
			stored := "block" + string(rune('a'+i))
			files[stored] = body
			b.WriteString("cp $BLOCKS/" + stored + " $WORK/" + name + "\n")
			continue
		}
		if kind != "console" {
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
			command, isCommand := strings.CutPrefix(line, "$ ")
			switch {
			case !isCommand:
				b.WriteString("stdout '" + regexp.QuoteMeta(line) + "'\n")
			case strings.HasPrefix(command, "cd "):
				b.WriteString(command + "\n")
			default:
				command, refused := strings.CutSuffix(command, "# refused")
				if refused {
					b.WriteString("! ")
				}
				b.WriteString("exec " + strings.TrimSpace(command) + "\n")
			}
		}
	}
	return b.String(), files
}
