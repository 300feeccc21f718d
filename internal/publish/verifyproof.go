package publish

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
)

// key reads the verifier key that came with the release; "" where it is none or
// is not the pinned one.
func (v *verification) key(sizes map[string]int64, pinned string) string {
	text, ok := v.read(sizes, KeyPath, 4096)
	if !ok {
		return ""
	}
	key := strings.TrimSuffix(string(text), "\n")
	print, err := ledger.Fingerprint(key)
	if err != nil {
		v.found("key", KeyPath, "it is no verifier key")
		return ""
	}
	if pinned != "" && strings.TrimSpace(pinned) != key && bare(pinned) != bare(print) {
		v.found("key", KeyPath, "the release was signed with another key than the one that was given")
	}
	return key
}

// bare makes fingerprints comparable however they were typed.
func bare(fingerprint string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", ":", "", "-", "").Replace(strings.TrimSpace(fingerprint)))
}

// checkpoint reads the signed head of the tree; nil where it does not hold.
func (v *verification) checkpoint(sizes map[string]int64, key string) ([]byte, *ledger.Checkpoint) {
	signed, ok := v.read(sizes, CheckpointPath, 64<<10)
	if !ok || key == "" {
		return nil, nil
	}
	c, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		v.found("checkpoint", CheckpointPath, "it is malformed, or the key that came with it did not sign it")
		return nil, nil
	}
	return signed, &c
}

// manifestProof checks that the ledger holds the manifest's hash.
func (v *verification) manifestProof(sizes map[string]int64, signed []byte, key string, manifest []byte) {
	text, ok := v.read(sizes, ManifestProofPath, 1<<20)
	if !ok {
		return
	}
	d, err := ledger.ParseDisclosure(text)
	if err != nil {
		v.found("proof", ManifestProofPath, "it is malformed")
		return
	}
	if err := ledger.VerifyDisclosure(signed, key, d); err != nil {
		v.found("proof", ManifestProofPath, "what it shows did not stand in the ledger under this checkpoint")
		return
	}
	body, ok := opened[*event.ManifestSealed]("manifest.sealed", d.Body)
	switch {
	case !ok:
		v.found("proof", ManifestProofPath, "it proves something else than a manifest")
	case body.SHA256 != manifestHash(manifest):
		v.found("manifest", ManifestPath, "it is not the list whose hash stands in the ledger")
	}
}

// evidenceProofs checks that every shown original stands in the ledger, and that
// the places of what is withheld are in it.
func (v *verification) evidenceProofs(sizes map[string]int64, signed []byte, key string, head ledger.Checkpoint, m Manifest) {
	text, ok := v.read(sizes, EvidenceProofPath, maxProof)
	if !ok {
		return
	}
	var all evidenceProof
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err := dec.Decode(&all)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil || all.Format != EvidenceProofFormat || len(all.Shown)+len(all.Withheld) > maxFiles {
		v.found("proof", EvidenceProofPath, "it is malformed")
		return
	}
	originals := map[string]ManifestFile{}
	for _, f := range m.Files {
		if f.Shown == asOriginal {
			originals[f.Path] = f
		}
	}
	for _, s := range all.Shown {
		f, ok := originals[s.Path]
		if !ok {
			v.found("proof", EvidenceProofPath, "it proves a file that the manifest does not list as an original, or one twice")
			continue
		}
		delete(originals, s.Path)
		v.shownProof(signed, key, f, s.Disclosure)
	}
	for _, f := range m.Files {
		if _, left := originals[f.Path]; left {
			v.found("proof", f.Path, "the proof that it is an original is missing")
		}
	}
	for _, w := range all.Withheld {
		if !w.holds(head) {
			v.found("proof", EvidenceProofPath, "the place of a withheld item is not in the ledger under this checkpoint")
		}
	}
}

func (v *verification) shownProof(signed []byte, key string, f ManifestFile, d ledger.Disclosure) {
	if err := ledger.VerifyDisclosure(signed, key, d); err != nil {
		v.found("proof", f.Path, "its proof does not stand in the ledger under this checkpoint")
		return
	}
	body, ok := opened[*event.OriginalStored]("original.stored", d.Body)
	if !ok || body.SHA256 != f.SHA256 || body.Size != f.Size {
		v.found("proof", f.Path, "its proof is of something else")
	}
}

// opened reads a disclosed body as an event of a kind; the kind itself is not
// disclosed, but no two kinds that are shown share a form.
func opened[E event.Event](kind string, body []byte) (E, bool) {
	var none E
	e, err := event.Unmarshal(kind, 1, body)
	if err != nil {
		return none, false
	}
	out, ok := e.(E)
	return out, ok
}

func (w withheldProof) holds(head ledger.Checkpoint) bool {
	leaf, ok := readHash(w.Leaf)
	proof := make([]tlog.Hash, len(w.Proof))
	for i := range w.Proof {
		var good bool
		proof[i], good = readHash(w.Proof[i])
		ok = ok && good
	}
	return ok && ledger.CheckInclusion(head, w.Index, leaf, proof) == nil
}

func readHash(s string) (tlog.Hash, bool) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != tlog.HashSize || hex.EncodeToString(b) != s {
		return tlog.Hash{}, false
	}
	return tlog.Hash(b), true
}
