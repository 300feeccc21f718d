package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// packBelow is the size in bytes under which an original is kept in the
// database, in the transaction that records it; larger ones are files.
const packBelow = 64 << 10

// How a packed original is kept: the database encrypts it already, material for
// custodians is sealed for them besides.
const (
	packedPlain  = 0
	packedSealed = 1
)

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// blobName names an original by keyed hashes. What custodians alone may open
// has a name, and so a copy, of its own.
func (c *Casefile) blobName(o *record.Original, r record.Restriction) string {
	if r == record.RestrictCustodian {
		return c.ring.BlobName("custody:" + o.SHA256)
	}
	return c.ring.BlobName(o.SHA256)
}

// storeOriginal keeps an original. Large ones are written before the
// transaction commits: one that nothing refers to does no harm.
func (c *Casefile) storeOriginal(tx *sqlite.Tx, o *record.Original, r record.Restriction, data []byte) error {
	name := c.blobName(o, r)
	if _, err := tx.Blob(name); err == nil {
		return nil // another item has the same original
	}
	if len(data) >= packBelow {
		return c.dir.PutOriginal(name, func(w io.Writer) error { return c.sealTo(w, r, data) })
	}
	if r != record.RestrictCustodian {
		return tx.PutBlob(name, append([]byte{packedPlain}, data...))
	}
	sealed := bytes.NewBuffer([]byte{packedSealed})
	if err := c.sealTo(sealed, r, data); err != nil {
		return err
	}
	return tx.PutBlob(name, sealed.Bytes())
}

func (c *Casefile) sealTo(dst io.Writer, r record.Restriction, data []byte) error {
	w, err := c.ring.SealOriginal(dst, r)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}

// errNotHeld means that the desk has no copy of an original.
var errNotHeld = problem.New(problem.Usage, "", "the casefile holds no original of this item", "")

// original opens the original of an item, in a reading of its own.
func (c *Casefile) original(ctx context.Context, e *record.Evidence) (data []byte, err error) {
	err = c.db.Read(ctx, func(tx *sqlite.Tx) error {
		data, err = c.readOriginal(tx, e)
		return err
	})
	return data, err
}

// readOriginal opens an original and checks it against its recorded hash.
func (c *Casefile) readOriginal(tx *sqlite.Tx, e *record.Evidence) ([]byte, error) {
	if e.Original == nil {
		return nil, errNotHeld
	}
	if e.Restriction == record.RestrictCustodian && !c.ring.Custodian() {
		return nil, problem.New(problem.Refused, string(e.ID), "this item is restricted to custodians", "")
	}
	data, err := c.openOriginal(tx, e)
	if err != nil {
		if problem.KindOf(err) == problem.Refused {
			return nil, err
		}
		return nil, problem.Wrap(err, problem.Unavailable, string(e.ID), "the original is missing or damaged", "run onrecord verify, and compare with a backup")
	}
	if int64(len(data)) != e.Original.Size || hashOf(data) != e.Original.SHA256 {
		return nil, problem.New(problem.Unavailable, string(e.ID), "the original is not what was recorded", "run onrecord verify, and compare with a backup")
	}
	return data, nil
}

func (c *Casefile) openOriginal(tx *sqlite.Tx, e *record.Evidence) ([]byte, error) {
	name := c.blobName(e.Original, e.Restriction)
	if e.Original.Size >= packBelow {
		f, err := c.dir.OpenOriginal(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return c.unseal(f, e.Restriction, e.Original.Size)
	}
	packed, err := tx.Blob(name)
	if err != nil {
		return nil, err
	}
	if len(packed) == 0 {
		return nil, errors.New("empty original")
	}
	if packed[0] == packedPlain {
		return packed[1:], nil
	}
	return c.unseal(bytes.NewReader(packed[1:]), e.Restriction, e.Original.Size)
}

func (c *Casefile) unseal(src io.Reader, r record.Restriction, size int64) ([]byte, error) {
	clear, err := c.ring.OpenOriginal(src, r)
	if err != nil {
		return nil, err
	}
	if size < 0 || size > 1<<30 {
		return nil, errors.New("an original of an impossible size")
	}
	data := make([]byte, size+1) // at once: a buffer that grows needs three times the room
	n, err := io.ReadFull(clear, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return data[:n], err
}
