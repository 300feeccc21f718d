package intake

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"onrecord.dev/onrecord/internal/problem"
)

const (
	russian   = "Приказ по части. Солдат Иванов сказал: «Нас отправили 12 декабря», — и уехал домой.\r\nПодпись: полковник Ёлкин."
	ukrainian = "Свідок розповів, що їх було чотирнадцять. Єдине, що він пам'ятає, — це наказ їхати."
	arabic    = "قال الشاهد إنهم كانوا أربعة عشر رجلا، وإن الرسالة وصلت في كانون الأول."
	western   = "Der Zeuge heißt Müller; er überquerte die Straße. « Ça suffit », répéta l'élève à Besançon."
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEncodings(t *testing.T) {
	bad := russian[:20] + "\xff" + russian[20:]
	cases := map[string]struct {
		data []byte
		want string
	}{
		"utf-8":             {[]byte(russian), russian},
		"utf-8 with mark":   {[]byte("\xef\xbb\xbf" + arabic), arabic},
		"utf-8, one bad":    {[]byte(bad), strings.ReplaceAll(bad, "\xff", "\ufffd")},
		"utf-16le mark":     {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), russian), russian},
		"utf-16be mark":     {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), arabic), arabic},
		"utf-16le bare":     {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), russian), russian},
		"utf-16be bare":     {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "Plain English text."), "Plain English text."},
		"windows-1251":      {encoded(t, charmap.Windows1251, russian), russian},
		"windows-1251 uk":   {encoded(t, charmap.Windows1251, ukrainian), ukrainian},
		"windows-1251 caps": {encoded(t, charmap.Windows1251, "ПРИКАЗ О НАПРАВЛЕНИИ"), "ПРИКАЗ О НАПРАВЛЕНИИ"},
		"koi8-r":            {encoded(t, charmap.KOI8R, "Приказ по части номер семь"), "Приказ по части номер семь"},
		"koi8-u":            {encoded(t, charmap.KOI8U, strings.ReplaceAll(ukrainian, "—", "-")), strings.ReplaceAll(ukrainian, "—", "-")},
		"iso-8859-5":        {encoded(t, charmap.ISO8859_5, "Свидетель сказал правду"), "Свидетель сказал правду"},
		"cp866":             {encoded(t, charmap.CodePage866, "Свидетель сказал правду"), "Свидетель сказал правду"},
		"windows-1256":      {encoded(t, charmap.Windows1256, arabic), arabic},
		"windows-1252":      {encoded(t, charmap.Windows1252, western), western},
		"one accent":        {encoded(t, charmap.Windows1252, "He went to the café."), "He went to the café."},
		"empty":             {nil, ""},
		"old Mac ends":      {[]byte("a\rb\r\nc\n"), "a\nb\nc\n"},
	}
	for name, c := range cases {
		got, err := Extract("letter.txt", c.data, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.want)
		text := strings.Join(got.Pages, "\f")
		if text != want || got.MediaType != "text/plain" || got.Chars != len([]rune(want)) {
			t.Errorf("%s: %s, %d chars, %q", name, got.MediaType, got.Chars, text)
		}
	}
}

func TestTypesByContent(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, data, want string
		text             bool
	}{
		{"a.txt", picture.String(), "image/png", false},
		{"a.pdf", "just words", "text/plain", true},
		{"notes.MD", "# Title\n\nwords", "text/markdown", true},
		{`C:\notes\a.md`, "words", "text/markdown", true},
		{"a.txt", "<!DOCTYPE html><p>words", "text/html", true},
		{"a.html", "words &amp; more", "text/html", true},
		{"a", "\n <HTML><body>words", "text/html", true},
		{"a.xml", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><body>words</body></html>`, "application/xhtml+xml", true},
		{"a.json", `{"words": 1}`, "application/json", true},
		{"a.csv", "a,b\n1,2\n3,4\n", "text/csv", true},
		{"a.tsv", "a\tb\n1\t2\n3\t4\n", "text/tab-separated-values", true},
		{"note.txt", "Note of the session, 16 April 2015\n\nAsked, he said that there were none.\n", "text/plain", true},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><text>words</text></svg>`, "image/svg+xml", false},
		{"a.rtf", `{\rtf1\ansi words}`, "text/rtf", true},
		{"a.zip", "PK\x03\x04\x14\x00\x00\x00\x08\x00", "application/zip", false},
		{"a.txt", "\x00\x01\x02\x03binary\x00\x00", "application/octet-stream", false},
		{"mail.eml", "just%PDF-words in a sentence", "text/plain", true},
	}
	for _, c := range cases {
		got, err := Extract(c.name, []byte(c.data), DefaultLimits())
		if err != nil || got.MediaType != c.want || (got.Chars > 0) != c.text {
			t.Errorf("%s %.20q: %+v %v", c.name, c.data, got, err)
		}
	}
}

func TestMarkdownKeepsItsSource(t *testing.T) {
	source := "intro\n\n## On the **road** ##\n\n“quote” [@id]\n"
	got, err := Extract("a.md", []byte(source), DefaultLimits())
	if err != nil || got.Pages[0] != source || got.Title != "On the **road**" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestLimits(t *testing.T) {
	small := Limits{Bytes: 100, Pages: 2, Chars: 10, Depth: 1}
	for name, c := range map[string]struct {
		file, data string
		want       Fault
	}{
		"bytes":      {"a.txt", strings.Repeat("x", 101), TooLarge},
		"chars":      {"a.txt", strings.Repeat("ж", 11), TooMuchText},
		"html chars": {"a.html", "<p>" + strings.Repeat("x", 11), TooMuchText},
	} {
		_, err := Extract(c.file, []byte(c.data), small)
		if !errors.Is(err, c.want) || problem.KindOf(err) != problem.Usage {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Extract("a.txt", []byte(strings.Repeat("ж", 10)), small); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

func TestInProcess(t *testing.T) {
	for name, c := range map[string]struct {
		file, data string
		want       bool
	}{
		"text": {"a.txt", "words", true}, "markdown": {"a.md", "# x", true}, "picture": {"a.png", "\x89PNG\r\n\x1a\n", false}, "sound": {"a.wav", "RIFF\x00\x00\x00\x00WAVEfmt ", true},
		"html": {"a.html", "<p>x", false}, "pdf": {"a", "%PDF-1.4\n", false}, "old text": {"a.txt", "\xcf\xf0\xe8", false},
		"late pdf": {"a.txt", "junk\n%PDF-1.4\n1 0 obj endobj", false},
	} {
		if got := InProcess(c.file, []byte(c.data), DefaultLimits()); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
