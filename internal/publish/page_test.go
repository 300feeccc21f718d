package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inspect parses a page as a browser does and fails on whatever a release's page
// must not have: scripts, handlers, requests to anywhere, a second style sheet,
// an id twice, a link within the page that leads nowhere, broken nesting.
func inspect(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, targets, styles, headings, policy := map[string]bool{}, []string{}, 0, 0, ""
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcset" || a.Key == "action" || a.Key == "background" {
				t.Errorf("attribute %s on %s", a.Key, n.Data)
			}
		}
		switch n.DataAtom {
		case atom.Script:
			if attr["type"] != "application/ld+json" {
				t.Error("a script")
			}
		case atom.Style:
			styles++
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			if !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Error("the policy does not fit the style")
			}
		case atom.Meta:
			if attr["http-equiv"] == "Content-Security-Policy" {
				policy = attr["content"]
			} else if attr["http-equiv"] != "" {
				t.Errorf("meta %s", attr["http-equiv"])
			}
		case atom.H1:
			headings++
		case atom.Img, atom.Iframe, atom.Object, atom.Embed, atom.Link, atom.Base, atom.Form, atom.Input, atom.Svg, atom.Video, atom.Audio, atom.Button:
			t.Errorf("element %s", n.Data)
		}
		if id := attr["id"]; id != "" {
			if ids[id] {
				t.Errorf("id %s twice", id)
			}
			ids[id] = true
		}
		if href, ok := attr["href"]; ok {
			switch {
			case strings.HasPrefix(href, "#"):
				targets = append(targets, href[1:])
			case strings.HasPrefix(href, "https://"), strings.HasPrefix(href, "http://"), strings.HasPrefix(href, "mailto:"), strings.HasPrefix(href, evidenceDir):
			default:
				t.Errorf("a link to %q", href)
			}
		}
	}
	for _, target := range targets {
		if !ids[target] {
			t.Errorf("a link to #%s, which is not there", target)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") || styles != 1 || headings != 1 {
		t.Errorf("policy %q, %d styles, %d first headings", policy, styles, headings)
	}
	return doc
}

func TestPagesAreSound(t *testing.T) {
	for _, language := range []string{"en", "ru", "uk", "ar"} {
		page := build(t, storyInput(t, language+".md")).Files[PagePath]
		doc := inspect(t, page)
		var again bytes.Buffer
		if err := html.Render(&again, doc); err != nil {
			t.Fatal(err)
		}
		second, err := html.Parse(&again)
		if err != nil || shape(second) != shape(doc) {
			t.Errorf("%s: the page is mended by a parser, so it was broken", language)
		}
		dir := "ltr"
		if language == "ar" {
			dir = "rtl"
		}
		if !bytes.Contains(page, []byte(`<html lang="`+language+`" dir="`+dir+`">`)) {
			t.Errorf("%s: wrong language or direction", language)
		}
	}
}

// shape is a document's elements, in order and nesting.
func shape(n *html.Node) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				out.WriteString("(" + c.Data)
				walk(c)
				out.WriteString(")")
			}
		}
	}
	walk(n)
	return out.String()
}

// hostile are texts that have broken pages elsewhere.
var hostile = []string{
	`<script>alert(1)</script>`,
	`</title></style></script><script>alert(1)</script>`,
	`</script><!--`, `<!--<script>`, `]]>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`,
	`javascript:alert(1)`, `[x](javascript:alert(1))`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `[x](//evil.example/a)`, `[x](vbscript:x)`,
	`![x](https://evil.example/pixel.png)`, `<iframe src=https://evil.example></iframe>`, `<svg/onload=alert(1)>`, `<math><mi//xlink:href="data:x,alert(1)">`,
	`<base href=//evil.example>`, `<meta http-equiv=refresh content="0;url=//evil.example">`, `<style>*{background:url(//evil.example)}</style>`,
	`{{.}} {{template "x"}}`, "\u202etxt.exe\u2066", "a\x00b", "a\x1bb", "\u2028\u2029", "\ufeff", `\u003cscript\u003e`, `&lt;script&gt;`,
	strings.Repeat("Donaudampfschifffahrt", 400), strings.Repeat("a", 6000), `<note id="note-1">`, `<a id="how" class="ref" href="#x">x</a>`,
}

