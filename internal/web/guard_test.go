package web

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/vault"
)

// canaries are the protected strings of the casefile below, in forms in which they
// could come out.
var canaries = []string{"Zelenovich", "zelenovich", "Зеленович", "+380 44 999 11 22", "380449991122"}

// leaky is a casefile whose records hold protected names wherever somebody could
// have written one.
const leaky = `format: onrecord.casefile/1
case: {id: mill, title: "The mill of Zelenovich", language: en}
actors:
  - {id: press, type: organization, names: [Press office]}
  - {id: s1, type: person, protected: {names: [Oleh Zelenovich, Олег Зеленович], identifiers: ["+380 44 999 11 22"]}, descriptor: a worker at the mill, terms: anonymous, reason: fears reprisals, known_to: [owner], consent: [publish, quote]}
evidence:
  - {id: note, kind: interview, title: "Talk with Zelenovich", text: "Oleh Zelenovich said: the mill was closed. Call +380 44 999 11 22.", method: "met Zelenovich in person", acquired_from: "Zelenovich himself"}
statements:
  - {id: st-1, speaker: s1, evidence: note, text: "Zelenovich says the mill was closed", basis: eyewitness, select: {exact: "Oleh Zelenovich said: the mill was closed"}}
claims:
  - {id: c-1, text: "The mill of Зеленовича was closed", adverse_to: [press], place: "Zelenovich street"}
links:
  - {statement: st-1, claim: c-1, stance: supports}
requests:
  - {id: rq-1, to: press, claims: [c-1], outlet: "the desk of Zelenovich", asked_at: 2015-05-01T09:00:00Z, deadline: 2015-05-02T09:00:00Z, attempts: [{at: 2015-05-01T10:00:00Z, channel: phone, result: "asked who Zelenovich is"}]}
`

// TestNoPageTells walks every page over a casefile full of protected names.
func TestNoPageTells(t *testing.T) {
	b := open(t, []byte(leaky), nil)
	for _, path := range []string{"/", "/claims", "/claims/c-1", "/claims/c-1?without=st-1", "/claims/c-1/picture.svg", "/evidence", "/evidence/note",
		"/statements", "/statements/st-1", "/actors", "/actors/s1", "/requests", "/findings", "/ledger", "/draft", "/new/statement?exact=Zelenovich",
		"/search?q=mill", "/search?q=Zelenovich", "/no-such-page/Zelenovich", "/claims/zelenovich", "/go?id=zelenovich"} {
		got := b.ask("GET", path, "")
		for _, c := range canaries {
			if strings.Contains(got.Body.String(), c) {
				t.Errorf("%s shows %q", path, c)
			}
			for name, values := range got.Header() {
				if name != "Location" && strings.Contains(strings.Join(values, " "), c) { // an address that was asked for goes back to who asked
					t.Errorf("%s: header %s holds %q", path, name, c)
				}
			}
		}
	}
	got := b.ask("POST", "/draft", "draft="+url.QueryEscape("Oleh Zelenovich told us that the mill was closed [@c-1]."))
	if got.Code != http.StatusOK || strings.Contains(got.Body.String(), "Zelenovich") || !strings.Contains(got.Body.String(), "source-exposed") {
		t.Errorf("a draft that exposes a source: %d\n%s", got.Code, got.Body)
	}
}

func TestNetCatchesWhatMarksCut(t *testing.T) {
	b := open(t, []byte(leaky), nil)
	v := &visit{w: b.w, c: b.w.opt.Casefile, r: httptest.NewRequest("GET", "/", nil), answer: httptest.NewRecorder(), say: words{language: "en"}}
	err := v.render("fault", "", map[string]any{"line": "Oleh Zelenovich"}, 200, false)
	if err == nil || strings.Contains(err.Error(), "Zelenovich") {
		t.Errorf("a page with a protected name was rendered: %v", err)
	}
	if got := readable([]byte("<p>Oleh <mark>Zele</mark>no<b>vich</b></p><p>x</p>")); !strings.Contains(got, "Oleh Zelenovich") {
		t.Errorf("marks part a name: %q", got)
	}
}

