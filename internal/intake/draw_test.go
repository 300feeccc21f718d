package intake

import (
	"image"
	"image/color"
	"testing"
)

func TestPlainGrey(t *testing.T) {
	page := image.NewGray(image.Rect(0, 0, 300, 300))
	for i := range page.Pix {
		page.Pix[i] = byte(240 + i%12) // paper, as a scanner sees it
	}
	if !plainGrey(page) {
		t.Error("an empty page is not taken for one")
	}
	for i := range 100 { // a small letter
		page.SetGray(40+i%10, 50+i/10, color.Gray{40})
	}
	if plainGrey(page) {
		t.Error("a letter is overlooked")
	}
}
