package intake

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"math"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	drawDPI   = 300      // at which letters of print are read best
	drawMost  = 20 << 20 // pixels of a page
	drawSide  = 8000     // pixels of one side
	DrawBytes = 64 << 20 // of the pages of one call, packed; at least one page comes
)

// Drawn is a page as a picture. A page that could not be drawn has no PNG, and one on
// which nothing stands needs none.
type Drawn struct {
	Page  int    `json:"page"` // from 1
	PNG   []byte `json:"png,omitempty"`
	Blank bool   `json:"blank,omitempty"`
}

// DrawPages draws pages of a PDF, grey, in a size in which letters can be read. It
// gives as many of them as fit into DrawBytes, in the order asked for, one at least.
// It is for a worker: the file may wish us ill.
func DrawPages(data []byte, pages []int) (out []Drawn, err error) {
	defer func() {
		if recover() != nil { // the reader's sandbox fell over
			out, err = nil, Damaged
		}
	}()
	pool, err := newPDFium(true)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	reader, err := pool.GetInstance(pdfStart)
	if err != nil {
		return nil, err
	}
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, Encrypted
	case err != nil:
		return nil, Damaged
	}
	size := 0
	for _, n := range pages {
		if size > DrawBytes {
			break
		}
		drawn, _ := drawPage(reader, doc.Document, n-1) // one page that is damaged is not all of them
		size += len(drawn.PNG)
		drawn.Page = n
		out = append(out, drawn)
	}
	return out, nil
}

func drawPage(reader pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (Drawn, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	size, err := reader.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil || !(size.Width >= 1) || !(size.Height >= 1) {
		return Drawn{}, Damaged
	}
	scale := min(drawDPI/72.0, math.Sqrt(drawMost/(size.Width*size.Height)), drawSide/size.Width, drawSide/size.Height)
	got, err := reader.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: max(1, int(size.Width*scale)), Height: max(1, int(size.Height*scale)),
	})
	if err != nil {
		return Drawn{}, Damaged
	}
	defer got.Cleanup()
	grey := image.NewGray(got.Result.RenderedImage.Bounds())
	draw.Draw(grey, grey.Rect, got.Result.RenderedImage, grey.Rect.Min, draw.Src)
	if plainGrey(grey) {
		return Drawn{Blank: true}, nil
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, grey); err != nil {
		return Drawn{}, Damaged
	}
	return Drawn{PNG: b.Bytes()}, nil
}

// plainGrey reports whether all of a page is of nearly one shade: the back of a sheet.
// A single letter of print takes some hundred pixels.
func plainGrey(img *image.Gray) bool {
	const differs, some = 24, 60
	var shades [256]int
	for _, p := range img.Pix {
		shades[p]++
	}
	common := 0
	for s, n := range shades {
		if n > shades[common] {
			common = s
		}
	}
	marks := 0
	for s, n := range shades {
		if s < common-differs || s > common+differs {
			marks += n
		}
	}
	return marks < some
}
