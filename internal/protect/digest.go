package protect

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"

	"onrecord.dev/onrecord/internal/record"
)

// Digest is a keyed hash of one part of an identity, by which an import knows
// that nothing changes. Keep it sealed together with the blind index: like it,
// it lets somebody with the key test a guess.
type Digest [sha256.Size]byte

// DigestOf hashes one part of an actor's identity: the same for the same texts
// in the same order.
func DigestOf(key Key, actor record.ID, part string, secrets []record.Secret) Digest {
	mac := hmac.New(sha256.New, key[:])
	clear := []string{"onrecord.identity/1", string(actor), part}
	for _, s := range secrets {
		clear = append(clear, s.Reveal())
	}
	_ = json.NewEncoder(mac).Encode(clear) // neither strings nor a hash can fail
	return Digest(mac.Sum(nil))
}

// Equal compares in constant time.
func (d Digest) Equal(other Digest) bool { return hmac.Equal(d[:], other[:]) }
