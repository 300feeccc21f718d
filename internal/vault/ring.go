package vault

import (
	"bytes"
	"crypto/hpke"
	"crypto/rand"
	"encoding/json"
	"fmt"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// ringSize is the length, in bytes, to which both rings are padded before they
// are wrapped, so that a wrap does not show which of the two it is.
const ringSize = 8 << 10

const ringFormat = "onrecord.ring/1"

// deskRing is what every member with a key holds. It opens the database and the
// originals, and seals for the custodians without being able to open for them.
type deskRing struct {
	Format string `json:"format"`
	Ring   string `json:"ring"` // desk
	ID     []byte `json:"id"`   // 16 random bytes, the same in both rings
	Origin string `json:"origin"`

	Store []byte `json:"store"` // key of the encrypted database
	Blind []byte `json:"blind"` // key of the blind index
	Name  []byte `json:"name"`  // key of the names of files
	Guard []byte `json:"guard"` // wraps the keys of the blind index of each actor

	LogSigner   string `json:"log_signer"`
	LogVerifier string `json:"log_verifier"`
	Originals   string `json:"originals"` // age identity, for originals of the desk

	CustodyRecipient string `json:"custody_recipient"` // age, for custodians' originals
	CustodySealKey   []byte `json:"custody_seal_key"`  // HPKE public key, for identities
}

// custodyRing is what custodians hold besides.
type custodyRing struct {
	Format string `json:"format"`
	Ring   string `json:"ring"` // custody
	ID     []byte `json:"id"`

	Originals string `json:"originals"` // age identity
	OpenKey   []byte `json:"open_key"`  // HPKE private key
}

// Keyring is an opened casefile's keys: the desk ring, and the custody ring
// where its holder is a custodian. It prints as "[sealed]".
type Keyring struct {
	desk    *deskRing
	custody *custodyRing // nil: not a custodian
}

// NewRings makes the keys of a new casefile. Origin names the ledger in its
// checkpoints and must be a name that signed notes admit: no space and no '+'.
func NewRings(origin string) (*Keyring, error) {
	signer, verifier, err := note.GenerateKey(rand.Reader, origin)
	if err != nil || !nameOfNote(verifier) {
		return nil, problem.New(problem.Usage, "", "the ledger's origin cannot name a signed note",
			"use letters, digits, dots, slashes and hyphens")
	}
	deskKey, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("vault: make a desk key: %w", err)
	}
	custodyKey, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("vault: make a custody key: %w", err)
	}
	open, err := identityKEM().GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("vault: make an identity key: %w", err)
	}
	openBytes, err := open.Bytes()
	if err != nil {
		return nil, fmt.Errorf("vault: make an identity key: %w", err)
	}
	id := random(16)
	return &Keyring{
		desk: &deskRing{
			Format: ringFormat, Ring: "desk", ID: id, Origin: origin,
			Store: random(32), Blind: random(32), Name: random(32), Guard: random(32),
			LogSigner: signer, LogVerifier: verifier, Originals: deskKey.String(),
			CustodyRecipient: custodyKey.Recipient().String(),
			CustodySealKey:   open.PublicKey().Bytes(),
		},
		custody: &custodyRing{
			Format: ringFormat, Ring: "custody", ID: id,
			Originals: custodyKey.String(), OpenKey: openBytes,
		},
	}, nil
}

func identityKEM() hpke.KEM { return hpke.MLKEM768X25519() }

func nameOfNote(verifier string) bool {
	_, err := note.NewVerifier(verifier)
	return err == nil
}

// random gives n bytes from the system; crypto/rand never fails.
func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// padRing gives the ring as JSON with spaces after it, ringSize bytes in all.
func padRing(ring any) ([]byte, error) {
	b, err := json.Marshal(ring)
	if err != nil || len(b) > ringSize {
		return nil, fmt.Errorf("vault: a ring does not fit")
	}
	return append(b, bytes.Repeat([]byte(" "), ringSize-len(b))...), nil
}

// valid reports whether a desk ring is whole; a damaged one must not become a
// casefile with zero keys.
func (r *deskRing) valid() bool {
	return r.Format == ringFormat && r.Ring == "desk" && len(r.ID) == 16 &&
		len(r.Store) == 32 && len(r.Blind) == 32 && len(r.Name) == 32 && len(r.Guard) == 32 &&
		nameOfNote(r.LogVerifier)
}

// belongsTo reports whether the custody ring is the other half of the desk ring:
// a ring put there by somebody else would open nothing, or the wrong things.
func (r *custodyRing) belongsTo(d *deskRing) bool {
	if r.Format != ringFormat || r.Ring != "custody" || !bytes.Equal(r.ID, d.ID) {
		return false
	}
	key, err := age.ParseHybridIdentity(r.Originals)
	if err != nil || key.Recipient().String() != d.CustodyRecipient {
		return false
	}
	open, err := identityKEM().NewPrivateKey(r.OpenKey)
	return err == nil && bytes.Equal(open.PublicKey().Bytes(), d.CustodySealKey)
}

// Format prints "[sealed]" for every verb.
func (k *Keyring) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(record.SealedMark)) }

// MarshalJSON always fails: rings leave the process wrapped or not at all.
func (k *Keyring) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("vault: a keyring cannot be marshalled")
}
