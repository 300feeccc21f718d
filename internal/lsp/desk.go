package lsp

import (
	"context"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/recent"
)

// desk is the casefile that drafts are checked beside, once it is open.
type desk struct {
	live    *pipeline.Live
	trouble trouble
	said    recent.Cache[string, safe]
	guarded *protect.Guard // that said is of
}

// trouble is what keeps drafts from being checked. Another process that opens or
// closes the casefile is in the way for a moment, so it is told when it comes twice
// in a row, and then once.
type trouble struct {
	line  string
	times int
}

// say lets text out: protected strings are taken out of it. Text that comes from the
// records or from the draft must come through here.
func (s *server) say(text string) safe {
	var g *protect.Guard
	if s.live != nil {
		g = s.live.Casefile().Guard()
	}
	if g != s.guarded {
		s.said, s.guarded = recent.Cache[string, safe]{}, g
	}
	return s.said.Get(text, func() safe { return safe(g.Clean(text)) })
}

// harmless reports whether a text goes out as it is.
func (s *server) harmless(text string) bool { return string(s.say(text)) == text }

// reach opens the casefile unless it is open.
func (s *server) reach(ctx context.Context, dir string) error {
	if s.live != nil {
		return nil
	}
	c, err := s.options.Open(ctx, dir)
	if err != nil {
		return s.fail(err)
	}
	live := c.Live()
	if _, err := live.Refresh(ctx, s.options.Now()); err != nil {
		_ = c.Close()
		return s.fail(err)
	}
	s.live, s.trouble = live, trouble{}
	s.dirtyAll()
	return nil
}

// fail tells the person at the editor why drafts are not checked.
func (s *server) fail(err error) error {
	line := problem.Line(err)
	if line != s.trouble.line {
		s.trouble = trouble{line: line}
	}
	if s.trouble.times++; s.trouble.times != 2 {
		return nil
	}
	weight := 2
	if s.live == nil && problem.KindOf(err) == problem.Unavailable {
		weight = 3 // no casefile here: perhaps these texts are no drafts at all
	}
	return s.show(weight, "onrecord does not check drafts: "+s.say(line))
}

// look takes in what other processes changed, and tries again what failed.
func (s *server) look(ctx context.Context) (err error) {
	defer func() {
		if recover() != nil { // a trace could show sealed text
			s.forgetAll()
			err = nil
		}
	}()
	switch {
	case s.state != running:
		return nil
	case s.live == nil:
		return s.reach(ctx, s.root)
	}
	changed, err := s.live.Refresh(ctx, s.options.Now())
	if err != nil {
		return s.fail(err)
	}
	s.trouble = trouble{}
	if changed {
		s.dirtyAll()
	}
	return nil
}

// close lets go of the casefile.
func (s *server) close() {
	if s.live != nil {
		_ = s.live.Casefile().Close()
	}
}
