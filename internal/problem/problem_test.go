package problem

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	for kind, want := range map[Kind]int{Usage: 2, Unavailable: 3, Refused: 4, Internal: 5, Kind(-1): 5, Kind(99): 5} {
		if got := kind.ExitCode(); got != want {
			t.Errorf("kind %d gives %d, want %d", kind, got, want)
		}
	}
}

// An error is one line to a person, whatever was put into it.
func TestOneLine(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{New(Usage, "case.yaml:3", "this is no time", "write EDTF"), "case.yaml:3: this is no time; write EDTF"},
		{New(Usage, "", "this is no time", ""), "this is no time"},
		{New(Usage, "a\nb", "c\r\nd\te", " f\n"), "a b: c d e; f"},
		{New(Usage, "", "two\u2028lines\u0085and three", ""), "two lines and three"},
		{New(Usage, "red\x1b[31m.txt", "bell\a", "nul\x00"), "red\ufffd[31m.txt: bell\ufffd; nul\ufffd"},
		{Usagef("x", "%d of %s", 3, "four"), "x: 3 of four"},
		{New(Refused, "س1", "нет права", "спросите"), "س1: нет права; спросите"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if got := Line(c.err); got != c.want {
			t.Errorf("line %q, want %q", got, c.want)
		}
	}
}

// The cause of a problem is found by errors.Is, and never printed: it may quote
// what must not be seen.
func TestCause(t *testing.T) {
	cause := fmt.Errorf("Zebulon: %w", io.ErrUnexpectedEOF)
	err := Wrap(cause, Unavailable, "store.db", "cannot be read", "try again")
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
	for _, e := range []error{err, fmt.Errorf("Zebulon: %w", err), errors.Join(errors.New("Zebulon"), err)} {
		if KindOf(e) != Unavailable {
			t.Errorf("%T: kind %d", e, KindOf(e))
		}
		if got := Line(e); got != "store.db: cannot be read; try again" {
			t.Errorf("%T: %q", e, got)
		}
	}
	for _, v := range []string{"%v", "%+v", "%s", "%q"} {
		if strings.Contains(fmt.Sprintf(v, err), "Zebulon") {
			t.Error(v, "prints the cause")
		}
	}
}

// What is not a problem is a fault of ours, and its text may hold anything.
func TestFault(t *testing.T) {
	for _, err := range []error{errors.New("Zebulon Quagmirov"), io.EOF, fmt.Errorf("%w", errors.New("Zebulon"))} {
		if KindOf(err) != Internal || strings.Contains(Line(err), "Zebulon") || strings.Contains(Line(err), "\n") {
			t.Errorf("%q", Line(err))
		}
	}
	var none *Error
	if !errors.As(New(Usage, "", "x", ""), &none) {
		t.Error("a problem is an *Error")
	}
}
