//go:build !linux

package worker

import "onrecord.dev/onrecord/internal/problem"

// becomeReader needs a cage for outside programs, which there is on Linux alone.
func becomeReader([]string) int { return problem.Unavailable.ExitCode() }
