package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// copyDir copies a casefile as somebody would who wants to put it back later.
func copyDir(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// Whoever holds the disk and the key of the desk changes the database past the
// program; verification finds it, and names no name.
func TestTamperedDatabaseIsFound(t *testing.T) {
	d := newCase(t)
	d.imports("evidence: [{id: closed, kind: letter, text: for custodians, restriction: custodian}]", nil)
	d.sound()
	d.must(d.db.Checkpoint())
	for what, c := range map[string]struct{ sql, kind string }{
		"row changed":            {"UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'Fourteen', 'Fifteen') AS BLOB) WHERE kind = 'claim'", "record"},
		"row removed":            {"DELETE FROM record WHERE kind = 'link'", "record"},
		"row added":              {"INSERT INTO record VALUES ('claim', 'c-7', CAST('{\"id\":\"c-7\",\"text\":\"x\"}' AS BLOB))", "record"},
		"role raised":            {"UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'anonymous', 'on-record') AS BLOB) WHERE id = 's1'", "record"},
		"event changed":          {"UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'Fourteen', 'Fifteen') AS BLOB)", "leaf"},
		"event broken":           {"UPDATE entry SET body = x'7b' WHERE seq = 5", "event"},
		"event backdated":        {"UPDATE entry SET header = CAST(replace(CAST(header AS TEXT), '2015', '2014') AS BLOB) WHERE seq = 5", "leaf"},
		"event ascribed":         {"UPDATE entry SET header = CAST(replace(CAST(header AS TEXT), 'owner', 'ownet') AS BLOB) WHERE seq = 5", "leaf"},
		"salt changed":           {"UPDATE entry SET salt = zeroblob(32) WHERE seq = 5", "leaf"},
		"event taken out":        {"DELETE FROM entry WHERE seq = 5", "missing"},
		"last event gone":        {"DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)", "rollback"},
		"events exchanged":       {"UPDATE entry SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6); UPDATE entry SET seq = -seq WHERE seq < 0", "header"},
		"event added":            {"INSERT INTO entry SELECT seq + 1, header, body, salt FROM entry ORDER BY seq DESC LIMIT 1", "header"},
		"tree changed":           {"UPDATE hash SET hash = zeroblob(32) WHERE idx = 2", "tree"},
		"keys gone":              {"DELETE FROM wrapped", "identity"},
		"one key gone":           {"DELETE FROM wrapped WHERE name = (SELECT min(name) FROM wrapped)", "identity"},
		"another key gone":       {"DELETE FROM wrapped WHERE name = (SELECT max(name) FROM wrapped)", "identity"},
		"key changed":            {"UPDATE wrapped SET key = zeroblob(length(key)) WHERE name = (SELECT min(name) FROM wrapped)", "identity"},
		"keys exchanged":         {"UPDATE wrapped SET key = (SELECT max(key) FROM wrapped)", "identity"},
		"original changed":       {"UPDATE blob SET data = CAST(replace(CAST(data AS TEXT), 'lantern', 'lantorn') AS BLOB)", "evidence"},
		"original gone":          {"DELETE FROM blob", "evidence"},
		"original emptied":       {"UPDATE blob SET data = x''", "evidence"},
		"text changed":           {"UPDATE page SET text = replace(text, 'lantern', 'candle')", "text"},
		"text gone":              {"DELETE FROM page", "text"},
		"text added":             {"INSERT INTO page (evidence, page, text) VALUES ('small', 2, 'more')", "text"},
		"index blinded":          {"UPDATE idx_content SET c1 = 'nothing'", "index"},
		"index misled":           {"INSERT INTO doc (name, page, type, title) VALUES ('ghost', 1, 'claim', 'x')", "index"},
		"hit forged":             {"UPDATE doc SET title = 'another'", "index"},
		"index unlisted":         {"DELETE FROM doc WHERE id = (SELECT min(id) FROM doc)", "index"},
		"cursor moved":           {"UPDATE cursor SET n = n - 1", "record"},
		"key kept for later":     {"INSERT INTO wrapped SELECT 'copy', key FROM wrapped LIMIT 1", "identity"},
		"original kept":          {"INSERT INTO blob (name, data) SELECT 'copy', data FROM blob LIMIT 1", "evidence"},
		"text of nothing":        {"INSERT INTO page (evidence, page, text) VALUES ('ghost', 1, 'x')", "text"},
		"status raised":          {"UPDATE standing SET body = CAST(replace(CAST(body AS TEXT), '\"s\":', '\"s\":1') AS BLOB) WHERE part = 'line'", "standing"},
		"result raised":          {"UPDATE standing SET body = CAST(replace(CAST(body AS TEXT), '\"s\"', '\"t\"') AS BLOB) WHERE part = 'result'", "standing"},
		"status hidden":          {"DELETE FROM standing WHERE part = 'result'", "standing"},
		"status invented":        {"INSERT INTO standing VALUES ('line', 'c-ghost', x'7b7d')", "standing"},
		"status of another day":  {"UPDATE standing SET body = CAST(replace(CAST(body AS TEXT), '\"seq\":', '\"seq\":1') AS BLOB) WHERE part = 'kept'", "standing"},
		"text of the restricted": {"INSERT INTO page (evidence, page, text) VALUES ('closed', 1, 'for custodians')", "text"},
	} {
		t.Run(what, func(t *testing.T) {
			path := copyDir(t, d.Path())
			evil := d.at(t, path)
			evil.raw(c.sql)
			for _, p := range evil.unsound(what, c.kind).Problems {
				if strings.Contains(p.Where+p.Message, "Zebulon") || strings.Contains(p.Message, "lantern") {
					t.Errorf("the problem quotes: %v", p)
				}
			}
		})
	}
}

// at is the same desk over a copy of the casefile's directory.
func (d *desk) at(t *testing.T, path string) *desk {
	dir, err := disk.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	c := *d.Casefile
	c.dir, c.db = dir, nil
	return &desk{&c, t, d.env, d.hand}
}

// What the ledger makes, rebuild makes again.
func TestRebuildMends(t *testing.T) {
	d := newCase(t)
	want := d.contents()
	for what, sql := range map[string]string{
		"row changed": "UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'Fourteen', 'Fifteen') AS BLOB)",
		"rows gone":   "DELETE FROM record",
		"row added":   "INSERT INTO record VALUES ('claim', 'c-7', CAST('{\"id\":\"c-7\",\"text\":\"x\"}' AS BLOB))",
		"behind":      "UPDATE cursor SET n = n - 3",
		"index gone":  "DELETE FROM doc",
		"text gone":   "DELETE FROM page",
		"status gone": "DELETE FROM standing",
		"text added":  "INSERT INTO page (evidence, page, text) VALUES ('small', 2, 'more')",
	} {
		d.raw(sql)
		if d.contents() == want {
			t.Fatalf("%s: nothing was done", what)
		}
		d.must(Rebuild(ctx, d.Path(), d.env))
		if rows(d.contents()) != rows(want) {
			t.Errorf("%s: not mended", what)
		}
		d.sound()
		if got := d.reopen().found("lantern"); len(got) != 1 || got[0] != "small" {
			t.Errorf("%s: found %v", what, got)
		}
	}
}

// rows leaves the numbers of index and text rows out, which are nobody's business.
func rows(contents string) string {
	var out []string
	for line := range strings.Lines(contents) {
		if f := strings.Fields(line); f[0] == "doc" || f[0] == "page" {
			line = fmt.Sprintln(f[0], f[2:])
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

// An older database in the place of the newer one is refused and found.
func TestRollback(t *testing.T) {
	d := newCase(t)
	d.must(d.db.Checkpoint())
	old := copyDir(t, d.Path())
	early := d.at(t, old).reopen() // open already when the newer checkpoint comes
	d.imports("claims: [{id: c-9, text: one more}]", nil)
	newer, err := d.dir.Checkpoint()
	d.must(err)
	d.must(os.WriteFile(filepath.Join(old, "checkpoint"), newer, 0o600))

	early.unsound("rolled back", "rollback")
	if err := early.try("claims: [{id: c-8, text: another}]", nil); problem.KindOf(err) != problem.Unavailable {
		t.Error("a rolled back ledger was written to:", err)
	}
	if _, err := Open(ctx, old, d.env); problem.KindOf(err) != problem.Unavailable {
		t.Error("a rolled back ledger was opened:", err)
	}
	if got, _ := early.dir.Checkpoint(); string(got) != string(newer) {
		t.Error("the checkpoint was moved back")
	}
}

// A fork: as many events and other ones.
func TestForkIsFound(t *testing.T) {
	d := newCase(t)
	d.must(d.db.Checkpoint())
	fork := d.at(t, copyDir(t, d.Path())).reopen()
	d.imports("claims: [{id: c-9, text: one more}]", nil)
	fork.imports("claims: [{id: c-8, text: another}]", nil)
	theirs, err := d.dir.Checkpoint()
	d.must(err)
	d.must(os.WriteFile(filepath.Join(fork.Path(), "checkpoint"), theirs, 0o600))
	fork.unsound("forked", "root")
	if err := fork.try("claims: [{id: c-7, text: x}]", nil); problem.KindOf(err) != problem.Unavailable {
		t.Error("a forked ledger was written to:", err)
	}
}

func TestCheckpointFile(t *testing.T) {
	d := newCase(t)
	other := newDesk(t)
	theirs, err := other.dir.Checkpoint()
	d.must(err)
	path := filepath.Join(d.Path(), "checkpoint")
	good, err := os.ReadFile(path)
	d.must(err)
	for what, text := range map[string]string{
		"deleted": "-", "empty": "", "garbled": "garbage\n", "cut": string(good[:len(good)/2]), "flipped": strings.Replace(string(good), "\n1", "\n2", 1),
		"another casefile's": string(theirs), "unsigned": strings.SplitAfter(string(good), "\n\n")[0],
	} {
		if text == "-" {
			d.must(os.Remove(path))
		} else {
			d.must(os.WriteFile(path, []byte(text), 0o600))
		}
		v, err := Verify(ctx, d.Path(), d.env)
		if err != nil || v.OK {
			t.Errorf("%s: verified (%v)", what, err)
		}
		if _, err := Open(ctx, d.Path(), d.env); problem.KindOf(err) != problem.Unavailable {
			t.Errorf("%s: opened (%v)", what, err)
		}
		if err := d.try("claims: [{id: c-8, text: another}]", nil); problem.KindOf(err) != problem.Unavailable {
			t.Errorf("%s: written to (%v)", what, err)
		}
	}
	d.must(os.WriteFile(path, good, 0o600))
	d.sound()
}

// A large original that was changed, cut or taken away is found by verify, by
// findings and by the gate.
func TestLargeOriginal(t *testing.T) {
	d := newCase(t)
	name := d.blobName(d.state.Evidence["big"].Original, "")
	path := filepath.Join(d.Path(), "originals", name[:2], name)
	good, err := os.ReadFile(path)
	d.must(err)
	if strings.Contains(string(good), "long words") {
		t.Fatal("the original lies in clear")
	}
	story := []byte("---\nslug: s\n---\nFourteen men left, the Ministry said [@c-1].\n")
	broken := func() int {
		n := 0
		got, err := d.Check(ctx, "s.md", story, began.Add(time.Hour), record.LevelError)
		d.must(err)
		for _, f := range got.Findings {
			if f.Rule == "custody-broken" {
				n++
			}
		}
		found, err := d.Findings(ctx)
		d.must(err)
		for _, f := range found {
			if f.Rule == "custody-broken" && len(f.IDs) == 1 && f.IDs[0] == "big" {
				n++
			}
		}
		return n
	}
	if n := broken(); n != 0 {
		t.Fatal("broken before anything was done:", n)
	}
	flip := func(at int) []byte {
		b := append([]byte(nil), good...)
		b[at] ^= 1
		return b
	}
	for what, b := range map[string][]byte{
		"head": flip(3), "middle": flip(len(good) / 2), "end": flip(len(good) - 1), "cut": good[:len(good)-100], "longer": append(good[:len(good):len(good)], 0), "empty": {}, "gone": nil,
	} {
		d.must(os.Remove(path))
		if b != nil {
			d.must(os.WriteFile(path, b, 0o600))
		}
		d.unsound(what, "evidence")
		if n := broken(); n != 2 {
			t.Errorf("%s: %d of findings and gate say so", what, n)
		}
		d.must(os.WriteFile(path, good, 0o600))
	}
	d.sound()
	if n := broken(); n != 0 {
		t.Error("mended, and still broken")
	}
	d.read(func(tx *sqlite.Tx) error {
		if _, err := d.readOriginal(tx, &record.Evidence{ID: "x"}); problem.KindOf(err) != problem.Usage {
			t.Error("an item without an original:", err)
		}
		return nil
	})
}

// A key file that the ledger knows nothing of, and one that holds too much.
func TestKeyFiles(t *testing.T) {
	d := newCase(t)
	reader := d.member("rea", record.Reader)
	mate, _ := newEnv(t)
	put := func(name string, recipient string, custody bool) {
		desk, custodial, err := d.ring.WrapFor(recipient, custody)
		d.must(err)
		d.must(d.dir.PutWrap(name, desk, custodial))
	}
	d.sound()
	put(d.ring.WrapName("mate"), mate.Identity.Recipient(), false)
	d.unsound("a key for a stranger", "keys")
	d.must(d.dir.RemoveWrap(d.ring.WrapName("mate")))
	put(d.ring.WrapName("rea"), reader.env.Identity.Recipient(), true)
	d.unsound("a reader with the custodians' key", "keys")
	d.must(d.dir.RemoveWrap(d.ring.WrapName("rea")))
	if v := d.sound(); len(v.Notes) == 0 {
		t.Error("nobody says that a member is locked out")
	}
}
