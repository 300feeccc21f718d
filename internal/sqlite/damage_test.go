package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/search"
)

// contents gives everything that a database holds as one text.
func contents(db *DB) (string, error) {
	var b strings.Builder
	err := db.Read(ctx, func(tx *Tx) error {
		line := func(parts ...any) { fmt.Fprintln(&b, parts...) }
		err := errors.Join(
			tx.Entries(0, func(seq int64, e ledger.Entry) error { line(seq, e); return nil }),
			tx.Records(func(kind, id string, body []byte) error { line(kind, id, body); return nil }),
			tx.Keys(func(name string, k []byte) error { line(name, k); return nil }),
			tx.Blobs(func(name string, _ int64) error {
				data, err := tx.Blob(name)
				line(name, data)
				return err
			}))
		if err != nil {
			return err
		}
		if r := ledger.Verify(tx, "", nil, nil); !r.OK() {
			return problem.New(problem.Unavailable, "", fmt.Sprint(r.Problems[0]), "")
		}
		pages, err := tx.Text("e")
		line(pages)
		if err != nil {
			return err
		}
		for _, q := range []string{"солдат", "four*", "type:claim -n3"} {
			query, _ := search.Parse(q)
			total, hits, err := find(tx, query, 5)
			if err != nil {
				return err
			}
			line(total, hits)
		}
		return nil
	})
	return b.String(), err
}

func fill(t testing.TB, db *DB) {
	write(t, db, func(tx *Tx) error {
		err := appendClaims(tx, 60, "Четырнадцать солдат решили уйти")
		for i := range 60 {
			id := fmt.Sprintf("c-%d", i)
			err = errors.Join(err, tx.PutRecord("claim", id, bytes.Repeat([]byte{byte(i)}, 50)),
				tx.IndexDoc(search.Doc{ID: id, Type: "claim", Title: "Claim", Body: fmt.Sprintf("fourteen солдаты n%d", i%7)}))
		}
		return errors.Join(err, tx.PutKey("k", []byte("wrapped")), tx.PutBlob("o", bytes.Repeat([]byte("original"), 3000)), tx.PutText("e", 1, "текст"))
	})
}

// A bit flips anywhere in the file: either that is an error, or it is where
// nothing stands. Never is anything else read.
func TestBitFlips(t *testing.T) {
	db := create(t)
	fill(t, db)
	want, err := contents(db)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	good, err := os.ReadFile(db.path)
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(1, 2))
	flips, found := 120, 0
	if testing.Short() {
		flips = 30
	}
	path := filepath.Join(t.TempDir(), "store.db")
	for i := range flips {
		at := dice.IntN(len(good))
		if i < 10 {
			at = dice.IntN(pageSize) // the first page has everything's roots
		}
		bad := bytes.Clone(good)
		bad[at] ^= 1 << dice.IntN(8)
		os.WriteFile(path, bad, 0o600)
		broken, err := Open(path, key)
		got := ""
		if err == nil {
			got, err = contents(broken)
			broken.Close()
		}
		switch {
		case err == nil && got != want:
			t.Errorf("a flip at %d went unnoticed", at)
		case err != nil && problem.KindOf(err) != problem.Unavailable:
			t.Errorf("a flip at %d: %v", at, err)
		case err != nil:
			found++
		}
		os.Remove(path + "-wal")
		os.Remove(path + "-shm")
	}
	if found < flips/2 {
		t.Errorf("only %d of %d flips were found", found, flips)
	}
}

func TestIntegrity(t *testing.T) {
	db := create(t)
	fill(t, db)
	read(t, db, func(tx *Tx) error {
		q, _ := search.Parse("солдат")
		_, err := tx.Search(q, search.Ask{Limit: 3})
		return err
	})
	if p, err := db.Integrity(ctx); err != nil || len(p) != 0 {
		t.Fatal(p, err)
	}
	db.Close()
	good, _ := os.ReadFile(db.path)
	for page := range len(good) / pageSize {
		if page == 0 {
			continue // such a file does not open at all
		}
		bad := bytes.Clone(good)
		bad[page*pageSize+77] ^= 1
		os.WriteFile(db.path, bad, 0o600)
		broken, err := Open(db.path, key)
		if err != nil {
			continue
		}
		if p, err := broken.Integrity(ctx); err == nil && len(p) == 0 {
			t.Errorf("damage on page %d went unnoticed", page)
		}
		broken.Close()
	}
}

// copyFiles takes the casefile as it lies on the disk at this moment.
func copyFiles(t *testing.T, db *DB) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "store.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(db.path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(to+suffix, b, 0o600)
	}
	return to
}

// The wrong key changes nothing, above all not the log with the last commits.
func TestWrongKey(t *testing.T) {
	db := create(t)
	fill(t, db)
	path := copyFiles(t, db) // as after a kill: all of it is in the log
	log, _ := os.ReadFile(path + "-wal")
	wrong := key
	wrong[31] ^= 1
	_, err := Open(path, wrong)
	if problem.KindOf(err) != problem.Refused || err == nil {
		t.Errorf("%v", err)
	}
	if after, _ := os.ReadFile(path + "-wal"); !bytes.Equal(after, log) || len(log) == 0 {
		t.Error("the log was touched")
	}
	again, err := Open(path, key)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	want, _ := contents(db)
	if got, err := contents(again); got != want || err != nil {
		t.Error("commits were lost", err)
	}
}

