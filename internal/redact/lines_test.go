package redact

import (
	"fmt"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// covered redacts a text by what is found in it and by areas.
func coveredText(t testing.TB, name, source string, hide []string, areas ...record.Area) Product {
	t.Helper()
	sheets, err := Read(name, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	kind := map[bool]string{true: typeHTML, false: typeText}[strings.HasPrefix(source, "<!")]
	out, err := Make(kind, sheets, append(Find(sheets, Literal(hide)), areas...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTexts(t *testing.T) {
	for name, c := range map[string]struct{ file, in, want string }{
		"words":               {"a.txt", "The driver Zlatoustova told us.", "The driver █████ told us."},
		"two words, one mark": {"a.txt", "By Anna, Zlatoustova.", "By █████"},
		"inflected":           {"a.txt", "of Zlatoustova's crates", "of █████ crates"},
		"lower, spaced":       {"a.txt", "z l a t o u s t o v a", "█████"},
		"table":               {"a.csv", "name,crates\nZlatoustova,40\n", "name,crates\n█████,40\n"},
		"quoted cell":         {"a.csv", "\"Zlatoustova, A.\",40\n", "\"█████, A.\",40\n"},
		"markdown":            {"a.md", "# Of **Zlatoustova**\n\n[x](https://x/Zlatoustova)\n", "# Of █████\n\n[x](█████)\n"},
		"unseen letters":      {"a.txt", "Zlat\u200boust\u00adova and\u2060 \U000e0041more  \n", "█████ and more\n"},
		"strange spaces":      {"a.txt", "a\u2009b\u00a0c   d", "a b c   d"},
		"nothing to hide":     {"a.txt", "Fourteen men.\n\nСлово اسم\n", "Fourteen men.\n\nСлово اسم\n"},
		"a letter": {"a.eml", "From: =?utf-8?Q?B?= <b@example.org>\nReceived: from Zlatoustova-pc\nX-Mailer: Zlatoustova\nSubject: =?utf-8?B?" + "WmxhdG91c3RvdmE=" + "?=\nMessage-ID: <Zlatoustova>\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nMet Zlat=6Fustova.\n--x\nContent-Disposition: attachment; filename=Zlatoustova.txt\n\nZlatoustova\n--x--\n",
			"From: B <b@example.org>\nSubject: █████\n\nMet █████\n"},
	} {
		out := coveredText(t, c.file, c.in, []string{canary, "Anna"})
		if got := strings.TrimRight(string(out.Bytes), "\n"); got != strings.TrimRight(c.want, "\n") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		wantClean(t, name, out.Bytes)
	}
}

// TestLengthsDoNotShow: names of every length leave the same text, and the same plan.
func TestLengthsDoNotShow(t *testing.T) {
	said := map[string]bool{}
	for n := 2; n < 20; n++ {
		name := strings.Repeat("ж", n)
		sheets, err := Read("a.txt", []byte("The driver "+name+" told us."))
		if err != nil {
			t.Fatal(err)
		}
		areas := Find(sheets, Literal([]string{name}))
		out, err := Make(typeText, sheets, areas, nil)
		if err != nil {
			t.Fatal(err)
		}
		said[fmt.Sprint(string(out.Bytes), areas)] = true
	}
	if len(said) != 1 {
		t.Error(said)
	}
}

const badPage = `<!doctype html><html><head><title>Zlatoustova</title><meta name=author content=Zlatoustova><script>var x="Zlatoustova"</script><style>a::after{content:"Zlatoustova"}</style></head>
<body onload="Zlatoustova()" class=Zlatoustova><!-- Zlatoustova --><h1 title=Zlatoustova>The  mill</h1>
<p id=Zlatoustova>The driver <b>Zlat</b>oustova <a href="https://x/Zlatoustova">told us</a>.<br>It was &lt;late&gt;.</p>
<p hidden>Zlatoustova</p><p style="color:red; Display : NONE !important">Zlatoustova</p><span aria-hidden=true>Zlatoustova</span>
<img src="https://x/Zlatoustova.png" alt=Zlatoustova><iframe srcdoc="Zlatoustova"></iframe><svg><text>Zlatoustova</text><script>1</script></svg><template>Zlatoustova</template><noscript>Zlatoustova</noscript>
<form action=/Zlatoustova><input value=Zlatoustova><textarea>Zlatoustova</textarea></form><math><mtext>Zlatoustova</mtext></math>
<table><tr><td>one</td><td data-x=Zlatoustova>two</td></tr></table><x-Zlatoustova>three</x-Zlatoustova><pre>a
b</pre>`

func TestPages(t *testing.T) {
	out := coveredText(t, "page", badPage, []string{canary})
	wantClean(t, "page", out.Bytes)
	got := string(out.Bytes)
	for _, stays := range []string{"<h1>The mill</h1>", "<p>The driver <b>█████</b> told us.", "<br>", "It was &lt;late&gt;.", "<td>one</td> <td>two</td>", "three", "<pre>a\nb</pre>"} {
		if !strings.Contains(got, stays) {
			t.Errorf("%q is gone: %s", stays, got)
		}
	}
	for _, goes := range []string{"href", "src=", "onload", "class", "style=", "<script", "<!--", "hidden", "http", "<svg", "<form"} {
		if strings.Contains(strings.ReplaceAll(got, "http-equiv", ""), goes) {
			t.Errorf("%q is still there: %s", goes, got)
		}
	}
	sheets, err := Read("page", []byte(badPage))
	if err != nil || sheets[0].Left.Hidden != 3 || sheets[0].Left.Comments != 1 || sheets[0].Left.Outside != 2 {
		t.Errorf("%+v %v", sheets[0].Left, err)
	}
}

// TestLyingLines: what comes from a child that was taken over makes no markup.
func TestLyingLines(t *testing.T) {
	s := Sheet{Lines: true, Width: 1, Height: 1, Words: Words{"<b>", []Box{{0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}}}, Tags: []Tag{{0, "script", false}, {-5, "b onload=x", false}, {99, "b", true}}}
	out, err := Make(typeHTML, []Sheet{s}, nil, nil)
	if err != nil || !strings.Contains(string(out.Bytes), "<body>\n&lt;b&gt;</b>\n</body>") {
		t.Errorf("%s %v", out.Bytes, err)
	}
	s.Words.Boxes = nil
	if _, err := Make(typeText, []Sheet{s}, nil, nil); err == nil {
		t.Error("letters without places")
	}
	if _, err := Make(typePDF, []Sheet{{Lines: true}}, nil, nil); err == nil {
		t.Error("a text for a document")
	}
}

func TestNestedPages(t *testing.T) {
	for _, source := range []string{strings.Repeat("<div>", 100_000), strings.Repeat("<b>x", 3000), "<!doctype html>" + strings.Repeat("<table><tr><td>", 2000)} {
		if _, err := readPage(source); err != nil && FaultOf(err) != Damaged {
			t.Error(err)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add("a.txt", "The driver Zlatoustova told us.\n\t\"Zlatoustova\",x")
	f.Add("a.html", badPage)
	f.Add("a.eml", "From: a\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\nZlatoustova\n--x--")
	f.Fuzz(func(t *testing.T, name, source string) {
		sheets, err := Read(name, []byte(source))
		if err != nil || !sheets[0].Lines {
			return
		}
		find := Literal([]string{canary})
		for _, kind := range []string{typeText, typeHTML} {
			out, err := Make(kind, sheets, Find(sheets, find), nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(find(out.Text)) > 0 {
				t.Errorf("left to be read: %q", out.Text)
			}
		}
	})
}
