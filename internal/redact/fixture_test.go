package redact

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// canary is what must not come out; nothing else in a fixture looks like it.
const canary = "Zlatoustova"

// leaks reports how a file still holds the canary: as it stands, in UTF-16, and
// each of these in hexadecimal and base64, also behind deflate.
func leaks(data []byte) []string {
	views := map[string][]byte{"": data}
	for i, at := range regexp.MustCompile(`stream\r?\n`).FindAllIndex(data, -1) {
		if z, err := zlib.NewReader(bytes.NewReader(data[at[1]:])); err == nil {
			plain, _ := io.ReadAll(io.LimitReader(z, 64<<20))
			views[fmt.Sprint("stream ", i, " ")] = plain
		}
	}
	var found []string
	for where, view := range views {
		low := bytes.ToLower(view)
		for how, form := range forms() {
			if bytes.Contains(low, bytes.ToLower(form)) {
				found = append(found, where+how)
			}
		}
	}
	return found
}

func forms() map[string][]byte {
	units := utf16.Encode([]rune(canary))
	le, be := make([]byte, 2*len(units)), make([]byte, 2*len(units))
	for i, u := range units {
		binary.LittleEndian.PutUint16(le[2*i:], u)
		binary.BigEndian.PutUint16(be[2*i:], u)
	}
	out := map[string][]byte{}
	for name, b := range map[string][]byte{"UTF-8": []byte(canary), "UTF-16LE": le, "UTF-16BE": be} {
		out[name] = b
		out[name+" hex"] = []byte(hex.EncodeToString(b))
		for shift := range 3 { // what stands before decides how it is cut
			text := base64.StdEncoding.EncodeToString(append(make([]byte, shift), b...))
			out[fmt.Sprint(name, " base64 ", shift)] = []byte(text[4 : len(text)-4])
		}
	}
	return out
}

func TestLeaksAreFound(t *testing.T) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	fmt.Fprint(w, "the name "+canary)
	w.Close()
	for name, data := range map[string]string{
		"plain": "x" + canary + "y", "hex": hex.EncodeToString([]byte("abc" + canary)), "base64": base64.StdEncoding.EncodeToString([]byte("ab" + canary + "cd")),
		"stream": "<<>>stream\n" + z.String() + "\nendstream", "UTF-16": string(utf16le("a " + canary)),
	} {
		if len(leaks([]byte(data))) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	if got := leaks([]byte("nothing to see")); len(got) > 0 {
		t.Error(got)
	}
}

func utf16le(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// pdfFile puts objects, number 1 the catalog, into a file.
type pdfFile struct {
	b    bytes.Buffer
	at   map[int]int
	next int
}

func newPDF() *pdfFile {
	f := &pdfFile{at: map[int]int{}, next: 3}
	f.b.WriteString("%PDF-1.7\n")
	return f
}

func (f *pdfFile) put(n int, body string) int {
	f.at[n] = f.b.Len()
	fmt.Fprintf(&f.b, "%d 0 obj\n%s\nendobj\n", n, body)
	return n
}

func (f *pdfFile) add(body string) int { f.next++; return f.put(f.next-1, body) }

func (f *pdfFile) stream(dict, body string) int {
	return f.add(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(body), body))
}

// finish writes the table of everything that was put since the last time.
func (f *pdfFile) finish(extra string) []byte {
	at := f.b.Len()
	f.b.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for n := 1; n < f.next; n++ {
		if o, ok := f.at[n]; ok {
			fmt.Fprintf(&f.b, "%d 1\n%010d 00000 n \n", n, o)
		}
	}
	fmt.Fprintf(&f.b, "trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", f.next, extra, at)
	f.at = map[int]int{}
	return bytes.Clone(f.b.Bytes())
}

func deflate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = io.WriteString(w, s)
	w.Close()
	return b.String()
}

// photo is a picture with something in it.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 120, 255})
		}
	}
	draw.Draw(img, image.Rect(w/2, h/4, w/2+w/8, h/4+h/8), image.NewUniform(color.RGBA{255, 0, 0, 255}), image.Point{}, draw.Src)
	return img
}

func asJPEG(img image.Image) []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: 90})
	return b.Bytes()
}

func asPNG(img image.Image) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.Bytes()
}

// exif gives an Exif block with an orientation, the canary as the artist, GPS, and a thumbnail.
func exif(orientation int, thumbnail []byte) []byte {
	le := binary.LittleEndian
	name := append([]byte(canary), 0)
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		b = le.AppendUint16(b, tag)
		b = le.AppendUint16(b, kind)
		b = le.AppendUint32(b, count)
		b = le.AppendUint32(b, value)
	}
	const first, gps = 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 16
	b = le.AppendUint16(b, 3)
	entry(274, 3, 1, uint32(orientation))
	entry(315, 2, uint32(len(name)), first)
	entry(0x8825, 4, 1, gps)
	b = le.AppendUint32(b, gps+2+12+4) // the thumbnail's directory
	b = append(b, append(name, make([]byte, 16-len(name))...)...)
	b = le.AppendUint16(b, 1)
	entry(1, 2, 2, uint32('N'))
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, 2)
	entry(0x201, 4, 1, uint32(len(b)+2*12+4-12*0))
	entry(0x202, 4, 1, uint32(len(thumbnail)))
	b = le.AppendUint32(b, 0)
	return append(b, thumbnail...)
}

// segment makes a JPEG marker segment.
func segment(marker byte, body []byte) []byte {
	return append([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// chunk makes a PNG chunk.
func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// dirtyJPEG holds the canary wherever a JPEG can hold words.
func dirtyJPEG(img image.Image, orientation int) []byte {
	plain := asJPEG(img)
	out := bytes.Clone(plain[:2])
	out = append(out, segment(0xe1, append([]byte("Exif\x00\x00"), exif(orientation, asJPEG(photo(64, 48)))...))...)
	out = append(out, segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta><dc:creator>"+canary+"</dc:creator></x:xmpmeta>"))...)
	out = append(out, segment(0xed, []byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x0f\x1c\x02P\x00\x0b"+canary))...)
	out = append(out, segment(0xe2, []byte("ICC_PROFILE\x00\x01\x01 desc "+canary))...)
	out = append(out, segment(0xfe, []byte("taken by "+canary))...)
	out = append(out, plain[2:]...)
	return append(out, []byte("SEFT "+canary+string(utf16le(canary)))...)
}

// dirtyPNG holds it wherever a PNG can, and the lines of an uncropped picture
// after its end, as some phones' croppers left them (CVE-2023-21036).
func dirtyPNG(img image.Image) []byte {
	plain := asPNG(img)
	out := bytes.Clone(plain[:33]) // signature and header
	out = append(out, chunk("tEXt", []byte("Author\x00"+canary))...)
	out = append(out, chunk("zTXt", []byte("Comment\x00\x00"+deflate(canary)))...)
	out = append(out, chunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00<dc:creator>"+canary+"</dc:creator>"))...)
	out = append(out, chunk("eXIf", exif(1, nil))...)
	out = append(out, plain[33:]...)
	return append(append(out, canary...), asPNG(photo(40, 40))...)
}

func wantClean(t *testing.T, what string, data []byte) {
	t.Helper()
	if got := leaks(data); len(got) > 0 {
		t.Errorf("%s: still holds what was to go: %s", what, strings.Join(got, ", "))
	}
}
