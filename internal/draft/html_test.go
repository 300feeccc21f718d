package draft

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func TestCleanMarkdown(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"---\ntitle: x\n---\nHe *left* [@a]. She stayed. [@b]", "He *left*. She stayed.\n"},
		{"He left.[@a] “She.” [@b] They.", "He left. “She.” They.\n"},
		{"He left ([@a]). She [@b] stayed.", "He left. She stayed.\n"},
		{"He left.\n[@a]\nShe stayed.", "He left.\nShe stayed.\n"},
		{"> He left.\n> [@a]\n> She stayed.", "> He left.\n> She stayed.\n"},
		{"He left [@a]\nand came.", "He left\nand came.\n"},
		{"[@a] - He left.", "\\- He left.\n"},
		{"# Men [@a]\n\n- one [@b]\n- two", "# Men\n\n- one\n- two\n"},
		{"A ![tank](https://x.org/t.jpg) <!-- Ivanov --> b.\n\n<div>Ivanov</div>", "A tank  b.\n"},
		{`He left \[@a\]. ` + "`[@b]`", "He left. ``\n"},
		{"He left.  \nShe [@a]  \nstayed.\r\n", "He left.  \nShe  \nstayed.\n"},
		{"*He left [@a].* **Bold [@b]**", "*He left.* **Bold**\n"},
		{"[@a]", ""},
	} {
		if got := string(parse(t, c.text).CleanMarkdown()); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestHTML(t *testing.T) {
	n := 0
	mark := func(s *Sentence) (string, string) {
		n++
		return fmt.Sprintf("<span id=s%d>", n), "</span>"
	}
	for _, c := range []struct{ text, want string }{
		{"He left [@a]. She stayed.", "<p><span id=s1>He left.</span> <span id=s2>She stayed.</span></p>"},
		{"He *left. She* stayed.", "<p><span id=s1>He <em>left.</em></span><em> </em><span id=s2><em>She</em> stayed.</span></p>"},
		{"[a. B](https://x.org/?a=1&b=2).", `<p><span id=s1><a href="https://x.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">a.</a></span>`},
		{"[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](//x.org)", "<p><span id=s1>a b c d</span></p>"},
		{"<script>alert(1)</script>", ""},
		{"a <script>b</script> <img src=x onerror=y> c", "<p><span id=s1>a b c</span></p>"},
		{"a ![alt <b>](https://x.org/t.jpg) c", `<p><span id=s1>a <span class="image">alt</span>  c</span></p>`},
		{"a &lt;b&gt; \\<c>", "<p><span id=s1>a &lt;b&gt; &lt;c&gt;</span></p>"},
		{"a  \nb", "<p><span id=s1>a<br>\nb</span></p>"},
		{"```\n<b> [@a]\n```", "<pre><code>&lt;b&gt; \n</code></pre>"},
		{"3. a\n4. b", "<ol start=\"3\">\n<li>\n<span id=s1>a</span>\n</li>\n<li>\n<span id=s2>b</span>\n</li>\n</ol>"},
	} {
		n = 0
		got, err := parse(t, c.text).HTML(mark)
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(got)); !strings.HasPrefix(s, c.want) || c.want == "" && s != "" {
			t.Errorf("%q\n got %q\nwant %q", c.text, s, c.want)
		}
	}
}

