package worker

import (
	"os"
	"syscall"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"

	"onrecord.dev/onrecord/internal/problem"
)

// cageMemory is what an outside program may use, in bytes.
const cageMemory = 2 << 30

// becomeReader turns this process into tesseract, which reads a picture on stdin
// and writes a table to stdout. Before that it gives up the network, every file but
// the system's programs and libraries, and every right to write.
func becomeReader(args []string) int {
	if len(args) != 3 {
		return problem.Usage.ExitCode()
	}
	program, languages, layout := args[0], args[1], args[2]
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
	_ = syscall.Exec(program, []string{"tesseract", "stdin", "stdout", "-l", languages, "--psm", layout, "--dpi", "300", "tsv"}, os.Environ())
	return problem.Unavailable.ExitCode()
}
