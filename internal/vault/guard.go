package vault

import (
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// SealGuard seals the blind index of one part of a protected actor under a key
// made for it alone, and wraps that key under the desk ring: every member's gate
// needs it. Destroying key destroys the index.
func (k *Keyring) SealGuard(actor record.ID, part string, entries []byte) (key, sealed []byte, err error) {
	if err := k.wiped(); err != nil {
		return nil, nil, err
	}
	fresh := random(32)
	defer clear(fresh)
	if key, err = seal(k.desk.Guard, fresh, k.bind("guard key", actor, part)); err != nil {
		return nil, nil, err
	}
	sealed, err = seal(fresh, entries, k.bind("guard", actor, part))
	return key, sealed, err
}

// OpenGuard opens what SealGuard sealed for the same actor and part.
// Unavailable: the bytes were changed, or belong to another actor, part or casefile.
func (k *Keyring) OpenGuard(actor record.ID, part string, key, sealed []byte) ([]byte, error) {
	if err := k.wiped(); err != nil {
		return nil, err
	}
	damaged := problem.New(problem.Unavailable, string(actor), "the blind index is damaged or not this actor's",
		"run onrecord verify; restore from a backup")
	fresh, err := unseal(k.desk.Guard, key, k.bind("guard key", actor, part))
	if err != nil || len(fresh) != 32 {
		return nil, damaged
	}
	defer clear(fresh)
	entries, err := unseal(fresh, sealed, k.bind("guard", actor, part))
	if err != nil {
		return nil, damaged
	}
	return entries, nil
}
