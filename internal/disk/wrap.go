package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// Wrap is a casefile's keys as one member can open them.
type Wrap struct {
	Name    string // opaque
	Desk    []byte
	Custody []byte // nil: not a custodian
}

const (
	wrapFormat = "onrecord.wrap/1"
	wrapExt    = ".age"
	maxWrapLen = 1 << 20 // bytes, of either part
)

// PutWrap stores a member's wrapped keys, in place of those of the same name.
// Both parts go into one file, so that they change together. The name must tell
// nothing about the member: the keyring's WrapName gives it.
func (d *Dir) PutWrap(name string, desk, custody []byte) error {
	if !opaque(name) {
		return problem.New(problem.Internal, "", "a key file's name must be opaque", "")
	}
	if len(desk) == 0 || len(desk) > maxWrapLen || len(custody) > maxWrapLen {
		return problem.New(problem.Internal, "", "a wrapped key has an impossible length", "")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %d %d\n", wrapFormat, len(desk), len(custody))
	b.Write(desk)
	b.Write(custody)
	return WriteFileAtomic(filepath.Join(d.path, keysName, name+wrapExt), b.Bytes(), fileMode)
}

// RemoveWrap takes a member's wrapped keys away. It does not take back what the
// member has copied.
func (d *Dir) RemoveWrap(name string) error {
	if !opaque(name) {
		return problem.New(problem.Internal, "", "a key file's name must be opaque", "")
	}
	path := filepath.Join(d.path, keysName, name+wrapExt)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault(path, err)
	}
	return syncDir(filepath.Dir(path))
}

// Wraps gives all wrapped keys, by name. Unavailable: one of them cannot be
// read; a casefile without any is a damaged one too.
func (d *Dir) Wraps() ([]Wrap, error) {
	dir := filepath.Join(d.path, keysName)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault(dir, err)
	}
	var out []Wrap
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), wrapExt)
		if !ok || !opaque(name) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		b, err := readBounded(path, 2*maxWrapLen+1000)
		if err != nil {
			return nil, fault(path, err)
		}
		w, ok := parseWrap(b)
		if !ok {
			return nil, problem.New(problem.Unavailable, path, "the key file is damaged", "restore it from a backup")
		}
		w.Name = name
		out = append(out, w)
	}
	if len(out) == 0 {
		return nil, problem.New(problem.Unavailable, dir, "the casefile has no keys", "restore it from a backup")
	}
	return out, nil
}

func parseWrap(b []byte) (Wrap, bool) {
	head, rest, ok := bytes.Cut(b, []byte("\n"))
	var desk, custody int
	if _, err := fmt.Sscanf(string(head), wrapFormat+" %d %d", &desk, &custody); err != nil || !ok {
		return Wrap{}, false
	}
	if desk <= 0 || custody < 0 || desk > maxWrapLen || custody > maxWrapLen || len(rest) != desk+custody {
		return Wrap{}, false
	}
	w := Wrap{Desk: rest[:desk:desk]}
	if custody > 0 {
		w.Custody = rest[desk:]
	}
	return w, true
}

// opaque reports whether a name can be a keyed hash: 32 to 128 hexadecimal
// digits. A name that a person gave never is.
func opaque(name string) bool {
	if len(name) < 32 || len(name) > 128 {
		return false
	}
	return strings.Trim(name, "0123456789abcdef") == ""
}
