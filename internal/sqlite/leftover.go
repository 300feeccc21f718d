package sqlite

import (
	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/search"
)

// Indexed is a document as the search index holds it.
type Indexed struct {
	ID, Type, Title, Body, Field, Shown string
	Sort                                search.Sort
	Year                                string
}

// AsIndexed gives what the index holds of a document that IndexDoc has put in.
func AsIndexed(d search.Doc) Indexed {
	return Indexed{ID: d.ID, Type: d.Type, Title: search.Clean(d.Title), Body: search.Clean(d.Body), Field: d.FieldText(), Shown: d.Title, Sort: d.Sort, Year: d.Year()}
}

// Docs calls f for every document that the search index holds, by id and page.
func (tx *Tx) Docs(f func(page int, d Indexed) error) error {
	const all = `SELECT doc.name, doc.page, doc.type, doc.title, idx.title, idx.body, idx.field, doc.kind, doc.lang, doc.actor, doc.year, doc.restriction
FROM doc LEFT JOIN idx ON idx.rowid = doc.id ORDER BY doc.name, doc.page`
	return tx.each(all, func(s *sqlite3.Stmt) error {
		return f(s.ColumnInt(1), Indexed{
			ID: s.ColumnText(0), Type: s.ColumnText(2), Shown: s.ColumnText(3),
			Title: s.ColumnText(4), Body: s.ColumnText(5), Field: s.ColumnText(6),
			Sort: search.Sort{Kind: s.ColumnText(7), Lang: s.ColumnText(8), Actor: s.ColumnText(9), Restriction: s.ColumnText(11)}, Year: s.ColumnText(10),
		})
	})
}

// Unlisted counts what the search index holds without a document that names it.
func (tx *Tx) Unlisted() (n int, err error) {
	_, err = tx.one("SELECT count(*) FROM idx WHERE rowid NOT IN (SELECT id FROM doc)", func(s *sqlite3.Stmt) { n = s.ColumnInt(0) })
	return n, err
}

// Texts calls f for every item of evidence of which a text is kept.
func (tx *Tx) Texts(f func(evidence string) error) error {
	return tx.each("SELECT DISTINCT evidence FROM page ORDER BY evidence", func(s *sqlite3.Stmt) error { return f(s.ColumnText(0)) })
}
