package intake

import (
	"errors"
	"slices"
)

// Extractors are the names and versions of all that makes text of files here. A
// version goes up whenever the same file may give another text than before, so
// that one can tell which items are worth reading anew.
func Extractors() []string {
	out := []string{whatsAppExtractor, telegramExtractor, OldOfficeExtractor}
	for _, name := range extractors {
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const (
	textExtractor     = "text/1"
	whatsAppExtractor = "whatsapp/1"
	telegramExtractor = "telegram/1"

	// OldOfficeExtractor names what reads the text of old office documents.
	OldOfficeExtractor = "catdoc/1"
)

var extractors = map[string]string{
	typePDF: "pdf/1 go-pdfium/1.20.0", typeHTML: "html/2", typeXHTML: "html/2", typeMarkdown: textExtractor, typeRTF: "rtf/1",
	typeDOCX: "docx/1", typeXLSX: "xlsx/1", typePPTX: "pptx/1", typeODT: "odf/1", typeODS: "odf/1", typeODP: "odf/1",
	typeMail: "mail/1 enmime/2.3.0", typeMHTML: "mail/1 enmime/2.3.0", typeMsg: "msg/1 mscfb/1.0.9",
}

// extractorOf names what reads files of a type; "" where nothing does.
func extractorOf(kind string) string {
	if name, ok := extractors[kind]; ok {
		return name
	}
	if isText(kind) {
		return textExtractor
	}
	return ""
}

// extractText reads what is text already: chats by their days, escapes undone.
func extractText(kind string, data []byte, limits Limits) (out Result, err error) {
	out.MediaType = kind
	if kind == typeJSON && isTelegram(data) {
		out.Extractor = telegramExtractor
		if out.Pages, out.Title, err = telegram(data, limits); !errors.Is(err, errNotTelegram) {
			return out, err
		}
	}
	text := decode(data)
	switch {
	case isWhatsApp(text):
		out.Extractor = whatsAppExtractor
		out.Pages, err = whatsApp(lineEnds(text), limits)
		return out, err
	case kind == typeJSON:
		text = jsonText(text)
	case isXML(kind, text):
		text = xmlText(text)
	}
	out.Extractor, out.Pages = textExtractor, textPages(text)
	return out, nil
}