func TestUnsealing(t *testing.T) {
	b := open(t, []byte(leaky), nil)
	if got := b.ask("POST", "/actors/s1/unseal", "reason="); got.Code == http.StatusOK {
		t.Error("an identity was opened without a reason")
	}
	got := b.ask("POST", "/actors/s1/unseal", "reason=the+lawyer+asks")
	if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "Oleh Zelenovich") {
		t.Fatalf("unsealing: %d %s", got.Code, got.Body)
	}
	if !strings.Contains(b.page("/ledger"), "unsealed") {
		t.Error("the ledger does not tell of it")
	}
	if got := b.ask("POST", "/actors/s1/burn", "reason=asked&again=wrong"); got.Code != http.StatusBadRequest {
		t.Errorf("a burn without confirmation: %d", got.Code)
	}
}

func TestStrangersStayOut(t *testing.T) {
	b := example(t)
	mine := b.cookie
	b.cookie = nil
	for _, r := range routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		path = strings.NewReplacer("{$}", "", "{id}", "c-sent", "{kind}", "claim").Replace(path)
		if got := b.ask(method, path, ""); got.Code != http.StatusUnauthorized || strings.Contains(got.Body.String(), "Soldiers") {
			t.Errorf("%s answers %d to a stranger", r.pattern, got.Code)
		}
	}
	b.cookie = &http.Cookie{Name: mine.Name, Value: "guessed"}
	if got := b.ask("GET", "/", ""); got.Code != http.StatusUnauthorized {
		t.Errorf("a guessed session: %d", got.Code)
	}
}

func TestLinksWorkOnce(t *testing.T) {
	b := example(t)
	used := b.link
	b.enter() // the next link works
	b.cookie = nil
	if got := b.ask("GET", strings.TrimPrefix(used, "http://127.0.0.1:7070"), ""); got.Code != http.StatusForbidden {
		t.Errorf("a used link: %d", got.Code)
	}
	before := b.link
	for range mostWrong {
		b.ask("POST", "/enter", "code=WRONG")
	}
	if b.link == before {
		t.Error("codes can be guessed without end")
	}
}

func TestLocks(t *testing.T) {
	b := example(t)
	b.now = b.now.Add(DefaultIdle - time.Second)
	b.page("/")
	b.now = b.now.Add(DefaultIdle + time.Second)
	if got := b.ask("GET", "/", ""); got.Code != http.StatusUnauthorized {
		t.Errorf("after %s without use: %d", DefaultIdle, got.Code)
	}
	b.enter()
	b.ask("POST", "/lock", "")
	if got := b.ask("GET", "/", ""); got.Code != http.StatusUnauthorized {
		t.Errorf("after locking: %d", got.Code)
	}
}

func TestOthersSites(t *testing.T) {
	b := example(t)
	for name, change := range map[string]func(*http.Request){
		"another site's form":         func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"an old browser, other site":  func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "https://evil.example") },
		"a name that points here":     func(r *http.Request) { r.Host = "evil.example:7070" },
		"another port of the machine": func(r *http.Request) { r.Host = "127.0.0.1:9999" },
	} {
		r := httptest.NewRequest("POST", "http://127.0.0.1:7070/requests", strings.NewReader("id=rq-9&to=mod&claims=c-sent"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.AddCookie(b.cookie)
		change(r)
		out := httptest.NewRecorder()
		b.h.ServeHTTP(out, r)
		if out.Code < 400 || b.w.opt.Casefile.State().Requests["rq-9"] != nil {
			t.Errorf("%s: %d", name, out.Code)
		}
	}
	got := b.ask("GET", "/", "")
	for _, h := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"} {
		if got.Header().Get(h) == "" {
			t.Errorf("no %s", h)
		}
	}
}

