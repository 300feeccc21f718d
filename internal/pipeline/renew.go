package pipeline

import (
	"bytes"
	"context"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// renewing is a part of an identity, opened in order to make its blind index anew.
type renewing struct {
	actor   record.ID
	part    string
	secrets []record.Secret
	old     *event.IdentitySealed
}

// Renew makes the blind indexes of sealed identities anew where this version knows
// forms that the stored ones have not; of all sources where none is named. Opening
// the identities is logged before it is done, and nothing of them is shown. It gives
// the sources whose indexes changed and how many were looked at.
func (c *Casefile) Renew(ctx context.Context, ids []record.ID, reason string) (renewed []record.ID, looked int, err error) {
	if _, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		ids, err = command.Renewable(c.state, c.me, ids)
		if err != nil {
			return nil, nil, err
		}
		var events []event.Event
		for _, id := range ids {
			opened, err := command.UnsealSource(c.state, c.me, id, reason)
			if err != nil {
				return nil, nil, err
			}
			events = append(events, opened...)
		}
		return events, nil, nil
	}); err != nil {
		return nil, 0, err
	}
	var stale []renewing
	for _, id := range ids {
		parts, err := c.stale(ctx, id)
		if err != nil {
			return nil, 0, err
		}
		stale = append(stale, parts...)
	}
	if len(stale) == 0 {
		return nil, len(ids), nil
	}
	err = c.edit(ctx, func() ([]event.Event, *effects, error) {
		renewed = nil
		fx := &effects{}
		var events []event.Event
		for _, r := range stale {
			if now := c.state.Seal(r.actor, r.part); now == nil || now.Key != r.old.Key || c.state.Burn(r.actor, r.part) != nil {
				continue // sealed anew or burned meanwhile
			}
			e, err := sealer{c, fx}.seal(r.actor, r.part, r.secrets)
			if err != nil {
				return nil, nil, err
			}
			events = append(events, e)
			if len(renewed) == 0 || renewed[len(renewed)-1] != r.actor {
				renewed = append(renewed, r.actor)
			}
		}
		return events, fx, nil
	})
	return renewed, len(ids), err
}

// stale gives the parts of an identity whose blind index this version would make
// otherwise. The opening must have been logged.
func (c *Casefile) stale(ctx context.Context, id record.ID) (out []renewing, err error) {
	who, err := c.identity(ctx, id)
	if err != nil {
		return nil, err
	}
	err = c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for _, part := range view.Parts {
			seal := c.state.Seal(id, part)
			if seal == nil || c.state.Burn(id, part) != nil {
				continue
			}
			guard, err := guardOf(tx, id, part)
			if err != nil {
				return err
			}
			key, err := tx.Key(guard.Key)
			if err != nil {
				return err
			}
			had, err := c.ring.OpenGuard(id, part, key, guard.Sealed)
			if err != nil {
				return err
			}
			whole, secrets := record.Identity{Names: who.Names}, who.Names
			if part == view.PartIdentifiers {
				whole, secrets = record.Identity{Identifiers: who.Identifiers}, who.Identifiers
			}
			entries, err := protect.Index(protect.Key(c.ring.BlindKey()), whole)
			if err != nil {
				return err
			}
			if size := len(protect.Digest{}); len(had) < size || !bytes.Equal(had[size:], entries) {
				out = append(out, renewing{id, part, secrets, seal})
			}
		}
		return nil
	})
	return out, err
}
