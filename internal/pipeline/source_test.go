package pipeline

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"lukechampine.com/adiantum"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/ledger"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/sqlite"
)

// pages decrypts the database and its log, page by page, as somebody who has the
// disk and the desk's key can.
func (d *desk) pages() []byte {
	d.t.Helper()
	key := d.ring.StoreKey()
	cipher := adiantum.New(key[:])
	var out []byte
	for _, path := range []string{d.dir.StorePath(), d.dir.StorePath() + "-wal"} {
		b, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			continue
		}
		d.must(err)
		for at := 0; at+4096 <= len(b); at += 4096 {
			var tweak [8]byte
			binary.LittleEndian.PutUint64(tweak[:], uint64(at))
			out = append(out, cipher.Decrypt(bytes.Clone(b[at:at+4096]), tweak[:])...)
		}
	}
	return out
}

// held gives pieces of the keys of an identity as they are stored.
func (d *desk) held(actor record.ID, part string) (identity, guard []byte) {
	d.t.Helper()
	seal := d.state.Seal(actor, part)
	d.read(func(tx *sqlite.Tx) error {
		key, err := tx.Key(seal.Key)
		d.must(err)
		guardKey, err := tx.Key(seal.GuardKey)
		d.must(err)
		identity, guard = key[8:40], guardKey[8:40] // short enough to lie on one page
		return nil
	})
	return identity, guard
}

// Burning leaves no byte of the key behind, in the database or in its log, and
// the ledger verifies; the name goes on being protected until it is forgotten.
func TestBurn(t *testing.T) {
	d := newCase(t)
	names, guard := d.held("s1", "names")
	numbers, _ := d.held("s1", "identifiers")
	if p := d.pages(); !bytes.Contains(p, names) || !bytes.Contains(p, guard) || !bytes.Contains(p, numbers) {
		t.Fatal("the keys are not where this test looks for them")
	}
	id, err := d.Unseal(ctx, "s1", "to call her")
	d.must(err)
	if len(id.Names) != 1 || id.Names[0].Reveal() != "Zebulon Quagmirov" || len(id.Identifiers) != 1 {
		t.Fatalf("%d names", len(id.Names))
	}
	d.must(d.Burn(ctx, "s1", "as agreed", false))
	if p := d.pages(); bytes.Contains(p, names) || bytes.Contains(p, numbers) {
		t.Error("the burned key is on the disk still")
	}
	if _, err := d.Unseal(ctx, "s1", "again"); problem.KindOf(err) != problem.Refused {
		t.Error("a burned identity was opened:", err)
	}
	if doc, _, err := d.Export(ctx, true, false); err != nil || bytes.Contains(doc, []byte("555 01 43")) {
		t.Error("a burned identity was exported:", err)
	}
	if d.guard.Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("burned, and no longer protected")
	}
	if again := d.reopen(); again.guard.Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("burned, opened anew, and no longer protected")
	}
	d.sound()

	d.must(d.Burn(ctx, "s1", "", true))
	if p := d.pages(); bytes.Contains(p, guard) {
		t.Error("the forgotten key is on the disk still")
	}
	d.sound()
	for _, x := range []*desk{d, d.reopen()} {
		if x.guard.Clean("Zebulon Quagmirov") != "Zebulon Quagmirov" {
			t.Error("forgotten, and protected still")
		}
	}
	if got := d.found("quagmirov"); len(got) != 1 {
		t.Error("forgotten, so it is a word like others; found", got)
	}
}

