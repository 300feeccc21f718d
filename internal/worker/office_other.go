//go:build !linux

package worker

import (
	"io"
	"os"

	"onrecord.dev/onrecord/internal/problem"
)

// becomeOffice needs walls around an outside program, which there are on Linux alone.
func becomeOffice(io.Reader, io.Writer) int { return problem.Unavailable.ExitCode() }

func officeIsolations() []isolation { return nil }

func privateDir() (string, error) { return os.MkdirTemp("", "onrecord-pages-") }

func killGroup(int) {}

const pipesDir = ""
