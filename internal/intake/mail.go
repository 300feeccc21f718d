package intake

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"
	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/net/html/charset"
)

// mail is a message taken apart: what it says itself, and what it carries.
type mail struct {
	head  [][2]string // the fields that a reader sees, decoded
	plain []string
	html  []string
	parts []mailPart
}

type mailPart struct {
	name string
	body []byte
}

// shownFields are the fields of a header that belong to a mail's text.
var shownFields = []string{"From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject"}

// mostNesting bounds parts within parts, and mostScanned the work on a mail, in bytes:
// the library reads what is in a part once more for each part around it.
const (
	mostNesting = 128
	mostScanned = 2 << 30
)

// nesting tells how deep parts lie in parts, as boundaries open and close; more than
// mostNesting is not counted.
func nesting(data []byte) (most int) {
	var open [][]byte
	for len(data) > 0 && most <= mostNesting {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		if rest, ok := bytes.CutPrefix(line, []byte("--")); ok {
			for i := len(open) - 1; i >= 0; i-- {
				if after, ok := bytes.CutPrefix(rest, open[i]); ok {
					if open = open[:i+1]; bytes.HasPrefix(after, []byte("--")) {
						open = open[:i]
					}
					break
				}
			}
			continue
		}
		if i := bytes.Index(line, []byte("oundary=")); i >= 0 {
			name, _, _ := bytes.Cut(bytes.Trim(line[i+len("oundary="):], " \t\r\""), []byte("\""))
			name, _, _ = bytes.Cut(name, []byte(";"))
			open = append(open, bytes.TrimSpace(name))
			most = max(most, len(open))
		}
	}
	return most
}

// readMail takes a mail or a saved page (RFC 2045, RFC 2557) apart. What is in it is
// decoded here, byte for byte: the library would make UTF-8 of every text that is
// attached, which then is not what was sent.
func readMail(data []byte) (mail, error) {
	if depth := nesting(data); depth > mostNesting || int64(depth)*int64(len(data)) > mostScanned {
		return mail{}, TooDeep
	}
	root, err := enmime.NewParser(enmime.RawContent(true), enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(10)).ReadParts(bytes.NewReader(data))
	if err != nil || root == nil {
		return mail{}, Damaged
	}
	var m mail
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	for _, field := range shownFields {
		raw := strings.Join(root.Header.Values(field), ", ")
		v, err := words.DecodeHeader(raw)
		if err != nil {
			v = raw
		}
		if v = oneLine(decode([]byte(v))); v != "" {
			m.head = append(m.head, [2]string{field, v})
		}
	}
	m.walk(root)
	return m, nil
}

// walk takes the leaves of a part in order. Its recursion is as deep as the library's.
func (m *mail) walk(p *enmime.Part) {
	for ; p != nil; p = p.NextSibling {
		if p.FirstChild != nil {
			m.walk(p.FirstChild)
			continue
		}
		m.leaf(p)
	}
}

func (m *mail) leaf(p *enmime.Part) {
	body := transferred(p.Header.Get("Content-Transfer-Encoding"), p.Content)
	kind := strings.ToLower(p.ContentType)
	own := p.FileName == "" && p.Disposition != "attachment"
	switch {
	case own && (kind == "" || kind == typeText || kind == "text/enriched" || strings.HasPrefix(kind, "multipart/")):
		if text := charsetText(p, body); strings.TrimSpace(text) != "" {
			m.plain = append(m.plain, text)
		}
	case own && kind == typeHTML && p.Header.Get("Content-Location") == "" || own && kind == typeHTML && len(m.html) == 0:
		m.html = append(m.html, charsetText(p, body))
	default:
		m.parts = append(m.parts, mailPart{attachmentName(p), body})
	}
}

