package intake

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"onrecord.dev/onrecord/internal/record"
)

// mostPixels is the largest picture that is decoded: decoders take up to twelve
// bytes a pixel, and a worker has a gigabyte.
const mostPixels = 64 << 20

// decoder reads one format of pictures. Its config is read, and refused where the
// picture is too large, before anything is made room for.
type decoder struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var decoders = map[string]decoder{
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/gif":  {gif.DecodeConfig, gif.Decode}, // its first picture
	"image/webp": {webp.DecodeConfig, webp.Decode},
	"image/tiff": {tiff.DecodeConfig, tiff.Decode},
	"image/bmp":  {bmp.DecodeConfig, bmp.Decode},
}

// Picture reports whether a file of the type gets a likeness.
func Picture(mediaType string) bool {
	_, ok := decoders[strings.ToLower(mediaType)]
	return ok
}

// DecodePicture gives the pixels of a picture, the first where it holds several, if
// it has no more of them than most. Its error is a Fault. It is for a worker.
func DecodePicture(kind string, data []byte, most int) (image.Image, error) {
	d, ok := decoders[kind]
	if !ok {
		return nil, Damaged
	}
	c, err := d.config(bytes.NewReader(data))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return nil, Damaged
	}
	if c.Width > most/c.Height {
		return nil, TooLarge
	}
	img, err := d.decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Empty() {
		return nil, Damaged
	}
	return img, nil
}

// likenessOf gives a picture's likeness; nil where the picture cannot be decoded, is
// too large, or shows too little to tell it from others.
func likenessOf(kind string, data []byte) *record.Likeness {
	img, err := DecodePicture(kind, data, mostPixels)
	if err != nil {
		return nil
	}
	small := sampled(img)
	light := shrink(small, 32, 32)
	if plain(light) {
		return nil
	}
	return &record.Likeness{Gradient: gradients(small), Frequency: lowFrequencies(light)}
}

// sampled gives a picture of moderate size, of which each field of the hashes has
// hundreds of points: averaging every pixel of a large one takes longer than decoding
// it and tells no more. Where it is transparent it is white, as viewers show it.
func sampled(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, min(b.Dx(), 576), min(b.Dy(), 512)))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.NearestNeighbor.Scale(out, out.Bounds(), img, b, draw.Over, nil)
	return out
}

// shrink gives a picture's light in w×h fields, row by row, 0 to 255.
func shrink(img *image.RGBA, w, h int) []float64 {
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	out := make([]float64, 0, w*h)
	for i := 0; i < len(small.Pix); i += 4 {
		out = append(out, 0.299*float64(small.Pix[i])+0.587*float64(small.Pix[i+1])+0.114*float64(small.Pix[i+2]))
	}
	return out
}

// plainBin and plainShare: of a page of writing, a blank wall or a screen of one
// colour, half of the fields and more lie in one sixteenth of the range of light.
// All such pictures look alike from afar, and so have no likeness.
const (
	plainBin   = 16
	plainShare = 0.5
)

func plain(light []float64) bool {
	var bins [256 / plainBin * 2]int // half-overlapping, so that no edge parts what is together
	for _, l := range light {
		i := int(l) / (plainBin / 2)
		bins[min(i, len(bins)-1)]++
	}
	most := 0
	for i := 1; i < len(bins); i++ {
		most = max(most, bins[i-1]+bins[i])
	}
	return float64(most) >= plainShare*float64(len(light))
}

// gradients is dHash (Krawetz, 2013): for each of 8×8 fields, is it brighter than the
// one to its right?
func gradients(img *image.RGBA) (h uint64) {
	light := shrink(img, 9, 8)
	for y := range 8 {
		for x := range 8 {
			h <<= 1
			if light[9*y+x] > light[9*y+x+1] {
				h |= 1
			}
		}
	}
	return h
}

// lowFrequencies is pHash (Zauner, 2010): for each of the 8×8 lowest frequencies of the
// discrete cosine transform of 32×32 fields, the constant aside, is it above the median?
func lowFrequencies(light []float64) (h uint64) {
	const n, low = 32, 8
	var rows [n][low]float64
	for y := range n {
		for u := range low {
			for x := range n {
				rows[y][u] += light[n*y+x] * math.Cos(math.Pi/n*(float64(x)+0.5)*float64(u+1))
			}
		}
	}
	var all []float64
	for v := range low {
		for u := range low {
			sum := 0.0
			for y := range n {
				sum += rows[y][u] * math.Cos(math.Pi/n*(float64(y)+0.5)*float64(v))
			}
			all = append(all, sum)
		}
	}
	sorted := slices.Sorted(slices.Values(all))
	median := (sorted[31] + sorted[32]) / 2
	for _, v := range all {
		h <<= 1
		if v > median {
			h |= 1
		}
	}
	return h
}
