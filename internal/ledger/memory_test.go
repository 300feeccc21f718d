package ledger

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// memory is a Store for tests whose insides a test may damage.
type memory struct {
	entries []*Entry // nil: gone
	broken  map[int64]bool
	hashes  []tlog.Hash
}

var errBroken = errors.New("cannot read")

func (m *memory) Size() (int64, error) { return int64(len(m.entries)), nil }

func (m *memory) AppendEntry(seq int64, e Entry) error {
	if seq != int64(len(m.entries)) {
		return fmt.Errorf("entry %d put at %d", seq, len(m.entries))
	}
	m.entries = append(m.entries, &e)
	return nil
}

func (m *memory) Entry(seq int64) (Entry, error) {
	if seq < 0 || seq >= int64(len(m.entries)) || m.entries[seq] == nil || m.broken[seq] {
		return Entry{}, errBroken
	}
	return *m.entries[seq], nil
}

func (m *memory) Entries(from int64, f func(int64, Entry) error) error {
	for seq := from; seq < int64(len(m.entries)); seq++ {
		if m.broken[seq] {
			return errBroken
		}
		if m.entries[seq] == nil {
			continue
		}
		if err := f(seq, *m.entries[seq]); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(m.hashes)) {
			return nil, errBroken
		}
		out[i] = m.hashes[index]
	}
	return out, nil
}

func (m *memory) PutHashes(first int64, h []tlog.Hash) error {
	if first != int64(len(m.hashes)) {
		return fmt.Errorf("hashes for %d put at %d", first, len(m.hashes))
	}
	m.hashes = append(m.hashes, h...)
	return nil
}

// dice gives repeatable bytes.
func dice(seed byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{seed}) }

var when = time.Date(2015, 4, 2, 10, 0, 0, 120000000, time.UTC)

// texts are what the fixtures' claims say; every script of the product.
var texts = []string{"Fourteen men decided to leave", "Четырнадцать человек решили уйти", "Чотирнадцять людей вирішили піти", "قرر أربعة عشر رجلاً الرحيل"}

func claims(from, n int) []event.Event {
	var out []event.Event
	for i := from; i < from+n; i++ {
		out = append(out, &event.ClaimRecorded{Claim: record.Claim{ID: record.ID(fmt.Sprintf("c-%d", i)), Text: texts[i%len(texts)]}})
	}
	return out
}

type fixture struct {
	*memory
	signer note.Signer
	vkey   string
}

const origin = "onrecord/4f1c9a"

func newFixture(t testing.TB, n int) fixture {
	t.Helper()
	skey, vkey, err := NewKey(dice(1), origin)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{&memory{broken: map[int64]bool{}}, signer, vkey}
	f.append(t, claims(0, n)...)
	return f
}

func (f fixture) append(t testing.TB, events ...event.Event) {
	t.Helper()
	head, _ := f.Size()
	if _, err := Append(f, head, when, record.Owner, events, dice(byte(head))); err != nil {
		t.Fatal(err)
	}
}

func (f fixture) signed(t testing.TB) []byte {
	t.Helper()
	c, err := Head(f, origin)
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Sign(f.signer)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The naive tree: RFC 6962 section 2.1 as it is written, sharing nothing with
// what is tested.

func naiveRoot(leaves [][]byte) []byte {
	switch len(leaves) {
	case 0:
		h := sha256.Sum256(nil)
		return h[:]
	case 1:
		h := sha256.Sum256(append([]byte{0}, leaves[0]...))
		return h[:]
	}
	k := naiveSplit(len(leaves))
	h := sha256.Sum256(bytes.Join([][]byte{{1}, naiveRoot(leaves[:k]), naiveRoot(leaves[k:])}, nil))
	return h[:]
}

func naiveSplit(n int) int {
	k := 1
	for k*2 < n {
		k *= 2
	}
	return k
}

func naivePath(m int, leaves [][]byte) [][]byte {
	if len(leaves) <= 1 {
		return nil
	}
	k := naiveSplit(len(leaves))
	if m < k {
		return append(naivePath(m, leaves[:k]), naiveRoot(leaves[k:]))
	}
	return append(naivePath(m-k, leaves[k:]), naiveRoot(leaves[:k]))
}

func naiveConsistency(m int, leaves [][]byte, whole bool) [][]byte {
	if m == len(leaves) {
		if whole {
			return nil
		}
		return [][]byte{naiveRoot(leaves)}
	}
	k := naiveSplit(len(leaves))
	if m <= k {
		return append(naiveConsistency(m, leaves[:k], whole), naiveRoot(leaves[k:]))
	}
	return append(naiveConsistency(m-k, leaves[k:], false), naiveRoot(leaves[:k]))
}
