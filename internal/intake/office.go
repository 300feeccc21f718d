package intake

import (
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

// Media types of office documents: Office Open XML (ECMA-376) and OpenDocument
// (ISO/IEC 26300), whatever their endings; macros and templates change no text.
const (
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typePPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	typeODT  = "application/vnd.oasis.opendocument.text"
	typeODS  = "application/vnd.oasis.opendocument.spreadsheet"
	typeODP  = "application/vnd.oasis.opendocument.presentation"
)

// officeType tells an office document by its members, or gives "". A document of
// another program may begin with any of them.
func officeType(data []byte) string {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) || !smallDirectory(data) {
		return ""
	}
	p, err := openParts(data)
	if err != nil {
		return ""
	}
	if kind := p.openDocument(); kind != "" {
		return kind
	}
	if !p.has("[Content_Types].xml") {
		return ""
	}
	for _, k := range []struct{ main, kind string }{{"word/document*.xml", typeDOCX}, {"xl/workbook*.xml", typeXLSX}, {"ppt/presentation*.xml", typePPTX}} {
		for name := range p.files {
			if ok, _ := path.Match(k.main, name); ok {
				return k.kind
			}
		}
	}
	return ""
}

// openDocument gives the type that an OpenDocument says it is of.
func (p *parts) openDocument() string {
	if !p.has("content.xml") {
		return ""
	}
	r, err := p.open("mimetype")
	if err != nil {
		return ""
	}
	defer r.Close()
	said, err := io.ReadAll(io.LimitReader(r, 200))
	if err != nil {
		return ""
	}
	for _, kind := range []string{typeODT, typeODS, typeODP} {
		if strings.HasPrefix(string(said), kind) {
			return kind
		}
	}
	return ""
}

// office reports whether a type is one of theirs.
func office(kind string) bool {
	return slices.Contains([]string{typeDOCX, typeXLSX, typePPTX, typeODT, typeODS, typeODP}, kind)
}

// extractOffice gives the text and the title of an office document.
func extractOffice(kind string, data []byte, limits Limits) (pages []string, title string, err error) {
	p, err := openParts(data)
	if err != nil {
		return nil, "", err
	}
	switch kind {
	case typeDOCX:
		pages, err = p.docx(limits)
	case typeXLSX:
		pages, err = p.xlsx(limits)
	case typePPTX:
		pages, err = p.pptx(limits)
	default:
		pages, err = p.odf(kind, limits)
	}
	if err != nil {
		return nil, "", err
	}
	about := titleReader{}
	for _, name := range []string{"docProps/core.xml", "meta.xml"} {
		if p.walk(name, &about) != nil { // a damaged title is no damaged text
			return pages, "", nil
		}
	}
	return pages, about.title, nil
}

// titleReader finds the title of a document (Dublin Core).
type titleReader struct {
	in    bool
	title string
}

func (t *titleReader) open(n node) { t.in = n.name == "title" && t.title == "" }
func (t *titleReader) shut(string) { t.in = false }
func (t *titleReader) text(s string) {
	if t.in && len(t.title) < 4*maxTitle {
		t.title += s
	}
}

// main gives the name of the part that a package begins with.
func (p *parts) main(usual string) (string, error) {
	_, typed, err := p.links("")
	if err != nil {
		return "", err
	}
	for _, name := range typed["officeDocument"] {
		if p.has(name) {
			return name, nil
		}
	}
	if !p.has(usual) {
		return "", Damaged
	}
	return usual, nil
}
