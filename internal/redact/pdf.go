package redact

import (
	"errors"
	"image"
	"math"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"onrecord.dev/onrecord/internal/intake"
)

// pdfStart bounds the start of the PDF reader; the child is killed long before.
const pdfStart = 5 * time.Minute

// readPDF draws every page as a viewer shows it, with comments and filled-in
// fields: a black box is often one of them.
func readPDF(data []byte) ([]Sheet, error) {
	if len(data) <= smallPDF {
		out, err := readPDFBy(data, false, smallPages)
		if !errors.Is(err, ManyPages) {
			return out, err
		}
	}
	return readPDFBy(data, true, MaxPages)
}

// smallPDF is the size in bytes, and smallPages the number of pages, up to which
// the reader is interpreted rather than compiled.
const (
	smallPDF   = 32 << 10
	smallPages = 2
)

func readPDFBy(data []byte, compiled bool, most int) ([]Sheet, error) {
	pool, err := intake.StartPDFium(compiled)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	return readPDFWith(pool, data, most)
}

func readPDFWith(pool pdfium.Pool, data []byte, most int) (out []Sheet, err error) {
	defer func() {
		if recover() != nil { // the reader's sandbox fell over
			out, err = nil, Damaged
		}
	}()
	reader, err := pool.GetInstance(pdfStart)
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &data})
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return nil, Encrypted
	}
	if err != nil {
		return nil, Damaged
	}
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	switch {
	case err != nil || count.PageCount < 1:
		return nil, Damaged
	case count.PageCount > most:
		return nil, ManyPages
	}
	r := pdfReader{Pdfium: reader, doc: doc.Document, chars: maxChars, pixels: allPixels, bytes: maxSheets}
	for i := range count.PageCount {
		s, err := r.sheet(i)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// pdfReader reads one document; the numbers are what may still come.
type pdfReader struct {
	pdfium.Pdfium
	doc                  references.FPDF_DOCUMENT
	chars, pixels, bytes int
}

// sheet draws a page and then makes comments and fields part of it, since only
// then their words are among the page's own.
func (r *pdfReader) sheet(index int) (Sheet, error) {
	s, err := r.drawn(index)
	if err != nil {
		return Sheet{}, err
	}
	err = r.with(index, func(page requests.Page) error {
		to, err := r.places(page, s)
		if err == nil {
			s.Words, err = r.words(page, to)
		}
		return err
	})
	return s, err
}

// with opens a page for f.
func (r *pdfReader) with(index int, f func(requests.Page) error) error {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: r.doc, Index: index})
	if err != nil {
		return Damaged
	}
	defer r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return f(requests.Page{ByReference: &loaded.Page})
}

// drawn gives a page's pixels and leaves the page flat.
func (r *pdfReader) drawn(index int) (s Sheet, err error) {
	err = r.with(index, func(page requests.Page) error {
		if s, err = r.pixelsOf(page); err != nil {
			return err
		}
		flat, err := r.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: page, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
		if err != nil || flat.Result == responses.FPDFPage_FlattenResultFail {
			return Damaged
		}
		return nil
	})
	return s, err
}

// pixelsOf gives a page as a viewer shows it, without its words.
func (r *pdfReader) pixelsOf(page requests.Page) (Sheet, error) {
	size, err := r.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil || !(size.Width >= 1) || !(size.Height >= 1) {
		return Sheet{}, Damaged
	}
	scale := min(dpi/72.0, math.Sqrt(pageMost/(size.Width*size.Height)), maxSide/size.Width, maxSide/size.Height)
	if scale < leastDPI/72.0 {
		return Sheet{}, TooLarge
	}
	s := Sheet{Width: int(math.Ceil(size.Width)), Height: int(math.Ceil(size.Height)), Margin: 2}
	w, h := max(1, int(size.Width*scale)), max(1, int(size.Height*scale))
	if r.pixels -= w * h; r.pixels < 0 {
		return Sheet{}, TooLarge
	}
	to, err := r.places(page, s)
	if err != nil {
		return Sheet{}, err
	}
	if s.Marked, err = r.marked(page, to); err != nil {
		return Sheet{}, err
	}
	s.PNG, err = r.draw(page, w, h)
	if r.bytes -= len(s.PNG); err == nil && r.bytes < 0 {
		err = TooLarge
	}
	return s, err
}

