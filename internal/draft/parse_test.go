package draft

import (
	"errors"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func TestCitations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He left [@a]. She stayed [@b].", "He left.[a] She stayed.[b]"},
		{"He left. [@a] She stayed. [@b]", "He left.[a] She stayed.[b]"},
		{"He left.[@a] She stayed.[@b]", "He left.[a] She stayed.[b]"},
		{"He left.[@a]She stayed.", "He left.[a] She stayed.[]"},
		{"He left [@a; @b]. She stayed. [@c] [@d]", "He left.[a b] She stayed.[c d]"},
		{"He left [@a] and came back.", "He left and came back.[a]"},
		{"He left [@a], and came back [@b].", "He left, and came back.[a b]"},
		{"“He left.” [@a] She stayed.", "“He left.”[a] She stayed.[]"},
		{"“He left”. [@a] She stayed.", "“He left”.[a] She stayed.[]"},
		{"“He left [@a].” She stayed.", "“He left.”[a] She stayed.[]"},
		{"“He left,” [@a] she said.", "“He left,” she said.[a]"},
		{"“He left. [@a] He came.” [@b] She stayed.", "“He left. He came.”[a b] She stayed.[]"},
		{"He left at 6 p.m. [@a] Moscow slept.", "He left at 6 p.m.[a] Moscow slept.[]"},
		{"He left ([@a]). She stayed.", "He left.[a] She stayed.[]"},
		{"He left ([@a]) and came.", "He left and came.[a]"},
		{"[@a] He left.", "He left.[a]"},
		{"He left.\n[@a]\nShe stayed.", "He left.[a] She stayed.[]"},
		{"He left [@a;\n@b].", "He left.[a b]"},
		{"He left.\n\n[@a]", "He left.[a]"},
		{"[@a]\n\nHe left.", "[a] He left.[]"},
		{"He left [@none]. She [@desk] stayed.", "He left.[none] She stayed.[desk]"},
		{"He left [@]. She stayed [@Bad Id].", "He left.[] She stayed.[Bad Id]"},
		{"He left [@a](see b). She [@b][c] stayed.", "He left (see b).[a] She [c] stayed.[b]"},
		{"[@a]: He left.", ": He left.[a]"},
		{"He *left [@a].* She stayed.", "He left.[a] She stayed.[]"},
		{"He [left [@a]](https://example.org).", "He left.[a]"},
		{`He left \[@a\]. She stayed &#91;@b].`, "He left.[a] She stayed.[b]"},
		{"He `left [@a]` now.", "He left now.[a]"},
		{"# Men left [@a]\n\n- one [@b]\n- two [@c]", "Men left[a] one[b] two[c]"},
		{"«Он ушёл». [@a] Она осталась.", "«Он ушёл».[a] Она осталась.[]"},
		{"غادر الجنود [@a]. بقي الضباط.", "غادر الجنود.[a] بقي الضباط.[]"},
		{"He left [@a] [@b].", "He left.[a b]"},
		{"He left [@a]; she stayed [@b]!", "He left; she stayed![a b]"},
		{"Write to me@example.org [at once].", "Write to me@example.org [at once].[]"},
	} {
		var got []string
		for _, s := range parse(t, c.text).Sentences {
			var ids []string
			for _, cite := range s.Cites {
				ids = append(ids, string(cite.ID))
			}
			got = append(got, s.Text+"["+strings.Join(ids, " ")+"]")
		}
		if line := strings.Join(got, " "); line != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, line, c.want)
		}
	}
}

func TestPositions(t *testing.T) {
	src := "\uFEFF---\r\ntitle: Ün\r\n---\r\n\r\nÄ «Он *ушёл*» &amp; Б. [@c-1]\r\nShe left."
	d := parse(t, src)
	if d.Front.Title != "Ün" || len(d.Sentences) != 2 {
		t.Fatalf("front %+v, sentences %q", d.Front, sentenceTexts(d))
	}
	first, second := d.Sentences[0], d.Sentences[1]
	cut := func(sp Span) string { return src[sp.Start.Offset:sp.End.Offset] }
	if got := cut(first.Span); got != "Ä «Он *ушёл*» &amp; Б. [@c-1]" {
		t.Errorf("span of the sentence: %q", got)
	}
	if first.Span.Start.Line != 5 || first.Span.Start.Column != 1 || first.Span.End.Column != 30 {
		t.Errorf("place of the sentence: %+v", first.Span)
	}
	if second.Span.Start.Line != 6 || cut(second.Span) != "She left." {
		t.Errorf("place of the second: %+v", second.Span)
	}
	if got := cut(first.Cites[0].Span); got != "@c-1" || first.Cites[0].Span.Start.Column != 25 {
		t.Errorf("place of the citation: %q %+v", got, first.Cites[0].Span)
	}
	at := strings.Index(first.Text, "ушёл")
	if got := first.PlaceOf(TextSpan{at, at + len("ушёл")}); cut(got) != "ушёл" || got.Start.Column != 8 {
		t.Errorf("PlaceOf: %q %+v", cut(got), got)
	}
	at = strings.Index(first.Text, "&")
	if got := cut(first.PlaceOf(TextSpan{at, at + 1})); got != "&amp;" {
		t.Errorf("PlaceOf of an entity: %q", got)
	}
	whole := parse(t, "| Ivanov [@c-1] | b |\n|---|---|\n| Petrov [@c-1] | 2 |\n").Sentences[2]
	if got := whole.PlaceOf(TextSpan{0, len(whole.Text)}); got.Start.Column != 3 || got.End.Column != 9 {
		t.Errorf("PlaceOf of a whole text takes in its citation: %+v", got)
	}
	if got := cut(d.Front.Fields[0].Span); got != "Ün" || d.Front.Fields[0].Span.Start != (Position{2, 8, 15}) {
		t.Errorf("place of the title: %q %+v", got, d.Front.Fields[0].Span)
	}
}

