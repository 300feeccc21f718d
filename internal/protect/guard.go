// Package protect keeps protected people from being seen: a blind index of
// their names and identifiers that finds them in any text without holding them,
// and the arithmetic of traits that narrow a source down.
package protect

import (
	"sync"

	"onrecord.dev/onrecord/internal/record"
)

// Key is the casefile's blind-index key. It never leaves the unlocked process.
type Key [32]byte

// Entries is the blind index of one protected actor: keyed hashes of every
// normalised form of the names and identifiers. It is opaque and may be stored
// in the encrypted casefile; without the key it tells nothing but its length.
type Entries []byte

// Guard finds protected strings in text. A nil Guard finds nothing. It is safe
// for concurrent use.
type Guard struct {
	key    Key
	mu     sync.RWMutex
	actors []record.ID // by number; one for each Add
	table  table
	ids    bool // there are identifiers at all
	known  memory
}

// ref is an entry in the guard's table. The refs of one digest are in the order
// of their actors' numbers.
type ref struct {
	actor uint32
	role  role
	seen  mask
	need  strength
	slot  byte
	place byte
}

// Hit is one protected string found in a text.
type Hit struct {
	Actor      record.ID
	Identifier bool // an identifier rather than a name
	Start, End int  // byte offsets in the text
}

// NewGuard makes a guard that protects nobody yet.
func NewGuard(key Key) *Guard {
	return &Guard{key: key}
}

// Expect makes room for that many forms, which spares the table its growth.
func (g *Guard) Expect(forms int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.table.expect(forms)
}

// Add puts an actor under protection. Adding the same actor again adds to what is
// protected of him. It fails on entries that Index did not make; entries made
// under another key cannot be told apart and find nothing.
func (g *Guard) Add(actor record.ID, e Entries) error {
	list, err := e.decode()
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.known.clear()
	n := uint32(len(g.actors))
	g.actors = append(g.actors, actor)
	for _, e := range list {
		g.table.add(e.digest, ref{n, e.role, e.seen, e.need, e.slot, e.place})
		switch e.role {
		case asNumber, asFiller, asMail, asHandle:
			g.ids = true
		}
	}
	return nil
}

// Empty reports whether nobody is protected.
func (g *Guard) Empty() bool {
	if g == nil {
		return true
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.table.empty()
}

// Find gives the protected strings in a text: the longest ones, sorted, not
// overlapping. Where one string protects several actors it names the first added.
func (g *Guard) Find(text string) []Hit { return g.find(text, false) }

func (g *Guard) find(text string, strict bool) []Hit {
	if g == nil || text == "" {
		return nil
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.table.empty() {
		return nil
	}
	return newSearch(g, text, strict).all()
}
