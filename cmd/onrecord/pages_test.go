package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestPages walks the examples of the pages on formats as TestReadme walks those of
// the README; the examples' files are where they are in the repository.
func TestPages(t *testing.T) {
	dir := t.TempDir()
	for _, page := range []string{"incidents", "csv"} {
		text, err := os.ReadFile("../../docs/formats/" + page + ".md")
		if err != nil {
			t.Fatal(err)
		}
		script, _ := story(string(text))
		if strings.Count(script, "exec onrecord") < 5 {
			t.Fatalf("the walk of %s was not found:\n%s", page, script)
		}
		if err := os.WriteFile(filepath.Join(dir, page+".txtar"), []byte(script), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
		return os.CopyFS(filepath.Join(e.WorkDir, "examples"), os.DirFS("../../examples"))
	}})
}