func TestHostileTexts(t *testing.T) {
	for _, evil := range hostile {
		name := evil
		if len(name) > 30 {
			name = name[:30]
		}
		t.Run(name, func(t *testing.T) {
			front, err := json.Marshal(evil) // JSON is YAML
			if err != nil {
				t.Fatal(err)
			}
			f := string(front)
			text := "---\ntitle: " + f + "\ndateline: " + f + "\nbyline: " + f + "\ntopics: [" + f + "]\nlicence: " + f + "\ncaption: " + f + "\n---\n\n" +
				"He said: " + strings.ReplaceAll(evil, "\x00", "") + " [@c-sent].\n\n" + strings.ReplaceAll(evil, "\x00", "") + "\n"
			in := inputOf(t, "x.md", text)
			in.Draft.Name = evil // the parser refuses such a slug, but nothing here relies on it
			for _, a := range in.Case.Actors {
				a.Names = []string{evil}
			}
			for _, e := range in.Case.Evidence {
				e.Title = evil
			}
			in.Case.Case.Language = evil
			r := build(t, in)
			doc := inspect(t, r.Files[PagePath])
			for _, mark := range []string{"\u202e", "\u2066", "\x00", "\x1b"} {
				if bytes.Contains(r.Files[PagePath], []byte(mark)) {
					t.Errorf("a mark %q is left", mark)
				}
			}
			data := linkedDataOf(t, doc)
			if data["@type"] != "NewsArticle" || data["headline"] == "" {
				t.Errorf("%v", data)
			}
			v, err := Verify(seal(t, r, in.Case, 4).dir(), VerifyOptions{})
			if err != nil || !v.OK {
				t.Errorf("%v %+v", err, v.Problems)
			}
		})
	}
}

func linkedDataOf(t testing.TB, doc *html.Node) map[string]any {
	t.Helper()
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Script {
			var out map[string]any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &out); err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	t.Fatal("no linked data")
	return nil
}

func TestLinkedData(t *testing.T) {
	data := linkedDataOf(t, inspect(t, build(t, storyInput(t, "en.md")).Files[PagePath]))
	for key, want := range map[string]string{
		"@context": "https://schema.org", "headline": "Soldiers who say they left rather than fight next door",
		"datePublished": "2015-05-10T00:00:00Z", "inLanguage": "en", "license": "CC BY-SA 4.0", "dateline": "MOSCOW",
	} {
		if data[key] != want {
			t.Errorf("%s: %v", key, data[key])
		}
	}
	text, _ := json.Marshal(data)
	if !bytes.Contains(text, []byte("evidence/letter-1.txt")) || bytes.Contains(text, []byte("Televised")) {
		t.Errorf("what is cited is not what is shown: %s", text)
	}
}

