package pipeline

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/vault"
)

func material(name string, data []byte) Material {
	return Material{Path: "in/" + name, Name: filepath.Base(name), Size: int64(len(data)), Read: func() ([]byte, error) { return data, nil }}
}

type packed struct{ name, text string }

func zipped(files ...packed) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if strings.HasPrefix(f.text, "-> ") {
			h.SetMode(os.ModeSymlink | 0o777)
		}
		e, err := w.CreateHeader(h)
		if err == nil {
			_, err = e.Write([]byte(f.text))
		}
		if err != nil {
			panic(err)
		}
	}
	w.Close()
	return b.String()
}

func tarred(files ...packed) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.text)), Mode: 0o600}); err != nil {
			panic(err)
		}
		w.Write([]byte(f.text))
	}
	w.Close()
	z.Close()
	return b.String()
}

func mailed(subject, text, name, file string) string {
	const b = "==b=="
	return "From: ann@example.org\r\nTo: ben@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + "@x>\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/mixed; boundary=\"" + b + "\"\r\n\r\n--" + b + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n--" + b +
		"\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + file + "\r\n--" + b + "--\r\n"
}

// nest is a folder with everything in everything.
func nest() []Material {
	inner := zipped(packed{"deep/a.txt", "the deep letter"}, packed{"empty", ""}, packed{"link", "-> a"})
	var box strings.Builder
	for i := range 20 {
		fmt.Fprintf(&box, "From ann@example.org Mon Jan  1 10:%02d:00 2024\n%s\n\n", i, mailed(fmt.Sprint("letter-", i), fmt.Sprintf("words of letter %d", i), "note.txt", fmt.Sprint("attached to ", i/2)))
	}
	outer := zipped(packed{"inner.zip", inner}, packed{"again.zip", inner}, packed{"mail/box.mbox", box.String()}, packed{"../../up.txt", "not above"})
	all := []Material{material("one.txt", []byte("plain words"))}
	for i := range 30 {
		all = append(all, material(fmt.Sprintf("many/%d.txt", i), fmt.Appendf(nil, "file %d", i%25)))
	}
	return append(all,
		material("outer.zip", []byte(outer)),
		material("copy.zip", []byte(outer)),
		material("all.tar.gz", []byte(tarred(packed{"x/outer.zip", outer}, packed{"x/large", strings.Repeat("large words ", 20_000)}))),
		material("broken.zip", []byte(outer[:len(outer)/2])),
		Material{Path: "in/gone", Name: "gone", Read: func() ([]byte, error) { return nil, os.ErrPermission }},
		Material{Path: "in/socket", Name: "socket", Skip: "not a regular file"},
	)
}

// lines is an account with stored and duplicate taken for the same.
func lines(a Account) []string {
	var out []string
	for _, i := range a.Items {
		state := i.Outcome
		if state == Duplicate || state == Stored {
			state, i.Reason = "held", ""
		}
		out = append(out, fmt.Sprintln(i.Path, i.ID, state, i.Reason, i.MediaType, i.Pages, i.Chars))
	}
	return out
}

func TestEverythingInEverything(t *testing.T) {
	d := newCase(t)
	var steps []Item
	first := d.account(d.Add(ctx, Origin{Kind: "other"}, nest(), func(i Item) { steps = append(steps, i) }))
	if first.Found != first.Stored+first.Duplicate+first.Skipped+first.Failed || first.Found != len(first.Items) || len(steps) != first.Found {
		t.Errorf("%d found, %d told, %d items: %+v", first.Found, len(steps), len(first.Items), first)
	}
	by := map[string]Item{}
	for _, i := range first.Items {
		by[i.Path] = i
	}
	for path, want := range map[string]Outcome{
		"in/outer.zip": Stored, "in/copy.zip": Duplicate,
		"in/outer.zip!/inner.zip!/deep/a.txt":           Stored,
		"in/outer.zip!/again.zip!/deep/a.txt":           Duplicate,
		"in/copy.zip!/inner.zip!/deep/a.txt":            Duplicate,
		"in/outer.zip!/inner.zip!/empty":                Skipped,
		"in/outer.zip!/inner.zip!/link":                 Skipped,
		"in/outer.zip!/../../up.txt":                    Stored,
		"in/outer.zip!/mail/box.mbox!/02.eml!/note.txt": Duplicate,
		"in/all.tar.gz!/x/outer.zip!/mail/box.mbox":     Duplicate,
		"in/all.tar.gz!/x/large":                        Stored,
		"in/broken.zip":                                 Stored,
		"in/broken.zip!/…":                              Failed,
		"in/gone":                                       Failed,
		"in/socket":                                     Skipped,
	} {
		if got := by[path]; got.Outcome != want || (got.Reason == "") != (want == Stored) {
			t.Errorf("%s: %+v, want %s", path, got, want)
		}
	}
	a := d.state.Evidence[by["in/outer.zip!/inner.zip!/deep/a.txt"].ID]
	if a.MemberOf != by["in/outer.zip!/inner.zip"].ID || a.Original.FileName != "a.txt" {
		t.Errorf("%+v", a)
	}
	mail := by["in/outer.zip!/mail/box.mbox!/03.eml"]
	if text, err := d.Text(ctx, mail.ID); err != nil || len(text) != 1 || !strings.Contains(text[0], "Subject: letter-2\n") || !strings.Contains(text[0], "words of letter 2") {
		t.Errorf("%q %v", text, err)
	}
	before := d.cursor
	again := d.account(d.Add(ctx, Origin{Kind: "other"}, nest(), nil))
	if again.Stored != 0 || !slices.Equal(lines(first), lines(again)) {
		t.Errorf("the second run tells another story:\n%s\n%s", lines(first), lines(again))
	}
	if d.cursor != before {
		t.Errorf("the second run wrote %d events", d.cursor-before)
	}
	d.sound()
}

