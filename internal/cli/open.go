package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/vault"
)

// open opens the casefile that the command is about.
func (a *app) open(ctx context.Context) (*pipeline.Casefile, error) {
	c, err := a.openKept(ctx)
	if err != nil {
		return nil, err
	}
	return c, c.Fill(ctx)
}

// openKept opens it without its records.
func (a *app) openKept(ctx context.Context) (*pipeline.Casefile, error) {
	dir, err := a.casefileDir()
	if err != nil {
		return nil, err
	}
	env, err := a.env()
	if err != nil {
		return nil, err
	}
	c, err := pipeline.OpenKept(ctx, dir, env)
	if err != nil {
		return nil, err
	}
	a.casefile = c
	return c, nil
}

func (a *app) casefileDir() (string, error) {
	if a.dir != "" {
		return a.dir, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", problem.Wrap(err, problem.Unavailable, "", "the working directory cannot be read", "name the casefile with -C")
	}
	return disk.Find(wd)
}

func (a *app) env() (pipeline.Env, error) {
	id, err := a.identity()
	if err != nil {
		return pipeline.Env{}, err
	}
	env := pipeline.System(id)
	env.Clock = a.now
	return env, nil
}

// identityPath is where the member's identity is kept.
func (a *app) identityPath() (string, error) {
	if p := a.getenv("ONRECORD_IDENTITY_FILE"); p != "" {
		return p, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", problem.Wrap(err, problem.Unavailable, "", "there is no directory for your configuration", "name your identity's file in ONRECORD_IDENTITY_FILE")
	}
	return filepath.Join(dir, "onrecord", "identity.txt"), nil
}

// identity gives the member's identity; a passphrase is asked for once.
func (a *app) identity() (*vault.Identity, error) {
	if a.me != nil {
		return a.me, nil
	}
	path, err := a.identityPath()
	if err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.New(problem.Unavailable, path, "there is no identity here, so the casefile stays locked", "onrecord init makes one; or name yours in ONRECORD_IDENTITY_FILE")
	}
	if err != nil {
		return nil, problem.Wrap(err, problem.Unavailable, path, "your identity cannot be read", "check the file's rights")
	}
	id, err := vault.ParseIdentity(file, a.passphrase())
	var p *problem.Error
	if errors.As(err, &p) {
		p.Where = strings.TrimSuffix(path+": "+p.Where, ": ")
	}
	a.me = id
	return id, err
}

// passphrase asks a terminal; nil where there is nobody to ask.
func (a *app) passphrase() func() ([]byte, error) {
	if !a.terminal || a.noInput {
		return nil
	}
	return func() ([]byte, error) { return a.ask("Passphrase of your identity: ") }
}

func (a *app) ask(prompt string) ([]byte, error) {
	_, _ = a.stderr.Write([]byte(prompt))
	answer, err := term.ReadPassword(int(os.Stdin.Fd()))
	_, _ = a.stderr.Write([]byte("\n"))
	if err != nil {
		return nil, problem.Wrap(err, problem.Usage, "", "no passphrase was given", "type it and press Enter; nothing is shown while you type")
	}
	return answer, nil
}

// makeIdentity gives the member's identity, making one where there is none.
func (a *app) makeIdentity() (*vault.Identity, error) {
	path, err := a.identityPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err == nil {
		return a.identity()
	}
	id, file, err := vault.NewIdentity()
	if err != nil {
		return nil, err
	}
	if a.passphrase() != nil {
		pass, err := a.ask("A passphrase for your new identity (empty for none): ")
		if err != nil {
			return nil, err
		}
		if len(pass) > 0 {
			again, err := a.ask("The same again: ")
			if err != nil {
				return nil, err
			}
			if string(pass) != string(again) {
				return nil, problem.New(problem.Usage, "", "the two passphrases differ", "nothing was changed; try again")
			}
			if file, err = vault.EncryptIdentity(file, pass); err != nil {
				return nil, err
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, problem.Wrap(err, problem.Unavailable, filepath.Dir(path), "the directory for your identity cannot be made", "name another place in ONRECORD_IDENTITY_FILE")
	}
	if err := disk.WriteFileAtomic(path, file, 0o600); err != nil {
		return nil, err
	}
	a.me = id
	a.note("Your identity is new: %s", path)
	a.note("Keep a copy in a safe place. Without it nobody can open this casefile.")
	return id, nil
}

// moment reads a flag that names a moment: RFC 3339, or a date in EDTF, of which
// the first or the last instant is meant. Empty is now.
func (a *app) moment(flag, text string, last bool) (time.Time, error) {
	if text == "" {
		return a.now(), nil
	}
	s, ok := record.Time(text).Span()
	if !ok || s.From.IsZero() || s.To.IsZero() {
		return time.Time{}, problem.New(problem.Usage, "--"+flag, "this is no moment", "write 2015-05-10 or 2015-05-10T06:00:00Z")
	}
	if last && !s.Instant {
		return s.To.Add(-1), nil
	}
	return s.From, nil
}

// readFile reads a file that a command was given.
func readFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, problem.New(problem.Usage, path, "there is no such file", "check the path; it begins at the directory where you are")
	case err != nil:
		return nil, problem.Wrap(err, problem.Usage, path, "the file cannot be read", "check its rights")
	case info.IsDir():
		return nil, problem.New(problem.Usage, path, "this is a directory, not a file", "name a file in it")
	case info.Mode().IsRegular() && info.Size() > most:
		return nil, problem.New(problem.Usage, path, "the file is larger than this command reads", "split it")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, problem.Wrap(err, problem.Usage, path, "the file cannot be read", "check its rights")
	}
	return data, nil
}
