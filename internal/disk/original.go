package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// PutOriginal stores an encrypted original that write produces. It is there as
// a whole, on the disk, when PutOriginal returns nil, and not at all otherwise.
// The name is a keyed hash; the same name again replaces.
func (d *Dir) PutOriginal(name string, write func(io.Writer) error) error {
	path, err := d.originalPath(name)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := os.Mkdir(dir, dirMode); err == nil {
		if err := syncDir(filepath.Dir(dir)); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return fault(dir, err)
	}
	return writeAtomic(path, fileMode, write)
}

// OpenOriginal opens an encrypted original. Unavailable: it is not there, or
// cannot be read; errors.Is(err, fs.ErrNotExist) tells which.
func (d *Dir) OpenOriginal(name string) (*os.File, error) {
	path, err := d.originalPath(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.Wrap(err, problem.Unavailable, path, "an original is missing", "restore it from a backup")
	}
	if err != nil {
		return nil, fault(path, err)
	}
	return f, nil
}

// RemoveOriginal takes an original away, one that was replaced or that no event
// ever named. What a disk keeps of removed files is not promised to be gone.
func (d *Dir) RemoveOriginal(name string) error {
	path, err := d.originalPath(name)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault(path, err)
	}
	return nil
}

// Originals calls f with the name of every stored original, in order.
func (d *Dir) Originals(f func(name string) error) error {
	root := filepath.Join(d.path, originalsName)
	shelves, err := os.ReadDir(root)
	if err != nil {
		return fault(root, err)
	}
	for _, shelf := range shelves {
		if !shelf.IsDir() || len(shelf.Name()) != 2 {
			continue
		}
		dir := filepath.Join(root, shelf.Name())
		entries, err := os.ReadDir(dir)
		if err != nil {
			return fault(dir, err)
		}
		for _, e := range entries {
			if !opaque(e.Name()) || !strings.HasPrefix(e.Name(), shelf.Name()) {
				continue
			}
			if err := f(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// originalPath puts originals on 256 shelves, by the first two digits of their names.
func (d *Dir) originalPath(name string) (string, error) {
	if !opaque(name) {
		return "", problem.New(problem.Internal, "", "an original's name must be opaque", "")
	}
	return filepath.Join(d.path, originalsName, name[:2], name), nil
}
