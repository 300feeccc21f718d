package intake

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

const (
	typeText     = "text/plain"
	typeMarkdown = "text/markdown"
	typeHTML     = "text/html"
	typeXHTML    = "application/xhtml+xml"
	typePDF      = "application/pdf"
	typeUnknown  = "application/octet-stream"
)

// sniffed is how many bytes at the start decide about a file, as browsers do.
const sniffed = 1024

// MediaType tells a file's type by its content. Among kinds of text, which
// content does not tell apart, the ending of the name decides.
func MediaType(name string, data []byte) string {
	if kind := officeType(data); kind != "" {
		return kind
	}
	if isRTF(data) {
		return typeRTF
	}
	if kind := memberType(name, data); kind != "" {
		return kind
	}
	found := detect(data)
	kind, _, _ := strings.Cut(found.String(), ";")
	head := data[:min(len(data), sniffed)]
	switch {
	case kind == typeCFB && holdsStream(data, "__nameid_version1.0"): // a mail may have an old document attached
		kind = typeMsg
	case kind == typeCFB:
		kind = oldType(data)
	case kind == typeMail || kind == typeMbox: // what begins like one and is none
		kind = typeText
	}
	switch {
	case kind == typePDF && !bytes.HasPrefix(data, []byte("%PDF-")) && !lateHeader(head, data):
		kind = typeText // words about the format
		if !isUTF8(data) {
			return typeUnknown
		}
	case kind == typeHTML || kind == typeXHTML || kind == typePDF:
		return kind
	case (kind == typeUnknown || kind == typeText) && lateHeader(head, data):
		return typePDF
	case kind == typeUnknown && looksUTF16(data):
		kind = typeText
	case kind == typeCFB || kind == typeMsg || OldOffice(kind) || !textual(found):
		return kind
	}
	start := strings.ToLower(strings.TrimSpace(decode(head)))
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	switch {
	case slices.Contains([]string{".md", ".markdown", ".mdown"}, ext):
		return typeMarkdown
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"),
		strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<html"),
		slices.Contains([]string{".html", ".htm", ".xhtml"}, ext):
		return typeHTML
	case slices.Contains([]string{"text/csv", "text/tab-separated-values"}, kind) && !slices.Contains([]string{".csv", ".tsv", ".tab"}, ext):
		return typeText // two lines of prose with a comma each look like a table too
	}
	return kind
}

// detect asks the library, and takes a crash of it for not knowing.
func detect(data []byte) (found *mimetype.MIME) {
	defer func() {
		if recover() != nil {
			found = mimetype.Lookup(typeUnknown)
		}
	}()
	return mimetype.Detect(data)
}

// textual reports whether a type is a kind of plain text.
func textual(m *mimetype.MIME) bool {
	for ; m != nil; m = m.Parent() {
		if m.Is(typeText) {
			return true
		}
	}
	return false
}

// isText reports whether the bytes of a type are themselves its text. Pictures
// written in letters are not.
func isText(kind string) bool {
	if strings.HasPrefix(kind, "image/") {
		return false
	}
	return strings.HasPrefix(kind, "text/") || textual(mimetype.Lookup(kind))
}

// lateHeader reports whether a PDF begins after some other bytes, as readers allow.
func lateHeader(head, data []byte) bool {
	return bytes.Contains(head, []byte("%PDF-")) && bytes.Contains(data, []byte("endobj"))
}

// InProcess reports whether a file may be read without a worker: text of
// moderate length in UTF-8, for which there is no parser to attack, or a type
// that is not read at all.
func InProcess(name string, data []byte, limits Limits) bool {
	if int64(len(data)) > limits.Bytes {
		return true
	}
	switch kind := MediaType(name, data); {
	case kind == typePDF || kind == typeHTML || kind == typeXHTML || kind == typeRTF || office(kind) || OldOffice(kind) || Picture(kind) || particular(kind) || Message(kind):
		return false
	case kind == typeMarkdown || isText(kind):
		return len(data) <= smallText && isUTF8(data) && !isWhatsApp(string(data[:min(len(data), smallHead)])) && !(kind == typeJSON && isTelegram(data))
	default:
		return true
	}
}

// smallHead is what of a text, in bytes, tells a chat.
const smallHead = 32 << 10

// Light reports whether the text of a small file is read so fast that a process of
// its own for it would be most of the work, by readers that are all in Go.
func Light(name string, data []byte) bool {
	kind := MediaType(name, data)
	return kind == typeHTML || kind == typeXHTML || Message(kind)
}

// smallText is the length, in bytes, up to which text is read in-process.
const smallText = 16 << 20
