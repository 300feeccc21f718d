package exchange

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/problem"
)

// Faults is every fault found in a document, in order of line. The error of Parse
// wraps it, so that errors.As can list what the one line only counts. No fault
// quotes a value of the document: only keys of the format, ids and lines.
type Faults []*problem.Error

// Error gives the first fault's line.
func (f Faults) Error() string {
	if len(f) == 0 {
		return "no fault"
	}
	return f[0].Error()
}

// maxFaults bounds what is kept; what lies beyond is counted.
const maxFaults = 100

type fault struct {
	line             int
	path, what, hint string
}

// report collects faults while a document is read.
type report struct {
	name string
	list []fault
	lost int
}

func (r *report) add(line int, path, what, hint string) {
	if len(r.list) >= maxFaults {
		r.lost++
		return
	}
	r.list = append(r.list, fault{max(line, 1), path, what, hint})
}

// err gives one problem whose line is that of the first fault, or nil.
func (r *report) err() error {
	if len(r.list) == 0 {
		return nil
	}
	slices.SortStableFunc(r.list, func(a, b fault) int { return a.line - b.line })
	all := make(Faults, len(r.list))
	for i, f := range r.list {
		where := fmt.Sprintf("%s:%d", r.name, f.line)
		if f.path != "" {
			where += ": " + f.path
		}
		all[i] = problem.New(problem.Usage, where, f.what, f.hint)
	}
	return headline(all, r.lost)
}

// headline makes one problem of many: the first in full, the others counted.
func headline(all Faults, lost int) error {
	first := *all[0]
	switch more := len(all) - 1 + lost; {
	case more == 1:
		first.What += " (and 1 more fault)"
	case more > 1:
		first.What += fmt.Sprintf(" (and %d more faults)", more)
	}
	first.Err = all
	return &first
}
