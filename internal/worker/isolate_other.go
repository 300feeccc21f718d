//go:build !linux

package worker

import (
	"os"
	"syscall"
)

// isolation is one degree of it; here there is only the process itself.
type isolation struct {
	attr       *syscall.SysProcAttr
	namespaces bool
}

func isolations() []isolation { return []isolation{{}} }

// self is the running program.
func self() string {
	if path, err := os.Executable(); err == nil {
		return path
	}
	return os.Args[0]
}

func kill(p *os.Process) error { return p.Kill() }
