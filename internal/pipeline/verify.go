package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// Verified is the outcome of a verification.
type Verified struct {
	OK       bool             `json:"ok"`
	Events   int64            `json:"events"`
	Evidence int              `json:"evidence"` // originals that were hashed
	TreeSize int64            `json:"tree_size"`
	Root     string           `json:"root"`
	Problems []ledger.Problem `json:"problems"`
	Notes    []string         `json:"notes"`
}

func (v *Verified) add(kind, where, format string, args ...any) {
	v.Problems = append(v.Problems, ledger.Problem{Kind: kind, Where: where, Message: fmt.Sprintf(format, args...)})
}

// Verify checks a casefile: every event, the tree, the checkpoint outside of the
// database, the stored records against a rebuild, and every original. It opens
// the casefile itself, so that what cannot even be opened is told as a problem
// rather than an error. Wrong keys stay errors.
func Verify(ctx context.Context, dir string, env Env) (Verified, error) {
	out := Verified{Problems: []ledger.Problem{}, Notes: []string{}}
	c, err := openForVerify(ctx, dir, env)
	if c != nil {
		defer c.Close()
	}
	switch {
	case err == nil:
	case errors.Is(err, disk.ErrDamaged):
		out.add("casefile", "casefile", "%s", problem.Line(err))
		return out, nil
	case problem.KindOf(err) == problem.Refused || c == nil:
		return out, err
	case c.ring == nil:
		out.add("keys", "keys", "%s", problem.Line(err))
		return out, nil
	default:
		out.add("store", "store.db", "%s", problem.Line(err))
		return out, nil
	}
	damaged, err := c.db.Integrity(ctx)
	if err != nil {
		out.add("store", "store.db", "%s", problem.Line(err))
	}
	out.Problems = append(out.Problems, damaged...)
	if err := c.db.Read(ctx, func(tx *sqlite.Tx) error { return c.verify(tx, &out) }); err != nil {
		out.add("store", "store.db", "%s", problem.Line(err))
	}
	out.OK = len(out.Problems) == 0
	return out, nil
}

// openForVerify gives a nil casefile where not even its directory opens.
func openForVerify(ctx context.Context, dir string, env Env) (*Casefile, error) {
	d, err := disk.Open(dir)
	if err != nil {
		return nil, err
	}
	c := &Casefile{dir: d, id: env.Identity, clock: env.Clock, rand: env.Rand}
	if err := c.openRing(); err != nil {
		return c, err
	}
	c.db, err = sqlite.Open(d.StorePath(), c.ring.StoreKey())
	return c, err
}

func (c *Casefile) verify(tx *sqlite.Tx, out *Verified) error {
	rebuilt := view.NewState()
	rows := map[string][]byte{}
	checkpoint, err := c.dir.Checkpoint()
	if err != nil {
		return err
	}
	outside := []ledger.Outside{{Name: "checkpoint", Signed: checkpoint}}
	got := ledger.Verify(tx, c.ring.LogVerifier(), outside, func(h ledger.Header, e event.Event) string {
		changed, err := rebuilt.Apply(h.Seq, h.At, e)
		if err == nil {
			err = mergeRows(rows, changed)
		}
		if err != nil {
			return "the event cannot be applied"
		}
		return ""
	})
	out.Events, out.TreeSize, out.Root = got.Events, got.TreeSize, got.Root.String()
	out.Problems = append(out.Problems, got.Problems...)
	c.state = rebuilt
	if err := c.verifyRows(tx, rows, out); err != nil {
		return err
	}
	if err := c.verifyOriginals(tx, out); err != nil {
		return err
	}
	return c.verifyRest(tx, out)
}

func mergeRows(rows map[string][]byte, changed []view.Row) error {
	for _, r := range changed {
		key := r.Kind + " " + r.ID
		if r.Value == nil {
			delete(rows, key)
			continue
		}
		body, err := r.Marshal()
		if err != nil {
			return err
		}
		rows[key] = body
	}
	return nil
}

// verifyRows compares the stored records with what the ledger makes them.
func (c *Casefile) verifyRows(tx *sqlite.Tx, rows map[string][]byte, out *Verified) error {
	check := func(key string, body []byte) {
		if want, ok := rows[key]; !ok || !bytes.Equal(want, body) {
			out.add("record", key, "the stored record is not what the ledger makes it; run onrecord rebuild")
		}
		delete(rows, key)
	}
	if err := tx.Records(func(kind, id string, body []byte) error {
		today := map[string][]byte{}
		if kind == view.RowSeal {
			if r, err := view.Read(kind, id, body); err == nil {
				if err := mergeRows(today, view.Renewed(r)); err != nil {
					return err
				}
			}
		}
		if len(today) == 0 {
			check(kind+" "+id, body)
		}
		for key, body := range today {
			check(key, body)
		}
		return nil
	}); err != nil {
		return err
	}
	for _, key := range record.SortedKeys(rows) {
		out.add("record", key, "the record is in the ledger but not in the store; run onrecord rebuild")
	}
	return nil
}

