// Package sqlite is the store of a casefile: ledger, views, search index, keys
// and small originals in one SQLite database of which every page is encrypted
// and carries a checksum.
package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/problem"
)

// maxIdle bounds the readers' connections that are kept, maxReaders those that
// are open at one time.
const (
	maxIdle    = 4
	maxReaders = 32
)

// DB is an open database. Its methods may be called from several goroutines;
// several processes may have one database open.
type DB struct {
	path     string
	key      [32]byte
	patience time.Duration
	readOnly bool // on a medium that cannot be written

	turn    chan struct{} // holds one token: who has it may write
	writer  *conn         // with the token only; nil after a failure, until the next use
	readers chan struct{} // one token per reader

	mu     sync.Mutex
	idle   []*conn
	closed bool
}

// Create makes a new database. It fails where anything exists at path.
func Create(path string, key [32]byte) (*DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, problem.Wrap(err, problem.Usage, path, "there is a casefile here already", "choose another directory")
	case err != nil:
		return nil, problem.Wrap(err, problem.Unavailable, path, "cannot be created", "check that the directory exists and can be written")
	}
	f.Close()
	db := newDB(path, key)
	if err := db.build(); err != nil {
		os.Remove(path)
		os.Remove(path + "-wal")
		os.Remove(path + "-shm")
		return nil, db.fault(context.Background(), err)
	}
	return db, nil
}

func newDB(path string, key [32]byte) *DB {
	db := &DB{path: path, key: key, patience: defaultPatience, turn: make(chan struct{}, 1), readers: make(chan struct{}, maxReaders)}
	db.turn <- struct{}{}
	for range maxReaders {
		db.readers <- struct{}{}
	}
	return db
}

// build lays the tables out and leaves all of them in the main file, so that the
// key can be tried on it from now on.
func (db *DB) build() error {
	c, err := db.connect(writing)
	if err != nil {
		return err
	}
	db.writer = c
	if err := c.Exec("PRAGMA page_size=4096"); err != nil {
		return err
	}
	err = c.EnableChecksums("main")
	if err == nil {
		err = c.Exec("PRAGMA journal_mode=WAL")
	}
	if err == nil {
		err = c.Exec("BEGIN IMMEDIATE;" + schema + setVersions + "COMMIT")
	}
	if err == nil {
		_, _, err = c.WALCheckpoint("main", sqlite3.CHECKPOINT_TRUNCATE)
	}
	if err == nil {
		err = db.inspect(c)
	}
	if err == nil {
		err = syncDir(filepath.Dir(db.path))
	}
	if err != nil {
		c.close()
		db.writer = nil
	}
	return err
}

// Open opens an existing database; it never creates one. A wrong key is refused
// before anything is touched.
func Open(path string, key [32]byte) (*DB, error) {
	db := newDB(path, key)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, problem.Wrap(err, problem.Unavailable, path, "there is no casefile here", "make one with onrecord init")
	case err != nil || !info.Mode().IsRegular():
		return nil, problem.Wrap(err, problem.Unavailable, path, "cannot be read as a casefile", "")
	}
	if err := db.tryKey(); err != nil {
		return nil, err
	}
	m, err := db.medium()
	if err != nil {
		return nil, err
	}
	if m == writing {
		if err := db.mendLog(); err != nil {
			return nil, err
		}
	}
	c, err := db.connectFirst(m)
	if err != nil {
		return nil, db.fault(context.Background(), err)
	}
	if db.readOnly = m == immutable; db.readOnly {
		db.idle = append(db.idle, c)
	} else {
		db.writer = c
	}
	return db, nil
}

// connectFirst opens the connection that everything hangs on. Where a power cut
// has torn the first page of the main file, while the log still has it, the log
// is moved over first: only then are checksums on.
func (db *DB) connectFirst(m mode) (*conn, error) {
	c, err := db.connect(m)
	if err != nil {
		return nil, err
	}
	if on, err := c.number("PRAGMA checksum_verification"); err == nil && on == 0 && m == writing {
		_, _, err = c.WALCheckpoint("main", sqlite3.CHECKPOINT_TRUNCATE)
		c.close()
		if err != nil {
			return nil, err
		}
		if c, err = db.connect(m); err != nil {
			return nil, err
		}
	}
	err = db.inspect(c)
	if err == nil && m == writing {
		err = db.renew(c)
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// Close ends all connections. Transactions under way must have ended.
func (db *DB) Close() error {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil
	}
	db.closed = true
	idle := db.idle
	db.idle = nil
	db.mu.Unlock()

	var errs []error
	for _, c := range idle {
		errs = append(errs, c.close())
	}
	<-db.turn // the last writer is done
	if db.writer != nil {
		errs = append(errs, db.writer.close())
		db.writer = nil
	}
	db.turn <- struct{}{} // who waits learns that it is closed
	clear(db.key[:])
	return db.fault(context.Background(), errors.Join(errs...))
}
