package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock takes a byte far behind the file's end, so that reading stays possible.
func tryLock(f *os.File) (bool, error) {
	at := &windows.Overlapped{Offset: 0, OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}
