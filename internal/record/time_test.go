package record

import (
	"strings"
	"testing"
	"time"
)

func TestSpan(t *testing.T) {
	for in, want := range map[Time]string{ // from, to; ~ approximate, ! instant
		"2014":                          "2014-01-01 2015-01-01",
		"2014-12":                       "2014-12-01 2015-01-01",
		"2014-12-12":                    "2014-12-12 2014-12-13",
		"2014-12-31":                    "2014-12-31 2015-01-01",
		"2016-02-29":                    "2016-02-29 2016-03-01",
		"2014~":                         "2014-01-01 2015-01-01 ~",
		"2014-12?":                      "2014-12-01 2015-01-01 ~",
		"2014-12-12%":                   "2014-12-12 2014-12-13 ~",
		"201X":                          "2010-01-01 2020-01-01",
		"20XX":                          "2000-01-01 2100-01-01",
		"2014-XX":                       "2014-01-01 2015-01-01",
		"2014-XX-XX":                    "2014-01-01 2015-01-01",
		"201X-XX":                       "2010-01-01 2020-01-01",
		"2014-12-XX":                    "2014-12-01 2015-01-01",
		"2014-21":                       "2014-03-01 2014-06-01",
		"2014-24":                       "2014-12-01 2015-03-01",
		"2014-08/2014-09":               "2014-08-01 2014-10-01",
		"2014/2014":                     "2014-01-01 2015-01-01",
		"2014-08~/2014-09":              "2014-08-01 2014-10-01 ~",
		"../2014":                       "- 2015-01-01",
		"/2014":                         "- 2015-01-01",
		"2014/..":                       "2014-01-01 -",
		"2014/":                         "2014-01-01 -",
		"9999-12-31":                    "9999-12-31 10000-01-01",
		"2015-05-10T06:00:00Z":          "2015-05-10 2015-05-10 !",
		"2015-05-10T06:00:00.5Z":        "2015-05-10 2015-05-10 !",
		"2015-05-10T23:00:00-05:00":     "2015-05-10 2015-05-10 !",
		"2015-05-10T06:00:00.123+03:00": "2015-05-10 2015-05-10 !",
	} {
		s, ok := in.Span()
		if !ok {
			t.Errorf("%q cannot be read", in)
			continue
		}
		day := func(at time.Time) string {
			if at.IsZero() {
				return "-"
			}
			return at.Format("2006-01-02")
		}
		got := day(s.From) + " " + day(s.To)
		if s.Approximate {
			got += " ~"
		}
		if s.Instant {
			got += " !"
		}
		if got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

func TestNoTime(t *testing.T) {
	for _, in := range []Time{
		"", " ", "2014 ", " 2014", "14", "214", "20145", "2014-1", "2014-001", "2014-00", "2014-13", "2014-25", "2014-20",
		"2014-12-00", "2014-12-32", "2014-02-30", "2015-02-29", "2014-12-1", "2014-12-", "2014-", "-2014", "2014--12",
		"2014-+1", "2014-12-+5", "+201", "2014-1e", "0x14", "2014-12-12-12", "XXXX", "2XXX-12", "20X4", "2014-X2", "2014-1X",
		"201X-12", "2014-XX-12", "2014-21-01", "2014~~", "~2014", "2014?-12", "~", "?", "%",
		"2014/2013", "2014-12-12/2014-12-11", "/", "../..", "../", "2014/2015/2016", "2014//2015", "2014/x",
		"2014-12-12T", "2014-12-12T25:00:00Z", "2014-12-12T06:00:00", "2014-12-12 06:00:00Z", "2014-12-12T06:00Z", "2014-12-12T6:00:00Z", "2014-12-12T06:00:00,5Z", "2014-12-12T06:00:00+25:00",
		"2014-12-12T06:00:00Z/2015", "12.12.2014", "12 December 2014", "yesterday", "١٤٣٥", "2014\n", "2014\x00", "２０１４",
		// They could not be told from an end that is open.
		"0000", "0001", "0001-01-01", "0001-01-01T00:00:00Z", "0000-12-31", "0001/2014",
		Time(strings.Repeat("2014-", 1e5)), Time(strings.Repeat("/", 1e5)), Time(strings.Repeat("9", 1e6)),
	} {
		if s, ok := in.Span(); ok || in.Valid() {
			t.Errorf("%.40q is read as %v", in, s)
		}
		if in.RunsAt(time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%.40q runs", in)
		}
	}
}

// A bare date runs to its end, an instant until it comes, an open end for ever.
func TestRunsAt(t *testing.T) {
	for _, c := range []struct {
		time Time
		now  string
		runs bool
	}{
		{"2015-05-10T06:00:00Z", "2015-05-10T05:59:59Z", true},
		{"2015-05-10T06:00:00Z", "2015-05-10T06:00:00Z", false},
		{"2015-05-10T06:00:00+03:00", "2015-05-10T02:59:59Z", true},
		{"2015-05-10T06:00:00+03:00", "2015-05-10T03:00:00Z", false},
		{"2015-05-10", "2015-05-10T23:59:59Z", true},
		{"2015-05-10", "2015-05-11T00:00:00Z", false},
		{"2015-05", "2015-05-31T12:00:00Z", true},
		{"2015-05", "2015-06-01T00:00:00Z", false},
		{"2015-05/2015-06", "2015-06-30T23:00:00Z", true},
		{"2015-05/..", "2999-01-01T00:00:00Z", true},
		{"../2015-05", "2015-06-01T00:00:00Z", false},
		{"", "2015-06-01T00:00:00Z", false},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.time.RunsAt(now); got != c.runs {
			t.Errorf("%s at %s: runs %v", c.time, c.now, got)
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"2014", "2014-12-12", "2014~", "201X", "2014-21", "../2014", "2014-08/2014-09", "2015-05-10T06:00:00Z", "2014-+1", "0000", "0001/2014", "0001-01-01T00:00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		s, ok := Time(in).Span()
		if ok != Time(in).Valid() {
			t.Fatal("Valid and Span disagree")
		}
		if !ok {
			return
		}
		if strings.ContainsFunc(in, func(r rune) bool { return r > 127 || r <= ' ' }) {
			t.Errorf("%q is no time", in)
		}
		if s.From.IsZero() && s.To.IsZero() {
			t.Errorf("%q is open at both ends", in)
		}
		interval := strings.Contains(in, "/")
		if (s.From.IsZero() || s.To.IsZero()) && !interval {
			t.Errorf("%q is open at an end", in)
		}
		if !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To) {
			t.Errorf("%q ends before it begins: %v", in, s)
		}
		end := s.To
		if s.Instant {
			end = s.From
		}
		if !end.IsZero() && (Time(in).RunsAt(end) || !Time(in).RunsAt(end.Add(-1))) {
			t.Errorf("%q does not run until %v", in, end)
		}
	})
}
