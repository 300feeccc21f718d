package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
)

const uri = "file:///desk/draft.md"

func TestSession(t *testing.T) {
	c := begin(t, dirOf(t), seed.env)
	if r := c.ask("textDocument/hover", at(uri, 0, 0)); r.Error == nil || r.Error.Code != codeNotInitialized {
		t.Errorf("before initialize: %+v", r)
	}
	c.start()
	if r := c.ask("initialize", object{}); r.Error == nil || r.Error.Code != codeInvalidRequest {
		t.Errorf("initialize twice: %+v", r)
	}
	if r := c.ask("textDocument/rename", object{}); r.Error == nil || r.Error.Code != codeNoMethod {
		t.Errorf("no such method: %+v", r)
	}
	if r := c.ask("textDocument/hover", "what"); r.Error == nil || r.Error.Code != codeInvalidParams {
		t.Errorf("wrong parameters: %+v", r)
	}
	c.notify("$/cancelRequest", object{"id": 1})
	if r := c.ask("shutdown", nil); r.Error != nil || string(r.Result) != "null" {
		t.Errorf("shutdown: %+v", r)
	}
	if r := c.ask("textDocument/hover", at(uri, 0, 0)); r.Error == nil || r.Error.Code != codeInvalidRequest {
		t.Errorf("after shutdown: %+v", r)
	}
	c.notify("exit", nil)
	if !<-c.ended {
		t.Error("the session did not end as it should")
	}
}

func TestExitWithoutShutdown(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	c.notify("exit", nil)
	if <-c.ended {
		t.Error("exit without shutdown is no clean end")
	}
}

func dirOf(t testing.TB) string {
	dir, _ := seedCase(t)
	return dir
}

// The findings of the seed case's faulty draft are shown where check finds them.
func TestFindings(t *testing.T) {
	faulty := readSeed("draft-faulty.md")
	for _, e := range []encoding{utf8s, utf16s, utf32s} {
		c := begin(t, dirOf(t), seed.env).start(string(e))
		c.open(uri, faulty)
		sameAsCheck(t, c.findings(uri, 1), faulty, e)
		if got := c.findingsAfter(readSeed("draft.md")); len(got) > 0 {
			t.Errorf("%s: the sound draft has %v", e, codes(got))
		}
	}
}

// findingsAfter replaces the whole text.
func (c *client) findingsAfter(text string) []shown {
	c.t.Helper()
	c.change(uri, 99, object{"text": text})
	return c.findings(uri, 99)
}

// sameAsCheck compares what is shown with what a full check finds.
func sameAsCheck(t *testing.T, got []shown, text string, e encoding) {
	t.Helper()
	k, err := pipeline.Open(ctx, dirOf(t), seed.env)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	want, err := k.Suppose(ctx, k.State(), "draft.md", []byte(text), noon)
	if err != nil {
		if len(got) != 1 || got[0].Severity != 1 || got[0].Code != "" {
			t.Fatalf("a draft that cannot be read (%v) shows %v", err, got)
		}
		return
	}
	type place struct {
		code     string
		severity int
		at       span
		message  string
	}
	var a, b []place
	x := newText(text)
	for _, d := range got {
		a = append(a, place{d.Code, d.Severity, d.Range, d.Message})
	}
	for _, f := range want.Findings {
		b = append(b, place{f.Rule, severity(f.Level), span{x.position(x.at(f.Line, f.Column), e), x.position(x.at(f.EndLine, f.EndColumn), e)}, f.Message + "\n→ " + f.Hint})
	}
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("shown\n%v\nfound by check\n%v", a, b)
	}
}

