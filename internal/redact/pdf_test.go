package redact

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klippa-app/go-pdfium"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/record"
)

// badPDF has a way to fail at redaction on each page, and more in the file as a
// whole. It gives the names of the pages.
func badPDF() ([]byte, []string) {
	f := newPDF()
	font := f.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	// Shows other letters than it says: A stands for the canary's letters.
	cmap := f.stream("", "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapType 2 def 1 begincodespacerange<00><ff>endcodespacerange 1 beginbfchar<41><"+
		fmt.Sprintf("%x", utf16be(canary))+">endbfchar endcmap end end")
	liar := f.add(fmt.Sprintf("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>", cmap))
	layer := f.add("<</Type/OCG/Name(" + canary + ")>>")
	picture := dirtyJPEG(photo(80, 60), 1)
	photo := f.stream("/Type/XObject/Subtype/Image/Width 80/Height 60/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", string(picture))
	resources := fmt.Sprintf("/Resources<</Font<</F %d 0 R/L %d 0 R>>/XObject<</P %d 0 R>>/Properties<</H %d 0 R>>>>", font, liar, photo, layer)
	said := "BT /F 12 Tf 72 700 Td (The driver " + canary + " told us) Tj ET"
	note := f.add("<</Type/Annot/Subtype/Text/Rect[72 500 92 520]/Contents(" + canary + ")/T(" + canary + ")>>")
	free := f.add("<</Type/Annot/Subtype/FreeText/Rect[72 400 300 430]/DA(/F 12 Tf 0 g)/Contents(" + canary + ")>>")
	look := f.stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]"+resources, "/Tx BMC BT /F 12 Tf 2 5 Td ("+canary+") Tj ET EMC")
	field := f.add(fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(%s)/DV(%s)/F 4/DA(/F 12 Tf 0 g)/Rect[72 400 272 420]/AP<</N %d 0 R>>>>", canary, canary, look))
	unapplied := f.add("<</Type/Annot/Subtype/Redact/Rect[60 690 400 716]/OverlayText(" + canary + ")>>")
	thumb := f.stream("/Width 80/Height 60/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", string(picture))
	pages := []struct{ name, content, extra string }{
		{"plain text", said, ""},
		{"below a black box", said + " 0 g 60 690 300 26 re f", ""},
		{"white text", "1 g " + said, ""},
		{"hidden layer", "/OC /H BDC " + said + " EMC", ""},
		{"comment", "", fmt.Sprintf("/Annots[%d 0 R]", note)},
		{"typed on the page", "", fmt.Sprintf("/Annots[%d 0 R]", free)},
		{"form field", "", fmt.Sprintf("/Annots[%d 0 R]", field)},
		{"marked and not applied", said, fmt.Sprintf("/Annots[%d 0 R]", unapplied)},
		{"cropped away", said, "/CropBox[0 0 595 300]"},
		{"invisible text of a scan", "q 400 0 0 300 50 50 cm /P Do Q 3 Tr " + said, ""},
		{"alternative text", "/Span<</ActualText(" + canary + ")>>BDC BT /F 12 Tf 72 700 Td (somebody) Tj ET EMC", ""},
		{"letters that say others", "BT /L 12 Tf 72 700 Td (A) Tj ET", ""},
		{"in pieces", "BT /F 12 Tf 72 700 Td [(Zlat)-1(ou)5(sto)] TJ (va) Tj ET", ""},
		{"out of order", "BT /F 12 Tf 1 0 0 1 105.35 700 Tm (oustova) Tj 1 0 0 1 85 700 Tm (Zlat) Tj ET", ""},
		{"turned", said, "/Rotate 90"},
		{"previews and private data", "", fmt.Sprintf("/Thumb %d 0 R/PieceInfo<</App<</Private(%s)>>>>", thumb, canary)},
	}
	var kids strings.Builder
	var names []string
	catalog, first := 1, 0
	for _, p := range pages {
		content := f.stream("/Filter/FlateDecode", deflate(p.content))
		n := f.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s%s>>", content, resources, p.extra))
		fmt.Fprintf(&kids, "%d 0 R ", n)
		names = append(names, p.name)
		if first == 0 {
			first = content
		}
	}
	f.put(2, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String()))
	attached := f.stream("/Type/EmbeddedFile/Filter/FlateDecode", deflate("list: "+canary))
	spec := f.add(fmt.Sprintf("<</Type/Filespec/F(%s.txt)/EF<</F %d 0 R>>>>", canary, attached))
	xmp := f.stream("/Type/Metadata/Subtype/XML", "<x:xmpmeta><dc:creator>"+canary+"</dc:creator></x:xmpmeta>")
	outline := f.add("<</Title(" + canary + ")/Parent 1 0 R>>")
	outlines := f.add(fmt.Sprintf("<</First %d 0 R/Last %d 0 R/Count 1>>", outline, outline))
	f.put(catalog, fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/Metadata %d 0 R/Outlines %d 0 R/AcroForm<</Fields[%d 0 R]/DR<</Font<</F %d 0 R>>>>>>"+
		"/OCProperties<</OCGs[%d 0 R]/D<</OFF[%d 0 R]/Order[%d 0 R]>>>>/Names<</EmbeddedFiles<</Names[(%s)%d 0 R]>>/JavaScript<</Names[(x)<</S/JavaScript/JS(//%s)>>]>>>>>>",
		xmp, outlines, field, font, layer, layer, layer, canary, spec, canary))
	info := f.add("<</Title(" + canary + ")/Author<FEFF" + fmt.Sprintf("%x", utf16be(canary)) + ">>>")
	f.finish(fmt.Sprintf("/Info %d 0 R", info))
	// A later revision that replaces the first page's text; the old stays in the file.
	f.at[first] = f.b.Len()
	later := "BT /F 12 Tf 72 700 Td (The driver told us) Tj ET"
	fmt.Fprintf(&f.b, "%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n", first, len(later), later)
	return f.finish(fmt.Sprintf("/Info %d 0 R/Prev 0", info)), names
}

