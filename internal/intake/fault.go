package intake

import (
	"errors"

	"onrecord.dev/onrecord/internal/problem"
)

// Fault says why a file gave no text. It is a closed list, so that a reader in
// another process can pass it on without passing on words of the file.
type Fault string

const (
	TooLarge     Fault = "too-large"
	TooManyPages Fault = "too-many-pages"
	TooMuchText  Fault = "too-much-text"
	Encrypted    Fault = "encrypted"
	Damaged      Fault = "damaged"
	Bomb         Fault = "bomb"
)

// What can be wrong with a container or a member of one.
const (
	TooManyMembers Fault = "too-many-members"
	TooMuchInside  Fault = "too-much-inside"
	TooDeep        Fault = "too-deep"
	Overlapping    Fault = "overlapping"
	Unsupported    Fault = "unsupported"
	IsLink         Fault = "link"
	NotAFile       Fault = "not-a-file"
)

// Error makes a Fault the cause of a problem.
func (f Fault) Error() string { return string(f) }

// Known reports whether the fault is one of the list.
func (f Fault) Known() bool { return faultText[f] != [2]string{} }

var faultText = map[Fault][2]string{
	TooLarge:     {"could not be read: the file is too large", "split it"},
	TooManyPages: {"could not be read: it has too many pages", "split it"},
	TooMuchText:  {"could not be read: it holds too much text", "split it"},
	Encrypted:    {"could not be read: it is locked with a password", "add a copy without one"},
	Damaged:      {"could not be read: the file is damaged", "open it in another program and save it anew"},
	Bomb:         {"could not be read: it unpacks to far more than a document holds", "unpack it where nothing can be harmed, and add what is in it"},

	TooManyMembers: {"could not be opened: it holds too many files", "unpack it yourself and add the folder"},
	TooMuchInside:  {"could not be opened: it would grow far beyond its size", "if it is no bomb, unpack it yourself and add the folder"},
	TooDeep:        {"could not be opened: it lies too deep in other containers", "add it by itself"},
	Overlapping:    {"could not be opened: its files overlap, as only a bomb's do", ""},
	Unsupported:    {"could not be read: it is packed or locked in a way that is not known here", "unpack it yourself and add the file"},
	IsLink:         {"a link; what it points to counts, where it is there", ""},
	NotAFile:       {"not a regular file", ""},
}

// Problem puts a fault as one line to a person.
func (f Fault) Problem(name string) *problem.Error {
	text := faultText[f]
	return problem.Wrap(f, problem.Usage, name, text[0], text[1])
}

// problemOf keeps a fault and calls any other trouble of a parser damage.
func problemOf(name string, err error) error {
	var f Fault
	if errors.As(err, &f) {
		return f.Problem(name)
	}
	return Damaged.Problem(name)
}
