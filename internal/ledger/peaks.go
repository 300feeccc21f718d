package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// peaks is a Merkle tree that grows leaf by leaf and keeps only the roots of its
// full subtrees, largest first.
type peaks struct {
	size  int64
	roots []tlog.Hash
}

// add takes a leaf in and gives the hashes that it completes: its own, then one
// per subtree that is now full, upwards.
func (p *peaks) add(leaf tlog.Hash) []tlog.Hash {
	done := []tlog.Hash{leaf}
	h := leaf
	for n := p.size; n&1 == 1; n >>= 1 {
		last := len(p.roots) - 1
		h = tlog.NodeHash(p.roots[last], h)
		p.roots = p.roots[:last]
		done = append(done, h)
	}
	p.roots = append(p.roots, h)
	p.size++
	return done
}

// root gives the root over all leaves so far.
func (p *peaks) root() tlog.Hash {
	if len(p.roots) == 0 {
		return emptyRoot()
	}
	h := p.roots[len(p.roots)-1]
	for i := len(p.roots) - 2; i >= 0; i-- {
		h = tlog.NodeHash(p.roots[i], h)
	}
	return h
}

// batch holds worked-out tree hashes with the entry that completed each.
type batch struct {
	seqs   []int64
	levels []int
	index  []int64
	hashes []tlog.Hash
}

func (b *batch) add(seq int64, completed []tlog.Hash) {
	for level, h := range completed {
		b.seqs = append(b.seqs, seq)
		b.levels = append(b.levels, level)
		b.index = append(b.index, tlog.StoredHashIndex(level, seq>>level))
		b.hashes = append(b.hashes, h)
	}
}

// compareHashes compares the batch with what the store keeps.
func (v *verifier) compareHashes() {
	b := v.fresh
	v.fresh = batch{}
	if len(b.index) == 0 {
		return
	}
	stored, err := v.reader.ReadHashes(b.index)
	if err == nil && len(stored) == len(b.index) {
		for i := range stored {
			if stored[i] != b.hashes[i] {
				v.badNode(b, i, "differs from what the event says")
			}
		}
		return
	}
	for i, index := range b.index { // find out which
		one, err := v.reader.ReadHashes([]int64{index})
		switch {
		case err != nil || len(one) != 1:
			v.badNode(b, i, "cannot be read")
		case one[0] != b.hashes[i]:
			v.badNode(b, i, "differs from what the event says")
		}
	}
}

func (v *verifier) badNode(b batch, i int, what string) {
	kind, text := "leaf", "the leaf that the tree keeps "+what
	if b.levels[i] > 0 {
		kind, text = "tree", fmt.Sprintf("a node at height %d of the tree %s", b.levels[i], what)
	}
	v.found(kind, fmt.Sprintf("event %d", b.seqs[i]), text)
}
