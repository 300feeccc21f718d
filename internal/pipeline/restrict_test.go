package pipeline

import (
	"os"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// open opens an original as the member could.
func (d *desk) original(id record.ID) (data []byte, err error) {
	d.t.Helper()
	d.read(func(tx *sqlite.Tx) error {
		data, err = d.readOriginal(tx, d.state.Evidence[id])
		return nil
	})
	return data, err
}

// sees says where a member meets a word of an item: original, text, search, export.
func (d *desk) sees(id record.ID, word string) string {
	d.t.Helper()
	var out []string
	if data, err := d.original(id); err == nil && strings.Contains(string(data), word) {
		out = append(out, "original")
	} else if err != nil && problem.KindOf(err) != problem.Refused {
		d.t.Errorf("%s: %v", id, err)
	}
	pages, err := d.Text(ctx, id)
	d.must(err)
	if strings.Contains(strings.Join(pages, " "), word) {
		out = append(out, "text")
	}
	if len(d.found(word)) > 0 {
		out = append(out, "search")
	}
	doc, _, err := d.Export(ctx, false, false)
	d.must(err)
	if strings.Contains(string(doc), word) {
		out = append(out, "export")
	}
	return strings.Join(out, " ")
}

// Material for custodians opens for nobody else, neither when it comes in nor
// when it is restricted later; and all of it comes back when that ends.
func TestRestriction(t *testing.T) {
	const all = "original text search export"
	for size, text := range map[string]string{"small": "the kingfisher fell", "large": large("the kingfisher fell")} {
		t.Run(size, func(t *testing.T) {
			d := newDesk(t)
			ed := d.member("ed", record.Editor)
			cu := d.member("cu", record.Custodian)
			restrict := func(who *desk, r string) error {
				return who.try("evidence: [{id: one, restriction: "+r+"}, {id: two, restriction: "+r+"}]", nil)
			}
			look := func(when, editor, custodian string) {
				t.Helper()
				for _, x := range []struct {
					who  *desk
					want string
				}{{ed, editor}, {cu, custodian}, {ed.reopen(), editor}} {
					x.who.must(x.who.refresh(ctx))
					if got := x.who.sees("one", "kingfisher"); got != x.want {
						t.Errorf("%s: the %s sees %q, want %q", when, x.who.me.Role, got, x.want)
					}
				}
				v := ed.sound() // an editor can verify, but not what is closed to him
				if closed := editor == ""; closed != (len(v.Notes) == 2) || !closed && v.Evidence != 2 {
					t.Errorf("%s: the editor verified %d originals, notes %v", when, v.Evidence, v.Notes)
				}
				if v := cu.sound(); v.Evidence != 2 {
					t.Errorf("%s: the custodian verified %d originals", when, v.Evidence)
				}
			}
			// Two items have the same original: the copy goes only when both are closed.
			d.imports("evidence: [{id: one, kind: letter, file: f}, {id: two, kind: letter, file: f}]", files{"f": text})
			look("open", all, all)
			ed.must(restrict(ed, "custodian"))
			look("closed by the editor", "", "original text")
			if err := restrict(ed, "none"); problem.KindOf(err) != problem.Refused {
				t.Error("the editor opened it again:", err)
			}
			cu.must(restrict(cu, "desk"))
			look("open to the desk", "original text search", "original text search")
			cu.must(cu.try("evidence: [{id: one, restriction: custodian}]", nil))
			cu.must(cu.try("evidence: [{id: two, restriction: none}]", nil))
			if got := ed.reopen().sees("one", "kingfisher"); strings.Contains(got, "original") {
				t.Errorf("one closed, one open: the editor sees %q of the closed one", got)
			}
			cu.must(restrict(cu, "custodian"))
			look("closed again", "", "original text")
			cu.must(restrict(cu, "null"))
			look("open again", all, all)
			noOrphans(t, d)
		})
	}
}

// noOrphans fails if a copy of an original is kept that nothing needs.
func noOrphans(t *testing.T, d *desk) {
	t.Helper()
	d.must(d.refresh(ctx))
	n := 0
	d.must(d.dir.Originals(func(string) error { n++; return nil }))
	d.read(func(tx *sqlite.Tx) error { return tx.Blobs(func(string, int64) error { n++; return nil }) })
	hashes := map[string]bool{}
	for _, e := range d.state.Evidence {
		hashes[e.Original.SHA256+string(e.Restriction)] = true
	}
	if n != len(hashes) {
		t.Errorf("%d copies of %d originals", n, len(hashes))
	}
}

// What is said in closed material is not found by searching, whenever it was closed.
func TestStatementsOfTheRestricted(t *testing.T) {
	d := newDesk(t)
	d.imports(`
actors: [{id: a, type: person}]
evidence: [{id: e, kind: letter, text: the letter}]
statements: [{id: s, speaker: a, evidence: e, basis: victim, text: a kingfisher fell}]
`, nil)
	if got := d.found("kingfisher"); len(got) != 1 {
		t.Fatal(got)
	}
	d.imports("evidence: [{id: e, restriction: custodian}]", nil)
	if got := d.found("kingfisher"); len(got) != 0 {
		t.Error("closed, and found", got)
	}
	d.imports("statements: [{id: s, text: two kingfishers fell}]", nil)
	if got := d.found("kingfishers"); len(got) != 0 {
		t.Error("closed, amended and found", got)
	}
	d.imports("evidence: [{id: e, restriction: null}]", nil)
	if got := d.found("kingfishers"); len(got) != 1 {
		t.Error("open, and not found")
	}
}

// A member who is no custodian holds no key to the custodians' ring: not in the
// program and not in his key file.
func TestCustodyNeedsTheRing(t *testing.T) {
	d := newCase(t)
	ed := d.member("ed", record.Editor)
	if ed.ring.Custodian() {
		t.Fatal("an editor holds the custody ring")
	}
	ed.me.Role = record.Custodian // whatever the program thinks of him
	if _, err := ed.Unseal(ctx, "s1", "because"); problem.KindOf(err) != problem.Refused {
		t.Error("unsealed without a key:", err)
	}
	if _, _, err := ed.Export(ctx, true, false); problem.KindOf(err) != problem.Refused {
		t.Error("exported without a key:", err)
	}
	stranger, _ := newEnv(t)
	if _, err := Open(ctx, d.Path(), stranger); problem.KindOf(err) != problem.Refused {
		t.Error("a stranger:", err)
	}
	if _, err := Verify(ctx, d.Path(), stranger); problem.KindOf(err) != problem.Refused {
		t.Error("a stranger verified:", err)
	}
	d.must(os.RemoveAll(d.Path() + "/keys"))
	if _, err := Open(ctx, d.Path(), d.env); problem.KindOf(err) != problem.Unavailable {
		t.Error("no keys:", err)
	}
}
