package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// phrases gives every phrase that a page or this package says, and the words of the
// field that pages show in the visitor's language.
func phrases(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	collect := func(text string, patterns ...string) {
		for _, p := range patterns {
			for _, m := range regexp.MustCompile(p).FindAllStringSubmatch(text, -1) {
				phrase, err := strconv.Unquote(`"` + m[1] + `"`)
				if err != nil {
					t.Fatalf("%q: %v", m[1], err)
				}
				out[phrase] = true
			}
		}
	}
	pages, err := fs.Glob(files, "page/*.html")
	if err != nil || len(pages) < 10 {
		t.Fatalf("pages: %v %v", pages, err)
	}
	for _, p := range pages {
		text, err := files.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		collect(string(text), `\{\{t "((?:[^"\\]|\\.)*)"\}\}`, `"word" "([^"]*)"`)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sources {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		collect(string(text), `say\.t\("((?:[^"\\]|\\.)*)"\)`, `v\.complain\("((?:[^"\\]|\\.)*)"\)`, `w\.door\(answer, r, "((?:[^"\\]|\\.)+)"`)
	}
	for _, s := range statuses {
		out[string(s.status)], out[s.what] = true, true
	}
	for _, list := range record.Vocabulary {
		for _, w := range list {
			out[w] = true
		}
	}
	for _, w := range []string{"error", "warning", "note", "ok", "nothing", "fact", "attributed", "sealed", "burned", "forgotten", "empty", "not protected", "actor", "evidence", "statement", "claim", "request"} {
		out[w] = true
	}
	return out
}

func TestCataloguesAreComplete(t *testing.T) {
	want := phrases(t)
	for language, said := range map[string]map[string]string{"ru": russian(), "uk": ukrainian(), "ar": arabic()} {
		for p := range want {
			if said[p] == "" {
				t.Errorf("%s: no words for %q", language, p)
			}
		}
		for p := range said {
			if !want[p] {
				t.Errorf("%s: %q is said nowhere", language, p)
			}
		}
	}
}
