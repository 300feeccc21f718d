package redact

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"onrecord.dev/onrecord/internal/record"
)

// redacted takes a picture through both halves.
func redacted(t *testing.T, name, kind string, data []byte, areas ...record.Area) Product {
	t.Helper()
	sheets, err := Read(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	out, err := Make(Becomes(kind), sheets, areas, nil)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

func TestPicturesComeOutBare(t *testing.T) {
	img := photo(160, 120)
	var g, bm, tf bytes.Buffer
	_ = gif.Encode(&g, img, nil)
	_ = bmp.Encode(&bm, img)
	_ = tiff.Encode(&tf, img, nil)
	withComment := append(bytes.Clone(g.Bytes()[:g.Len()-1]), append(append([]byte{0x21, 0xfe, byte(len(canary))}, canary...), 0, 0x3b)...)
	for name, c := range map[string]struct {
		kind string
		data []byte
		want string
	}{
		"a.jpg": {typeJPEG, dirtyJPEG(img, 1), typeJPEG},
		"a.png": {typePNG, dirtyPNG(img), typePNG},
		"a.gif": {"image/gif", append(withComment, canary...), typePNG},
		"a.bmp": {"image/bmp", append(bytes.Clone(bm.Bytes()), canary...), typePNG},
		"a.tif": {"image/tiff", append(bytes.Clone(tf.Bytes()), canary...), typePNG},
	} {
		if len(leaks(c.data)) == 0 {
			t.Fatalf("%s: the fixture holds nothing", name)
		}
		out := redacted(t, name, c.kind, c.data)
		if out.MediaType != c.want {
			t.Errorf("%s: became %s", name, out.MediaType)
		}
		wantClean(t, name, out.Bytes)
		wantOnlyPixels(t, name, out)
		if again := redacted(t, name, c.kind, c.data); !bytes.Equal(again.Bytes, out.Bytes) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
}

// wantOnlyPixels walks the file's parts and knows only those that pixels need.
func wantOnlyPixels(t *testing.T, name string, out Product) {
	t.Helper()
	data := out.Bytes
	if out.MediaType == typePNG {
		var kinds []string
		at := 8
		for at+12 <= len(data) {
			kinds = append(kinds, string(data[at+4:at+8]))
			at += 12 + int(data[at])<<24 + int(data[at+1])<<16 + int(data[at+2])<<8 + int(data[at+3])
		}
		kinds = slices.Compact(kinds)
		if at != len(data) || !slices.Equal(kinds, []string{"IHDR", "IDAT", "IEND"}) {
			t.Errorf("%s: chunks %v, %d bytes after them", name, kinds, len(data)-at)
		}
		return
	}
	at := 2
	for data[at+1] != 0xda {
		if m := data[at+1]; m != 0xdb && m != 0xc0 && m != 0xc4 {
			t.Errorf("%s: segment %x", name, m)
		}
		at += 2 + int(data[at+2])<<8 + int(data[at+3])
	}
	if i := bytes.Index(data, []byte{0xff, 0xd9}); i != len(data)-2 {
		t.Errorf("%s: %d bytes after the end", name, len(data)-2-i)
	}
}

// TestOrientation puts a red corner where the viewer sees it, for all eight ways.
func TestOrientation(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			img.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
			if x < 16 && y < 16 {
				img.SetRGBA(x, y, color.RGBA{255, 0, 0, 255})
			}
		}
	}
	// Where the stored top left corner goes: right and bottom are 1.
	for how, want := range map[int][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}} {
		out := redacted(t, "a.jpg", typeJPEG, dirtyJPEG(img, how))
		got, err := jpeg.Decode(bytes.NewReader(out.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		b := got.Bounds()
		if turned := b.Dx() < b.Dy(); turned != (how >= 5) {
			t.Errorf("%d: %v", how, b)
		}
		r, g, _, _ := got.At(4+want[0]*(b.Dx()-9), 4+want[1]*(b.Dy()-9)).RGBA()
		if r < 0xc000 || g > 0x5000 {
			t.Errorf("%d: the corner is not where it is seen", how)
		}
	}
}

// TestCoverIsSolid: below an area there is one colour and nothing of what was
// there, also in the pixels beside it to which a JPEG's blocks carry it.
func TestCoverIsSolid(t *testing.T) {
	area := record.Area{Page: 1, X: 75, Y: 25, W: 30, H: 20}
	a, b := photo(160, 120), photo(160, 120)
	for y := area.Y; y < area.Y+area.H; y++ {
		for x := area.X; x < area.X+area.W; x++ {
			b.SetRGBA(x, y, color.RGBA{uint8(x * 7), uint8(y * 31), uint8(x * y), 255})
		}
	}
	for kind, enc := range map[string]func(image.Image) []byte{typeJPEG: asJPEG, typePNG: asPNG} {
		one, two := redacted(t, "a", kind, enc(a), area), redacted(t, "a", kind, enc(b), area)
		if !bytes.Equal(one.Bytes, two.Bytes) {
			t.Errorf("%s: two pictures that differ below the cover alone can be told apart", kind)
		}
		img, _, err := image.Decode(bytes.NewReader(one.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		for y := area.Y; y < area.Y+area.H; y++ {
			for x := area.X; x < area.X+area.W; x++ {
				if r, g, b, _ := img.At(x, y).RGBA(); r+g+b > 3*0x600 {
					t.Fatalf("%s: %d,%d shows through", kind, x, y)
				}
			}
		}
	}
}

// TestTransparentPixelsKeepNoColour: a picture may hide another where it is clear.
func TestTransparentPixelsKeepNoColour(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 32, 32))
	for i := range 32 * 32 {
		copy(img.Pix[4*i:], []byte{byte(i), byte(i / 3), 77, 0})
	}
	out := redacted(t, "a.png", typePNG, asPNG(img))
	got, err := png.Decode(bytes.NewReader(out.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 32 * 32 {
		if r, g, b, a := got.At(i%32, i/32).RGBA(); r&g&b&a != 0xffff {
			t.Fatalf("pixel %d kept its colour", i)
		}
	}
}

func TestHostilePictures(t *testing.T) {
	header := func(w, h uint32) []byte {
		b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", []byte{byte(w >> 24), byte(w >> 16), byte(w >> 8), byte(w), byte(h >> 24), byte(h >> 16), byte(h >> 8), byte(h), 8, 2, 0, 0, 0})...)
		return append(b, chunk("IDAT", []byte(deflate("x")))...)
	}
	for name, c := range map[string]struct {
		data []byte
		want Fault
	}{
		"huge.png":   {header(60000, 60000), TooLarge},
		"long.png":   {header(2_000_000, 16), Damaged},
		"cut.png":    {header(100, 100), Damaged},
		"cut.jpg":    {asJPEG(photo(50, 50))[:200], Damaged},
		"photo.heic": {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + canary), UnknownKind},
		"photo.avif": {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1" + canary), UnknownKind},
		"talk.mp3":   {[]byte("ID3\x03\x00\x00\x00\x00\x00\x21TPE1" + canary), UnknownKind},
		"film.mp4":   {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42" + canary), UnknownKind},
		"all.zip":    {[]byte("PK\x03\x04" + canary), UnknownKind},
		"empty":      {nil, UnknownKind},
		"page.svg":   {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>` + canary + `</text></svg>`), UnknownKind},
	} {
		_, err := Read(name, c.data)
		var f Fault
		if !errors.As(err, &f) || f != c.want && !(name == "long.png" && f == TooLarge) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if line := f.Problem(name).Error(); len(leaks([]byte(line))) > 0 || line == "" {
			t.Error(line)
		}
	}
}

// TestLyingSheets: what comes from a child that was taken over makes no file, or
// a harmless one.
func TestLyingSheets(t *testing.T) {
	good := Sheet{Width: 10, Height: 10, PNG: asPNG(photo(10, 10))}
	for i, s := range []Sheet{
		{}, {Width: 10, Height: 10, PNG: []byte(canary)}, {Width: -1, Height: 10, PNG: good.PNG}, {Width: 1 << 30, Height: 10, PNG: good.PNG},
		{Width: 10, Height: 10, PNG: good.PNG, Words: Words{Text: "abc", Boxes: []Box{{}}}},
		{Width: 10, Height: 10, PNG: append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0})...)},
	} {
		if _, err := Make(typePNG, []Sheet{s}, nil, nil); err == nil {
			t.Errorf("sheet %d became a file", i)
		}
	}
	loud := good
	loud.PNG, loud.Margin = append(bytes.Clone(good.PNG), canary...), -1000
	out, err := Make(typePNG, []Sheet{loud}, []record.Area{{Page: 1, X: 2, Y: 2, W: 2, H: 2}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantClean(t, "a loud sheet", out.Bytes)
	if _, err := Make(typePNG, []Sheet{good, good}, nil, nil); err == nil {
		t.Error("a picture of two sheets")
	}
	if _, err := Make(typePDF, make([]Sheet, MaxPages+1), nil, nil); err == nil {
		t.Error("too many pages")
	}
}

func TestAreas(t *testing.T) {
	if a, err := ParseArea("2:72,144,200,30"); err != nil || a != (record.Area{Page: 2, X: 72, Y: 144, W: 200, H: 30}) {
		t.Error(a, err)
	}
	for _, s := range []string{"", "1", "1:1,2,3", "0:1,1,1,1", "1:1,1,0,1", "1:-1,1,1,1", "1:1,1,1,9999999", "x:1,1,1,1", canary} {
		if _, err := ParseArea(s); err == nil || bytes.Contains([]byte(err.Error()), []byte(canary)) {
			t.Errorf("%q: %v", s, err)
		}
	}
	a, b, c := record.Area{Page: 1, X: 0, Y: 0, W: 10, H: 10}, record.Area{Page: 1, X: 2, Y: 2, W: 3, H: 3}, record.Area{Page: 2, X: 2, Y: 2, W: 3, H: 3}
	if got := Tidy([]record.Area{c, b, a, b, {}}); !slices.Equal(got, []record.Area{a, c}) {
		t.Error(got)
	}
	sheets := []Sheet{{Width: 10, Height: 10}}
	for text, fits := range map[string]bool{"1:0,0,5,5": true, "1:9,9,50,50": true, "1:10,0,5,5": false, "2:0,0,5,5": false} {
		a, _ := ParseArea(text)
		if err := Fits([]record.Area{a}, sheets); (err == nil) != fits {
			t.Error(text, err)
		}
	}
}

// TestBarsHideLengths: names of many lengths at one place have one cover, or one
// of few.
func TestBarsHideLengths(t *testing.T) {
	covers := map[string]int{}
	for letters := 3; letters <= 14; letters++ {
		a := bar(1, Box{80, 100, 80 + 6*float32(letters), 112})
		covers[fmt.Sprint(a)]++
		if float32(a.X) > 80 || float32(a.X+a.W) < 80+6*float32(letters) || a.Y > 100 || a.Y+a.H < 112 {
			t.Errorf("%d letters: not covered by %v", letters, a)
		}
	}
	if len(covers) > 2 {
		t.Error(covers)
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(exif(6, nil))
	f.Add(dirtyJPEG(photo(20, 20), 3))
	f.Add(dirtyPNG(photo(20, 20)))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPEXIF\x04\x00\x00\x00II*\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{typeJPEG, typePNG, "image/webp", "image/tiff"} {
			if got := orientation(kind, data); got < 1 || got > 8 {
				t.Error(got)
			}
		}
	})
}
