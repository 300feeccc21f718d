package worker

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// pagesDir begins the name of a private directory; the number of the process that
// made it follows.
const pagesDir = "onrecord-pages-"

// privateDir makes a directory that nobody else can look into, in memory where there
// is a place for that, and removes those that a killed run of this program left.
func privateDir() (string, error) {
	var last error
	for _, base := range privateBases() {
		sweep(base)
		dir, err := os.MkdirTemp(base, fmt.Sprintf("%s%d-", pagesDir, os.Getpid()))
		if err == nil {
			return dir, nil // 0700
		}
		last = err
	}
	return "", last
}

// privateBases lists where to try: the user's own directory in memory, the one for
// all, and where temporary files go.
func privateBases() (out []string) {
	for _, base := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/dev/shm"} {
		var fs unix.Statfs_t
		if base != "" && filepath.IsAbs(base) && unix.Statfs(base, &fs) == nil && fs.Type == unix.TMPFS_MAGIC && int64(fs.Bavail)*fs.Bsize >= officeRoom/4 {
			out = append(out, base)
		}
	}
	return append(out, os.TempDir())
}

// sweep removes directories of processes of this user that are no more.
func sweep(base string) {
	found, err := filepath.Glob(filepath.Join(base, pagesDir+"*"))
	if err != nil {
		return
	}
	for _, dir := range found {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || info.Sys().(*syscall.Stat_t).Uid != uint32(os.Geteuid()) {
			continue
		}
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), pagesDir), "-")
		if pid, err := strconv.Atoi(number); err == nil && pid > 1 && syscall.Kill(pid, 0) == syscall.ESRCH {
			_ = os.RemoveAll(dir)
		}
	}
}