// After any keystrokes what is shown is what a check of the whole finds.
func TestKeystrokes(t *testing.T) {
	typed := []string{"a", " ", ".", "\n", "\"", "“", "[@c-sent]", "[@none]", "𝒳", "Kurmoyartsev", " Курмоярцева ", "the soldier said", "солдат сообщил", "\r\n", "- ", "<!--", "12 December", "twelve men"}
	r := rand.New(rand.NewPCG(5, 6))
	for _, e := range []encoding{utf16s, utf8s} {
		c := begin(t, dirOf(t), seed.env).start(string(e))
		text := readSeed("draft-faulty.md")
		c.open(uri, text)
		c.findings(uri, 1)
		for version := 2; version < 30; version++ {
			var changes []object
			for range 1 + r.IntN(3) {
				x := newText(text)
				runes := []rune(text)
				from := r.IntN(len(runes))
				to := min(len(runes), from+r.IntN(3)*r.IntN(12))
				a, b, by := len(string(runes[:from])), len(string(runes[:to])), typed[r.IntN(len(typed))]
				changes = append(changes, object{"range": span{x.position(a, e), x.position(b, e)}, "text": by})
				text = text[:a] + by + text[b:]
				if strings.Contains(text[max(0, a-1):min(len(text), a+2)], "\r") {
					break // a position inside a line's end is rounded, ours is not
				}
			}
			if strings.Contains(text, "\r") {
				text = strings.ReplaceAll(text, "\r\n", "\n")
				changes = []object{{"text": text}}
			}
			c.change(uri, version, changes...)
			got := c.findings(uri, version)
			if version%3 == 0 {
				sameAsCheck(t, got, text, e)
			}
		}
	}
}

// What stands against a claim comes with the finding, and with a click into the draft.
func TestOtherSide(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	draft := "---\ntitle: x\n---\n\nRussian soldiers were sent into Ukraine [@c-sent].\n"
	c.open(uri, draft)
	got := c.findings(uri, 1)
	i := slices.Index(codes(got), "contradiction-omitted")
	if i < 0 {
		t.Fatalf("found %v", codes(got))
	}
	var told []string
	for _, r := range got[i].Related {
		told = append(told, r.Message)
	}
	if !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, "st-putin: Vladimir Putin says") }) {
		t.Errorf("beside it: %q", told)
	}
	line, _ := lineOf(t, draft, "Russian")
	actions := c.actions(line, 3)
	mended := ""
	for _, a := range actions {
		if strings.Contains(a.Title, "st-putin") {
			mended = apply(t, draft, a)
		}
	}
	if !strings.Contains(mended, "[@c-sent; @st-putin].") {
		t.Fatalf("mended: %q (of %v)", mended, actions)
	}
	if got := c.findingsAfter(mended); slices.Contains(codes(got), "contradiction-omitted") {
		t.Error("the correction does not mend it")
	}
}

type action struct {
	Title string
	Edit  struct {
		Changes map[string][]struct {
			Range   span
			NewText string
		}
	}
}

func (c *client) actions(line, char int) []action {
	c.t.Helper()
	p := object{"line": line, "character": char}
	r := c.ask("textDocument/codeAction", object{"textDocument": object{"uri": uri}, "range": object{"start": p, "end": p}, "context": object{"diagnostics": []any{}}})
	if r.Error != nil {
		c.t.Fatal(r.Error.Message)
	}
	return as[[]action](c.t, r.Result)
}

func apply(t *testing.T, text string, a action) string {
	t.Helper()
	for _, e := range a.Edit.Changes[uri] {
		x := newText(text)
		text = x.replaced(x.offset(e.Range.Start, utf16s), x.offset(e.Range.End, utf16s), e.NewText).s
	}
	return text
}

// Every correction takes its finding away.
func TestCorrections(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	for n, x := range []struct{ sentence, rule, title, want string }{
		{"Nobody wanted it.", "uncited", "[@none]", "Nobody wanted it [@none]."},
		{"Nobody wanted it", "uncited", "[@desk]", "Nobody wanted it [@desk]"},
		{"Никто этого не хотел…", "uncited", "[@none]", "Никто этого не хотел [@none]…"},
		{"The young gunner said that he rang them up, and they were at home [@c-two-at-home].", "descriptor-changed", "agreed", "A former contract soldier said that he rang them up, and they were at home [@c-two-at-home]."},
		{"By law 𝒳 men cannot be sent abroad [@c-conscripts-law].", "unknown-citation", "c-conscript-law", "By law 𝒳 men cannot be sent abroad [@c-conscript-law]."},
	} {
		draft := "# Head\n\n" + x.sentence + "\n"
		c.change(uri, 0)
		c.open(uri, draft)
		got := c.findings(uri, 1)
		i := slices.Index(codes(got), x.rule)
		if i < 0 {
			t.Errorf("%d: found %v", n, codes(got))
			continue
		}
		mended := ""
		for _, a := range c.actions(got[i].Range.Start.Line, got[i].Range.Start.Character) {
			if strings.Contains(a.Title, x.title) && mended == "" {
				mended = apply(t, draft, a)
			}
		}
		if mended != "# Head\n\n"+x.want+"\n" {
			t.Errorf("%s: mended to %q", x.rule, mended)
		}
		if got := c.findingsAfter(mended); slices.Contains(codes(got), x.rule) {
			t.Errorf("%s: the correction does not mend it", x.rule)
		}
	}
}

