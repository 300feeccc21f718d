package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/bits"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"onrecord.dev/onrecord/internal/record"
)

// scene draws a picture of soft blobs, another one for each seed.
func scene(seed uint64, w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	small := image.NewRGBA(image.Rect(0, 0, 7, 6))
	for i := range small.Pix {
		small.Pix[i] = uint8(r.IntN(256))
		if i%4 == 3 {
			small.Pix[i] = 255
		}
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), small, small.Bounds(), draw.Src, nil)
	return out
}

func drawn(t *testing.T, format string, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	err := map[string]func() error{
		"jpeg": func() error { return jpeg.Encode(&b, img, &jpeg.Options{Quality: 40}) },
		"png":  func() error { return png.Encode(&b, img) },
		"gif":  func() error { return gif.Encode(&b, img, nil) },
		"bmp":  func() error { return bmp.Encode(&b, img) },
		"tiff": func() error { return tiff.Encode(&b, img, nil) },
	}[format]()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func likeness(t *testing.T, data []byte) *record.Likeness {
	t.Helper()
	got, err := Extract("x", data, DefaultLimits())
	if err != nil || len(got.Pages) > 0 {
		t.Fatal(got, err)
	}
	return got.Likeness
}

func apart(a, b *record.Likeness) int {
	return max(bits.OnesCount64(a.Gradient^b.Gradient), bits.OnesCount64(a.Frequency^b.Frequency))
}

// A picture keeps its likeness through other formats, sizes and lights, and no two
// pictures have one.
func TestLikeness(t *testing.T) {
	bright := func(img *image.RGBA) image.Image {
		out := image.NewRGBA(img.Bounds())
		for i, p := range img.Pix {
			out.Pix[i] = uint8(min(255, 30+int(p)*4/5))
		}
		return out
	}
	var all []*record.Likeness
	for seed := range uint64(12) {
		base := likeness(t, drawn(t, "png", scene(seed, 240, 180)))
		if base == nil {
			t.Fatal("no likeness", seed)
		}
		for _, format := range []string{"jpeg", "gif", "bmp", "tiff"} {
			if d := apart(base, likeness(t, drawn(t, format, scene(seed, 240, 180)))); d > 10 {
				t.Errorf("%s of scene %d: %d bits", format, seed, d)
			}
		}
		if d := apart(base, likeness(t, drawn(t, "jpeg", scene(seed, 90, 70)))); d > 10 {
			t.Errorf("small, scene %d: %d bits", seed, d)
		}
		if d := apart(base, likeness(t, drawn(t, "jpeg", bright(scene(seed, 240, 180))))); d > 10 {
			t.Errorf("brighter, scene %d: %d bits", seed, d)
		}
		for i, other := range all {
			if d := apart(base, other); d <= 10 {
				t.Errorf("scenes %d and %d: %d bits", seed, i, d)
			}
		}
		all = append(all, base)
	}
}

// Pages of writing, walls and what cannot be decoded have no likeness.
func TestNoLikeness(t *testing.T) {
	page := image.NewRGBA(image.Rect(0, 0, 600, 800))
	draw.Draw(page, page.Bounds(), image.White, image.Point{}, draw.Src)
	for y := 100; y < 700; y += 20 {
		for x := 80; x < 520; x++ {
			if (x*7+y)%5 < 2 {
				page.Set(x, y, color.Black)
				page.Set(x, y+1, color.Black)
			}
		}
	}
	sound := drawn(t, "png", scene(1, 100, 100))
	for name, data := range map[string][]byte{
		"page":     drawn(t, "png", page),
		"wall":     drawn(t, "jpeg", image.NewGray(image.Rect(0, 0, 50, 50))),
		"one dot":  drawn(t, "png", image.NewGray(image.Rect(0, 0, 1, 1))),
		"torn":     sound[:len(sound)/2],
		"no pixel": pngOf(0, 0),
		"bomb":     pngOf(60000, 60000),
		"negative": pngOf(1<<31-1, 1<<31-1),
		"vector":   []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`),
	} {
		if got := likenessOrNone(data); got != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func likenessOrNone(data []byte) *record.Likeness {
	got, _ := Extract("x", data, DefaultLimits())
	return got.Likeness
}

// pngOf says that it is so large, and holds nothing.
func pngOf(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	head = append(binary.BigEndian.AppendUint32(head, h), 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func FuzzLikeness(f *testing.F) {
	for _, format := range []string{"jpeg", "png", "gif", "bmp", "tiff"} {
		var b bytes.Buffer
		img := scene(3, 24, 16)
		switch format {
		case "jpeg":
			_ = jpeg.Encode(&b, img, nil)
		case "png":
			_ = png.Encode(&b, img)
		case "gif":
			_ = gif.Encode(&b, img, nil)
		case "bmp":
			_ = bmp.Encode(&b, img)
		case "tiff":
			_ = tiff.Encode(&b, img, nil)
		}
		f.Add("image/"+format, b.Bytes())
	}
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		for k, d := range decoders { // keep the fuzzer off large pictures: they are slow, not wrong
			if c, err := d.config(bytes.NewReader(data)); k == kind && err == nil && (c.Width > 2000 || c.Height > 2000) {
				return
			}
		}
		a, b := likenessOf(kind, data), likenessOf(kind, data)
		if fmt.Sprint(a == nil) != fmt.Sprint(b == nil) || a != nil && *a != *b {
			t.Error("not the same twice")
		}
	})
}
