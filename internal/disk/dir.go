// Package disk keeps a casefile's directory: the marker, the wrapped keys, the
// large originals, the last checkpoint, the lock, the backup. It sees ciphertext
// and names that tell nothing, never a key. See docs/formats/casefile-directory.md.
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

// Names inside a casefile's directory.
const (
	markerName     = "casefile"
	keysName       = "keys"
	originalsName  = "originals"
	storeName      = "store.db"
	checkpointName = "checkpoint"
)

// markerFormat is the first line of the marker; the second is the ledger's origin.
const markerFormat = "onrecord.casefile-directory/1"

const (
	dirMode  fs.FileMode = 0o700
	fileMode fs.FileMode = 0o600
)

// Dir is the directory of one casefile.
type Dir struct {
	path   string // absolute
	origin string
}

// Path gives the absolute path of the directory.
func (d *Dir) Path() string { return d.path }

// Origin names the ledger, as the marker has it. Nobody has signed the marker:
// compare it with the keyring's.
func (d *Dir) Origin() string { return d.origin }

// Belongs compares the marker with the origin that the keyring names: nobody has
// signed the marker, so it could have been put here from elsewhere.
func (d *Dir) Belongs(origin string) error {
	if d.origin == origin {
		return nil
	}
	return damagedMarker(d.path)
}

// StorePath gives the path of the encrypted database.
func (d *Dir) StorePath() string { return filepath.Join(d.path, storeName) }

// Create makes the directory of a new casefile. The marker is written last: a
// directory without it is no casefile, and Create takes up again what it, or an
// init that never came to store a key, had begun. Usage: dir holds a casefile or
// anything else already.
func Create(dir string, origin string) (*Dir, error) {
	if origin == "" || strings.ContainsAny(origin, "\r\n") || len(origin) > 1000 {
		return nil, problem.New(problem.Usage, dir, "the ledger's origin must be one line", "")
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fault(dir, err)
	}
	if err := mayCreate(path); err != nil {
		return nil, err
	}
	for _, name := range []string{storeName, storeName + "-journal", storeName + "-wal", storeName + "-shm", checkpointName} {
		if err := os.Remove(filepath.Join(path, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fault(path, err)
		}
	}
	for _, p := range []string{path, filepath.Join(path, keysName), filepath.Join(path, originalsName)} {
		if err := os.MkdirAll(p, dirMode); err != nil {
			return nil, fault(p, err)
		}
		if err := os.Chmod(p, dirMode); err != nil { // it may have stood there, open to others
			return nil, fault(p, err)
		}
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	marker := []byte(markerFormat + "\n" + origin + "\n")
	if err := WriteFileAtomic(filepath.Join(path, markerName), marker, fileMode); err != nil {
		return nil, err
	}
	return &Dir{path: path, origin: origin}, nil
}

// mayCreate refuses a directory that holds anything but the beginnings of a
// casefile that nobody could ever open: no wrapped key, no database, no original.
func mayCreate(path string) error {
	taken := func(what, hint string) error { return problem.New(problem.Usage, path, what, hint) }
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault(path, err)
	}
	_, markerErr := readMarker(path)
	for _, e := range entries {
		begun := false
		switch e.Name() {
		case keysName, originalsName:
			begun = e.IsDir() && emptyDir(filepath.Join(path, e.Name()))
		case markerName:
			begun = markerErr == nil
		case storeName, storeName + "-journal", storeName + "-wal", storeName + "-shm", checkpointName:
			begun = emptyDir(filepath.Join(path, keysName)) // nobody has a key to it
		default:
			begun = strings.HasPrefix(e.Name(), newPrefix) && e.Type().IsRegular()
		}
		if begun {
			continue
		}
		if markerErr == nil {
			return taken("here is a casefile already", "use it, or choose another directory")
		}
		return taken("the directory is not empty", "choose a new or an empty one")
	}
	return nil
}

// emptyDir reports whether a directory holds nothing but unfinished files.
func emptyDir(path string) bool {
	entries, err := os.ReadDir(path)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), newPrefix) {
			return false
		}
	}
	return err == nil
}

// Find looks for a casefile in start and upwards, as git does, and gives the
// path of its directory. Unavailable: there is none.
func Find(start string) (string, error) {
	path, err := filepath.Abs(start)
	if err != nil {
		return "", fault(start, err)
	}
	for {
		_, err := readMarker(path)
		if err == nil {
			return path, nil
		}
		if !errors.Is(err, errNoMarker) {
			return "", err
		}
		up := filepath.Dir(path)
		if up == path {
			return "", problem.New(problem.Unavailable, "", "no casefile here or above", "run onrecord init")
		}
		path = up
	}
}

// Open opens the directory of a casefile. Unavailable: it is none, cannot be
// read, or was written by a later version.
func Open(dir string) (*Dir, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fault(dir, err)
	}
	origin, err := readMarker(path)
	if errors.Is(err, errNoMarker) && holdsRest(path) {
		return nil, damagedMarker(path)
	}
	if err != nil {
		return nil, err
	}
	return &Dir{path: path, origin: origin}, nil
}

// ErrDamaged is the cause of a problem that says: here is a casefile, and its
// marker is missing or damaged.
var ErrDamaged = errors.New("damaged marker")

// errNoMarker is the cause of a problem that says: this is no casefile.
var errNoMarker = errors.New("no marker")

func damagedMarker(path string) error {
	return problem.Wrap(ErrDamaged, problem.Unavailable, filepath.Join(path, markerName), "the casefile's marker is missing or damaged", "restore it from a backup")
}

// holdsRest reports whether everything of a casefile but its marker lies there.
func holdsRest(path string) bool {
	for _, name := range []string{storeName, checkpointName, keysName} {
		if _, err := os.Lstat(filepath.Join(path, name)); err != nil {
			return false
		}
	}
	return true
}

func readMarker(path string) (origin string, err error) {
	none := problem.Wrap(errNoMarker, problem.Unavailable, path, "here is no casefile", "run onrecord init")
	file := filepath.Join(path, markerName)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) || isNotDir(err):
		return "", none
	case err != nil:
		return "", fault(file, err)
	case !info.Mode().IsRegular():
		return "", none
	}
	text, err := readBounded(file, 4096)
	if err != nil {
		return "", fault(file, err)
	}
	format, rest, _ := strings.Cut(string(text), "\n")
	if format != markerFormat {
		if strings.HasPrefix(format, "onrecord.casefile-directory/") {
			return "", problem.New(problem.Unavailable, path, "the casefile was made by a later version of onrecord", "update onrecord")
		}
		return "", none
	}
	origin, rest, whole := strings.Cut(rest, "\n")
	if origin == "" || rest != "" || !whole {
		return "", damagedMarker(path)
	}
	return origin, nil
}

// readBounded reads a file of which more than max bytes are never wanted.
func readBounded(path string, max int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, max))
}
