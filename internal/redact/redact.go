// Package redact makes of a picture or a document what may be shown of it: a new
// file made of nothing but pixels, with areas covered. It works in two halves.
// Read runs in the confined child of package worker and turns a hostile file
// into sheets: pixels, and where its words stand. The other half runs where the
// keys are and trusts no sheet: Find says where protected words stand, Make
// covers areas and writes the file. What Make writes holds no byte of the
// original, so no metadata, hidden layer, earlier revision or cropped part of it
// can be in there. Texts are covered word by word instead (lines.go), and office files
// are made into pages first, of what Strip leaves of them.
//
// The rules are those of threat models for publishing documents: raster, cover
// solid, rebuild, look again; never blur (Hill et al., PoPETs 2016/4), never bars
// as wide as the name (Bland et al., PoPETs 2023/3).
package redact

import (
	"strings"

	"onrecord.dev/onrecord/internal/intake"
)

// Bounds of what is redacted. A file that goes over one is refused.
const (
	MaxPages  = 300
	maxChars  = 2_000_000 // of text that lies in a document
	maxPixels = 64 << 20  // of a picture
	pageMost  = 16 << 20  // pixels of a page of a document
	allPixels = 1 << 30   // of all its pages
	dpi       = 150       // at which pages become pixels; less where they are huge
	leastDPI  = 24        // below it a page is no longer readable, and is refused
	maxSide   = 30_000    // pixels of one side
	MaxBytes  = 32 << 20  // of the file that comes out
	maxSheets = 300 << 20 // bytes of all sheets together, packed
)

// MaxAnswer is how many bytes all sheets of a file may take as JSON.
const MaxAnswer = maxSheets/3*4 + 128*maxChars + 1<<20

// Kinds of file that can be redacted, by media type, with what comes out.
const (
	typePDF  = "application/pdf"
	typeJPEG = "image/jpeg"
	typePNG  = "image/png"
	typeText = "text/plain"
	typeHTML = "text/html"
	typeMail = "message/rfc822"
)

// texts are the kinds whose words are covered, rather than pixels.
var texts = map[string]string{
	typeText: typeText, "text/markdown": typeText, "text/csv": typeText, "text/tab-separated-values": typeText, typeMail: typeText,
	typeHTML: typeHTML, "application/xhtml+xml": typeHTML,
}

// Letter reports whether a media type is that of a mail.
func Letter(mediaType string) bool { return mediaType == typeMail }

// Sheet is one page or picture as a viewer shows it.
type Sheet struct {
	Width  int    `json:"width"` // points of a page, pixels of a picture
	Height int    `json:"height"`
	PNG    []byte `json:"png"`    // its pixels, in whatever resolution
	Margin int    `json:"margin"` // by how many pixels a cover must be larger than what it hides
	Words  Words  `json:"words"`
	seen   Words  // what was read from its pixels
	Marked []Box  `json:"marked"` // what the author marked for removal, and did not remove

	Lines bool    `json:"lines,omitempty"` // a text: its width is in words, its height in lines, and it has no pixels
	Tags  []Tag   `json:"tags,omitempty"`  // of a web page
	Left  LeftOut `json:"left"`            // of a text
}

// Box is a rectangle in the units of a sheet, from its top left corner.
type Box struct {
	X0 float32 `json:"x0"`
	Y0 float32 `json:"y0"`
	X1 float32 `json:"x1"`
	Y1 float32 `json:"y1"`
}

// Words is a text with the place of each of its code points; a place of no size
// is that of a character between words.
type Words struct {
	Text  string `json:"text"`
	Boxes []Box  `json:"boxes"`
}

// Product is a file that may be shown.
type Product struct {
	MediaType string
	Bytes     []byte
	Text      string // what a reader can still read of the words that Read found
}

// Pixels reports whether a reader finds the product's words in pixels alone.
func (p Product) Pixels() bool { return p.MediaType != typeText && p.MediaType != typeHTML }

// Ending is the ending of a file of the product's type, with its dot.
func (p Product) Ending() string {
	switch p.MediaType {
	case typePDF:
		return ".pdf"
	case typeJPEG:
		return ".jpg"
	case typeText:
		return ".txt"
	case typeHTML:
		return ".html"
	}
	return ".png"
}

// Can reports whether files of a media type can be drawn, and so redacted.
func Can(mediaType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	kind = strings.TrimSpace(kind)
	return kind == typePDF || intake.Picture(kind) || texts[kind] != ""
}

// Becomes gives the media type of what comes out of a file of a media type that
// Can be redacted.
func Becomes(mediaType string) string {
	switch strings.ToLower(mediaType) {
	case typePDF, typeJPEG:
		return strings.ToLower(mediaType)
	}
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	if text := texts[strings.TrimSpace(kind)]; text != "" {
		return text
	}
	return typePNG
}

// Paged reports whether files of a media type have pages, rather than being one picture.
func Paged(mediaType string) bool { return mediaType == typePDF }
