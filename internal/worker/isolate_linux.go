package worker

import (
	"os"
	"syscall"
)

// isolation is one degree of it.
type isolation struct {
	attr       *syscall.SysProcAttr
	namespaces bool
}

// isolations lists what to try, strictest first. User namespaces need no right,
// but some systems and most containers refuse them; root can do without them;
// in the end there are the limits that the worker puts on itself. There is no
// process namespace: it would want a /proc of its own, and the worker may signal
// nobody anyway.
func isolations() []isolation { return ladder(0) }

// ladder gives the degrees of isolation with these namespaces beside those for
// network, messages and names; the child in a user's namespace keeps caps.
func ladder(more uintptr, caps ...uintptr) []isolation {
	apart := syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS | more
	out := []isolation{{namespaces: true, attr: &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | apart,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Geteuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getegid(), Size: 1}},
		AmbientCaps: caps,
	}}}
	if os.Geteuid() == 0 {
		out = append(out, isolation{namespaces: true, attr: &syscall.SysProcAttr{Cloneflags: apart}})
	}
	out = append(out, isolation{attr: &syscall.SysProcAttr{}})
	for _, iso := range out {
		iso.attr.Setpgid = true
		iso.attr.Pdeathsig = syscall.SIGKILL
	}
	return out
}

// nobody is the user and group that a worker believes to be, without any right.
const nobody = 65534

// self is the running program, even if its file was replaced meanwhile.
func self() string {
	const path = "/proc/self/exe"
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if path, err := os.Executable(); err == nil {
		return path
	}
	return os.Args[0]
}

// kill ends the worker and whatever it may have started.
func kill(p *os.Process) error {
	_ = syscall.Kill(-p.Pid, syscall.SIGKILL)
	return p.Kill()
}