func (d *desk) account(a Account, err error) Account {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

// Killed again and again, and run once more, add gives the account of a run that
// nobody disturbed, and stores nothing twice.
func TestKilledWhileOpening(t *testing.T) {
	whole := newCase(t)
	want := whole.account(whole.Add(ctx, Origin{Kind: "other"}, nest(), nil))

	dir := t.TempDir()
	id, file, err := vault.NewIdentity()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "identity"), file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	c, err := Init(ctx, filepath.Join(dir, "case"), System(id))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	rounds := 8
	if testing.Short() {
		rounds = 3
	}
	kills := 0
	for round := range rounds {
		if !killedNesting(t, dir, time.Duration(3+round*23%120)*time.Millisecond) {
			kills++
		}
		if v, err := Verify(ctx, filepath.Join(dir, "case"), System(id)); err != nil || !v.OK {
			t.Fatalf("after a kill: %v %v", err, v.Problems)
		}
	}
	if kills == 0 {
		t.Error("nothing was killed")
	}
	c, err = Open(ctx, filepath.Join(dir, "case"), System(id))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	got, err := c.Add(ctx, Origin{Kind: "other"}, nest(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if x, y := unnamed(want), unnamed(got); !slices.Equal(x, y) {
		t.Errorf("undisturbed:\n%s\nkilled %d times:\n%s", x, kills, y)
	}
	hashes := map[string]record.ID{}
	for id, e := range c.state.Evidence {
		if other := hashes[e.Original.SHA256]; other != "" {
			t.Errorf("%s and %s are the same", id, other)
		}
		hashes[e.Original.SHA256] = id
	}
	if len(c.state.Containers) != len(whole.state.Containers) {
		t.Errorf("%d containers, want %d", len(c.state.Containers), len(whole.state.Containers))
	}
}

// unnamed tells an account without the ids, which are keyed to the casefile.
func unnamed(a Account) []string {
	for i := range a.Items {
		if a.Items[i].ID != "" {
			a.Items[i].ID = "an-id"
		}
	}
	return lines(a)
}

// killedNesting reports whether the child came to its end before it was killed.
func killedNesting(t *testing.T, dir string, after time.Duration) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ONRECORD_TEST_CHILD=nest", "ONRECORD_TEST_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	done := false
	for said := bufio.NewScanner(out); said.Scan(); {
		switch line := said.Text(); {
		case strings.Contains(line, ":"):
			t.Error(line)
		case line == "open":
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		case line == "done":
			done = true
		}
	}
	_ = cmd.Wait()
	return done
}

// An archive that holds itself is one item and one copy of it.
func TestQuine(t *testing.T) {
	d := newCase(t)
	data := []byte(zipped(packed{"a.txt", "words"}))
	d.account(d.Add(ctx, Origin{Kind: "other"}, []Material{material("q.zip", data)}, nil))
	q := d.evidenceID(hashOf(data))
	// No zip can be made here that has its own hash in it; the record of one can.
	d.state.Containers[q] = &record.Container{Evidence: q, Members: []record.Contained{{Path: "q.zip", Evidence: q}, {Path: "r/q.zip", Evidence: q}}}
	got := d.account(d.Add(ctx, Origin{Kind: "other"}, []Material{material("q.zip", data)}, nil))
	if got.Found != 3 || got.Items[1].Reason != "it holds itself" || got.Items[2].Outcome != Duplicate {
		t.Errorf("%+v", got)
	}
}

// Nothing that leads out of a container or holds no file is taken for one, and what
// is in a bomb stays in it.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 30<<20)
	nested := zipped(packed{"0", zeros})
	for range 20 {
		nested = zipped(packed{"n.zip", nested})
	}
	for name, c := range map[string]struct {
		data   string
		failed string
	}{
		"growth": {zipped(packed{"1", zeros + "1"}, packed{"2", zeros + "2"}, packed{"3", zeros + "3"}), "in/growth!/…"},
		"depth":  {nested, "in/depth" + strings.Repeat("!/n.zip", 16) + "!/…"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newCase(t)
			got := d.account(d.Add(ctx, Origin{Kind: "other"}, []Material{material(name, []byte(c.data))}, nil))
			last := got.Items[len(got.Items)-1]
			if got.Failed != 1 || last.Path != c.failed || last.Reason == "" {
				t.Errorf("%+v", got)
			}
		})
	}
}