func TestFrontMatter(t *testing.T) {
	d := parse(t, "---\ntitle: \"A: b\"\ndateline: Moscow\nbyline: X\ntopics: [army, law]\nlicence: CC BY 4.0\n"+
		"caption: A tank\nembargo: 2015-05-10T06:00:00Z\nslug: soldiers\nlanguage: en-GB\nphoto:\n  by: Y\n  tags: [p, 7]\n---\nHe left.")
	f := d.Front
	if f.Title != "A: b" || f.Dateline != "Moscow" || f.Byline != "X" || strings.Join(f.Topics, "|") != "army|law" ||
		f.Licence != "CC BY 4.0" || f.Caption != "A tank" || f.Embargo != record.Time("2015-05-10T06:00:00Z") || f.Language != "en-GB" {
		t.Errorf("front matter: %+v", f)
	}
	if d.Name != "soldiers" || d.Language != "en" || d.FileName != "story.md" {
		t.Errorf("name %q, language %q, file %q", d.Name, d.Language, d.FileName)
	}
	var keys []string
	for _, field := range f.Fields {
		keys = append(keys, field.Key+"="+field.Text)
	}
	want := "title=A: b dateline=Moscow byline=X topics[0]=army topics[1]=law licence=CC BY 4.0 caption=A tank " +
		"embargo=2015-05-10T06:00:00Z slug=soldiers language=en-GB photo.by=Y photo.tags[0]=p photo.tags[1]=7"
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("fields\n got %s\nwant %s", got, want)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"not UTF-8", "ab\nc\xffd", "story.md: line 2 is not UTF-8 (byte 4 of the file)"},
		{"NUL", "ab\n\x00", "line 2 has a NUL byte (byte 3 of the file)"},
		{"no YAML", "---\ntitle: a\nSECRET: b: c\n---\n", "story.md:3: the front matter is not YAML"},
		{"no mapping", "---\n- SECRET\n---\n", "story.md:2: "},
		{"no end", "---\ntitle: SECRET\n", "story.md:1: the front matter has no end"},
		{"title of wrong type", "---\nslug: x\ntitle: [SECRET]\n---\n", "story.md:3: title is not a text"},
		{"topics of wrong type", "---\ntopics: {SECRET: b}\n---\n", "story.md:2: topics is not a list"},
		{"embargo no time", "---\nembargo: SECRET\n---\n", "story.md:2: embargo is not a time"},
		{"slug out of the directory", "---\nslug: ../SECRET\n---\n", "story.md:2: slug cannot name a file"},
		{"key twice", "---\ntitle: SECRET\ntitle: b\n---\n", "story.md:3: a key of the front matter stands twice"},
		{"tag", "---\nx: y\ntitle: !!binary U0VDUkVU\n---\n", "story.md:3: the front matter gives a value a type"},
		{"alias", "---\na: &x SECRET\nb: *x\n---\n", "story.md:3: the front matter refers to itself"},
		{"too deep", strings.Repeat("> ", 100) + "SECRET", "line 1 nests more than"},
		{"too large", strings.Repeat("SECRET ", 200_000), "larger than 1 MiB"},
	} {
		_, err := Parse("dir/story.md", []byte(c.text))
		var p *problem.Error
		if !errors.As(err, &p) || p.Kind != problem.Usage || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for _, text := range []string{"", "---\n---\n", "---\n# only a comment\n---\n", "\uFEFF", "\r\n\r\n", "title: x"} {
		if d, err := Parse("story.md", []byte(text)); err != nil || d.Name != "story" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestHidden(t *testing.T) {
	d := parse(t, "A [b](https://x.org/p?q=1 \"Ti\") ![Al *t*](t.jpg 'Im') <!-- co --> <b title=\"at\">c</b> <https://auto.org>\n\n"+
		"[ref]: https://def.org 'De'\n\n```inf\ncode here\n```\n\n<div>block html</div>\n\n| a |\n|---|\n| b | surplus |\n\n[d][ref] e.")
	var got []string
	for _, h := range d.Hidden {
		got = append(got, h.Key+"="+h.Text)
		if cut := string(d.Source[h.Span.Start.Offset:h.Span.End.Offset]); !strings.Contains(cut, h.Text) {
			t.Errorf("%s: the place holds %q, not %q", h.Key, cut, h.Text)
		}
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"link url=https://x.org/p?q=1", "link title=Ti", "image text=Al *t", "image url=t.jpg",
		"image title=Im", "comment=<!-- co -->", "html=<b title=\"at\">", "definition=[ref]: https://def.org 'De'",
		"code info=inf", "surplus"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not kept; hidden:\n%s", want, all)
		}
	}
	var code []string
	for _, b := range d.Blocks {
		if b.Kind == Code {
			code = append(code, b.Text)
		}
	}
	if line := strings.Join(code, "|"); line != "code here\n|<div>block html</div>\n" && line != "code here\n|<div>block html</div>" {
		t.Errorf("code blocks: %q", line)
	}
	if last := d.Sentences[len(d.Sentences)-1].Text; last != "d e." {
		t.Errorf("last sentence %q", last)
	}
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"He left.": "en", "Он ушёл, и это было всё.": "ru", "Він пішов, і це було все.": "uk", "غادر الجنود.": "ar", "": "en",
		"---\nlanguage: uk-UA\n---\nHe left.": "uk",
	} {
		if got := parse(t, text).Language; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
