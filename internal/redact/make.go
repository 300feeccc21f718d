package redact

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// jpegQuality is that of pictures, pageQuality that of pages full of tones.
const (
	jpegQuality = 88
	pageQuality = 75
)

// Make covers areas and writes a new file of a media type that Becomes gives. Look,
// if not nil, is shown every page as it went into the file, and may refuse it. The
// same sheets and areas give the same bytes. Sheets from a child that was taken
// over make a poor picture and nothing worse. An error of its own is a Fault.
func Make(mediaType string, sheets []Sheet, areas []record.Area, look func(page int, img image.Image) error) (Product, error) {
	if len(sheets) == 0 || len(sheets) > MaxPages || mediaType != typePDF && len(sheets) != 1 {
		return Product{}, Damaged
	}
	if text := texts[mediaType] != ""; text || sheets[0].Lines {
		if !text || !sheets[0].Lines {
			return Product{}, Damaged
		}
		return lines(mediaType, sheets[0], areas)
	}
	out := Product{MediaType: mediaType}
	var pages []page
	size := 0
	for i, s := range sheets {
		img, err := s.cover(i+1, areas)
		if err != nil {
			return Product{}, err
		}
		if look != nil {
			if err := look(i+1, img); err != nil {
				return Product{}, err
			}
		}
		if mediaType != typePDF {
			out.MediaType, out.Bytes, err = picture(mediaType, img)
			size = len(out.Bytes)
		} else {
			var p page
			p, err = drawn(s.Width, s.Height, img)
			pages = append(pages, p)
			size += len(p.data)
		}
		if err != nil {
			return Product{}, err
		}
		if size > MaxBytes {
			return Product{}, TooLarge
		}
	}
	out.Text = Left(sheets, areas)
	if mediaType == typePDF {
		out.Bytes = document(pages)
	}
	return out, nil
}

// Left gives the words that lie in sheets and that areas leave to be read.
func Left(sheets []Sheet, areas []record.Area) string {
	var text strings.Builder
	for i, s := range sheets {
		if s.Words.sound() && s.Lines {
			shown, _ := s.written(i+1, areas)
			text.WriteString(shown)
			continue
		}
		if s.Words.sound() {
			text.WriteString(s.hidden(i+1, areas) + "\n")
		}
	}
	return text.String()
}

// Layout gives the hash of what sheets show, in hexadecimal: the same for the same
// pixels, however they are packed. Its error is a Fault.
func Layout(sheets []Sheet) (string, error) {
	h := sha256.New()
	for _, s := range sheets {
		img, err := s.cover(0, nil)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%d %d %v\n", s.Width, s.Height, img.Rect.Max)
		h.Write(img.Pix)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// cover unpacks a sheet and paints its areas over.
func (s Sheet) cover(page int, areas []record.Area) (*image.RGBA, error) {
	c, err := png.DecodeConfig(bytes.NewReader(s.PNG))
	if err != nil || !s.Words.sound() || s.Width < 1 || s.Height < 1 || s.Width > maxSide || s.Height > maxSide ||
		c.Width < 1 || c.Height < 1 || c.Width > maxSide || c.Height > maxSide || c.Width > maxPixels/c.Height {
		return nil, Damaged
	}
	in, err := png.Decode(bytes.NewReader(s.PNG))
	if err != nil {
		return nil, Damaged
	}
	img := flat(in)
	sx, sy := float64(c.Width)/float64(s.Width), float64(c.Height)/float64(s.Height)
	margin := min(max(s.Margin, 1), 64)
	for _, a := range areas {
		if a.Page != page {
			continue
		}
		r := image.Rect(
			int(math.Floor(float64(a.X)*sx))-margin, int(math.Floor(float64(a.Y)*sy))-margin,
			int(math.Ceil(float64(a.X+a.W)*sx))+margin, int(math.Ceil(float64(a.Y+a.H)*sy))+margin)
		draw.Draw(img, r.Intersect(img.Rect), image.Black, image.Point{}, draw.Src)
	}
	return img, nil
}

// picture writes a picture by itself; one that does not go into a PNG of moderate
// size becomes a JPEG.
func picture(mediaType string, img *image.RGBA) (string, []byte, error) {
	var b bytes.Buffer
	if mediaType != typeJPEG {
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&b, thin(img)); err != nil {
			return "", nil, Damaged
		}
		if b.Len() <= MaxBytes/2 {
			return typePNG, b.Bytes(), nil
		}
		b.Reset()
	}
	if err := jpeg.Encode(&b, thin(img), &jpeg.Options{Quality: jpegQuality}); err != nil {
		return "", nil, Damaged
	}
	return typeJPEG, b.Bytes(), nil
}

// drawn packs a page's pixels: writing in sixteen greys, tones and colours as JPEG.
func drawn(width, height int, img *image.RGBA) (page, error) {
	p := page{width: width, height: height, cols: img.Rect.Dx(), rows: img.Rect.Dy()}
	tones, colours := 0, 0
	for i := 0; i < len(img.Pix); i += 4 {
		r, g, b := int(img.Pix[i]), int(img.Pix[i+1]), int(img.Pix[i+2])
		if hi, lo := max(r, g, b), min(r, g, b); hi-lo > 40 {
			colours++
		} else if lo > 40 && hi < 216 {
			tones++
		}
	}
	all := len(img.Pix) / 4
	if colours*2000 <= all && tones*8 <= all {
		p.data = sixteen(img)
		return p, nil
	}
	var b bytes.Buffer
	var pixels image.Image = img
	if p.colour = colours*2000 > all; !p.colour {
		pixels = gray(img)
	}
	if err := jpeg.Encode(&b, pixels, &jpeg.Options{Quality: pageQuality}); err != nil {
		return page{}, Damaged
	}
	p.jpeg, p.data = true, b.Bytes()
	return p, nil
}

// sixteen packs a page in sixteen greys, two pixels a byte, deflated.
func sixteen(img *image.RGBA) []byte {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	row := make([]byte, (w+1)/2)
	return deflated(func(write func([]byte)) {
		for y := range h {
			clear(row)
			for x := range w {
				i := img.PixOffset(x, y)
				v := color.GrayModel.Convert(color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], 255}).(color.Gray).Y
				row[x/2] |= byte((int(v)*15+127)/255) << (4 * (1 - x&1))
			}
			write(row)
		}
	})
}