// TestRights tries every role on every route, with a key of its own: nobody gets
// through without the right, and no page offers a form that its reader may not send.
func TestRights(t *testing.T) {
	owner := example(t)
	for _, role := range []record.Role{record.Reporter, record.Editor, record.Custodian, record.Checker, record.Reader} {
		b := owner.as(role)
		for _, r := range routes() {
			method, path, _ := strings.Cut(r.pattern, " ")
			path = strings.NewReplacer("{$}", "", "/{id}", "/nobody", "{kind}", "claim").Replace(path)
			if r.pattern == "POST /lock" {
				continue
			}
			if method == "POST" && r.needs == "" && r.pattern != "POST /draft" {
				t.Errorf("%s changes something and needs no right", r.pattern)
			}
			may := r.needs == "" || b.w.opt.Casefile.Me().May(r.needs)
			if got := b.ask(method, path, "x=y"); (got.Code == http.StatusForbidden) == may {
				t.Errorf("%s: %s answers %d", role, r.pattern, got.Code)
			}
		}
		for path, needs := range map[string]command.Action{"/requests": command.Record, "/actors/tank-soldier": command.Unseal, "/statements": command.Record} {
			forms := strings.Count(b.page(path), `method="post"`) - 1 // to lock is everybody's
			if !b.w.opt.Casefile.Me().May(needs) && !b.w.opt.Casefile.Me().May(command.Protect) && forms > 0 {
				t.Errorf("%s: %s offers %d forms that may not be sent", role, path, forms)
			}
		}
	}
}

// as opens the same casefile in the hands of a new member.
func (b *bench) as(role record.Role) *bench {
	b.t.Helper()
	id, _, err := vault.NewIdentity()
	if err != nil {
		b.t.Fatal(err)
	}
	c := b.w.opt.Casefile
	if err := c.Admit(context.Background(), record.ID("m-"+string(role)), role, id.Recipient(), id.VerifyKey()); err != nil {
		b.t.Fatal(err)
	}
	mine, err := pipeline.Open(context.Background(), c.Path(), pipeline.System(id))
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = mine.Close() })
	return serving(b.t, mine)
}

