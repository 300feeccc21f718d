package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"onrecord.dev/onrecord/internal/ledger"
)

// lockPage is the page (from 0) over the bytes that SQLite locks; it is never written.
const lockPage = 1 << 30 / pageSize

// unsoundPages reads the main file block by block, pages included that no table
// uses any more and that SQLite therefore never looks at: a flipped bit in one
// does no harm, but somebody flipped it. It looks only where the log has been
// moved over and nobody writes meanwhile; else a page may be rightly half new.
func (db *DB) unsoundPages(ctx context.Context) ([]ledger.Problem, error) {
	var out []ledger.Problem
	if db.readOnly {
		return db.scanPages(ctx, out)
	}
	if err := db.Checkpoint(); err != nil {
		return nil, nil // somebody is at work in it; SQLite's own check stands
	}
	err := db.Write(ctx, func(*Tx) error {
		if info, err := os.Stat(db.path + "-wal"); err == nil && info.Size() > 0 {
			return nil
		}
		var err error
		out, err = db.scanPages(ctx, out)
		return err
	})
	return out, err
}

func (db *DB) scanPages(ctx context.Context, out []ledger.Problem) ([]ledger.Problem, error) {
	f, err := os.Open(db.path)
	if err != nil {
		return out, db.unreadable(err)
	}
	defer f.Close()
	block := make([]byte, pageSize)
	for i := int64(0); len(out) < maxIntegrity; i++ {
		n, err := io.ReadFull(f, block)
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return append(out, ledger.Problem{Kind: "store", Where: "database", Message: fmt.Sprintf("%d bytes stand after the last page", n)}), nil
		case err != nil:
			return out, db.unreadable(err)
		case ctx.Err() != nil:
			return out, ctx.Err()
		case i != lockPage && !soundPage(db.decrypt(block, i*pageSize)):
			out = append(out, ledger.Problem{Kind: "store", Where: "database", Message: fmt.Sprintf("page %d is damaged", i+1)})
		}
	}
	return out, nil
}
