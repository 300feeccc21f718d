package disk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// CanCreate says why Create would refuse, and changes nothing.
func CanCreate(dir string) error {
	path, err := filepath.Abs(dir)
	if err != nil {
		return fault(dir, err)
	}
	return mayCreate(path)
}

// Discard takes away the beginnings of a casefile for which no key was stored
// yet, and so nobody can ever open. It leaves one alone that somebody can.
func (d *Dir) Discard() error {
	if !emptyDir(filepath.Join(d.path, keysName)) {
		return problem.New(problem.Internal, d.path, "a casefile with keys is not discarded", "")
	}
	return d.empty()
}

// RemoveRestored takes away what Restore made in dir, because it does not verify.
func RemoveRestored(dir string) error {
	d, err := Open(dir)
	if err != nil {
		return err
	}
	return d.empty()
}

// empty removes what a casefile's directory holds, and the directory too where
// it holds nothing else.
func (d *Dir) empty() error {
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return fault(d.path, err)
	}
	var errs []error
	for _, e := range entries {
		switch name := e.Name(); {
		case name == markerName, name == keysName, name == originalsName, name == checkpointName,
			strings.HasPrefix(name, storeName), strings.HasPrefix(name, newPrefix):
			errs = append(errs, os.RemoveAll(filepath.Join(d.path, name)))
		}
	}
	_ = os.Remove(d.path) // fails where something else is in it, or where it is a mount
	return errors.Join(errs...)
}

// WriteNew makes a file that write produces. It is there as a whole when
// WriteNew returns nil, and not at all otherwise. Usage: path exists.
func WriteNew(path string, write func(*os.File) error) error {
	if _, err := os.Lstat(path); err == nil {
		return problem.New(problem.Usage, path, "there is a file here already", "choose another name")
	}
	tmp := filepath.Join(filepath.Dir(path), newPrefix+randomName())
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return fault(path, err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(tmp, path)
	}
	_ = os.Remove(tmp)
	if err != nil {
		return fault(path, err)
	}
	return syncDir(filepath.Dir(path))
}
