package lsp

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/record"
)

// mostText is the largest document that is kept; the gate refuses far smaller ones.
const mostText = 4 << 20

// mostOpen is how many documents are kept at a time.
const mostOpen = 256

// document is a draft that is open in the editor.
type document struct {
	uri     string
	version *int
	text    text
	lost    safe // why its text is not known; empty where it is
	dirty   bool // it changed since it was checked
	due     time.Time
	took    time.Duration // the last check

	checked pipeline.Checked
	good    bool // checked is of this text
	found   []placed
}

// placed is a finding where it is shown.
type placed struct {
	record.Finding
	shown diagnostic
}

const (
	outOfStep safe = "a message of the editor could not be read: close and open this draft to have it checked"
	tooLarge  safe = "the draft is far larger than 1 MiB and is not checked: split it into several stories"
)

func (s *server) didOpen(ctx context.Context, p openParams) error {
	if len(s.open) >= mostOpen && s.open[p.Document.URI] == nil {
		return s.show(2, "onrecord checks no more than 256 drafts at a time: close some")
	}
	d := &document{uri: p.Document.URI, version: &p.Document.Version}
	s.open[d.uri] = d
	d.set(p.Document.Text)
	if !s.harmless(d.uri) {
		if err := s.nameless(); err != nil {
			return err
		}
	}
	if s.live == nil {
		if path := pathOf(d.uri); path != "" && s.root == "" {
			s.root = filepath.Dir(path)
		}
		return s.reach(ctx, s.root)
	}
	return nil
}

// set gives a document its text, whatever it had before.
func (d *document) set(s string) {
	d.lost, d.dirty, d.good = "", true, false
	if len(s) > mostText {
		d.text, d.lost = newText(""), tooLarge
		return
	}
	d.text = newText(strings.ToValidUTF8(s, "\uFFFD"))
}

func (s *server) didChange(p changeParams) error {
	d := s.open[p.Document.URI]
	if d == nil {
		return nil
	}
	d.version = p.Document.Version
	for _, c := range p.Changes {
		switch {
		case c.Range == nil:
			d.set(c.Text)
		case d.lost != "":
		case c.Range.Start.Line < 0 || c.Range.Start.Character < 0 || c.Range.End.Line < 0 || c.Range.End.Character < 0:
			d.lost = outOfStep
		case len(d.text.s)+len(c.Text) > mostText:
			d.text, d.lost = newText(""), tooLarge
		default:
			from, to := d.text.offset(c.Range.Start, s.enc), d.text.offset(c.Range.End, s.enc)
			d.text = d.text.replaced(from, to, strings.ToValidUTF8(c.Text, "\uFFFD"))
		}
	}
	d.touch(s.options.Now())
	return nil
}

// touch marks a document as changed. One that takes long to check is checked when
// the writer pauses, not at every keystroke.
func (d *document) touch(now time.Time) {
	d.dirty, d.good = true, false
	d.due = now
	if d.took > patience {
		d.due = now.Add(min(d.took, longestPause))
	}
}

const (
	patience     = 100 * time.Millisecond
	longestPause = 2 * time.Second
)

// didSave checks a draft anew, with nothing remembered.
func (s *server) didSave(ctx context.Context, uri string) error {
	d := s.open[uri]
	if d == nil {
		return nil
	}
	if s.live == nil {
		return s.reach(ctx, s.root)
	}
	s.live.Forget(uri)
	d.touch(s.options.Now())
	return s.look(ctx)
}

func (s *server) didClose(uri string) error {
	d := s.open[uri]
	if d == nil {
		return nil
	}
	delete(s.open, uri)
	if s.live != nil {
		s.live.Forget(uri)
	}
	return s.publish(d, nil)
}

// loseTrack notes that a message was lost, which may have changed any document.
func (s *server) loseTrack() {
	for _, d := range s.open {
		d.lost, d.dirty, d.good = outOfStep, true, false
	}
}

// forgetAll lets go of everything that is remembered.
func (s *server) forgetAll() {
	for uri, d := range s.open {
		if s.live != nil {
			s.live.Forget(uri)
		}
		d.dirty, d.good = false, false // not again until it changes
	}
}

func (s *server) dirtyAll() {
	for _, d := range s.open {
		d.touch(time.Time{})
	}
}

// due tells when the next document is to be checked. While messages wait, they come
// first: of several keystrokes the last one counts.
func (s *server) due(busy bool) <-chan time.Time {
	if busy || s.live == nil || s.state != running {
		return nil
	}
	var next *document
	for _, d := range s.open {
		if d.dirty && (next == nil || d.due.Before(next.due)) {
			next = d
		}
	}
	if next == nil {
		return nil
	}
	return time.After(max(0, next.due.Sub(s.options.Now())))
}

// settle checks the documents that are due.
func (s *server) settle(ctx context.Context) error {
	now := s.options.Now()
	for _, uri := range record.SortedKeys(s.open) {
		if d := s.open[uri]; d.dirty && !d.due.After(now) {
			return s.guardedCheck(ctx, d) // one at a time: a message may have come
		}
	}
	return nil
}
