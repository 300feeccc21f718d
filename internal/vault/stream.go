package vault

import (
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// SealOriginal gives a writer that encrypts an original into dst: under the
// custody recipient where it is restricted to custodians, else under the desk's.
// Sealing needs no custody ring. The original is whole only after Close.
func (k *Keyring) SealOriginal(dst io.Writer, restriction record.Restriction) (io.WriteCloser, error) {
	if err := k.wiped(); err != nil {
		return nil, err
	}
	var to age.Recipient
	var err error
	if restriction == record.RestrictCustodian {
		to, err = age.ParseHybridRecipient(k.desk.CustodyRecipient)
	} else {
		var id *age.HybridIdentity
		if id, err = age.ParseHybridIdentity(k.desk.Originals); err == nil {
			to = id.Recipient()
		}
	}
	if err != nil {
		return nil, damagedKeys()
	}
	return encrypt(dst, to)
}

// OpenOriginal gives the clear bytes of an original as a stream. Every 64 KiB
// are authenticated before they are given; the end is known to be the end only
// when Read says io.EOF, so hash to the end. Refused: a custodian's original
// without the custody ring. Unavailable: damaged, cut short, or not of this
// casefile and restriction.
func (k *Keyring) OpenOriginal(src io.Reader, restriction record.Restriction) (io.Reader, error) {
	id, err := k.originalIdentity(restriction)
	if err != nil {
		return nil, err
	}
	r, err := age.Decrypt(src, id)
	if err != nil {
		return nil, damagedOriginal(err)
	}
	return &plainReader{r: r, damaged: damagedOriginal}, nil
}

// OpenOriginalAt is OpenOriginal with random access; size is that of src, in
// bytes. The end is authenticated before it returns.
func (k *Keyring) OpenOriginalAt(src io.ReaderAt, size int64, restriction record.Restriction) (*io.SectionReader, error) {
	id, err := k.originalIdentity(restriction)
	if err != nil {
		return nil, err
	}
	r, n, err := age.DecryptReaderAt(src, size, id)
	if err != nil {
		return nil, damagedOriginal(err)
	}
	return io.NewSectionReader(plainReaderAt{r}, 0, n), nil
}

func (k *Keyring) originalIdentity(restriction record.Restriction) (age.Identity, error) {
	if err := k.wiped(); err != nil {
		return nil, err
	}
	text := k.desk.Originals
	if restriction == record.RestrictCustodian {
		if k.custody == nil {
			return nil, notCustodian()
		}
		text = k.custody.Originals
	}
	id, err := age.ParseHybridIdentity(text)
	if err != nil {
		return nil, damagedKeys()
	}
	return id, nil
}

func encrypt(dst io.Writer, to ...age.Recipient) (io.WriteCloser, error) {
	w, err := age.Encrypt(dst, to...)
	if err != nil {
		var p *problem.Error
		if errors.As(err, &p) { // dst is a disk that has something to say
			return nil, err
		}
		return nil, fmt.Errorf("vault: begin to seal: %w", err)
	}
	return w, nil
}

func damagedOriginal(err error) error {
	var p *problem.Error
	if errors.As(err, &p) { // the disk below has something to say
		return err
	}
	return problem.Wrap(err, problem.Unavailable, "", "a sealed original is damaged or does not belong to this casefile",
		"run onrecord verify; restore from a backup")
}

// plainReader turns the errors of a damaged stream into problems.
type plainReader struct {
	r       io.Reader
	damaged func(error) error
}

func (p *plainReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if err != nil && err != io.EOF {
		err = p.damaged(err)
	}
	return n, err
}

type plainReaderAt struct{ r io.ReaderAt }

func (p plainReaderAt) ReadAt(b []byte, off int64) (int, error) {
	n, err := p.r.ReadAt(b, off)
	if err != nil && err != io.EOF {
		err = damagedOriginal(err)
	}
	return n, err
}
