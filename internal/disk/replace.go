package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// releaseMark is the file by which a directory shows that it is a release and
// may be replaced by another.
const releaseMark = "manifest.json"

// BesideDir makes an empty directory beside target, on the same file system, to
// build what ReplaceDir then puts in its place. The caller removes it on failure.
func BesideDir(target string) (string, error) {
	real, err := realTarget(target)
	if err != nil {
		return "", err
	}
	if err := mayReplace(real); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(real), 0o755); err != nil {
		return "", fault(filepath.Dir(real), err)
	}
	tmp := filepath.Join(filepath.Dir(real), newPrefix+randomName())
	if err := os.Mkdir(tmp, 0o755); err != nil {
		return "", fault(tmp, err)
	}
	return tmp, nil
}

// ReplaceDir puts the directory tmp in place of target and removes what stood
// there. Tmp must be on the same file system, best beside it. Where the system
// can exchange two directories a reader sees the old one or the new one at every
// moment; elsewhere there is an instant without either. An error leaves target
// as it was. Usage: target is neither absent, nor empty, nor an earlier release.
func ReplaceDir(tmp, target string) error {
	real, err := realTarget(target)
	if err != nil {
		return err
	}
	if err := mayReplace(real); err != nil {
		return err
	}
	if err := syncTree(tmp); err != nil {
		return err
	}
	if _, err := os.Lstat(real); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(tmp, real); err != nil {
			return fault(target, err)
		}
		return syncDir(filepath.Dir(real))
	}
	old := tmp
	if err := exchange(tmp, real); err != nil {
		if old, err = swapSlowly(tmp, real); err != nil {
			return fault(target, err)
		}
	}
	if err := syncDir(filepath.Dir(real)); err != nil {
		return err
	}
	_ = os.RemoveAll(old) // the new release stands; what may be left of the old one harms nobody
	return nil
}

// swapSlowly renames twice and takes the first step back if the second fails.
func swapSlowly(tmp, target string) (old string, err error) {
	old = filepath.Join(filepath.Dir(target), newPrefix+randomName())
	if err := os.Rename(target, old); err != nil {
		return "", err
	}
	if err := os.Rename(tmp, target); err != nil {
		return "", errors.Join(err, os.Rename(old, target))
	}
	return old, nil
}

// realTarget follows symbolic links, so that the directory behind one is
// replaced and not the link.
func realTarget(target string) (string, error) {
	path, err := filepath.Abs(target)
	if err != nil {
		return "", fault(target, err)
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", fault(target, err)
	}
	return real, nil
}

// mayReplace refuses to remove anything that is not a release.
func mayReplace(target string) error {
	entries, err := os.ReadDir(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case isNotDir(err):
		return problem.New(problem.Usage, target, "here stands a file", "name a directory")
	case err != nil:
		return fault(target, err)
	}
	if _, err := readMarker(target); !errors.Is(err, errNoMarker) {
		return problem.New(problem.Usage, target, "here is a casefile", "choose another directory")
	}
	if wd, err := os.Getwd(); err == nil && (wd == target || strings.HasPrefix(wd, target+string(filepath.Separator))) {
		return problem.New(problem.Usage, target, "this is where you are working", "choose a directory of its own")
	}
	if len(entries) == 0 {
		return nil
	}
	info, err := os.Lstat(filepath.Join(target, releaseMark))
	if err != nil || !info.Mode().IsRegular() {
		return problem.New(problem.Usage, target, "the directory is not empty and holds no release",
			"choose a new one, or one with an earlier release")
	}
	return nil
}

// syncTree brings every file and directory below root to the disk.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fault(path, err)
		}
		if e.IsDir() {
			return syncDir(path)
		}
		if !e.Type().IsRegular() {
			return problem.New(problem.Internal, path, "a release holds only files and directories", "")
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return fault(path, err)
		}
		return fault(path, errors.Join(f.Sync(), f.Close()))
	})
}
