package search

import (
	"slices"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// fields are what name:value may ask for, beside title: and name:, which look for
// words.
var fields = []string{"actor", "basis", "from", "id", "in", "kind", "lang", "page", "restriction", "speaker", "type", "year"}

// dateFields ask for a stretch of time.
var dateFields = []string{"before", "after", "on"}

// Marks of the fields that hold the first and the last day of what a document is
// dated.
const (
	firstDay = "day>"
	lastDay  = "day<"
)

const dayLayout = "2006-01-02"

// The days that stand for an open end.
const (
	everBefore = "0000-00-00"
	everAfter  = "9999-99-99"
)

// field makes a node of name:value.
func (p *parser) field(t lexeme) (node, error) {
	value := foldValue(t.text)
	switch {
	case value == "" && !t.prefix:
		return nil, problem.New(problem.Usage, "query", t.field+": asks for nothing", "give a value, such as kind:letter; what has a colon in it goes into quotation marks")
	case slices.Contains(dateFields, t.field):
		return dateField(t.field, t.text)
	case slices.Contains(fields, t.field):
		return field{t.field, value, t.prefix}, nil
	}
	return nil, problem.New(problem.Usage, "query", "there is no such field to search: a word before a colon is one",
		"fields are title, name, "+strings.Join(fields, ", ")+", before, after, on; what has a colon in it goes into quotation marks")
}

// dateField makes a node of before:, after: or on: with a date.
//
//	before:2015   it begins before 2015 does
//	after:2014    it ends after 2014 does
//	on:2014-12    it lies in December 2014, or some of it does
func dateField(name, value string) (node, error) {
	span, ok := record.Time(strings.ToUpper(strings.TrimSpace(value))).Span()
	first, last := days(span)
	bad := problem.New(problem.Usage, "query", name+": takes a date", "write it as 2014, 2014-12 or 2014-12-12")
	switch {
	case !ok:
		return nil, bad
	case name == "before" && first != everBefore:
		return below(firstDay, first), nil
	case name == "after" && last != everAfter:
		return above(lastDay, last), nil
	case name == "on":
		return all{either{below(firstDay, last), field{firstDay, last, false}}, either{above(lastDay, first), field{lastDay, first, false}}}, nil
	}
	return nil, bad
}

// days gives the first and the last day of a span.
func days(s record.Span) (first, last string) {
	first, last = everBefore, everAfter
	if !s.From.IsZero() && s.From.Year() >= 0 && s.From.Year() < 10000 {
		first = s.From.UTC().Format(dayLayout)
	}
	if !s.To.IsZero() && s.To.Year() >= 0 && s.To.Year() < 10000 {
		last = s.To.Add(-time.Nanosecond).UTC().Format(dayLayout)
	}
	return first, last
}

// below asks for the days before one: those that are equal up to some digit, and
// less in it. They are a few dozen beginnings, which the index knows how to find.
func below(name, day string) node {
	return beside(name, day, func(have, than byte) bool { return have < than })
}

func above(name, day string) node {
	return beside(name, day, func(have, than byte) bool { return have > than })
}

func beside(name, day string, fits func(have, than byte) bool) node {
	var out either
	for i := range len(day) {
		if day[i] == '-' {
			continue
		}
		for c := byte('0'); c <= '9'; c++ {
			if fits(c, day[i]) {
				out = append(out, field{name, day[:i] + string(c), true})
			}
		}
	}
	return out
}
