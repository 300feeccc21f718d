package browser

import (
	"io"
	"testing"
	"time"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// readPDF starts a reader of PDF for the length of a test.
func readPDF(t *testing.T) func(*testing.T, []byte) []sheet {
	t.Helper()
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	reader, err := pool.GetInstance(time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T, data []byte) (out []sheet) {
		t.Helper()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		doc, err := reader.OpenDocument(&requests.OpenDocument{File: &data})
		must(err)
		defer func() {
			_, _ = reader.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document})
		}()
		count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
		must(err)
		for i := range count.PageCount {
			page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
			size, err := reader.GetPageSize(&requests.GetPageSize{Page: page})
			must(err)
			text, err := reader.GetPageText(&requests.GetPageText{Page: page})
			must(err)
			where, err := reader.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeRects})
			must(err)
			out = append(out, sheet{text: text.Text, width: size.Width, height: size.Height, rects: where.Rects})
		}
		return out
	}
}
