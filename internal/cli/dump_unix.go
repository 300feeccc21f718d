//go:build unix

package cli

import "golang.org/x/sys/unix"

// noDumps keeps what this process holds open, keys and names among it, out of core
// files. A limit of one byte also stops Linux from piping the core into a program
// that collects them, which zero does not.
func noDumps() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: 1, Max: 1})
}
