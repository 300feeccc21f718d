// Package vault has the keys of a casefile: a member's identity, the two rings
// of keys (desk and custody), and every sealing and opening that is done with
// them. It works on bytes and streams that it is handed; it opens no file and
// keeps no clock.
//
// Everything secret here prints as "[sealed]", and no error of this package
// quotes what it was given.
package vault

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"strings"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// signingInfo separates the signing key from every other use of the same secret.
const signingInfo = "onrecord member signing key v1"

// maxIdentityFile bounds an identity file, in bytes, sealed with a passphrase or not.
const maxIdentityFile = 64 << 10

// Identity is what makes somebody a member: age identities that open what is
// wrapped for him, and an Ed25519 key, derived from the first of them, with
// which he signs waivers.
type Identity struct {
	ids       []age.Identity
	recipient string
	signing   ed25519.PrivateKey
}

// NewIdentity makes a fresh identity (hybrid: X25519 with ML-KEM-768) and the
// text of the file that keeps it, in the form of age-keygen. Who has that text
// is the member: write it with mode 0600, or seal it with EncryptIdentity.
func NewIdentity() (*Identity, []byte, error) {
	key, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, nil, fmt.Errorf("vault: make an identity: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, "# identity of a member of a desk; whoever has this file is that member")
	fmt.Fprintln(&b, "# keep a copy in a safe place: without it the casefile cannot be opened")
	fmt.Fprintf(&b, "# public key: %s\n%s\n", key.Recipient(), key)
	id := &Identity{}
	if err := id.add(key, key.Recipient().String(), key.String()); err != nil {
		return nil, nil, err
	}
	return id, b.Bytes(), nil
}

// add takes one more age identity in; the first decides recipient and signing key.
func (i *Identity) add(id age.Identity, recipient, secret string) error {
	i.ids = append(i.ids, id)
	if len(i.ids) > 1 {
		return nil
	}
	seed, err := hkdf.Key(sha256.New, []byte(secret), nil, signingInfo, ed25519.SeedSize)
	if err != nil {
		return fmt.Errorf("vault: derive a signing key: %w", err)
	}
	i.recipient, i.signing = recipient, ed25519.NewKeyFromSeed(seed)
	clear(seed)
	return nil
}

// ParseIdentity reads an identity file: one age secret key a line, comments
// after '#', or the same sealed with a passphrase (age's scrypt form, armored or
// not), for which passphrase is asked once. A nil passphrase means that there is
// nobody to ask. Errors: Usage where the file is malformed, Unavailable where it
// is locked and nobody can be asked, Refused where the passphrase is wrong.
func ParseIdentity(file []byte, passphrase func() ([]byte, error)) (*Identity, error) {
	if len(file) > maxIdentityFile {
		return nil, problem.New(problem.Usage, "", "the identity file is too large to be one",
			"name the file that onrecord init or age-keygen wrote")
	}
	if isSealedFile(file) {
		clearText, err := openWithPassphrase(file, passphrase)
		if err != nil {
			return nil, err
		}
		defer clear(clearText)
		return parsePlain(clearText)
	}
	return parsePlain(file)
}

func parsePlain(file []byte) (*Identity, error) {
	id := &Identity{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(file), "\ufeff")) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := id.addLine(line); err != nil {
			return nil, problem.New(problem.Usage, fmt.Sprintf("line %d", n), "this is no age secret key",
				"an identity file has one AGE-SECRET-KEY-… a line")
		}
	}
	if len(id.ids) == 0 {
		return nil, problem.New(problem.Usage, "", "the identity file holds no key",
			"an identity file has one AGE-SECRET-KEY-… a line")
	}
	return id, nil
}

func (i *Identity) addLine(line string) error {
	if strings.HasPrefix(line, "AGE-SECRET-KEY-PQ-1") {
		key, err := age.ParseHybridIdentity(line)
		if err != nil {
			return err
		}
		return i.add(key, key.Recipient().String(), key.String())
	}
	key, err := age.ParseX25519Identity(line)
	if err != nil {
		return err
	}
	return i.add(key, key.Recipient().String(), key.String())
}

// Recipient gives the public half to which casefile keys are wrapped (age1…, age1pq1…).
func (i *Identity) Recipient() string { return i.recipient }

// VerifyKey gives the public half of the signing key.
func (i *Identity) VerifyKey() ed25519.PublicKey {
	return i.signing.Public().(ed25519.PublicKey)
}

// Sign signs a message with the member's Ed25519 key.
func (i *Identity) Sign(msg []byte) []byte { return ed25519.Sign(i.signing, msg) }

// Wipe overwrites the signing key and forgets the rest. age keeps its own copy
// of the secret, which Go frees when it likes.
func (i *Identity) Wipe() {
	clear(i.signing)
	i.ids = nil
}

// Format prints "[sealed]" for every verb.
func (i *Identity) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(record.SealedMark)) }

// MarshalJSON always fails: an identity leaves the process as its file or not at all.
func (i *Identity) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("vault: an identity cannot be marshalled")
}
