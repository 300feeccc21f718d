package intake

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/charmap"
)

// namePages are the code pages in which archives of our languages have names.
var namePages = []*charmap.Charmap{
	charmap.CodePage437, charmap.CodePage866, charmap.Windows1251, charmap.Windows1252, charmap.Windows1256, charmap.KOI8U,
}

func openZip(_ string, data []byte, room Room, give func(Member) error) error {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are never paths here
		return Damaged
	}
	registerZip(r)
	t := tally{room: room}
	var files []*zip.File
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := t.add(int64(f.UncompressedSize64)); err != nil {
			return err
		}
		files = append(files, f)
	}
	if overlap(files) {
		return Overlapping
	}
	for _, f := range files {
		if err := give(zipMember(f)); err != nil {
			return err
		}
	}
	return nil
}

func registerZip(r *zip.Reader) {
	r.RegisterDecompressor(12, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	r.RegisterDecompressor(93, func(r io.Reader) io.ReadCloser {
		return io.NopCloser(late{open: func() (io.Reader, error) { return newZstd(r) }}.reader())
	})
	r.RegisterDecompressor(95, func(r io.Reader) io.ReadCloser {
		return io.NopCloser(late{open: func() (io.Reader, error) { return xz.NewReader(r) }}.reader())
	})
}

// late opens a reader when it is first read, so that a fault of opening is one of reading.
type late struct{ open func() (io.Reader, error) }

func (l late) reader() io.Reader {
	var r io.Reader
	return readFunc(func(p []byte) (int, error) {
		if r == nil {
			var err error
			if r, err = l.open(); err != nil {
				return 0, Damaged
			}
		}
		return r.Read(p)
	})
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// mostWindow is the most memory that a packed stream may ask for, in bytes.
const mostWindow = 128 << 20

func newZstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(mostWindow))
}

func zipMember(f *zip.File) Member {
	m := Member{Name: zipName(f)}
	mode := f.Mode()
	switch {
	case mode&fs.ModeSymlink != 0:
		m.Fault = IsLink
	case mode.Type() != 0:
		m.Fault = NotAFile
	case f.Flags&1 != 0:
		m.Fault = Encrypted
	default:
		body, err := f.Open()
		switch {
		case errors.Is(err, zip.ErrAlgorithm):
			m.Fault = Unsupported
		case err != nil:
			m.Fault = Damaged
		default:
			m.Body = body
		}
	}
	return m
}

// overlap reports whether two entries share bytes of the archive, as only a bomb's
// do (Fifield, "A better zip bomb", 2019).
func overlap(files []*zip.File) bool {
	type span struct{ from, to int64 }
	var all []span
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil || f.CompressedSize64 == 0 {
			continue
		}
		all = append(all, span{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for i := 1; i < len(all); i++ {
		if all[i].from < all[i-1].to {
			return true
		}
	}
	return false
}

// zipName gives an entry's name: as its Unicode field has it (APPNOTE 4.6.9), as
// UTF-8 where it is that, else in the likeliest code page.
func zipName(f *zip.File) string {
	name := f.Name
	if utf8.ValidString(name) && !f.NonUTF8 {
		return strings.ReplaceAll(name, `\`, "/")
	}
	for extra := f.Extra; len(extra) >= 4; {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if size > len(extra)-4 {
			break
		}
		field := extra[4 : 4+size]
		if id == 0x7075 && size > 5 && field[0] == 1 && binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(name)) && utf8.Valid(field[5:]) {
			return strings.ReplaceAll(string(field[5:]), `\`, "/")
		}
		extra = extra[4+size:]
	}
	return strings.ReplaceAll(decodeName(name), `\`, "/")
}
