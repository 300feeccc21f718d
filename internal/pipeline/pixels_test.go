package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/worker"
)

// scan is a document whose pages are pictures, some of the same one.
func scan(t *testing.T, pages int, picture []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	var jpg, b bytes.Buffer
	if err := jpeg.Encode(&jpg, img, nil); err != nil {
		t.Fatal(err)
	}
	size := img.Bounds().Size()
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf(" %d 0 R", 5+i)
	}
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages)
	object("<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream", size.X, size.Y, jpg.Len(), jpg.String())
	draw := fmt.Sprintf("q %d 0 0 %d 0 0 cm /I Do Q", size.X/2, size.Y/2)
	object("<</Length %d>>\nstream\n%s\nendstream", len(draw), draw)
	for range pages {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>", size.X/2, size.Y/2)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(at)+1, xref)
	return b.Bytes()
}

func (d *desk) add(name string, data []byte) record.ID {
	d.t.Helper()
	out, err := d.Add(ctx, Origin{Kind: "photo"}, []Material{{Path: name, Name: name, Read: func() ([]byte, error) { return data, nil }}}, nil)
	if err != nil || out.Stored != 1 {
		d.t.Fatal(out, err)
	}
	return out.Items[0].ID
}

func needReader(t *testing.T) {
	if !worker.FindReader(t.Context()).Can() {
		t.Skip("tesseract is not installed: pixels cannot be read")
	}
}

func TestPixelsAreReadAndFound(t *testing.T) {
	needReader(t)
	d, id := signDesk(t)
	if len(d.found("twelve")) != 0 {
		t.Fatal("found before it was read")
	}
	out, err := d.ReadPixels(ctx, PixelChoice{}, nil)
	if err != nil || out.Found != 1 || out.Read != 1 || out.Left != 0 || out.Chars == 0 || out.Failed != 0 {
		t.Fatalf("%+v %v", out, err)
	}
	r := d.State().Readings[id]
	if r == nil || !r.Pixels.Has(1) || !strings.HasPrefix(r.Pixels.Tool, "tesseract ") || len(r.Pixels.Languages) == 0 || r.Chars != out.Chars {
		t.Fatalf("%+v", r)
	}
	if len(d.found("twelve")) != 1 || len(d.found("Kuznetsov")) != 0 { // who is protected is in no index
		t.Error("what stands in pixels is not found, or too much of it")
	}
	if again, err := d.ReadPixels(ctx, PixelChoice{}, nil); err != nil || again.Found != 0 {
		t.Errorf("read twice: %+v %v", again, err)
	}
	d.must(Rebuild(ctx, d.Path(), d.env))
	d = d.reopen()
	if len(d.found("twelve")) != 1 {
		t.Error("a rebuild loses what was read")
	}
	if v, err := Verify(ctx, d.Path(), d.env); err != nil || !v.OK {
		t.Error(v, err)
	}

	// What custodians alone may open has no text; when it is opened again, it waits again.
	set := func(restriction string) {
		_, err := d.Import(ctx, "c.yaml", []byte("format: onrecord.casefile/1\nevidence: [{id: "+string(id)+", kind: photo, restriction: "+restriction+"}]\n"), nil, nil)
		d.must(err)
	}
	set("custodian")
	if out, err := d.ReadPixels(ctx, PixelChoice{}, nil); err != nil || out.Found != 0 || len(d.found("twelve")) != 0 {
		t.Errorf("restricted, and yet: %+v %v", out, err)
	}
	set("none")
	if out, err := d.ReadPixels(ctx, PixelChoice{}, nil); err != nil || out.Read != 1 || len(d.found("twelve")) != 1 {
		t.Errorf("not read again: %+v %v", out, err)
	}
}

func TestPixelsOfAScanGoOn(t *testing.T) {
	needReader(t)
	if raceDetector {
		t.Skip("skipped: the PDF reader is too slow under the race detector; .ci/run runs it without")
	}
	d := newDesk(t)
	all := runtime.GOMAXPROCS(0) + 2 // more than are under way at once
	id := d.add("scan.pdf", scan(t, all, sign(t, "Transport depot", "Room twelve")))
	stopped, stop := context.WithCancel(ctx)
	out, err := d.ReadPixels(stopped, PixelChoice{}, func(done, of int) { stop() })
	if err == nil || out.Left == 0 {
		t.Fatalf("not stopped: %+v %v", out, err)
	}
	first := 0
	if r := d.State().Readings[id]; r != nil && r.Pixels != nil {
		for n := range all + 1 {
			if r.Pixels.Has(n) {
				first++
			}
		}
	}
	out, err = d.reopen().ReadPixels(ctx, PixelChoice{Only: []record.ID{id}}, nil)
	if err != nil || out.Found != all-first || out.Read != out.Found {
		t.Fatalf("%d before, then %+v %v", first, out, err)
	}
	d = d.reopen()
	pages, err := d.Text(ctx, id)
	if err != nil || len(pages) != all || !strings.Contains(pages[all-1], "twelve") {
		t.Errorf("%q %v", pages, err)
	}
	if v, err := Verify(ctx, d.Path(), d.env); err != nil || !v.OK {
		t.Error(v, err)
	}
}

func TestNoReaderOfPixels(t *testing.T) {
	d := newDesk(t)
	d.add("sign.png", sign(t, "Room twelve"))
	t.Setenv("PATH", t.TempDir())
	out, err := d.ReadPixels(ctx, PixelChoice{}, nil)
	if err != nil || !out.Absent || out.Left != 1 {
		t.Errorf("%+v %v", out, err)
	}
}
