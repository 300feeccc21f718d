package redact

import (
	"errors"

	"onrecord.dev/onrecord/internal/problem"
)

// Fault says why a file cannot be redacted. It is a closed list, so that a reader
// in another process can pass it on without passing on words of the file.
type Fault string

const (
	UnknownKind Fault = "unknown-kind"
	Damaged     Fault = "damaged"
	Encrypted   Fault = "encrypted"
	TooLarge    Fault = "too-large"
	ManyPages   Fault = "many-pages"
	MuchText    Fault = "much-text"
)

var faultText = map[Fault][2]string{
	UnknownKind: {"files of this kind cannot be redacted", "make a PDF, a PNG or a JPEG of it in another program, and add that"},
	Damaged:     {"it cannot be redacted: the file is damaged", "open it in another program and save it anew"},
	Encrypted:   {"it cannot be redacted: it is locked with a password", "add a copy without one"},
	TooLarge:    {"it cannot be redacted: its pages or pictures are too large", "add a copy of smaller size"},
	ManyPages:   {"it cannot be redacted: it has more than 300 pages", "add the pages that matter as a file of their own"},
	MuchText:    {"it cannot be redacted: it holds too much text", "add the pages that matter as a file of their own"},
}

// Error makes a Fault the cause of a problem.
func (f Fault) Error() string { return string(f) }

// Known reports whether the fault is one of the list.
func (f Fault) Known() bool { return faultText[f] != [2]string{} }

// Problem puts a fault as one line to a person.
func (f Fault) Problem(where string) *problem.Error {
	return problem.Wrap(f, problem.Usage, where, faultText[f][0], faultText[f][1])
}

// FaultOf gives the fault behind an error; Damaged where it has none.
func FaultOf(err error) Fault {
	var f Fault
	if errors.As(err, &f) {
		return f
	}
	return Damaged
}
