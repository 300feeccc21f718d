package intake

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

// photo is a JPEG with EXIF: a camera, a time and a place.
func photo(t testing.TB) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	const ifd0, gps, data = 8, 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 4*12 + 4
	var body, rest bytes.Buffer
	order := binary.LittleEndian
	text := func(s string) uint32 {
		at := data + rest.Len()
		rest.WriteString(s + "\x00")
		return uint32(at)
	}
	angle := func(parts ...uint32) uint32 {
		at := data + rest.Len()
		for _, p := range parts {
			_ = binary.Write(&rest, order, []uint32{p, 1})
		}
		return uint32(at)
	}
	entry := func(tag, kind uint16, count, value uint32) {
		_ = binary.Write(&body, order, struct {
			Tag, Kind    uint16
			Count, Value uint32
		}{tag, kind, count, value})
	}
	body.WriteString("II*\x00\x08\x00\x00\x00\x03\x00")
	entry(0x0110, 2, 9, text("CanaryCam"[:8]))
	entry(0x0132, 2, 20, text("2014:12:12 10:03:22"))
	entry(0x8825, 4, 1, gps)
	body.WriteString("\x00\x00\x00\x00\x04\x00")
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, angle(50, 27, 0))
	entry(3, 2, 2, 'E')
	entry(4, 5, 3, angle(30, 31, 30))
	body.WriteString("\x00\x00\x00\x00")
	body.Write(rest.Bytes())
	exif := append([]byte("Exif\x00\x00"), body.Bytes()...)
	head := []byte{0xff, 0xd8, 0xff, 0xe1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}
	return slices.Concat(head, exif, plain.Bytes()[2:])
}

func TestParticulars(t *testing.T) {
	got, err := Extract("p.jpg", photo(t), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Particular{{"place", "Coordinates", "50.450000, 30.525000"}, {"exif", "Model", "CanaryCa"}, {"exif", "ModifyDate", "2014:12:12 10:03:22"}} {
		if !slices.Contains(got.Particulars, want) {
			t.Errorf("%v is not in %v", want, got.Particulars)
		}
	}
	if len(got.Pages) > 0 || got.Chars > 0 {
		t.Error("what a picture tells of itself is among its text")
	}
}

func FuzzParticulars(f *testing.F) {
	f.Add("image/jpeg", photo(f))
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		if got := particularsOf(kind, data); len(got) > MaxParticulars+1 {
			t.Error(len(got))
		}
	})
}
