// Package protect keeps protected people from being seen: a blind index of
// their names and identifiers that finds them in any text without holding them,
// and the arithmetic of traits that narrow a source down.
package protect

import "onrecord.dev/onrecord/internal/record"

// Key is the casefile's blind-index key. It never leaves the unlocked process.
type Key [32]byte

// Entries is the blind index of one protected actor: keyed hashes of every
// normalised form of the names and identifiers. It is opaque and may be stored
// in the encrypted casefile; without the key it tells nothing but its length.
type Entries []byte

// Guard finds protected strings in text.
type Guard struct {
	// filled by NewGuard and Add
}

// Hit is one protected string found in a text.
type Hit struct {
	Actor      record.ID
	Identifier bool // an identifier rather than a name
	Start, End int  // byte offsets in the text
}
