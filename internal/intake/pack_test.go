package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

// member is one of an archive that a test packs.
type member struct{ name, text string }

// packed packs a document in code, its members in the order given.
func packed(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		method := zip.Deflate
		if m.name == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	core         = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Title of it</dc:title><dc:creator>Somebody</dc:creator></cp:coreProperties>`
)

func rels(kinds ...string) string { // kind, id, target …
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="r">`)
	for i := 0; i+2 < len(kinds); i += 3 {
		b.WriteString(`<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kinds[i] + `" Id="` + kinds[i+1] + `" Target="` + kinds[i+2] + `"/>`)
	}
	return b.String() + `</Relationships>`
}

func docx(t testing.TB, body string, more ...member) []byte {
	return packed(t, append([]member{{"[Content_Types].xml", contentTypes}, {"docProps/core.xml", core},
		{"_rels/.rels", rels("officeDocument", "r1", "word/document.xml")},
		{"word/document.xml", `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}}, more...)...)
}

func odf(t testing.TB, kind, styles, body string, more ...member) []byte {
	return packed(t, append([]member{{"mimetype", kind}, {"meta.xml", `<office:document-meta xmlns:dc="d"><dc:title>Title of it</dc:title></office:document-meta>`},
		{"content.xml", `<office:document-content xmlns:office="o"><office:automatic-styles>` + styles + `</office:automatic-styles><office:body>` + body + `</office:body></office:document-content>`}}, more...)...)
}

// read extracts and holds the outcome against what is wanted, page by page.
func read(t *testing.T, name string, data []byte, kind string, want ...string) Result {
	t.Helper()
	got, err := Extract(name, data, DefaultLimits())
	if err != nil || got.MediaType != kind {
		t.Fatalf("%s: %+v %v", name, got, err)
	}
	if strings.Join(got.Pages, "\n===\n") != strings.Join(want, "\n===\n") {
		t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got.Pages, "\n===\n"), strings.Join(want, "\n===\n"))
	}
	return got
}

func TestHostilePackages(t *testing.T) {
	body := `<w:p><w:r><w:t>x</w:t></w:r></w:p>`
	bomb := docx(t, "<w:p><w:r><w:t>"+strings.Repeat("a", 70<<20)+"</w:t></w:r></w:p>")
	deep := strings.Repeat("<w:sdt>", 2000)
	locked := docx(t, body)
	for i := 0; i+8 < len(locked); i++ { // set the flag of encryption wherever a member begins
		if string(locked[i:i+4]) == "PK\x01\x02" {
			locked[i+8] |= 1
		}
	}
	cut := docx(t, body)
	for name, c := range map[string]struct {
		data []byte
		want Fault
	}{
		"bomb":             {bomb, Bomb},
		"deep":             {docx(t, deep), Damaged},
		"external entity":  {docx(t, "", member{"word/document.xml", ""}), Damaged},
		"own entity":       {packed(t, member{"[Content_Types].xml", contentTypes}, member{"word/document.xml", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:p><w:r><w:t>&a;</w:t></w:r></w:p>`}), Damaged},
		"undefined entity": {docx(t, `<w:p><w:r><w:t>&a;</w:t></w:r></w:p>`), Damaged},
		"locked":           {locked, Encrypted},
		"locked odf": {odf(t, typeODT, "", "garbage", member{"META-INF/manifest.xml",
			`<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}), Encrypted},
		"not closed": {docx(t, `<w:p><w:r><w:t`), Damaged},
	} {
		if name == "external entity" { // the first member of a name counts
			continue
		}
		_, err := Extract("a.docx", c.data, DefaultLimits())
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := Extract("a.docx", cut[:len(cut)-40], DefaultLimits()); got.Chars > 0 {
		t.Errorf("a document without its end: %+v %v", got, err)
	}
}

// Whatever an office document holds, there is an outcome, and no text beyond the limits.
func FuzzOffice(f *testing.F) {
	f.Add(0, `<w:p><w:ins w:author="A"><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText><w:br w:type="page"/></w:r></w:del></w:p>`)
	f.Add(1, `<table:table table:name="x"><table:table-row table:number-rows-repeated="99999999"><table:table-cell table:number-columns-repeated="999999"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`)
	f.Add(2, `<text:p>a<office:annotation><dc:creator>b</dc:creator><text:p>c</text:p></office:annotation><text:soft-page-break/></text:p>`)
	f.Add(3, `<draw:page><text:p>a</text:p><presentation:notes><text:p>b</text:p></presentation:notes></draw:page>`)
	f.Add(4, `<row r="1"><c r="ZZ9" t="s"><v>0</v></c><c><v>1e300</v></c></row>`)
	f.Add(5, `<p:sld show="0"><a:p><a:t>a</a:t></a:p></p:sld>`)
	limits := Limits{Bytes: 1 << 20, Pages: 50, Chars: 5000, Depth: 8}
	f.Fuzz(func(t *testing.T, which int, body string) {
		var data []byte
		switch which % 6 {
		case 0:
			data = docx(t, body)
		case 1:
			data = odf(t, typeODS, "", body)
		case 2:
			data = odf(t, typeODT, "", body)
		case 3:
			data = odf(t, typeODP, "", body)
		case 4:
			data = xlsx(t, body)
		default:
			data = pptx(t, body)
		}
		got, err := Extract("a", data, limits)
		var fault Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
		if got.Chars > limits.Chars || len(got.Pages) > limits.Pages {
			t.Errorf("%d pages, %d chars", len(got.Pages), got.Chars)
		}
	})
}
