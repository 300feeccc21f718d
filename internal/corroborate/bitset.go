package corroborate

import "math/bits"

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(i int32)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) remove(i int32)   { b[i>>6] &^= 1 << (i & 63) }
func (b bitset) has(i int32) bool { return b[i>>6]&(1<<(i&63)) != 0 }
func (b bitset) clone() bitset    { return append(bitset(nil), b...) }

func (b bitset) within(o bitset) bool {
	for i, w := range b {
		if w&^o[i] != 0 {
			return false
		}
	}
	return true
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitset) countWith(o bitset) int {
	n := 0
	for i, w := range b {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

// each calls f with the members in ascending order until f returns false.
func (b bitset) each(f func(int32) bool) {
	for i, w := range b {
		for w != 0 {
			if !f(int32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// put adds a number for which there may be no room yet.
func (b *bitset) put(i int32) {
	for int(i>>6) >= len(*b) {
		*b = append(*b, 0)
	}
	b.add(i)
}

// holds is has for any number.
func (b bitset) holds(i int32) bool { return int(i>>6) < len(b) && b.has(i) }
