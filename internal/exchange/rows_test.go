package exchange

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"onrecord.dev/onrecord/internal/record"
)

const register = `prefix: reg
dates: dmy
columns:
  claim: {id: Claim, text: Text, time: When, quantity: Count, adverse_to: Against}
  speaker: {id: Code, name: Name, protected: Sealed, identifiers: Phone}
  statement: {id: No, text: Said, basis: How, derived_from: From, conduit: Via}
  evidence: {url: URL, kind: Kind}
  link: {stance: Side, value: Value}
words:
  basis: {eyewitness: [очевидец, شاهد عيان, свідок], hearsay: [слухи]}
  stance: {supports: [за], denies: [отрицает]}
  protected: {"yes": [да], "no": [нет]}
defaults: {type: person}
`

const header = "Claim;Text;When;Count;Against;Code;Name;Sealed;Phone;No;Said;How;From;Via;URL;Kind;Side;Value\n"

func rows(t testing.TB, w *world, table string) (*Report, error) {
	t.Helper()
	doc, report, err := Rows(Archive{Name: "r.csv", Source: []byte(header + table), Mapping: mapping(t, register), Known: w.Casefile})
	if err == nil {
		w.take(t, doc)
		err = doc.Refuse(Validate(w.Casefile))
	}
	return report, err
}

func TestRows(t *testing.T) {
	w := newWorld()
	table := `R-1;Fourteen left;12.12.2014;14;The Ministry;W-1;Zebulon Quagmirov;да;+7 900;1;"He said:
""We left"" – all of us";очевидец;;;;interview;за;14
R-1;;;;;;;нет;;2;وصل أربعة عشر;;1;;https://news.example/a?utm_source=x;web;за;10-15
R-1;;;;;;The Ministry;нет;;3;Nobody left;position;;;https://mod.example/b;web;отрицает;
R-1;;;;;W-2;Anna;нет;;4;Я видела;свідок;;Rights Group;;interview;за;9+
`
	report, err := rows(t, w, table)
	if err != nil {
		t.Fatal(err)
	}
	if report.Incidents != 4 || report.Statements != 4 || report.Claims != 1 {
		t.Errorf("%+v", report)
	}
	c := w.Claims["reg-r-1"]
	if c == nil || c.Text != "Fourteen left" || c.Time != "2014-12-12" || *c.Quantity.Low != 14 || len(c.AdverseTo) != 1 {
		t.Fatalf("%+v", c)
	}
	if got := w.Statements["reg-s-1"]; got.Text != "He said:\n\"We left\" – all of us" || got.Basis != record.Eyewitness || got.Speaker != "reg-a-w-1" {
		t.Errorf("%+v", got)
	}
	if got := w.Statements["reg-s-2"]; got.Basis != record.Hearsay || len(got.DerivedFrom) != 1 || got.DerivedFrom[0].Statement != "reg-s-1" {
		t.Errorf("what no column says is hearsay, and a copy names its source: %+v", got)
	}
	if got := w.Statements["reg-s-4"]; len(got.Conduit) != 1 || w.Actors[got.Conduit[0]].Names[0] != "Rights Group" {
		t.Errorf("%+v", got)
	}
	if a := w.Actors["reg-a-w-1"]; !a.Protected || len(a.Names) != 0 || a.Terms != record.Anonymous {
		t.Errorf("%+v", a)
	}
	open := w.export(t, true, false)
	for _, canary := range []string{"Zebulon", "Quagmirov", "7 900"} {
		if strings.Contains(open, canary) {
			t.Errorf("%s stands in the open", canary)
		}
	}
	if got := standing(w, "reg-r-1"); got != [2]int{1, 1} { // "9 or more" is context of "14"
		t.Errorf("S, S_max: %v", got)
	}
	before := w.export(t, true, true)
	if _, err := rows(t, w, table); err != nil || w.export(t, true, true) != before {
		t.Errorf("again: %v", err)
	}
}

