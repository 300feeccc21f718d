package worker

import (
	"archive/zip"
	"bytes"
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

// secret is what must be in no page; nothing else in a fixture looks like it.
const secret = "Zlatoustova"

// packed makes a zip of names and texts in turn.
func packed(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		_, _ = w.Write([]byte(parts[i+1]))
	}
	z.Close()
	return b.Bytes()
}

const (
	contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
	relations    = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relation     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	ooxml        = "application/vnd.openxmlformats-officedocument."
	wordSpace    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	sheetSpace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	slideSpace   = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
)

// docx has a tracked deletion, a move, a comment, hidden words, authors, fields and
// links to other files, each with the secret, and words that stay.
func docx() []byte {
	body := `<w:p><w:r><w:t>The driver told us.</w:t></w:r></w:p>` +
		`<w:p><w:del w:id="1" w:author="` + secret + `" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>` + secret + `</w:delText></w:r></w:del><w:ins w:id="2" w:author="` + secret + `"><w:r><w:t>Put in later.</w:t></w:r></w:ins></w:p>` +
		`<w:p><w:moveFrom w:id="3" w:author="x"><w:r><w:t>` + secret + `</w:t></w:r></w:moveFrom></w:p>` +
		`<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>With a comment.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>` +
		`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>` + secret + `</w:t></w:r></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> DATE \@ "d MMMM yyyy" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3 May 2015</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> INCLUDETEXT "/etc/passwd" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>as it was</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
		`<w:p><w:hyperlink r:id="r9"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p><w:sectPr><w:headerReference w:type="default" r:id="r2"/></w:sectPr>`
	return packed(
		"[Content_Types].xml", contentTypes+`<Override PartName="/word/document.xml" ContentType="`+ooxml+`wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="`+ooxml+`wordprocessingml.comments+xml"/><Override PartName="/word/header1.xml" ContentType="`+ooxml+`wordprocessingml.header+xml"/></Types>`,
		"_rels/.rels", relations+`<Relationship Id="r1" Type="`+relation+`officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0"?><w:document `+wordSpace+`><w:body>`+body+`</w:body></w:document>`,
		"word/_rels/document.xml.rels", relations+`<Relationship Id="r1" Type="`+relation+`comments" Target="comments.xml"/><Relationship Id="r2" Type="`+relation+`header" Target="header1.xml"/><Relationship Id="r9" Type="`+relation+`hyperlink" Target="https://`+secret+`.example/" TargetMode="External"/></Relationships>`,
		"word/comments.xml", `<?xml version="1.0"?><w:comments `+wordSpace+`><w:comment w:id="0" w:author="`+secret+`"><w:p><w:r><w:t>`+secret+`</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/header1.xml", `<?xml version="1.0"?><w:hdr `+wordSpace+`><w:p><w:r><w:t>The head of the page</w:t></w:r></w:p></w:hdr>`,
		"docProps/core.xml", `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>`+secret+`</dc:creator></cp:coreProperties>`,
	)
}

// rtf has a deleted and a hidden passage, a comment, an author, and a field.
func rtf() []byte {
	return []byte(`{\rtf1\ansi{\info{\author ` + secret + `}}{\*\revtbl{Unknown;}{` + secret + `;}}The driver told us. {\deleted\revauthdel1 ` + secret + `}{\revised\revauth1 Put in later.} {\v ` + secret + `}` +
		`{\*\annotation{\*\atnid ` + secret + `} ` + secret + `} {\field{\*\fldinst DATE \\@ "d MMMM yyyy"}{\fldrslt 3 May 2015}}\par}`)
}

// xlsx has a hidden and a very hidden sheet, a hidden row and column, a comment, a
// name of a range, a formula with its result and one that calls out.
func xlsx() []byte {
	cell := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	sheet := func(cols, rows string) string {
		return `<?xml version="1.0"?><worksheet ` + sheetSpace + `>` + cols + `<sheetData>` + rows + `</sheetData></worksheet>`
	}
	return packed(
		"[Content_Types].xml", contentTypes+`<Override PartName="/xl/workbook.xml" ContentType="`+ooxml+`spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="`+ooxml+`spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="`+ooxml+`spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet3.xml" ContentType="`+ooxml+`spreadsheetml.worksheet+xml"/><Override PartName="/xl/comments1.xml" ContentType="`+ooxml+`spreadsheetml.comments+xml"/></Types>`,
		"_rels/.rels", relations+`<Relationship Id="r1" Type="`+relation+`officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<?xml version="1.0"?><workbook `+sheetSpace+`><sheets><sheet name="Crates" sheetId="1" r:id="r1"/><sheet name="`+secret+`" sheetId="2" state="hidden" r:id="r2"/><sheet name="More" sheetId="3" state="veryHidden" r:id="r3"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", relations+`<Relationship Id="r1" Type="`+relation+`worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="`+relation+`worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="`+relation+`worksheet" Target="worksheets/sheet3.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", sheet(`<cols><col min="3" max="3" width="9" hidden="1"/></cols>`, `<row r="1">`+cell("A1", "The driver told us.")+cell("C1", secret)+`</row><row r="2" hidden="1">`+cell("A2", secret)+`</row><row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://127.0.0.1:9/`+secret+`")</f><v>Put in later.</v></c></row><row r="4"><c r="A4" t="str"><f>TODAY()</f><v>3 May 2015</v></c></row>`),
		"xl/worksheets/sheet2.xml", sheet("", `<row r="1">`+cell("A1", secret)+`</row>`),
		"xl/worksheets/sheet3.xml", sheet("", `<row r="1">`+cell("A1", secret)+`</row>`),
		"xl/worksheets/_rels/sheet1.xml.rels", relations+`<Relationship Id="r1" Type="`+relation+`comments" Target="../comments1.xml"/></Relationships>`,
		"xl/comments1.xml", `<?xml version="1.0"?><comments `+sheetSpace+`><authors><author>`+secret+`</author></authors><commentList><comment ref="A1" authorId="0"><text><t>`+secret+`</t></text></comment></commentList></comments>`,
	)
}

