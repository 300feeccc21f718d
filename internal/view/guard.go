package view

import (
	"bytes"
	"errors"
	"fmt"

	"onrecord.dev/onrecord/internal/event"
)

// Guarded is the sealed blind index of one part of an identity. It has a row of its
// own: no command but those that show or write a text needs it, and there are many
// bytes of it. Its key is no row.
type Guarded struct {
	Key    string // opaque name of the guard key, at most 255 bytes
	Sealed []byte // ciphertext under the guard key
}

// MarshalBinary gives the stored form: the length of the key's name in one byte, the
// name, the ciphertext.
func (g *Guarded) MarshalBinary() ([]byte, error) {
	if len(g.Key) > 255 {
		return nil, errors.New("view: the name of a key is too long")
	}
	out := make([]byte, 0, 1+len(g.Key)+len(g.Sealed))
	out = append(out, byte(len(g.Key)))
	return append(append(out, g.Key...), g.Sealed...), nil
}

// UnmarshalBinary reads what MarshalBinary gave.
func (g *Guarded) UnmarshalBinary(body []byte) error {
	if len(body) == 0 || len(body) < 1+int(body[0]) {
		return fmt.Errorf("view: row of kind %q cannot be read", RowGuard)
	}
	n := 1 + int(body[0])
	g.Key, g.Sealed = string(body[1:n]), bytes.Clone(body[n:])
	return nil
}

// seal gives the rows of a sealed part of an identity.
func seal(e *event.IdentitySealed) []Row {
	part, few := SealID(e.Actor, e.Part), *e
	few.Guard = nil
	return []Row{{RowSeal, part, &few}, {RowGuard, part, &Guarded{Key: e.GuardKey, Sealed: e.Guard}}}
}

// Renewed gives the rows that stand today for one that an older version may have
// stored: the blind index stood in the row of its seal. It is nil for any other.
func Renewed(r Row) []Row {
	if e, ok := r.Value.(*event.IdentitySealed); ok && e.Guard != nil {
		return seal(e)
	}
	return nil
}