func TestHover(t *testing.T) {
	draft := readSeed("draft.md")
	c := begin(t, dirOf(t), seed.env).start()
	c.open(uri, draft)
	for _, x := range []struct {
		on   string
		want []string
	}{
		{"@c-sent", []string{"**claim c-sent**", "Status: denied, corroborated", "Independent origins: 2", "Adverse to"}},
		{"@st-tank-sent", []string{"**statement st-tank-sent**", "By a former contract soldier", "Terms: anonymous"}},
		{"@rq-miskovets;", []string{"**request rq-miskovets**", "did not answer"}},
		{"@desk", []string{"first-hand"}},
	} {
		line, char := lineOf(t, draft, x.on)
		r := c.ask("textDocument/hover", at(uri, line, char+2))
		got := as[struct{ Contents struct{ Value string } }](t, r.Result).Contents.Value
		for _, w := range x.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q lacks %q", x.on, got, w)
			}
		}
	}
	if r := c.ask("textDocument/hover", at(uri, 0, 0)); string(r.Result) != "null" {
		t.Errorf("over nothing: %s", r.Result)
	}
	c.findingsAfter("# Head\n\nNobody wanted it.\n")
	r := c.ask("textDocument/hover", at(uri, 2, 3))
	if !strings.Contains(string(r.Result), "**uncited**") || !strings.Contains(string(r.Result), "How to mend it") {
		t.Errorf("over a finding: %s", r.Result)
	}
}

func TestCompletion(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	for _, x := range []struct{ typed, first string }{
		{"[@c-se", "c-sent"}, {"[@", ""}, {"[@c-sent; @st-put", "st-putin"}, {"Они [@роub", "-"}, {"[@troops", "st-putin"}, {"[@c-sent", "c-sent"},
		{"[@c-sent] and @c", "null"}, {"no", "null"}, {"[@c-sent; c-", "null"}, {"𝒳 [@rq-mod-k", "rq-mod-krivenko"}, {"[@volunt spokes", "st-spokesman"},
	} {
		c.open(uri, "# Head\n\n"+x.typed+"\nmore text]\n")
		char := newText(x.typed).position(len(x.typed), utf16s).Character
		r := c.ask("textDocument/completion", at(uri, 2, char))
		if x.first == "null" {
			if string(r.Result) != "null" {
				t.Errorf("%q offers %s", x.typed, r.Result)
			}
			continue
		}
		list := as[struct {
			IsIncomplete bool
			Items        []struct {
				Label, FilterText, SortText string
				TextEdit                    struct{ Range span }
			}
		}](t, r.Result)
		if x.first == "-" {
			if len(list.Items) > 0 {
				t.Errorf("%q offers %v", x.typed, list.Items)
			}
			continue
		}
		if len(list.Items) == 0 || x.first != "" && list.Items[0].Label != x.first || !list.IsIncomplete {
			t.Errorf("%q offers %.300s", x.typed, r.Result)
			continue
		}
		if e := list.Items[0].TextEdit.Range; e.End.Character != char || e.Start.Line != 2 {
			t.Errorf("%q replaces %v", x.typed, e)
		}
		if len(list.Items) > mostOffered {
			t.Errorf("%q offers %d", x.typed, len(list.Items))
		}
	}
}

