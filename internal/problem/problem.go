// Package problem holds the errors that people read: one line that says what is
// wrong, where, and what to do. The kind of a problem decides the exit code of
// the command line and the status of a page.
package problem

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Kind says which sort of trouble a problem is.
type Kind int

const (
	// Internal is a fault of Onrecord itself: exit code 5.
	Internal Kind = iota
	// Usage is bad input or a wrong call; nothing was changed: exit code 2.
	Usage
	// Unavailable means that the casefile is missing, locked or cannot be reached: exit code 3.
	Unavailable
	// Refused means no right, or the wrong key: exit code 4.
	Refused
)

// ExitCode maps the kind to the exit code of the command line.
func (k Kind) ExitCode() int {
	switch k {
	case Usage:
		return 2
	case Unavailable:
		return 3
	case Refused:
		return 4
	default:
		return 5
	}
}

// Error is a problem as a person reads it. None of its fields may ever carry
// sealed text: quote a path, a line or an id, never a value.
type Error struct {
	Kind  Kind
	Where string // file, path in a document, record id; may be empty
	What  string // what is wrong
	Hint  string // what to do about it; may be empty
	Err   error  // the cause; kept for errors.Is, never printed
}

// Error gives the one line "where: what; hint". Control characters, as a file's
// name may have them, do not get to a terminal.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Where != "" {
		b.WriteString(e.Where + ": ")
	}
	b.WriteString(e.What)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return strings.Map(visible, strings.Join(strings.Fields(b.String()), " "))
}

func visible(r rune) rune {
	if unicode.IsControl(r) {
		return unicode.ReplacementChar
	}
	return r
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// New makes a problem of the given kind. Hint may be empty.
func New(kind Kind, where, what, hint string) *Error {
	return &Error{Kind: kind, Where: where, What: what, Hint: hint}
}

// Usagef is New with kind Usage, no hint and a formatted text.
func Usagef(where, format string, args ...any) *Error {
	return &Error{Kind: Usage, Where: where, What: fmt.Sprintf(format, args...)}
}

// Wrap keeps the cause of a problem for errors.Is without printing it.
func Wrap(err error, kind Kind, where, what, hint string) *Error {
	return &Error{Kind: kind, Where: where, What: what, Hint: hint, Err: err}
}

// KindOf gives the kind of the first problem in the chain of err; Internal where there is none.
func KindOf(err error) Kind {
	var p *Error
	if errors.As(err, &p) {
		return p.Kind
	}
	return Internal
}

// Line gives the one line that a person may read of any error. An error that is
// not a problem is a fault of ours: its text may hold anything, so it is not shown.
func Line(err error) string {
	var p *Error
	if errors.As(err, &p) {
		return p.Error()
	}
	return "internal fault; nothing more can be said safely; please report what you did"
}
