package pipeline

import (
	"bytes"
	"context"
	"errors"

	"golang.org/x/mod/sumdb/note"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

const recordsView = "records"

// load reads the state from the stored rows.
func (c *Casefile) load(ctx context.Context) error {
	return c.db.Read(ctx, c.loadFrom)
}

func (c *Casefile) loadFrom(tx *sqlite.Tx) error {
	state := view.NewState()
	if err := load(tx, c.partial, state); err != nil {
		return err
	}
	cursor, err := tx.Cursor(recordsView)
	if err != nil {
		return err
	}
	size, err := tx.Size()
	if err != nil {
		return err
	}
	if size != cursor {
		return problem.New(problem.Unavailable, "", "the records lag behind the ledger", "run onrecord rebuild")
	}
	var guard *protect.Guard
	var digests map[string]protect.Digest
	if !c.partial {
		if guard, digests, err = c.openGuard(tx, state); err != nil {
			return err
		}
	}
	c.state, c.cursor, c.guard, c.digests = state, cursor, guard, digests
	return nil
}

// load puts stored rows into the state; few of them are those that it takes to open a
// casefile. Reading their JSON is most of the work, so it is shared out.
func load(tx *sqlite.Tx, few bool, state *view.State) error {
	type stored struct {
		kind, id string
		body     []byte
		row      view.Row
		err      error
	}
	read := beside.Row[stored]{
		Work: func(r *stored) { r.row, r.err = view.Read(r.kind, r.id, r.body) },
		Take: func(r stored) error {
			if r.err != nil {
				return r.err
			}
			return state.Set(r.row)
		},
	}
	add := func(kind, id string, body []byte) error { return read.Add(stored{kind: kind, id: id, body: body}) }
	if !few {
		if err := tx.RecordsBut(view.RowGuard, add); err != nil {
			return err
		}
		return read.Finish()
	}
	for _, kind := range view.Few {
		if err := tx.RecordsOf(kind, add); err != nil {
			return err
		}
	}
	return read.Finish()
}

// Fill loads the records of a casefile that was opened without them.
func (c *Casefile) Fill(ctx context.Context) error {
	if !c.partial {
		return nil
	}
	c.partial = false
	if err := c.load(ctx); err != nil {
		c.partial = true // there are no records still: nobody may decide on them
		return err
	}
	c.settleIfFree(ctx)
	return nil
}

// effects are what a commit stores beside its events, in the same transaction.
type effects struct {
	keys  map[string][]byte // wrapped keys of identities
	drop  []string          // keys to destroy
	store func(tx *sqlite.Tx) error
	// after runs once the transaction has committed, before the checkpoint outside
	// of it moves. What is done here must be done again by settle.
	after []func() error
}

func (fx *effects) apply(tx *sqlite.Tx) error {
	for _, name := range record.SortedKeys(fx.keys) {
		if err := tx.PutKey(name, fx.keys[name]); err != nil {
			return err
		}
	}
	for _, name := range fx.drop {
		if err := tx.DeleteKey(name); err != nil {
			return err
		}
	}
	if fx.store == nil {
		return nil
	}
	return fx.store(tx)
}

// do runs one command: lock, decide on the newest state, append and apply.
func (c *Casefile) do(ctx context.Context, decide func() ([]event.Event, *effects, error)) ([]event.Event, error) {
	unlock, err := c.dir.Lock(ctx, lockWait)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := c.Fill(ctx); err != nil {
		return nil, err
	}
	if err := c.refresh(ctx); err != nil {
		return nil, err
	}
	if err := c.settle(ctx); err != nil {
		return nil, err
	}
	events, fx, err := decide()
	if err != nil || len(events) == 0 {
		return nil, err
	}
	return events, c.commit(ctx, events, fx)
}

// refresh reloads the state if another process has appended since.
func (c *Casefile) refresh(ctx context.Context) error {
	return c.db.Read(ctx, func(tx *sqlite.Tx) error {
		size, err := tx.Size()
		if err != nil || size == c.cursor {
			return err
		}
		return c.loadFrom(tx)
	})
}

// commit appends the events, applies them to every view and stores the effects,
// in one transaction; then it moves the checkpoint outside of the database.
func (c *Casefile) commit(ctx context.Context, events []event.Event, fx *effects) error {
	if fx == nil {
		fx = &effects{}
	}
	at := c.clock().UTC()
	if err := reread(events); err != nil {
		return err
	}
	guard, digests := c.guard, c.digests
	var checkpoint []byte
	err := c.db.Write(ctx, func(tx *sqlite.Tx) error {
		if err := c.unrolled(tx); err != nil {
			return err
		}
		first, err := ledger.Append(tx, c.cursor, at, c.me.ID, events, c.rand)
		if err != nil {
			return err
		}
		if err := fx.apply(tx); err != nil { // while the state is still the old one
			return err
		}
		if err := renewRows(tx, c.state); err != nil {
			return err
		}
		if err := storeRows(tx, c.state, first, at, events); err != nil {
			return err
		}
		if protects(events) {
			if guard, digests, err = c.openGuard(tx, c.state); err != nil {
				return err
			}
		}
		if err := reindex(tx, c.state, events, guard, c.guard); err != nil {
			return err
		}
		if err := keepStanding(tx, c.state, first, at, events, guard); err != nil {
			return err
		}
		checkpoint, err = c.checkpoint(tx)
		return err
	})
	if err != nil {
		// The state may be ahead of what was stored: go back to what was, even where
		// it was the context's end that stopped us.
		c.cursor = unknown
		return errors.Join(err, c.refresh(context.WithoutCancel(ctx)))
	}
	c.cursor, c.guard, c.digests = c.cursor+int64(len(events)), guard, digests
	if len(fx.drop) > 0 { // destroyed keys must not live on in the write-ahead log
		fx.after = append(fx.after, c.db.Checkpoint)
	}
	for _, f := range append(fx.after, func() error { return c.dir.PutCheckpoint(checkpoint) }) {
		if err := f(); err != nil {
			return problem.Wrap(err, problem.KindOf(err), "", "it is done and stands in the ledger, but the tidying after it failed: "+problem.Line(err),
				"the next command takes it up again")
		}
	}
	return nil
}

// reread puts events in the place of themselves as the ledger will give them back,
// so that the state never differs from a rebuilt one.
func reread(events []event.Event) error {
	type one struct {
		at  int
		err error
	}
	again := beside.Row[one]{
		Work: func(o *one) { events[o.at], o.err = event.Reread(events[o.at]) },
		Take: func(o one) error { return o.err },
	}
	for i := range events {
		if err := again.Add(one{at: i}); err != nil {
			return err
		}
	}
	return again.Finish()
}

// unknown is the cursor of a state that may not be what is stored.
const unknown = -1

// checkpoint signs the head of the tree.
func (c *Casefile) checkpoint(tx *sqlite.Tx) ([]byte, error) {
	head, err := ledger.Head(tx, c.dir.Origin())
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(c.ring.LogSigner())
	if err != nil {
		return nil, errors.New("pipeline: the ledger's signing key cannot be read")
	}
	return head.Sign(signer)
}

// unrolled refuses to go on where the ledger does not extend the checkpoint
// outside of the database: somebody has put an older database in its place.
func (c *Casefile) unrolled(tx *sqlite.Tx) error {
	text, err := c.dir.Checkpoint()
	if err != nil {
		return err
	}
	return c.extends(tx, text)
}

// extends compares the ledger with a checkpoint that is no younger than tx.
func (c *Casefile) extends(tx *sqlite.Tx, checkpoint []byte) error {
	size, err := tx.Size()
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(checkpoint)) == 0 {
		if size == 0 {
			return nil
		}
		return rolledBack()
	}
	old, err := ledger.OpenCheckpoint(checkpoint, c.ring.LogVerifier())
	if err != nil || old.Origin != c.dir.Origin() || size < old.Size {
		return rolledBack()
	}
	root, err := ledger.Root(tx, old.Size)
	if err != nil {
		return err
	}
	if root != old.Root {
		return rolledBack()
	}
	return nil
}

func rolledBack() error {
	return problem.New(problem.Unavailable, "ledger", "the ledger does not extend its last signed checkpoint: it was rolled back or changed",
		"run onrecord verify, and compare with a backup")
}
