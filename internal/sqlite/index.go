package sqlite

import (
	"cmp"
	"slices"

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
	if ask.Any {
		q = q.Any()
	}
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
	var err error
	out.Hits, err = tx.best(q, match, ask)
	return out, err
}

// best gives the best matches. The index's own ranking finds candidates, whose text
// puts them in order.
func (tx *Tx) best(q search.Query, match string, ask search.Ask) ([]search.Hit, error) {
	const candidates = `
WITH m AS MATERIALIZED (SELECT rowid AS id, bm25(idx, 4.0, 1.0, 0.0) AS rank FROM idx WHERE idx MATCH ? LIMIT ?)
SELECT doc.id, doc.name, doc.type, doc.title, doc.page, m.rank FROM m JOIN doc USING (id)
ORDER BY m.rank, doc.name, doc.page LIMIT ?`
	type candidate struct {
		row int64
		hit search.Hit
	}
	ranked := search.RankedStrict
	if ask.Any {
		ranked = search.Ranked
	}
	var all []candidate
	if err := tx.each(candidates, func(s *sqlite3.Stmt) error {
		h := search.Hit{ID: s.ColumnText(1), Type: s.ColumnText(2), Title: s.ColumnText(3), Page: s.ColumnInt(4)}
		h.Score = max(-s.ColumnFloat(5), leastScore)
		all = append(all, candidate{s.ColumnInt64(0), h})
		return nil
	}, match, maxRanked, max(ask.Limit, ranked)); err != nil {
		return nil, err
	}
	texts := make([]search.Text, len(all))
	for i, c := range all {
		if _, err := tx.one("SELECT title, body FROM idx WHERE rowid = ?", func(s *sqlite3.Stmt) {
			texts[i] = search.Text{Title: s.ColumnText(0), Body: s.ColumnText(1)}
		}, c.row); err != nil {
			return nil, err
		}
	}
	first := min(len(all), ranked)
	scores, err := q.Rank(tx.conn.reader, texts[:first], statistics{tx}, ask.Any)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	if scores != nil {
		for i := range all {
			if i < first {
				all[i].hit.Score = max(scores[i], leastScore)
			} else { // below all that were ordered anew, in the index's order
				all[i].hit.Score = leastScore / float64(2+i-first)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].hit.Score, all[a].hit.Score) })
	}
	hits := make([]search.Hit, 0, min(ask.Limit, len(all)))
	for _, i := range order[:min(ask.Limit, len(order))] {
		h := all[i].hit
		h.Snippet = q.Snippet(texts[i].Body)
		hits = append(hits, h)
	}
	return hits, nil
}

// leastScore is what a match scores that has no words to score by, as by a filter.
const leastScore = 1e-6

// statistics tell how common the words of the index are.
type statistics struct{ tx *Tx }

func (s statistics) Docs() (n int, err error) {
	_, err = s.tx.one("SELECT count(*) FROM doc", func(r *sqlite3.Stmt) { n = r.ColumnInt(0) })
	return n, err
}

// DocsWith reads the list of a word's documents, which is shorter than a search.
func (s statistics) DocsWith(token string) (n int, err error) {
	_, err = s.tx.one("SELECT doc FROM word WHERE term = ?", func(r *sqlite3.Stmt) { n = r.ColumnInt(0) }, token)
	return n, err
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
