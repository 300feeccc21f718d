package sqlite

import (
	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/record"
)

// addLikeness makes the table in a casefile that is older than it. An older program
// reads such a casefile as before: it knows nothing of the table and misses nothing.
const addLikeness = "CREATE TABLE IF NOT EXISTS likeness (evidence TEXT PRIMARY KEY, gradient INTEGER NOT NULL, frequency INTEGER NOT NULL) STRICT, WITHOUT ROWID"

// PutLikeness stores the likeness of a picture, in place of an older one.
func (tx *Tx) PutLikeness(evidence string, l record.Likeness) error {
	if err := tx.run(addLikeness); err != nil {
		return err
	}
	return tx.run("INSERT INTO likeness (evidence, gradient, frequency) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET gradient = excluded.gradient, frequency = excluded.frequency",
		evidence, int64(l.Gradient), int64(l.Frequency))
}

// DropLikeness removes the likeness of an item; none is no error.
func (tx *Tx) DropLikeness(evidence string) error {
	if there, err := tx.hasLikeness(); err != nil || !there {
		return err
	}
	return tx.run("DELETE FROM likeness WHERE evidence = ?", evidence)
}

// Likenesses gives every likeness, by evidence.
func (tx *Tx) Likenesses() (map[record.ID]record.Likeness, error) {
	out := map[record.ID]record.Likeness{}
	if there, err := tx.hasLikeness(); err != nil || !there {
		return out, err
	}
	err := tx.each("SELECT evidence, gradient, frequency FROM likeness", func(s *sqlite3.Stmt) error {
		out[record.ID(s.ColumnText(0))] = record.Likeness{Gradient: uint64(s.ColumnInt64(1)), Frequency: uint64(s.ColumnInt64(2))}
		return nil
	})
	return out, err
}

func (tx *Tx) hasLikeness() (bool, error) {
	return tx.one("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'likeness'", func(*sqlite3.Stmt) {})
}