func TestRowsRefused(t *testing.T) {
	cell := func(column, text string) string {
		values := map[string]string{"Claim": "R-1", "Text": "x", "Sealed": "нет"}
		values[column] = text
		var out []string
		for _, name := range strings.Split(strings.TrimSpace(header), ";") {
			out = append(out, values[name])
		}
		return strings.Join(out, ";") + "\n"
	}
	for name, c := range map[string]struct {
		table string
		words []string
	}{
		"bad date":          {cell("When", "next spring"), []string{"r.csv:2: row 2, column When", "date"}},
		"bad word":          {cell("How", "Quagmirov"), []string{"column How", "words.basis", "eyewitness"}},
		"formula":           {cell("Text", "=1+1"), []string{"column Text", "formula"}},
		"bad number":        {cell("Count", "a few"), []string{"column Count", "14, 9-14"}},
		"bad address":       {cell("URL", "javascript:alert(1)"), []string{"column URL", "http"}},
		"dangling":          {cell("From", "77"), []string{"column From", "no row"}},
		"protected no code": {strings.Replace(cell("Name", "Zebulon Quagmirov"), "нет", "да", 1), []string{"column Name", "speaker.id"}},
		"protected unsaid":  {strings.Replace(cell("Name", "Zebulon Quagmirov"), "нет", "", 1), []string{"column Sealed"}},
		"no claim text":     {cell("Text", ""), []string{"no row gives this claim a text"}},
		"zero byte":         {cell("Text", "a\x00b"), []string{"r.csv:2"}},
		"open quote":        {cell("Text", `"Quagmirov`), []string{"r.csv:2", "quoted cell"}},
		"bare quote":        {cell("Text", `a "Quagmirov" b`), []string{"r.csv:2", "quotation mark"}},
		"huge cell":         {cell("Text", strings.Repeat("x", maxCell+1)), []string{"column Text", "1 MiB"}},
		"same statement":    {cell("No", "5") + cell("No", "5"), []string{"r.csv:3", "same id of a statement"}},
		"two ids in one":    {cell("Claim", "R-1") + cell("Claim", "r-1"), []string{"r.csv:3", "would both become reg-r-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rows(t, newWorld(), c.table)
			refused(t, err, c.words...)
			if strings.Contains(err.Error(), "Quagmirov") {
				t.Errorf("a value is quoted: %v", err)
			}
		})
	}
	_, _, err := Rows(Archive{Name: "r.csv", Source: []byte("Claims;Quagmirov\nR-1;x\n"), Mapping: mapping(t, "prefix: r\ncolumns: {claim: {text: Claim}}")})
	refused(t, err, "no column for claim.text", "did you mean the column Claims", "map.yaml:3")
	_, _, err = Rows(Archive{Name: "r.csv", Source: []byte("Claim\nx\n"), Mapping: mapping(t, "columns: {claim: {text: Claim}}")})
	refused(t, err, "prefix")
}

func TestMappingRefused(t *testing.T) {
	for text, words := range map[string][]string{
		"prefix: A B":                                   {"m.yaml:2: prefix"},
		"columns: {claim: {txt: a}}":                    {"columns.claim.txt", "did you mean text"},
		"words: {basis: {eyewitnes: [a]}}":              {"did you mean eyewitness"},
		"words: {stance: {supports: [a], denies: [A]}}": {"words.stance", "both"},
		"defaults: {basis: gossip}":                     {"defaults.basis", "hearsay"},
		"encoding: latin-9":                             {"encoding", "windows-1251"},
		"dates: ymd":                                    {"dates", "dmy"},
		"- a":                                           {"m.yaml"},
	} {
		_, err := ParseMapping("m.yaml", []byte("format: onrecord.mapping/1\n"+text))
		refused(t, err, words...)
	}
	_, err := ParseMapping("m.yaml", []byte("format: onrecord.casefile/1\n"))
	refused(t, err, "m.yaml:1: format", MappingFormat)
}

// TestEncodings: the same table comes in however it was saved.
func TestEncodings(t *testing.T) {
	russian := "Утверждение,Кто\nШкола № 4 повреждена ударом,Анна Ёлкина\n"
	ukrainian := "Твердження;Хто\n\"Міст, що веде до ґанку, зруйновано\";Їжак\n"
	arabic := "الادعاء\tمن\nأصيب السوق المركزي بقذيفة عند الظهر\tسليمان\n"
	little := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	bare := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	for name, c := range map[string]struct {
		text string
		as   encoding.Encoding
	}{
		"utf-8": {russian, encoding.Nop}, "utf-8 with mark": {"\ufeff" + arabic, encoding.Nop}, "utf-16": {ukrainian, little}, "utf-16 without mark": {russian, bare},
		"utf-16 big": {arabic, big}, "1251 russian": {russian, charmap.Windows1251}, "1251 ukrainian": {ukrainian, charmap.Windows1251}, "1256": {arabic, charmap.Windows1256},
	} {
		t.Run(name, func(t *testing.T) {
			saved, err := c.as.NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(strings.TrimPrefix(c.text, "\ufeff"), "\n")
			column := strings.FieldsFunc(first, func(r rune) bool { return strings.ContainsRune(",;\t", r) })[0]
			w := newWorld()
			archived(t, w, Rows, Archive{Name: "r.csv", Source: saved, Mapping: mapping(t, "prefix: r\ncolumns: {claim: {text: "+column+"}}")})
			if len(w.Claims) != 1 {
				t.Fatalf("%d claims", len(w.Claims))
			}
			for _, claim := range w.Claims {
				if !strings.Contains(c.text, claim.Text) {
					t.Errorf("read as %q", claim.Text)
				}
			}
		})
	}
}

