package redact

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"onrecord.dev/onrecord/internal/intake"
)

// Read turns a file into sheets. It is for the confined child: the file may wish
// us ill. Its error is a Fault.
func Read(name string, data []byte) ([]Sheet, error) {
	kind := intake.MediaType(name, data)
	switch {
	case len(data) == 0:
		return nil, UnknownKind
	case kind == typePDF:
		return readPDF(data)
	case intake.Picture(kind):
		s, err := readPicture(kind, data)
		if err != nil {
			return nil, err
		}
		return []Sheet{s}, nil
	case texts[kind] == typeHTML:
		return readPage(intake.Decode(kind, data))
	case kind == typeMail:
		return readLetter(data)
	case texts[kind] != "":
		return readLines(intake.Decode(kind, data))
	}
	return nil, UnknownKind
}

// readPicture gives a picture the right way up, its first one where there are
// several: an animation's other pictures and a camera's previews are left behind.
func readPicture(kind string, data []byte) (Sheet, error) {
	img, err := intake.DecodePicture(kind, data, maxPixels)
	if errors.Is(err, intake.TooLarge) {
		return Sheet{}, TooLarge
	}
	if err != nil {
		return Sheet{}, Damaged
	}
	if b := img.Bounds(); b.Dx() > maxSide || b.Dy() > maxSide {
		return Sheet{}, TooLarge
	}
	up := upright(flat(img), orientation(kind, data))
	packed, err := pack(up)
	return Sheet{Width: up.Rect.Dx(), Height: up.Rect.Dy(), PNG: packed, Margin: margin(kind, img)}, err
}

// margin is how far the pixels beside a cover tell of those below it: in a JPEG
// as far as a block of its coarsest channel reaches.
func margin(kind string, img image.Image) int {
	if kind != typeJPEG {
		if kind == "image/webp" {
			return 16 // a lossy one predicts blocks from their neighbours
		}
		return 1
	}
	if y, ok := img.(*image.YCbCr); ok && (y.SubsampleRatio == image.YCbCrSubsampleRatio411 || y.SubsampleRatio == image.YCbCrSubsampleRatio410) {
		return 32
	}
	return 16
}

// flat puts a picture on white: what is transparent keeps its colour in the file
// although nobody sees it.
func flat(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, b.Min, draw.Over)
	return out
}

// upright turns a picture as its file says that it is to be shown (Exif 2.32, tag
// 274: 1 to 8).
func upright(in *image.RGBA, how int) *image.RGBA {
	if how < 2 || how > 8 {
		return in
	}
	w, h := in.Rect.Dx(), in.Rect.Dy()
	if how >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := x, y
			switch how {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, w-1-x
			case 7:
				sx, sy = h-1-y, w-1-x
			case 8:
				sx, sy = h-1-y, x
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], in.Pix[in.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// pack writes pixels for the way out of the child.
func pack(img *image.RGBA) ([]byte, error) {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, thin(img)); err != nil {
		return nil, Damaged
	}
	return b.Bytes(), nil
}

// thin gives a picture without colour where it has none.
func thin(img *image.RGBA) image.Image {
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] != img.Pix[i+1] || img.Pix[i] != img.Pix[i+2] {
			return img
		}
	}
	return gray(img)
}

func gray(img *image.RGBA) *image.Gray {
	out := image.NewGray(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			i := img.PixOffset(x, y)
			out.SetGray(x, y, color.GrayModel.Convert(color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], 255}).(color.Gray))
		}
	}
	return out
}
