package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
)

var (
	ctx  = context.Background()
	key  = [32]byte{1, 2, 3}
	when = time.Date(2015, 4, 2, 10, 0, 0, 0, time.UTC)
)

func create(t testing.TB) *DB {
	t.Helper()
	db, err := Create(filepath.Join(t.TempDir(), "store.db"), key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func reopen(t testing.TB, db *DB) *DB {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(db.path, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

func write(t testing.TB, db *DB, f func(*Tx) error) {
	t.Helper()
	if err := db.Write(ctx, f); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, db *DB, f func(*Tx) error) {
	t.Helper()
	if err := db.Read(ctx, f); err != nil {
		t.Fatal(err)
	}
}

// appendClaims appends n claims with the given text to the ledger.
func appendClaims(tx *Tx, n int, text string) error {
	head, err := tx.Size()
	if err != nil {
		return err
	}
	var events []event.Event
	for i := range n {
		events = append(events, &event.ClaimRecorded{Claim: record.Claim{ID: record.ID(fmt.Sprintf("c-%d", head+int64(i))), Text: text}})
	}
	_, err = ledger.Append(tx, head, when, record.Owner, events, rand.NewChaCha8([32]byte{byte(head)}))
	return err
}

func TestRowsSurviveReopening(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error {
		return errors.Join(
			appendClaims(tx, 10, "Чотирнадцять людей"),
			tx.PutRecord("claim", "b", []byte(`{"x":1}`)), tx.PutRecord("claim", "a", nil), tx.PutRecord("actor", "z", []byte("old")),
			tx.PutRecord("actor", "z", []byte("new")), tx.PutRecord("actor", "gone", []byte("x")), tx.DeleteRecord("actor", "gone"), tx.DeleteRecord("actor", "never"),
			tx.SetCursor("records", 7), tx.SetCursor("records", 10),
			tx.PutKey("k1", []byte{1, 0, 2}), tx.PutKey("k0", []byte{9}), tx.PutKey("k2", []byte{3}), tx.DeleteKey("k2"),
			tx.PutBlob("o1", []byte("original")), tx.PutBlob("o1", []byte("original")), tx.PutBlob("empty", nil),
			tx.PutText("letter-1", 2, "second"), tx.PutText("letter-1", 1, "old first"), tx.PutText("letter-1", 1, "първа"),
			tx.IndexDoc(search.Doc{ID: "letter-1", Type: "evidence", Title: "Letter", Page: 1, Body: "Солдаты ушли"}),
		)
	})
	db = reopen(t, db)
	read(t, db, func(tx *Tx) error {
		var rows []string
		err := tx.Records(func(kind, id string, body []byte) error {
			rows = append(rows, kind+"/"+id+"="+string(body))
			return nil
		})
		if got := strings.Join(rows, " "); err != nil || got != `actor/z=new claim/a= claim/b={"x":1}` {
			t.Error(got, err)
		}
		if n, err := tx.Cursor("records"); n != 10 || err != nil {
			t.Error(n, err)
		}
		if n, err := tx.Cursor("other"); n != 0 || err != nil {
			t.Error(n, err)
		}
		if k, err := tx.Key("k1"); string(k) != "\x01\x00\x02" || err != nil {
			t.Error(k, err)
		}
		if _, err := tx.Key("k2"); !errors.Is(err, ErrNoKey) {
			t.Error(err)
		}
		var names []string
		err = errors.Join(
			tx.Keys(func(name string, _ []byte) error { names = append(names, name); return nil }),
			tx.Blobs(func(name string, size int64) error {
				names = append(names, fmt.Sprintf("%s:%d", name, size))
				return nil
			}))
		if got := strings.Join(names, " "); err != nil || got != "k0 k1 empty:0 o1:8" {
			t.Error(got, err)
		}
		if b, err := tx.Blob("o1"); string(b) != "original" || err != nil {
			t.Error(b, err)
		}
		if _, err := tx.Blob("none"); !errors.Is(err, ErrNoBlob) {
			t.Error(err)
		}
		if pages, err := tx.Text("letter-1"); err != nil || !slices.Equal(pages, []string{"първа", "second"}) {
			t.Error(pages, err)
		}
		if pages, err := tx.Text("none"); err != nil || len(pages) != 0 {
			t.Error(pages, err)
		}
		if r := ledger.Verify(tx, "", nil, nil); !r.OK() || r.Events != 10 {
			t.Error(r)
		}
		return nil
	})
	err := db.Write(ctx, func(tx *Tx) error { return tx.PutBlob("o1", []byte("another")) })
	if err == nil {
		t.Error("an original was changed")
	}
}

func TestLedgerRows(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 20, "x") })
	read(t, db, func(tx *Tx) error {
		var forward, back []int64
		err := errors.Join(
			tx.Entries(17, func(seq int64, e ledger.Entry) error {
				forward = append(forward, seq)
				// a walk within the walk, over the same table
				return tx.Entries(19, func(seq int64, _ ledger.Entry) error { forward = append(forward, -seq); return nil })
			}),
			tx.EntriesBack(2, func(seq int64, e ledger.Entry) error { back = append(back, seq); return nil }))
		if err != nil || !slices.Equal(forward, []int64{17, -19, 18, -19, 19, -19}) || !slices.Equal(back, []int64{19, 18}) {
			t.Error(forward, back, err)
		}
		if _, err := tx.Entry(20); !errors.Is(err, ErrNoEntry) {
			t.Error(err)
		}
		if _, err := tx.ReadHashes([]int64{0, 1 << 30}); err == nil {
			t.Error("a hash that is not there was read")
		}
		stop := errors.New("stop")
		if err := tx.Entries(0, func(int64, ledger.Entry) error { return stop }); err != stop {
			t.Error(err)
		}
		return nil
	})
	err := db.Write(ctx, func(tx *Tx) error { return tx.AppendEntry(3, ledger.Entry{}) })
	if err == nil {
		t.Error("an entry was overwritten")
	}
}

