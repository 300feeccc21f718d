package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// settle finishes what a commit leaves to do outside of its transaction, where
// the process that made it was killed or failed in between. The checkpoint moves
// last, so that one that lags behind the ledger tells of unfinished work. Hold
// the lock.
func (c *Casefile) settle(ctx context.Context) error {
	text, unfinished, err := c.unfinished()
	if err != nil || !unfinished {
		return err
	}
	var head []byte
	if err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		if err := c.extends(tx, text); err != nil {
			return err
		}
		head, err = c.checkpoint(tx)
		return err
	}); err != nil {
		return err
	}
	if err := c.sweepOriginals(); err != nil {
		return err
	}
	if err := c.db.Checkpoint(); err != nil { // a destroyed key may be in the log still
		return err
	}
	return c.dir.PutCheckpoint(head)
}

// unfinished gives the checkpoint outside, and whether it lags behind. One that is
// wrong is not for here: it stops the commit.
func (c *Casefile) unfinished() (checkpoint []byte, yes bool, err error) {
	if checkpoint, err = c.dir.Checkpoint(); err != nil {
		return nil, false, err
	}
	last, err := ledger.OpenCheckpoint(checkpoint, c.ring.LogVerifier())
	return checkpoint, err == nil && last.Size < c.cursor, nil
}

// settleIfFree settles when a casefile is opened, if nobody else is at work on it
// and the disk can be written; else the next one to write does.
func (c *Casefile) settleIfFree(ctx context.Context) {
	if _, yes, err := c.unfinished(); err != nil || !yes {
		return
	}
	unlock, err := c.dir.Lock(ctx, 0)
	if err != nil {
		return
	}
	defer unlock()
	if c.refresh(ctx) == nil {
		_ = c.settle(ctx)
	}
}

// sweepOriginals removes files that no evidence refers to any more, such as the
// copy for the whole desk of what custodians alone may open now.
func (c *Casefile) sweepOriginals() error {
	wanted := map[string]bool{}
	for _, e := range c.state.Evidence {
		if e.Original != nil && e.Original.Size >= packBelow {
			wanted[c.blobName(e.Original, e.Restriction)] = true
		}
	}
	var orphans []string
	if err := c.dir.Originals(func(name string) error {
		if !wanted[name] {
			orphans = append(orphans, name)
		}
		return nil
	}); err != nil {
		return err
	}
	for _, name := range orphans {
		if err := c.dir.RemoveOriginal(name); err != nil {
			return err
		}
	}
	return nil
}

// keysOf names the keys of an actor's identity; with guards those of its blind index too.
func (c *Casefile) keysOf(actor record.ID, parts []string, guards bool) []string {
	var out []string
	for _, part := range parts {
		if seal := c.state.Seal(actor, part); seal != nil {
			out = append(out, seal.Key)
			if guards {
				out = append(out, seal.GuardKey)
			}
		}
	}
	return out
}
