package sqlite

import (
	"fmt"

	"github.com/ncruces/go-sqlite3"
)

// PutRecord stores a row of the read model, in place of one of the same kind and id.
func (tx *Tx) PutRecord(kind, id string, body []byte) error {
	return tx.run("INSERT INTO record (kind, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body", kind, id, body)
}

// DeleteRecord removes a row of the read model; none is no error.
func (tx *Tx) DeleteRecord(kind, id string) error {
	return tx.run("DELETE FROM record WHERE kind = ? AND id = ?", kind, id)
}

// Records calls f for every row of the read model, by kind and id.
func (tx *Tx) Records(f func(kind, id string, body []byte) error) error {
	return tx.each("SELECT kind, id, body FROM record ORDER BY kind, id", func(s *sqlite3.Stmt) error {
		return f(s.ColumnText(0), s.ColumnText(1), s.ColumnBlob(2, nil))
	})
}

// RecordsOf calls f for every row of one kind, by id.
func (tx *Tx) RecordsOf(kind string, f func(kind, id string, body []byte) error) error {
	return tx.each("SELECT id, body FROM record WHERE kind = ? ORDER BY id", func(s *sqlite3.Stmt) error {
		return f(kind, s.ColumnText(0), s.ColumnBlob(1, nil))
	}, kind)
}

// RecordsBut calls f for every row that is not of the kind, by kind and id.
func (tx *Tx) RecordsBut(kind string, f func(kind, id string, body []byte) error) error {
	for _, sql := range []string{
		"SELECT kind, id, body FROM record WHERE kind < ? ORDER BY kind, id",
		"SELECT kind, id, body FROM record WHERE kind > ? ORDER BY kind, id",
	} {
		if err := tx.each(sql, func(s *sqlite3.Stmt) error {
			return f(s.ColumnText(0), s.ColumnText(1), s.ColumnBlob(2, nil))
		}, kind); err != nil {
			return err
		}
	}
	return nil
}

// Record gives one row of the read model; nil where there is none.
func (tx *Tx) Record(kind, id string) (body []byte, err error) {
	_, err = tx.one("SELECT body FROM record WHERE kind = ? AND id = ?", func(s *sqlite3.Stmt) { body = s.ColumnBlob(0, nil) }, kind, id)
	return body, err
}

// ClearRecords removes all rows of the read model.
func (tx *Tx) ClearRecords() error { return tx.run("DELETE FROM record") }

// Cursor says how many entries a view has taken in; 0 where it has begun with none.
func (tx *Tx) Cursor(view string) (n int64, err error) {
	_, err = tx.one("SELECT n FROM cursor WHERE view = ?", func(s *sqlite3.Stmt) { n = s.ColumnInt64(0) }, view)
	return n, err
}

// SetCursor sets it, in the transaction that stores the view's rows.
func (tx *Tx) SetCursor(view string, n int64) error {
	return tx.run("INSERT INTO cursor (view, n) VALUES (?, ?) ON CONFLICT DO UPDATE SET n = excluded.n", view, n)
}

// PutKey stores a wrapped key under an opaque name, in place of an older one.
func (tx *Tx) PutKey(name string, wrapped []byte) error {
	return tx.run("INSERT INTO wrapped (name, key) VALUES (?, ?) ON CONFLICT DO UPDATE SET key = excluded.key", name, wrapped)
}

// Key gives a wrapped key, or ErrNoKey.
func (tx *Tx) Key(name string) (wrapped []byte, err error) {
	found, err := tx.one("SELECT key FROM wrapped WHERE name = ?", func(s *sqlite3.Stmt) { wrapped = s.ColumnBlob(0, nil) }, name)
	if err == nil && !found {
		return nil, ErrNoKey
	}
	return wrapped, err
}

// DeleteKey destroys a wrapped key; none is no error. The bytes are overwritten;
// call DB.Checkpoint after the transaction so that the log holds them no longer.
func (tx *Tx) DeleteKey(name string) error {
	return tx.run("DELETE FROM wrapped WHERE name = ?", name)
}

// Keys calls f for every wrapped key, by name.
func (tx *Tx) Keys(f func(name string, wrapped []byte) error) error {
	return tx.each("SELECT name, key FROM wrapped ORDER BY name", func(s *sqlite3.Stmt) error {
		return f(s.ColumnText(0), s.ColumnBlob(1, nil))
	})
}

// PutBlob stores a small original under an opaque name. Originals never change:
// the same name again is no error with the same bytes and one with others.
func (tx *Tx) PutBlob(name string, data []byte) error {
	same, found := false, false
	_, err := tx.one("SELECT data = ? FROM blob WHERE name = ?", func(s *sqlite3.Stmt) { same, found = s.ColumnBool(0), true }, data, name)
	switch {
	case err != nil || same:
		return err
	case found:
		return fmt.Errorf("sqlite: another original has this name")
	}
	return tx.run("INSERT INTO blob (name, data) VALUES (?, ?)", name, data)
}

// Blob gives a small original, or ErrNoBlob.
func (tx *Tx) Blob(name string) (data []byte, err error) {
	found, err := tx.one("SELECT data FROM blob WHERE name = ?", func(s *sqlite3.Stmt) { data = s.ColumnBlob(0, nil) }, name)
	if err == nil && !found {
		return nil, ErrNoBlob
	}
	return data, err
}

// Blobs calls f for every small original with its size in bytes, by name.
func (tx *Tx) Blobs(f func(name string, size int64) error) error {
	return tx.each("SELECT name, length(data) FROM blob ORDER BY name", func(s *sqlite3.Stmt) error {
		return f(s.ColumnText(0), s.ColumnInt64(1))
	})
}

// PutText stores the extracted text of one page of an item of evidence, in place
// of an older one.
func (tx *Tx) PutText(evidence string, page int, text string) error {
	return tx.run("INSERT INTO page (evidence, page, text) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text", evidence, page, text)
}

// Text gives the extracted text of an item of evidence, page by page; none is no error.
func (tx *Tx) Text(evidence string) (pages []string, err error) {
	err = tx.each("SELECT text FROM page WHERE evidence = ? ORDER BY page", func(s *sqlite3.Stmt) error {
		pages = append(pages, s.ColumnText(0))
		return nil
	}, evidence)
	return pages, err
}

// ShortPages gives every page whose text takes less than so many bytes.
func (tx *Tx) ShortPages(bytes int, f func(evidence string, page int, text string) error) error {
	return tx.each("SELECT evidence, page, text FROM page WHERE octet_length(text) < ? ORDER BY evidence, page", func(s *sqlite3.Stmt) error {
		return f(s.ColumnText(0), s.ColumnInt(1), s.ColumnText(2))
	}, bytes)
}