func (c *Casefile) verifyOriginals(tx *sqlite.Tx, out *Verified) error {
	for _, id := range record.SortedKeys(c.state.Evidence) {
		e := c.state.Evidence[id]
		if e.Original == nil {
			continue
		}
		switch data, err := c.readOriginal(tx, e); {
		case err == nil:
			out.Evidence++
			if ok, err := c.textHolds(tx, e, data); err != nil {
				return err
			} else if !ok {
				out.add("text", string(id), "the stored text is not that of the original; run onrecord rebuild")
			}
		case problem.KindOf(err) == problem.Refused:
			out.Notes = append(out.Notes, string(id)+": restricted to custodians, so its original was not checked")
		default:
			out.add("evidence", string(id), "%s", problem.Line(err))
		}
	}
	return c.verifySeals(tx, out)
}

// verifySeals checks that every part of an identity still has its keys, as far as
// they were not burned, and that they open what is sealed, as far as this member may.
func (c *Casefile) verifySeals(tx *sqlite.Tx, out *Verified) error {
	guarded := map[string]bool{}
	if err := eachGuarded(tx, func(name string, g *view.Guarded) error {
		guarded[name] = true
		key, err := tx.Key(g.Key)
		if err != nil {
			out.add("identity", name, "the key of this identity's blind index is missing, and it was not forgotten; restore a backup")
			return nil
		}
		actor, part := view.PartOf(name)
		if _, err := c.ring.OpenGuard(actor, part, key, g.Sealed); err != nil {
			out.add("identity", name, "%s", problem.Line(err))
		}
		return nil
	}); err != nil {
		out.add("identity", "blind index", "%s", problem.Line(err))
	}
	for _, name := range record.SortedKeys(c.state.Seals) {
		if !guarded[name] {
			out.add("identity", name, "the blind index of this identity is gone; run onrecord rebuild")
		}
		if err := c.verifySeal(tx, c.state.Seals[name]); err != nil {
			out.add("identity", name, "%s", problem.Line(err))
		}
	}
	return nil
}

func (c *Casefile) verifySeal(tx *sqlite.Tx, seal *event.IdentitySealed) error {
	if c.state.Burn(seal.Actor, seal.Part) != nil {
		return nil
	}
	key, err := tx.Key(seal.Key)
	if err != nil {
		return problem.New(problem.Unavailable, "", "the key of this identity is missing, and it was not burned", "restore a backup")
	}
	if !c.ring.Custodian() {
		return nil
	}
	_, err = c.ring.OpenIdentity(seal.Actor, seal.Part, key, seal.Sealed)
	return err
}

// Rebuild makes every view of the casefile in dir anew from its ledger.
func Rebuild(ctx context.Context, dir string, env Env) error {
	c, err := openForVerify(ctx, dir, env)
	if c != nil {
		defer c.Close()
	}
	if err != nil {
		return err
	}
	return c.rebuild(ctx)
}

func (c *Casefile) rebuild(ctx context.Context) error {
	unlock, err := c.dir.Lock(ctx, lockWait)
	if err != nil {
		return err
	}
	defer unlock()
	return c.db.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.ClearRecords(); err != nil {
			return err
		}
		c.state = view.NewState()
		var events int64
		if err := tx.Entries(0, func(seq int64, e ledger.Entry) error {
			h, ev, err := e.Parse()
			if err != nil {
				return problem.Wrap(err, problem.Unavailable, "ledger", "an entry cannot be read", "run onrecord verify")
			}
			events = seq + 1
			return storeRows(tx, c.state, seq, h.At, []event.Event{ev})
		}); err != nil {
			return err
		}
		c.cursor = events
		if c.guard, c.digests, err = c.openGuard(tx, c.state); err != nil {
			return err
		}
		for _, id := range record.SortedKeys(c.state.Evidence) {
			if err := c.rebuildText(ctx, tx, c.state.Evidence[id]); err != nil {
				return err
			}
		}
		if err := c.rebuildLikenesses(ctx, tx); err != nil {
			return err
		}
		if err := indexAll(tx, c.state, c.guard); err != nil {
			return err
		}
		if err := tx.ClearStanding(); err != nil {
			return err
		}
		return keepStanding(tx, c.state, c.cursor, c.clock().UTC(), nil, c.guard)
	})
}
