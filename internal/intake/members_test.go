package intake

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/charmap"
)

var roomy = Room{Members: 1000, Member: 1 << 20, Bytes: 4 << 20}

// membersOf lists what is in a container: "name=text", or "name!fault".
func membersOf(name string, data []byte, room Room) (out []string, err error) {
	err = Members(name, data, room, func(m Member) error {
		if m.Body == nil {
			out = append(out, m.Name+"!"+string(m.Fault))
			return nil
		}
		text, err := io.ReadAll(io.LimitReader(m.Body, room.Member))
		if err != nil {
			out = append(out, m.Name+"!broken")
			return nil
		}
		out = append(out, m.Name+"="+string(text))
		return nil
	})
	return out, err
}

type zipFile struct {
	name   string
	text   string
	method uint16
	change func(*zip.FileHeader)
}

func zipOf(files ...zipFile) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: f.method}
		if f.change != nil {
			f.change(h)
		}
		e, err := w.CreateHeader(h)
		if err != nil {
			panic(err)
		}
		e.Write([]byte(f.text))
	}
	w.Close()
	return b.Bytes()
}

func legacy(c *charmap.Charmap, s string) string {
	out, err := c.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func old(h *zip.FileHeader) { h.NonUTF8 = true }

func TestZip(t *testing.T) {
	data := zipOf(
		zipFile{"a/plain.txt", "one", zip.Deflate, nil}, zipFile{"dir/", "", zip.Store, nil}, zipFile{`back\slash.txt`, "two", zip.Store, nil},
		zipFile{"Список.txt", "three", zip.Store, nil},
		zipFile{legacy(charmap.CodePage866, "Показания свидетелей.txt"), "four", zip.Store, old},
		zipFile{legacy(charmap.CodePage437, "Übersicht naïve.txt"), "five", zip.Store, old},
		zipFile{"/etc/../../passwd", "six", zip.Store, nil},
		zipFile{"link", "/etc/passwd", zip.Store, func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<27) }},
		zipFile{"locked", "seven", zip.Store, func(h *zip.FileHeader) { h.Flags |= 1 }},
		zipFile{"evil\x1b[31m\u202ename", "", zip.Store, nil},
	)
	got, err := membersOf("x.zip", data, roomy)
	want := []string{"a/plain.txt=one", "back/slash.txt=two", "Список.txt=three", "Показания свидетелей.txt=four", "Übersicht naïve.txt=five",
		"etc/../../passwd=six", "link!link", "locked!encrypted", "evil�[31m�name="}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}

// overlapping makes a zip in which many entries of the index are one and the same.
func overlapping(n int) []byte {
	data := zipOf(zipFile{"a", strings.Repeat("a", 1000), zip.Deflate, nil})
	at := bytes.Index(data, []byte("PK\x01\x02"))
	end := bytes.Index(data, []byte("PK\x05\x06"))
	entry, tail := data[at:end], bytes.Clone(data[end:])
	out := append(bytes.Clone(data[:at]), bytes.Repeat(entry, n)...)
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(entry)))
	return append(out, tail...)
}

func TestRoom(t *testing.T) {
	many := make([]zipFile, 30)
	for i := range many {
		many[i] = zipFile{fmt.Sprint(i), "x", zip.Store, nil}
	}
	var tarball bytes.Buffer
	w := tar.NewWriter(&tarball)
	for i := range 30 {
		w.WriteHeader(&tar.Header{Name: fmt.Sprint(i), Size: 1})
		w.Write([]byte("x"))
	}
	w.Close()
	for name, c := range map[string]struct {
		data []byte
		room Room
		want Fault
	}{
		"overlap":   {overlapping(5), roomy, Overlapping},
		"many.zip":  {zipOf(many...), Room{10, 100, 1000}, TooManyMembers},
		"many.tar":  {tarball.Bytes(), Room{10, 100, 1000}, TooManyMembers},
		"much.zip":  {zipOf(many...), Room{100, 100, 20}, TooMuchInside},
		"much.tar":  {tarball.Bytes(), Room{100, 100, 20}, TooMuchInside},
		"many.mbox": {[]byte(strings.Repeat("From a@b Mon Jan  1 10:00:00 2024\nFrom: a\n\nx\n\n", 30)), Room{10, 100, 1000}, TooManyMembers},
		"none.zip":  {[]byte("PK\x03\x04 nothing of the kind"), roomy, Damaged},
	} {
		if got, err := membersOf(name, c.data, c.room); err != c.want || len(got) > 0 {
			t.Errorf("%s: %v, and %q; want %v", name, err, got, c.want)
		}
	}
}