func TestReduceKeepsNoHarm(t *testing.T) {
	for in, want := range map[string]string{
		`<p onclick="x">a<script>b</script><img src=x>c</p>`:                         `<p>ac</p>`,
		`<a href="javascript:x">a</a><a href="https://e.example/">b</a>`:             `<a>a</a><a rel="noreferrer" href="https://e.example/">b</a>`,
		`<a href="//e.example">a</a><a href="http://u:p@e.example">b</a>`:            `<a>a</a><a>b</a>`,
		`<div style="x"><p class="ref" id="how">a</p></div>`:                         `<p>a</p>`,
		`<svg><a href="https://e.example">a</a></svg><b>c</b><font>d</font>`:         `cd`,
		`<ol start="3"><li>a</li></ol><ol start="x"><li>b</li></ol>`:                 `<ol start="3"><li>a</li></ol><ol><li>b</li></ol>`,
		"<p>a\u202eb\u2066c</p>":                                                     `<p>abc</p>`,
		`<table><tbody><tr><td>a</td></tr></tbody></table>`:                          `<div class="wide" tabindex="0"><table><tbody><tr><td>a</td></tr></tbody></table></div>`,
		`<blockquote><table><tbody><tr><td>a</td></tr></tbody></table></blockquote>`: `<blockquote><div class="wide" tabindex="0"><table><tbody><tr><td>a</td></tr></tbody></table></div></blockquote>`,
		`<ul><li><pre tabindex="7" onfocus="x">a</pre></li></ul>`:                    `<ul><li><pre tabindex="0">a</pre></li></ul>`,
	} {
		root, err := reduce([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := render(root); got != want {
			t.Errorf("%s\n gives %s\n want  %s", in, got, want)
		}
	}
}

func TestHeadingsAndDateline(t *testing.T) {
	for name, tt := range map[string]struct{ text, want, never string }{
		"title repeated":     {"---\ntitle: One\n---\n\n# One\n\nText [@none].\n", "<h1>One</h1>", "<h2>One</h2>"},
		"title from heading": {"# One\n\nText [@none].\n", "<h1>One</h1>", "<h2>One</h2>"},
		"other heading":      {"---\ntitle: One\n---\n\n# Two\n\nText [@none].\n", "<h2>Two</h2>", "<h1>Two"},
		"no title":           {"Text [@none].\n", "<h1>x</h1>", "<h2>x"},
		"dateline":           {"---\ndateline: KYIV\n---\n\n## Head\n\nText [@none].\n", `<p><span class="dateline">KYIV —</span> Text`, "<h2><span"},
		"dateline alone":     {"---\ndateline: KYIV\n---\n\n- Item [@none].\n", `<p><span class="dateline">KYIV —</span></p>`, "<li><span"},
	} {
		page := string(build(t, inputOf(t, "x.md", tt.text)).Files[PagePath])
		body := page[strings.Index(page, "<h1>"):strings.Index(page, "</main>")]
		if !strings.Contains(body, tt.want) || strings.Contains(body, tt.never) {
			t.Errorf("%s: %s", name, body)
		}
	}
}

func TestOneNoteForOneSetOfRecords(t *testing.T) {
	page := build(t, inputOf(t, "x.md", "One [@c-sent; @c-nine]. Two [@c-nine; @c-sent]. Three [@c-nine].\n")).Files[PagePath]
	inspect(t, page)
	for want, n := range map[string]int{`<li id="note-`: 2, `href="#note-1"`: 2, `href="#note-2"`: 1, `href="#ref-1-2"`: 1} {
		if got := bytes.Count(page, []byte(want)); got != n {
			t.Errorf("%s: %d times, want %d", want, got, n)
		}
	}
}

// The colours of text keep WCAG 2.2 AA (4.5 to 1) on every ground, in light and dark.
func TestContrast(t *testing.T) {
	light, rest, _ := strings.Cut(styleText, "prefers-color-scheme:dark")
	dark, _, _ := strings.Cut(rest, "}}")
	for name, sheet := range map[string]string{"light": light, "dark": dark} {
		for _, ground := range []string{"paper", "raised"} {
			for _, ink := range []string{"ink", "soft", "accent", "firm", "plain", "open", "against"} {
				if c := contrast(t, sheet, ink, ground); c < 4.5 {
					t.Errorf("%s: %s on %s has %.2f", name, ink, ground, c)
				}
			}
		}
		if c := contrast(t, sheet, "paper", "accent"); c < 4.5 {
			t.Errorf("%s: paper on accent has %.2f", name, c)
		}
	}
}

func TestFallsBackToEnglishAndSaysSo(t *testing.T) {
	page := string(build(t, inputOf(t, "x.md", "---\ntitle: Un titre\nlanguage: fr\n---\n\nOui [@c-sent].\n")).Files[PagePath])
	if !strings.Contains(page, `<html lang="fr" dir="ltr">`) || !strings.Contains(page, `<aside class="notes" aria-labelledby="how" lang="en" dir="ltr">`) {
		t.Error("the page hides that its phrases are English")
	}
	if !slices.Contains([]string{"rtl"}, direction("he")) {
		t.Error("Hebrew runs from right to left")
	}
}
