package pipeline

import (
	"context"
	"time"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/draft"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// Live puts drafts through the gate at every keystroke. It says what Check says,
// but writes nothing, and keeps between keystrokes what they leave alone: results
// of R1 while the records stay, evidence once verified, all that the gate read of
// sentences that stand as they stood. It is not safe for concurrent use.
type Live struct {
	c       *Casefile
	seq     int64 // events that results knows
	window  standing.Window
	results map[record.ID]corroborate.Result
	waivers []check.Waiver
	earlier []check.Release
	linked  map[record.ID][]record.ID // statements by claim
	sound   map[record.ID]string      // evidence that was verified, and what is wrong with it
	drafts  map[string]*writing
}

// writing is what is remembered of one draft.
type writing struct {
	words draft.Memory
	gate  check.Memory
}

// Refresh takes in what another process has appended since.
func (c *Casefile) Refresh(ctx context.Context) error { return c.refresh(ctx) }

// Head is how many events the records are made of: they are the same while it is.
func (c *Casefile) Head() int64 { return c.cursor }

// Live begins to check drafts beside this casefile.
func (c *Casefile) Live() *Live {
	return &Live{c: c, seq: unknown, drafts: map[string]*writing{}}
}

// Refresh takes in what another process has appended since, and reports whether
// that, or the passing of an embargo, may change what was said of a draft.
func (l *Live) Refresh(ctx context.Context, now time.Time) (changed bool, err error) {
	if err := l.c.refresh(ctx); err != nil {
		return false, err
	}
	if l.seq == l.c.cursor && l.window.Holds(now) {
		return false, nil
	}
	if l.seq != l.c.cursor {
		if l.earlier, err = l.c.earlier(ctx); err != nil {
			return false, err
		}
		l.linked = map[record.ID][]record.ID{}
		for key := range l.c.state.Links {
			l.linked[key.Claim] = append(l.linked[key.Claim], key.Statement)
		}
		l.waivers, l.sound = l.c.waivers(), map[record.ID]string{}
	}
	l.results = corroborate.All(l.c.state.Casefile, corroborate.Options{Now: now})
	l.window, l.seq = standing.WindowAt(l.c.state.Casefile, now), l.c.cursor
	return true, nil
}

// Check puts a draft through the gate and writes nothing. Key tells one draft from
// another, file is its name, not a path that is opened. Call Refresh first.
func (l *Live) Check(ctx context.Context, key, file string, source []byte, now time.Time) (Checked, error) {
	w := l.drafts[key]
	if w == nil {
		w = &writing{}
		l.drafts[key] = w
	}
	d, err := w.words.Parse(file, source)
	if err != nil {
		return Checked{}, err
	}
	in := l.c.gateInput(d, now)
	in.Results, in.Waivers, in.Earlier = l.results, l.waivers, l.earlier
	if in.Broken, err = l.broken(ctx, l.behind(d)); err != nil {
		return Checked{}, err
	}
	return Checked{Report: w.gate.Run(in), Draft: d, Results: l.results}, nil
}

// behind gives the evidence that the citations of a draft rest on.
func (l *Live) behind(d *draft.Draft) []record.ID {
	return l.c.behindBy(d, func(cited map[record.ID]bool, statement func(record.ID)) {
		for claim := range cited {
			for _, id := range l.linked[claim] {
				statement(id)
			}
		}
	})
}

// broken verifies the evidence that was not verified yet.
func (l *Live) broken(ctx context.Context, ids []record.ID) (map[record.ID]string, error) {
	var fresh []record.ID
	for _, id := range ids {
		if _, known := l.sound[id]; !known {
			fresh = append(fresh, id)
		}
	}
	if len(fresh) > 0 {
		found, err := l.c.broken(ctx, fresh)
		if err != nil {
			return nil, err
		}
		for _, id := range fresh {
			l.sound[id] = found[id]
		}
	}
	out := map[record.ID]string{}
	for _, id := range ids {
		if why := l.sound[id]; why != "" {
			out[id] = why
		}
	}
	return out, nil
}

// Forget lets go of what is remembered of a draft, so that the next check of it
// begins anew; and, with it, of the evidence that was verified.
func (l *Live) Forget(key string) {
	delete(l.drafts, key)
	l.sound = map[record.ID]string{}
}

// Casefile is the casefile that drafts are checked beside.
func (l *Live) Casefile() *Casefile { return l.c }

// Results gives what R1 says of every claim, as of the last Refresh.
func (l *Live) Results() map[record.ID]corroborate.Result { return l.results }
