package intake

import "testing"

func TestDOCX(t *testing.T) {
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	body := `<w:p>` + run("Приказ ") + `<w:ins w:author="Анна [ш]" w:date="2014-12-12T10:00:00Z">` + run("отправить") + `</w:ins>` +
		`<w:del w:author="Petro"><w:r><w:delText> не ехать</w:delText></w:r></w:del>` + run(" людей.") +
		`<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
		`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("Seen") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:tab/><w:t>after</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p>` + run("a") + `</w:p><w:p>` + run("b") + `</w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p>` + run("c") + `</w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>الصفحة الثانية</w:t></w:r></w:p>` +
		`<w:p><w:r><w:lastRenderedPageBreak/><w:t>Third</w:t></w:r>` +
		`<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + run(" box") + `</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>` + run(" box") + `</w:p></mc:Fallback></mc:AlternateContent></w:p>`
	data := docx(t, body,
		member{"word/_rels/document.xml.rels", rels("comments", "r1", "comments.xml", "footnotes", "r2", "/word/footnotes.xml", "header", "r3", "header1.xml", "header", "r4", "header2.xml")},
		member{"word/comments.xml", `<w:comments><w:comment w:id="1" w:author="Olha" w:date="2014-12-13T00:00:00Z"><w:p>` + run("Who says so?") + `</w:p></w:comment><w:comment w:id="7" w:author="Olha"><w:p>` + run("Lost") + `</w:p></w:comment></w:comments>`},
		member{"word/footnotes.xml", `<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p>` + run("---") + `</w:p></w:footnote><w:footnote w:id="2"><w:p>` + run("See order 7.") + `</w:p></w:footnote></w:footnotes>`},
		member{"word/header1.xml", `<w:hdr><w:p>` + run("Secret  matter") + `</w:p></w:hdr>`},
		member{"word/header2.xml", `<w:hdr><w:p>` + run("Secret matter") + `</w:p></w:hdr>`})
	got := read(t, "order.docx", data, typeDOCX,
		"Приказ отправить людей.\n[inserted by Анна (ш), 2014-12-12T10:00:00Z] отправить\n[deleted by Petro] не ехать\n[comment by Olha, 2014-12-13T00:00:00Z] Who says so?\n[footnote] See order 7.\n"+
			"Seen\tafter\n[hidden] unseen\na b\t\tc",
		"الصفحة الثانية",
		"Third box\n[comment by Olha] Lost\n[header] Secret matter")
	if got.Title != "Title of it" || got.Extractor != "docx/1" {
		t.Errorf("%+v", got)
	}
}

func TestPPTX(t *testing.T) {
	data := packed(t, member{"[Content_Types].xml", contentTypes}, member{"_rels/.rels", rels("officeDocument", "r1", "/ppt/presentation.xml")},
		member{"ppt/presentation.xml", `<p:presentation xmlns:r="r"><p:sldIdLst><p:sldId id="257" r:id="r2"/><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>`},
		member{"ppt/_rels/presentation.xml.rels", rels("slide", "r1", "slides/slide1.xml", "slide", "r2", "slides/slide2.xml", "commentAuthors", "r3", "commentAuthors.xml")},
		member{"ppt/commentAuthors.xml", `<p:cmAuthorLst><p:cmAuthor id="0" name="Olha"/></p:cmAuthorLst>`},
		member{"ppt/slides/slide1.xml", `<p:sld show="0"><a:p><a:r><a:t>Втрати</a:t></a:r></a:p></p:sld>`},
		member{"ppt/slides/slide2.xml", `<p:sld><p:sp><a:p><a:r><a:t>Depot </a:t></a:r><a:r><a:t>plan</a:t></a:r></a:p></p:sp><a:tbl><a:tr><a:tc><a:p><a:t>x</a:t></a:p></a:tc><a:tc><a:p><a:t>y</a:t></a:p></a:tc></a:tr></a:tbl></p:sld>`},
		member{"ppt/slides/_rels/slide2.xml.rels", rels("notesSlide", "r1", "../notesSlides/n2.xml", "comments", "r2", "../comments/c2.xml")},
		member{"ppt/notesSlides/n2.xml", `<p:notes><p:sp><p:ph type="sldNum"/><a:p><a:t>2</a:t></a:p></p:sp><p:sp><p:ph type="body"/><a:p><a:t>Say nothing of it</a:t></a:p></p:sp></p:notes>`},
		member{"ppt/comments/c2.xml", `<p:cmLst><p:cm authorId="0" dt="2014-12-12T10:00:00"><p:text>Is that so?</p:text></p:cm></p:cmLst>`})
	read(t, "a.pptx", data, typePPTX,
		"Depot plan\nx\ty\n[notes] Say nothing of it\n[comment by Olha, 2014-12-12T10:00:00] Is that so?",
		"[hidden slide] not shown in the presentation\nВтрати")
}

func pptx(t testing.TB, slide string) []byte {
	return packed(t, member{"[Content_Types].xml", contentTypes}, member{"ppt/presentation.xml", `<p:presentation xmlns:r="r"><p:sldId r:id="r1"/></p:presentation>`},
		member{"ppt/_rels/presentation.xml.rels", rels("slide", "r1", "slides/slide1.xml")}, member{"ppt/slides/slide1.xml", slide})
}
