// Package record has the words of the field as Go types: actors, evidence,
// statements, claims, links and the rest, with their validity and nothing more.
package record

import (
	"cmp"
	"maps"
	"slices"
)

// ID names a record. All records of a casefile share one namespace.
type ID string

const (
	// Desk is the desk itself; it needs no entry.
	Desk ID = "desk"
	// None is reserved: a sentence that asserts nothing cites it.
	None ID = "none"
	// Owner is the member who ran init; he has every role.
	Owner ID = "owner"
)

// Valid reports whether the id matches [a-z0-9][a-z0-9-]*.
func (id ID) Valid() bool {
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == '-' && i > 0:
		default:
			return false
		}
	}
	return len(id) > 0 && len(id) <= 200
}

// Reserved reports whether no record may carry the id.
func (id ID) Reserved() bool { return id == Desk || id == None }

// SortedKeys gives the keys of a map of records in order.
func SortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

// Texts gives ids as texts.
func Texts(ids []ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
