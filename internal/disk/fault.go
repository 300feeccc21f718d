package disk

import (
	"errors"
	"io/fs"
	"syscall"

	"onrecord.dev/onrecord/internal/problem"
)

// fault turns an error of the file system into one line that says what to do.
// Where names the path; a problem that is one already stays as it is.
func fault(where string, err error) error {
	if err == nil {
		return nil
	}
	var p *problem.Error
	if errors.As(err, &p) {
		return err
	}
	say := func(what, hint string) error {
		return problem.Wrap(err, problem.Unavailable, where, what, hint)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return say("the disk is full", "free some space and run it again; nothing that was acknowledged is lost")
	case errors.Is(err, errQuota):
		return say("your disk quota is used up", "free some space and run it again; nothing that was acknowledged is lost")
	case errors.Is(err, syscall.EROFS):
		return say("the file system is read-only", "mount it for writing, or work on a copy")
	case errors.Is(err, fs.ErrPermission):
		return say("permission denied", "check who owns it and what its mode is")
	case errors.Is(err, fs.ErrNotExist):
		return say("there is no such file or directory", "")
	case errors.Is(err, syscall.EIO):
		return say("the disk reports a fault", "copy what can be read to another disk, then run onrecord verify")
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return say("too many files are open", "close other programs or raise the limit")
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		return say("something else stands where a file or directory should be", "")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return say("the path is too long", "choose a shorter one")
	default:
		return say("the file system does not answer as it should", "check the disk")
	}
}

// isNotDir reports whether a part of the path is no directory.
func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
