package sqlite

import "testing"

// A database of the first version is brought up to this one when it is opened.
func TestOlderDatabaseIsRenewed(t *testing.T) {
	db := create(t)
	if err := db.Write(ctx, func(tx *Tx) error { return tx.PutRecord("claim", "c", []byte("{}")) }); err != nil {
		t.Fatal(err)
	}
	if err := db.writer.Exec("DROP TABLE standing; DROP TABLE likeness; PRAGMA user_version=1"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		db = reopen(t, db)
		if v, err := db.writer.number("PRAGMA user_version"); err != nil || v != schemaVersion {
			t.Fatalf("version %d, %v", v, err)
		}
		if err := db.Write(ctx, func(tx *Tx) error { return tx.PutStanding("part", "id", []byte("x")) }); err != nil {
			t.Error(err)
		}
		got := ""
		if err := db.Read(ctx, func(tx *Tx) error {
			if err := tx.RecordsOf("claim", func(_, id string, _ []byte) error { got += id; return nil }); err != nil {
				return err
			}
			body, err := tx.OneStanding("part", "id")
			got += string(body)
			return err
		}); err != nil || got != "cx" {
			t.Errorf("%q, %v", got, err)
		}
	}
}

// One that nobody can write stays as it is, and has nothing kept.
func TestStandingWithoutATable(t *testing.T) {
	db := create(t)
	if err := db.writer.Exec("DROP TABLE standing"); err != nil {
		t.Fatal(err)
	}
	if err := db.Read(ctx, func(tx *Tx) error {
		return tx.Standing("part", func(string, []byte) error { t.Error("a row"); return nil })
	}); err != nil {
		t.Error(err)
	}
}
