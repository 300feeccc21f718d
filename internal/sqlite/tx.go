package sqlite

import (
	"context"
	"errors"

	"github.com/ncruces/go-sqlite3"
)

// Tx is a transaction. It is good only inside the function that it was handed to
// and for one goroutine. Functions that walk may call other methods of the Tx.
type Tx struct {
	db   *DB
	conn *conn
	ctx  context.Context
	done bool
}

var errDone = errors.New("sqlite: the transaction is over")

// run runs a statement that gives no rows.
func (tx *Tx) run(sql string, args ...any) error {
	s, err := tx.prepare(sql, args)
	if err != nil {
		return err
	}
	defer tx.conn.giveBack(sql, s)
	return tx.fault(s.Exec())
}

// one reads the first row; found is false where there is none.
func (tx *Tx) one(sql string, row func(*sqlite3.Stmt), args ...any) (found bool, err error) {
	s, err := tx.prepare(sql, args)
	if err != nil {
		return false, err
	}
	defer tx.conn.giveBack(sql, s)
	if found = s.Step(); found {
		row(s)
	}
	return found, tx.fault(s.Err())
}

// each walks over all rows until f fails.
func (tx *Tx) each(sql string, f func(*sqlite3.Stmt) error, args ...any) error {
	s, err := tx.prepare(sql, args)
	if err != nil {
		return err
	}
	defer tx.conn.giveBack(sql, s)
	for s.Step() {
		if err := f(s); err != nil {
			return err
		}
		if tx.done {
			return errDone
		}
	}
	return tx.fault(s.Err())
}

func (tx *Tx) prepare(sql string, args []any) (*sqlite3.Stmt, error) {
	if tx.done {
		return nil, errDone
	}
	s, err := tx.conn.use(sql)
	if err != nil {
		return nil, tx.fault(err)
	}
	for i, arg := range args {
		if err := bind(s, i+1, arg); err != nil {
			tx.conn.giveBack(sql, s)
			return nil, tx.fault(err)
		}
	}
	return s, nil
}

func bind(s *sqlite3.Stmt, i int, arg any) error {
	switch v := arg.(type) {
	case int:
		return s.BindInt(i, v)
	case int64:
		return s.BindInt64(i, v)
	case string:
		return s.BindText(i, v)
	case []byte:
		if len(v) == 0 {
			return s.BindZeroBlob(i, 0) // an empty slice is not NULL
		}
		return s.BindBlob(i, v)
	}
	return errors.New("sqlite: cannot bind this type")
}

func (tx *Tx) fault(err error) error { return tx.db.fault(tx.ctx, err) }
