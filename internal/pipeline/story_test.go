package pipeline

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	soldiers "onrecord.dev/onrecord/examples/soldiers-2015"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
)

var evening = time.Date(2015, 5, 10, 12, 0, 0, 0, time.UTC)

func seedFile(t *testing.T, name string) []byte {
	t.Helper()
	b, err := soldiers.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// seedCase is the seed case in a casefile.
func seedCase(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	_, err := d.Import(ctx, "casefile.yaml", seedFile(t, "casefile.yaml"), soldiers.Files.ReadFile, nil)
	d.must(err)
	return d
}

// An export imported into an empty casefile exports the same bytes, evidence
// included, and imported where it came from changes nothing.
func TestExportImportExport(t *testing.T) {
	a := seedCase(t)
	for _, asJSON := range []bool{false, true} {
		doc, _, err := a.Export(ctx, false, asJSON)
		a.must(err)
		again, _, err := a.reopen().Export(ctx, false, asJSON)
		a.must(err)
		if !bytes.Equal(doc, again) {
			t.Error("two exports of one casefile differ")
		}
		b := newDesk(t)
		_, err = b.Import(ctx, "export", doc, nil, nil)
		b.must(err)
		back, _, err := b.Export(ctx, false, asJSON)
		b.must(err)
		if !bytes.Equal(doc, back) {
			t.Errorf("json %v: export, import, export differ: %s", asJSON, difference(doc, back))
		}
		if len(b.state.Evidence) == 0 || len(b.state.Evidence) != len(a.state.Evidence) {
			t.Error("evidence is missing")
		}
		b.sound()
		before := a.contents()
		_, err = a.Import(ctx, "export", doc, nil, nil)
		a.must(err)
		if a.contents() != before {
			t.Error("importing an export where it came from changed something")
		}
	}
	// With identities nothing is sealed in the copy's place: it protects the same names.
	doc, _, err := a.Export(ctx, true, false)
	a.must(err)
	b := newDesk(t)
	_, err = b.Import(ctx, "export", doc, nil, nil)
	b.must(err)
	for _, id := range record.SortedKeys(a.state.Actors) {
		if !a.state.Actors[id].Protected {
			continue
		}
		x, err := a.Unseal(ctx, id, "to compare")
		a.must(err)
		y, err := b.Unseal(ctx, id, "to compare")
		b.must(err)
		if reveal(x.Names) != reveal(y.Names) || reveal(x.Identifiers) != reveal(y.Identifiers) {
			t.Errorf("%s: another identity came over", id)
		}
	}
	theirs, _, err := b.Export(ctx, true, false)
	b.must(err)
	if !bytes.Equal(doc, theirs) {
		t.Errorf("with identities: export, import, export differ: %s", difference(doc, theirs))
	}
}

func reveal(s []record.Secret) string {
	var out []string
	for _, x := range s {
		out = append(out, x.Reveal())
	}
	return strings.Join(out, "|")
}

func difference(a, b []byte) string {
	x, y := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return strings.Join(append(x[i:min(i+2, len(x))], y[min(i, len(y)):min(i+2, len(y))]...), " / ")
		}
	}
	return "one is longer"
}

// tree reads a release.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		out[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same state, draft and moment give the same bytes, the proof aside, and
// whoever has the release alone can verify it.
func TestPublishTwice(t *testing.T) {
	d := seedCase(t)
	draft := seedFile(t, "draft.md")
	var first map[string]string
	for _, name := range []string{"one", "two"} {
		dir := filepath.Join(t.TempDir(), name)
		got, err := d.Publish(ctx, "draft.md", draft, evening, dir)
		d.must(err)
		if got.Release == nil {
			t.Fatalf("refused: %v", got.Findings)
		}
		v, err := publish.Verify(os.DirFS(dir), publish.VerifyOptions{})
		d.must(err)
		if !v.OK {
			t.Errorf("the release does not verify: %v", v.Problems)
		}
		files := tree(t, dir)
		maps.DeleteFunc(files, func(path, _ string) bool { return strings.HasPrefix(path, "proof/") })
		if first == nil {
			first = files
		} else if !maps.Equal(first, files) {
			for path := range files {
				if first[path] != files[path] {
					t.Errorf("%s differs", path)
				}
			}
		}
	}
	if n := len(d.state.Releases()); n != 2 {
		t.Errorf("%d releases in the ledger", n)
	}
	d.sound()
}

