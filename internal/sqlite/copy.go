package sqlite

import (
	"context"
	"io"
	"os"

	"onrecord.dev/onrecord/internal/problem"
)

// Copy hands f the bytes of the database at one moment, encrypted as they are,
// with their number. Nobody writes meanwhile.
func (db *DB) Copy(ctx context.Context, f func(store io.Reader, size int64) error) error {
	if err := db.Checkpoint(); err != nil {
		return err
	}
	return db.Write(ctx, func(*Tx) error {
		// What is not in the main file yet would be missing from the copy.
		if info, err := os.Stat(db.path + "-wal"); err == nil && info.Size() > 0 {
			return problem.New(problem.Unavailable, db.path, "another program is reading the casefile", "close it and try again")
		}
		file, err := os.Open(db.path)
		if err != nil {
			return problem.Wrap(err, problem.Unavailable, db.path, "cannot be read", "check its rights")
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return problem.Wrap(err, problem.Unavailable, db.path, "cannot be read", "check its rights")
		}
		return f(io.LimitReader(file, info.Size()), info.Size())
	})
}

// DropText removes the extracted text of an item of evidence; none is no error.
func (tx *Tx) DropText(evidence string) error {
	return tx.run("DELETE FROM page WHERE evidence = ?", evidence)
}

// DropBlob removes a small original that has been stored under another name;
// none is no error.
func (tx *Tx) DropBlob(name string) error {
	return tx.run("DELETE FROM blob WHERE name = ?", name)
}
