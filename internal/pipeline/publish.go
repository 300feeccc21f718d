package pipeline

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/redact"
	"onrecord.dev/onrecord/internal/sqlite"
)

// Published tells what a release became. Where the gate failed, Release is nil
// and nothing was written.
type Published struct {
	Checked
	Release *publish.Release
	Notes   []string // why an item that has a redaction is withheld, a line for each
}

// Publish puts a draft through the gate and, if it passes, writes the release to
// dir: built in memory, searched for protected strings, committed to in the
// ledger, written beside and renamed.
func (c *Casefile) Publish(ctx context.Context, file string, source []byte, now time.Time, dir string) (Published, error) {
	if err := c.me.Need(command.Publish); err != nil {
		return Published{}, err
	}
	seen := c.cursor
	checked, err := c.inspect(ctx, file, source, now)
	if err != nil || !checked.Passes() {
		return Published{Checked: checked}, err
	}
	if len(checked.Draft.Sentences) == 0 {
		return Published{}, problem.New(problem.Usage, file, "the draft is empty", "there is nothing to publish")
	}
	tmp, err := disk.BesideDir(dir)
	if err != nil {
		return Published{}, err
	}
	defer os.RemoveAll(tmp) // gone already where it became the release
	rel, notes, err := c.build(ctx, checked, now)
	if err != nil {
		return Published{}, err
	}
	traits, text, err := told(checked, rel)
	if err != nil {
		return Published{}, err
	}
	if _, err := c.do(ctx, func() ([]event.Event, *effects, error) {
		if c.cursor != seen { // a name may have become protected since
			return nil, nil, problem.New(problem.Unavailable, "", "the casefile changed while the story was checked", "try again")
		}
		events, err := command.Release(c.me, event.StoryReleased{
			Slug: rel.Slug, Manifest: hashOf(rel.Manifest), Used: checked.Used, Traits: traits, Shown: rel.Shown, Text: text,
		})
		return append(command.NoteCheck(c.state, checked.event(source, record.LevelError)), events...), nil, err
	}); err != nil {
		return Published{}, err
	}
	if err := c.prove(ctx, rel); err != nil {
		return Published{}, err
	}
	if err := writeTree(tmp, rel.Files); err != nil {
		return Published{}, err
	}
	return Published{Checked: checked, Release: rel, Notes: notes}, disk.ReplaceDir(tmp, dir)
}

func writeTree(dir string, files map[string][]byte) error {
	for _, path := range record.SortedKeys(files) {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return problem.Wrap(err, problem.Unavailable, dir, "the release cannot be written", "is there room on the disk?")
		}
		if err := disk.WriteFileAtomic(full, files[path], 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (c *Casefile) build(ctx context.Context, checked Checked, now time.Time) (*publish.Release, []string, error) {
	public, redacted, notes, err := c.public(ctx, checked, now)
	if err != nil {
		return nil, nil, err
	}
	rel, err := publish.Build(publish.Input{
		Draft: checked.Draft, Case: c.state.Casefile, Results: checked.Results, Report: checked.Report,
		Guard: c.Guard(), Now: now, Public: public, Redacted: redacted,
	})
	if err != nil {
		return nil, nil, err
	}
	return rel, notes, rel.Guarded(c.Guard())
}

// public gives the originals behind the draft that may be shown to anybody, and
// those that may be shown as their redaction leaves them; which of them a release
// does show is publish's to decide.
func (c *Casefile) public(ctx context.Context, checked Checked, now time.Time) (out map[record.ID][]byte, redacted map[record.ID]redact.Product, notes []string, err error) {
	out, redacted = map[record.ID][]byte{}, map[record.ID]redact.Product{}
	for _, id := range c.behind(checked.Draft) {
		e := c.state.Evidence[id]
		if e == nil || e.Original == nil || !publish.Open(e, now) {
			continue
		}
		if e.Redaction != nil {
			p, err := c.cleaned(ctx, e)
			switch kind := problem.KindOf(err); {
			case err == nil:
				redacted[id] = p
			case kind == problem.Refused || kind == problem.Usage:
				notes = append(notes, "withheld: "+problem.Line(err))
			default:
				return nil, nil, nil, err
			}
			continue
		}
		if err := c.db.Read(ctx, func(tx *sqlite.Tx) (err error) {
			out[id], err = c.readOriginal(tx, e)
			return err
		}); err != nil {
			return nil, nil, nil, err
		}
	}
	return out, redacted, notes, nil
}

// prove adds the proof to a release whose manifest stands in the ledger.
func (c *Casefile) prove(ctx context.Context, rel *publish.Release) error {
	return c.db.Read(ctx, func(tx *sqlite.Tx) error {
		sealed := publish.Sealed{Ledger: tx, Key: c.ring.LogVerifier()}
		var err error
		if sealed.Checkpoint, err = c.checkpoint(tx); err != nil {
			return err
		}
		if err := c.places(tx, rel, &sealed); err != nil {
			return err
		}
		proof, err := publish.Proof(rel, sealed)
		if err != nil {
			return err
		}
		maps.Copy(rel.Files, proof)
		return rel.Guarded(c.Guard())
	})
}

// places finds the leaves of the manifest and of the originals behind a release.
func (c *Casefile) places(tx *sqlite.Tx, rel *publish.Release, to *publish.Sealed) error {
	stored := map[string]int64{} // by hash, the first time
	manifest := hashOf(rel.Manifest)
	if err := tx.Entries(0, func(seq int64, e ledger.Entry) error {
		_, ev, err := e.Parse()
		if err != nil {
			return err
		}
		switch ev := ev.(type) {
		case *event.OriginalStored:
			if _, ok := stored[ev.SHA256]; !ok {
				stored[ev.SHA256] = seq
			}
		case *event.ManifestSealed:
			if ev.SHA256 == manifest {
				to.Manifest = seq
			}
		}
		return nil
	}); err != nil {
		return err
	}
	to.Originals = map[record.ID]int64{}
	for _, id := range append(slices.Clone(rel.Shown), rel.Withheld...) {
		if e := c.state.Evidence[id]; e != nil && e.Original != nil {
			if seq, ok := stored[e.Original.SHA256]; ok {
				to.Originals[id] = seq
			}
		}
	}
	return nil
}
