package vault

import (
	"errors"
	"io"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
)

// SealBackup gives a writer that encrypts a backup into dst for every one of
// the members' recipients. The backup is whole only after Close. What it holds
// is sealed a second time inside; this layer hides how much there is of what.
func (k *Keyring) SealBackup(dst io.Writer, recipients []string) (io.WriteCloser, error) {
	if err := k.wiped(); err != nil {
		return nil, err
	}
	if len(recipients) == 0 {
		return nil, problem.New(problem.Usage, "", "a backup needs at least one key that can open it", "")
	}
	var to []age.Recipient
	hybrid := 0
	for _, s := range recipients {
		r, err := parseRecipient(s)
		if err != nil {
			return nil, err
		}
		if _, ok := r.(*age.HybridRecipient); ok {
			hybrid++
		}
		to = append(to, r)
	}
	if hybrid > 0 && hybrid < len(to) {
		// age refuses to mix recipients with and without protection from quantum
		// computers. A member with a classic key holds the casefile's keys under
		// it anyway, so that a backup for all is as strong as the weakest of them.
		for i, r := range to {
			to[i] = unlabelled{r}
		}
	}
	return encrypt(dst, to...)
}

// unlabelled hides the label by which age keeps kinds of recipients apart.
type unlabelled struct{ r age.Recipient }

func (u unlabelled) Wrap(fileKey []byte) ([]*age.Stanza, error) { return u.r.Wrap(fileKey) }

// OpenBackup gives the clear bytes of a backup to a member for whom it was
// sealed. Refused: it was not. Usage: it is no backup, or is damaged; that may
// show only while it is read.
func OpenBackup(id *Identity, src io.Reader) (io.Reader, error) {
	refused := problem.New(problem.Refused, "", "this key does not open the backup",
		"name the identity file of a member of that casefile")
	if len(id.ids) == 0 {
		return nil, refused
	}
	r, err := age.Decrypt(src, id.ids...)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, refused
	}
	if err != nil {
		return nil, damagedBackup(err)
	}
	return &plainReader{r: r, damaged: damagedBackup}, nil
}

func damagedBackup(err error) error {
	var p *problem.Error
	if errors.As(err, &p) {
		return err
	}
	return problem.Wrap(err, problem.Usage, "", "this is no backup of a casefile, or it is damaged or cut short",
		"take another copy")
}
