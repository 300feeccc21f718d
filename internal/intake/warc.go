package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

func openWarc(_ string, data []byte, room Room, give func(Member) error) error {
	return walkWarc(bufio.NewReader(bytes.NewReader(data)), room, give)
}

// mostHeader bounds the header of a record, in bytes.
const mostHeader = 64 << 10

// walkWarc gives what a capture holds of pages and files (WARC 1.1, ISO 28500): the
// bodies of responses, resources and conversions, each under its address. Requests,
// metadata and mentions of what was captured before are no members.
func walkWarc(r *bufio.Reader, room Room, give func(Member) error) error {
	t := tally{room: room}
	for {
		head, err := warcHead(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		size, err := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
		if err != nil || size < 0 {
			return Damaged
		}
		block := &io.LimitedReader{R: r, N: size}
		m := Member{Name: strings.Trim(head.Get("WARC-Target-URI"), "<>"), Body: block}
		switch head.Get("WARC-Type") {
		case "response":
			if strings.HasPrefix(head.Get("Content-Type"), "application/http") {
				m.Body = httpBody(block)
			}
		case "resource", "conversion":
		default:
			m.Body = nil
		}
		if m.Body != nil {
			if err := t.add(0); err != nil { // the bytes are counted as they come
				return err
			}
			if err := give(m); err != nil {
				return err
			}
		}
		if _, err := io.Copy(io.Discard, block); err != nil || block.N > 0 {
			return Damaged
		}
	}
}

// warcHead reads a record's header, after the empty lines that end the last one.
func warcHead(r *bufio.Reader) (textproto.MIMEHeader, error) {
	for {
		b, err := r.Peek(1)
		if err != nil {
			if err == io.EOF {
				return nil, io.EOF
			}
			return nil, Damaged
		}
		if b[0] != '\r' && b[0] != '\n' {
			break
		}
		_, _ = r.Discard(1)
	}
	version, err := r.ReadSlice('\n')
	if err != nil || !bytes.HasPrefix(version, []byte("WARC/1.")) {
		return nil, Damaged
	}
	return fields(r)
}

// fields reads a header up to its empty line.
func fields(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var raw []byte
	for {
		line, err := r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) || len(raw)+len(line) > mostHeader {
			return nil, Damaged
		}
		raw = append(raw, line...)
		if err == nil && len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
	}
	head, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(raw))).ReadMIMEHeader()
	if err != nil {
		return nil, Damaged
	}
	return head, nil
}

// httpBody gives the body of a response as a browser got it: chunks joined, packing
// undone. What cannot be understood is damage.
func httpBody(block io.Reader) io.Reader {
	return late{open: func() (io.Reader, error) {
		in := bufio.NewReader(block)
		if _, err := in.ReadSlice('\n'); err != nil { // HTTP/1.1 200 OK
			return nil, Damaged
		}
		head, err := fields(in)
		if err != nil {
			return nil, err
		}
		var body io.Reader = in
		if strings.EqualFold(head.Get("Transfer-Encoding"), "chunked") {
			if first, _ := in.Peek(1); len(first) == 1 && nibble(first[0]) >= 0 {
				body = &chunks{in: in}
			}
		}
		if enc := strings.ToLower(head.Get("Content-Encoding")); enc != "gzip" && enc != "x-gzip" {
			return body, nil
		}
		packed := bufio.NewReader(body)
		if magic, _ := packed.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			return packed, nil // some crawlers unpack and leave the word
		}
		return gzip.NewReader(packed)
	}}.reader()
}

// chunks joins the chunks of a body (RFC 9112, 7.1).
type chunks struct {
	in   *bufio.Reader
	left int64 // of the present chunk
	any  bool  // there was one before
}

func (c *chunks) Read(p []byte) (int, error) {
	for c.left == 0 {
		if c.any {
			if _, err := c.in.ReadSlice('\n'); err != nil {
				return 0, Damaged
			}
		}
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, Damaged
		}
		size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
		c.left, err = strconv.ParseInt(string(bytes.TrimSpace(size)), 16, 64)
		switch {
		case err != nil || c.left < 0:
			return 0, Damaged
		case c.left == 0:
			return 0, io.EOF
		}
		c.any = true
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	if c.left -= int64(n); err == io.EOF {
		err = Damaged
	}
	return n, err
}
