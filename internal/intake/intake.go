// Package intake turns the bytes of a file into text with page numbers: one
// file of the package for each format. It only reads what it is handed. HTML,
// PDF and pictures come from people who may wish us ill: outside tests they are read in the
// child process of package worker.
package intake

import (
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// Limits bounds what a file may cost. Going over one is a problem, never a
// silent cut: the original is kept, without its text.
type Limits struct {
	Bytes int64 `json:"bytes"` // of the file
	Pages int   `json:"pages"`
	Chars int   `json:"chars"` // code points of extracted text
	Depth int   `json:"depth"` // of documents inside documents
}

// DefaultLimits fits what desks take in: a court file of some thousand pages, not a library.
func DefaultLimits() Limits {
	return Limits{Bytes: 256 << 20, Pages: 20_000, Chars: 50_000_000, Depth: 8}
}

// Result is what could be read from a file.
type Result struct {
	MediaType string           `json:"media_type"`          // by content; without parameters
	Pages     []string         `json:"pages,omitempty"`     // text, page 1 first; a page without text is empty; lines end with \n
	Chars     int              `json:"chars"`               // code points in all pages
	Title     string           `json:"title,omitempty"`     // as the document gives it, one line
	Likeness  *record.Likeness `json:"likeness,omitempty"`  // of a picture that could be decoded
	Extractor string           `json:"extractor,omitempty"` // what read the text, with its version; see Extractors

	Particulars []Particular `json:"particulars,omitempty"` // of a picture; for who asks, kept nowhere
	Holds       bool         `json:"holds,omitempty"`       // there are files in it, for Members to give
}

// Extract reads the text of a file. The name helps to tell Markdown from plain
// text and decides nothing else. A type that holds no text, or that is not
// known, gives a Result without pages and no error. The error is a problem of
// kind Usage whose cause is a Fault; it never quotes the file.
func Extract(name string, data []byte, limits Limits) (Result, error) {
	if int64(len(data)) > limits.Bytes {
		return Result{}, TooLarge.Problem(name)
	}
	out := Result{MediaType: MediaType(name, data)}
	var err error
	switch out.MediaType {
	case typePDF:
		out, err = extractPDF(data, limits)
	case typeHTML, typeXHTML:
		out.Pages, out.Title, err = extractHTML(decodeHTML(data), limits)
	case typeMarkdown:
		out.Pages = textPages(decode(data))
		out.Title = markdownTitle(out.Pages)
	case typeRTF:
		out.Pages, out.Title, err = extractRTF(data, limits)
	case typeDOCX, typeXLSX, typePPTX, typeODT, typeODS, typeODP:
		out.Pages, out.Title, err = extractOffice(out.MediaType, data, limits)
	case typeMail, typeMHTML:
		out.Pages, out.Title, out.Holds, err = extractMail(data, limits)
	case typeMsg:
		out.Pages, out.Title, out.Holds, err = extractMsg(data, limits)
	default:
		out.Likeness = likenessOf(out.MediaType, data)
		out.Particulars = particularsOf(out.MediaType, data)
		if isText(out.MediaType) {
			out, err = extractText(out.MediaType, data, limits)
		}
	}
	if err != nil {
		return Result{}, problemOf(name, err)
	}
	for _, p := range out.Pages {
		out.Chars += utf8.RuneCountInString(p)
	}
	if out.Chars > limits.Chars {
		return Result{}, TooMuchText.Problem(name)
	}
	out.Title = oneLine(out.Title)
	if out.Extractor == "" {
		out.Extractor = extractorOf(out.MediaType)
	}
	return out, nil
}

// textPages gives the one page of a text that knows no pages; none for an empty one.
func textPages(text string) []string {
	if text == "" {
		return nil
	}
	return []string{lineEnds(text)}
}

// lineEnds makes every line end with \n and changes nothing else.
func lineEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// maxTitle bounds a title, in code points.
const maxTitle = 500

// oneLine makes a title of whatever a document gives as one.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if utf8.RuneCountInString(s) > maxTitle {
		s = string([]rune(s)[:maxTitle])
	}
	return s
}

// markdownTitle gives the text of the first heading.
func markdownTitle(pages []string) string {
	for _, page := range pages {
		for line := range strings.Lines(page) {
			if text := strings.TrimLeft(line, "#"); text != line && strings.HasPrefix(text, " ") {
				return strings.TrimRight(strings.TrimSpace(text), "# ")
			}
		}
	}
	return ""
}
