package protect

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// company protects several people of all kinds at once.
func company(t testing.TB) *Guard {
	g := NewGuard(testKey)
	add(t, g, "a", []string{"Пётр Алексеевич Щербаков", "Сапсан"}, "+7 916 123-45-67", "А123ВС 77", "@sokol_777")
	add(t, g, "b", []string{"Sergei"}, "klim.gav@mail.example")
	add(t, g, "c", []string{"Khaled al-Shamrani"})
	add(t, g, "d", []string{"sealed"})
	add(t, g, "e", []string{"محمد علي حسن"}, "ул. Есенина, д. 5, кв. 12")
	add(t, g, "f", []string{"James Thomas", "Grey Wolf 7"})
	return g
}

func TestClean(t *testing.T) {
	g := company(t)
	for text, want := range map[string]string{
		"Pyotr Shcherbakov left.":                      "[sealed] left.",
		"Sergei Shcherbakov left.":                     "[sealed] [sealed] left.",
		"[sealed] left":                                "[sealed] left",
		"the case is sealed":                           "the case is [sealed]",
		"89161[sealed]234567":                          "89161[sealed]234567",
		"call 8 916 123-45-67 or @sokol_777":           "call [sealed] or @[sealed]",
		"nobody is named":                              "nobody is named",
		"<a href=\"/%D0%A9ербаков.html\">he</a>":       "<a href=\"/[sealed].html\">he</a>",
		"interview-with-PyotrShcherbakov-2014-12.docx": "interview-with-[sealed]-2014-12.docx",
	} {
		if got := g.Clean(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	var none *Guard
	if none.Clean("x") != "x" || none.Find("x") != nil || !none.Empty() || g.Empty() || !NewGuard(testKey).Empty() {
		t.Error("a guard of nobody finds nothing")
	}
}

func TestCleanJSON(t *testing.T) {
	g := company(t)
	got, err := g.CleanJSON([]byte(`{ "b": 1.50e+2, "Щербаков": ["<Shcherbakova>", null, true, {"\u0429ербаков": {}}],
		"a": [], "n": 79161234567, "": "ok\u2028\n" }`))
	want := `{"b":1.50e+2,"[sealed]":["<[sealed]>",null,true,{"[sealed]":{}}],"a":[],"n":79161234567,"":"ok\u2028\n"}`
	if err != nil || string(got) != want {
		t.Errorf("got %s %v\nwant %s", got, err, want)
	}
	for _, bad := range []string{"", "{", "[1", "1 2", "[]]", `{"a"}`, strings.Repeat("[", 5000), "Щербаков"} {
		if out, err := g.CleanJSON([]byte(bad)); err == nil || strings.Contains(err.Error(), "Щерб") {
			t.Errorf("%.20s: %s %v", bad, out, err)
		}
	}
	var none *Guard
	if out, err := none.CleanJSON([]byte(" [1, \"x\"]")); err != nil || string(out) != `[1,"x"]` {
		t.Errorf("%s %v", out, err)
	}
}

func TestNothingIsPrinted(t *testing.T) {
	canary := "Щербаковканарейкин"
	id := record.Identity{Names: secrets(canary), Identifiers: secrets("canary@mail.example")}
	e, err := Index(testKey, id)
	if err != nil {
		t.Fatal(err)
	}
	g := NewGuard(testKey)
	if err := g.Add("s1", e); err != nil {
		t.Fatal(err)
	}
	_, tooLong := Index(testKey, record.Identity{Names: secrets(strings.Repeat(canary, 20))})
	_, tooMany := Index(testKey, record.Identity{Names: secrets(strings.Fields(strings.Repeat(canary+" ", 201))...)})
	broken := g.Add("s2", append(e, 1))
	if tooLong == nil || tooMany == nil || broken == nil || g.Add("s3", nil) == nil {
		t.Fatal("bad input must be refused")
	}
	seen := strings.ToLower(fmt.Sprintf("%s %+v %#v %q %+v %s %s %s %v", e, g, g, e, g.Find(canary), tooLong, tooMany, broken, id))
	for _, w := range []string{"щербаков", "канарейкин", "shcherbakov", "werbakov", "canary"} {
		if strings.Contains(seen, w) || strings.Contains(string(e), w) {
			t.Errorf("%q shows", w)
		}
	}
}

func TestIndexIsStable(t *testing.T) {
	id := record.Identity{Names: secrets("Пётр Щербаков"), Identifiers: secrets("+79161234567")}
	a, _ := Index(testKey, id)
	b, _ := Index(testKey, id)
	c, _ := Index(Key{9}, id)
	if string(a) != string(b) || string(a) == string(c) {
		t.Error("the index follows from key and identity")
	}
	g := NewGuard(testKey)
	if err := g.Add("s", c); err != nil || len(g.Find("Щербаков")) != 0 {
		t.Error("another key finds nothing")
	}
	if e, err := Index(testKey, record.Identity{}); err != nil || NewGuard(testKey).Add("s", e) != nil {
		t.Error("an empty identity is an empty index")
	}
}

func TestManyAtOnce(t *testing.T) {
	g := company(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if n := len(g.Find("Щербаков and Shamrani")); n != 2 {
				t.Errorf("%d hits", n)
			}
			_ = g.Empty()
		})
	}
	add(t, g, "z", []string{"Клим Гаврюшкин"})
	wg.Wait()
}

var seeds = []string{
	"Пётр Щербаков, 8 916 123-45-67", "Sergei Shcherbakov", "[sealed]", "[[sealed]]", "sea[sealed]led", "%D0%A9%D0%B5ербаков", "И\u0306ва\u0301нов", "\\u0429ербаков &#1065;ербаков",
	"ЩербаковShcherbakov7", "خالد الشمراني", "a-b-c-d-e-f S h c h", "klim.gav+x@mail.example", "\xff\xfeЩерба\xff", "@sokol_777_", "James Thomas James Thomas", "ул. Есенина 5-12", "%%%1%d0", "&amp;&;&#;", "ǅ ﬁ ﷺ ½",
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	g := company(f)
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, h := range g.Find(text) {
			if h.Start < at || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("hits out of order: %+v", h)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[h.Start:h.End]) {
				t.Fatalf("a hit splits a rune: %+v", h)
			}
			at = h.End
		}
		clean := g.Clean(text)
		if hits := g.Find(clean); len(hits) > 0 {
			t.Fatalf("%q still has %v", clean, hits)
		}
		TraitHits(text, soldier())
	})
}

func FuzzIndex(f *testing.F) {
	for _, s := range append(seeds, rare...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		e, err := Index(testKey, record.Identity{Names: secrets(name, name+" Щербаков"), Identifiers: secrets(name)})
		if err != nil {
			return
		}
		g := NewGuard(testKey)
		if err := g.Add("s", e); err != nil {
			t.Fatal(err)
		}
		if hits := g.Find(g.Clean(name + " " + name)); len(hits) > 0 {
			t.Fatalf("%v", hits)
		}
	})
}

func FuzzCleanJSON(f *testing.F) {
	f.Add([]byte(`{"a":[1.0,"Щербаков",null]}`))
	f.Add([]byte(`"\ud800 Shcherbakov"`))
	g := company(f)
	f.Fuzz(func(t *testing.T, doc []byte) {
		out, err := g.CleanJSON(doc)
		if err != nil {
			return
		}
		if !json.Valid(doc) || !json.Valid(out) {
			t.Fatalf("%q became %q", doc, out)
		}
		again, err := g.CleanJSON(out)
		if err != nil || string(again) != string(out) {
			t.Fatalf("%q is not stable: %q %v", out, again, err)
		}
	})
}
