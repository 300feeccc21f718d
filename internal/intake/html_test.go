package intake

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
)

func TestHTMLText(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"paragraphs": {"<p>One  two\n three</p><p>Four</p>", "One two three\n\nFour"},
		"lines":      {"One<br>two<br/><br>three", "One\ntwo\n\nthree"},
		"headings":   {"<h1>Head</h1>text<h2>Sub</h2>", "Head\n\ntext\n\nSub"},
		"list":       {"<ul><li>a</li><li> b <b>c</b>d</li></ul>e", "a\nb cd\n\ne"},
		"table":      {"<table><tr><th>Name</th><th>Unit</th></tr><tr><td>И. П.</td> <td>4</td></tr></table>", "Name\tUnit\nИ. П.\t4"},
		"inline":     {"a<b>b</b>c <i> d</i>", "abc d"},
		"entities":   {"&laquo;Да&raquo; &amp; &#1053;&#x435;т&nbsp;&lt;b&gt;", "«Да» & Нет\u00a0<b>"},
		"dropped":    {"a<script>var name='x<p>';</script><style>p{}</style><!-- c -->b", "ab"},
		"noscript":   {"a <noscript><p>b &amp; c</p></noscript> d", "a\n\nb & c\n\nd"},
		"pre":        {"x<pre>\n one\r\n  two</pre>y", "x\n\n one\n  two\n\ny"},
		"pictures":   {`<p>See <img src=x alt="the letter"> there`, "See the letter there"},
		"unclosed":   {"<p>one<p>two<div>three", "one\n\ntwo\n\nthree"},
		"cut tag":    {"<p>one</p><p cla", "one"},
		"arabic":     {"<p dir=rtl>قال <b>الشاهد</b></p>", "قال الشاهد"},
		"area":       {"<textarea>a\n b</textarea>", "a\n b"},
		"not a tag":  {"5 < 6 and 7 > 6 &c", "5 < 6 and 7 > 6 &c"},
	} {
		got, err := Extract("a.html", []byte(c.source), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text := strings.Join(got.Pages, "\f"); text != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, text, c.want)
		}
	}
}

func TestHTMLTitle(t *testing.T) {
	source := "<html><head><title>\n A &amp; B </title></head><body><svg><title>drawing</title></svg><p>text"
	got, err := Extract("a.html", []byte(source), DefaultLimits())
	if err != nil || got.Title != "A & B" || got.Chars == 0 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestHTMLSaysItsEncoding(t *testing.T) {
	text := "Свидетель сказал"
	b, _ := charmap.KOI8R.NewEncoder().Bytes([]byte("<html><head><meta charset=koi8-r></head><body>" + text))
	bare, _ := charmap.Windows1251.NewEncoder().Bytes([]byte("<html><body>" + text))
	for name, data := range map[string][]byte{"declared": b, "not declared": bare} {
		got, err := Extract("a.html", data, DefaultLimits())
		if err != nil || len(got.Pages) != 1 || got.Pages[0] != text {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
}

func TestNoNestingIsTooDeep(t *testing.T) {
	begin := time.Now()
	for name, source := range map[string]string{
		"elements":  strings.Repeat("<div><b>", 200_000) + "deep",
		"noscript":  strings.Repeat("<noscript>", 50_000) + "deep",
		"attribute": "<p " + strings.Repeat("a=b ", 500_000) + ">deep",
		"comments":  strings.Repeat("<!--", 200_000) + "-->deep",
		"entities":  strings.Repeat("&amp", 200_000) + "deep",
	} {
		got, err := Extract("a.html", []byte(source), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name != "noscript" && (len(got.Pages) != 1 || !strings.HasSuffix(got.Pages[0], "deep")) {
			t.Errorf("%s: the text is lost", name)
		}
	}
	if d := time.Since(begin); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

func FuzzExtractHTML(f *testing.F) {
	f.Add("<p>a<br>b<pre>c", 100)
	f.Add("<noscript><noscript>a", 3)
	f.Add("<table><tr><td>a<td>b", 1000)
	f.Fuzz(func(t *testing.T, source string, chars int) {
		limits := Limits{Bytes: 1 << 20, Pages: 1, Chars: max(0, min(chars, 1<<20)), Depth: 3}
		got, err := Extract("a.html", []byte(source), limits)
		if err == nil && got.Chars > limits.Chars {
			t.Errorf("%d characters over a limit of %d", got.Chars, limits.Chars)
		}
		for _, p := range got.Pages {
			if strings.Contains(p, "\r") {
				t.Error("a line end was left")
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(russian))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xcf\xf0\xe8"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got := decode(b); !isUTF8([]byte(got)) {
			t.Errorf("%q is not UTF-8", got)
		}
	})
}
