package record

import (
	"errors"
	"fmt"
	"log/slog"
)

// Secret carries protected text. It prints as "[sealed]" whatever the verb and
// refuses to be marshalled, so that a leak is a visible placeholder or an error.
//
// The text lies behind a pointer: where a Secret is a hidden field of something, or
// is printed with %p or a stray %w, package fmt does not ask Format and shows what
// is in the struct, which is then an address.
type Secret struct{ clear *string }

// SealedMark stands in every output where protected text would have stood.
const SealedMark = "[sealed]"

var errSecret = errors.New("a secret cannot be marshalled")

// NewSecret wraps protected text.
func NewSecret(clear string) Secret { return Secret{&clear} }

// Reveal gives the protected text. Only the packages vault and protect may call
// it, an export with identities, and the command that unseals; a test knows them.
func (s Secret) Reveal() string {
	if s.clear == nil {
		return ""
	}
	return *s.clear
}

// String gives "[sealed]".
func (s Secret) String() string { return SealedMark }

// Format prints "[sealed]" for every verb and flag.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(SealedMark)) }

// LogValue keeps the text out of structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(SealedMark) }

// MarshalJSON always fails.
func (s Secret) MarshalJSON() ([]byte, error) { return nil, errSecret }

// MarshalText always fails.
func (s Secret) MarshalText() ([]byte, error) { return nil, errSecret }

// Identity is what is protected of a protected actor.
type Identity struct {
	Names       []Secret // name, aliases, spellings
	Identifiers []Secret // phone, e-mail, handle, passport, plate, address
}