// odf makes an OpenDocument file of a body and its automatic styles.
func odf(kind, styles, body string) []byte {
	const spaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"`
	return packed("mimetype", "application/vnd.oasis.opendocument."+kind,
		"content.xml", `<?xml version="1.0"?><office:document-content `+spaces+` office:version="1.2"><office:automatic-styles>`+styles+`</office:automatic-styles><office:body>`+body+`</office:body></office:document-content>`,
		"meta.xml", `<?xml version="1.0"?><office:document-meta `+spaces+` office:version="1.2"><office:meta><meta:initial-creator>`+secret+`</meta:initial-creator><dc:creator>`+secret+`</dc:creator></office:meta></office:document-meta>`,
		"META-INF/manifest.xml", `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.`+kind+`"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`)
}

func odt() []byte {
	return odf("text", `<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>`,
		`<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>`+secret+`</dc:creator><dc:date>2020-01-01T00:00:00</dc:date></office:change-info><text:p>`+secret+`</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
			`<text:p>The driver told us. <text:change text:change-id="c1"/>Put in later.<office:annotation><dc:creator>`+secret+`</dc:creator><text:p>`+secret+`</text:p></office:annotation><text:span text:style-name="V">`+secret+`</text:span></text:p>`+
			`<text:p><text:date>3 May 2015</text:date></text:p><text:section text:name="s" text:display="none"><text:p>`+secret+`</text:p></text:section>`+
			`<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="http://127.0.0.1:9/`+secret+`.png"/></draw:frame></text:p></office:text>`)
}

func ods() []byte {
	return odf("spreadsheet", `<style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style>`,
		`<office:spreadsheet><table:table table:name="Crates"><table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>`+secret+`</text:p></office:annotation><text:p>The driver told us.</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:formula="of:=TODAY()" office:value-type="string" office:string-value="3 May 2015"><text:p>3 May 2015</text:p></table:table-cell></table:table-row>`+
			`<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><text:p>`+secret+`</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Put in later.</text:p></table:table-cell></table:table-row></table:table>`+
			`<table:table table:name="`+secret+`" table:style-name="T"><table:table-row><table:table-cell office:value-type="string"><text:p>`+secret+`</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`)
}

func odp() []byte {
	frame := func(text string) string {
		return `<draw:frame svg:x="2cm" svg:y="2cm" svg:width="12cm" svg:height="2cm"><draw:text-box><text:p>` + text + `</text:p></draw:text-box></draw:frame>`
	}
	return odf("presentation", `<style:style style:name="H" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>`,
		`<office:presentation><draw:page draw:name="one">`+frame("The driver told us. Put in later. 3 May 2015")+`<office:annotation><dc:creator>x</dc:creator><text:p>`+secret+`</text:p></office:annotation><presentation:notes>`+frame(secret)+`</presentation:notes></draw:page>`+
			`<draw:page draw:name="`+secret+`" draw:style-name="H">`+frame(secret)+`</draw:page></office:presentation>`)
}

func pptx() []byte {
	slide := func(show, text string) string {
		return `<?xml version="1.0"?><p:sld ` + slideSpace + show + `><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="` + secret + `" descr="` + secret + `"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="900000" y="900000"/><a:ext cx="6000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`
	}
	return packed(
		"[Content_Types].xml", contentTypes+`<Override PartName="/ppt/presentation.xml" ContentType="`+ooxml+`presentationml.presentation.main+xml"/><Override PartName="/ppt/slides/slide1.xml" ContentType="`+ooxml+`presentationml.slide+xml"/><Override PartName="/ppt/slides/slide2.xml" ContentType="`+ooxml+`presentationml.slide+xml"/></Types>`,
		"_rels/.rels", relations+`<Relationship Id="r1" Type="`+relation+`officeDocument" Target="ppt/presentation.xml"/></Relationships>`,
		"ppt/presentation.xml", `<?xml version="1.0"?><p:presentation `+slideSpace+`><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", relations+`<Relationship Id="r1" Type="`+relation+`slide" Target="slides/slide1.xml"/><Relationship Id="r2" Type="`+relation+`slide" Target="slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide1.xml", slide("", "The driver told us. Put in later. 3 May 2015"),
		"ppt/slides/slide2.xml", slide(` show="0"`, secret),
	)
}