// After a power cut the log may end within a block; what was acknowledged is
// before that, and stays.
func TestTornLog(t *testing.T) {
	db := create(t)
	fill(t, db)
	want, _ := contents(db)
	for _, torn := range []int{1, 100, 4095} {
		path := copyFiles(t, db)
		f, _ := os.OpenFile(path+"-wal", os.O_APPEND|os.O_WRONLY, 0)
		f.Write(bytes.Repeat([]byte{7}, torn))
		f.Close()
		again, err := Open(path, key)
		if err != nil {
			t.Fatalf("%d bytes: %v", torn, err)
		}
		if got, err := contents(again); got != want || err != nil {
			t.Errorf("%d bytes: commits were lost: %v", torn, err)
		}
		again.Close()
		if _, err := os.Stat(path + ".kept-1"); err != nil {
			t.Errorf("%d bytes: no copy was kept", torn)
		}
	}
}

// Cut anywhere, the log gives a state that once was, and the tree holds.
func TestLogCutAnywhere(t *testing.T) {
	db := create(t)
	for range 6 {
		write(t, db, func(tx *Tx) error { return appendClaims(tx, 2, strings.Repeat("x", 3000)) })
	}
	whole, _ := os.ReadFile(db.path + "-wal")
	sizes := map[int64]bool{}
	for cut := 0; cut < len(whole); cut += 1 + len(whole)/25 {
		path := copyFiles(t, db)
		os.Truncate(path+"-wal", int64(cut))
		again, err := Open(path, key)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		read(t, again, func(tx *Tx) error {
			r := ledger.Verify(tx, "", nil, nil)
			if !r.OK() || r.Events%2 != 0 {
				t.Errorf("cut at %d: %v", cut, r)
			}
			sizes[r.Events] = true
			return nil
		})
		again.Close()
	}
	if len(sizes) < 5 {
		t.Errorf("only the states %v were seen", sizes)
	}
}

// A power cut while the log was being moved tears pages of the main file, the
// first among them; the log still has them.
func TestTornMainFile(t *testing.T) {
	db := create(t)
	fill(t, db)
	want, _ := contents(db)
	path := copyFiles(t, db)
	raw, _ := os.ReadFile(path)
	raw[700] ^= 1
	os.WriteFile(path, raw, 0o600)
	for round := range 2 {
		again, err := Open(path, key)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := contents(again); got != want || err != nil {
			t.Errorf("round %d: commits were lost: %v", round, err)
		}
		if p, err := again.Integrity(ctx); err != nil || len(p) != 0 {
			t.Errorf("round %d: %v %v", round, p, err)
		}
		again.Close()
	}
	raw, _ = os.ReadFile(path)
	for at := 0; at < len(raw); at += pageSize {
		if !soundPage(db.decrypt(raw[at:at+pageSize], int64(at))) {
			t.Errorf("page %d has no good checksum", at/pageSize)
		}
	}
}

func TestDiskFull(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 3, "x") })
	pages, err := db.writer.number("PRAGMA page_count")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.writer.number(fmt.Sprintf("PRAGMA max_page_count=%d", pages+5)); err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, func(tx *Tx) error { return tx.PutBlob("big", make([]byte, 1<<20)) })
	if problem.KindOf(err) != problem.Unavailable || !strings.Contains(fmt.Sprint(err), "no room") {
		t.Errorf("%v", err)
	}
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 1, "y") })
	read(t, db, func(tx *Tx) error {
		if r := ledger.Verify(tx, "", nil, nil); !r.OK() || r.Events != 4 {
			t.Error(r)
		}
		return nil
	})
}

func TestReadOnlyMedium(t *testing.T) {
	db := create(t)
	fill(t, db)
	want, _ := contents(db)
	db.Close()
	ro := newDB(db.path, key)
	ro.readOnly = true
	defer ro.Close()
	if got, err := contents(ro); got != want || err != nil {
		t.Error("something else was read", err)
	}
	if err := ro.Write(ctx, func(*Tx) error { return nil }); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Error(err)
	}
	if err := ro.Checkpoint(); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Error(err)
	}
	if files, _ := os.ReadDir(filepath.Dir(db.path)); len(files) != 1 {
		t.Error("reading left files behind")
	}
}

func TestFaults(t *testing.T) {
	db := &DB{path: "store.db"}
	for err, want := range map[error]string{
		sqlite3.BUSY:         "in use",
		sqlite3.FULL:         "no room",
		sqlite3.IOERR_READ:   "disk does not let",
		sqlite3.IOERR_DATA:   "damaged",
		sqlite3.CORRUPT_VTAB: "damaged",
		sqlite3.READONLY:     "only be read",
		sqlite3.INTERRUPT:    "stopped",
	} {
		got := db.fault(ctx, err)
		if problem.KindOf(got) != problem.Unavailable || !strings.Contains(got.Error(), want) {
			t.Errorf("%v: %v", err, got)
		}
	}
	if err := errors.New("mine"); db.fault(ctx, err) != err {
		t.Error("an error of the caller's was changed")
	}
}
