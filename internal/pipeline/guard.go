package pipeline

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// digest is a keyed hash of one part of an identity. It is sealed together with
// the blind index, so that forgetting one forgets the other.
type digest [sha256.Size]byte

func (c *Casefile) digestOf(actor record.ID, part string, secrets []record.Secret) digest {
	key := c.ring.BlindKey()
	mac := hmac.New(sha256.New, key[:])
	clear := []string{"onrecord.identity/1", string(actor), part}
	for _, s := range secrets {
		clear = append(clear, s.Reveal())
	}
	_ = json.NewEncoder(mac).Encode(clear)
	return digest(mac.Sum(nil))
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
	if old := c.state.Seal(actor, part); old != nil {
		s.fx.drop = append(s.fx.drop, old.Key, old.GuardKey)
	}
	return e, nil
}

// openGuard builds the blind index of every sealed identity whose guard key is left.
func (c *Casefile) openGuard(tx *sqlite.Tx, s *view.State) (*protect.Guard, map[string]digest, error) {
	g := protect.NewGuard(protect.Key(c.ring.BlindKey()))
	digests := map[string]digest{}
	for _, name := range record.SortedKeys(s.Seals) {
		seal := s.Seals[name]
		key, err := tx.Key(seal.GuardKey)
		if errors.Is(err, sqlite.ErrNoKey) {
			continue // burned and forgotten
		}
		if err != nil {
			return nil, nil, err
		}
		clear, err := c.ring.OpenGuard(seal.Actor, seal.Part, key, seal.Guard)
		if err != nil || len(clear) < sha256.Size {
			return nil, nil, problem.Wrap(err, problem.Unavailable, string(seal.Actor), "the blind index of this source cannot be opened", "run onrecord verify")
		}
		digests[name] = digest(clear[:sha256.Size])
		if err := g.Add(seal.Actor, protect.Entries(clear[sha256.Size:])); err != nil {
			return nil, nil, err
		}
	}
	return g, digests, nil
}

// sameIdentity reports whether a part is sealed already with just these secrets.
// A burned identity is never the same: importing it again seals it anew.
func (c *Casefile) sameIdentity(actor record.ID, part string, secrets []record.Secret) bool {
	d, ok := c.digests[string(actor)+"|"+part]
	want := c.digestOf(actor, part, secrets)
	return ok && c.state.Burns[actor] == nil && hmac.Equal(d[:], want[:])
}
