package disk

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// endName is the last member of an archive: how many members came before it and
// one hash over all of them. An archive without it was cut short.
const endName = "end"

const endFormat = "onrecord.backup/1"

// Backup writes the casefile as an archive: the marker, the wrapped keys, the
// checkpoint, the database from store (size bytes, a consistent copy that the
// caller made), the originals. Hold the lock meanwhile. Everything but the
// marker is ciphertext already; dst should encrypt it once more, because the
// archive shows how many there are of each.
func (d *Dir) Backup(dst io.Writer, store io.Reader, size int64) error {
	a := &archive{w: tar.NewWriter(dst), sum: sha256.New()}
	if err := a.file(markerName, filepath.Join(d.path, markerName)); err != nil {
		return err
	}
	wraps, err := d.Wraps()
	if err != nil {
		return err
	}
	for _, w := range wraps {
		name := keysName + "/" + w.Name + wrapExt
		if err := a.file(name, filepath.Join(d.path, keysName, w.Name+wrapExt)); err != nil {
			return err
		}
	}
	note, err := d.Checkpoint()
	if err != nil {
		return err
	}
	if note != nil {
		if err := a.add(checkpointName, strings.NewReader(string(note)), int64(len(note))); err != nil {
			return err
		}
	}
	if err := a.add(storeName, store, size); err != nil {
		return err
	}
	err = d.Originals(func(name string) error {
		path, err := d.originalPath(name)
		if err != nil {
			return err
		}
		return a.file(originalsName+"/"+name[:2]+"/"+name, path)
	})
	if err != nil {
		return err
	}
	return a.close()
}

// archive is a tar stream that counts and hashes what goes into it.
type archive struct {
	w   *tar.Writer
	sum hash.Hash
	n   int
}

func (a *archive) file(name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fault(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fault(path, err)
	}
	return a.add(name, f, info.Size())
}

func (a *archive) add(name string, r io.Reader, size int64) error {
	head := &tar.Header{Name: name, Size: size, Mode: int64(fileMode), Typeflag: tar.TypeReg, Format: tar.FormatPAX}
	if err := a.w.WriteHeader(head); err != nil {
		return fault("backup", err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(a.w, sum), io.LimitReader(r, size))
	if err != nil {
		return fault("backup", err)
	}
	if n != size {
		return problem.New(problem.Unavailable, name, "it became shorter while it was read", "run the backup again")
	}
	a.n++
	note(a.sum, name, size, sum.Sum(nil))
	return nil
}

// note takes one member into the hash over all.
func note(sum hash.Hash, name string, size int64, content []byte) {
	fmt.Fprintf(sum, "%q %d %x\n", name, size, content)
}

func (a *archive) close() error {
	end := []byte(endLine(a.n, a.sum))
	head := &tar.Header{Name: endName, Size: int64(len(end)), Mode: int64(fileMode), Typeflag: tar.TypeReg, Format: tar.FormatPAX}
	err := a.w.WriteHeader(head)
	if err == nil {
		_, err = a.w.Write(end)
	}
	if err == nil {
		err = a.w.Close()
	}
	return fault("backup", err)
}

func endLine(n int, sum hash.Hash) string {
	return fmt.Sprintf("%s %d %s\n", endFormat, n, hex.EncodeToString(sum.Sum(nil)))
}