func utf16be(s string) []byte {
	b := utf16le(s)
	for i := 0; i < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}

// TestPDFs shares one reader, which takes seconds to start.
func TestPDFs(t *testing.T) {
	if raceDetector {
		t.Skip("too slow under the race detector")
	}
	pool, err := intake.StartPDFium(true)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	t.Run("bad", func(t *testing.T) { badPDFs(t, pool) })
	t.Run("hostile", func(t *testing.T) { hostilePDFs(t, pool) })
}

func badPDFs(t *testing.T, pool pdfium.Pool) {
	data, names := badPDF()
	sheets, err := readPDFWith(pool, data, MaxPages)
	if err != nil || len(sheets) != len(names) {
		t.Fatal(len(sheets), err)
	}
	areas := Find(sheets, Literal([]string{"ZLATOUSTOVA"}))
	covered := map[string]bool{}
	for _, a := range areas {
		covered[names[a.Page-1]] = true
	}
	for _, name := range []string{"below a black box", "white text", "invisible text of a scan", "letters that say others", "in pieces", "out of order", "turned", "marked and not applied", "form field"} {
		if !covered[name] {
			t.Errorf("%s: nothing was covered", name)
		}
	}
	seen := map[int]image.Image{}
	out, err := Make(typePDF, sheets, areas, func(page int, img image.Image) error { seen[page] = img; return nil })
	if err != nil {
		t.Fatal(err)
	}
	wantClean(t, "pdf", out.Bytes)
	if strings.Contains(strings.ToLower(out.Text), strings.ToLower(canary)) || !strings.Contains(out.Text, "told us") {
		t.Errorf("left to be read: %q", out.Text)
	}
	for _, word := range []string{"/Info", "/Metadata", "/Font", "/Annots", "/AcroForm", "/OCProperties", "/Names", "/Prev", "/Outlines", "/ID", "JavaScript", "/Thumb", "/PieceInfo"} {
		if bytes.Contains(out.Bytes, []byte(word)) {
			t.Errorf("%s is in the new file", word)
		}
	}
	if bytes.Count(out.Bytes, []byte("%%EOF")) != 1 || bytes.Count(out.Bytes, []byte("/Type/Page/")) != len(names) {
		t.Error("not one revision with a page for each page")
	}
	for page, img := range seen {
		for _, a := range areas {
			if a.Page == page && !black(img, a, sheets[page-1]) {
				t.Errorf("%s: something shows through", names[page-1])
			}
		}
	}
	again, err := Make(typePDF, sheets, areas, nil)
	if err != nil || !bytes.Equal(again.Bytes, out.Bytes) {
		t.Error("other bytes the second time", err)
	}
	askOthers(t, out.Bytes, len(names))
}

