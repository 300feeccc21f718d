package reckon

import (
	"math"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

const day = 24 * time.Hour

// zones is how far a bare date may lie from the same date in UTC.
const zones = 14 * time.Hour

// wide is a span as the checks see it: widened by all that the record leaves open,
// so that what still clashes clashes for certain. "About" (~, ? or %) gives as much
// again on either side as the time is long, and a week at least: 2014~ may be 2013
// or 2015, 2014-12-12~ lies between the 5th and the 19th. An interval is read as
// "some time within it": what happened in the night of the 5th to the 6th
// (2014-12-05/2014-12-06) may have happened on either day.
func wide(t record.Time) (record.Span, bool) {
	s, ok := t.Span()
	if !ok || !s.Approximate {
		return s, ok
	}
	by := 365 * day // what is open at one end has no length
	if !s.From.IsZero() && !s.To.IsZero() {
		by = max(s.To.Sub(s.From), 7*day)
	}
	if !s.From.IsZero() {
		s.From = s.From.Add(-by)
	}
	if !s.To.IsZero() {
		s.To = s.To.Add(by)
	}
	return s, true
}

// after reports whether all of a lies after all of b, or begins as b ends. A date
// without a zone is not pressed against an instant.
func after(a, b record.Span) bool {
	if a.From.IsZero() || b.To.IsZero() {
		return false
	}
	slack := time.Duration(0)
	if a.Instant != b.Instant {
		slack = zones
	}
	return !a.From.Before(b.To.Add(slack))
}

// limits are a span in microseconds of the Unix clock: from <= t < to. Years 1 to
// 9999 leave room for every sum of tolerances.
type limits struct{ from, to int64 }

const (
	never  int64 = math.MaxInt64 / 4
	always       = -never
)

// limits reads a time for the one of two comparisons: between bare dates, where
// an instant is as wide as a date without a zone, or between instants, where a bare
// date is. What clashes in neither clashes in no time zone.
func (r *reckoner) limits(t record.Time, instants bool) limits {
	m := r.when(t)
	s, out := m.wide, limits{always, never}
	if !m.ok {
		return out
	}
	slack := int64(0)
	if s.Instant != instants {
		slack = zones.Microseconds()
	}
	if !s.From.IsZero() {
		out.from = s.From.UnixMicro() - slack
	}
	if !s.To.IsZero() {
		out.to = s.To.Add(time.Microsecond-time.Nanosecond).UnixMicro() + slack
	}
	return out
}