func TestOutline(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	c.open(uri, "# One\n\n## Kurmoyartsev left [@none]\n\nText [@none].\n\n### Three\n\n## Four\n")
	r := c.ask("textDocument/documentSymbol", object{"textDocument": object{"uri": uri}})
	type symbol struct {
		Name     string
		Children []symbol
	}
	got := as[[]symbol](t, r.Result)
	want := []symbol{{"One", []symbol{{"[sealed] left", []symbol{{"Three", nil}}}, {"Four", nil}}}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("outline %v, want %v", got, want)
	}
}

// Frames that are none, messages that are none: the session goes on, and a draft
// that may be out of step says so until it is opened again.
func TestMalformed(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	c.open(uri, "# Head\n\nNobody wanted it.\n")
	c.findings(uri, 1)
	for _, bad := range []string{
		"Content-Length: 5\r\n\r\n{\"a\":",
		"Content-Length: -1\r\n\r\n",
		"Content-Length: many\r\n\r\n",
		"Content-Length: 99999999999999999999\r\n\r\n",
		"nonsense\r\nContent-Length: 2\r\n\r\n{}",
		"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
		"Content-Length: 4\r\n\r\n\"no\"",
		"Content-Length: 14\r\n\r\n[{\"jsonrpc\":1}]",
		strings.Repeat("z", 5000) + "\r\nContent-Length: 2\r\n\r\n{}",
		fmt.Sprintf("Content-Length: %d\r\n\r\n%s", mostFrame+1, strings.Repeat(" ", mostFrame+1)),
	} {
		c.raw(bad)
		if r := c.next(c.replies); r.Error == nil || string(r.ID) != "null" {
			t.Errorf("%.40q: %+v", bad, r)
		}
	}
	// More than was announced stands before the next header.
	c.raw("Content-Length: 2\r\n\r\n{}}}}")
	if r := c.next(c.replies); r.Error == nil {
		t.Errorf("too long: %+v", r)
	}
	c.id++
	body := fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":%q}}}`, c.id, uri)
	c.raw(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
	c.next(c.replies) // that one was lost with what stood before it, or answered
	c.put(uri, 2, 0, 0, "x")
	if got := c.findings(uri, 2); len(got) != 1 || !strings.Contains(got[0].Message, "could not be read") {
		t.Errorf("out of step: %v", got)
	}
	if got := c.findingsAfter("# Head\n\nNobody wanted it.\n"); !slices.Equal(codes(got), []string{"uncited"}) {
		t.Errorf("with its whole text again: %v", got)
	}
	if got := c.findingsAfter("---\ntitle: [\n---\n\nText [@none].\n"); len(got) != 1 || got[0].Severity != 1 {
		t.Errorf("front matter that cannot be read: %v", got)
	}
}

// A huge document is refused in words, and the others are served.
func TestHuge(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	c.open("file:///desk/huge.md", strings.Repeat("A man left. ", 500000))
	if got := c.findings("file:///desk/huge.md", 1); len(got) != 1 || !strings.Contains(got[0].Message, "1 MiB") {
		t.Errorf("6 MB: %v", got)
	}
	c.open("file:///desk/large.md", strings.Repeat("A man left. ", 150000))
	if got := c.findings("file:///desk/large.md", 1); len(got) != 1 || !strings.Contains(got[0].Message, "1 MiB") {
		t.Errorf("1.8 MB: %v", got)
	}
	c.open("file:///desk/many.md", "# Head\n\n"+strings.Repeat("A man left.\n\n", mostShown+200))
	if got := c.findings("file:///desk/many.md", 1); len(got) != mostShown+1 || !strings.Contains(got[mostShown].Message, "200 more") {
		t.Errorf("%d findings shown", len(got))
	}
	c.open(uri, "# Head\n\nNobody wanted it.\n")
	if got := c.findings(uri, 1); !slices.Equal(codes(got), []string{"uncited"}) {
		t.Errorf("beside it: %v", got)
	}
}

// Several documents are kept apart, and one that is closed is empty.
func TestSeveral(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	other := "file:///desk/other%20draft.md"
	c.open(uri, "# Head\n\nNobody wanted it.\n")
	c.findings(uri, 1)
	c.open(other, "# Head\n\nNobody wanted it [@none].\n")
	if got := c.findings(other, 1); len(got) > 0 {
		t.Errorf("the other one: %v", got)
	}
	c.put(other, 2, 2, 0, "He left in 2014. ")
	if got := c.findings(other, 2); !slices.Contains(codes(got), "uncited") {
		t.Errorf("the other one, changed: %v", codes(got))
	}
	c.notify("textDocument/didClose", object{"textDocument": object{"uri": other}})
	if got := c.findings(other, 2); len(got) > 0 {
		t.Errorf("closed: %v", got)
	}
	c.put(other, 3, 0, 0, "x") // of a document that is not open
	c.put(uri, 2, 2, 17, " [@none]")
	if got := c.findings(uri, 2); len(got) > 0 {
		t.Errorf("the first one, mended: %v", got)
	}
}

// No protected string leaves, wherever it was typed: in text, headings, citations,
// front matter, ids and paths. The client's Cleanup looks for them.
func TestNothingProtectedLeaves(t *testing.T) {
	c := begin(t, dirOf(t), seed.env).start()
	text := "---\ntitle: Kurmoyartsev\nKurmoyartsev: x\n---\n\n# Evstigney Kurmoyartsev\n\nKurmoyartsev “Zhikhartsov” said twelve men [@Kurmoyartsev; @c-sent].\n\n[@kurmoy"
	c.open(uri, text)
	if got := c.findings(uri, 1); !slices.Contains(codes(got), "source-exposed") {
		t.Errorf("found %v", codes(got))
	}
	for line := range 10 {
		c.ask("textDocument/hover", at(uri, line, 3))
		c.actions(line, 3)
	}
	c.ask("textDocument/completion", at(uri, 9, 8))
	c.findingsAfter("# x\n\n[@Kurmoyartsev")
	c.ask("textDocument/completion", at(uri, 2, 14))
	c.findingsAfter("---\nkurmoyartsev@example.org: [\n---\n")
	c.open("file:///desk/Kurmoyartsev.md", "# Head\n\nNobody wanted it.\n")
	if m := c.message(); !strings.Contains(m, "path") {
		t.Errorf("of a path: %q", m)
	}
	c.ask("textDocument/codeAction", object{"textDocument": object{"uri": "file:///desk/Kurmoyartsev.md"}, "range": span{End: position{9, 0}}, "context": object{}})
	c.ask("textDocument/documentSymbol", object{"textDocument": object{"uri": "file:///desk/Kurmoyartsev.md"}})
	c.ask("Kurmoyartsev", object{"Kurmoyartsev": 1})
}

const small = `format: onrecord.casefile/1
actors:
  - {id: ann, type: person, names: [Ann Lee]}
evidence:
  - {id: e-1, kind: interview, text: They left at dawn.}
statements:
  - {id: st-1, speaker: ann, evidence: e-1, basis: eyewitness, text: They left at dawn}
claims:
  - {id: c-1, text: The men left}
links:
  - {statement: st-1, claim: c-1, stance: supports}
`

// Another process changes the casefile, and holds it locked: drafts are checked
// beside what it has become.
func TestCasefileChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	env, err := makeCase(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	c := begin(t, dir, env).start()
	c.open(uri, "# Head\n\nThe men left, Ann Lee said [@c-1].\n\nThey came back [@c-2], Tumanyuk [@none].\n")
	if got := c.findings(uri, 1); !slices.Contains(codes(got), "unknown-citation") || slices.Contains(codes(got), "source-exposed") {
		t.Fatalf("found %v", codes(got))
	}
	other, err := pipeline.Open(ctx, dir, env)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Import(ctx, "more.yaml", []byte("format: onrecord.casefile/1\nactors:\n  - {id: zed, type: person, protected: {names: [Zakhar Tumanyuk]}}\nclaims:\n  - {id: c-2, text: They came back}\n"), nil, nil); err != nil {
		t.Fatal(err)
	}
	c.banned = append(c.banned, "Tumanyuk")
	if got := c.findings(uri, 1); slices.Contains(codes(got), "unknown-citation") || !slices.Contains(codes(got), "source-exposed") {
		t.Errorf("after the change: %v", codes(got))
	}
	d, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := d.Lock(ctx, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	c.put(uri, 2, 0, 0, "x\n\n")
	if got := c.findings(uri, 2); !slices.Contains(codes(got), "source-exposed") {
		t.Errorf("while it is locked: %v", codes(got))
	}
}

// Where there is no casefile the editor works, is told why once, and is served as
// soon as there is one.
func TestNoCasefileYet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	var env pipeline.Env
	ready := make(chan bool, 1)
	clock := noon
	c := beginWith(t, Options{LookEvery: 20 * time.Millisecond, Now: func() time.Time { clock = clock.Add(time.Second); return clock },
		Open: func(ctx context.Context, _ string) (*pipeline.Casefile, error) {
			select {
			case <-ready:
				ready <- true
				return pipeline.Open(ctx, dir, env)
			default:
				return nil, problem.New(problem.Unavailable, "", "no casefile here or above", "run onrecord init")
			}
		}}).start()
	if m := c.message(); !strings.Contains(m, "no casefile here") {
		t.Errorf("told %q", m)
	}
	c.open(uri, "# Head\n\nNobody wanted it.\n")
	if r := c.ask("textDocument/hover", at(uri, 2, 2)); string(r.Result) != "null" {
		t.Errorf("hover: %s", r.Result)
	}
	var err error
	if env, err = makeCase(dir, small); err != nil {
		t.Fatal(err)
	}
	ready <- true
	if got := c.findings(uri, 1); !slices.Equal(codes(got), []string{"uncited"}) {
		t.Errorf("found %v", codes(got))
	}
}

// The casefile is taken away while the editor runs: it is told, and lives.
func TestCasefileGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	env, err := makeCase(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	c := begin(t, dir, env).start()
	c.open(uri, "# Head\n\nNobody wanted it.\n")
	c.findings(uri, 1)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	c.put(uri, 2, 2, 0, "And ")
	if got := c.findings(uri, 2); !slices.Equal(codes(got), []string{"uncited"}) {
		t.Errorf("found %v", codes(got))
	}
	if r := c.ask("shutdown", nil); r.Error != nil {
		t.Error(r.Error.Message)
	}
}

func FuzzServe(f *testing.F) {
	dir, env := seedCase(f)
	frame := func(s string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(s), s) }
	hello := frame(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`) + frame(`{"jsonrpc":"2.0","method":"initialized"}`)
	open := frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.md","version":1,"text":"# A\n\nHe said \"no\" [@c-sent; @x].\n"}}}`)
	f.Add([]byte(hello + open + frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.md","version":2},"contentChanges":[{"range":{"start":{"line":2,"character":99},"end":{"line":0,"character":1}},"text":"\ud800"}]}}`)))
	f.Add([]byte(hello + open + frame(`{"jsonrpc":"2.0","id":"x","method":"textDocument/completion","params":{"textDocument":{"uri":"file:///a.md"},"position":{"line":2,"character":16}}}`)))
	f.Add([]byte(hello + open + frame(`{"jsonrpc":"2.0","id":3,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///a.md"},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}},"context":{"only":null}}}`)))
	f.Add([]byte(hello + "Content-Length: 3\r\n\r\n{}}" + open))
	live, err := pipeline.Open(ctx, dir, env)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { live.Close() })
	f.Fuzz(func(t *testing.T, in []byte) {
		var out strings.Builder
		o := Options{Now: func() time.Time { return noon }, Open: func(ctx context.Context, _ string) (*pipeline.Casefile, error) { return pipeline.Open(ctx, dir, env) }}
		if _, err := Serve(ctx, strings.NewReader(string(in)), &out, o); err != nil {
			t.Fatal(err)
		}
		frames := newFrames(strings.NewReader(out.String()))
		for {
			body, err := frames.next()
			if err != nil {
				break
			}
			if !json.Valid(body) {
				t.Fatalf("no JSON: %s", body)
			}
			if strings.Contains(string(body), "a fault of onrecord") {
				t.Fatalf("it panicked: %s", body)
			}
		}
	})
}