func TestWritten(t *testing.T) {
	for text, want := range map[string]record.Time{
		"2014-12-12": "2014-12-12", "2014": "2014", "12.11.2014": "2014-11-12", "2014/1/2": "2014-01-02", "2014-12-12 09:30:00": "2014-12-12",
		"٢٤.٠٥.٢٠٣١": "2031-05-24", "25/12/2014": "2014-12-25", "12/25/2014": "2014-12-25", "03/2014": "2014-03", "4/4/2014": "2014-04-04",
		"2014-12-12T09:30:00Z": "2014-12-12T09:30:00Z", "1/2/2014": "", "31.02.2014": "", "soon": "", "": "", "2014-13-01": "",
	} {
		if got, _, ok := readTime(text, noOrder); got != want && (ok || want != "") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string][2]string{
		"14": {"14", "14"}, "9+": {"9", ""}, "≥ 9": {"9", ""}, "<=14": {"", "14"}, "9–14": {"9", "14"}, "1 200": {"1200", "1200"}, "٣-٥": {"3", "5"}, "2,5": {"2.5", "2.5"}, "007": {"7", "7"},
	} {
		if low, high, ok := readAmount(text); !ok || [2]string{low, high} != want {
			t.Errorf("%q: %s %s %t", text, low, high, ok)
		}
	}
	for _, text := range []string{"", "few", "1,200", "14-9", "1e99", "-3", "3-", "++"} {
		if low, high, ok := readAmount(text); ok {
			t.Errorf("%q is read as %s %s", text, low, high)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, group := range [][]string{
		{"https://twitter.com/Some_One/status/12?s=20&t=abc", "https://x.com/some_one/status/12", "http://mobile.twitter.com/Some_One/status/12/photo/1", "https://web.archive.org/web/20220304050607/https://twitter.com/some_one/status/12"},
		{"https://t.me/channel_x/44", "https://t.me/s/channel_x/44?single", "http://www.t.me/Channel_X/44"},
		{"https://youtu.be/AbC123?si=x", "https://www.youtube.com/watch?v=AbC123&feature=share", "https://m.youtube.com/shorts/AbC123"},
		{"https://news.example/a/?utm_source=x#top", "http://www.news.example/a"},
	} {
		first, _ := readAddress(group[0])
		for _, text := range group[1:] {
			if a, ok := readAddress(text); !ok || a.same != first.same || a.who != first.who {
				t.Errorf("%s: %+v, not as %+v", text, a, first)
			}
		}
	}
	for text, who := range map[string]string{
		"https://youtu.be/AbC123": "", "https://x.com/i/web/status/12": "", "https://archive.ph/abc": "", "https://vk.com/wall-44_5": "vk -44",
		"https://www.facebook.com/some.page/posts/1": "facebook some.page", "https://uk.daily.co.uk/x": "daily.co.uk", "https://example.org": "example.org",
		"https://www.tiktok.com/@some.one/video/1": "tiktok some.one", "https://instagram.com/p/abc": "", "http://10.0.0.1/x": "10.0.0.1",
	} {
		if a, ok := readAddress(text); !ok || a.who != who {
			t.Errorf("%s: %q, want %q", text, a.who, who)
		}
	}
	for _, text := range []string{"", "t.me/x", "ftp://a.example/x", "javascript:alert(1)", "https://", "https://" + strings.Repeat("a", 5000)} {
		if _, ok := readAddress(text); ok {
			t.Errorf("%q is read as an address", text)
		}
	}
}

// TestMappingsOfThePages: every mapping that a page or an example shows can be read.
func TestMappingsOfThePages(t *testing.T) {
	found := 0
	for _, page := range []string{"../../docs/formats/incidents.md", "../../docs/formats/csv.md", "../../examples/velna-archive/incidents.yaml", "../../examples/velna-archive/register.yaml"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		blocks := []string{string(text)}
		if strings.HasSuffix(page, ".md") {
			blocks = strings.Split(string(text), "```")
		}
		for _, b := range blocks {
			if b = strings.TrimPrefix(b, "yaml\n"); strings.Contains(b, "\nformat: onrecord.mapping/1\n") || strings.HasPrefix(b, "format: onrecord.mapping/1\n") {
				found++
				if _, err := ParseMapping(page, []byte(b)); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if found != 4 {
		t.Errorf("%d mappings were found", found)
	}
}
