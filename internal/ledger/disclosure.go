package ledger

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/problem"
)

// DisclosureFormat names the JSON form of a disclosure.
const DisclosureFormat = "onrecord.disclosure/1"

// maxDisclosure bounds the bytes of a disclosure that is read.
const maxDisclosure = 2 * MaxBody

// Disclosure opens the body of one entry to somebody with neither casefile nor
// key. It shows the body, the entry's place and the tree's size, and nothing of
// the header (who, when) nor of any neighbour.
type Disclosure struct {
	Index      int64
	TreeSize   int64
	Body       []byte   // canonical event, UTF-8
	BodySalt   [32]byte // salt_b
	HeaderHash [32]byte // H(salt_h ‖ header)
	Proof      []tlog.Hash
}

// Disclose opens the body of the entry at index under the tree of the given size.
func Disclose(r Reader, size, index int64) (Disclosure, error) {
	proof, err := Inclusion(r, size, index)
	if err != nil {
		return Disclosure{}, err
	}
	e, err := r.Entry(index)
	if err != nil {
		return Disclosure{}, err
	}
	return Disclosure{
		Index: index, TreeSize: size, Body: e.Body,
		BodySalt: e.BodySalt(), HeaderHash: e.HeaderHash(), Proof: proof,
	}, nil
}

// Leaf gives the leaf hash that the disclosure claims to open.
func (d Disclosure) Leaf() tlog.Hash {
	c := commitment(d.HeaderHash, saltedHash(d.BodySalt, d.Body))
	return tlog.RecordHash(c[:])
}

// VerifyDisclosure says whether the disclosed body stood in the ledger under the
// signed checkpoint. It needs the verifier key and nothing else. What the body
// means is for the caller to read; the kind is part of the header and not shown.
func VerifyDisclosure(signed []byte, vkey string, d Disclosure) error {
	c, err := OpenCheckpoint(signed, vkey)
	if err != nil {
		return err
	}
	if d.TreeSize != c.Size {
		return problem.New(problem.Usage, "disclosure", "it belongs to another checkpoint", "use the checkpoint that came with it")
	}
	if err := CheckInclusion(c, d.Index, d.Leaf(), d.Proof); err != nil {
		return problem.Wrap(err, problem.Usage, "disclosure", "what it shows did not stand in the ledger under this checkpoint", "")
	}
	return nil
}

// disclosureJSON is the form on paper; docs/formats/ledger.md describes it.
type disclosureJSON struct {
	Format     string   `json:"format"`
	Index      int64    `json:"index"`
	TreeSize   int64    `json:"tree_size"`
	Body       string   `json:"body"`
	BodySalt   string   `json:"salt_b"`
	HeaderHash string   `json:"header_hash"`
	Proof      []string `json:"proof"`
}

// MarshalJSON gives the JSON form: hashes in lower-case hexadecimal, the body as
// a string whose UTF-8 bytes are the canonical event.
func (d Disclosure) MarshalJSON() ([]byte, error) {
	if !utf8.Valid(d.Body) {
		return nil, fmt.Errorf("ledger: body is not UTF-8")
	}
	w := disclosureJSON{
		Format: DisclosureFormat, Index: d.Index, TreeSize: d.TreeSize, Body: string(d.Body),
		BodySalt: hex.EncodeToString(d.BodySalt[:]), HeaderHash: hex.EncodeToString(d.HeaderHash[:]),
		Proof: make([]string, len(d.Proof)),
	}
	for i, h := range d.Proof {
		w.Proof[i] = hex.EncodeToString(h[:])
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads the JSON form strictly; it verifies nothing.
func (d *Disclosure) UnmarshalJSON(b []byte) error {
	var w disclosureJSON
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil || w.Format != DisclosureFormat || len(w.Proof) > maxProof ||
		w.TreeSize < 1 || w.TreeSize > MaxSize || w.Index < 0 || w.Index >= w.TreeSize || len(w.Body) > MaxBody {
		return malformedDisclosure()
	}
	out := Disclosure{Index: w.Index, TreeSize: w.TreeSize, Body: []byte(w.Body), Proof: make([]tlog.Hash, len(w.Proof))}
	ok := unhex(&out.BodySalt, w.BodySalt) && unhex(&out.HeaderHash, w.HeaderHash)
	for i := range w.Proof {
		ok = ok && unhex((*[32]byte)(&out.Proof[i]), w.Proof[i])
	}
	if !ok {
		return malformedDisclosure()
	}
	*d = out
	return nil
}

// ParseDisclosure reads the JSON form from somebody else's file.
func ParseDisclosure(b []byte) (Disclosure, error) {
	var d Disclosure
	if len(b) > maxDisclosure {
		return d, malformedDisclosure()
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(&d); err != nil {
		return Disclosure{}, malformedDisclosure()
	}
	if _, err := dec.Token(); err != io.EOF { // something follows
		return Disclosure{}, malformedDisclosure()
	}
	return d, nil
}

func malformedDisclosure() error {
	return problem.New(problem.Usage, "disclosure", "it is malformed", "it must have the form "+DisclosureFormat)
}

func unhex(to *[32]byte, s string) bool {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(to) || hex.EncodeToString(b) != s {
		return false
	}
	*to = [32]byte(b)
	return true
}
