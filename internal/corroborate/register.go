package corroborate

import (
	"hash/maphash"

	"onrecord.dev/onrecord/internal/record"
)

// register numbers ids in the order in which they are first met. It is a hash table
// of numbers alone, so that most of a large casefile's fits where the processor
// finds it quickly; looking up ids is what costs most in making an index.
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

// newRegister makes room for n ids.
func newRegister(n int) *register {
	size := 16
	for 2*size < 3*n {
		size *= 2
	}
	return &register{ids: make([]record.ID, 0, n), slots: make([]slot, size), seed: maphash.MakeSeed()}
}

// find gives the number of an id; ok is false where it has none.
func (n *register) find(id record.ID) (no int32, ok bool) {
	hash := maphash.String(n.seed, string(id))
	at, mask := hash>>32, uint64(len(n.slots)-1)
	for {
		s := n.slots[at&mask]
		if s.no == 0 {
			return 0, false
		}
		if s.hash == uint32(hash) && n.ids[s.no-1] == id {
			return s.no - 1, true
		}
		at++
	}
}

// number gives the number of an id, a new one where it has none.
func (n *register) number(id record.ID) int32 {
	hash := maphash.String(n.seed, string(id))
	at, mask := hash>>32, uint64(len(n.slots)-1)
	for {
		s := &n.slots[at&mask]
		if s.no == 0 {
			n.ids = append(n.ids, id)
			*s = slot{uint32(hash), int32(len(n.ids))}
			if 4*len(n.ids) > 3*len(n.slots) {
				n.grow()
			}
			return int32(len(n.ids)) - 1
		}
		if s.hash == uint32(hash) && n.ids[s.no-1] == id {
			return s.no - 1
		}
		at++
	}
}

func (n *register) grow() {
	n.slots = make([]slot, 2*len(n.slots))
	mask := uint64(len(n.slots) - 1)
	for i, id := range n.ids {
		hash := maphash.String(n.seed, string(id))
		at := hash >> 32
		for n.slots[at&mask].no != 0 {
			at++
		}
		n.slots[at&mask] = slot{uint32(hash), int32(i) + 1}
	}
}

// registerOf makes one in which the ids keep their places.
func registerOf(ids []record.ID) *register {
	n := newRegister(len(ids))
	for _, id := range ids {
		n.number(id)
	}
	n.ids = ids
	return n
}
