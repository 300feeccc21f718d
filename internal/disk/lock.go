package disk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/problem"
)

const (
	// lockStep is how long to wait between two tries.
	lockStep = 20 * time.Millisecond
	// abandonedAfter is the age at which an unfinished file is nobody's: the
	// process that wrote it was killed.
	abandonedAfter = 24 * time.Hour
)

// Lock takes the casefile for writing and waits for it as long as wait; 0 tries
// once. The system gives the lock back when the process ends, however it ends.
// Readers need none. Unavailable: somebody else has it, or ctx ended.
func (d *Dir) Lock(ctx context.Context, wait time.Duration) (unlock func(), err error) {
	path := filepath.Join(d.path, markerName)
	busy := func(err error) error {
		return problem.Wrap(err, problem.Unavailable, d.path, "another onrecord is working on this casefile",
			"wait until it is done, or close it")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fault(path, err)
	}
	deadline := time.Now().Add(wait)
	for {
		got, err := tryLock(f)
		if err != nil {
			_ = f.Close()
			return nil, fault(path, err)
		}
		if got {
			d.sweep()
			return func() { _ = f.Close() }, nil
		}
		if !time.Now().Before(deadline) {
			_ = f.Close()
			return nil, busy(nil)
		}
		select {
		case <-ctx.Done():
			_ = f.Close()
			return nil, busy(ctx.Err())
		case <-time.After(lockStep):
		}
	}
}

// sweep removes unfinished files that a killed process left behind. They are
// ciphertext, so that a failure to remove them harms nobody.
func (d *Dir) sweep() {
	limit := time.Now().Add(-abandonedAfter)
	for _, pattern := range []string{".", keysName, originalsName + "/*"} {
		found, _ := filepath.Glob(filepath.Join(globQuote(d.path), pattern, newPrefix+"*"))
		for _, path := range found {
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && info.ModTime().Before(limit) {
				_ = os.Remove(path)
			}
		}
	}
}

// globQuote keeps brackets and stars in a directory's own path from being a pattern.
func globQuote(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
