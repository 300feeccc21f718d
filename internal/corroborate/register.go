package corroborate

import (
	"hash/maphash"

	"onrecord.dev/onrecord/internal/record"
)

// register finds the number of an id. It knows ids by keys alone, so that looking
// one up touches one place in memory: looking up ids is what costs most in making
// an index, and those of a large casefile fit into no cache.
type register struct {
	slots []slot // a power of two, never full
	count int32
	*keyring
}

// key stands for an id: 96 bits of hashes whose seeds nobody outside the process
// knows. That two of ten million ids have one key is less likely than 1 in 10^15.
type key struct {
	a uint64
	b uint32
}

// slot holds a number, from one, beside its key.
type slot struct {
	a  uint64
	b  uint32
	no int32 // 0: empty
}

// keyring makes keys; only those of one keyring can be compared.
type keyring [2]maphash.Seed

func newKeyring() *keyring { return &keyring{maphash.MakeSeed(), maphash.MakeSeed()} }

func (k *keyring) key(id record.ID) key {
	return key{maphash.String(k[0], string(id)), uint32(maphash.String(k[1], string(id)))}
}

// newRegister has room for so many ids; it grows where there are more.
func newRegister(k *keyring, ids int) *register {
	r := &register{keyring: k}
	r.size(ids)
	return r
}

// size makes the slots anew, for so many ids.
func (r *register) size(ids int) {
	n := 16
	for 2*n < 3*ids {
		n *= 2
	}
	old := r.slots
	r.slots = make([]slot, n)
	for _, s := range old {
		if s.no > 0 {
			*r.slot(key{s.a, s.b}) = s
		}
	}
}

// slot gives the slot of a key, or the empty one where it would stand.
func (r *register) slot(k key) *slot {
	mask := uint64(len(r.slots) - 1)
	for at := k.a; ; at++ {
		s := &r.slots[at&mask]
		if s.no == 0 || s.a == k.a && s.b == k.b {
			return s
		}
	}
}

// find gives the number of an id, -1 where it has none. Many may ask at once.
func (r *register) find(id record.ID) int32 { return r.slot(r.key(id)).no - 1 }

func (r *register) findKey(k key) int32 { return r.slot(k).no - 1 }

// touch reads where a key would stand. The processor waits for memory once for many
// places that are touched one right after the other.
func (r *register) touch(k key) int32 { return r.slots[k.a&uint64(len(r.slots)-1)].no }

// number gives the number of an id, the next one where it has none.
func (r *register) number(id record.ID) (no int32, new bool) {
	return r.numberKey(r.key(id))
}

func (r *register) numberKey(k key) (no int32, new bool) {
	s := r.slot(k)
	if s.no > 0 {
		return s.no - 1, false
	}
	r.count++
	no = r.count
	*s = slot{k.a, k.b, no}
	if 4*int(no) > 3*len(r.slots) {
		r.size(2 * int(no))
	}
	return no - 1, true
}

// together is how many ids are looked up side by side.
const together = 64

// newcomers numbers ids that come one by one, many at a time.
type newcomers struct {
	*register
	ids     [together]record.ID
	keys    [together]key
	waiting int
	touched int32
}

// begin reads the beginning of an id; see touch.
func begin(id record.ID) int32 {
	if len(id) == 0 {
		return 0
	}
	return int32(id[0])
}

func (n *newcomers) add(id record.ID) {
	n.ids[n.waiting] = id
	if n.waiting++; n.waiting == together {
		n.flush()
	}
}

func (n *newcomers) flush() {
	for _, id := range n.ids[:n.waiting] {
		n.touched += begin(id)
	}
	for i, id := range n.ids[:n.waiting] {
		n.keys[i] = n.key(id)
	}
	for _, k := range n.keys[:n.waiting] {
		n.touched += n.touch(k)
	}
	for _, k := range n.keys[:n.waiting] {
		n.numberKey(k)
	}
	n.waiting = 0
}
