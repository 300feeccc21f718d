package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hpke"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

const (
	// identityBlock is the step, in bytes, to which a sealed identity is padded,
	// so that its length does not tell a short name from a long one.
	identityBlock = 512
	// maxIdentity bounds one part of an identity, in bytes.
	maxIdentity = 1 << 20
)

// SealIdentity seals one part (names or identifiers) of a protected actor's
// identity under a key made for it alone, and wraps that key for the custodians.
// It needs no custody ring: whoever takes a source in can seal, and cannot open
// again. Destroying wrappedKey destroys the part.
func (k *Keyring) SealIdentity(actor record.ID, part string, s []record.Secret) (wrappedKey, sealed []byte, err error) {
	if err := k.wiped(); err != nil {
		return nil, nil, err
	}
	text, err := encodeSecrets(s)
	if err != nil {
		return nil, nil, err
	}
	defer clear(text)
	to, err := identityKEM().NewPublicKey(k.desk.CustodySealKey)
	if err != nil {
		return nil, nil, damagedKeys()
	}
	key := random(32)
	defer clear(key)
	wrappedKey, err = hpke.Seal(to, hpke.HKDFSHA256(), hpke.AES256GCM(), k.bind("identity key", actor, part), key)
	if err != nil {
		return nil, nil, fmt.Errorf("vault: wrap an identity key: %w", err)
	}
	sealed, err = seal(key, text, k.bind("identity", actor, part))
	return wrappedKey, sealed, err
}

// OpenIdentity opens what SealIdentity sealed for the same actor and part.
// Refused: the custody ring is not here. Unavailable: the bytes were changed,
// or belong to another actor, part or casefile.
func (k *Keyring) OpenIdentity(actor record.ID, part string, wrappedKey, sealed []byte) ([]record.Secret, error) {
	if err := k.wiped(); err != nil {
		return nil, err
	}
	if k.custody == nil {
		return nil, notCustodian()
	}
	damaged := problem.New(problem.Unavailable, string(actor), "the sealed identity is damaged or not this actor's",
		"run onrecord verify; restore from a backup")
	open, err := identityKEM().NewPrivateKey(k.custody.OpenKey)
	if err != nil {
		return nil, damagedKeys()
	}
	key, err := hpke.Open(open, hpke.HKDFSHA256(), hpke.AES256GCM(), k.bind("identity key", actor, part), wrappedKey)
	if err != nil || len(key) != 32 {
		return nil, damaged
	}
	defer clear(key)
	text, err := unseal(key, sealed, k.bind("identity", actor, part))
	if err != nil {
		return nil, damaged
	}
	defer clear(text)
	var values []string
	if json.Unmarshal(text, &values) != nil {
		return nil, damaged
	}
	out := make([]record.Secret, len(values))
	for i, v := range values {
		out[i] = record.NewSecret(v)
	}
	return out, nil
}

// bind ties a ciphertext to its purpose, casefile, actor and part.
func (k *Keyring) bind(purpose string, actor record.ID, part string) []byte {
	return bind(purpose, k.desk.ID, string(actor), part)
}

// encodeSecrets gives a JSON list with spaces after it, a multiple of identityBlock.
func encodeSecrets(s []record.Secret) ([]byte, error) {
	values := make([]string, len(s))
	for i, v := range s {
		values[i] = v.Reveal()
		if !utf8.ValidString(values[i]) { // JSON would change it silently
			return nil, problem.New(problem.Usage, "", "a protected name or identifier is not UTF-8 text", "")
		}
	}
	text, err := json.Marshal(values)
	if err != nil || len(text) > maxIdentity {
		return nil, problem.New(problem.Usage, "", "a protected identity is too long", "one part may have 1 MiB")
	}
	pad := (identityBlock - len(text)%identityBlock) % identityBlock
	return append(text, bytes.Repeat([]byte(" "), pad)...), nil
}

// seal encrypts under a key that is used once, with a random nonce in front.
func seal(key, text, bound []byte) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, text, bound), nil
}

// unseal opens what seal made, or fails without saying why.
func unseal(key, sealed, bound []byte) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return aead.Open(nil, nil, sealed, bound)
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("vault: cipher: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}
