package redact

import (
	"bytes"
	"compress/zlib"
	"fmt"
)

// page is a page of a document as it is written: pixels and a size in points.
type page struct {
	width, height int
	cols, rows    int
	jpeg, colour  bool
	data          []byte
}

// document writes a PDF 1.4 (ISO 32000-1, 7.5) whose pages hold a picture each and
// nothing else: no title, no date, no id, no text.
func document(pages []page) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids bytes.Buffer
	for i := range pages {
		fmt.Fprintf(&kids, " %d 0 R", 3+3*i)
	}
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), bytes.TrimSpace(kids.Bytes()))
	for i, p := range pages {
		n := 3 + 3*i
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>", p.width, p.height, n+1, n+2)
		draw := fmt.Sprintf("q %d 0 0 %d 0 0 cm /P Do Q", p.width, p.height)
		object("<</Length %d>>stream\n%s\nendstream", len(draw), draw)
		space, bits, filter := "DeviceGray", 4, "FlateDecode"
		if p.jpeg {
			bits, filter = 8, "DCTDecode"
		}
		if p.colour {
			space = "DeviceRGB"
		}
		object("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d/Filter/%s/Length %d>>stream\n%s\nendstream",
			p.cols, p.rows, space, bits, filter, len(p.data), p.data)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// deflated gives what fill writes, in zlib's form.
func deflated(fill func(write func([]byte))) []byte {
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		return nil // the level is one of the library's own
	}
	fill(func(row []byte) { _, _ = z.Write(row) }) // to memory
	_ = z.Close()
	return b.Bytes()
}
