package intake

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"github.com/ulikunitz/xz"
)

// unpacked gives what a packed stream holds, and the name that it gives it, or "".
func unpacked(kind string, data []byte) (io.Reader, string, error) {
	src := bytes.NewReader(data)
	switch kind {
	case typeGzip:
		r, err := gzip.NewReader(src)
		if err != nil {
			return nil, "", Damaged
		}
		return r, path.Base(strings.ReplaceAll(decodeName(r.Name), `\`, "/")), nil
	case typeBzip2:
		return bzip2.NewReader(src), "", nil
	case typeXz:
		r, err := xz.NewReader(src)
		return r, "", err
	case typeZstd:
		r, err := newZstd(src)
		return r, "", err
	}
	return nil, "", Damaged
}

// openStream opens what is packed as one stream: the archive, the mailbox or the
// capture in it right away, as people see them as one, else its single member.
func openStream(name string, data []byte, room Room, give func(Member) error) error {
	kind := MediaType(name, data)
	again := func() (*bufio.Reader, string, error) {
		r, inner, err := unpacked(kind, data)
		return bufio.NewReaderSize(r, 64<<10), inner, err
	}
	r, inner, err := again()
	if err != nil {
		return err
	}
	head, _ := r.Peek(tarBlock)
	switch {
	case tarHead(head):
		return walkTar(func() (io.Reader, error) { r, _, err := again(); return r, err }, room, give)
	case bytes.HasPrefix(head, []byte("WARC/1.")):
		return walkWarc(r, room, give)
	}
	if inner == "" || inner == "." || inner == "/" {
		inner = strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))
	}
	return give(Member{Name: inner, Body: r})
}

// tarBlock is the length of a tar's header in bytes.
const tarBlock = 512

// tarHead reports whether a tar begins here: by its checksum, since old ones have
// no other sign (POSIX.1-1988).
func tarHead(b []byte) bool {
	if len(b) < tarBlock || b[0] == 0 {
		return false
	}
	sum, want := 0, 0
	for i, c := range b[:tarBlock] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int(c)
	}
	for _, c := range bytes.Trim(b[148:156], " \x00") {
		if c < '0' || c > '7' {
			return false
		}
		want = want*8 + int(c-'0')
	}
	return sum == want && sum > 8*' '
}

func openTar(_ string, data []byte, room Room, give func(Member) error) error {
	return walkTar(func() (io.Reader, error) { return bytes.NewReader(data), nil }, room, give)
}

// walkTar reads a tar twice: first to see that there is room for it.
func walkTar(again func() (io.Reader, error), room Room, give func(Member) error) error {
	t := tally{room: room}
	err := eachTar(again, func(h *tar.Header, _ io.Reader) error {
		if h.Typeflag != tar.TypeReg {
			return t.add(0)
		}
		return t.add(h.Size)
	})
	if err == TooManyMembers || err == TooMuchInside { // damage shows again where it stands
		return err
	}
	return eachTar(again, func(h *tar.Header, body io.Reader) error {
		m := Member{Name: decodeName(h.Name)}
		switch h.Typeflag {
		case tar.TypeReg:
			m.Body = body
		case tar.TypeLink, tar.TypeSymlink:
			m.Fault = IsLink
		default:
			m.Fault = NotAFile
		}
		return give(m)
	})
}

func eachTar(again func() (io.Reader, error), do func(*tar.Header, io.Reader) error) error {
	src, err := again()
	if err != nil {
		return err
	}
	r := tar.NewReader(src)
	for {
		h, err := r.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil && err != tar.ErrInsecurePath:
			return Damaged
		case h.Typeflag == tar.TypeDir, h.Typeflag == tar.TypeXGlobalHeader:
			continue
		}
		if err := do(h, r); err != nil {
			return err
		}
	}
}
