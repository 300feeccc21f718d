package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/ledger"
)

// maxIntegrity bounds the problems that Integrity lists.
const maxIntegrity = 100

// Integrity reads every page, verifying its checksum, and checks the structure of
// all tables and of the search index. It tells what is wrong; the error is for
// what kept it from looking. It uses a connection of its own: on one that has
// served searches the check of the index can raise a false alarm.
func (db *DB) Integrity(ctx context.Context) ([]ledger.Problem, error) {
	out, err := db.unsoundPages(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.await(ctx, db.readers); err != nil {
		return nil, err
	}
	defer func() { db.readers <- struct{}{} }()
	m := reading
	if db.readOnly {
		m = immutable
	}
	c, err := db.connect(m)
	if err != nil {
		return nil, db.fault(ctx, err)
	}
	defer c.close()
	c.listen(ctx)
	defer c.listen(context.Background())

	s, _, err := c.Prepare(fmt.Sprintf("PRAGMA integrity_check(%d)", maxIntegrity))
	if err == nil {
		for s.Step() {
			// SQLite's own words name tables, pages and row numbers, no content.
			for line := range strings.Lines(s.ColumnText(0)) {
				if line = strings.TrimSpace(line); line != "ok" && !strings.HasPrefix(line, "***") {
					out = append(out, ledger.Problem{Kind: "store", Where: "database", Message: line})
				}
			}
		}
		err = errors.Join(s.Err(), s.Close())
	}
	switch {
	case err == nil:
	case errors.Is(err, sqlite3.CORRUPT), errors.Is(err, sqlite3.NOTADB), errors.Is(err, sqlite3.IOERR_DATA):
		out = append(out, ledger.Problem{Kind: "store", Where: "database", Message: "a page is damaged"})
	default:
		return nil, db.fault(ctx, err)
	}
	return out, nil
}
