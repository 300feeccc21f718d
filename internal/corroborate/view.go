package corroborate

import "onrecord.dev/onrecord/internal/record"

// view is who looks: the desk, or the readers of a story.
type view uint8

const (
	desk view = iota
	publishable
)

// mode is a view, and whether untraced roots are admitted (for S_max).
type mode uint8

const modes = 4

func modeOf(v view, withUntraced bool) mode {
	m := mode(v)
	if withUntraced {
		m += 2
	}
	return m
}

func (m mode) view() view         { return view(m & 1) }
func (m mode) withUntraced() bool { return m >= 2 }
func (m mode) bit() uint8         { return 1 << m }

// withUntracedModes has the bits of the modes that admit untraced roots.
const withUntracedModes uint8 = 0b1100

// modesOf turns bits of views into bits of modes.
func modesOf(views uint8) uint8 { return views | views<<2 }

const bothViews uint8 = 1<<desk | 1<<publishable

// offRecord goes by the statement's own terms where it has any, else by the
// speaker's own entry. The terms of others who are the same as he bind nobody here.
func offRecord(c *record.Casefile, s *record.Statement) bool {
	terms := s.Terms
	if a := c.Actors[s.Speaker]; terms == "" && a != nil {
		terms = a.Terms
	}
	return terms == record.OffRecord
}

// consents reports whether a source agreed to publication; silence is no consent.
func consents(a *record.Actor) bool {
	for _, k := range a.Consent {
		if k == record.ConsentPublish {
			return true
		}
	}
	return false
}
