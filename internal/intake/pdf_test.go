package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// pdf builds a file of pages with one line of text each; extra goes into the trailer.
func pdf(extra string, pages ...string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	b.WriteString("%PDF-1.5\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 5+2*i)
	}
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids))
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding" +
		"/Differences[192/afii10017/afii10065/afii10066]>>>>")
	obj("<</Title(Letter of \\(12\\) December)>>")
	for i, text := range pages {
		obj(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>", 6+2*i))
		stream := fmt.Sprintf("BT /F 12 Tf 50 700 Td %s ET", text)
		obj(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(stream), stream))
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, extra, xref)
	return b.Bytes()
}

func TestPDFText(t *testing.T) {
	if raceDetector {
		t.Skip("too slow under the race detector")
	}
	data := pdf("", "(First page) Tj 0 -20 Td (second line) Tj", "", "<C0C1C2> Tj ( fin) Tj")
	if _, err := readPDF(data, DefaultLimits(), false); !errors.Is(err, errCompile) {
		t.Errorf("three pages were interpreted: %v", err)
	}
	got, err := Extract("letter.pdf", data, DefaultLimits()) // so that it is compiled
	if err != nil || len(got.Pages) != 3 {
		t.Fatalf("%+v %v", got, err)
	}
	if got.Pages[0] != "First page\nsecond line" || got.Pages[1] != "" || got.Pages[2] != "Ааб fin" {
		t.Errorf("%q", got.Pages)
	}
	if got.Title != "Letter of (12) December" {
		t.Errorf("title %q", got.Title)
	}
}

func TestSmallPDFIsInterpreted(t *testing.T) {
	got, err := Extract("a.txt", append([]byte("mail header\n"), pdf("", "(Only page) Tj")...), DefaultLimits())
	if err != nil || got.MediaType != "application/pdf" || len(got.Pages) != 1 || got.Pages[0] != "Only page" || got.Chars != 9 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestPDFFaults(t *testing.T) {
	if raceDetector {
		t.Skip("too slow under the race detector")
	}
	one := pdf("", "(Secret words) Tj")
	locked := pdf("/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>"+
		"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]", "(x) Tj")
	limits := DefaultLimits()
	few := Limits{Bytes: 1 << 20, Pages: 1, Chars: 5, Depth: 1}
	for name, c := range map[string]struct {
		data   []byte
		limits Limits
		want   Fault
	}{
		"locked":     {locked, limits, Encrypted},
		"cut":        {one[:60], limits, Damaged},
		"header":     {[]byte("%PDF-1.7\n"), limits, Damaged},
		"characters": {one, few, TooMuchText},
		"pages":      {pdf("", "(a) Tj", "(b) Tj"), few, TooManyPages},
	} {
		_, err := Extract("scan.pdf", c.data, c.limits)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "Secret") || !strings.Contains(err.Error(), "could not be read") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPDFCharacters(t *testing.T) {
	for name, c := range map[string]struct {
		units []rune
		want  string
	}{
		"broken word":   {[]rune("allo\x02cation"), "allo\u00adcation"},
		"across lines":  {[]rune("allo\r\n\x02\r\ncation"), "allo\u00adcation"},
		"pair":          {[]rune{0xD83D, 0xDE00, 'x'}, "😀x"},
		"half a pair":   {[]rune{0xD83D, 'x'}, "\ufffdx"},
		"last half":     {[]rune{'x', 0xD83D}, "x\ufffd"},
		"no characters": {[]rune{0, 0xFFFE, 'a', 0xFFFF}, "a"},
		"line ends":     {[]rune("a\r\nb\r\n"), "a\nb"},
	} {
		if got := pdfText(c.units); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
