package corroborate

import (
	"encoding/binary"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// idOrder says of most pairs of ids by one number each which comes first: what
// follows the beginning that most of them have in common. Comparing strings that
// lie anywhere in memory is dear.
type idOrder struct{ common string }

// orderOf learns what some of the ids have in common.
func orderOf(sts []*record.Statement) idOrder {
	const some = 32
	var o idOrder
	for i, s := range sts[:min(some, len(sts))] {
		if i == 0 {
			o.common = string(s.ID)
		}
		for !strings.HasPrefix(string(s.ID), o.common) {
			o.common = o.common[:len(o.common)-1]
		}
	}
	return o
}

// early gives a number that never falls as ids rise; of equal ones nothing is known.
func (o idOrder) early(id record.ID) uint64 {
	rest, has := strings.CutPrefix(string(id), o.common)
	switch {
	case has:
		var b [8]byte
		copy(b[:], rest)
		return binary.BigEndian.Uint64(b[:])
	case string(id) < o.common:
		return 0
	}
	return 1<<64 - 1
}

// compareStatements orders statements by their ids.
func (x *index) compareStatements(a, b int32) int {
	switch p, q := x.early[a], x.early[b]; {
	case p < q:
		return -1
	case p > q:
		return 1
	}
	return strings.Compare(string(x.stID[a]), string(x.stID[b]))
}

// sortStatements sorts statements by their ids.
func (x *index) sortStatements(sts []int32) {
	if len(sts) > 1 {
		slices.SortFunc(sts, x.compareStatements)
	}
}
