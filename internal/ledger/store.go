package ledger

import "golang.org/x/mod/sumdb/tlog"

// Reader is what proofs and verification need of a store. All calls see one
// snapshot.
type Reader interface {
	// Size gives the number of entries: the highest order plus one.
	Size() (int64, error)
	// Entry gives one entry; an error where there is none.
	Entry(seq int64) (Entry, error)
	// Entries calls f for every entry from the given order on, ascending.
	Entries(from int64, f func(seq int64, e Entry) error) error
	// ReadHashes gives the tree hashes of the given stored indexes
	// (tlog.StoredHashIndex), an error where one is missing.
	ReadHashes(indexes []int64) ([]tlog.Hash, error)
}

// Store is a Reader that can be appended to. What is appended is seen by the
// next call, and stays or goes as a whole with the transaction around it.
type Store interface {
	Reader
	// AppendEntry stores an entry; it fails where one stands at that place.
	AppendEntry(seq int64, e Entry) error
	// PutHashes stores tree hashes at consecutive indexes; it fails where one stands.
	PutHashes(first int64, h []tlog.Hash) error
}
