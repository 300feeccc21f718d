package sqlite

import (
	"errors"

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
	const insert = "INSERT INTO doc (name, page, type, title, kind, lang, actor, year, restriction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
	if err := tx.run(insert, d.ID, d.Page, d.Type, d.Title, d.Sort.Kind, d.Sort.Lang, d.Sort.Actor, d.Year(), d.Sort.Restriction); err != nil {
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

// Search gives the number of all documents that match and the best of them, by
// score, then id, then page. A word in a title weighs four times one in the body.
func (tx *Tx) Search(q search.Query, ask search.Ask) (*search.Answer, error) {
	out := &search.Answer{Hits: []search.Hit{}}
	match := q.FTS5()
	if match == "" {
		return out, nil
	}
	if _, err := tx.one("SELECT count(*) FROM idx WHERE idx MATCH ?", func(s *sqlite3.Stmt) { out.Total = s.ColumnInt(0) }, match); err != nil {
		return nil, err
	}
	if ask.Facets {
		if err := tx.facets(match, out); err != nil {
			return nil, err
		}
	}
	if out.Total == 0 || ask.Limit <= 0 {
		return out, nil
	}
	const ranked = `
WITH m AS MATERIALIZED (SELECT rowid AS id, bm25(idx, 4.0, 1.0, 0.0) AS rank FROM idx WHERE idx MATCH ? LIMIT ?)
SELECT doc.id, doc.name, doc.type, doc.title, doc.page, m.rank FROM m JOIN doc USING (id)
ORDER BY m.rank, doc.name, doc.page LIMIT ?`
	err := tx.each(ranked, func(s *sqlite3.Stmt) error {
		h := search.Hit{ID: s.ColumnText(1), Type: s.ColumnText(2), Title: s.ColumnText(3), Page: s.ColumnInt(4)}
		h.Score = max(-s.ColumnFloat(5), 1e-6) // a filter alone scores nothing
		_, err := tx.one("SELECT body FROM idx WHERE rowid = ?", func(s *sqlite3.Stmt) { h.Snippet = q.Snippet(s.ColumnText(0)) }, s.ColumnInt64(0))
		out.Hits = append(out.Hits, h)
		return err
	}, match, maxRanked, ask.Limit)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// facets counts what matches by what it is.
func (tx *Tx) facets(match string, out *search.Answer) error {
	const counted = `SELECT type, kind, lang, actor, year, restriction, count(*) FROM idx JOIN doc ON doc.id = idx.rowid
WHERE idx MATCH ? GROUP BY 1, 2, 3, 4, 5, 6`
	var t search.Tally
	if err := tx.each(counted, func(s *sqlite3.Stmt) error {
		var values [6]string
		for i := range values {
			values[i] = s.ColumnText(i)
		}
		t.Add(values, s.ColumnInt(6))
		return nil
	}, match); err != nil {
		return err
	}
	out.Facets = t.Facets()
	return nil
}

// Words calls f for the words of the index from first on and before last, in order,
// until it returns false.
func (tx *Tx) Words(first, last string, f func(word string) bool) error {
	err := tx.each("SELECT term FROM word WHERE term >= ? AND term < ?", func(s *sqlite3.Stmt) error {
		if !f(s.ColumnText(0)) {
			return errEnough
		}
		return nil
	}, first, last)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

var errEnough = errors.New("sqlite: enough")
