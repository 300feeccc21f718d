package pipeline

import (
	"context"
	"time"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Published tells what a release became. Where the gate failed, Release is nil
// and nothing was written.
type Published struct {
	Checked
	Release *publish.Release
}

// Publish puts a draft through the gate and, if it passes, writes the release to
// dir: built in memory, searched for protected strings, committed to in the
// ledger, written beside and renamed.
func (c *Casefile) Publish(ctx context.Context, file string, source []byte, now time.Time, dir string) (Published, error) {
	if !c.me.May(command.Publish) {
		return Published{}, problem.New(problem.Refused, "", "your role ("+string(c.me.Role)+") has no right to publish", "ask an editor")
	}
	checked, err := c.inspect(ctx, file, source, now)
	if err != nil || !checked.Passes() {
		return Published{Checked: checked}, err
	}
	target, err := disk.ReleaseTarget(dir)
	if err != nil {
		return Published{}, err
	}
	rel, err := c.build(ctx, checked, now)
	if err != nil {
		return Published{}, err
	}
	events, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		events, err := command.Release(c.me, event.StoryReleased{
			Slug: rel.Slug, Manifest: hashOf(rel.Manifest), Used: checked.Used, Traits: checked.Traits,
		})
		return append(command.NoteCheck(c.state, checked.event(source)), events...), nil, err
	})
	if err != nil {
		return Published{}, err
	}
	proof, err := c.prove(ctx, c.cursor-int64(len(events)), rel)
	if err != nil {
		return Published{}, err
	}
	if err := proof.Guarded(c.guard); err != nil {
		return Published{}, err
	}
	return Published{Checked: checked, Release: rel}, target.Write(rel.All(proof))
}

func (c *Casefile) build(ctx context.Context, checked Checked, now time.Time) (*publish.Release, error) {
	public, err := c.public(ctx, checked, now)
	if err != nil {
		return nil, err
	}
	rel, err := publish.Build(publish.Input{
		Draft: checked.Draft, Case: c.state.Casefile, Results: checked.Results, Report: checked.Report,
		Guard: c.guard, Now: now, Public: public,
	})
	if err != nil {
		return nil, err
	}
	return rel, rel.Guarded(c.guard)
}

// public gives the originals behind the draft that may be shown to anybody;
// which of them a release does show is publish's to decide.
func (c *Casefile) public(ctx context.Context, checked Checked, now time.Time) (map[record.ID][]byte, error) {
	out := map[record.ID][]byte{}
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		for _, id := range c.behind(checked.Draft) {
			e := c.state.Evidence[id]
			if e == nil || e.Original == nil || !e.State.IsActive() || e.Embargo.RunsAt(now) ||
				(e.Restriction != "" && e.Restriction != record.RestrictNone) {
				continue
			}
			data, err := c.readOriginal(tx, e)
			if err != nil {
				return err
			}
			out[id] = data
		}
		return nil
	})
	return out, err
}

// prove makes the proof of a release whose events begin at first.
func (c *Casefile) prove(ctx context.Context, first int64, rel *publish.Release) (publish.Proof, error) {
	var out publish.Proof
	err := c.db.Read(ctx, func(tx *sqlite.Tx) error {
		checkpoint, err := c.dir.Checkpoint()
		if err != nil {
			return err
		}
		manifest, originals, err := c.leaves(tx, first, rel)
		if err != nil {
			return err
		}
		out, err = publish.Prove(checkpoint, c.ring.LogVerifier(), manifest, originals)
		return err
	})
	return out, err
}

// leaves discloses the manifest's leaf and those of the originals behind the release.
func (c *Casefile) leaves(tx *sqlite.Tx, first int64, rel *publish.Release) (manifest ledger.Disclosure, originals map[string]ledger.Disclosure, err error) {
	size, err := tx.Size()
	if err != nil {
		return manifest, nil, err
	}
	originals = map[string]ledger.Disclosure{}
	err = tx.Entries(0, func(seq int64, e ledger.Entry) error {
		_, ev, err := e.Parse()
		if err != nil {
			return err
		}
		switch ev := ev.(type) {
		case *event.OriginalStored:
			if rel.Shows(ev.SHA256) {
				originals[ev.SHA256], err = ledger.Disclose(tx, seq, size)
			}
		case *event.ManifestSealed:
			if seq >= first && ev.SHA256 == hashOf(rel.Manifest) {
				manifest, err = ledger.Disclose(tx, seq, size)
			}
		}
		return err
	})
	return manifest, originals, err
}
