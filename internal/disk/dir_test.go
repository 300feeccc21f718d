package disk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/problem"
)

const origin = "onrecord.example/7f3a"

var hexA, hexB = strings.Repeat("ab", 32), strings.Repeat("cd", 32)

func mustCreate(t testing.TB) *Dir {
	t.Helper()
	d, err := Create(filepath.Join(t.TempDir(), "case"), origin)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustWrite(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func wantKind(t *testing.T, what string, err error, kind problem.Kind) {
	t.Helper()
	if err == nil || problem.KindOf(err) != kind {
		t.Errorf("%s: %v", what, err)
	}
}

func TestCreateOpenFind(t *testing.T) {
	d := mustCreate(t)
	for path, mode := range map[string]fs.FileMode{"": 0o700, "keys": 0o700, "originals": 0o700, "casefile": 0o600} {
		info, err := os.Stat(filepath.Join(d.Path(), path))
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("%q: %v %v", path, info, err)
		}
	}
	again, err := Open(d.Path())
	if err != nil || again.Origin() != origin || again.StorePath() != filepath.Join(d.Path(), "store.db") {
		t.Fatalf("%+v %v", again, err)
	}
	deep := filepath.Join(d.Path(), "a", "b")
	mustWrite(t, filepath.Join(deep, "casefile"), "a file of mine that happens to be called so\n")
	got, err := Find(deep)
	if err != nil || got != d.Path() {
		t.Errorf("found %q, %v", got, err)
	}
	_, err = Find(t.TempDir())
	wantKind(t, "nothing above", err, problem.Unavailable)
	if err != nil && err.Error() != "no casefile here or above; run onrecord init" {
		t.Errorf("said %q", err)
	}
	_, err = Open(deep)
	wantKind(t, "a foreign file", err, problem.Unavailable)
	_, err = Open(filepath.Join(d.Path(), "casefile"))
	wantKind(t, "a file", err, problem.Unavailable)
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	d := mustCreate(t)
	if _, err := Create(d.Path(), origin); err != nil {
		t.Errorf("an init that was killed before it stored a key cannot be taken up: %v", err)
	}
	if err := d.PutWrap(hexA, []byte("desk"), nil); err != nil {
		t.Fatal(err)
	}
	_, err := Create(d.Path(), origin)
	wantKind(t, "a casefile", err, problem.Usage)

	foreign := t.TempDir()
	mustWrite(t, filepath.Join(foreign, "notes.txt"), "x")
	_, err = Create(foreign, origin)
	wantKind(t, "foreign files", err, problem.Usage)
	if entries, _ := os.ReadDir(foreign); len(entries) != 1 {
		t.Errorf("something was left in a foreign directory: %v", entries)
	}
	_, err = Create(filepath.Join(foreign, "notes.txt"), origin)
	wantKind(t, "a file", err, problem.Unavailable)

	begun := t.TempDir()
	mustWrite(t, filepath.Join(begun, "keys", ".new-00"), "x")
	mustWrite(t, filepath.Join(begun, ".new-00"), "x")
	if _, err := Create(begun, origin); err != nil {
		t.Errorf("what a killed init left cannot be taken up: %v", err)
	}
	for _, bad := range []string{"", "two\nlines"} {
		_, err = Create(filepath.Join(t.TempDir(), "x"), bad)
		wantKind(t, "origin", err, problem.Usage)
	}
}

func TestMarkerThatIsNotOurs(t *testing.T) {
	for name, text := range map[string]string{
		"damaged": "onrecord.casefile-directory/1\n", "later": "onrecord.casefile-directory/2\nx\n",
		"cut": "onrecord.casefile-directory/1\nonrecord.exa", "more": "onrecord.casefile-directory/1\na\nb\n",
	} {
		dir := t.TempDir()
		mustWrite(t, filepath.Join(dir, "casefile"), text)
		_, err := Open(dir)
		wantKind(t, name, err, problem.Unavailable)
		_, err = Find(dir)
		wantKind(t, name, err, problem.Unavailable)
		_, err = Create(dir, origin)
		wantKind(t, name, err, problem.Usage)
	}
}

func TestWraps(t *testing.T) {
	d := mustCreate(t)
	_, err := d.Wraps()
	wantKind(t, "no keys", err, problem.Unavailable)
	for _, step := range []struct{ name, desk, custody string }{
		{hexA, "desk\nA", "custody A"}, {hexB, "desk B", ""}, {hexB, "desk B again", "now custodian"}, {hexB, "desk C", ""},
	} {
		if err := d.PutWrap(step.name, []byte(step.desk), []byte(step.custody)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.Wraps()
	if err != nil || len(got) != 2 {
		t.Fatalf("%v %v", got, err)
	}
	if string(got[0].Desk) != "desk\nA" || string(got[0].Custody) != "custody A" || string(got[1].Desk) != "desk C" || got[1].Custody != nil {
		t.Errorf("%q", got)
	}
	for _, bad := range []string{"owner", "../../x", "", strings.ToUpper(hexA), hexA + "/.."} {
		if d.PutWrap(bad, []byte("x"), nil) == nil || d.RemoveWrap(bad) == nil || d.PutOriginal(bad, nil) == nil {
			t.Errorf("the name %q was taken", bad)
		}
	}
	if err := d.RemoveWrap(hexB); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(d.Path(), "keys", hexB+".age"), "onrecord.wrap/1 5 0\nshort and long")
	_, err = d.Wraps()
	wantKind(t, "damaged", err, problem.Unavailable)
}

func TestOriginals(t *testing.T) {
	d := mustCreate(t)
	_, err := d.OpenOriginal(hexA)
	wantKind(t, "absent", err, problem.Unavailable)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("absence cannot be told from a fault")
	}
	put := func(name, text string) error {
		return d.PutOriginal(name, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
	}
	for _, c := range [][2]string{{hexB, "b"}, {hexA, "a"}, {hexA, "a2"}} {
		if err := put(c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	refused := problem.New(problem.Refused, "", "stop", "")
	err = d.PutOriginal(hexA, func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return refused })
	wantKind(t, "a writer that gave up", err, problem.Refused)
	err = d.PutOriginal(hexA, func(w io.Writer) error { return syscall.ENOSPC })
	wantKind(t, "a full disk", err, problem.Unavailable)
	f, err := d.OpenOriginal(hexA)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, _ := io.ReadAll(f); string(b) != "a2" {
		t.Errorf("%q", b)
	}
	var names []string
	if err := d.Originals(func(n string) error { names = append(names, n); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(names) != 2 || names[0] != hexA || names[1] != hexB {
		t.Errorf("%v", names)
	}
	if left, _ := filepath.Glob(filepath.Join(d.Path(), "originals", "*", ".new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := d.Originals(func(string) error { return refused }); !errors.Is(err, error(refused)) {
		t.Errorf("%v", err)
	}
	if err := d.RemoveOriginal(hexA); err != nil {
		t.Error(err)
	}
}

func TestCheckpoint(t *testing.T) {
	d := mustCreate(t)
	if b, err := d.Checkpoint(); b != nil || err != nil {
		t.Errorf("%q %v", b, err)
	}
	for _, text := range []string{"one", "two"} {
		if err := d.PutCheckpoint([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := d.Checkpoint(); string(b) != text || err != nil {
			t.Errorf("%q %v", b, err)
		}
	}
}

func TestLock(t *testing.T) {
	d := mustCreate(t)
	unlock, err := d.Lock(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	other, _ := Open(d.Path())
	_, err = other.Lock(t.Context(), 30*time.Millisecond)
	wantKind(t, "taken", err, problem.Unavailable)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = other.Lock(ctx, time.Hour)
	wantKind(t, "cancelled", err, problem.Unavailable)
	time.AfterFunc(50*time.Millisecond, unlock)
	unlock2, err := other.Lock(t.Context(), 10*time.Second)
	if err != nil {
		t.Fatalf("the lock was given back and not got: %v", err)
	}
	unlock2()
}

func TestLockSweepsWhatKilledWritersLeft(t *testing.T) {
	d := mustCreate(t)
	old, fresh := filepath.Join(d.Path(), "originals", "ab", ".new-1"), filepath.Join(d.Path(), ".new-2")
	mustWrite(t, old, "x")
	mustWrite(t, fresh, "x")
	past := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	unlock, err := d.Lock(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an abandoned file is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a file that is being written was taken away")
	}
}