// One part sealed anew after a burn: the rest stays burned, and all of it verifies,
// opens and burns again.
func TestSealAfterBurn(t *testing.T) {
	for _, forget := range []bool{false, true} {
		d := newCase(t)
		d.must(d.Burn(ctx, "s1", "", forget))
		d.imports("actors: [{id: s1, protected: {names: [Zebulon Quagmirov]}}]", nil)
		d.sound()
		for _, x := range []*desk{d, d.reopen()} {
			id, err := x.Unseal(ctx, "s1", "to call her")
			x.must(err)
			if len(id.Names) != 1 || len(id.Identifiers) != 0 {
				t.Errorf("%d names, %d identifiers", len(id.Names), len(id.Identifiers))
			}
			if got := !strings.Contains(x.guard.Clean("call +7 999 555 01 43"), "555"); got == forget {
				t.Errorf("forget %v: the number is protected: %v", forget, got)
			}
		}
		d.must(d.refresh(ctx))
		d.must(d.Burn(ctx, "s1", "", false))
		d.sound()
		d.reopen()
		d.must(d.Burn(ctx, "s1", "", true))
		d.sound()
		d.reopen()
	}
}

// Replacing a part of an identity, and ending a protection, leave no old key behind.
func TestOldKeysGo(t *testing.T) {
	d := newCase(t)
	names, guard := d.held("s1", "names")
	d.imports("actors: [{id: s1, protected: {names: [Zebulon Quagmirov, Зебулон]}}]", nil)
	if p := d.pages(); bytes.Contains(p, names) || bytes.Contains(p, guard) {
		t.Error("replaced, and the old key is on the disk still")
	}
	names, guard = d.held("s1", "names")
	d.imports("actors: [{id: s1, protected: null}]", nil)
	if p := d.pages(); bytes.Contains(p, names) || bytes.Contains(p, guard) {
		t.Error("released, and the key is on the disk still")
	}
	n := 0
	d.read(func(tx *sqlite.Tx) error { return tx.Keys(func(string, []byte) error { n++; return nil }) })
	if n != 0 {
		t.Errorf("%d keys for no identity", n)
	}
	d.sound()
}

// A name that becomes protected leaves the search index, wherever it stood, and
// comes back when the protection ends.
func TestIndexFollowsProtection(t *testing.T) {
	d := newDesk(t)
	d.imports(`
actors: [{id: a, type: person, names: [Zebulon Quagmirov]}]
evidence:
  - {id: e1, kind: letter, title: Visit of Quagmirov, text: nothing here}
  - {id: e2, kind: letter, text: We met Зебулона Квагмирова at the gate}
  - {id: e3, kind: letter, text: Somebody else}
statements: [{id: s, speaker: a, evidence: e3, basis: victim, text: Z. Quagmirov was there}]
claims: [{id: c, text: Quagmirov was there, place: the house of Zebulon Quagmirov}]
`, nil)
	count := func() int {
		return len(d.found("quagmirov")) + len(d.found("квагмирова")) + len(d.found("zebulon"))
	}
	before := count()
	if before < 5 {
		t.Fatal("found only", before)
	}
	d.imports("actors: [{id: a, names: null, protected: {names: [Zebulon Quagmirov, Зебулон Квагмиров]}}]", nil)
	if n := count(); n != 0 {
		t.Errorf("%d hits for a protected name", n)
	}
	if got := d.found("gate"); len(got) != 1 || got[0] != "e2" {
		t.Error("the rest of the text is lost:", got)
	}
	if p := strings.ToLower(string(d.pages())); strings.Count(p, "квагмирова") == 0 {
		t.Error("the original is lost") // the text of evidence stays as it is, sealed with the casefile
	}
	d.imports("actors: [{id: a, protected: null, names: [Zebulon Quagmirov]}]", nil)
	if n := count(); n != before {
		t.Errorf("%d hits once it is open again, want %d", n, before)
	}
	d.sound()
}

// Opening an identity is in the ledger before anything is shown.
func TestUnsealIsLoggedFirst(t *testing.T) {
	d := newCase(t)
	d.raw("CREATE TRIGGER boom BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'boom'); END")
	if id, err := d.Unseal(ctx, "s1", "why"); err == nil || id != nil {
		t.Error("opened without a trace")
	}
	if doc, _, err := d.Export(ctx, true, false); err == nil || doc != nil {
		t.Error("exported without a trace")
	}
	d.raw("DROP TRIGGER boom")
	_, err := d.Unseal(ctx, "s1", "why")
	d.must(err)
	log, err := d.Log(ctx, 1)
	d.must(err)
	if len(log) != 1 || log[0].Kind != "identity.unsealed" || log[0].Note != "why" || log[0].By != record.Owner {
		t.Errorf("%+v", log)
	}
}

