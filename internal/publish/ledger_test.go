package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"testing"
	"testing/fstest"

	sumdb "golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/record"
)

// store is a ledger in memory.
type store struct {
	entries []ledger.Entry
	hashes  []tlog.Hash
}

func (s *store) Size() (int64, error) { return int64(len(s.entries)), nil }

func (s *store) Entry(seq int64) (ledger.Entry, error) {
	if seq < 0 || seq >= int64(len(s.entries)) {
		return ledger.Entry{}, errors.New("no such entry")
	}
	return s.entries[seq], nil
}

func (s *store) Entries(from int64, f func(int64, ledger.Entry) error) error {
	for i := from; i < int64(len(s.entries)); i++ {
		if err := f(i, s.entries[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *store) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, n := range at {
		if n < 0 || n >= int64(len(s.hashes)) {
			return nil, errors.New("no such hash")
		}
		out[i] = s.hashes[n]
	}
	return out, nil
}

func (s *store) AppendEntry(_ int64, e ledger.Entry) error {
	s.entries = append(s.entries, e)
	return nil
}

func (s *store) PutHashes(_ int64, h []tlog.Hash) error {
	s.hashes = append(s.hashes, h...)
	return nil
}

// sealing is a release sealed into a ledger.
type sealing struct {
	release *Release
	proofs  map[string][]byte
	sealed  Sealed
	signing string
}

// seal appends the story's originals, some noise and the manifest, signs, and
// makes the proofs. The seed tells ledgers and their keys apart.
func seal(t testing.TB, r *Release, c *record.Casefile, seed byte) sealing {
	t.Helper()
	s := &store{}
	sealed := Sealed{Ledger: s, Originals: map[record.ID]int64{}}
	add := func(e event.Event) int64 {
		head, _ := s.Size()
		random := bytes.NewReader(bytes.Repeat([]byte{seed, byte(head)}, 64))
		if _, err := ledger.Append(s, head, midnight, "owner", []event.Event{e}, random); err != nil {
			t.Fatal(err)
		}
		return head
	}
	add(&event.CaseDescribed{Case: record.Case{ID: "soldiers"}})
	for _, id := range record.SortedKeys(c.Evidence) {
		o := c.Evidence[id].Original
		sealed.Originals[id] = add(&event.OriginalStored{SHA256: o.SHA256, Size: o.Size})
		add(&event.EvidenceAdded{Evidence: *c.Evidence[id]})
	}
	sum := sha256.Sum256(r.Manifest)
	sealed.Manifest = add(&event.ManifestSealed{SHA256: hex.EncodeToString(sum[:])})
	signing, key, err := ledger.NewKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)), "onrecord.example/"+string('a'+rune(seed%26)))
	if err != nil {
		t.Fatal(err)
	}
	sealed.Key = key
	sealed.Checkpoint = sign(t, s, signing)
	proofs, err := Proof(r, sealed)
	if err != nil {
		t.Fatal(err)
	}
	return sealing{r, proofs, sealed, signing}
}

func sign(t testing.TB, s *store, signing string) []byte {
	t.Helper()
	signer, err := sumdb.NewSigner(signing)
	if err != nil {
		t.Fatal(err)
	}
	head, err := ledger.Head(s, signer.Name())
	if err != nil {
		t.Fatal(err)
	}
	signed, err := head.Sign(signer)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// dir gives the whole release as a file system that a test may damage.
func (s sealing) dir() fstest.MapFS {
	out := fstest.MapFS{}
	all := maps.Clone(s.release.Files)
	maps.Copy(all, s.proofs)
	for p, b := range all {
		out[p] = &fstest.MapFile{Data: bytes.Clone(b), Mode: 0o644}
	}
	return out
}
