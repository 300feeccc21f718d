package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar tells on stderr how far a long command has come: a bar where that is a
// terminal, lines of JSON where somebody asked for them, else nothing. It shows
// numbers alone, never what is being worked on.
type bar struct {
	p     *progressbar.ProgressBar
	lines io.Writer
	began time.Time
	said  time.Time
	last  progress
}

// progress is one line of JSON. What is known may grow while it is worked on.
type progress struct {
	Done      int     `json:"done"`
	Known     int     `json:"known"`
	Seconds   float64 `json:"seconds"`      // since it began
	PerSecond float64 `json:"per_second"`   // on average so far
	Left      float64 `json:"seconds_left"` // at that rate, for what is known
}

func (a *app) progress(what string) *bar {
	if !a.terminal || a.plain || a.json {
		return &bar{}
	}
	return &bar{p: progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(30),
		progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true))}
}

// noBar shows nothing.
func noBar() *bar { return &bar{} }

// progressLines is progress for a program that reads along.
func (a *app) progressLines() *bar {
	return &bar{lines: a.stderr, began: time.Now()}
}

func (b *bar) set(done, of int) {
	if b.lines != nil {
		b.line(done, of, false)
	}
	if b.p == nil {
		return
	}
	b.p.ChangeMax(of)
	_ = b.p.Set(done)
}

// between is the least time between two lines, but for the last.
const between = 200 * time.Millisecond

func (b *bar) line(done, of int, last bool) {
	now := time.Now()
	b.last.Done, b.last.Known = done, of
	if now.Sub(b.said) < between && !last {
		return
	}
	b.said = now
	b.last.Seconds = now.Sub(b.began).Seconds()
	if b.last.Seconds > 0 {
		b.last.PerSecond = float64(done) / b.last.Seconds
	}
	if b.last.Left = 0; b.last.PerSecond > 0 {
		b.last.Left = float64(of-done) / b.last.PerSecond
	}
	if text, err := json.Marshal(b.last); err == nil {
		fmt.Fprintf(b.lines, "%s\n", text)
	}
}

func (b *bar) done() {
	if b.lines != nil {
		b.line(b.last.Done, b.last.Known, true)
	}
	if b.p != nil {
		_ = b.p.Finish()
	}
}
