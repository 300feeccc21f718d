package publish

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// canaries are invented people of rare names.
var canaries = []record.Identity{
	{Names: []record.Secret{record.NewSecret("Quillon Thrapstonovich Zvezdokrylov")}, Identifiers: []record.Secret{record.NewSecret("+7 921 555 31 47")}},
	{Names: []record.Secret{record.NewSecret("Ждан Хвощеводский")}},
	{Names: []record.Secret{record.NewSecret("زهدي القرنفلاوي")}},
}

func guardOf(t testing.TB) *protect.Guard {
	t.Helper()
	key := protect.Key{1, 2, 3}
	g := protect.NewGuard(key)
	for i, who := range canaries {
		entries, err := protect.Index(key, who)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Add(record.ID(fmt.Sprintf("canary-%d", i)), entries); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

func utf16Bytes(s string, big bool) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			out.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return out.String()
}

// escapeAll writes every character as the format says.
func escapeAll(s, format string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, format, u)
	}
	return out.String()
}

func quoted(s string) string {
	var out strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&out, "=%02X", s[i])
	}
	return out.String()
}

func TestGuardedSeesThroughDisguises(t *testing.T) {
	g := guardOf(t)
	disguise := map[string]func(string) string{
		"plain":               func(s string) string { return s },
		"capitals":            strings.ToUpper,
		"html entities":       func(s string) string { return "<p>" + escapeAll(s, "&#%d;") + "</p>" },
		"html entities twice": func(s string) string { return html.EscapeString(escapeAll(s, "&#x%x;")) },
		"tags inside": func(s string) string {
			r := []rune(s)
			return "<p>" + string(r[:9]) + "<b>" + string(r[9:]) + "</b></p>"
		},
		"attribute":                func(s string) string { return `<a title="` + s + `">x</a>` },
		"comment":                  func(s string) string { return "<!-- " + s + " -->" },
		"percent":                  func(s string) string { return "/tag/" + url.PathEscape(s) },
		"query":                    func(s string) string { return "?q=" + url.QueryEscape(s) },
		"percent in a broken text": func(s string) string { return "100% " + url.PathEscape(s) },
		"json":                     func(s string) string { b, _ := json.Marshal(map[string]string{"k": s}); return string(b) },
		"json escapes":             func(s string) string { return `{"k":"` + escapeAll(s, `\u%04x`) + `"}` },
		"json escapes in html":     func(s string) string { return `<script>{"k":"` + escapeAll(s, `\u%04x`) + `"}</script>` },
		"utf-16 little":            func(s string) string { return utf16Bytes("Kind regards, "+s+" and others", false) },
		"utf-16 big":               func(s string) string { return "\xfe\xff" + utf16Bytes("Kind regards, "+s, true) },
		"base64":                   func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
		"base64 in a url":          func(s string) string { return "data:text/plain;base64," + base64.URLEncoding.EncodeToString([]byte(s)) },
		"base64 in base64": func(s string) string {
			return base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(s))))
		},
		"base64 of utf-16":          func(s string) string { return base64.StdEncoding.EncodeToString([]byte(utf16Bytes(s, false))) },
		"hexadecimal":               func(s string) string { return hex.EncodeToString([]byte(s)) },
		"quoted-printable":          quoted,
		"zero-width":                func(s string) string { return strings.ReplaceAll(s, "o", "o\u200b") },
		"invalid UTF-8 round about": func(s string) string { return "\xff\xfe\xfa " + s + " \xc3" },
	}
	for i, who := range canaries {
		for name, as := range disguise {
			text := "Before it. " + as(who.Names[0].Reveal()) + " After it."
			if strings.HasPrefix(name, "json") && !strings.Contains(name, "html") || strings.HasPrefix(name, "utf-16") {
				text = as(who.Names[0].Reveal())
			}
			err := GuardFiles(g, map[string][]byte{"a.txt": []byte("fine"), "b.txt": []byte(text)})
			if problem.KindOf(err) != problem.Refused || err == nil {
				t.Errorf("person %d, %s: passed", i, name)
				continue
			}
			if msg := err.Error(); !strings.HasPrefix(msg, "b.txt: ") || len(g.Find(msg)) > 0 {
				t.Errorf("the refusal does not name the file alone: %s", msg)
			}
		}
	}
	if err := GuardFiles(g, map[string][]byte{"a": []byte("call +79215553147")}); err == nil {
		t.Error("a telephone number passed")
	}
}

