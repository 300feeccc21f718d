// Package pipeline is the whole product as code: command → event → ledger →
// view → check → publish. It is the only package that appends.
package pipeline

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/vault"
	"onrecord.dev/onrecord/internal/view"
)

// lockWait is how long a command waits for another one that is writing.
const lockWait = 10 * time.Second

// Casefile is an open casefile, in the hands of one member.
type Casefile struct {
	dir     *disk.Dir
	db      *sqlite.DB
	ring    *vault.Keyring
	id      *vault.Identity
	me      command.Member
	state   *view.State
	cursor  int64                     // events in state
	partial bool                      // the state has no records yet: see OpenKept
	guard   *protect.Guard            // nil while the casefile is partial and nobody has asked for it
	digests map[string]protect.Digest // of sealed parts, to tell whether an import changes one
	clock   func() time.Time
	rand    io.Reader
}

// Env is what the world outside hands in.
type Env struct {
	Identity *vault.Identity
	Clock    func() time.Time // of events
	Rand     io.Reader
}

// System is the Env of a real run.
func System(id *vault.Identity) Env {
	return Env{Identity: id, Clock: time.Now, Rand: rand.Reader}
}

// Init makes a new casefile in dir and opens it. The caller is its owner.
func Init(ctx context.Context, dir string, env Env) (*Casefile, error) {
	origin, err := newOrigin(env.Rand)
	if err != nil {
		return nil, err
	}
	ring, err := vault.NewRings(origin)
	if err != nil {
		return nil, err
	}
	d, err := disk.Create(dir, origin)
	if err != nil {
		return nil, err
	}
	c := &Casefile{dir: d, ring: ring, id: env.Identity, clock: env.Clock, rand: env.Rand}
	c.me = command.Member{ID: record.Owner, Role: record.Every}
	if err := c.found(ctx); err != nil {
		_ = c.Close()
		return nil, errors.Join(err, d.Discard())
	}
	return c, nil
}

// found makes the ledger first and hands out the key last: until somebody can
// open it, the directory is the beginning of a casefile and init may start anew.
func (c *Casefile) found(ctx context.Context) error {
	var err error
	if c.db, err = sqlite.Create(c.dir.StorePath(), c.ring.StoreKey()); err != nil {
		return err
	}
	if err := c.load(ctx); err != nil {
		return err
	}
	events := command.Found(c.dir.Origin(), c.ring.LogVerifier(), c.id.Recipient(), c.id.VerifyKey())
	if err := c.commit(ctx, events, nil); err != nil {
		return err
	}
	return c.wrapFor(record.Owner, c.id.Recipient(), true)
}

// Open opens the casefile in dir with a member's identity.
func Open(ctx context.Context, dir string, env Env) (*Casefile, error) {
	c, err := OpenKept(ctx, dir, env)
	if err != nil {
		return nil, err
	}
	if err := c.Fill(ctx); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// OpenKept opens it without its records, which take long to read where there are
// many: Lines and Results do without. Call Fill before anything else that reads
// State.
func OpenKept(ctx context.Context, dir string, env Env) (*Casefile, error) {
	d, err := disk.Open(dir)
	if err != nil {
		return nil, err
	}
	// Nothing is settled here: that asks which originals the records still need.
	c := &Casefile{dir: d, id: env.Identity, clock: env.Clock, rand: env.Rand, partial: true}
	if err := c.unlock(ctx); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func (c *Casefile) unlock(ctx context.Context) error {
	if err := c.openRing(); err != nil {
		return err
	}
	var err error
	if c.db, err = sqlite.Open(c.dir.StorePath(), c.ring.StoreKey()); err != nil {
		return err
	}
	checkpoint, err := c.dir.Checkpoint() // before the snapshot, which is then no older
	if err != nil {
		return err
	}
	if err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		if err := c.extends(tx, checkpoint); err != nil {
			return err
		}
		return c.loadFrom(tx)
	}); err != nil {
		return err
	}
	for _, k := range c.state.Keys {
		if k.Recipient == c.id.Recipient() {
			c.me = command.Member{ID: k.Member, Role: k.Role}
		}
	}
	if c.me.ID == "" {
		return problem.New(problem.Refused, "", "your key belongs to no member of this casefile", "ask its owner to admit you")
	}
	return nil
}

// openRing opens the casefile's keys with the member's identity.
func (c *Casefile) openRing() error {
	wraps, err := c.dir.Wraps()
	if err != nil {
		return err
	}
	var refused error
	for _, w := range wraps {
		ring, err := vault.Unwrap(c.id, w.Desk, w.Custody)
		if err == nil {
			c.ring = ring
			return c.dir.Belongs(ring.Origin())
		}
		refused = err
	}
	if refused == nil {
		refused = problem.New(problem.Refused, "", "this casefile has no keys any more", "restore a backup")
	}
	return refused
}

func (c *Casefile) wrapFor(member record.ID, recipient string, custody bool) error {
	desk, cust, err := c.ring.WrapFor(recipient, custody)
	if err != nil {
		return err
	}
	return c.dir.PutWrap(c.ring.WrapName(member), desk, cust)
}

// Close wipes the keys and lets go of the files.
func (c *Casefile) Close() error {
	if c.ring != nil {
		c.ring.Wipe()
	}
	if c.db != nil {
		return c.db.Close()
	}
	return nil
}

// Me tells who holds the casefile open.
func (c *Casefile) Me() command.Member { return c.me }

// Path is the casefile's directory.
func (c *Casefile) Path() string { return c.dir.Path() }

// State gives the present records. Readers must not change it.
func (c *Casefile) State() *view.State { return c.state }

// Fingerprint names the keys that the casefile seals with, 64 hexadecimal digits:
// members who read the same one to each other seal for the same custodians.
func (c *Casefile) Fingerprint() string { return c.ring.Fingerprint() }

// opaque gives a name that tells nothing.
func (c *Casefile) opaque() (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(c.rand, b[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(b[:]), nil
}

func newOrigin(r io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return "", err
	}
	return "onrecord/" + hex.EncodeToString(b[:]), nil
}
