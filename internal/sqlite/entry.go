package sqlite

import (
	"fmt"

	"github.com/ncruces/go-sqlite3"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/ledger"
)

var _ ledger.Store = (*Tx)(nil)

// Size gives the number of ledger entries: the highest order plus one.
func (tx *Tx) Size() (n int64, err error) {
	_, err = tx.one("SELECT coalesce(max(seq) + 1, 0) FROM entry", func(s *sqlite3.Stmt) { n = s.ColumnInt64(0) })
	return n, err
}

// AppendEntry stores an entry; it fails where one stands at that place.
func (tx *Tx) AppendEntry(seq int64, e ledger.Entry) error {
	return tx.run("INSERT INTO entry (seq, header, body, salt) VALUES (?, ?, ?, ?)", seq, e.Header, e.Body, e.Salt[:])
}

// Entry gives one entry, or ErrNoEntry.
func (tx *Tx) Entry(seq int64) (e ledger.Entry, err error) {
	var bad error
	found, err := tx.one("SELECT seq, header, body, salt FROM entry WHERE seq = ?", func(s *sqlite3.Stmt) { e, bad = entry(s) }, seq)
	switch {
	case err != nil:
		return ledger.Entry{}, err
	case !found:
		return ledger.Entry{}, fmt.Errorf("entry %d: %w", seq, ErrNoEntry)
	}
	return e, tx.fault(bad)
}

// Entries calls f for every entry from the given order on, ascending.
func (tx *Tx) Entries(from int64, f func(seq int64, e ledger.Entry) error) error {
	return tx.entries("SELECT seq, header, body, salt FROM entry WHERE seq >= ? ORDER BY seq", f, from)
}

// EntriesBack calls f for the newest entries, newest first; all of them where
// limit is 0 or less.
func (tx *Tx) EntriesBack(limit int, f func(seq int64, e ledger.Entry) error) error {
	if limit <= 0 {
		limit = -1
	}
	return tx.entries("SELECT seq, header, body, salt FROM entry ORDER BY seq DESC LIMIT ?", f, limit)
}

func (tx *Tx) entries(sql string, f func(int64, ledger.Entry) error, arg any) error {
	return tx.each(sql, func(s *sqlite3.Stmt) error {
		e, err := entry(s)
		if err != nil {
			return tx.fault(err)
		}
		return f(s.ColumnInt64(0), e)
	}, arg)
}

func entry(s *sqlite3.Stmt) (e ledger.Entry, err error) {
	e.Header, e.Body = s.ColumnBlob(1, nil), s.ColumnBlob(2, nil)
	salt := s.ColumnRawBlob(3)
	if len(salt) != len(e.Salt) {
		return e, broken("salt")
	}
	copy(e.Salt[:], salt)
	return e, nil
}

// ReadHashes gives tree hashes by stored index; it fails where one is missing.
func (tx *Tx) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		sound := false
		_, err := tx.one("SELECT hash FROM hash WHERE idx = ?", func(s *sqlite3.Stmt) {
			h := s.ColumnRawBlob(0)
			sound = len(h) == tlog.HashSize
			copy(out[i][:], h)
		}, index)
		if err != nil {
			return nil, err
		}
		if !sound {
			return nil, tx.fault(broken("a tree hash is missing"))
		}
	}
	return out, nil
}

// PutHashes stores tree hashes at consecutive indexes; it fails where one stands.
func (tx *Tx) PutHashes(first int64, h []tlog.Hash) error {
	for i := range h {
		if err := tx.run("INSERT INTO hash (idx, hash) VALUES (?, ?)", first+int64(i), h[i][:]); err != nil {
			return err
		}
	}
	return nil
}
