package disk

import (
	"archive/tar"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// Restore reads what Backup wrote and makes a casefile's directory of it, into
// a directory that is new or empty. The files are written aside first; the
// casefile is there when Restore returns nil, and otherwise nothing of it is.
// Every path is checked against the few that a casefile has. Usage: into is not
// empty, or the archive is damaged, cut short or holds something else.
func Restore(src io.Reader, into string) (err error) {
	target, err := filepath.Abs(into)
	if err != nil {
		return fault(into, err)
	}
	stage, standing, err := restoreStage(target)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(stage)
		}
	}()
	if err := unpack(src, stage); err != nil {
		return err
	}
	if err := wholeCasefile(stage); err != nil {
		return err
	}
	if err := syncTree(stage); err != nil {
		return err
	}
	if standing {
		return moveInto(stage, target)
	}
	if err := os.Rename(stage, target); err != nil {
		return fault(target, err)
	}
	return syncDir(filepath.Dir(target))
}

// restoreStage makes the directory in which to unpack: beside a target that is
// yet to be, inside one that stands there empty (it may be a mount, or the
// working directory, and cannot be renamed over).
func restoreStage(target string) (stage string, standing bool, err error) {
	entries, err := os.ReadDir(target)
	parent := filepath.Dir(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(parent, dirMode); err != nil {
			return "", false, fault(parent, err)
		}
	case err != nil:
		return "", false, fault(target, err)
	case len(entries) > 0:
		return "", false, problem.New(problem.Usage, target, "the directory is not empty", "choose a new or an empty one")
	default:
		standing, parent = true, target
	}
	stage = filepath.Join(parent, newPrefix+randomName())
	if err := os.Mkdir(stage, dirMode); err != nil {
		return "", false, fault(stage, err)
	}
	return stage, standing, nil
}

// moveInto moves a whole casefile out of the stage, the marker last: until then
// the directory is no casefile. On failure everything is taken away again.
func moveInto(stage, target string) error {
	names := []string{keysName, originalsName, storeName, checkpointName, markerName}
	for _, name := range names {
		err := os.Rename(filepath.Join(stage, name), filepath.Join(target, name))
		if err == nil || (name == checkpointName && errors.Is(err, fs.ErrNotExist)) {
			continue
		}
		for _, n := range names {
			_ = os.RemoveAll(filepath.Join(target, n))
		}
		return fault(target, err)
	}
	if err := os.Chmod(target, dirMode); err != nil {
		return fault(target, err)
	}
	if err := os.Remove(stage); err != nil {
		return fault(stage, err)
	}
	return syncDir(target)
}

func damagedArchive() error {
	return problem.New(problem.Usage, "", "the backup is damaged or cut short", "take another copy")
}

func unpack(src io.Reader, stage string) error {
	for _, name := range []string{keysName, originalsName} {
		if err := os.Mkdir(filepath.Join(stage, name), dirMode); err != nil {
			return fault(stage, err)
		}
	}
	r := tar.NewReader(src)
	sum, n := sha256.New(), 0
	for {
		head, err := r.Next()
		if err != nil {
			return readFault(err)
		}
		if head.Typeflag != tar.TypeReg || head.Size < 0 {
			return damagedArchive()
		}
		if head.Name == endName {
			end, err := io.ReadAll(io.LimitReader(r, 1000))
			if err != nil {
				return readFault(err)
			}
			if string(end) != endLine(n, sum) {
				return damagedArchive()
			}
			return drain(r, src)
		}
		path, ok := memberPath(stage, head.Name)
		if !ok {
			return problem.New(problem.Usage, "", "the backup holds something that belongs to no casefile",
				"do not trust where it came from")
		}
		content, err := unpackFile(r, path)
		if err != nil {
			return err
		}
		n++
		note(sum, head.Name, head.Size, content)
	}
}

// drain reads to the end of the archive and of its stream, so that an
// encryption below can vouch for the last byte; more members are none of ours.
func drain(r *tar.Reader, src io.Reader) error {
	if _, err := r.Next(); err != io.EOF {
		if err == nil {
			return damagedArchive()
		}
		return readFault(err)
	}
	if _, err := io.Copy(io.Discard, src); err != nil {
		return readFault(err)
	}
	return nil
}

// readFault keeps a problem that the stream below raised.
func readFault(err error) error {
	var p *problem.Error
	if errors.As(err, &p) {
		return err
	}
	return damagedArchive()
}

// memberPath gives the place of a member, if a casefile has one of that name.
func memberPath(stage, name string) (string, bool) {
	switch name {
	case markerName, storeName, checkpointName:
		return filepath.Join(stage, name), true
	}
	dir, rest, _ := strings.Cut(name, "/")
	switch dir {
	case keysName:
		key, ok := strings.CutSuffix(rest, wrapExt)
		return filepath.Join(stage, keysName, rest), ok && opaque(key)
	case originalsName:
		shelf, file, _ := strings.Cut(rest, "/")
		return filepath.Join(stage, originalsName, shelf, file), opaque(file) && shelf == file[:2]
	}
	return "", false
}

// unpackFile writes one member and gives its SHA-256. A member that comes twice is refused.
func unpackFile(r io.Reader, path string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), dirMode); err != nil {
		return nil, fault(path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if errors.Is(err, fs.ErrExist) {
		return nil, damagedArchive()
	}
	if err != nil {
		return nil, fault(path, err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(faultWriter{f, path}, sum), r); err != nil {
		return nil, readFault(err)
	}
	if err := f.Close(); err != nil {
		return nil, fault(path, err)
	}
	return sum.Sum(nil), nil
}

// wholeCasefile checks that what came out can be opened at all.
func wholeCasefile(stage string) error {
	d, err := Open(stage)
	if err != nil {
		return damagedArchive()
	}
	if _, err := d.Wraps(); err != nil {
		return damagedArchive()
	}
	if info, err := os.Stat(d.StorePath()); err != nil || info.Size() == 0 {
		return damagedArchive()
	}
	return nil
}
