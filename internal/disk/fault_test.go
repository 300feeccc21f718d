package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/problem"
)

// TestMain lets the test binary be the writer that is killed.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "__writer" {
		writeForEver(os.Args[2])
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestFaultsReadAsOneLine(t *testing.T) {
	for cause, says := range map[error]string{
		syscall.ENOSPC: "disk is full", syscall.EROFS: "read-only", syscall.EACCES: "permission denied",
		syscall.EPERM: "permission denied", syscall.EIO: "reports a fault", syscall.ENOENT: "no such file",
		syscall.EDQUOT: "quota", syscall.EMFILE: "too many files", errors.New("secret"): "check the disk",
	} {
		err := fault("/case/x", &fs.PathError{Op: "open", Path: "/case/x", Err: cause})
		if problem.KindOf(err) != problem.Unavailable || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v: %q", cause, err)
		}
		if !errors.Is(err, cause) {
			t.Errorf("%v: the cause is lost", cause)
		}
	}
	if fault("x", nil) != nil {
		t.Error("no error became one")
	}
}

func TestFullDeviceIsAProblem(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	_, err = faultWriter{full, "original"}.Write([]byte("x"))
	wantKind(t, "full", err, problem.Unavailable)
	if !strings.Contains(err.Error(), "full") {
		t.Errorf("%v", err)
	}
	d := mustCreate(t)
	if err := d.PutWrap(hexA, []byte("desk"), nil); err != nil {
		t.Fatal(err)
	}
	if err := d.Backup(full, strings.NewReader("db"), 2); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Errorf("backup onto a full device: %v", err)
	}
}

func TestUnwritableDirectory(t *testing.T) {
	d := mustCreate(t)
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	if err := os.Chmod(d.Path(), 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(d.Path(), 0o700)
	wantKind(t, "checkpoint", d.PutCheckpoint([]byte("x")), problem.Unavailable)
}

func TestWriteFileAtomicSetsMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	for _, mode := range []fs.FileMode{0o600, 0o644} {
		if err := WriteFileAtomic(path, []byte("x"), mode); err != nil {
			t.Fatal(err)
		}
		if info, _ := os.Stat(path); info.Mode().Perm() != mode {
			t.Errorf("%v instead of %v", info.Mode(), mode)
		}
	}
	wantKind(t, "no directory", WriteFileAtomic(filepath.Join(path, "g"), nil, 0o600), problem.Unavailable)
}

// writeForEver stores originals whose content repeats their number, and says
// after each that it is acknowledged.
func writeForEver(path string) {
	d, err := Open(path)
	if err != nil {
		return
	}
	for i := 0; i < 100_000; i++ {
		name := fmt.Sprintf("%064x", i)
		if d.PutOriginal(name, func(w io.Writer) error { _, err := w.Write(content(i)); return err }) != nil {
			return
		}
		if d.PutCheckpoint(content(i)) != nil {
			return
		}
		fmt.Println(i)
	}
}

func content(i int) []byte { return []byte(strings.Repeat(strconv.Itoa(i)+"\n", 5000)) }

func TestKillLosesNothingAcknowledged(t *testing.T) {
	d := mustCreate(t)
	for round := range 3 {
		var out strings.Builder
		cmd := exec.Command(os.Args[0], "__writer", d.Path())
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(150+70*round) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		acknowledged := strings.Fields(out.String())
		if len(acknowledged) == 0 {
			t.Fatal("the writer never came to write")
		}
		last, _ := strconv.Atoi(acknowledged[len(acknowledged)-1])
		for i := range last + 1 {
			b, err := os.ReadFile(filepath.Join(d.Path(), "originals", "00", fmt.Sprintf("%064x", i)))
			if err != nil || string(b) != string(content(i)) {
				t.Fatalf("original %d of %d is not whole: %v", i, last, err)
			}
		}
		head, err := d.Checkpoint()
		n, _ := strconv.Atoi(strings.SplitN(string(head), "\n", 2)[0])
		if err != nil || string(head) != string(content(n)) {
			t.Fatalf("the checkpoint is torn: %v", err)
		}
		if _, err := Open(d.Path()); err != nil {
			t.Fatal(err)
		}
	}
}