// draw gives a page's pixels, packed.
func (r *pdfReader) draw(page requests.Page, w, h int) ([]byte, error) {
	got, err := r.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: w, Height: h, Document: &r.doc, RenderForm: true,
		RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, Damaged
	}
	defer got.Cleanup()
	img, ok := got.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, Damaged
	}
	return pack(flat(img))
}

// affine takes a place in a page's own space to one on the sheet.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) box(x0, y0, x1, y1 float64) Box {
	ax, ay := m.a*x0+m.c*y0+m.e, m.b*x0+m.d*y0+m.f
	bx, by := m.a*x1+m.c*y1+m.e, m.b*x1+m.d*y1+m.f
	return Box{float32(min(ax, bx)), float32(min(ay, by)), float32(max(ax, bx)), float32(max(ay, by))}
}

// places finds out how the page lies on its sheet: turned, cropped, shifted.
func (r *pdfReader) places(page requests.Page, s Sheet) (affine, error) {
	const fine, far = 64, 1000 // the reader answers in whole pixels
	at := func(x, y float64) (float64, float64, error) {
		got, err := r.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: page, SizeX: s.Width * fine, SizeY: s.Height * fine, PageX: x, PageY: y})
		if err != nil {
			return 0, 0, Damaged
		}
		return float64(got.DeviceX) / fine, float64(got.DeviceY) / fine, nil
	}
	x0, y0, err0 := at(0, 0)
	x1, y1, err1 := at(far, 0)
	x2, y2, err2 := at(0, far)
	if err := errors.Join(err0, err1, err2); err != nil {
		return affine{}, Damaged
	}
	return affine{(x1 - x0) / far, (y1 - y0) / far, (x2 - x0) / far, (y2 - y0) / far, x0, y0}, nil
}

// marked gives the areas that the author marked with a redaction tool and never
// applied: what is below them is still shown.
func (r *pdfReader) marked(page requests.Page, to affine) ([]Box, error) {
	count, err := r.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err != nil {
		return nil, Damaged
	}
	var out []Box
	for i := range count.Count {
		got, err := r.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: page, Index: i})
		if err != nil {
			continue // the reader shows none either
		}
		kind, err := r.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: got.Annotation})
		if err == nil && kind.Subtype == enums.FPDF_ANNOT_SUBTYPE_REDACT {
			rect, err := r.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: got.Annotation})
			if err != nil {
				return nil, Damaged
			}
			c := rect.Rect
			out = append(out, to.box(float64(c.Left), float64(c.Bottom), float64(c.Right), float64(c.Top)))
		}
		_, _ = r.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: got.Annotation})
	}
	return out, nil
}

// words reads what lies in a page as text, seen or not, in the order of the file.
func (r *pdfReader) words(page requests.Page, to affine) (Words, error) {
	text, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return Words{}, Damaged
	}
	defer r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return Words{}, Damaged
	}
	if r.chars -= count.Count; r.chars < 0 {
		return Words{}, MuchText
	}
	var w writer
	for i := range count.Count {
		c, err := r.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text.TextPage, Index: i})
		if err != nil {
			return Words{}, Damaged
		}
		w.unit(rune(c.Unicode), r.box(text.TextPage, i, to))
	}
	return w.words(), nil
}

// box gives the place of a character, roughly where the font does not tell its
// size; none for a character that stands nowhere.
func (r *pdfReader) box(text references.FPDF_TEXTPAGE, i int, to affine) Box {
	if loose, err := r.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i}); err == nil {
		if c := loose.Rect; c.Left < c.Right && c.Bottom < c.Top {
			return to.box(float64(c.Left), float64(c.Bottom), float64(c.Right), float64(c.Top))
		}
	}
	if c, err := r.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: text, Index: i}); err == nil && c.Left < c.Right {
		return to.box(c.Left, c.Bottom, c.Right, c.Top)
	}
	if c, err := r.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i}); err == nil && (c.X != 0 || c.Y != 0) {
		const about = 12
		return to.box(c.X-about, c.Y-about, c.X+about, c.Y+about)
	}
	return Box{}
}