func TestHostileRecords(t *testing.T) {
	const bad = `<script>alert(1)</script><img src=x onerror=alert(1)>"'` + "`"
	b := open(t, []byte(`format: onrecord.casefile/1
actors: [{id: a1, type: person, names: ['`+strings.ReplaceAll(bad, "'", "''")+`']}]
evidence: [{id: e1, kind: web, url: 'javascript:alert(1)', title: '`+strings.ReplaceAll(bad, "'", "''")+`', text: '`+strings.ReplaceAll(bad, "'", "''")+`'}]
statements: [{id: s-1, speaker: a1, evidence: e1, basis: hearsay, text: '`+strings.ReplaceAll(bad, "'", "''")+`'}]
claims: [{id: c-1, text: '`+strings.ReplaceAll(bad, "'", "''")+`'}]
links: [{statement: s-1, claim: c-1, stance: supports}]
`), nil)
	for _, path := range []string{"/", "/claims", "/claims/c-1", "/evidence", "/evidence/e1", "/statements/s-1", "/actors", "/actors/a1", "/search?q=alert", "/new/statement?exact=" + url.QueryEscape(bad)} {
		page := b.page(path)
		if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x") || strings.Contains(page, `href="javascript:`) {
			t.Errorf("%s carries hostile markup", path)
		}
	}
	if got := b.ask("GET", "/go?id=//evil.example", ""); strings.HasPrefix(got.Header().Get("Location"), "//") {
		t.Errorf("an open redirect: %s", got.Header().Get("Location"))
	}
}

// TestByHand goes from an empty casefile to a release with forms alone.
func TestByHand(t *testing.T) {
	b := open(t, nil, nil)
	for _, f := range []struct{ path, form string }{
		{"/new/actor", "id=clerk&type=person&names=Anna+Doe&terms=on-record&consent=publish&consent=quote"},
		{"/new/actor", "id=guard&type=person&names=Ben+Roe&terms=on-record&consent=publish&consent=quote"},
		{"/new/evidence", "id=talk-1&kind=interview&title=Talk+one&text=I+saw+the+mill+close+in+2014."},
		{"/new/evidence", "id=talk-2&kind=interview&title=Talk+two&text=The+mill+closed+in+2014."},
		{"/new/claim", "id=c-1&text=The+mill+closed+in+2014&time=2014"},
		{"/new/statement", "id=st-1&speaker=clerk&evidence=talk-1&text=I+saw+the+mill+close+in+2014&exact=I+saw+the+mill+close+in+2014&basis=eyewitness&quote=direct&claim=c-1&stance=supports"},
		{"/new/statement", "id=st-2&speaker=guard&evidence=talk-2&text=The+mill+closed+in+2014&basis=eyewitness&quote=direct"},
		{"/links", "statement=st-2&claim=c-1&stance=supports"},
	} {
		if got := b.ask("POST", f.path, f.form); got.Code != http.StatusSeeOther {
			t.Fatalf("%s %s: %d\n%s", f.path, f.form, got.Code, got.Body)
		}
	}
	if page := b.page("/claims/c-1"); !strings.Contains(page, "corroborated") {
		t.Errorf("the claim is not corroborated:\n%s", page)
	}
	if page := b.page("/evidence/talk-1"); !strings.Contains(page, `<mark id="m-st-1">I saw the mill close in 2014</mark>`) {
		t.Errorf("the words are not marked:\n%s", page)
	}
	if got := b.ask("POST", "/new/claim", "id=c-1&text=Another"); got.Code != http.StatusBadRequest {
		t.Errorf("a second record of one id: %d", got.Code)
	}
	story := "---\ntitle: The mill\nslug: mill\n---\n\nThe mill closed in 2014 [@c-1].\n"
	if got := b.ask("POST", "/draft", "draft="+url.QueryEscape(story)); !strings.Contains(got.Body.String(), "The gate lets this draft out.") {
		t.Fatalf("the gate: %d\n%s", got.Code, got.Body)
	}
	got := b.ask("POST", "/publish", "draft="+url.QueryEscape(story))
	if got.Code != http.StatusOK || !bytes.HasPrefix(got.Body.Bytes(), []byte("PK")) {
		t.Fatalf("the release: %d\n%s", got.Code, got.Body)
	}
	if got := b.ask("POST", "/publish", "draft="+url.QueryEscape("The mill burned in 1999.")); got.Code != http.StatusBadRequest {
		t.Errorf("a draft that fails was published: %d", got.Code)
	}
}

func TestUpload(t *testing.T) {
	b := open(t, nil, nil)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	_ = m.WriteField("id", "ev-1")
	_ = m.WriteField("kind", "letter")
	part, _ := m.CreateFormFile("file", "../../letter.txt")
	_, _ = part.Write([]byte("A letter about the mill."))
	_ = m.Close()
	r := httptest.NewRequest("POST", "http://127.0.0.1:7070/new/evidence", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.AddCookie(b.cookie)
	out := httptest.NewRecorder()
	b.h.ServeHTTP(out, r)
	if out.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", out.Code, out.Body)
	}
	if page := b.page(out.Header().Get("Location")); !strings.Contains(page, "A letter about the mill.") {
		t.Error("the text of the file is not shown")
	}
}

// TestSeedDrafts puts the example's two drafts through the page.
func TestSeedDrafts(t *testing.T) {
	b := example(t)
	for name, want := range map[string]string{"draft.md": "The gate lets this draft out.", "draft-faulty.md": "The gate does not let this draft out."} {
		source, err := soldiers.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := b.ask("POST", "/draft", "file_name="+name+"&draft="+url.QueryEscape(string(source)))
		if !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %d\n%s", name, got.Code, got.Body)
		}
	}
}
