package pipeline

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

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/worker"
)

// sign is a photograph of a sign with words on it.
func sign(t *testing.T, lines ...string) []byte {
	t.Helper()
	small := image.NewRGBA(image.Rect(0, 0, 300, 30*len(lines)+30))
	draw.Draw(small, small.Rect, image.NewUniform(color.RGBA{240, 240, 200, 255}), image.Point{}, draw.Src)
	for i, l := range lines {
		d := font.Drawer{Dst: small, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(30, 30*i+30)}
		d.DrawString(l)
	}
	big := image.NewRGBA(image.Rect(0, 0, 4*small.Rect.Dx(), 4*small.Rect.Dy()))
	draw.CatmullRom.Scale(big, big.Rect, small, small.Rect, draw.Src, nil)
	var b bytes.Buffer
	if err := png.Encode(&b, big); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const signCase = `format: onrecord.casefile/1
actors:
  - id: s1
    type: person
    protected: {names: [Boris Kuznetsov]}
    descriptor: a driver
    terms: anonymous
    reason: he fears for his work
    known_to: [owner]
`

func signDesk(t *testing.T) (*desk, record.ID) {
	t.Helper()
	d := newDesk(t)
	if _, err := d.Import(ctx, "case.yaml", []byte(signCase), nil, nil); err != nil {
		t.Fatal(err)
	}
	out, err := d.Add(ctx, Origin{Kind: "photo"}, []Material{{Path: "sign.png", Name: "sign.png",
		Read: func() ([]byte, error) { return sign(t, "Transport depot", "Boris Kuznetsov", "Room twelve"), nil }}}, nil)
	if err != nil || out.Stored != 1 {
		t.Fatal(out, err)
	}
	return d, out.Items[0].ID
}

func TestRedactPixels(t *testing.T) {
	d, id := signDesk(t)
	var got Redacted
	err := d.Redact(ctx, id, Cover{Areas: []record.Area{{Page: 1, X: 100, Y: 20, W: 10, H: 10}}}, func(r Redacted) error { got = r; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if !got.Read {
		t.Skip("tesseract is not installed: names in pixels are not found")
	}
	if len(got.Areas) < 2 {
		t.Errorf("the name in the picture was not covered: %v", got.Areas)
	}
	words, err := worker.FindReader(ctx).Letters(ctx, got.Bytes, true)
	if err != nil || strings.Contains(words.Text, "Kuznetsov") || !strings.Contains(words.Text, "depot") {
		t.Errorf("%q %v", words.Text, err)
	}
	if plan := d.State().Evidence[id].Redaction; plan == nil || len(plan.Areas) != len(got.Areas) {
		t.Errorf("recorded: %+v", plan)
	}
	if err := d.Redact(ctx, id, Cover{Hide: []string{"room  TWELVE"}}, func(r Redacted) error { got = r; return nil }); err != nil {
		t.Fatal(err)
	}
	if words, err = worker.FindReader(ctx).Letters(ctx, got.Bytes, true); err != nil || strings.Contains(words.Text, "twelve") {
		t.Errorf("%q %v", words.Text, err)
	}
}

// TestRedactRecordsNothingUnwritten: a plan is recorded when the file is there.
func TestRedactRecordsNothingUnwritten(t *testing.T) {
	d, id := signDesk(t)
	full := problem.New(problem.Unavailable, "out.png", "no room", "")
	if err := d.Redact(ctx, id, Cover{}, func(Redacted) error { return full }); err != full {
		t.Error(err)
	}
	if err := d.Redact(ctx, id, Cover{Areas: []record.Area{{Page: 2, W: 1, H: 1}}}, func(Redacted) error { t.Error("written"); return nil }); problem.KindOf(err) != problem.Usage {
		t.Error(err)
	}
	if err := d.member("m", record.Reader).Redact(ctx, id, Cover{}, func(Redacted) error { t.Error("written"); return nil }); problem.KindOf(err) != problem.Refused {
		t.Error(err)
	}
	if d.State().Evidence[id].Redaction != nil {
		t.Error("a plan was recorded")
	}
}
