package protect

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// tables are shards of one table by the first bits of digests: a shard fits into a
// processor's cache while it is filled.
type tables [1 << shardBits]table

const shardBits = 5

func shardOf(first byte) int { return int(first >> (8 - shardBits)) }

// refs gives what a digest stands for, in the order of the actors' numbers.
func (t *tables) refs(d digest) []ref { return t[shardOf(d[0])].refs(d) }

func (t *tables) empty() bool {
	for i := range t {
		if len(t[i].slots) > 0 {
			return false
		}
	}
	return true
}

// table holds the entries of all actors by their digests: 36 bytes or so each, so
// that a million fit into a small machine. Its zero value is empty.
type table struct {
	index []uint32 // open addressing over slots, by the digest's last bytes; 0 is free
	slots []slot
	lists [][]ref
}

// slot is one digest. Nearly all have one ref; of the others all stand in a list.
type slot struct {
	digest digest
	more   uint32 // number of the list, counted from 1; 0 is none
	one    [1]ref
}

// refs gives what a digest stands for, in the order of the actors' numbers.
func (t *table) refs(d digest) []ref {
	at := t.find(d)
	if at < 0 || t.index[at] == 0 {
		return nil
	}
	s := &t.slots[t.index[at]-1]
	if s.more > 0 {
		return t.lists[s.more-1]
	}
	return s.one[:]
}

// find gives the place of a digest in the index, or the free one where it belongs;
// -1 in an empty table. The digests are keyed hashes, and so spread by themselves.
func (t *table) find(d digest) int {
	if len(t.index) == 0 {
		return -1
	}
	mask := len(t.index) - 1
	for at := int(binary.LittleEndian.Uint64(d[hashSize-8:])) & mask; ; at = (at + 1) & mask {
		if n := t.index[at]; n == 0 || t.slots[n-1].digest == d {
			return at
		}
	}
}

// add enters a ref after those that the digest has.
func (t *table) add(d digest, r ref) {
	if 2*(len(t.slots)+1) > len(t.index) {
		t.grow()
	}
	at := t.find(d)
	if t.index[at] == 0 {
		t.slots = append(t.slots, slot{digest: d, one: [1]ref{r}})
		t.index[at] = uint32(len(t.slots))
		return
	}
	s := &t.slots[t.index[at]-1]
	if s.more == 0 {
		t.lists = append(t.lists, []ref{s.one[0]})
		s.more = uint32(len(t.lists))
	}
	t.lists[s.more-1] = append(t.lists[s.more-1], r)
}

func (t *table) grow() { t.resize(max(64, 2*len(t.index))) }

// expect makes room for n digests more.
func (t *table) expect(n int) {
	t.slots = slices.Grow(t.slots, n)
	if n += len(t.slots); 2*n > len(t.index) {
		t.resize(max(64, 1<<bits.Len(uint(2*n-1))))
	}
}

func (t *table) resize(to int) {
	t.index = make([]uint32, to)
	for i, s := range t.slots {
		t.index[t.find(s.digest)] = uint32(i + 1)
	}
}

// fill enters the actors' forms that belong to the shard, the first actor having
// that number. It reports whether there are identifiers among them.
func (t *table) fill(shard int, first uint32, all []Protected) (ids bool) {
	n := 0
	for _, p := range all {
		n += len(p.Entries.within(shard)) / entrySize
	}
	if n == 0 {
		return false
	}
	t.expect(n)
	for i, p := range all {
		for b := p.Entries.within(shard); len(b) > 0; b = b[entrySize:] {
			e := decodeEntry(b)
			t.add(e.digest, ref{first + uint32(i), e.role, e.seen, e.need, e.slot, e.place})
			switch e.role {
			case asNumber, asFiller, asMail, asHandle:
				ids = true
			}
		}
	}
	return ids
}
