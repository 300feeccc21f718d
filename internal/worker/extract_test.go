package worker

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/intake"
)

// pdf builds a file of one page with the given content stream and filters.
func pdf(filter string, stream []byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n" +
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n")
	fmt.Fprintf(&b, "4 0 obj<</Length %d%s>>stream\n", len(stream), filter)
	b.Write(stream)
	b.WriteString("\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n")
	return b.Bytes()
}

func deflate(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSmallPDF(t *testing.T) {
	data := pdf("", []byte("BT /F 12 Tf 50 700 Td (Fourteen men) Tj ET"))
	begin := time.Now()
	got, err := Extract(t.Context(), "letter.pdf", data, intake.DefaultLimits())
	if err != nil || len(got.Pages) != 1 || got.Pages[0] != "Fourteen men" || got.Chars != 12 || got.MediaType != "application/pdf" {
		t.Fatalf("%+v %v", got, err)
	}
	t.Logf("a small PDF, cold: %v", time.Since(begin).Round(time.Millisecond))
}

func TestHTMLAndText(t *testing.T) {
	for _, c := range []struct{ name, data, want, media string }{
		{"a.html", "<p>Один</p><p>Два", "Один\n\nДва", "text/html"},
		{"a.txt", "просто\r\nтекст", "просто\nтекст", "text/plain"},
		{"a.txt", "\xcf\xf0\xe8\xea\xe0\xe7 \xef\xee \xf7\xe0\xf1\xf2\xe8", "Приказ по части", "text/plain"},
		{"a.md", "# Title", "# Title", "text/markdown"},
		{"a.png", "\x89PNG\r\n\x1a\n", "", "image/png"},
	} {
		got, err := Extract(t.Context(), c.name, []byte(c.data), intake.DefaultLimits())
		if err != nil || strings.Join(got.Pages, "") != c.want || got.MediaType != c.media {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
}

func TestFaultsCrossTheBorder(t *testing.T) {
	if raceDetector {
		t.Skip("too slow under the race detector")
	}
	limits := intake.DefaultLimits()
	_, err := Extract(t.Context(), "a.pdf", []byte("%PDF-1.7\nsecret"), limits)
	if !errors.Is(err, intake.Damaged) || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	limits.Chars = 3
	_, err = Extract(t.Context(), "a.html", []byte("<p>four"), limits)
	if !errors.Is(err, intake.TooMuchText) {
		t.Errorf("%v", err)
	}
	limits.Bytes = 2
	_, err = Extract(t.Context(), "a.html", []byte("<p>four"), limits)
	if !errors.Is(err, intake.TooLarge) {
		t.Errorf("%v", err)
	}
}

// hostile files end within their time, with text or a problem, and the process
// that asked lives on.
func TestHostileFiles(t *testing.T) {
	zeros := make([]byte, 100<<20)
	bomb := deflate(t, deflate(t, zeros)) // a thousand times a thousand
	operators := deflate(t, bytes.Repeat([]byte("q "), 2<<20))
	fine := map[string]bool{"zeros.bin": true, "deep.html": true, "big.html": true}
	cases := map[string][]byte{
		"zeros.bin":       zeros,
		"bomb.pdf":        pdf("/Filter[/FlateDecode/FlateDecode]", bomb),
		"nested.pdf":      pdf("/Filter/FlateDecode", operators),
		"loop.pdf":        []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
		"count.pdf":       []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2147483647/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
		"deep.html":       []byte(strings.Repeat("<div><table><tr><td>", 300_000) + "x"),
		"brackets.pdf":    []byte("%PDF-1.4\n1 0 obj" + strings.Repeat("[", 1<<20) + "endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
		"big.html":        append([]byte("<html><p>"), bytes.Repeat([]byte("<p>слово "), 1<<18)...),
		"stream zero.pdf": append([]byte("%PDF-1.4\n"), zeros[:1<<20]...),
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if raceDetector && strings.HasSuffix(name, ".pdf") {
				t.Skip("too slow under the race detector")
			}
			begin := time.Now()
			j := job{command: Command, wall: time.Second, memory: memoryFor(len(data))}
			if fine[name] { // no harm in it: it is read
				j.wall = time.Minute
			}
			limits := intake.DefaultLimits()
			var err error
			chars := 0
			if intake.InProcess(name, data, limits) {
				var got intake.Result
				got, err = intake.Extract(name, data, limits)
				chars = got.Chars
			} else {
				var a answer
				a, err = j.run(t.Context(), name, data, limits)
				chars = a.Result.Chars
				if a.Fault != "" {
					err = a.Fault
				}
			}
			d := time.Since(begin)
			t.Logf("%d bytes: %v, %d characters, %v", len(data), d.Round(time.Millisecond), chars, err)
			if d > j.wall+4*time.Second {
				t.Errorf("took %v", d)
			}
			if fine[name] != (err == nil) {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

func TestNothingIsLeftInTemporaryDirectory(t *testing.T) {
	if raceDetector {
		t.Skip("too slow under the race detector")
	}
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	if _, err := Extract(t.Context(), "a.pdf", pdf("", []byte("BT ET")), intake.DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v", left)
	}
}
