package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Origin names the ledger in its checkpoints; compare it with the directory's.
func (k *Keyring) Origin() string { return k.desk.Origin }

// StoreKey is the key of the encrypted database; all zero after Wipe.
func (k *Keyring) StoreKey() [32]byte { return fixed(k.desk.Store) }

// BlindKey is the key of the blind index; all zero after Wipe.
func (k *Keyring) BlindKey() [32]byte { return fixed(k.desk.Blind) }

// LogSigner is the key that signs checkpoints, in the form of signed notes.
func (k *Keyring) LogSigner() string { return k.desk.LogSigner }

// LogVerifier is the public half of LogSigner.
func (k *Keyring) LogVerifier() string { return k.desk.LogVerifier }

// Custodian reports whether the custody ring is here.
func (k *Keyring) Custodian() bool { return k.custody != nil }

// BlobName gives the name under which the original with this SHA-256 is kept:
// 64 hexadecimal digits that tell nothing to somebody without the desk ring, who
// could otherwise look for a file that he knows.
func (k *Keyring) BlobName(sha256hex string) string {
	return k.name("original", strings.ToLower(sha256hex))
}

// WrapName gives the name of the file with a member's wrapped keys, equally opaque.
func (k *Keyring) WrapName(member record.ID) string { return k.name("member", string(member)) }

// Fingerprint names the public halves of both rings, 64 hexadecimal digits. Two
// members who read the same one to each other seal for the same custodians.
func (k *Keyring) Fingerprint() string {
	h := sha256.New()
	h.Write(bind("ring", k.desk.ID, k.desk.Origin, k.desk.LogVerifier, k.desk.CustodyRecipient))
	h.Write(k.desk.CustodySealKey)
	return hex.EncodeToString(h.Sum(nil))
}

func (k *Keyring) name(purpose, what string) string {
	h := hmac.New(sha256.New, k.desk.Name)
	h.Write(bind("name of "+purpose, k.desk.ID, what))
	return hex.EncodeToString(h.Sum(nil))
}

// Wipe overwrites the keys that are bytes and lets go of those that Go keeps as
// text. Nothing can be opened or sealed afterwards. What the runtime copied
// before is not promised to be gone.
func (k *Keyring) Wipe() {
	d := k.desk
	for _, b := range [][]byte{d.Store, d.Blind, d.Name, d.Guard} {
		clear(b)
	}
	if k.custody != nil {
		clear(k.custody.OpenKey)
	}
	k.desk, k.custody = &deskRing{ID: d.ID, Origin: d.Origin}, nil
}

// wiped says so where the keyring was wiped.
func (k *Keyring) wiped() error {
	if k.desk.Format == "" {
		return problem.New(problem.Unavailable, "", "the casefile is locked", "open it again")
	}
	return nil
}

func fixed(b []byte) (out [32]byte) {
	copy(out[:], b)
	return out
}

// bind gives an unambiguous encoding of a purpose and what it is for: every
// field with its length before it. It is what each ciphertext is tied to.
func bind(purpose string, ring []byte, fields ...string) []byte {
	b := []byte("onrecord.vault/1")
	for _, f := range append([]string{purpose, string(ring)}, fields...) {
		n := len(f)
		b = append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
		b = append(b, f...)
	}
	return b
}
