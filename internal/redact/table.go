package redact

import (
	"bytes"
	"image"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
)

// ReadTable reads what tesseract writes as TSV: a line for each word, with its
// place in pixels. Every letter stands where its whole word does. Its error is a Fault.
func ReadTable(table []byte) (Words, error) {
	var w writer
	line := ""
	for row := range strings.Lines(strings.ToValidUTF8(string(table), "")) {
		f := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" { // words alone
			continue
		}
		var n [4]float32
		for i := range n {
			v, err := strconv.Atoi(f[6+i])
			if err != nil || v < 0 || v > 1_000_000 {
				return Words{}, Damaged
			}
			n[i] = float32(v)
		}
		if strings.TrimSpace(f[11]) == "" {
			continue
		}
		if at := strings.Join(f[1:5], "."); at != line {
			w.unit('\n', Box{})
			line = at
		} else {
			w.unit(' ', Box{})
		}
		for _, r := range f[11] {
			w.unit(r, Box{n[0], n[1], n[0] + n[2], n[1] + n[3]})
		}
		if len(w.boxes) > maxChars {
			return Words{}, MuchText
		}
	}
	return w.words(), nil
}

// leastRead is how many pixels the longer side of a picture has at least when its
// letters are read, and mostRead how many at most.
const (
	leastRead = 2400
	mostRead  = 5000
)

// ToRead gives a picture, packed, in the size in which its letters are read best,
// and that size.
func ToRead(img image.Image) ([]byte, image.Point, error) {
	b := img.Bounds()
	size := b.Size()
	switch long := max(b.Dx(), b.Dy()); {
	case long < leastRead:
		size = size.Mul(2)
	case long > mostRead:
		size = image.Pt(max(1, b.Dx()*mostRead/long), max(1, b.Dy()*mostRead/long))
	}
	fit := image.NewGray(image.Rectangle{Max: size})
	draw.BiLinear.Scale(fit, fit.Rect, img, b, draw.Src, nil)
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&out, fit); err != nil {
		return nil, image.Point{}, Damaged
	}
	return out.Bytes(), size, nil
}

// Seen puts words that were read from a sheet's pixels, in the size that ToRead
// gave, beside those that lie in it, so that Find finds both.
func (s Sheet) Seen(w Words, size image.Point) Sheet {
	sx, sy := float32(s.Width)/float32(size.X), float32(s.Height)/float32(size.Y)
	for i, b := range w.Boxes {
		w.Boxes[i] = Box{b.X0 * sx, b.Y0 * sy, b.X1 * sx, b.Y1 * sy}
	}
	s.seen = w
	return s
}

// Pixels unpacks a sheet.
func (s Sheet) Pixels() (image.Image, error) { return s.cover(0, nil) }