func TestStreams(t *testing.T) {
	pack := func(w io.WriteCloser, b *bytes.Buffer, text string) []byte {
		io.WriteString(w, text)
		w.Close()
		return bytes.Clone(b.Bytes())
	}
	var tarball bytes.Buffer
	tw := tar.NewWriter(&tarball)
	tw.WriteHeader(&tar.Header{Name: "x/a.txt", Size: 3, Mode: 0o600})
	tw.Write([]byte("abc"))
	tw.WriteHeader(&tar.Header{Name: "x/dev", Typeflag: tar.TypeChar})
	tw.WriteHeader(&tar.Header{Name: "x/to", Typeflag: tar.TypeSymlink, Linkname: "a.txt"})
	tw.Close()
	for _, c := range []struct {
		ext  string
		open func(*bytes.Buffer) io.WriteCloser
	}{
		{"gz", func(b *bytes.Buffer) io.WriteCloser { return gzip.NewWriter(b) }},
		{"xz", func(b *bytes.Buffer) io.WriteCloser { w, _ := xz.NewWriter(b); return w }},
		{"zst", func(b *bytes.Buffer) io.WriteCloser { w, _ := zstd.NewWriter(b); return w }},
	} {
		var b bytes.Buffer
		if got, err := membersOf("words.txt."+c.ext, pack(c.open(&b), &b, "words"), roomy); err != nil || !slices.Equal(got, []string{"words.txt=words"}) {
			t.Errorf("%s: %q %v", c.ext, got, err)
		}
		b.Reset()
		whole := pack(c.open(&b), &b, tarball.String())
		if got, err := membersOf("x.tar."+c.ext, whole, roomy); err != nil || !slices.Equal(got, []string{"x/a.txt=abc", "x/dev!not-a-file", "x/to!link"}) {
			t.Errorf("tar.%s: %q %v", c.ext, got, err)
		}
		b.Reset()
		cut := pack(c.open(&b), &b, strings.Repeat("some words ", 5000))
		if got, err := membersOf("cut."+c.ext, cut[:len(cut)-9], roomy); err == nil && slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "=") }) {
			t.Errorf("a cut %s passes for whole", c.ext)
		}
	}
}

const sent = "Message-ID: <1@x>\nFrom: =?koi8-r?B?4c7OwQ==?= <ann@x>\nTo: ben@x\nSubject: =?utf-8?Q?=D0=9E_=D1=8F=D1=89=D0=B8=D0=BA=D0=B0=D1=85?=\nMIME-Version: 1.0\n"

func TestMail(t *testing.T) {
	data := []byte(sent + "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n" +
		"--i\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n=F1=DD=C9=CB=C9 =D5=C5=C8=\n=C1=CC=C9\n" +
		"--i\nContent-Type: text/html\n\n<p>Boxes</p>\n--i--\n" +
		"--o\nContent-Type: text/csv; charset=windows-1251; name=\"t.csv\"\nContent-Disposition: attachment\n\n\xff\xfe;1\n" +
		"--o\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-ID: <p>\n\niVBO*Rw==\n" +
		"--o\nContent-Type: message/rfc822\n\nFrom: c@x\nSubject: inner\n\nhi\n--o--\n")
	got, err := Extract("m", data, DefaultLimits())
	want := "From: Анна <ann@x>\nTo: ben@x\nSubject: О ящиках\n\nЯщики уехали"
	if err != nil || len(got.Pages) != 1 || strings.TrimSpace(got.Pages[0]) != want || !got.Holds || got.Title != "О ящиках" || got.MediaType != typeMail {
		t.Errorf("%q %+v %v", got.Pages, got, err)
	}
	parts, err := membersOf("m", data, roomy)
	if err != nil || !slices.Equal(parts, []string{"t.csv=\xff\xfe;1", "part-3.png=\x89PNG", "part-4.eml=From: c@x\nSubject: inner\n\nhi"}) {
		t.Errorf("%q %v", parts, err)
	}
	for name, text := range map[string]string{
		"letter.txt": "Dear Ann,\n\nFrom: here on\n", "memo.txt": "From: Ann\nTo: Ben\nSubject: boxes\n\nwritten, never sent", "from.txt": "From here it is 10:00 in 2024.\n",
	} {
		if kind := MediaType(name, []byte(text)); kind != typeText {
			t.Errorf("%s is %s", name, kind)
		}
	}
}

