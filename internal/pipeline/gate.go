package pipeline

import (
	"context"
	"crypto/ed25519"
	"slices"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

// Checked is what the gate says of a draft.
type Checked struct {
	check.Report
	Draft   *draft.Draft                     `json:"-"`
	Results map[record.ID]corroborate.Result `json:"-"`
	in      check.Input
}

// Passes reports whether nothing stands against a release.
func (r Checked) Passes() bool { return r.passes(record.LevelError) }

// passes reports whether nothing was found at a level or above.
func (r Checked) passes(failOn record.Level) bool {
	for _, f := range r.Findings {
		if f.Level.AtLeast(failOn) {
			return false
		}
	}
	return true
}

// Check puts a draft through the gate and records the outcome, so that a later
// check can tell what has changed and a waiver which rule it passes over. The
// draft passes where nothing is found at failOn or above. File is a name, not a
// path that is opened.
func (c *Casefile) Check(ctx context.Context, file string, source []byte, now time.Time, failOn record.Level) (Checked, error) {
	out, err := c.inspect(ctx, file, source, now)
	if err != nil {
		return out, err
	}
	err = c.Decide(ctx, func(s *view.State, m command.Member) ([]event.Event, error) {
		return command.NoteCheck(s, out.event(source, failOn)), nil
	})
	return out, err
}

func (r Checked) event(source []byte, failOn record.Level) *event.DraftChecked {
	e := &event.DraftChecked{Draft: r.Draft.Name, SHA256: hashOf(source), Passed: r.passes(failOn)}
	if e.Passed {
		e.Claims = r.Digest
	}
	for _, f := range append(slices.Clone(r.Findings), r.Waived...) {
		if e.Findings == nil {
			e.Findings = map[string]string{}
		}
		e.Findings[f.Fingerprint] = f.Rule
	}
	return e
}

// Suppose puts a draft through the gate as if the records were those of s, and
// writes nothing.
func (c *Casefile) Suppose(ctx context.Context, s *view.State, file string, source []byte, now time.Time) (Checked, error) {
	supposed := *c
	supposed.state = s
	return supposed.inspect(ctx, file, source, now)
}

// inspect runs the gate and writes nothing.
func (c *Casefile) inspect(ctx context.Context, file string, source []byte, now time.Time) (Checked, error) {
	d, err := draft.Parse(file, source)
	if err != nil {
		return Checked{}, err
	}
	results := corroborate.All(c.state.Casefile, corroborate.Options{Now: now})
	broken, err := c.broken(ctx, c.behind(d))
	if err != nil {
		return Checked{}, err
	}
	in := c.gateInput(d, now)
	in.Results, in.Broken, in.Waivers = results, broken, c.waivers()
	if in.Earlier, err = c.earlier(ctx); err != nil {
		return Checked{}, err
	}
	return Checked{Report: check.Run(in), Draft: d, Results: results, in: in}, nil
}

// gateInput is what the gate reads, without what takes work: results, evidence
// that does not verify, waivers and earlier releases.
func (c *Casefile) gateInput(d *draft.Draft, now time.Time) check.Input {
	in := check.Input{Draft: d, Case: c.state.Casefile, Guard: c.Guard(), Now: now}
	if p := c.state.Passed[d.Name]; p != nil {
		in.Passed = &check.Passed{At: p.At, Claims: p.Claims}
	}
	return in
}

// waivers gives the waivers whose signature holds.
func (c *Casefile) waivers() []check.Waiver {
	var out []check.Waiver
	for _, id := range record.SortedKeys(c.state.Waivers) {
		w := c.state.Waivers[id]
		key := c.state.Keys[w.By]
		if key == nil || len(key.VerifyKey) != ed25519.PublicKeySize ||
			!ed25519.Verify(key.VerifyKey, event.WaiverText(w.Fingerprint, w.Reason, w.By), w.Signature) {
			continue
		}
		out = append(out, check.Waiver{Fingerprint: w.Fingerprint, By: w.By, Custodian: command.Custody(key.Role), Reason: w.Reason})
	}
	return out
}

// behind gives the evidence that the citations of a draft rest on.
func (c *Casefile) behind(d *draft.Draft) []record.ID {
	return c.behindBy(d, func(cited map[record.ID]bool, statement func(record.ID)) {
		for key := range c.state.Links {
			if cited[key.Claim] {
				statement(key.Statement)
			}
		}
	})
}

// behindBy does so where linked finds the statements linked to the claims cited.
func (c *Casefile) behindBy(d *draft.Draft, linked func(cited map[record.ID]bool, statement func(record.ID))) []record.ID {
	evidence := map[record.ID]bool{}
	statement := func(id record.ID) {
		if s := c.state.Statements[id]; s != nil {
			evidence[s.Evidence] = true
		}
	}
	cited := map[record.ID]bool{}
	for _, s := range d.Sentences {
		for _, cite := range s.Cites {
			cited[cite.ID] = true
			statement(cite.ID)
			if r := c.state.Requests[cite.ID]; r != nil {
				statement(r.Reply)
			}
		}
	}
	linked(cited, statement)
	return record.SortedKeys(evidence)
}
