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
	if err := db.inspect(c); err != nil {
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

// Read runs f on one snapshot: what others write meanwhile is not seen.
func (db *DB) Read(ctx context.Context, f func(*Tx) error) (err error) {
	if err := db.await(ctx, db.readers); err != nil {
		return err
	}
	defer func() { db.readers <- struct{}{} }()
	c, err := db.reader()
	if err != nil {
		return db.fault(ctx, err)
	}
	sound := false
	defer func() { db.release(c, sound) }()
	c.listen(ctx)
	tx := &Tx{db: db, conn: c, ctx: ctx}
	defer func() { tx.done = true }()
	// The snapshot is taken by the first read, not by BEGIN.
	if err := c.Exec("BEGIN; SELECT 1 FROM cursor LIMIT 1"); err != nil {
		return db.fault(ctx, err)
	}
	err = f(tx)
	c.listen(context.Background())
	// A connection whose transaction is gone already has met a fault.
	sound = !c.GetAutocommit() && c.Exec("ROLLBACK") == nil
	return err
}

// Write runs f in a transaction. What it wrote is on the disk when Write
// returns nil, and gone when f or the commit fails or f panics.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) (err error) {
	if db.readOnly {
		return db.fault(ctx, sqlite3.READONLY)
	}
	if err := db.await(ctx, db.turn); err != nil {
		return err
	}
	defer func() { db.turn <- struct{}{} }()
	if err := db.openWriter(); err != nil {
		return db.fault(ctx, err)
	}
	c := db.writer
	c.listen(ctx)
	if err := c.Exec("BEGIN IMMEDIATE"); err != nil {
		return db.fault(ctx, err)
	}
	tx := &Tx{db: db, conn: c, ctx: ctx}
	committed := false
	defer func() {
		tx.done = true
		if !committed {
			db.rollBack(c)
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return db.fault(ctx, sqlite3.INTERRUPT)
	}
	c.listen(context.Background()) // a commit is not broken off halfway
	if err := c.Exec("COMMIT"); err != nil {
		return db.fault(ctx, err)
	}
	committed = true
	return nil
}

// rollBack undoes the transaction; a connection that cannot is given up, which
// undoes it as well.
func (db *DB) rollBack(c *conn) {
	c.listen(context.Background())
	if c.GetAutocommit() { // the failure itself has undone it
		return
	}
	if err := c.Exec("ROLLBACK"); err != nil {
		c.close()
		db.writer = nil
	}
}

// Checkpoint moves everything from the write-ahead log into the main file and
// empties the log, so that what was deleted is in neither. Readers under way are
// waited for.
func (db *DB) Checkpoint() error {
	ctx := context.Background()
	if db.readOnly {
		return db.fault(ctx, sqlite3.READONLY)
	}
	if err := db.await(ctx, db.turn); err != nil {
		return err
	}
	defer func() { db.turn <- struct{}{} }()
	if err := db.openWriter(); err != nil {
		return db.fault(ctx, err)
	}
	db.writer.listen(ctx)
	_, _, err := db.writer.WALCheckpoint("main", sqlite3.CHECKPOINT_TRUNCATE)
	return db.fault(ctx, err)
}

// await takes a token, for as long as patience and ctx allow.
func (db *DB) await(ctx context.Context, tokens chan struct{}) error {
	if ctx.Err() != nil {
		return db.fault(ctx, sqlite3.INTERRUPT)
	}
	timer := time.NewTimer(db.patience)
	defer timer.Stop()
	select {
	case <-tokens:
	case <-timer.C:
		return db.busy(context.DeadlineExceeded)
	case <-ctx.Done():
		return db.fault(ctx, sqlite3.INTERRUPT)
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		tokens <- struct{}{}
		return problem.New(problem.Unavailable, db.path, "the casefile has been closed", "")
	}
	return nil
}

func (db *DB) openWriter() (err error) {
	if db.writer == nil {
		db.writer, err = db.connect(writing)
	}
	return err
}

func (db *DB) reader() (*conn, error) {
	db.mu.Lock()
	if n := len(db.idle); n > 0 {
		c := db.idle[n-1]
		db.idle = db.idle[:n-1]
		db.mu.Unlock()
		return c, nil
	}
	db.mu.Unlock()
	if db.readOnly {
		return db.connect(immutable)
	}
	return db.connect(reading)
}

func (db *DB) release(c *conn, sound bool) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if !sound || db.closed || len(db.idle) >= maxIdle {
		c.listen(context.Background())
		c.close()
		return
	}
	db.idle = append(db.idle, c)
}