var everyKind = flag.Bool("office", false, "make pages of every kind of office file, twice")

func needOffice(t *testing.T) {
	t.Helper()
	if raceDetector || findOffice() == "" {
		t.Skip("LibreOffice is not installed: no pages can be made of office files")
	}
}

// TestOfficeFilesBecomeTheirPages: what is in no page is gone, also for other tools;
// what stands in pages stays, and no field is filled in anew.
func TestOfficeFilesBecomeTheirPages(t *testing.T) {
	needOffice(t)
	for name, c := range map[string]struct {
		data []byte
		left redact.LeftOut
	}{
		"letter.docx": {docx(), redact.LeftOut{Changes: 3, Comments: 1, Hidden: 1, Outside: 1}},
		"letter.rtf":  {rtf(), redact.LeftOut{Changes: 2, Comments: 1, Hidden: 1}},
		"letter.odt":  {odt(), redact.LeftOut{Changes: 1, Comments: 1, Hidden: 2, Outside: 1}},
		"list.xlsx":   {xlsx(), redact.LeftOut{Comments: 1, Hidden: 2}},
		"list.ods":    {ods(), redact.LeftOut{Hidden: 1}},
		"talk.odp":    {odp(), redact.LeftOut{Comments: 1, Hidden: 1}},
		"talk.pptx":   {pptx(), redact.LeftOut{Hidden: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			if !*everyKind && name != "letter.docx" {
				t.Skip("run with -office: each takes seconds")
			}
			kind, ok := redact.OfficeOf(intake.MediaType(name, c.data), c.data)
			if !ok {
				t.Fatal(intake.MediaType(name, c.data), "is no office file")
			}
			got, err := Flatten(t.Context(), name, kind, c.data)
			if err != nil {
				t.Fatal(err)
			}
			if got.Left != c.left {
				t.Errorf("left out %+v, want %+v", got.Left, c.left)
			}
			sheets, err := Sheets(t.Context(), "x", got.PDF)
			if err != nil {
				t.Fatal(err)
			}
			said := redact.Left(sheets, nil)
			for _, stays := range []string{"The driver told us.", "Put in later.", "3 May 2015"} {
				if !strings.Contains(strings.Join(strings.Fields(said), " "), stays) {
					t.Errorf("%q is gone: %q", stays, said)
				}
			}
			if strings.Contains(said, secret) || strings.Contains(said, "root:") {
				t.Errorf("left to be read: %q", said)
			}
			out, err := redact.Make(redact.Becomes("application/pdf"), sheets, nil, nil)
			if err != nil || bytes.Contains(out.Bytes, []byte(secret)) {
				t.Error("the secret is in the bytes", err)
			}
			if !*everyKind {
				return
			}
			again, err := Flatten(t.Context(), name, kind, c.data)
			if err != nil {
				t.Fatal(err)
			}
			twice, err := Sheets(t.Context(), "x", again.PDF)
			if err != nil || layout(t, sheets) != layout(t, twice) {
				t.Error("other pages the second time", err)
			}
		})
	}
}

