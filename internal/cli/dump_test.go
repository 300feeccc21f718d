//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// No core file holds what the process held: this test gives its own up, too.
func TestNoDumps(t *testing.T) {
	noDumps()
	var got unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &got); err != nil || got.Cur > 1 || got.Max > 1 {
		t.Errorf("a core of %d bytes, or %d when asked for, could be written (%v)", got.Cur, got.Max, err)
	}
}

// A pipe that a document names as evidence is refused, not waited for.
func TestInsideOpensFilesOnly(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused := make(chan error, 1)
	go func() { _, err := inside(dir)("pipe"); refused <- err }()
	select {
	case err := <-refused:
		if err == nil {
			t.Error("a pipe was read")
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it waits for somebody to write into the pipe")
	}
	if data, err := inside(dir)("file"); err != nil || string(data) != "x" {
		t.Error(string(data), err)
	}
}
