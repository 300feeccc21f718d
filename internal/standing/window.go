package standing

import (
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// Window is a span of time in which no result changes by itself: embargoes are all
// that passes. Zero times are open ends.
type Window struct {
	From  time.Time `json:"from"`  // included
	Until time.Time `json:"until"` // left out
}

// WindowAt gives the window around a moment.
func WindowAt(c *record.Casefile, at time.Time) (w Window) {
	for _, e := range c.Evidence {
		ends, ok := e.Embargo.Ends()
		switch {
		case !ok || ends.IsZero():
		case ends.After(at):
			if w.Until.IsZero() || ends.Before(w.Until) {
				w.Until = ends
			}
		case ends.After(w.From):
			w.From = ends
		}
	}
	return w
}

// Holds reports whether a moment lies in the window.
func (w Window) Holds(at time.Time) bool {
	return !at.Before(w.From) && (w.Until.IsZero() || at.Before(w.Until))
}