func layout(t *testing.T, sheets []redact.Sheet) string {
	t.Helper()
	sum, err := redact.Layout(sheets)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// TestOfficeReachesNothing: no network, no files of the user, nothing left behind, in
// every degree of isolation that this system grants.
func TestOfficeReachesNothing(t *testing.T) {
	needOffice(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	called := make(chan struct{}, 9)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn.Close()
			called <- struct{}{}
		}
	}()
	private := filepath.Join(t.TempDir(), "private.txt")
	if err := os.WriteFile(private, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	image := func(href string) string {
		return `<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="` + href + `" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>`
	}
	data := odf("text", "", `<office:text><text:p>The driver told us.</text:p>`+image("http://"+listener.Addr().String()+"/a.png")+
		`<text:section text:name="a"><text:section-source xlink:href="file://`+private+`"/><text:p/></text:section></office:text>`)
	for i, iso := range officeIsolations() {
		if i > 0 && !*everyKind {
			break
		}
		said := &capped{left: 64 << 20}
		begun, err := inOffice(t.Context(), iso, officeRequest{Program: findOffice(), Kind: redact.Office{Ending: "odt", Flat: "fodt"}, Size: int64(len(data))}, data, said)
		if !begun {
			t.Logf("degree %d is refused here", i)
			continue
		}
		if err != nil || !strings.Contains(said.kept.String(), `"pdf":"`) {
			t.Errorf("degree %d: %v %.200s", i, err, said.kept.String())
		}
		if bytes.Contains(said.kept.Bytes(), []byte(secret)) {
			t.Errorf("degree %d read a file of the user", i)
		}
	}
	select {
	case <-called:
		t.Error("the network was called")
	default:
	}
	for _, base := range append(privateBases(), pipesDir) {
		if left, _ := filepath.Glob(filepath.Join(base, pagesDir+"*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestHostileOfficeFiles(t *testing.T) {
	needOffice(t)
	kind := redact.Office{Ending: "docx", Flat: "fodt"}
	locked := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), bytes.Repeat([]byte{0}, 600)...)
	for _, r := range "EncryptedPackage" {
		locked = append(locked, byte(r), 0)
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":  {nil, "damaged"},
		"no zip":   {[]byte("PK\x03\x04 nothing"), "damaged"},
		"no parts": {packed("x", "y"), "cannot be redacted"},
		"locked":   {locked, "password"},
	} {
		_, err := Flatten(t.Context(), "letter", kind, c.data)
		if problem.KindOf(err) != problem.Usage || !strings.Contains(problem.Line(err), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoOffice(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Flatten(t.Context(), "letter", redact.Office{Ending: "docx", Flat: "fodt"}, docx())
	if problem.KindOf(err) != problem.Unavailable || !strings.Contains(problem.Line(err), "install") {
		t.Error(err)
	}
}

func TestLeftoversAreSwept(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there are no such directories here")
	}
	base := t.TempDir()
	gone := exec.Command("/bin/true")
	if err := gone.Run(); err != nil {
		t.Skip("no /bin/true")
	}
	dead := filepath.Join(base, pagesDir+strconv.Itoa(gone.Process.Pid)+"-1")
	live := filepath.Join(base, pagesDir+strconv.Itoa(os.Getpid())+"-1")
	for _, dir := range []string{dead, live} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	sweep(base)
	if _, err := os.Stat(dead); err == nil {
		t.Error("what a dead process left is still there")
	}
	if _, err := os.Stat(live); err != nil {
		t.Error("what a living process has is gone")
	}
}
