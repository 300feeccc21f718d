// Package internal_test keeps the promises of ARCHITECTURE.md and the house style.
package internal_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const module = "onrecord.dev/onrecord/"

// levels reads the package table of ARCHITECTURE.md.
func levels(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| (\\d+) \\| `([a-z0-9]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		out[m[2]], _ = strconv.Atoi(m[1])
	}
	if len(out) < 10 {
		t.Fatalf("the package table of ARCHITECTURE.md was not found: %v", out)
	}
	return out
}

// goFiles calls f with every Go file below internal and its package's name.
func goFiles(t *testing.T, f func(pkg, path string, src []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		parts := strings.Split(filepath.ToSlash(path), "/")
		if d.IsDir() || !strings.HasSuffix(path, ".go") || len(parts) < 2 {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f(parts[0], path, src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestImportsPointDown(t *testing.T) {
	table := levels(t)
	seen := map[string]bool{}
	goFiles(t, func(pkg, path string, src []byte) {
		level, ok := table[pkg]
		if !ok {
			t.Errorf("%s: package %s is missing from the table in ARCHITECTURE.md", path, pkg)
			return
		}
		seen[pkg] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		test := strings.HasSuffix(path, "_test.go")
		for _, imp := range file.Imports {
			name := strings.Trim(imp.Path.Value, `"`)
			if rest, ours := strings.CutPrefix(name, module+"internal/"); ours && !test {
				other, _, _ := strings.Cut(rest, "/")
				if other != pkg && table[other] >= level {
					t.Errorf("%s (level %d) imports %s (level %d): imports must point down", path, level, other, table[other])
				}
			}
			if level <= 2 && !test && (name == "os" || name == "os/exec" || name == "net" || name == "net/http") {
				t.Errorf("%s imports %s: levels 0 to 2 do no I/O", path, name)
			}
		}
	})
	for pkg := range table {
		if !seen[pkg] {
			t.Errorf("ARCHITECTURE.md names the package %s, which does not exist", pkg)
		}
	}
}

func TestHouseStyle(t *testing.T) {
	documented := map[string]bool{}
	goFiles(t, func(pkg, path string, src []byte) {
		if n := bytes.Count(src, []byte("\n")); n > 500 && !strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s has %d lines; split it", path, n)
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Error(err)
			return
		}
		if file.Doc != nil && strings.HasPrefix(file.Doc.Text(), "Package "+pkg+" ") {
			documented[pkg] = true
		}
		switch pkg {
		case "util", "common", "models", "helpers":
			t.Errorf("%s: a package's name says what it is about", path)
		}
	})
	for pkg := range levels(t) {
		if !documented[pkg] {
			t.Errorf("package %s has no package comment", pkg)
		}
	}
}

// TestWhoReveals keeps protected text where it may be in clear.
func TestWhoReveals(t *testing.T) {
	may := map[string]bool{"internal/exchange/export.go": true, "internal/cli/source.go": true, "internal/web/actor.go": true, "internal/record/secret.go": true}
	goFiles(t, func(pkg, path string, src []byte) {
		name := "internal/" + filepath.ToSlash(path)
		if pkg == "vault" || pkg == "protect" || may[name] || strings.HasSuffix(path, "_test.go") {
			return
		}
		if bytes.Contains(src, []byte(".Reveal()")) {
			t.Errorf("%s reveals a secret, which it must not", name)
		}
	})
}