func TestWriteIsAllOrNothing(t *testing.T) {
	db := create(t)
	no := errors.New("no")
	if err := db.Write(ctx, func(tx *Tx) error { tx.PutKey("a", []byte{1}); return no }); err != no {
		t.Error(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		db.Write(ctx, func(tx *Tx) error { tx.PutKey("b", []byte{1}); panic("x") })
	}()
	stopped, stop := context.WithCancel(ctx)
	err := db.Write(stopped, func(tx *Tx) error { tx.PutKey("c", []byte{1}); stop(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := db.Read(stopped, func(*Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	var kept *Tx
	write(t, db, func(tx *Tx) error { kept = tx; return tx.PutKey("d", []byte{1}) })
	if kept.PutKey("e", []byte{1}) == nil {
		t.Error("a transaction was used after its end")
	}
	if err := db.Read(ctx, func(tx *Tx) error { return tx.PutKey("f", []byte{1}) }); err == nil {
		t.Error("a reader wrote")
	}
	read(t, db, func(tx *Tx) error {
		return tx.Keys(func(name string, _ []byte) error {
			if name != "d" {
				t.Errorf("%s was kept", name)
			}
			return nil
		})
	})
}

func TestSnapshotWhileSomebodyWrites(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 5, "x") })
	read(t, db, func(tx *Tx) error {
		for range 5 {
			write(t, db, func(w *Tx) error { return appendClaims(w, 1, "y") })
			if n, err := tx.Size(); n != 5 || err != nil {
				t.Error(n, err)
			}
		}
		return nil
	})
	read(t, db, func(tx *Tx) error {
		if n, _ := tx.Size(); n != 10 {
			t.Error(n)
		}
		return nil
	})
}

func TestManyReadersAndWriters(t *testing.T) {
	db := create(t)
	done := make(chan error)
	for i := range 12 {
		go func() {
			for range 20 {
				if i%3 == 0 {
					if err := db.Write(ctx, func(tx *Tx) error { return appendClaims(tx, 1, "x") }); err != nil {
						done <- err
						return
					}
					continue
				}
				err := db.Read(ctx, func(tx *Tx) error {
					a, _ := tx.Size()
					n := int64(0)
					err := tx.Entries(0, func(int64, ledger.Entry) error { n++; return nil })
					if err == nil && n != a {
						err = fmt.Errorf("%d entries, size %d", n, a)
					}
					return err
				})
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 12 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	read(t, db, func(tx *Tx) error {
		if r := ledger.Verify(tx, "", nil, nil); !r.OK() || r.Events != 80 {
			t.Error(r)
		}
		return nil
	})
}

func TestOpenRefuses(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 5, "x") })
	if _, err := Create(db.path, key); problem.KindOf(err) != problem.Usage || err == nil {
		t.Errorf("created over another: %v", err)
	}
	dir := t.TempDir()
	empty, junk := filepath.Join(dir, "empty"), filepath.Join(dir, "junk")
	os.WriteFile(empty, nil, 0o600)
	os.WriteFile(junk, []byte(strings.Repeat("junk", 5000)), 0o600)
	for path, want := range map[string]problem.Kind{
		filepath.Join(dir, "none"): problem.Unavailable,
		dir:                        problem.Unavailable,
		empty:                      problem.Unavailable,
		junk:                       problem.Refused, // indistinguishable from another's casefile
	} {
		if _, err := Open(path, key); err == nil || problem.KindOf(err) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("Open made a file")
	}
	if _, err := Create(filepath.Join(dir, "no", "where"), key); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Errorf("created nowhere: %v", err)
	}
}

func TestFilesAreForTheOwnerOnly(t *testing.T) {
	db := create(t)
	write(t, db, func(tx *Tx) error { return appendClaims(tx, 1, "x") })
	files, err := os.ReadDir(filepath.Dir(db.path))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if info, _ := f.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
	}
}

func TestClosed(t *testing.T) {
	db := create(t)
	db.Close()
	if err := db.Write(ctx, func(*Tx) error { return nil }); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Error(err)
	}
	if err := db.Read(ctx, func(*Tx) error { return nil }); problem.KindOf(err) != problem.Unavailable || err == nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if db.key != [32]byte{} {
		t.Error("the key stayed in memory")
	}
}

func BenchmarkImport(b *testing.B) {
	for b.Loop() {
		db := create(b)
		write(b, db, func(tx *Tx) error { return appendClaims(tx, 20000, "Fourteen men decided to leave the division") })
	}
}