func black(img image.Image, a record.Area, s Sheet) bool {
	b := img.Bounds()
	for y := a.Y * b.Dy() / s.Height; y < (a.Y+a.H)*b.Dy()/s.Height; y++ {
		for x := a.X * b.Dx() / s.Width; x < (a.X+a.W)*b.Dx()/s.Width; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b != 0 {
				return false
			}
		}
	}
	return true
}

// askOthers looks at a PDF with other programs, where they are installed.
func askOthers(t *testing.T, data []byte, pages int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][]string{
		{"pdftotext", file, "-"}, {"pdfdetach", "-list", file}, {"mutool", "draw", "-q", "-F", "txt", file}, {"mutool", "show", file, "trailer", "grep"},
		{"qpdf", "--check", file}, {"qpdf", "--qdf", "--object-streams=disable", file, "-"}, {"exiftool", "-a", "-u", "-ee", file},
	} {
		if _, err := exec.LookPath(c[0]); err != nil {
			t.Logf("%s is not installed: not asked", c[0])
			continue
		}
		said, err := exec.Command(c[0], c[1:]...).CombinedOutput()
		if err != nil {
			t.Errorf("%s finds fault with the file: %v", strings.Join(c[:2], " "), err)
		}
		wantClean(t, c[0], said)
		if c[0] == "pdftotext" && len(bytes.TrimSpace(said)) > 0 {
			t.Errorf("there is text in the file: %q", said)
		}
		if c[0] == "exiftool" && !bytes.Contains(said, []byte(fmt.Sprint(pages))) {
			t.Errorf("exiftool: %s", said)
		}
	}
}

func hostilePDFs(t *testing.T, pool pdfium.Pool) {
	one := func(page string) []byte {
		f := newPDF()
		n := f.add("<</Type/Page/Parent 2 0 R" + page + ">>")
		f.put(2, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", n))
		f.put(1, "<</Type/Catalog/Pages 2 0 R>>")
		return f.finish("")
	}
	locked := newPDF()
	locked.put(2, "<</Type/Pages/Count 0/Kids[]>>")
	locked.put(1, "<</Type/Catalog/Pages 2 0 R>>")
	for name, c := range map[string]struct {
		data []byte
		want Fault
	}{
		"huge":    {one("/MediaBox[0 0 900000 900000]"), TooLarge},
		"pages":   {bytes.Replace(one("/MediaBox[0 0 9 9]"), []byte("/Count 1/Kids[3 0 R]"), []byte("/Count 301/Kids["+strings.Repeat("3 0 R ", 301)+"]"), 1), ManyPages},
		"garbage": {[]byte("%PDF-1.7\n" + canary), Damaged},
		"empty":   {locked.finish(""), Damaged},
	} {
		_, err := readPDFWith(pool, c.data, MaxPages)
		var f Fault
		if !errors.As(err, &f) || f != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWordsAcrossLines(t *testing.T) {
	var w writer
	at := func(x, y float32) Box { return Box{x, y, x + 6, y + 12} }
	x := float32(0)
	for _, r := range "Zlatou" {
		w.unit(r, at(x, 0))
		x += 6
	}
	for _, r := range []rune{'\r', '\n', 2, '\r', '\n'} {
		w.unit(r, Box{})
	}
	for i, r := range "stova said 😀" {
		if r > 0xffff {
			w.unit(0xd83d, at(200, 14))
			w.unit(0xde00, at(200, 14))
			continue
		}
		w.unit(r, at(float32(6*i), 14))
	}
	words := w.words()
	if !words.sound() || !strings.HasSuffix(words.Text, "stova said 😀") {
		t.Errorf("%q", words.Text)
	}
	areas := Find([]Sheet{{Width: 300, Height: 100, Words: words}}, Literal([]string{canary}))
	if len(areas) != 2 || areas[0].Page != 1 {
		t.Errorf("%v", areas)
	}
	if got := Find([]Sheet{{Width: 300, Height: 100, Words: words}}, Literal([]string{"z", "", "nobody"})); len(got) > 0 {
		t.Error(got)
	}
	if !slices.Equal(Literal([]string{"élan vital"})("An ÉLAN\n vital!"), [][2]int{{3, 15}}) {
		t.Error(Literal([]string{"élan vital"})("An ÉLAN\n vital!"))
	}
}
