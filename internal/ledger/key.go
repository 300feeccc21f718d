package ledger

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// NewKey makes a ledger's Ed25519 key pair in the text forms of x/mod's notes.
// The signing key is a secret; the verifier key is what readers hold. Both carry
// the origin, which must be opaque: it stands in every release.
func NewKey(rand io.Reader, origin string) (signing, verifier string, err error) {
	if !validOrigin(origin) {
		return "", "", fmt.Errorf("ledger: %q cannot be an origin", origin)
	}
	return note.GenerateKey(rand, origin)
}

// Fingerprint gives what people compare by eye or by telephone: the first 128
// bits of the SHA-256 of the Ed25519 public key, as eight groups of four
// hexadecimal digits. It does not depend on the key's name.
func Fingerprint(vkey string) (string, error) {
	if _, err := note.NewVerifier(vkey); err != nil {
		return "", fmt.Errorf("ledger: malformed verifier key")
	}
	_, rest, _ := strings.Cut(vkey, "+")
	_, key64, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(key64)
	if err != nil || len(key) != 33 {
		return "", fmt.Errorf("ledger: malformed verifier key")
	}
	sum := sha256.Sum256(key[1:])
	groups := make([]string, 8)
	for i := range groups {
		groups[i] = fmt.Sprintf("%02x%02x", sum[2*i], sum[2*i+1])
	}
	return strings.Join(groups, " "), nil
}
