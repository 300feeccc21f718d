package corroborate

import (
	"hash/maphash"

	"onrecord.dev/onrecord/internal/record"
)

// register finds the number of an id, which is its place in a list. It is a hash
// table of numbers alone, so that most of a large casefile's fits where the
// processor finds it quickly; looking up ids is what costs most in making an index.
type register struct {
	ids   []record.ID
	slots []slot // a power of two, never full
	seed  maphash.Seed
}

// slot holds a number, from one, beside a part of the hash of its id.
type slot struct {
	hash uint32
	no   int32 // 0: empty
}

// registerOf numbers ids, of which no two are equal, by their places. It has room
// for some more.
func registerOf(ids []record.ID, more int) *register {
	n := &register{ids: ids, seed: maphash.MakeSeed()}
	n.size(len(ids) + more)
	return n
}

// size makes the slots anew, for so many ids.
func (n *register) size(ids int) {
	slots := 16
	for 2*slots < 3*ids {
		slots *= 2
	}
	n.slots = make([]slot, slots)
	mask := uint64(slots - 1)
	for i, id := range n.ids {
		hash := maphash.String(n.seed, string(id))
		at := hash >> 32
		for n.slots[at&mask].no != 0 {
			at++
		}
		n.slots[at&mask] = slot{uint32(hash), int32(i) + 1}
	}
}

// find gives the number of an id; ok is false where it has none.
func (n *register) find(id record.ID) (no int32, ok bool) {
	s := n.slot(id, maphash.String(n.seed, string(id)))
	return s.no - 1, s.no > 0
}

// slot gives the slot of an id, or the empty one where it would stand.
func (n *register) slot(id record.ID, hash uint64) *slot {
	mask := uint64(len(n.slots) - 1)
	for at := hash >> 32; ; at++ {
		s := &n.slots[at&mask]
		if s.no == 0 || s.hash == uint32(hash) && n.ids[s.no-1] == id {
			return s
		}
	}
}

// number gives the number of an id, a new one where it has none.
func (n *register) number(id record.ID) int32 {
	return n.numberOf(id, maphash.String(n.seed, string(id)))
}

func (n *register) numberOf(id record.ID, hash uint64) int32 {
	s := n.slot(id, hash)
	if s.no > 0 {
		return s.no - 1
	}
	n.ids = append(n.ids, id)
	no := int32(len(n.ids))
	*s = slot{uint32(hash), no}
	if 4*len(n.ids) > 3*len(n.slots) {
		n.size(2 * len(n.ids))
	}
	return no - 1
}

// together is how many ids are looked up side by side: the processor then waits for
// memory once for several of them.
const together = 64

// findAll gives the numbers of ids, -1 where there is none.
func (n *register) findAll(ids []record.ID) []int32 {
	return n.each(ids, func(id record.ID, hash uint64) int32 { return n.slot(id, hash).no - 1 })
}

// numberAll gives the numbers of ids, new ones where they have none.
func (n *register) numberAll(ids []record.ID) []int32 { return n.each(ids, n.numberOf) }

func (n *register) each(ids []record.ID, number func(record.ID, uint64) int32) []int32 {
	out := make([]int32, len(ids))
	var hash [together]uint64
	for start := 0; start < len(ids); start += together {
		some := ids[start:min(start+together, len(ids))]
		mask := uint64(len(n.slots) - 1)
		for i, id := range some {
			hash[i] = maphash.String(n.seed, string(id))
		}
		for i := range some { // each waits for none of the others
			out[start+i] = n.slots[(hash[i]>>32)&mask].no
		}
		for i, id := range some {
			out[start+i] = number(id, hash[i])
		}
	}
	return out
}
