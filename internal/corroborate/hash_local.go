package corroborate

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"onrecord.dev/onrecord/internal/record"
)

// localHash digests what can decide a claim's own numbers. Statements stand in it
// by their digests, which are in the order of their bytes, with what others decide
// of them: whether they stand, and the names of their classes where others give them.
func (e *engine) localHash(cl int32) [32]byte {
	w := &e.writer
	w.b = append(w.b[:0], Ruleset+" claim\n"...)
	w.id(e.claimID[cl])
	w.b = append(strconv.AppendInt(w.b, int64(e.policy.CorroboratedAt), 10), 0)
	w.b = append(append(w.b, e.policy.Conduits...), 0)
	w.labels(e, e.interestedIn(cl))
	w.claims(e, e.requires[cl])
	behind := e.background(cl)
	w.opposed(e, e.opposed[cl])
	w.denials(e, e.denies[cl])
	disputes := behind.supports + behind.disputes
	w.statements(e, behind.sts[:behind.supports])
	w.statements(e, behind.sts[behind.supports:disputes])
	w.statements(e, behind.sts[disputes:])
	return sha256.Sum256(w.b)
}

// writer writes what is hashed. Lists of names end in a byte that no id contains,
// those of digests begin with their length.
type writer struct {
	b      []byte
	list   []int32
	placed []placed
}

// placed is a statement with the beginning of its digest.
type placed struct {
	first uint64
	st    int32
}

func (w *writer) id(id record.ID) { w.b = append(append(w.b, id...), 0) }

func (w *writer) labels(e *engine, of []int32) {
	if len(of) > 1 {
		w.list = append(w.list[:0], of...)
		slices.SortFunc(w.list, e.compareLabels)
		of = slices.Compact(w.list)
	}
	for _, l := range of {
		w.b = append(e.appendName(w.b, l), 0)
	}
	w.b = append(w.b, '\n')
}

func (w *writer) claims(e *engine, of []int32) {
	for _, c := range w.sorted(e, of) {
		w.id(e.claimID[c])
	}
	w.b = append(w.b, '\n')
}

func (w *writer) sorted(e *engine, claims []int32) []int32 {
	if len(claims) > 1 {
		w.list = append(w.list[:0], claims...)
		slices.SortFunc(w.list, e.compareClaims)
		return slices.Compact(w.list)
	}
	return claims
}

// opposed writes the claims that cannot be true beside this one, each with what
// supports it.
func (w *writer) opposed(e *engine, claims []int32) {
	for _, o := range w.sorted(e, claims) {
		w.id(e.claimID[o])
		w.begin(e, e.supports.row(o))
		for _, p := range w.placed {
			w.b = append(w.b, e.digest[p.st][:]...)
		}
	}
	w.b = append(w.b, '\n')
}

func (w *writer) denials(e *engine, of []denial) {
	for _, accepts := range []bool{false, true} {
		w.list = w.list[:0]
		for _, d := range of {
			if d.accepts == accepts {
				w.list = append(w.list, d.st)
			}
		}
		w.statements(e, w.list)
	}
}

// begin sorts statements by their digests and writes how many they are.
func (w *writer) begin(e *engine, of []int32) {
	w.placed = w.placed[:0]
	for _, s := range of {
		w.placed = append(w.placed, placed{binary.BigEndian.Uint64(e.digest[s][:]), s})
	}
	if len(of) > 1 {
		slices.SortFunc(w.placed, func(a, b placed) int {
			if a.first != b.first {
				return cmp.Compare(a.first, b.first)
			}
			return bytes.Compare(e.digest[a.st][:], e.digest[b.st][:])
		})
		w.placed = slices.Compact(w.placed)
	}
	w.b = binary.BigEndian.AppendUint32(w.b, uint32(len(w.placed)))
}

// Bits beside the digest of a statement; lower ones are its kind.
const (
	hashActive   = 3 // two bits, one for each view
	hashShielded = 1 << 5
	hashClasses  = 1 << 6 // what follows names classes
)

func (w *writer) statements(e *engine, of []int32) {
	w.begin(e, of)
	for _, p := range w.placed {
		s := p.st
		w.b = append(w.b, e.digest[s][:]...)
		flags := byte(e.kind(s)) | e.active[s]<<hashActive
		if e.actors.trait[e.speaker[s]]&shielded != 0 {
			flags |= hashShielded
		}
		if e.plain[s] {
			w.b = append(w.b, flags)
			continue
		}
		w.b = append(w.b, flags|hashClasses)
		w.b = append(e.appendName(w.b, e.selfOf(s)), 0)
		w.labels(e, e.labels.row(s))
		w.labels(e, e.via.row(s))
	}
}
