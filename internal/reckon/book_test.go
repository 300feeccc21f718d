package reckon

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/rules/reckoning.md")

// TestPage keeps the page of the rules equal to the book.
func TestPage(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "rules", "reckoning.md")
	if *update {
		if err := os.WriteFile(path, []byte(Contents()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != Contents() {
		t.Errorf("%s is not what the book says (run with -update)", path)
	}
}

// TestBook: every rule that the code raises is in the book, and no other.
func TestBook(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	paths = append(paths, filepath.Join("..", "pipeline", "stand.go")) // it looks into the evidence, which the reckoning does not
	raised := map[string]bool{}
	call := regexp.MustCompile(`(?:r\.add\(|return finding\(|rule: +|^\t\t\{)"([a-z-]+)", *(?:record\.Level|level|"[a-z ]+")?`)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "book") {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(src)) {
			for _, m := range call.FindAllStringSubmatch(line, -1) {
				raised[m[1]] = true
			}
		}
	}
	if len(raised) < 30 {
		t.Fatalf("only %d rules were found in the code", len(raised))
	}
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !raised[r.ID] {
			t.Errorf("%s is in the book and nothing raises it", r.ID)
		}
		if seen[r.ID] || r.Title == "" || r.What == "" || r.Mend == "" || !strings.Contains(r.Page(), r.What) {
			t.Errorf("%s stands twice, or says too little", r.ID)
		}
		seen[r.ID] = true
	}
	for id := range raised {
		if _, ok := Lookup(id); !ok {
			t.Errorf("%s is raised and is not in the book", id)
		}
	}
}
