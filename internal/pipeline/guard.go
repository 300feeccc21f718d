package pipeline

import (
	"context"
	"errors"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

func (c *Casefile) digestOf(actor record.ID, part string, secrets []record.Secret) protect.Digest {
	return protect.DigestOf(c.ring.BlindKey(), actor, part, secrets)
}

// sealer seals identities for one commit and keeps their keys for its effects.
type sealer struct {
	c  *Casefile
	fx *effects
}

func (s sealer) seal(actor record.ID, part string, secrets []record.Secret) (*event.IdentitySealed, error) {
	c := s.c
	wrapped, sealed, err := c.ring.SealIdentity(actor, part, secrets)
	if err != nil {
		return nil, err
	}
	id := record.Identity{Names: secrets}
	if part == view.PartIdentifiers {
		id = record.Identity{Identifiers: secrets}
	}
	entries, err := protect.Index(protect.Key(c.ring.BlindKey()), id)
	if err != nil {
		return nil, err
	}
	d := c.digestOf(actor, part, secrets)
	guardKey, guard, err := c.ring.SealGuard(actor, part, append(d[:], entries...))
	if err != nil {
		return nil, err
	}
	e := &event.IdentitySealed{Actor: actor, Part: part, Sealed: sealed, Guard: guard}
	if e.Key, err = c.opaque(); err != nil {
		return nil, err
	}
	if e.GuardKey, err = c.opaque(); err != nil {
		return nil, err
	}
	if s.fx.keys == nil {
		s.fx.keys = map[string][]byte{}
	}
	s.fx.keys[e.Key], s.fx.keys[e.GuardKey] = wrapped, guardKey
	s.fx.drop = append(s.fx.drop, c.keysOf(actor, []string{part}, true)...)
	return e, nil
}

// sealedPart is a part of an identity whose blind index is being opened.
type sealedPart struct {
	name   string // actor|part
	sealed []byte
	key    []byte
	clear  []byte // a digest of the part, then its blind index
	err    error
}

// openGuard builds the blind index of every sealed identity that is not forgotten.
// It fails where one of them has none: the name would go out unnoticed.
func (c *Casefile) openGuard(tx *sqlite.Tx, s *view.State) (*protect.Guard, map[string]protect.Digest, error) {
	var all []protect.Protected
	digests := map[string]protect.Digest{}
	opened := beside.Row[sealedPart]{
		Work: func(p *sealedPart) {
			actor, part := view.PartOf(p.name)
			p.clear, p.err = c.ring.OpenGuard(actor, part, p.key, p.sealed)
		},
		Take: func(p sealedPart) error {
			actor, _ := view.PartOf(p.name)
			if p.err != nil || len(p.clear) < len(protect.Digest{}) {
				return problem.Wrap(p.err, problem.Unavailable, string(actor), "the blind index of this source cannot be opened", "run onrecord verify")
			}
			size := len(protect.Digest{})
			digests[p.name] = protect.Digest(p.clear[:size])
			all = append(all, protect.Protected{Actor: actor, Entries: protect.Entries(p.clear[size:])})
			return nil
		},
		Size: 32,
	}
	lost := func(name, what string) error {
		actor, _ := view.PartOf(name)
		return problem.New(problem.Unavailable, string(actor), what, "run onrecord verify, and restore a backup")
	}
	if err := eachGuarded(tx, func(name string, g *view.Guarded) error {
		key, err := tx.Key(g.Key)
		if errors.Is(err, sqlite.ErrNoKey) {
			return lost(name, "the blind index of this source has lost its key")
		}
		if err != nil {
			return err
		}
		return opened.Add(sealedPart{name: name, sealed: g.Sealed, key: key})
	}); err != nil {
		return nil, nil, err
	}
	if err := opened.Finish(); err != nil {
		return nil, nil, err
	}
	for name := range s.Seals {
		if _, ok := digests[name]; !ok {
			return nil, nil, lost(name, "the blind index of this source is gone")
		}
	}
	g := protect.NewGuard(protect.Key(c.ring.BlindKey()))
	return g, digests, g.AddAll(all)
}

// eachGuarded calls f for every sealed blind index, by actor|part.
func eachGuarded(tx *sqlite.Tx, f func(name string, g *view.Guarded) error) error {
	some := false
	of := func(kind, name string, body []byte) error {
		r, err := view.Read(kind, name, body)
		if err != nil {
			return err
		}
		for _, r := range append(view.Renewed(r), r) {
			if g, ok := r.Value.(*view.Guarded); ok {
				some = true
				return f(name, g)
			}
		}
		return nil
	}
	if err := tx.RecordsOf(view.RowGuard, of); err != nil || some {
		return err
	}
	return tx.RecordsOf(view.RowSeal, of) // as an older version stored it
}

// guardOf gives the sealed blind index of one part, whose row is of this version.
func guardOf(tx *sqlite.Tx, actor record.ID, part string) (*view.Guarded, error) {
	body, err := tx.Record(view.RowGuard, view.SealID(actor, part))
	if err != nil {
		return nil, err
	}
	g := &view.Guarded{}
	return g, g.UnmarshalBinary(body)
}

// renewRows stores what an older version stored as this one does.
func renewRows(tx *sqlite.Tx, s *view.State) error {
	for _, name := range record.SortedKeys(s.Seals) {
		for _, r := range view.Renewed(view.Row{Kind: view.RowSeal, ID: name, Value: s.Seals[name]}) {
			if err := putRow(tx, r); err != nil {
				return err
			}
			if err := s.Set(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// shield opens the blind index of a casefile that was opened without it.
func (c *Casefile) shield(ctx context.Context) error {
	if c.guard != nil {
		return nil
	}
	return c.db.Read(ctx, func(tx *sqlite.Tx) (err error) {
		c.guard, c.digests, err = c.openGuard(tx, c.state)
		return err
	})
}

// Guard finds protected strings; everything that leaves the process goes through it.
// It is opened when it is first asked for. Where it cannot be opened, it lets nothing
// through: ask Guarded why.
func (c *Casefile) Guard() *protect.Guard {
	if c.shield(context.Background()) != nil {
		return protect.Shut()
	}
	return c.guard
}

// Guarded says why nothing can be shown, where the blind index cannot be opened.
func (c *Casefile) Guarded() error { return c.shield(context.Background()) }

// sameIdentity reports whether a part is sealed already with just these secrets.
// A burned identity is never the same: importing it again seals it anew.
func (c *Casefile) sameIdentity(actor record.ID, part string, secrets []record.Secret) bool {
	d, ok := c.digests[string(actor)+"|"+part]
	return ok && c.state.Burn(actor, part) == nil && d.Equal(c.digestOf(actor, part, secrets))
}
