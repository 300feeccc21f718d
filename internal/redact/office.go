package redact

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// Office is a kind of file that an office program opens: the ending by which the
// program knows it, and the ending of the flat OpenDocument file (OpenDocument 1.3,
// part 3, 3.1.2) that holds the same, all in one XML document.
type Office struct{ Ending, Flat string }

const (
	flatText   = "fodt"
	flatSheets = "fods"
	flatSlides = "fodp"
)

var offices = map[string]Office{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {"docx", flatText},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {"xlsx", flatSheets},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {"pptx", flatSlides},
	"application/vnd.oasis.opendocument.text":                                   {"odt", flatText},
	"application/vnd.oasis.opendocument.spreadsheet":                            {"ods", flatSheets},
	"application/vnd.oasis.opendocument.presentation":                           {"odp", flatSlides},
	"text/rtf":                      {"rtf", flatText},
	"application/rtf":               {"rtf", flatText},
	"application/msword":            {"doc", flatText},
	"application/vnd.ms-excel":      {"xls", flatSheets},
	"application/vnd.ms-powerpoint": {"ppt", flatSlides},
}

// typeStorage is a compound file, in which office programs up to 2003 and many
// others keep what they have.
const typeStorage = "application/x-ole-storage"

// OfficeOf tells as what a file of a media type is opened in an office program;
// false for all other files.
func OfficeOf(mediaType string, data []byte) (Office, bool) {
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	kind = strings.TrimSpace(kind)
	if kind != typeStorage {
		o, ok := offices[kind]
		return o, ok
	}
	for stream, kind := range map[string]string{"WordDocument": "application/msword", "Workbook": "application/vnd.ms-excel", "PowerPoint Document": "application/vnd.ms-powerpoint"} {
		if bytes.Contains(data, append(wide(stream), 0, 0)) {
			return offices[kind], true
		}
	}
	if bytes.Contains(data, wide("EncryptedPackage")) { // Settle says so
		return Office{"doc", flatText}, true
	}
	return Office{}, false
}

// wide gives words as compound files name their streams.
func wide(name string) (out []byte) {
	for _, u := range utf16.Encode([]rune(name)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// Valid reports whether a request for a kind is one of ours.
func (o Office) Valid() bool {
	for _, known := range offices {
		if o == known {
			return true
		}
	}
	return false
}

// LeftOut says how much of a file nobody sees who opens it, and so is left out. These are numbers, so
// that a child that was taken over cannot say more with them.
type LeftOut struct {
	Changes  int `json:"changes,omitempty"`  // tracked ones: what was deleted is gone, what was inserted stays
	Comments int `json:"comments,omitempty"` // and notes below slides
	Hidden   int `json:"hidden,omitempty"`   // sheets, slides, sections and words
	Outside  int `json:"outside,omitempty"`  // links to and pictures of other files and the network
	Programs int `json:"programs,omitempty"` // macros and what starts them
	Fields   int `json:"fields,omitempty"`   // that an office program fills in anew: a mark stands for them
	Attached int `json:"attached,omitempty"` // files that came with a letter
}

func (l LeftOut) plus(o LeftOut) LeftOut {
	return LeftOut{l.Changes + o.Changes, l.Comments + o.Comments, l.Hidden + o.Hidden, l.Outside + o.Outside, l.Programs + o.Programs, l.Fields + o.Fields, l.Attached + o.Attached}
}
