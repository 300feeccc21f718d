package protect

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// made gives entries with digests of which many have some in common.
func made(r *rand.Rand, n int) Entries {
	var all [][]byte
	for range n {
		b := make([]byte, entrySize)
		for i := range b[:hashSize] {
			b[i] = byte(r.Uint32())
		}
		if r.IntN(3) == 0 { // one of a few, some of which differ late
			b = append(bytes.Repeat([]byte{byte(r.IntN(5)) * 50}, hashSize-1), byte(r.IntN(3)), 0, 0, 0, 0)
		}
		b[12], b[13], b[14], b[15] = "sgd"[r.IntN(3)], byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32())
		all = append(all, b)
	}
	slices.SortFunc(all, bytes.Compare)
	return append(Entries{entriesVersion}, bytes.Join(all, nil)...)
}

// Whoever is added, at once or one after the other: a digest gives what a plain map
// of digests gives, in the order of the actors.
func TestTableGivesAllOfADigest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, people := range []int{0, 1, 3, 40, 400} {
		g, want, actor := NewGuard(testKey), map[digest][]ref{}, uint32(0)
		for left := people; left > 0; {
			n := 1 + r.IntN(left)
			left -= n
			var all []Protected
			for range n {
				e := made(r, r.IntN(60))
				all = append(all, Protected{record.ID(fmt.Sprint("s", actor)), e})
				for b := e[1:]; len(b) > 0; b = b[entrySize:] {
					d := decodeEntry(b)
					want[d.digest] = append(want[d.digest], ref{actor, d.role, d.seen, d.need, d.slot, d.place})
				}
				actor++
			}
			if err := g.AddAll(all); err != nil {
				t.Fatal(err)
			}
			if r.IntN(2) == 0 && g.Empty() != (len(want) == 0) {
				t.Errorf("%d people: empty is %v", people, g.Empty())
			}
		}
		table := g.settled()
		for d, refs := range want {
			if got := table.of(d); !slices.Equal(got, refs) {
				t.Fatalf("%d people, %x: got %v, want %v", people, d, got, refs)
			}
			d[hashSize-1] ^= 0x40
			if got := table.of(d); !slices.Equal(got, want[d]) {
				t.Fatalf("%d people: of what nobody has: %v", people, got)
			}
		}
		g.mu.RUnlock()
	}
}

// Entries that are out of order could not be found.
func TestEntriesOutOfOrderAreRefused(t *testing.T) {
	e := made(rand.New(rand.NewPCG(1, 2)), 9)
	first, last := slices.Clone(e[1:1+entrySize]), e[len(e)-entrySize:]
	copy(e[1:], last)
	copy(last, first)
	if NewGuard(testKey).Add("s", e) == nil {
		t.Error("taken")
	}
}
