package worker

import (
	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// confine takes from this process what reading a file does not need, in this
// order: limits on resources, core files, new privileges; the file system and
// network by landlock; every system call but a few by seccomp. What the system
// refuses is left out; the rest still holds. It returns the names of what holds.
func confine(req request) []string {
	var held []string
	if req.Namespaces {
		held = append(held, "namespaces")
	}
	if limitResources(req) {
		held = append(held, "rlimits")
	}
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) // nobody may look into this process
	if lockLand() {
		held = append(held, "landlock")
	}
	if filterCalls() {
		held = append(held, "seccomp")
	}
	return held
}

// limitResources reports whether every limit could be set. Files are allowed in
// number for the runtime's own needs and cannot grow by a byte.
func limitResources(req request) bool {
	limits := map[int]uint64{
		unix.RLIMIT_CORE:   0,
		unix.RLIMIT_FSIZE:  0,
		unix.RLIMIT_NOFILE: 32,
		unix.RLIMIT_CPU:    uint64(req.CPU),
	}
	if !raceDetector { // it maps terabytes of shadow memory
		// Data is what can be written to. The address space is larger: the
		// runtime and the PDF reader reserve what they never use.
		limits[unix.RLIMIT_DATA] = uint64(req.Memory)
		limits[unix.RLIMIT_AS] = uint64(req.Memory) + 4<<30
	}
	all := true
	for what, n := range limits {
		if unix.Setrlimit(what, &unix.Rlimit{Cur: n, Max: n}) != nil {
			all = false
		}
	}
	return all
}

// lockLand denies every path and every TCP port, as far as this kernel can.
func lockLand() bool {
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 || int(abi) < 1 {
		return false
	}
	return landlock.V5.BestEffort().Restrict() == nil
}
