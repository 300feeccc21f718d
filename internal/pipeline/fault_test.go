package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// more changes something of every kind: it seals anew, adds, amends, moves.
const more = `
actors:
  - {id: s1, protected: {names: [Zebulon Quagmirov, Зебулон Квагмиров]}}
  - {id: s2, type: person, protected: {names: [Ursula Umbra]}}
evidence:
  - {id: big, restriction: custodian}
  - {id: small, title: Another title}
  - {id: more, kind: letter, text: more words}
  - {id: huge, kind: report, file: huge.txt}
statements:
  - {id: st-3, speaker: s2, evidence: more, basis: victim, text: three words more}
claims: [{id: c-1, place: Rostov}, {id: c-2, text: More men left}]
links: [{statement: st-3, claim: c-2, stance: supports}]
`

func moreFiles() files { return files{"huge.txt": large("huge")} }

// A failure at any step of a commit leaves everything as it was, in the database
// and in memory, and the same command works afterwards.
func TestCommitFails(t *testing.T) {
	d := newCase(t)
	before, shape := d.contents(), d.shape()
	same := func(step string) {
		t.Helper()
		if d.contents() != before {
			t.Fatalf("%s: the database is neither as before nor as after", step)
		}
		if d.shape() != shape {
			t.Fatalf("%s: the state in memory is ahead of what is stored", step)
		}
	}
	boom := " BEGIN SELECT RAISE(ABORT, 'boom'); END"
	for step, trigger := range map[string]string{
		"first event":    "BEFORE INSERT ON entry",
		"a later event":  "BEFORE INSERT ON entry WHEN NEW.seq > " + "(SELECT n + 6 FROM cursor)",
		"tree":           "BEFORE INSERT ON hash",
		"new key":        "BEFORE INSERT ON wrapped",
		"old key":        "BEFORE DELETE ON wrapped",
		"small original": "BEFORE INSERT ON blob",
		"text":           "BEFORE INSERT ON page",
		"text removed":   "BEFORE DELETE ON page",
		"first row":      "BEFORE INSERT ON record",
		"a later row":    "BEFORE INSERT ON record WHEN NEW.kind = 'link'",
		"row removed":    "AFTER INSERT ON record WHEN NEW.kind = 'claim' AND NEW.id = 'c-2'",
		"cursor":         "BEFORE INSERT ON cursor",
		"index":          "BEFORE INSERT ON doc",
		"index, later":   "BEFORE INSERT ON doc WHEN NEW.type = 'claim'",
		"index, removal": "BEFORE DELETE ON doc",
	} {
		d.raw("CREATE TRIGGER boom " + trigger + boom)
		err := d.try(more, moreFiles())
		d.raw("DROP TRIGGER boom")
		if err == nil {
			t.Fatalf("%s: it did not fail", step)
		}
		if strings.Contains(problem.Line(err), "Zebulon") {
			t.Errorf("%s: %v", step, err)
		}
		same(step)
	}
	d.sound()

	originals := filepath.Join(d.Path(), "originals")
	d.must(os.Rename(originals, originals+"-away"))
	d.must(os.WriteFile(originals, nil, 0o600))
	if err := d.try(more, moreFiles()); err == nil {
		t.Fatal("large original: it did not fail")
	}
	d.must(os.Remove(originals))
	d.must(os.Rename(originals+"-away", originals))
	same("large original")

	stop, cancel := context.WithCancel(ctx)
	d.hand.meanwhile = cancel
	if err := d.Burn(stop, "s1", "", false); err == nil {
		t.Fatal("cancelled: it did not fail")
	}
	same("cancelled")

	d.imports(more, moreFiles())
	d.sound()
	if got, want := d.reopen().shape(), d.shape(); got != want {
		t.Errorf("opened again it is\n%s\nwant\n%s", got, want)
	}
}

// spoil runs f with something in the casefile's directory that fails once the
// transaction is under way: a directory where a file should be, or the reverse.
func (d *desk) spoil(name string, f func() error) error {
	path := filepath.Join(d.Path(), name)
	d.hand.meanwhile = func() {
		info, err := os.Stat(path)
		d.must(err)
		d.must(os.Rename(path, path+"-away"))
		if info.IsDir() {
			d.must(os.WriteFile(path, nil, 0o600))
		} else {
			d.must(os.MkdirAll(filepath.Join(path, "in the way"), 0o700))
		}
	}
	err := f()
	d.hand.meanwhile = nil
	d.must(os.RemoveAll(path))
	d.must(os.Rename(path+"-away", path))
	return err
}

// What is committed stands, even if the checkpoint beside the database could not
// be written; the command says so, and the next opening moves it.
func TestCheckpointNotWritten(t *testing.T) {
	d := newCase(t)
	old, err := d.dir.Checkpoint()
	d.must(err)
	err = d.spoil("checkpoint", func() error { return d.try(more, moreFiles()) })
	if err == nil || !strings.Contains(problem.Line(err), "stands in the ledger") {
		t.Fatalf("it says %v", err)
	}
	after := d.contents()
	d.sound()
	if now, _ := d.dir.Checkpoint(); string(now) != string(old) {
		t.Fatal("the checkpoint moved all the same")
	}
	again := d.reopen()
	if now, _ := d.dir.Checkpoint(); string(now) == string(old) {
		t.Error("opening did not move the checkpoint")
	}
	if again.contents() != after || again.shape() != d.shape() {
		t.Error("opening changed more than the checkpoint")
	}
	d.imports(more, moreFiles()) // the retry finds that all is there
	if d.contents() != after {
		t.Error("the retry changed something")
	}
	d.imports("claims: [{id: c-9, text: one more}]", nil)
	d.sound()
}

// The copy of an original that custodians alone may open now goes, also if the
// process ended between the commit and the removal.
func TestOrphanIsSwept(t *testing.T) {
	d := newCase(t)
	old, err := d.dir.Checkpoint()
	d.must(err)
	name := d.blobName(d.state.Evidence["big"].Original, record.RestrictNone)
	path := filepath.Join(d.Path(), "originals", name[:2], name)
	data, err := os.ReadFile(path)
	d.must(err)
	d.imports("evidence: [{id: big, restriction: custodian}]", nil)
	if _, err := os.Stat(path); err == nil {
		t.Fatal("the copy for the whole desk is there still")
	}
	d.must(os.WriteFile(path, data, 0o600)) // as if it had been killed before
	d.must(d.dir.PutCheckpoint(old))
	d.reopen()
	if _, err := os.Stat(path); err == nil {
		t.Error("the copy for the whole desk was left behind")
	}
	d.sound()
}

// Admitting a member whose keys could not be written is made good by doing it again.
func TestAdmitAgain(t *testing.T) {
	d := newDesk(t)
	env, h := newEnv(t)
	recipient, key := env.Identity.Recipient(), env.Identity.VerifyKey()
	admit := func() error { return d.Admit(ctx, "ed", record.Editor, recipient, key) }
	if err := d.spoil("keys", admit); err == nil {
		t.Fatal("it did not fail")
	}
	if _, err := Open(ctx, d.Path(), env); problem.KindOf(err) != problem.Refused {
		t.Fatal("opened without a key", err)
	}
	d.must(admit())
	if me := d.as(env, h).Me(); me.ID != "ed" || me.Role != record.Editor {
		t.Errorf("%+v", me)
	}
	d.must(admit())
	wraps, err := d.dir.Wraps()
	d.must(err)
	if len(wraps) != 2 {
		t.Errorf("%d key files for two members", len(wraps))
	}
	d.sound()
}
