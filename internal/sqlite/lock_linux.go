package sqlite

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockAlone takes the lock that no open connection of any process leaves free:
// the whole range of bytes that SQLite locks by (PENDING_BYTE and what follows).
func lockAlone(path string) (free func(), ok bool) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, false
	}
	lock := unix.Flock_t{Type: unix.F_WRLCK, Start: 0x40000000, Len: 512}
	if unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK, &lock) != nil {
		f.Close()
		return nil, false
	}
	return func() { f.Close() }, true
}
