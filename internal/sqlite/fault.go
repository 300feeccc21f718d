package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/problem"
)

// Answers of look-ups that find nothing.
var (
	ErrNoEntry = errors.New("the ledger has no such entry")
	ErrNoKey   = errors.New("there is no such key")
	ErrNoBlob  = errors.New("there is no such original")
)

// fault turns an error of the database into one that people can read. Errors
// that are not the database's pass unchanged. The database's own words are kept
// in the chain only: they may quote what was asked.
func (db *DB) fault(ctx context.Context, err error) error {
	var p *problem.Error
	if err == nil || errors.As(err, &p) {
		return err
	}
	unavailable := func(what, hint string) error {
		return problem.Wrap(err, problem.Unavailable, db.path, what, hint)
	}
	switch {
	case errors.Is(err, sqlite3.INTERRUPT):
		if cause := ctx.Err(); cause != nil {
			return problem.Wrap(cause, problem.Unavailable, db.path, "stopped before it was done", "nothing was changed")
		}
		return unavailable("stopped before it was done", "try again")
	case errors.Is(err, sqlite3.BUSY), errors.Is(err, sqlite3.LOCKED), errors.Is(err, sqlite3.PROTOCOL):
		return db.busy(err)
	case errors.Is(err, sqlite3.FULL), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return unavailable("there is no room left on the disk", "make room and do it again; nothing was changed")
	case errors.Is(err, sqlite3.CORRUPT), errors.Is(err, sqlite3.NOTADB), errors.Is(err, sqlite3.IOERR_DATA):
		return unavailable("the database is damaged", "keep this copy and restore a backup")
	case errors.Is(err, sqlite3.READONLY):
		return unavailable("the casefile can only be read here", "copy it to a disk that can be written")
	case errors.Is(err, sqlite3.IOERR), errors.Is(err, sqlite3.CANTOPEN), errors.Is(err, sqlite3.PERM), errors.Is(err, fs.ErrPermission):
		return unavailable("the disk does not let the database be read or written", "check the disk and the rights of the files")
	case errors.Is(err, sqlite3.NOMEM):
		return unavailable("there is not enough memory", "")
	case errors.Is(err, sqlite3.TOOBIG):
		return problem.Wrap(err, problem.Usage, db.path, "one record is larger than the database takes", "split it")
	}
	return err
}

func (db *DB) busy(err error) error {
	return problem.Wrap(err, problem.Unavailable, db.path, "the casefile is in use by somebody else", "try again in a moment")
}

// broken is an answer that the database itself would never give.
func broken(what string) error {
	return fmt.Errorf("%w: %s", sqlite3.CORRUPT, what)
}
