package pipeline

import (
	"context"
	"errors"
	"io"
	"strings"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/vault"
)

// Backup writes the whole casefile into dst, as one file sealed for every member
// with a key. Nobody writes to the casefile meanwhile.
func (c *Casefile) Backup(ctx context.Context, dst io.Writer) error {
	unlock, err := c.dir.Lock(ctx, lockWait)
	if err != nil {
		return err
	}
	defer unlock()
	w, err := c.ring.SealBackup(dst, c.backupRecipients())
	if err != nil {
		return err
	}
	if err := c.db.Copy(ctx, func(store io.Reader, size int64) error { return c.dir.Backup(w, store, size) }); err != nil {
		return err
	}
	return w.Close()
}

// backupRecipients gives the members' keys that can stand beside one's own in
// one age file: hybrid and classic ones cannot be mixed.
func (c *Casefile) backupRecipients() []string {
	const hybrid = "age1pq1"
	mine := c.id.Recipient()
	out := []string{mine}
	for _, id := range record.SortedKeys(c.state.Keys) {
		r := c.state.Keys[id].Recipient
		if r != mine && strings.HasPrefix(r, hybrid) == strings.HasPrefix(mine, hybrid) {
			out = append(out, r)
		}
	}
	return out
}

// Restore opens a backup into a new directory and verifies what it restored.
// What does not verify is not left behind.
func Restore(ctx context.Context, src io.Reader, into string, env Env) (Verified, error) {
	clear, err := vault.OpenBackup(env.Identity, src)
	if err != nil {
		return Verified{}, err
	}
	if err := disk.Restore(clear, into); err != nil {
		return Verified{}, err
	}
	out, err := Verify(ctx, into, env)
	if err == nil && !out.OK {
		err = problem.New(problem.Usage, "", "the backup does not verify: "+out.Problems[0].Message, "nothing was restored; try another backup")
	}
	if err != nil {
		return out, errors.Join(err, disk.RemoveRestored(into))
	}
	return out, nil
}
