package disk

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

// backedUp gives a casefile with one of everything, and its archive.
func backedUp(t testing.TB) (*Dir, []byte) {
	t.Helper()
	d := mustCreate(t)
	err := errors.Join(
		d.PutWrap(hexA, []byte("desk"), []byte("custody")),
		d.PutOriginal(hexB, func(w io.Writer) error { _, err := w.Write(bytes.Repeat([]byte("z"), 100_000)); return err }),
		d.PutCheckpoint([]byte("head")),
	)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.Backup(&b, strings.NewReader("the database"), 12); err != nil {
		t.Fatal(err)
	}
	return d, b.Bytes()
}

// tree lists a directory: every file's path with its content.
func tree(t testing.TB, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, root)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBackupAndRestore(t *testing.T) {
	d, archive := backedUp(t)
	mustWrite(t, d.StorePath(), "the database")
	want := tree(t, d.Path())
	standing := t.TempDir()
	for name, into := range map[string]string{"new": filepath.Join(t.TempDir(), "deep", "er"), "empty": standing} {
		if err := Restore(bytes.NewReader(archive), into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := tree(t, into)
		if len(got) != len(want) {
			t.Errorf("%s: %d files instead of %d", name, len(got), len(want))
		}
		for path, text := range want {
			if got[path] != text {
				t.Errorf("%s: %s differs", name, path)
			}
		}
		if info, _ := os.Stat(filepath.Join(into, "keys")); info.Mode().Perm() != 0o700 {
			t.Errorf("%s: mode %v", name, info.Mode())
		}
	}
	wantKind(t, "again", Restore(bytes.NewReader(archive), standing), problem.Usage)
	if len(tree(t, standing)) != len(want) {
		t.Error("a refused restore changed what was there")
	}
}

func TestStoreThatShrinksIsSeen(t *testing.T) {
	d, _ := backedUp(t)
	wantKind(t, "short", d.Backup(io.Discard, strings.NewReader("short"), 12), problem.Unavailable)
}

func TestDamagedBackupsLeaveNothing(t *testing.T) {
	_, archive := backedUp(t)
	bad := map[string][]byte{"empty": nil, "no archive": []byte("hello")}
	for i := 0; i < len(archive); i += 4001 {
		bad[fmt.Sprintf("cut at %d", i)] = archive[:i]
	}
	for _, i := range []int{550, len(archive) / 3, len(archive) / 2} { // inside members, not in tar's padding
		flipped := bytes.Clone(archive)
		flipped[i] ^= 1
		bad[fmt.Sprintf("bit at %d", i)] = flipped
	}
	parent := t.TempDir()
	for name, b := range bad {
		into := filepath.Join(parent, "case")
		if err := Restore(bytes.NewReader(b), into); err == nil || problem.KindOf(err) != problem.Usage {
			t.Errorf("%s: %v", name, err)
		}
		standing := t.TempDir()
		if err := Restore(bytes.NewReader(b), standing); err == nil {
			t.Errorf("%s: restored into a standing directory", name)
		}
		for _, dir := range []string{parent, standing} {
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Fatalf("%s: left behind %v", name, left)
			}
		}
	}
	later := problem.New(problem.Refused, "", "stream", "")
	err := Restore(io.MultiReader(bytes.NewReader(archive[:2000]), failing{later}), filepath.Join(parent, "x"))
	wantKind(t, "a stream with a problem of its own", err, problem.Refused)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// forged writes an archive with a right end over whatever members.
func forged(t *testing.T, members ...*tar.Header) []byte {
	t.Helper()
	var b bytes.Buffer
	a := &archive{w: tar.NewWriter(&b), sum: sha256.New()}
	for _, h := range members {
		if err := a.w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		text := bytes.Repeat([]byte("x"), int(h.Size))
		if _, err := a.w.Write(text); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		a.n++
		note(a.sum, h.Name, h.Size, sum[:])
	}
	if err := a.close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileArchivesDoNotEscape(t *testing.T) {
	reg := func(name string) *tar.Header {
		return &tar.Header{Name: name, Size: 1, Mode: 0o777, Typeflag: tar.TypeReg}
	}
	for name, h := range map[string]*tar.Header{
		"upwards":         reg("../escaped"),
		"absolute":        reg("/tmp/escaped"),
		"through keys":    reg("keys/../../escaped.age"),
		"through shelves": reg("originals/../" + hexA),
		"odd shelf":       reg("originals/zz/" + hexA),
		"other name":      reg("readme"),
		"key's name":      reg("keys/owner.age"),
		"link":            {Name: "store.db", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		"hard link":       {Name: "store.db", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"},
		"directory":       {Name: "keys/", Typeflag: tar.TypeDir, Mode: 0o777},
		"device":          {Name: "store.db", Typeflag: tar.TypeChar},
		"windows":         reg(`keys\..\..\` + hexA + ".age"),
	} {
		parent := t.TempDir()
		err := Restore(bytes.NewReader(forged(t, h)), filepath.Join(parent, "case"))
		wantKind(t, name, err, problem.Usage)
		if left, _ := os.ReadDir(parent); len(left) > 0 {
			t.Errorf("%s: %v", name, left)
		}
	}
	twice := forged(t, reg("store.db"), reg("store.db"))
	wantKind(t, "twice", Restore(bytes.NewReader(twice), filepath.Join(t.TempDir(), "c")), problem.Usage)
	bare := forged(t, reg("store.db"))
	wantKind(t, "no marker", Restore(bytes.NewReader(bare), filepath.Join(t.TempDir(), "c")), problem.Usage)
}

func TestReplaceDir(t *testing.T) {
	parent := t.TempDir()
	target := filepath.Join(parent, "out", "release")
	for _, text := range []string{"one", "two"} {
		tmp, err := BesideDir(target)
		if err != nil {
			t.Fatal(err)
		}
		mustWrite(t, filepath.Join(tmp, "manifest.json"), text)
		mustWrite(t, filepath.Join(tmp, "evidence", text), text)
		if err := ReplaceDir(tmp, target); err != nil {
			t.Fatal(err)
		}
		if got := tree(t, filepath.Dir(target)); len(got) != 2 || got["/release/evidence/"+text] != text {
			t.Errorf("%v", got)
		}
	}
	link := filepath.Join(parent, "link")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	tmp, err := BesideDir(link)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(tmp, "manifest.json"), "three")
	if err := ReplaceDir(tmp, link); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(filepath.Join(target, "manifest.json")); string(b) != "three" {
		t.Errorf("behind the link stands %q", b)
	}
	if got, err := swapSlowly(mustTmp(t, parent), target); err != nil || tree(t, got)["/manifest.json"] != "three" {
		t.Errorf("the slow way: %v", err)
	}
	if _, err := swapSlowly(filepath.Join(parent, "absent"), target); err == nil {
		t.Error("nothing took the place of something")
	}
	if b, _ := os.ReadFile(filepath.Join(target, "manifest.json")); string(b) != "four" {
		t.Errorf("a failed swap left %q", b)
	}
}

func mustTmp(t *testing.T, parent string) string {
	dir := filepath.Join(parent, ".new-slow")
	mustWrite(t, filepath.Join(dir, "manifest.json"), "four")
	return dir
}

func TestReplaceDirRemovesOnlyReleases(t *testing.T) {
	home := t.TempDir()
	mustWrite(t, filepath.Join(home, "letters", "mother.txt"), "x")
	d, _ := backedUp(t)
	wd := t.TempDir()
	t.Chdir(wd)
	for name, target := range map[string]string{
		"a home": home, "a casefile": d.Path(), "a file": filepath.Join(home, "letters", "mother.txt"), "here": ".",
	} {
		tmp := mustTmp(t, t.TempDir())
		wantKind(t, name, ReplaceDir(tmp, target), problem.Usage)
		_, err := BesideDir(target)
		wantKind(t, name, err, problem.Usage)
	}
	if len(tree(t, home)) != 1 {
		t.Error("something was removed")
	}
}

func FuzzRestore(f *testing.F) {
	d := mustCreate(f)
	if err := d.PutWrap(hexA, []byte("desk"), nil); err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.Backup(&b, strings.NewReader("db"), 2); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		parent := t.TempDir()
		into := filepath.Join(parent, "case")
		err := Restore(bytes.NewReader(b), into)
		left, _ := os.ReadDir(parent)
		if err != nil && len(left) > 0 {
			t.Errorf("left behind %v", left)
		}
		if err == nil {
			if _, err := Open(into); err != nil {
				t.Errorf("restored, and does not open: %v", err)
			}
		}
	})
}
