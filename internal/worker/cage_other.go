//go:build !linux

package worker

import "onrecord.dev/onrecord/internal/problem"

// becomeCaged needs a cage for outside programs, which there is on Linux alone.
func becomeCaged([]string) int { return problem.Unavailable.ExitCode() }
