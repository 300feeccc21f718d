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
	key     Key
	shut    bool // see Shut
	mu      sync.RWMutex
	actors  []record.ID // by number; one for each Add
	waiting []Protected // the last of them, who are not in the table yet
	table   *table
	known   memory
}

// ref is an entry in the guard's table.
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
	return &Guard{key: key, table: &table{}}
}

// Shut gives a guard that lets no text through, for where it cannot be known who is
// protected: Clean makes one mark of any text.
func Shut() *Guard {
	return &Guard{shut: true, table: &table{}}
}

// Protected is the blind index of somebody.
type Protected struct {
	Actor   record.ID
	Entries Entries
}

// Add puts an actor under protection. Adding the same actor again adds to what is
// protected of him. It fails on entries that Index did not make; entries made
// under another key cannot be told apart and find nothing.
func (g *Guard) Add(actor record.ID, e Entries) error { return g.AddAll([]Protected{{actor, e}}) }

// AddAll adds many: all of them, or none where one fails.
func (g *Guard) AddAll(all []Protected) error {
	for _, p := range all {
		if err := p.Entries.check(); err != nil {
			return err
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, p := range all {
		g.actors = append(g.actors, p.Actor)
	}
	g.waiting = append(g.waiting, all...)
	return nil
}

// settled gives the table once everybody is in it, and locks it for reading: call
// g.mu.RUnlock.
func (g *Guard) settled() *table {
	for {
		g.mu.RLock()
		if len(g.waiting) == 0 {
			return g.table
		}
		g.mu.RUnlock()
		g.mu.Lock()
		if len(g.waiting) > 0 {
			g.table = g.table.more(uint32(len(g.actors)-len(g.waiting)), g.waiting)
			g.waiting = nil
			g.known.clear()
		}
		g.mu.Unlock()
	}
}

// Empty reports whether nobody is protected.
func (g *Guard) Empty() bool {
	if g == nil || g.shut {
		return g == nil
	}
	defer g.mu.RUnlock()
	return g.settled().empty()
}

// Find gives the protected strings in a text: the longest ones, sorted, not
// overlapping. Where one string protects several actors it names the first added.
func (g *Guard) Find(text string) []Hit { return g.find(text, false) }

func (g *Guard) find(text string, strict bool) []Hit {
	if g == nil || text == "" || g.shut && text == record.SealedMark {
		return nil
	}
	if g.shut {
		return []Hit{{End: len(text)}}
	}
	defer g.mu.RUnlock()
	if g.settled().empty() {
		return nil
	}
	return newSearch(g, text, strict).all()
}
