package sqlite

import (
	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/search"
)

// maxRanked bounds how many matches are scored: FTS5 scores every one, which
// takes seconds for a word that a million pages have. The total still counts all.
const maxRanked = 20000

// IndexDoc makes a document findable, in place of one with the same id and page.
func (tx *Tx) IndexDoc(d search.Doc) error {
	if err := tx.drop("SELECT id FROM doc WHERE name = ? AND page = ?", d.ID, d.Page); err != nil {
		return err
	}
	if err := tx.run("INSERT INTO doc (name, page, type, title) VALUES (?, ?, ?, ?)", d.ID, d.Page, d.Type, d.Title); err != nil {
		return err
	}
	return tx.run("INSERT INTO idx (rowid, title, body, field) VALUES (?, ?, ?, ?)",
		tx.conn.LastInsertRowID(), search.Clean(d.Title), search.Clean(d.Body), d.FieldText())
}

// DropDoc removes a document with all its pages from the index; none is no error.
func (tx *Tx) DropDoc(id string) error { return tx.drop("SELECT id FROM doc WHERE name = ?", id) }

func (tx *Tx) drop(sql string, args ...any) error {
	var rows []int64
	err := tx.each(sql, func(s *sqlite3.Stmt) error {
		rows = append(rows, s.ColumnInt64(0))
		return nil
	}, args...)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := tx.run("DELETE FROM idx WHERE rowid = ?", row); err != nil {
			return err
		}
		if err := tx.run("DELETE FROM doc WHERE id = ?", row); err != nil {
			return err
		}
	}
	return nil
}

// ClearIndex empties the index.
func (tx *Tx) ClearIndex() error {
	if err := tx.run("DELETE FROM idx"); err != nil {
		return err
	}
	return tx.run("DELETE FROM doc")
}

// Search gives the number of all documents that match and the best of them, at
// most limit, by score, then id, then page. A word in a title weighs four times
// one in the body.
func (tx *Tx) Search(q search.Query, limit int) (total int, hits []search.Hit, err error) {
	hits = []search.Hit{}
	match := q.FTS5()
	if match == "" {
		return 0, hits, nil
	}
	if _, err := tx.one("SELECT count(*) FROM idx WHERE idx MATCH ?", func(s *sqlite3.Stmt) { total = s.ColumnInt(0) }, match); err != nil {
		return 0, nil, err
	}
	if total == 0 || limit <= 0 {
		return total, hits, nil
	}
	const ranked = `
WITH m AS MATERIALIZED (SELECT rowid AS id, bm25(idx, 4.0, 1.0, 0.0) AS rank FROM idx WHERE idx MATCH ? LIMIT ?)
SELECT doc.id, doc.name, doc.type, doc.title, doc.page, m.rank FROM m JOIN doc USING (id)
ORDER BY m.rank, doc.name, doc.page LIMIT ?`
	err = tx.each(ranked, func(s *sqlite3.Stmt) error {
		h := search.Hit{ID: s.ColumnText(1), Type: s.ColumnText(2), Title: s.ColumnText(3), Page: s.ColumnInt(4)}
		h.Score = max(-s.ColumnFloat(5), 1e-6) // a filter alone scores nothing
		_, err := tx.one("SELECT body FROM idx WHERE rowid = ?", func(s *sqlite3.Stmt) { h.Snippet = q.Snippet(s.ColumnText(0)) }, s.ColumnInt64(0))
		hits = append(hits, h)
		return err
	}, match, maxRanked, limit)
	if err != nil {
		return 0, nil, err
	}
	return total, hits, nil
}
