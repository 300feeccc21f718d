package browser

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"
)

// screens are the workbench's pages over the seed case.
var screens = []string{"/", "/claims", "/claims?only=denied", "/claims/c-sent", "/claims/c-sent?without=st-tank-sent", "/evidence", "/evidence/interview-tank-soldier",
	"/statements", "/statements/st-tank-sent", "/actors", "/actors/tank-soldier", "/requests", "/search?q=letter", "/findings", "/ledger",
	"/draft", "/new", "/new/actor", "/new/evidence", "/new/statement", "/new/claim", "/no-such-page"}

// widest are those on which long words stand in the narrowest places.
var widest = []string{"/", "/claims/c-sent", "/actors/tank-soldier", "/requests", "/draft", "/new/statement"}

// workbench starts the program's own server on the seed case and enters it with a tab.
func workbench(t *testing.T, l *lab, language string) (b *tab, base string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(l.dir, "onrecord"), "-C", filepath.Join(l.dir, seed, "case"), "--json", "serve", "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "ONRECORD_IDENTITY_FILE="+filepath.Join(l.dir, "identity"))
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() })
	var link struct{ URL string }
	if err := json.NewDecoder(bufio.NewReader(said)).Decode(&link); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link.URL)
	if err != nil {
		t.Fatal(err)
	}
	b = l.tab(t)
	call(b, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": language}})
	b.open(link.URL)
	return b, "http://" + u.Host
}

// TestWorkbench opens every screen in every language, wide and narrow, and holds that
// none complains, asks anybody else for anything, or is wider than its window; and
// that axe-core finds nothing.
func TestWorkbench(t *testing.T) {
	l := start(t)
	script, err := os.ReadFile(installed(t, axe))
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		language, scheme, direction string
		width                       int64
		screens                     []string
	}{{"en", "light", "ltr", 1280, screens}, {"ar", "dark", "rtl", 360, screens}, {"ru", "light", "ltr", 360, widest}, {"uk", "dark", "ltr", 1280, widest}} {
		t.Run(look.language, func(t *testing.T) {
			b, base := workbench(t, l, look.language)
			b.size(look.width, 900, 1)
			b.prefers("prefers-color-scheme", look.scheme)
			for _, path := range look.screens {
				b.open(base + path)
				b.tall(fmt.Sprintf("workbench-%s-%s", look.language, strings.NewReplacer("/", "_", "?", "_", "=", "_").Replace(path)))
				if got := eval[string](b, `document.documentElement.lang + " " + document.documentElement.dir`); got != look.language+" "+look.direction {
					t.Errorf("%s speaks %s", path, got)
				}
				if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s: %d pixels too wide for %d", path, over, look.width)
				}
				eval[any](b, string(script)+";null")
				got := eval[struct {
					Passes     int
					Violations []string
				}](b, run)
				for _, v := range got.Violations {
					t.Errorf("%s: %s", path, v)
				}
			}
			b.alone(base)
		})
	}
}

// alone fails the test where the tab asked anybody but base for anything, or
// something was said on the console; pages that are not there are meant to say so.
func (b *tab) alone(base string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if r != "about:blank" && !strings.HasPrefix(r, base+"/") {
			b.t.Errorf("a request to %s", r)
		}
	}
	for _, n := range b.noise {
		if !strings.Contains(n, "status of 404") {
			b.t.Errorf("the browser complains: %s", n)
		}
	}
}

// TestWorkbenchWithoutScripts checks a draft in a browser that runs none.
func TestWorkbenchWithoutScripts(t *testing.T) {
	l := start(t)
	b, base := workbench(t, l, "en")
	b.open(base + "/draft")
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(base + "/draft")
	eval[any](b, `const f = document.getElementById("dtext"); f.value = "The men left for the war [@c-left-14]."; f.form.querySelector("button").focus(); null`)
	b.press(kb.Enter)
	for range 100 { // no timer runs in the page
		if got := eval[string](b, `document.querySelector(".verdict")?.textContent ?? ""`); strings.Contains(got, "gate") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("the draft was not checked")
}

// TestWorkbenchSelecting holds that words which are selected in an original go into
// the field of a new statement.
func TestWorkbenchSelecting(t *testing.T) {
	l := start(t)
	b, base := workbench(t, l, "en")
	b.open(base + "/evidence/interview-tank-soldier")
	got := eval[string](b, `(async () => {
  const node = document.getElementById("original").firstChild;
  const range = document.createRange();
  range.setStart(node, 0); range.setEnd(node, Math.min(12, node.length));
  getSelection().removeAllRanges(); getSelection().addRange(range);
  await new Promise(done => setTimeout(done, 200));
  return range.toString() + "|" + document.getElementById("exact").value;
})()`)
	chosen, field, _ := strings.Cut(got, "|")
	if chosen == "" || chosen != field {
		t.Errorf("selected %q, in the field stands %q", chosen, field)
	}
}