func TestNestedParts(t *testing.T) {
	var b strings.Builder
	b.WriteString("From: a@x\nMessage-ID: <1@x>\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"q%d\"\n\n--q%d\n", i, i)
	}
	if _, err := readMail([]byte(b.String())); err != TooDeep {
		t.Errorf("%v", err)
	}
	flat := strings.Repeat("--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--i--\n", 500)
	if got := nesting([]byte("Content-Type: multipart/mixed; boundary=o\n\n" + flat + "--o--\n")); got != 2 {
		t.Errorf("%d deep", got)
	}
}

func TestSavedPage(t *testing.T) {
	data := []byte("From: <Saved by Blink>\nSnapshot-Content-Location: https://e.org/\nSubject: Depot\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\n\n" +
		"--b\nContent-Type: text/html\nContent-Location: https://e.org/\n\n<html><body>the page</body></html>\n--b\nContent-Type: text/css\nContent-Location: https://e.org/a.css\n\nbody{}\n--b--\n")
	got, err := Extract("p.mhtml", data, DefaultLimits())
	if err != nil || got.MediaType != typeMHTML || !got.Holds || !strings.Contains(got.Pages[0], "the page") {
		t.Errorf("%+v %v", got, err)
	}
	if parts, err := membersOf("p.mhtml", data, roomy); err != nil || !slices.Equal(parts, []string{"https://e.org/a.css=body{}"}) {
		t.Errorf("%q %v", parts, err)
	}
}

func warcOf(records ...[3]string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", r[0], r[1], len(r[2]), r[2])
	}
	return b.Bytes()
}

func TestWarc(t *testing.T) {
	data := warcOf(
		[3]string{"request", "http://e/", "GET / HTTP/1.1\r\n\r\n"},
		[3]string{"response", "http://e/a", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"},
		[3]string{"response", "<http://e/b>", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed"},
		[3]string{"response", "http://e/c", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\ncut"},
		[3]string{"resource", "http://e/d", "as it is"},
	)
	got, err := membersOf("x.warc", data, roomy)
	if err != nil || !slices.Equal(got, []string{"http://e/a=abcde", "http://e/b=not packed", "http://e/c!broken", "http://e/d=as it is"}) {
		t.Errorf("%q %v", got, err)
	}
	if got, err := membersOf("x.warc", data[:len(data)-8], roomy); err != Damaged {
		t.Errorf("a cut capture passes: %q %v", got, err)
	}
}

// FuzzMembers: no container makes its reader panic, say an unknown fault, give more
// than there is room for, or a name that is no line.
func FuzzMembers(f *testing.F) {
	for _, seed := range [][]byte{
		overlapping(3), zipOf(zipFile{"a", "b", zip.Deflate, nil}, zipFile{"\xe0\xe1", "c", zip.Store, old}),
		[]byte("From a@b Mon Jan  1 10:00:00 2024\nFrom: a\n\nx\n\nFrom c@d Mon Jan  1 10:00 2024\nTo: b\n\ny\n"),
		warcOf([3]string{"response", "http://e/", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"}),
		[]byte(sent + "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: a/b; name=x\nContent-Transfer-Encoding: base64\n\nYQ==\n--o--\n"),
		[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), []byte("7z\xbc\xaf\x27\x1c\x00\x04"), []byte("Rar!\x1a\x07\x01\x00"), []byte("\x1f\x8b\x08\x00"),
	} {
		f.Add(seed)
	}
	room := Room{Members: 20, Member: 1 << 16, Bytes: 1 << 18}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{typeZip, typeTar, typeGzip, typeMbox, typeMail, typeMsg, typeWarc} {
			n := 0
			err := openerOf(kind)("x", data, room, func(m Member) error {
				if n++; n > room.Members {
					t.Fatalf("%s: more than %d members", kind, room.Members)
				}
				if name := memberName(m.Name); name == "" || strings.ContainsAny(name, "\n\x1b\x00") {
					t.Fatalf("%s: the name %q", kind, name)
				}
				if m.Body != nil {
					_, _ = io.Copy(io.Discard, io.LimitReader(m.Body, room.Member))
				} else if !m.Fault.Known() {
					t.Fatalf("%s: the fault %q", kind, m.Fault)
				}
				return nil
			})
			if f, ok := err.(Fault); ok && !f.Known() {
				t.Fatalf("%s: the fault %q", kind, f)
			}
		}
		_, _ = Extract("x.eml", data, DefaultLimits())
	})
}
