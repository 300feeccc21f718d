package intake

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"
)

func open7z(_ string, data []byte, room Room, give func(Member) error) error {
	r, err := sevenzip.NewReader(bytes.NewReader(data), int64(len(data)))
	var broken *sevenzip.ReadError
	switch {
	case errors.As(err, &broken) && broken.Encrypted: // even its names
		return Encrypted
	case err != nil:
		return Damaged
	}
	t := tally{room: room}
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := t.add(int64(f.UncompressedSize)); err != nil {
			return err
		}
	}
	for _, f := range r.File {
		mode := f.Mode()
		if f.FileInfo().IsDir() {
			continue
		}
		m := Member{Name: strings.ReplaceAll(f.Name, `\`, "/")}
		switch {
		case mode&fs.ModeSymlink != 0:
			m.Fault = IsLink
		case mode.Type() != 0:
			m.Fault = NotAFile
		case f.UncompressedSize == 0:
			m.Body = strings.NewReader("")
		default:
			if err := give7z(f, m, give); err != nil {
				return err
			}
			continue
		}
		if err := give(m); err != nil {
			return err
		}
	}
	return nil
}

func give7z(f *sevenzip.File, m Member, give func(Member) error) error {
	body, err := f.Open()
	if err != nil {
		m.Fault = of7z(err)
		return give(m)
	}
	defer body.Close()
	m.Body = readFunc(func(p []byte) (int, error) {
		n, err := body.Read(p)
		if err != nil && err != io.EOF {
			err = of7z(err)
		}
		return n, err
	})
	return give(m)
}

func of7z(err error) Fault {
	var broken *sevenzip.ReadError
	if errors.As(err, &broken) && broken.Encrypted {
		return Encrypted
	}
	return Damaged
}

func openRar(_ string, data []byte, room Room, give func(Member) error) error {
	t := tally{room: room}
	err := eachRar(data, func(h *rardecode.FileHeader, _ io.Reader) error {
		return t.add(max(h.UnPackedSize, 0))
	})
	if err == TooManyMembers || err == TooMuchInside || err == Encrypted {
		return err
	}
	return eachRar(data, func(h *rardecode.FileHeader, body io.Reader) error {
		m := Member{Name: strings.ReplaceAll(decodeName(h.Name), `\`, "/")}
		switch mode := h.Mode(); {
		case h.Encrypted:
			m.Fault = Encrypted
		case mode&fs.ModeSymlink != 0:
			m.Fault = IsLink
		case mode.Type() != 0:
			m.Fault = NotAFile
		default:
			m.Body = body
		}
		return give(m)
	})
}

func eachRar(data []byte, do func(*rardecode.FileHeader, io.Reader) error) error {
	r, err := rardecode.NewReader(bytes.NewReader(data), rardecode.MaxDictionarySize(mostWindow))
	for err == nil {
		var h *rardecode.FileHeader
		if h, err = r.Next(); err != nil {
			break
		}
		if h.IsDir {
			continue
		}
		if err := do(h, r); err != nil {
			return err
		}
	}
	switch {
	case err == io.EOF:
		return nil
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted), errors.Is(err, rardecode.ErrBadPassword):
		return Encrypted
	}
	return Damaged
}
