package pipeline

import (
	"context"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/view"
)

// Unseal logs that an identity is opened, and only then opens it.
func (c *Casefile) Unseal(ctx context.Context, id record.ID, reason string) (*record.Identity, error) {
	if _, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.UnsealSource(c.state, c.me, id, reason)
		return events, nil, err
	}); err != nil {
		return nil, err
	}
	return c.identity(ctx, id)
}

// identity opens both parts of an identity. The opening must have been logged.
func (c *Casefile) identity(ctx context.Context, id record.ID) (*record.Identity, error) {
	out := &record.Identity{}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for part, to := range map[string]*[]record.Secret{view.PartNames: &out.Names, view.PartIdentifiers: &out.Identifiers} {
			seal := c.state.Seal(id, part)
			if seal == nil || c.state.Burn(id, part) != nil {
				continue
			}
			key, err := tx.Key(seal.Key)
			if err != nil {
				return err
			}
			if *to, err = c.ring.OpenIdentity(id, part, key, seal.Sealed); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// Burn destroys the keys of an identity; with forget those of its blind index too.
func (c *Casefile) Burn(ctx context.Context, id record.ID, reason string, forget bool) error {
	return c.edit(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.BurnSource(c.state, c.me, id, reason, forget)
		fx := &effects{drop: c.keysOf(id, view.Parts, forget)}
		return events, fx, err
	})
}

// Decide runs a command that needs nothing but the state and the member.
func (c *Casefile) Decide(ctx context.Context, f func(*view.State, command.Member) ([]event.Event, error)) error {
	return c.edit(ctx, func() ([]event.Event, *effects, error) {
		events, err := f(c.state, c.me)
		return events, nil, err
	})
}

func (c *Casefile) edit(ctx context.Context, decide func() ([]event.Event, *effects, error)) error {
	_, err := c.do(ctx, decide)
	return err
}

// Waive signs and logs a member's reason to pass over a finding.
func (c *Casefile) Waive(ctx context.Context, fingerprint, reason string) error {
	return c.Decide(ctx, func(s *view.State, m command.Member) ([]event.Event, error) {
		return command.WaiveFinding(s, m, fingerprint, check.Protects, reason, c.id.Sign)
	})
}

// Admit gives a member a key. The ledger says so before the casefile's keys are
// wrapped for it, so that no key is handed out unrecorded. Admitting the same
// member with the same key again wraps them once more, where that was cut short.
func (c *Casefile) Admit(ctx context.Context, id record.ID, role record.Role, recipient string, verifyKey []byte) error {
	return c.edit(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.AdmitMember(c.state, c.me, id, role, recipient, verifyKey)
		if err != nil {
			return nil, nil, err
		}
		if len(events) == 0 {
			return nil, nil, c.wrapFor(id, recipient, command.Custody(c.state.Keys[id].Role))
		}
		keyed := events[len(events)-1].(*event.MemberKeyed)
		return events, &effects{after: []func() error{func() error {
			return c.wrapFor(id, recipient, command.Custody(keyed.Role))
		}}}, nil
	})
}