// A field of the index holds free words too: no search is answered by a protected
// name in one, whenever the name became protected.
func TestNoFieldAnswersToAName(t *testing.T) {
	d := newDesk(t)
	d.imports("evidence: [{id: e, kind: letter, text: a kingfisher, acquired_from: Ottoline Vask}]", nil)
	if got := d.found("from:vask"); len(got) != 1 {
		t.Fatal("not found before it was protected:", got)
	}
	d.imports("actors: [{id: s, type: person, protected: {names: [Ottoline Vask]}}]", nil)
	for _, q := range []string{"from:vask", "from:ottol*", "vask"} {
		if got := d.found(q); len(got) != 0 {
			t.Errorf("%s is answered with %v", q, got)
		}
	}
	d.sound()
}

// A casefile whose blind indexes stand in the rows of their seals, as an older version
// stored them, guards, verifies and is written to like any other; the first writing
// gives them rows of their own.
func TestOlderSealsAreRenewed(t *testing.T) {
	d := newCase(t)
	want := rows(d.contents())
	seals := map[string][]byte{}
	d.must(d.db.Read(ctx, func(tx *sqlite.Tx) error {
		return tx.Entries(0, func(_ int64, e ledger.Entry) error {
			_, ev, err := e.Parse()
			if s, ok := ev.(*event.IdentitySealed); ok {
				seals[string(s.Actor)+"|"+s.Part], err = json.Marshal(s)
			}
			return err
		})
	}))
	d.must(d.db.Write(ctx, func(tx *sqlite.Tx) error {
		for name, body := range seals {
			if err := errors.Join(tx.PutRecord("seal", name, body), tx.DeleteRecord("guard", name)); err != nil {
				return err
			}
		}
		return nil
	}))
	if len(seals) != 2 || rows(d.contents()) == want {
		t.Fatal("nothing is older")
	}
	d.raw("PRAGMA user_version=3")
	d.sound()
	older := d.reopen()
	if older.Guard().Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("the name is not protected")
	}
	kept, err := OpenKept(ctx, d.Path(), d.env)
	d.must(err)
	defer kept.Close()
	if kept.Guard().Clean("Zebulon Quagmirov") != record.SealedMark {
		t.Error("the name is not protected where the records are not read")
	}
	older.imports("actors: [{id: s9, type: person}]", nil)
	d.sound()
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		if f := strings.Fields(line); f[0] == "record" && !strings.Contains(d.contents(), line) {
			t.Errorf("%s %s is not as it was", f[1], f[2])
		}
	}
	d.must(older.Burn(ctx, "s1", "", true))
	d.sound()
	if again := d.reopen(); again.Guard().Clean("Zebulon Quagmirov") == record.SealedMark {
		t.Error("forgotten, and protected still")
	}
}

// Where a blind index cannot be opened, nothing is shown.
func TestNothingIsShownUnguarded(t *testing.T) {
	d := newCase(t)
	d.raw("DELETE FROM wrapped")
	if c, err := Open(ctx, d.Path(), d.env); err == nil {
		c.Close()
		t.Error("opened")
	}
	kept, err := OpenKept(ctx, d.Path(), d.env)
	d.must(err)
	defer kept.Close()
	if kept.Guarded() == nil || kept.Guard().Clean("Zebulon Quagmirov") != record.SealedMark || kept.Guard().Clean("anything") != record.SealedMark {
		t.Error("shown")
	}
	d.raw("DELETE FROM record WHERE kind = 'guard'")
	if c, err := Open(ctx, d.Path(), d.env); err == nil {
		c.Close()
		t.Error("opened without what should guard it")
	}
}
