// Package protect keeps protected people from being seen: a blind index of
// their names and identifiers that finds them in any text without holding them,
// and the arithmetic of traits that narrow a source down.
package protect

import (
	"runtime"
	"sync"
	"sync/atomic"

	aside "onrecord.dev/onrecord/internal/beside"
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
	tables tables
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
	forms := 0
	for _, p := range all {
		if err := p.Entries.check(); err != nil {
			return err
		}
		forms += len(p.Entries) / entrySize
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.known.clear()
	first := uint32(len(g.actors))
	for _, p := range all {
		g.actors = append(g.actors, p.Actor)
	}
	var filling aside.Group
	var ids atomic.Bool
	next := atomic.Int64{}
	for range min(runtime.GOMAXPROCS(0), 1+forms/4096) {
		filling.Go(func() {
			for {
				shard := int(next.Add(1)) - 1
				if shard >= len(g.tables) {
					return
				}
				if g.tables[shard].fill(shard, first, all) {
					ids.Store(true)
				}
			}
		})
	}
	filling.Wait()
	g.ids = g.ids || ids.Load()
	return nil
}

// Empty reports whether nobody is protected.
func (g *Guard) Empty() bool {
	if g == nil {
		return true
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.tables.empty()
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
	if g.tables.empty() {
		return nil
	}
	return newSearch(g, text, strict).all()
}
