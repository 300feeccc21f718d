package worker

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// written is a picture of words.
func written(t *testing.T, words string) []byte {
	t.Helper()
	small := image.NewGray(image.Rect(0, 0, 8*len(words)+40, 40))
	draw.Draw(small, small.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: small, Src: image.NewUniform(color.Black), Face: basicfont.Face7x13, Dot: fixed.P(20, 25)}
	d.DrawString(words)
	big := image.NewGray(image.Rect(0, 0, 4*small.Rect.Dx(), 4*small.Rect.Dy()))
	draw.CatmullRom.Scale(big, big.Rect, small, small.Rect, draw.Src, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, big); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLettersAreReadInACage(t *testing.T) {
	r := FindReader(t.Context())
	if !r.Can() {
		t.Skip("tesseract is not installed: pixels cannot be read")
	}
	words, err := r.Letters(t.Context(), written(t, "The driver was Kuznetsov"), false)
	if err != nil || !strings.Contains(words.Text, "driver") || len(words.Boxes) != len([]rune(words.Text)) {
		t.Fatalf("%q %v", words.Text, err)
	}
	if _, err := r.Letters(t.Context(), []byte("no picture"), false); err == nil {
		t.Error("no picture, and yet it was read")
	}
	held, err := Confinement(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.Join(held, " "), "landlock") {
		for _, outside := range []string{t.TempDir() + "/reader", "/proc/self/exe"} {
			if _, err := (Reader{program: outside, languages: "eng"}).Letters(t.Context(), written(t, "x"), false); err == nil {
				t.Errorf("%s could be started", outside)
			}
		}
	}
	if _, err := (Reader{program: "/bin/cat", languages: "eng"}).Letters(t.Context(), nil, false); err == nil {
		t.Error("a program that reads no pictures was taken for one that does")
	}
}

func TestNoReader(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if FindReader(t.Context()).Can() {
		t.Error("found what is not there")
	}
}
