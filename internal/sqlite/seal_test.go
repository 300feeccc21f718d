package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"onrecord.dev/onrecord/internal/search"
)

// Nothing that was written can be found in any file of the casefile or in
// temporary files: while it is open, after a kill, after closing.
func TestNothingInClear(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("SQLITE_TMPDIR", tmp)
	db := create(t)
	canaries := []string{"канарейка", "كناري", "canary-body", "canary-title", "canary-key", "canary-blob", "canary-text", "canary-field", "CREATE TABLE", "SQLite format"}
	look := func(when string) {
		t.Helper()
		for _, dir := range []string{filepath.Dir(db.path), tmp} {
			files, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				b, _ := os.ReadFile(filepath.Join(dir, f.Name()))
				for _, c := range canaries {
					if bytes.Contains(b, []byte(c)) {
						t.Errorf("%s: %s holds %q", when, f.Name(), c)
					}
				}
			}
		}
	}
	write(t, db, func(tx *Tx) error {
		var err error
		for i := range 300 { // enough for sorting and spilling
			id := string(rune('a'+i%26)) + string(rune('a'+i/26))
			err = errors.Join(err, tx.PutRecord("claim", id, []byte("canary-body")), tx.PutBlob("o"+id, bytes.Repeat([]byte("canary-blob"), 100)),
				tx.IndexDoc(search.Doc{ID: id, Title: "canary-title", Body: "канарейка كناري", Fields: map[string]string{"kind": "canary-field"}}))
		}
		if i, _ := tx.Size(); i != 0 {
			t.Error(i)
		}
		return errors.Join(err, appendClaims(tx, 200, "канарейка"), tx.PutKey("k", []byte("canary-key")), tx.PutText("e", 1, "canary-text"))
	})
	read(t, db, func(tx *Tx) error {
		look("while reading")
		q, _ := search.Parse("канарейка OR canary*")
		total, _, err := find(tx, q, 300)
		if total != 300 {
			t.Errorf("%d hits", total)
		}
		return errors.Join(err, tx.Records(func(_, _ string, _ []byte) error { return nil }))
	})
	look("open")
	if err := db.Checkpoint(); err != nil {
		t.Fatal(err)
	}
	look("after a checkpoint")
	db.Close()
	look("closed")
}

// A destroyed key is in no page of the database, decrypted, and the log is empty.
func TestDeletedKeyIsGone(t *testing.T) {
	db := create(t)
	secret := bytes.Repeat([]byte("burn me "), 40)
	write(t, db, func(tx *Tx) error {
		return errors.Join(appendClaims(tx, 50, "x"), tx.PutKey("a", []byte("stays")), tx.PutKey("b", secret),
			tx.IndexDoc(search.Doc{ID: "d", Body: "zanzibar burns"}), tx.IndexDoc(search.Doc{ID: "e", Body: "stays"}))
	})
	holds := func(what string) (n int) {
		raw, _ := os.ReadFile(db.path)
		for at := 0; at < len(raw); at += pageSize {
			n += bytes.Count(db.decrypt(raw[at:at+pageSize], int64(at)), []byte(what))
		}
		return n
	}
	if err := db.Checkpoint(); err != nil {
		t.Fatal(err)
	}
	if holds("burn me") == 0 || holds("zanzibar") == 0 {
		t.Fatal("the test cannot see what it looks for")
	}
	write(t, db, func(tx *Tx) error { return errors.Join(tx.DeleteKey("b"), tx.DropDoc("d")) })
	if err := db.Checkpoint(); err != nil {
		t.Fatal(err)
	}
	if holds("burn me") != 0 {
		t.Error("the key is still in the file")
	}
	if holds("zanzibar") != 0 {
		t.Error("the dropped document is still in the file")
	}
	if info, err := os.Stat(db.path + "-wal"); err != nil || info.Size() != 0 {
		t.Error("the log is not empty", err)
	}
}
