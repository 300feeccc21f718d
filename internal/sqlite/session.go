package sqlite

import (
	"context"
	"time"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/problem"
)

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
