package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The checkers that npm installs into this directory.
const (
	axe      = "node_modules/axe-core/axe.min.js"
	validate = "node_modules/html-validate/bin/html-validate.mjs"
)

// run asks axe-core for what it finds and for contrasts of which it is not sure:
// but the arrows have the marks' colour, and what is scrolled out of sight has
// its neighbours'.
const run = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => {
  const say = list => list.flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ': ' + n.html.slice(0, 200) + ' ' + n.any.concat(n.all).map(c => c.message).join('; ')));
  return {Passes: r.passes.length, Violations: say(r.violations).concat(
    say(r.incomplete.filter(v => v.id === 'color-contrast')).filter(m => !/only non-text characters|partially obscured/.test(m)))} })`

func installed(t *testing.T, checker string) string {
	t.Helper()
	path, err := filepath.Abs(checker)
	if err == nil {
		_, err = os.Stat(path)
	}
	if err != nil {
		t.Skip("skipped: " + checker + " is not installed; run npm ci in test/browser")
	}
	return path
}

// TestAxe holds that axe-core finds nothing against WCAG 2.2 AA, nor against
// what its makers hold good practice, in light, in dark, wide and narrow.
func TestAxe(t *testing.T) {
	l := start(t)
	script, err := os.ReadFile(installed(t, axe))
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{
		{seed, "light", 1280}, {seed, "dark", 320}, {arabic, "dark", 1280}, {arabic, "light", 320}, {hostile, "light", 320},
	} {
		t.Run(fmt.Sprintf("%s-%s-%d", look.name, look.scheme, look.width), func(t *testing.T) {
			b := l.tab(t)
			b.size(look.width, 900, 1)
			b.prefers("prefers-color-scheme", look.scheme)
			b.open(file(l.release[look.name]))
			eval[any](b, string(script)+";null")
			got := eval[struct {
				Passes     int
				Violations []string
			}](b, run)
			if got.Passes < 15 {
				t.Errorf("only %d rules had anything to look at", got.Passes)
			}
			for _, v := range got.Violations {
				t.Error(v)
			}
		})
	}
}

// TestAxeSees shows that axe-core, run as above, finds what is wrong.
func TestAxeSees(t *testing.T) {
	l := start(t)
	script, err := os.ReadFile(installed(t, axe))
	if err != nil {
		t.Fatal(err)
	}
	b := l.tab(t)
	b.open(file(l.release[seed]))
	eval[any](b, string(script)+";null")
	eval[bool](b, `document.querySelector('.byline').style.color = '#ddd', document.documentElement.removeAttribute('lang'), true`)
	got := eval[[]string](b, `axe.run().then(r => r.violations.map(v => v.id))`)
	if all := strings.Join(got, " "); !strings.Contains(all, "color-contrast") || !strings.Contains(all, "html-has-lang") {
		t.Errorf("axe-core finds %q", all)
	}
}

// TestValid holds that every page is sound HTML.
func TestValid(t *testing.T) {
	l := start(t)
	program := installed(t, validate)
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: there is no node here")
	}
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command(node, program, "--config", "htmlvalidate.json", "--formatter", "json", filepath.Join(l.release[name], "index.html")).Output()
			var failed *exec.ExitError
			if err != nil && (!errors.As(err, &failed) || failed.ExitCode() != 1) {
				t.Fatalf("%v\n%s", err, out)
			}
			var files []struct {
				Messages []struct {
					RuleID, Message, Selector string
					Line                      int
				}
			}
			if err := json.Unmarshal(out, &files); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			for _, f := range files {
				for _, m := range f.Messages {
					t.Errorf("line %d: %s: %s (%s)", m.Line, m.RuleID, m.Message, m.Selector)
				}
			}
		})
	}
}