// attachmentName gives the name of a part, or one after its place and type.
func attachmentName(p *enmime.Part) string {
	if name := strings.TrimSpace(p.FileName); name != "" {
		return path.Base(strings.ReplaceAll(decodeName(name), `\`, "/"))
	}
	if at := p.Header.Get("Content-Location"); at != "" {
		return at
	}
	name := "part-" + p.PartID
	if p.ContentType == typeMail {
		return name + ".eml"
	}
	if known := mimetype.Lookup(p.ContentType); known != nil {
		return name + known.Extension()
	}
	return name
}

func charsetText(p *enmime.Part, body []byte) string {
	if name := p.ContentTypeParams["charset"]; name != "" {
		if enc, known := charset.Lookup(name); enc != nil && known != "windows-1252" && known != "replacement" {
			if out, err := enc.NewDecoder().Bytes(body); err == nil {
				return patchUTF8(out)
			}
		}
	}
	if strings.EqualFold(p.ContentType, typeHTML) {
		return decodeHTML(body)
	}
	return decode(body)
}

// transferred undoes a transfer encoding (RFC 2045, 6) as leniently as readers of
// mail do. What cannot be understood stays as it is.
func transferred(encoding string, body []byte) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		clean := make([]byte, 0, len(body))
		for _, b := range body {
			if b == '+' || b == '/' || b >= '0' && b <= '9' || asciiLetter(rune(b)) {
				clean = append(clean, b)
			}
		}
		if len(clean)%4 == 1 {
			clean = clean[:len(clean)-1]
		}
		out, err := io.ReadAll(base64.NewDecoder(base64.RawStdEncoding, bytes.NewReader(clean)))
		if err != nil {
			return body
		}
		return out
	case "quoted-printable":
		return unquoted(body)
	}
	return body
}

func unquoted(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		if body[i] != '=' {
			out = append(out, body[i])
			continue
		}
		rest := body[i+1:]
		if len(rest) >= 2 && nibble(rest[0]) >= 0 && nibble(rest[1]) >= 0 {
			out = append(out, byte(nibble(rest[0])<<4|nibble(rest[1])))
			i += 2
			continue
		}
		line, _, ended := bytes.Cut(rest[:min(len(rest), 80)], []byte("\n"))
		if ended && len(bytes.TrimSpace(line)) == 0 { // a soft line end
			i += len(line) + 1
			continue
		}
		out = append(out, '=')
	}
	return out
}

// nibble gives the value of a hexadecimal digit, or -1.
func nibble(b byte) int { return strings.IndexByte("0123456789abcdef", lower(b)) }

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// extractMail gives the text of a mail: the fields that a reader sees and its body.
func extractMail(data []byte, limits Limits) (pages []string, title string, holds bool, err error) {
	m, err := readMail(data)
	if err != nil {
		return nil, "", false, err
	}
	body, err := m.body(limits)
	if err != nil {
		return nil, "", false, err
	}
	return textPages(m.shown(body)), m.field("Subject"), len(m.parts) > 0, nil
}

func (m *mail) field(name string) string {
	i := slices.IndexFunc(m.head, func(f [2]string) bool { return f[0] == name })
	if i < 0 {
		return ""
	}
	return m.head[i][1]
}

func (m *mail) shown(body string) string {
	var b strings.Builder
	for _, f := range m.head {
		b.WriteString(f[0] + ": " + f[1] + "\n")
	}
	if b.Len() > 0 && body != "" {
		b.WriteByte('\n')
	}
	b.WriteString(body)
	return b.String()
}

// body is the plain text, unless that only says that there is more in HTML.
func (m *mail) body(limits Limits) (string, error) {
	plain := strings.Join(m.plain, "\n")
	w := &pageWriter{left: limits.Chars}
	for _, page := range m.html {
		w.document(page, limits.Depth)
		w.lines = 2
		if w.left < 0 {
			return "", TooMuchText
		}
	}
	if rich := w.out.String(); len(rich) > 2*len(plain) {
		return rich, nil
	}
	return plain, nil
}

// openMail gives what a mail carries: attachments, pictures within its text, mails
// that it passes on.
func openMail(_ string, data []byte, room Room, give func(Member) error) error {
	m, err := readMail(data)
	if err != nil {
		return err
	}
	return giveParts(m.parts, room, give)
}

func giveParts(parts []mailPart, room Room, give func(Member) error) error {
	t := tally{room: room}
	for _, p := range parts {
		if err := t.add(int64(len(p.body))); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if err := give(Member{Name: p.name, Body: bytes.NewReader(p.body)}); err != nil {
			return err
		}
	}
	return nil
}
