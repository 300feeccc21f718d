package sqlite

import "github.com/ncruces/go-sqlite3"

// PutStanding stores a row of what was worked out from the records, in place of
// one of the same part and id.
func (tx *Tx) PutStanding(part, id string, body []byte) error {
	return tx.run("INSERT INTO standing (part, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body", part, id, body)
}

// DeleteStanding removes a row; none is no error.
func (tx *Tx) DeleteStanding(part, id string) error {
	return tx.run("DELETE FROM standing WHERE part = ? AND id = ?", part, id)
}

// Standing calls f for every row of a part, by id. The body is good until f
// returns. An older database that cannot be written has none.
func (tx *Tx) Standing(part string, f func(id string, body []byte) error) error {
	has, err := tx.one("SELECT 1 FROM sqlite_schema WHERE name = 'standing'", func(*sqlite3.Stmt) {})
	if err != nil || !has {
		return err
	}
	return tx.each("SELECT id, body FROM standing WHERE part = ? ORDER BY id", func(s *sqlite3.Stmt) error {
		return f(s.ColumnText(0), s.ColumnRawBlob(1))
	}, part)
}

// OneStanding gives one row; nil where there is none.
func (tx *Tx) OneStanding(part, id string) (body []byte, err error) {
	err = tx.Standing(part, func(other string, b []byte) error {
		if other == id {
			body = append([]byte(nil), b...)
		}
		return nil
	})
	return body, err
}

// ClearStanding removes all rows.
func (tx *Tx) ClearStanding() error { return tx.run("DELETE FROM standing") }