func TestGuardedNeverNamesAFileThatTells(t *testing.T) {
	g := guardOf(t)
	for _, path := range []string{"evidence/zvezdokrylov.txt", "evidence/" + url.PathEscape("Хвощеводский") + ".txt"} {
		err := (&Release{Files: map[string][]byte{"index.html": nil, path: nil}}).Guarded(g)
		if err == nil || strings.Contains(strings.ToLower(err.Error()), "zvez") || strings.Contains(err.Error(), "%D0") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// A release of a story without secrets passes, proofs and all: hashes and base64
// are no names.
func TestGuardedPassesWhatIsClean(t *testing.T) {
	g := guardOf(t)
	for _, language := range []string{"en", "ru", "uk", "ar"} {
		in := storyInput(t, language+".md")
		in.Guard = g
		r := build(t, in)
		if err := r.Guarded(g); err != nil {
			t.Error(language, err)
		}
		if err := GuardFiles(g, seal(t, r, in.Case, 5).proofs); err != nil {
			t.Error(language, err)
		}
	}
}

// TestCanaries puts protected names into every field that a casefile has and the
// public is not meant to read, and expects none of them in the release.
func TestCanaries(t *testing.T) {
	name := canaries[0].Names[0].Reveal()
	in := storyInput(t, "en.md")
	in.Guard = guardOf(t)
	c := in.Case
	c.Case.Title = name
	for _, a := range c.Actors {
		a.Reason, a.Descriptor = name, name
		if a.ID == "kremlin" || a.ID == "mod" {
			a.Names = append([]string{name}, a.Names...)
		}
		a.Traits = append(a.Traits, record.Trait{ID: "t", Text: name})
	}
	for _, e := range c.Evidence {
		e.Title, e.AcquiredFrom, e.Method, e.NearDupGroup, e.URL = name, name, name, name, "https://example.org/"+url.PathEscape(name)
		e.Original.FileName = name
	}
	for _, s := range c.Statements {
		s.Text, s.Warrant = name, name
		s.Select = &record.Selector{Exact: name, Prefix: name, Suffix: name}
	}
	for _, cl := range c.Claims {
		cl.Text, cl.Place = name, name
		cl.Quantity = &record.Quantity{Unit: name}
		if cl.Established != nil {
			cl.Established.Reason = name
		}
	}
	for _, r := range c.Requests {
		r.Outlet = name
		r.Attempts = []record.Attempt{{Channel: name, Result: name}}
	}
	c.Rolls["r"] = &record.Roll{ID: "r", Evidence: "tv", Entries: []record.RollEntry{{Name: name}}}
	c.Matters["m"] = &record.Matter{ID: "m", Title: name, Outcome: name}
	c.Dependence[record.Pair("krivenko", "governor")] = &record.Dependence{A: "governor", B: "krivenko", Verdict: record.Dependent, Reason: name}
	in.Public["the-law"] = []byte("signed: " + strings.ToUpper(name))
	r := build(t, in)
	if err := r.Guarded(in.Guard); err != nil {
		t.Fatal(err)
	}
	for path, b := range r.Files {
		for _, part := range strings.Fields(name) {
			if strings.Contains(strings.ToLower(string(b)), strings.ToLower(part)) {
				t.Errorf("%s holds a part of a protected name", path)
			}
		}
	}
	page := string(r.Files[PagePath])
	if !strings.Contains(page, "the Kremlin") || !strings.Contains(page, "Two independent origins") {
		t.Error("the page lost what it may say")
	}
	for _, id := range []string{"tank-soldier", "krivenko-talk", "tank-soldier-interview", "canary", "c-jail", "st-tank", "rq-mod"} {
		for path, b := range r.Files {
			if strings.Contains(string(b), id) {
				t.Errorf("%s holds the id %s", path, id)
			}
		}
	}
}

// In the words of the author nothing is taken out in silence: the release stops.
func TestCanaryInTheDraftStops(t *testing.T) {
	name := canaries[1].Names[0].Reveal()
	for place, text := range map[string]string{
		"text":       "He is " + name + " [@none].\n",
		"title":      "---\ntitle: " + name + "\n---\n\nText [@none].\n",
		"topic":      "---\ntitle: T\ntopics: [\"" + name + "\"]\n---\n\nText [@none].\n",
		"caption":    "---\ntitle: T\ncaption: " + name + "\n---\n\nText [@none].\n",
		"slug":       "---\ntitle: T\nslug: " + name + "\n---\n\nText [@none].\n",
		"licence":    "---\ntitle: T\nlicence: https://example.org/" + url.PathEscape(name) + "\n---\n\nText [@none].\n",
		"link":       "See [this](https://example.org/" + url.PathEscape(name) + ") [@none].\n",
		"code":       "    " + name + "\n",
		"split name": "He is Хвоще**вод**ский [@none].\n",
	} {
		in := inputOf(t, "x.md", text)
		in.Guard = guardOf(t)
		if err := build(t, in).Guarded(in.Guard); problem.KindOf(err) != problem.Refused || err == nil {
			t.Errorf("%s: %v", place, err)
		}
	}
}
