package disk

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// newPrefix begins the name of every file that is not yet what it will be. Such
// files stand beside their target, never in the system's temporary directory,
// and hold only what the target may hold.
const newPrefix = ".new-"

// WriteFileAtomic puts data at path so that every reader, also after a crash,
// sees the old file or the new one, whole. It returns when the disk has it.
func WriteFileAtomic(path string, data []byte, mode fs.FileMode) error {
	return writeAtomic(path, mode, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// writeAtomic is WriteFileAtomic for a stream. An error of write leaves path as it was.
func writeAtomic(path string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	tmp := filepath.Join(dir, newPrefix+randomName())
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return fault(path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(tmp)
		}
	}()
	if err := write(faultWriter{f, path}); err != nil {
		return fault(path, err)
	}
	if err := errors.Join(f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return fault(path, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fault(path, err)
	}
	return syncDir(dir)
}

// faultWriter gives problems instead of bare errors, so that what writes
// through it (an encryption, an archive) need not know about disks.
type faultWriter struct {
	w     io.Writer
	where string
}

func (f faultWriter) Write(b []byte) (int, error) {
	n, err := f.w.Write(b)
	return n, fault(f.where, err)
}

// randomName gives 16 hexadecimal digits.
func randomName() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// syncDir makes renames and new names in a directory durable.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fault(dir, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !noDirSync(err) {
		return fault(dir, err)
	}
	return nil
}

// noDirSync reports whether the system cannot sync a directory, which is no fault.
func noDirSync(err error) bool {
	return errors.Is(err, fs.ErrInvalid) || errors.Is(err, fs.ErrPermission)
}
