package worker

import (
	"os"
	"path/filepath"
	"syscall"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"

	"onrecord.dev/onrecord/internal/problem"
)

// cageMemory is what an outside program may use, in bytes.
const cageMemory = 2 << 30

// becomeCaged turns this process into an outside program, which reads stdin and
// writes to stdout. Before that it gives up the network, every file but
// the system's programs and libraries, and every right to write.
func becomeCaged(args []string) int {
	if len(args) < 1 {
		return problem.Usage.ExitCode()
	}
	program := args[0]
	for what, n := range map[int]uint64{
		unix.RLIMIT_CORE: 0, unix.RLIMIT_FSIZE: 0, unix.RLIMIT_NOFILE: 64,
		unix.RLIMIT_CPU: uint64(lettersTime.Seconds()), unix.RLIMIT_DATA: cageMemory,
	} {
		_ = unix.Setrlimit(what, &unix.Rlimit{Cur: n, Max: n})
	}
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	// Where the kernel has no landlock, the namespaces still hold.
	_ = landlock.V5.BestEffort().Restrict(landlock.RODirs("/usr", "/lib", "/lib64", "/bin", "/opt").IgnoreIfMissing(),
		landlock.ROFiles("/etc/ld.so.cache").IgnoreIfMissing())
	_ = syscall.Exec(program, append([]string{filepath.Base(program)}, args[1:]...), os.Environ())
	return problem.Unavailable.ExitCode()
}