func TestPublishRefuses(t *testing.T) {
	d := seedCase(t)
	dir := filepath.Join(t.TempDir(), "out")
	before := d.contents()
	got, err := d.Publish(ctx, "draft-faulty.md", seedFile(t, "draft-faulty.md"), evening, dir)
	d.must(err)
	if got.Release != nil || got.Passes() {
		t.Error("a faulty draft went out")
	}
	if d.contents() != before {
		t.Error("a refused release is in the ledger")
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
	reporter := d.member("rep", record.Reporter)
	if _, err := reporter.Publish(ctx, "draft.md", seedFile(t, "draft.md"), evening, dir); problem.KindOf(err) != problem.Refused {
		t.Error("a reporter published:", err)
	}
	left, err := os.ReadDir(filepath.Dir(dir))
	d.must(err)
	if len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What did we know then? The state as of a moment is what it was at that moment.
func TestAsOf(t *testing.T) {
	d := newDesk(t)
	moments := []time.Time{began}
	shapes := []string{"0 0 "}
	shape := func(d *desk) string {
		place := ""
		if c := d.state.Claims["c"]; c != nil {
			place = c.Place
		}
		return string(rune('0'+len(d.state.Claims))) + " " + string(rune('0'+len(d.state.Evidence))) + " " + place
	}
	shapes[0] = shape(d)
	for _, doc := range []string{
		"claims: [{id: c, text: it happened}]", "evidence: [{id: e, kind: letter, text: x}]", "claims: [{id: c, place: Rostov}]", "claims: [{id: c, place: null}, {id: c-2, text: more}]",
	} {
		d.imports(doc, nil)
		log, err := d.Log(ctx, 1)
		d.must(err)
		moments, shapes = append(moments, log[0].At), append(shapes, shape(d))
	}
	moments[0] = moments[1].Add(-time.Nanosecond)
	for i, at := range moments {
		s, err := d.AsOf(ctx, at)
		d.must(err)
		then := &desk{Casefile: &Casefile{state: s}}
		if got := shape(then); got != shapes[i] {
			t.Errorf("as of %v: %q, want %q", at, got, shapes[i])
		}
	}
	early, err := d.AsOf(ctx, began.Add(-time.Hour))
	d.must(err)
	if early.Created != nil || len(early.Members) != 0 {
		t.Error("before the casefile was made there was nothing")
	}
}

// A backup restores to the same casefile; one that was cut or changed anywhere
// restores to nothing at all.
func TestBackup(t *testing.T) {
	d := newCase(t)
	var b bytes.Buffer
	d.must(d.Backup(ctx, &b))
	into := filepath.Join(t.TempDir(), "restored")
	v, err := Restore(ctx, bytes.NewReader(b.Bytes()), into, d.env)
	d.must(err)
	if !v.OK || v.Evidence != 2 {
		t.Errorf("%+v", v)
	}
	again := d.at(t, into).reopen()
	if again.contents() != d.contents() {
		t.Error("the restored casefile is another one")
	}
	again.imports("claims: [{id: c-9, text: life goes on}]", nil)
	again.sound()
	if _, err := Restore(ctx, bytes.NewReader(b.Bytes()), into, d.env); problem.KindOf(err) != problem.Usage {
		t.Error("restored over a casefile:", err)
	}

	good := b.Bytes()
	stranger, _ := newEnv(t)
	for i := range 48 {
		at := i * len(good) / 48
		parent := t.TempDir()
		into := filepath.Join(parent, "restored")
		bad, env := bytes.Clone(good), d.env
		switch i % 3 {
		case 0:
			bad = bad[:at]
		case 1:
			bad[at] ^= 0x20
		case 2:
			if i%2 == 0 {
				env = stranger
			} else {
				bad = slices.Delete(bad, at, at+1)
			}
		}
		if _, err := Restore(ctx, bytes.NewReader(bad), into, env); err == nil || problem.KindOf(err) == problem.Internal {
			t.Errorf("case %d at %d of %d: %v", i, at, len(good), err)
		}
		left, err := os.ReadDir(parent)
		d.must(err)
		if len(left) != 0 {
			t.Fatalf("case %d at %d left behind: %v", i, at, left)
		}
	}
	long := append(bytes.Clone(good), "more"...)
	if _, err := Restore(ctx, bytes.NewReader(long), filepath.Join(t.TempDir(), "x"), d.env); err == nil {
		t.Error("something after the end was passed over")
	}
}

// Adding the same file again is a duplicate, and every file is accounted for.
func TestAdd(t *testing.T) {
	d := newCase(t)
	if got := d.adds("copy.txt", []byte(baseFiles()["small.txt"])); got.Outcome != Duplicate || got.ID != "small" {
		t.Errorf("%+v", got)
	}
	if got := d.adds("empty.txt", nil); got.Outcome != Skipped || got.Reason == "" {
		t.Errorf("%+v", got)
	}
	got := d.adds("Zebulon Quagmirov.txt", []byte("a heron stood there"))
	if got.Outcome != Stored || strings.Contains(strings.ToLower(string(got.ID)), "zebulon") || got.Chars != 19 {
		t.Errorf("%+v", got)
	}
	if again := d.adds("other name.txt", []byte("a heron stood there")); again.Outcome != Duplicate || again.ID != got.ID {
		t.Errorf("%+v", again)
	}
	if ids := d.found("heron"); !slices.Contains(ids, string(got.ID)) {
		t.Error("not found:", ids)
	}
	all := []Material{
		{Path: "a", Skip: "not a file"},
		{Path: "b", Name: "b", Read: func() ([]byte, error) { return nil, os.ErrPermission }},
		{Path: "c", Name: "c.txt", Read: func() ([]byte, error) { return []byte("one"), nil }},
		{Path: "d", Name: "d.txt", Read: func() ([]byte, error) { return []byte("one"), nil }},
	}
	acc, err := d.Add(ctx, Origin{Kind: "other"}, all, nil)
	d.must(err)
	if acc.Found != 4 || acc.Stored != 1 || acc.Duplicate != 1 || acc.Skipped != 1 || acc.Failed != 1 || len(acc.Items) != 4 {
		t.Errorf("%+v", acc)
	}
	if _, err := d.Add(ctx, Origin{From: "nobody"}, all, nil); problem.KindOf(err) != problem.Usage {
		t.Error(err)
	}
	if _, err := d.member("rd", record.Reader).Add(ctx, Origin{}, all, nil); problem.KindOf(err) != problem.Refused {
		t.Error(err)
	}
	d.sound()
}
