package worker

import (
	"os"

	"golang.org/x/sys/unix"
)

// memoryFile puts bytes into a file that has no name and lies on no disk.
func memoryFile(data []byte) (*os.File, error) {
	fd, err := unix.MemfdCreate("original", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), "original")
	if _, err = f.Write(data); err == nil {
		_, err = f.Seek(0, 0)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
