package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/vault"
)

// evening is when every deadline of the example has passed.
var evening = time.Date(2015, 5, 10, 12, 0, 0, 0, time.UTC)

// bench is a workbench on a casefile, with a browser that has entered.
type bench struct {
	t      *testing.T
	w      *Workbench
	h      http.Handler
	cookie *http.Cookie
	now    time.Time
	link   string
}

func open(t *testing.T, document []byte, files func(string) ([]byte, error)) *bench {
	t.Helper()
	id, _, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	c, err := pipeline.Init(context.Background(), filepath.Join(t.TempDir(), "case"), pipeline.System(id))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if document != nil {
		if _, err := c.Import(context.Background(), "case.yaml", document, files, nil); err != nil {
			t.Fatal(err)
		}
	}
	return serving(t, c)
}

// serving opens a workbench on a casefile, and enters it.
func serving(t *testing.T, c *pipeline.Casefile) *bench {
	t.Helper()
	b := &bench{t: t, now: evening}
	clock := func() time.Time { return b.now }
	opt := Options{Casefile: c, Now: clock, Clock: clock, Link: func(url string) { b.link = url }, Idle: DefaultIdle}
	b.w = &Workbench{opt: opt, host: "127.0.0.1:7070"}
	b.w.doors = newDoors(b.w.host, opt)
	b.w.doors.invite()
	b.h = b.w.Handler()
	b.enter()
	return b
}

func example(t *testing.T) *bench {
	t.Helper()
	document, err := soldiers.Files.ReadFile("casefile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, document, soldiers.Files.ReadFile)
}

func (b *bench) enter() {
	b.t.Helper()
	got := b.ask("GET", strings.TrimPrefix(b.link, "http://127.0.0.1:7070"), "")
	if got.Code != http.StatusSeeOther || len(got.Result().Cookies()) != 1 {
		b.t.Fatalf("entering gave %d", got.Code)
	}
	b.cookie = got.Result().Cookies()[0]
}

// ask sends a request as a browser does that shows a page of the workbench.
func (b *bench) ask(method, path, form string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:7070"+path, strings.NewReader(form))
	if form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	out := httptest.NewRecorder()
	b.h.ServeHTTP(out, r)
	return out
}

func (b *bench) page(path string) string {
	b.t.Helper()
	got := b.ask("GET", path, "")
	if got.Code != http.StatusOK {
		b.t.Fatalf("%s: %d\n%s", path, got.Code, got.Body)
	}
	return got.Body.String()
}

func TestPages(t *testing.T) {
	b := example(t)
	for path, want := range map[string]string{
		"/": "Where the claims stand", "/claims": "c-sent", "/claims/c-sent": "Independent chains", "/evidence": "letter",
		"/statements": "st-", "/actors?only=sources": "sealed", "/actors": "Called", "/requests": "declined", "/findings": "Findings", "/ledger?limit=1000": "statement.recorded",
		"/draft": "Markdown", "/new": "Choose what to record", "/new/actor": "sealed when you record it", "/new/evidence": "A file",
		"/new/statement": "On what basis", "/new/claim": "What you may print", "/search?q=letter": "Found",
	} {
		if !strings.Contains(b.page(path), want) {
			t.Errorf("%s does not say %q:\n%s", path, want, b.page(path))
		}
	}
}
