package redact

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds of a letter.
const (
	maxParts822 = 200
	maxLayers   = 8
)

// readLetter makes a sheet of a mail as a reader sees it: who wrote to whom, when,
// about what, and its text. Everything else of its head tells machines and addresses.
func readLetter(data []byte) ([]Sheet, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, Damaged
	}
	w := &lineWriter{keep: true}
	dec := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }}
	for _, name := range []string{"From", "To", "Cc", "Date", "Subject"} {
		value := m.Header.Get(name)
		if plain, err := dec.DecodeHeader(value); err == nil {
			value = plain
		}
		if value != "" {
			w.add(name + ": " + strings.Join(strings.Fields(value), " ") + "\n")
		}
	}
	w.add("\n")
	parts := maxParts822
	if err := w.part(textproto.MIMEHeader(m.Header), m.Body, &parts, 0); err != nil {
		return nil, err
	}
	return w.done()
}

// part writes a part of a letter, and those in it.
func (w *lineWriter) part(head textproto.MIMEHeader, body io.Reader, left *int, layer int) error {
	if *left--; *left < 0 || layer > maxLayers {
		return Damaged
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if where, _, _ := mime.ParseMediaType(head.Get("Content-Disposition")); where == "attachment" {
		w.sheet.Left.Attached++
		return nil
	}
	if strings.HasPrefix(kind, "multipart/") {
		return w.parts(kind, multipart.NewReader(body, params["boundary"]), left, layer)
	}
	if kind != "text/plain" && kind != typeHTML {
		w.sheet.Left.Attached++
		return nil
	}
	text, err := partText(head, params["charset"], body)
	if err != nil {
		return err
	}
	if kind == "text/plain" {
		w.add(text + "\n")
		return nil
	}
	page, err := readPage(text)
	if err != nil {
		return err
	}
	w.sheet.Left = w.sheet.Left.plus(page[0].Left)
	w.add(page[0].Words.Text + "\n")
	return nil
}

// parts writes the parts of a compound one; of alternatives the first that is text.
func (w *lineWriter) parts(kind string, r *multipart.Reader, left *int, layer int) error {
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return Damaged
		}
		before := w.written
		if err := w.part(p.Header, p, left, layer+1); err != nil {
			return err
		}
		if kind == "multipart/alternative" && w.written > before {
			return nil
		}
	}
}

func partText(head textproto.MIMEHeader, label string, body io.Reader) (string, error) {
	switch strings.ToLower(strings.TrimSpace(head.Get("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	if label != "" {
		if r, err := charset.NewReaderLabel(label, body); err == nil {
			body = r
		}
	}
	text, err := io.ReadAll(io.LimitReader(body, 4*maxChars+1))
	switch {
	case err != nil:
		return "", Damaged
	case len(text) > 4*maxChars:
		return "", MuchText
	}
	return strings.ReplaceAll(strings.ToValidUTF8(string(text), ""), "\r\n", "\n"), nil
}
