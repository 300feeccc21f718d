package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Paths of the proofs.
const (
	CheckpointPath    = proofDir + "checkpoint"
	KeyPath           = proofDir + "key"
	ManifestProofPath = proofDir + "manifest.json"
	EvidenceProofPath = proofDir + "evidence.json"
)

// EvidenceProofFormat names the form of proof/evidence.json.
const EvidenceProofFormat = "onrecord.release.evidence/1"

// Sealed says where in the ledger a release stands: after the event
// manifest.sealed with the hash of its manifest was appended and the tree signed.
type Sealed struct {
	Ledger     ledger.Reader
	Checkpoint []byte // signed; covers every place named here
	Key        string // the ledger's verifier key, "origin+hash+key"
	Manifest   int64  // place of the event manifest.sealed, from 0
	// Originals gives the place of the event original.stored of each item of
	// Shown and Withheld. Items of Withheld may be missing.
	Originals map[record.ID]int64
}

// evidenceProof is proof/evidence.json.
type evidenceProof struct {
	Format   string          `json:"format"`
	Shown    []shownProof    `json:"shown"`
	Withheld []withheldProof `json:"withheld"`
}

// shownProof opens the event that holds a shown original's hash.
type shownProof struct {
	Path       string            `json:"path"`
	Disclosure ledger.Disclosure `json:"disclosure"`
}

// withheldProof shows that something stood at a place, and nothing of what.
type withheldProof struct {
	Index int64    `json:"index"`
	Leaf  string   `json:"leaf"`  // lower-case hexadecimal
	Proof []string `json:"proof"` // lower-case hexadecimal
}

// Proof makes the files of proof/. What it makes, Verify accepts; where it would
// not, because a place or a key is wrong, Proof fails.
func Proof(r *Release, s Sealed) (map[string][]byte, error) {
	c, err := ledger.OpenCheckpoint(s.Checkpoint, s.Key)
	if err != nil {
		return nil, err
	}
	manifest, err := ledger.Disclose(s.Ledger, c.Size, s.Manifest)
	if err != nil {
		return nil, broken("the manifest's place in the ledger cannot be proven", err)
	}
	listed, wrong := parseManifest(r.Manifest)
	if wrong != "" {
		return nil, broken("the manifest is not one: "+wrong, nil)
	}
	ev := evidenceProof{Format: EvidenceProofFormat, Shown: []shownProof{}, Withheld: []withheldProof{}}
	for _, f := range listed.Files {
		if f.Shown != asOriginal {
			continue
		}
		seq, ok := s.Originals[evidenceID(f.Path)]
		if !ok {
			return nil, broken("a shown original has no place in the ledger", nil)
		}
		d, err := ledger.Disclose(s.Ledger, c.Size, seq)
		if err != nil {
			return nil, broken("a shown original's place in the ledger cannot be proven", err)
		}
		ev.Shown = append(ev.Shown, shownProof{f.Path, d})
	}
	if ev.Withheld, err = withhold(r.Withheld, s, c.Size); err != nil {
		return nil, err
	}
	files := map[string][]byte{CheckpointPath: bytes.Clone(s.Checkpoint), KeyPath: []byte(s.Key + "\n")}
	for path, v := range map[string]any{ManifestProofPath: manifest, EvidenceProofPath: ev} {
		if files[path], err = json.MarshalIndent(v, "", "  "); err != nil {
			return nil, broken("the proofs cannot be written", err)
		}
		files[path] = append(files[path], '\n')
	}
	return files, selfCheck(r, files)
}

// withhold proves the places of what is not shown, in the ledger's order, each
// place once: two items may be one original.
func withhold(ids []record.ID, s Sealed, size int64) ([]withheldProof, error) {
	out := []withheldProof{}
	done := map[int64]bool{}
	for _, id := range ids {
		seq, ok := s.Originals[id]
		if !ok || done[seq] {
			continue
		}
		done[seq] = true
		e, err := s.Ledger.Entry(seq)
		if err != nil {
			return nil, broken("a withheld original's place in the ledger cannot be read", err)
		}
		proof, err := ledger.Inclusion(s.Ledger, size, seq)
		if err != nil {
			return nil, broken("a withheld original's place in the ledger cannot be proven", err)
		}
		out = append(out, withheldProof{seq, hexHash(e.Leaf()), hexHashes(proof)})
	}
	slices.SortFunc(out, func(a, b withheldProof) int { return cmp.Compare(a.Index, b.Index) })
	return out, nil
}

// selfCheck runs the reader's verification over what is about to be written.
func selfCheck(r *Release, proofs map[string][]byte) error {
	all := memory{}
	for path, b := range r.Files {
		all[path] = b
	}
	for path, b := range proofs {
		all[path] = b
	}
	v := verification{open: all.open}
	v.run(all.sizes(), "")
	if len(v.problems) > 0 {
		p := v.problems[0]
		return broken(fmt.Sprintf("the release does not verify (%s: %s)", p.Where, p.Message), nil)
	}
	return nil
}

func broken(what string, err error) error {
	return problem.Wrap(err, problem.Internal, "release", what, "run verify on the casefile")
}

func hexHash(h tlog.Hash) string { return hex.EncodeToString(h[:]) }

func hexHashes(hs []tlog.Hash) []string {
	out := make([]string, len(hs))
	for i, h := range hs {
		out[i] = hexHash(h)
	}
	return out
}

// manifestHash gives the hash that the ledger holds of a manifest.
func manifestHash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
