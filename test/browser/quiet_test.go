package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A page asks for itself and for nothing else, from the web and from the disk.
func TestNothingElseIsLoaded(t *testing.T) {
	l := start(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			s := serve(t, l.release[name])
			b := l.tab(t)
			b.open(s.address)
			b.quiet(s.address)
			if got := s.requests(); !slices.Equal(got, []string{"/"}) {
				t.Errorf("the server was asked for %q", got)
			}
			disk := l.tab(t)
			disk.open(file(l.release[name]))
			disk.quiet(file(l.release[name]))
		})
	}
}

// TestTheEarIsOpen shows that what the test above listens for would be heard.
func TestTheEarIsOpen(t *testing.T) {
	l := start(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<img src="https://evil.example/pixel.png"><script>inline()</script>`))
	}))
	defer server.Close()
	b := l.tab(t)
	b.open(server.URL + "/")
	eval[bool](b, `new Promise(done => setTimeout(() => done(true), 300))`)
	b.mu.Lock()
	defer b.mu.Unlock()
	if !slices.Contains(b.requests, "https://evil.example/pixel.png") {
		t.Errorf("a request to elsewhere is not heard: %q", b.requests)
	}
	for _, want := range []string{"issue ContentSecurityPolicyIssue"} {
		if !slices.Contains(b.noise, want) {
			t.Errorf("%q is not heard: %q", want, b.noise)
		}
	}
}

// TestWithoutScripts holds that a page looks the same, to the pixel, in a
// browser that runs none.
func TestWithoutScripts(t *testing.T) {
	l := start(t)
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			look := func(off bool) []byte {
				b := l.tab(t)
				call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
				b.open(file(l.release[name]))
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				b.must(err)
				if off {
					save(t, name+"-no-scripts.png", picture)
				}
				return picture
			}
			if with, without := look(false), look(true); !bytes.Equal(with, without) || len(with) < 10_000 {
				t.Errorf("the page looks different without scripts (%d and %d bytes of picture)", len(with), len(without))
			}
		})
	}
}
