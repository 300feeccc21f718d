package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
)

// maxWrap bounds a wrapped ring, in bytes: the ring, age's header and its tags.
const maxWrap = 4 * ringSize

// WrapFor seals the desk ring for a member's recipient, and the custody ring
// too where custody is asked for; else the second result is nil. Only a
// custodian can make a custodian.
func (k *Keyring) WrapFor(recipient string, custody bool) (desk, custodyOrNil []byte, err error) {
	if err := k.wiped(); err != nil {
		return nil, nil, err
	}
	if custody && k.custody == nil {
		return nil, nil, notCustodian()
	}
	to, err := parseRecipient(recipient)
	if err != nil {
		return nil, nil, err
	}
	if desk, err = wrapRing(k.desk, to); err != nil || !custody {
		return desk, nil, err
	}
	custodyOrNil, err = wrapRing(k.custody, to)
	return desk, custodyOrNil, err
}

func wrapRing(ring any, to age.Recipient) ([]byte, error) {
	text, err := padRing(ring)
	if err != nil {
		return nil, err
	}
	defer clear(text)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, fmt.Errorf("vault: wrap a ring: %w", err)
	}
	_, err = w.Write(text)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("vault: wrap a ring: %w", err)
	}
	return out.Bytes(), nil
}

// Unwrap opens a casefile's rings with a member's identity; custody may be
// empty. Refused: these wraps are not for this identity. Unavailable: they are,
// and are damaged, or are not halves of one casefile.
func Unwrap(id *Identity, desk, custody []byte) (*Keyring, error) {
	k := &Keyring{desk: &deskRing{}}
	if err := unwrapRing(id, desk, k.desk); err != nil {
		return nil, err
	}
	if !k.desk.valid() {
		return nil, damagedKeys()
	}
	if len(custody) == 0 {
		return k, nil
	}
	k.custody = &custodyRing{}
	if err := unwrapRing(id, custody, k.custody); err != nil {
		return nil, err
	}
	if !k.custody.belongsTo(k.desk) {
		return nil, damagedKeys()
	}
	return k, nil
}

func unwrapRing(id *Identity, sealed []byte, ring any) error {
	refused := problem.New(problem.Refused, "", "this key does not open the casefile",
		"name your own identity file, or ask a custodian to add your key")
	if len(id.ids) == 0 {
		return refused
	}
	plain, err := age.Decrypt(bytes.NewReader(sealed), id.ids...)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return refused
	}
	if err != nil {
		return damagedKeys()
	}
	text, err := io.ReadAll(io.LimitReader(plain, maxWrap))
	defer clear(text)
	if err != nil {
		return damagedKeys()
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if dec.Decode(ring) != nil {
		return damagedKeys()
	}
	return nil
}

// parseRecipient reads a member's public key.
func parseRecipient(s string) (age.Recipient, error) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "age1pq1") {
		if r, err := age.ParseHybridRecipient(s); err == nil {
			return r, nil
		}
	} else if r, err := age.ParseX25519Recipient(s); err == nil {
		return r, nil
	}
	return nil, problem.New(problem.Usage, "", "this is no age public key", "it begins with age1 or age1pq1")
}

func damagedKeys() error {
	return problem.New(problem.Unavailable, "", "the casefile's wrapped keys are damaged or do not belong together",
		"restore them from a backup")
}

func notCustodian() error {
	return problem.New(problem.Refused, "", "this needs a custodian's key", "ask a custodian of the casefile")
}
