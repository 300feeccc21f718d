// Package ledger keeps the order of a casefile's events: it commits to each with
// a salt, grows a Merkle tree over the commitments, signs the tree's head and
// verifies all of it. It does no I/O: the store, the clock and the randomness
// are handed in. docs/formats/ledger.md describes the bytes.
package ledger

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

const (
	// MaxSize bounds the number of entries of a ledger. The arithmetic of tree
	// proofs does not end for sizes near 2^63, and such sizes come from outside.
	MaxSize = int64(1) << 40
	// MaxBody bounds the canonical bytes of one event.
	MaxBody = 64 << 20
)

// leafDomain sets the commitments of this format apart from every other hash.
const leafDomain = "onrecord.leaf/1\n"

// Header says where an event stands, when it was written down, by whom, and how
// its body is to be read. Seq counts from 0 and is what orders events; At is the
// wall clock of the machine that wrote, which may jump.
type Header struct {
	Seq     int64     `json:"seq"`
	At      time.Time `json:"at"` // UTC; RFC 3339 with as many digits as needed
	By      record.ID `json:"by"`
	Kind    string    `json:"kind"`
	Version int       `json:"version"`
}

// Marshal gives the canonical bytes of the header.
func (h Header) Marshal() ([]byte, error) {
	h.At = h.At.UTC().Round(0)
	b, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("ledger header: %w", err)
	}
	return b, nil
}

// ParseHeader reads a header. Only canonical bytes are one.
func ParseHeader(b []byte) (Header, error) {
	var h Header
	if err := json.Unmarshal(b, &h); err != nil {
		return Header{}, fmt.Errorf("malformed header")
	}
	again, err := h.Marshal()
	if err != nil || !bytes.Equal(again, b) {
		return Header{}, fmt.Errorf("header is not canonical")
	}
	if h.Seq < 0 || h.Seq >= MaxSize || !h.By.Valid() || h.Kind == "" || h.Version < 1 {
		return Header{}, fmt.Errorf("header holds an impossible value")
	}
	return h, nil
}

// Entry is one event as the ledger keeps it. The salt never leaves the store
// whole; what a reader is shown is derived from it.
type Entry struct {
	Header []byte // canonical header
	Body   []byte // canonical event
	Salt   [32]byte
}

// Parse reads header and event.
func (e Entry) Parse() (Header, event.Event, error) {
	h, err := ParseHeader(e.Header)
	if err != nil {
		return Header{}, nil, err
	}
	ev, err := event.Unmarshal(h.Kind, h.Version, e.Body)
	if err != nil {
		return h, nil, err
	}
	return h, ev, nil
}

// HeaderSalt and BodySalt give the two salts of an entry. Either opens one half
// of the commitment and tells nothing about the other.
func (e Entry) HeaderSalt() [32]byte { return deriveSalt(e.Salt, "header") }

// BodySalt gives the salt of the body.
func (e Entry) BodySalt() [32]byte { return deriveSalt(e.Salt, "body") }

// HeaderHash gives H(salt_h ‖ header).
func (e Entry) HeaderHash() [32]byte { return saltedHash(e.HeaderSalt(), e.Header) }

// BodyHash gives H(salt_b ‖ body).
func (e Entry) BodyHash() [32]byte { return saltedHash(e.BodySalt(), e.Body) }

// Commitment gives the 32 bytes that stand in the tree for the entry.
func (e Entry) Commitment() [32]byte { return commitment(e.HeaderHash(), e.BodyHash()) }

// Leaf gives the leaf hash of the entry: SHA-256(0x00 ‖ commitment).
func (e Entry) Leaf() tlog.Hash {
	c := e.Commitment()
	return tlog.RecordHash(c[:])
}

func deriveSalt(salt [32]byte, half string) (out [32]byte) {
	m := hmac.New(sha256.New, salt[:])
	m.Write([]byte(half))
	m.Sum(out[:0])
	return out
}

func saltedHash(salt [32]byte, data []byte) (out [32]byte) {
	h := sha256.New()
	h.Write(salt[:])
	h.Write(data)
	h.Sum(out[:0])
	return out
}

func commitment(header, body [32]byte) (out [32]byte) {
	h := sha256.New()
	h.Write([]byte(leafDomain))
	h.Write(header[:])
	h.Write(body[:])
	h.Sum(out[:0])
	return out
}
