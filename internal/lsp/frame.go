package lsp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Bounds of what a client may send. A draft has at most 1 MiB, which as JSON may
// take six times as much.
const (
	mostFrame = 8 << 20 // bytes of one message
	mostLine  = 1 << 10 // bytes of a header's line that are looked at
)

// errFrame is a message that cannot be used; the next one may be.
var errFrame = errors.New("lsp: a message could not be read")

// frames reads the base protocol: headers, an empty line, so many bytes. Whatever
// is not that is passed over up to the next header that names a length.
type frames struct{ r *bufio.Reader }

func newFrames(r io.Reader) frames { return frames{bufio.NewReaderSize(r, 1<<16)} }

// next gives the next message. errFrame: one was lost; any other error: there are
// no more.
func (f frames) next() ([]byte, error) {
	length, lost := -1, false
	for {
		line, whole, err := f.line()
		if err != nil {
			return nil, err
		}
		switch {
		case len(line) == 0 && whole && length >= 0:
			if lost {
				_, err := f.r.Discard(length)
				return nil, errors.Join(err, errFrame)
			}
			return f.body(length)
		case len(line) == 0 && whole:
			continue
		}
		n, named, clean := lengthIn(line)
		switch {
		case named && n < 0:
			return nil, errFrame
		case named:
			lost = lost || !clean || length >= 0
			length = n
		case !whole || !bytes.ContainsRune(line, ':'):
			lost = true // not a header: the rest of a message that was longer than it said
		}
	}
}

// line reads a line without its end; whole is false where it was too long, so that
// its beginning is missing.
func (f frames) line() (line []byte, whole bool, err error) {
	whole = true
	for {
		part, err := f.r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, false, err
		}
		line = append(line, part...)
		if over := len(line) - mostLine; over > 0 {
			line, whole = append([]byte(nil), line[over:]...), false
		}
		if err == nil {
			return bytes.TrimRight(line, "\r\n"), whole, nil
		}
	}
}

// lengthIn reads the length that a line names: -1 where it is none or out of
// bounds. It is clean where the line holds nothing else.
func lengthIn(line []byte) (n int, named, clean bool) {
	const header = "content-length:"
	low := strings.ToLower(string(line))
	at := strings.LastIndex(low, header)
	if at < 0 {
		return 0, false, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(low[at+len(header):]))
	if err != nil || n < 0 || n > 1<<30 {
		return -1, true, at == 0
	}
	return n, true, at == 0
}

func (f frames) body(length int) ([]byte, error) {
	if length > mostFrame {
		_, err := f.r.Discard(length)
		return nil, errors.Join(err, errFrame)
	}
	body := make([]byte, length)
	_, err := io.ReadFull(f.r, body)
	return body, err
}

// writer sends messages, one at a time.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) send(body []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.w.Write(fmt.Appendf(make([]byte, 0, len(body)+40), "Content-Length: %d\r\n\r\n%s", len(body), body))
	return err
}
