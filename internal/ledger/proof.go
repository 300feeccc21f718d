package ledger

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// maxProof bounds the hashes of a proof: twice the height of the largest tree.
const maxProof = 2 * 40

var errProof = errors.New("the proof does not hold")

// Inclusion proves that the entry at index stands in the tree of the given size.
func Inclusion(r Reader, size, index int64) ([]tlog.Hash, error) {
	if size < 1 || size > MaxSize || index < 0 || index >= size {
		return nil, fmt.Errorf("ledger: no such place in a tree of that size")
	}
	return tlog.ProveRecord(size, index, r)
}

// CheckInclusion verifies an inclusion proof against a checkpoint that the
// caller trusts.
func CheckInclusion(c Checkpoint, index int64, leaf tlog.Hash, proof []tlog.Hash) error {
	if c.Size < 1 || c.Size > MaxSize || index < 0 || index >= c.Size || len(proof) > maxProof {
		return errProof
	}
	if tlog.CheckRecord(proof, c.Size, c.Root, index, leaf) != nil {
		return errProof
	}
	return nil
}

// Consistency proves that the tree of size newer begins with the tree of size
// older. Every tree begins with the empty one, which needs no proof.
func Consistency(r Reader, older, newer int64) ([]tlog.Hash, error) {
	if older < 0 || older > newer || newer > MaxSize {
		return nil, fmt.Errorf("ledger: impossible tree sizes")
	}
	if older == 0 {
		return []tlog.Hash{}, nil
	}
	return tlog.ProveTree(newer, older, r)
}

// CheckConsistency verifies that newer extends older.
func CheckConsistency(older, newer Checkpoint, proof []tlog.Hash) error {
	switch {
	case older.Origin != newer.Origin, older.Size < 0, older.Size > newer.Size, newer.Size > MaxSize, len(proof) > maxProof:
		return errProof
	case older.Size == 0:
		if len(proof) != 0 || older.Root != emptyRoot() || (newer.Size == 0 && newer.Root != emptyRoot()) {
			return errProof
		}
		return nil
	}
	if tlog.CheckTree(proof, newer.Size, newer.Root, older.Size, older.Root) != nil {
		return errProof
	}
	return nil
}

// emptyRoot is the root of a tree without leaves: the SHA-256 of nothing.
func emptyRoot() tlog.Hash {
	h, _ := tlog.TreeHash(0, nil) // reads nothing, cannot fail
	return h
}
