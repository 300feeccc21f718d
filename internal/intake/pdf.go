package intake

import (
	"errors"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// interpretBytes and interpretPages bound what the reader is interpreted
	// for. It starts in a third of a second, against the seconds that it
	// takes to compile it, and runs slower by an order of magnitude.
	interpretBytes = 128 << 10
	interpretPages = 2
	// pdfStart bounds the start of the reader; a worker is killed long before.
	pdfStart = 5 * time.Minute
)

// errCompile says that a document is better read by the compiled reader.
var errCompile = errors.New("compile")

// extractPDF gives the text of a PDF, a page for each page.
func extractPDF(data []byte, limits Limits) (Result, error) {
	if len(data) <= interpretBytes {
		out, err := readPDF(data, limits, false)
		if !errors.Is(err, errCompile) {
			return out, err
		}
	}
	return readPDF(data, limits, true)
}

// readPDF starts a reader for this one document and ends it.
func readPDF(data []byte, limits Limits, compiled bool) (out Result, err error) {
	defer func() {
		if recover() != nil { // the reader's sandbox fell over
			out, err = Result{}, Damaged
		}
	}()
	pool, err := newPDFium(compiled)
	if err != nil {
		return Result{}, err
	}
	defer pool.Close()
	reader, err := pool.GetInstance(pdfStart)
	if err != nil {
		return Result{}, err
	}
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &data})
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return Result{}, Encrypted
	}
	if err != nil {
		return Result{}, Damaged
	}
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	switch {
	case err != nil || count.PageCount < 1:
		return Result{}, Damaged
	case count.PageCount > limits.Pages:
		return Result{}, TooManyPages
	case !compiled && count.PageCount > interpretPages:
		return Result{}, errCompile
	}
	out = Result{MediaType: typePDF, Pages: make([]string, count.PageCount)}
	left := limits.Chars
	for i := range out.Pages {
		if out.Pages[i], err = pdfPage(reader, doc.Document, i, &left); err != nil {
			return Result{}, err
		}
	}
	meta, err := reader.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc.Document, Tag: "Title"})
	if err == nil {
		out.Title = meta.Value
	}
	return out, nil
}

// pdfPage reads one page and lets go of it, so that a long document costs the
// memory of one page. Left is how many characters may still come.
func pdfPage(reader pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int, left *int) (string, error) {
	page, err := reader.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return "", Damaged
	}
	defer reader.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page})
	text, err := reader.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return "", Damaged
	}
	defer reader.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := reader.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return "", Damaged
	}
	if *left -= count.Count; *left < 0 {
		return "", TooMuchText
	}
	var units []rune
	for i := range count.Count {
		c, err := reader.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text.TextPage, Index: i})
		if err != nil {
			return "", Damaged
		}
		units = append(units, rune(c.Unicode))
	}
	return pdfText(units), nil
}
