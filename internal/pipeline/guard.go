package pipeline

import (
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
	name  string
	seal  *event.IdentitySealed
	key   []byte
	clear []byte // a digest of the part, then its blind index
	err   error
}

// openGuard builds the blind index of every sealed identity that is not forgotten.
func (c *Casefile) openGuard(tx *sqlite.Tx, s *view.State) (*protect.Guard, map[string]protect.Digest, error) {
	var all []protect.Protected
	digests := map[string]protect.Digest{}
	opened := beside.Row[sealedPart]{
		Work: func(p *sealedPart) { p.clear, p.err = c.ring.OpenGuard(p.seal.Actor, p.seal.Part, p.key, p.seal.Guard) },
		Take: func(p sealedPart) error {
			if p.err != nil || len(p.clear) < len(protect.Digest{}) {
				return problem.Wrap(p.err, problem.Unavailable, string(p.seal.Actor), "the blind index of this source cannot be opened", "run onrecord verify")
			}
			size := len(protect.Digest{})
			digests[p.name] = protect.Digest(p.clear[:size])
			all = append(all, protect.Protected{Actor: p.seal.Actor, Entries: protect.Entries(p.clear[size:])})
			return nil
		},
		Size: 32,
	}
	for _, name := range record.SortedKeys(s.Seals) {
		seal := s.Seals[name]
		key, err := tx.Key(seal.GuardKey)
		if errors.Is(err, sqlite.ErrNoKey) {
			// Not to be passed over: the name would go out unnoticed.
			return nil, nil, problem.New(problem.Unavailable, string(seal.Actor), "the blind index of this source has lost its key", "run onrecord verify, and restore a backup")
		}
		if err == nil {
			err = opened.Add(sealedPart{name: name, seal: seal, key: key})
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if err := opened.Finish(); err != nil {
		return nil, nil, err
	}
	g := protect.NewGuard(protect.Key(c.ring.BlindKey()))
	return g, digests, g.AddAll(all)
}

// sameIdentity reports whether a part is sealed already with just these secrets.
// A burned identity is never the same: importing it again seals it anew.
func (c *Casefile) sameIdentity(actor record.ID, part string, secrets []record.Secret) bool {
	d, ok := c.digests[string(actor)+"|"+part]
	return ok && c.state.Burn(actor, part) == nil && d.Equal(c.digestOf(actor, part, secrets))
}