// wellFormed checks that every element closes in order, as the renderer promises.
func wellFormed(t testing.TB, page []byte) {
	t.Helper()
	var open []string
	z := html.NewTokenizer(strings.NewReader(string(page)))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if z.Err() != io.EOF || len(open) > 0 {
				t.Errorf("ends with %v open (%v) in %q", open, z.Err(), page)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if tag := string(name); tag == "script" || tag == "img" || tag == "iframe" {
				t.Errorf("element %s in %q", tag, page)
			} else if tag != "br" && tag != "hr" {
				open = append(open, tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Errorf("</%s> closes nothing in %q", name, page)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

var seeds = []string{
	"", "---\ntitle: a\n---\nHe *left [@a]. She* stayed. [@b]\n", "\uFEFFa\r\n\r\nb\r", "“A. B\n\n“C.” [@x]", "| a | b |\n|---|---|\n| `x\\|y` | [@a] |",
	"[@", "[@a", "[@]", "![a [@b]](c \"d\")", "[a][b]\n\n[b]: c 'd'", "- a\n  - b\n    > c [@d]", "12–14 December 2014, $1.5 million", "«Он „сам“ ушёл».",
	"<div>\n[@a]\n</div>", "\\[@a\\] &#91;@b]", "`[@a]`", "\t[@a]\n\n1. [@b]\t\tc", "([@a])", "**[@a]**", "12:60 1,2,3,4 +1 2 3 999999999999999999999999",
	"غادر ١٤ جنديا؟", "a\\\nb  \nc", "[a](<b c> 'd') <http://x.y>", "---\na: *b\n---\n", "((((((((((([@a]))))))))))", "' \" ‘ “ « ’ ”", "ab]\n[@", "[]([@a])", "```\n```",
}

// checkDraft holds what must be true of every draft.
func checkDraft(t testing.TB, d *Draft) {
	t.Helper()
	inFile := func(what string, sp Span) {
		if sp.Start.Offset < 0 || sp.End.Offset > len(d.Source) || sp.Start.Offset > sp.End.Offset || sp.Start.Line < 1 || sp.Start.Column < 1 ||
			sp.End.Line < sp.Start.Line {
			t.Errorf("%s lies outside the file: %+v", what, sp)
		}
	}
	for _, h := range append(d.Hidden, d.Front.Fields...) {
		inFile("field "+h.Key, h.Span)
	}
	n := 0
	for i, b := range d.Blocks {
		inFile("block", b.Span)
		var parts []string
		for _, s := range b.Sentences {
			if s.Block != i || s != d.Sentences[n] {
				t.Errorf("sentence %d is out of order", n)
			}
			n++
			parts = append(parts, s.Text)
		}
		got := strings.Join(parts, "")
		if strings.IndexFunc(b.Text, isWordRune) >= 0 && b.Kind != Code &&
			strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(b.Text, " ", "") {
			t.Errorf("the sentences %q are not the block %q", got, b.Text)
		}
	}
	for _, s := range d.Sentences {
		inFile("sentence", s.Span)
		if !utf8.ValidString(s.Text) || strings.Contains(s.Text, "  ") || strings.TrimSpace(s.Text) != s.Text {
			t.Errorf("text %q", s.Text)
		}
		spans := []TextSpan{}
		for _, c := range s.Cites {
			inFile("citation", c.Span)
		}
		for _, q := range s.Quotes {
			spans = append(spans, q.In)
		}
		for _, x := range s.Numbers {
			spans = append(spans, x.In)
		}
		for _, x := range s.Dates {
			spans = append(spans, x.In)
			if !x.Partial && !x.Time.Valid() || x.Partial && x.Month == 0 {
				t.Errorf("date %+v", x)
			}
		}
		for _, x := range s.Sayings {
			spans = append(spans, x.In)
		}
		for _, in := range spans {
			if in.Start < 0 || in.End > len(s.Text) || in.Start >= in.End || !utf8.ValidString(s.Text[in.Start:in.End]) {
				t.Errorf("a stretch %+v of %q", in, s.Text)
				continue
			}
			inFile("stretch", s.PlaceOf(in))
		}
	}
	if clean := d.CleanMarkdown(); !utf8.Valid(clean) || anyCite.Match(clean) {
		t.Errorf("clean Markdown %q", clean)
	}
	page, err := d.HTML(func(*Sentence) (string, string) { return "<span>", "</span>" })
	if err != nil || !utf8.Valid(page) {
		t.Errorf("HTML: %v %q", err, page)
	}
	wellFormed(t, page)
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if d, err := Parse("a/b.md", raw); err == nil {
			checkDraft(t, d)
		}
	})
}
