package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
)

func TestCheckpointRoundTrip(t *testing.T) {
	f := newFixture(t, 5)
	signed := f.signed(t)
	c, err := OpenCheckpoint(signed, f.vkey)
	if err != nil || c.Size != 5 || c.Origin != origin {
		t.Fatal(c, err)
	}
	if root, _ := Root(f, 5); root != c.Root {
		t.Error("another root came back")
	}
	if n := strings.Count(string(signed), "\n"); n != 5 {
		t.Errorf("the signed note has %d lines, want 5", n)
	}
}

func TestCheckpointOfAnotherKey(t *testing.T) {
	f := newFixture(t, 5)
	for _, name := range []string{origin, "onrecord/other"} {
		_, vkey, err := NewKey(dice(77), name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := OpenCheckpoint(f.signed(t), vkey); err == nil {
			t.Errorf("a key of %s opened it", name)
		}
	}
	// The right key's signature over a text of another origin.
	stray := Checkpoint{Origin: "onrecord/other", Size: 1}
	signed, err := note.Sign(&note.Note{Text: stray.Text()}, f.signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCheckpoint(signed, f.vkey); err == nil {
		t.Error("another origin passed")
	}
	if _, err := stray.Sign(f.signer); err == nil {
		t.Error("another origin was signed")
	}
}

func TestCheckpointHostileText(t *testing.T) {
	root := tlog.Hash{}.String()
	good := origin + "\n7\n" + root + "\n"
	if _, err := ParseCheckpoint(good); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", "\n", "\n\n\n", good + "\n", good + "more\n", good[:len(good)-1],
		"\n7\n" + root + "\n", "a b\n7\n" + root + "\n", "a+b\n7\n" + root + "\n", "a\u202eb\n7\n" + root + "\n",
		origin + "\n+7\n" + root + "\n", origin + "\n07\n" + root + "\n", origin + "\n-1\n" + root + "\n", origin + "\n\n" + root + "\n",
		origin + "\n9223372036854775807\n" + root + "\n", origin + "\n99999999999999999999\n" + root + "\n",
		origin + "\n7\n" + root[:40] + "\n", origin + "\n7\n" + strings.Repeat("A", 43) + "B\n", origin + "\r\n7\r\n" + root + "\r\n",
		origin + "\n7\n" + strings.Repeat("A", 42) + "B=\n", // stray bits behind the hash
		strings.Repeat("x", 300) + "\n7\n" + root + "\n",
	} {
		if _, err := ParseCheckpoint(text); err == nil {
			t.Errorf("%q passed", text)
		}
	}
}

// Any single bit that is flipped in text or signature is found.
func TestCheckpointBitFlips(t *testing.T) {
	f := newFixture(t, 5)
	signed := f.signed(t)
	want, _ := OpenCheckpoint(signed, f.vkey)
	for i := range signed {
		for bit := range 8 {
			bad := append([]byte(nil), signed...)
			bad[i] ^= 1 << bit
			if got, err := OpenCheckpoint(bad, f.vkey); err == nil && got != want {
				t.Fatalf("byte %d bit %d: another checkpoint passed", i, bit)
			}
		}
	}
}

func TestDisclosure(t *testing.T) {
	f := newFixture(t, 3)
	f.append(t, &event.ManifestSealed{SHA256: strings.Repeat("ab", 32)})
	f.append(t, claims(3, 9)...)
	d, err := Disclose(f, 13, 3)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseDisclosure(b)
	if err != nil {
		t.Fatal(err)
	}
	signed := f.signed(t)
	if err := VerifyDisclosure(signed, f.vkey, back); err != nil {
		t.Fatal(err)
	}
	if string(back.Body) != `{"sha256":"`+strings.Repeat("ab", 32)+`"}` {
		t.Errorf("body is %s", back.Body)
	}
	if text := string(b); strings.Contains(text, "manifest") || strings.Contains(text, "owner") || strings.Contains(text, "2015") {
		t.Errorf("the disclosure tells of the header: %s", text)
	}
	changes := map[string]func(*Disclosure){
		"body":        func(d *Disclosure) { d.Body[12] ^= 1 },
		"salt":        func(d *Disclosure) { d.BodySalt[0] ^= 1 },
		"header hash": func(d *Disclosure) { d.HeaderHash[0] ^= 1 },
		"index":       func(d *Disclosure) { d.Index++ },
		"size":        func(d *Disclosure) { d.TreeSize-- },
		"proof":       func(d *Disclosure) { d.Proof[2][5] ^= 1 },
		"short proof": func(d *Disclosure) { d.Proof = d.Proof[1:] },
		"long proof":  func(d *Disclosure) { d.Proof = append(d.Proof, tlog.Hash{}) },
		"huge size":   func(d *Disclosure) { d.TreeSize = 1<<63 - 1 },
		"negative":    func(d *Disclosure) { d.Index = -1 },
	}
	for name, change := range changes {
		bad, _ := ParseDisclosure(b)
		change(&bad)
		if err := VerifyDisclosure(signed, f.vkey, bad); err == nil || problem.KindOf(err) != problem.Usage {
			t.Errorf("changed %s: %v", name, err)
		}
	}
	older := newFixture(t, 12)
	if err := VerifyDisclosure(older.signed(t), f.vkey, back); err == nil {
		t.Error("another checkpoint of the same key passed")
	}
}

func TestDisclosureHostileJSON(t *testing.T) {
	z := strings.Repeat("0", 64)
	form := func(format, index, size, salt, proof string) string {
		return fmt.Sprintf(`{"format":%q,"index":%s,"tree_size":%s,"body":"{}","salt_b":%q,"header_hash":%q,"proof":%s}`, format, index, size, salt, z, proof)
	}
	if _, err := ParseDisclosure([]byte(form(DisclosureFormat, "0", "1", z, "[]"))); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", "null", "[]", "{}", `"x"`, strings.Repeat("[", 20000),
		form("onrecord.disclosure/2", "0", "1", z, "[]"),
		form(DisclosureFormat, "1", "1", z, "[]"),
		form(DisclosureFormat, "-1", "1", z, "[]"),
		form(DisclosureFormat, "0", "0", z, "[]"),
		form(DisclosureFormat, "0", "9223372036854775807", z, "[]"),
		form(DisclosureFormat, "0", "1", z[1:], "[]"),
		form(DisclosureFormat, "0", "1", strings.Repeat("AB", 32), "[]"),
		form(DisclosureFormat, "0", "1", z, `["00"]`),
		form(DisclosureFormat, "0", "1", z, `["`+strings.Repeat(z+`","`, 90)+z+`"]`),
		form(DisclosureFormat, "0", "1", z, "[]") + "{}",
		strings.Replace(form(DisclosureFormat, "0", "1", z, "[]"), `"index"`, `"by":"owner","index"`, 1),
	} {
		if _, err := ParseDisclosure([]byte(text)); err == nil {
			t.Errorf("%.80q passed", text)
		}
	}
}

func TestFingerprint(t *testing.T) {
	_, a, _ := NewKey(dice(1), "onrecord/a")
	_, b, _ := NewKey(dice(1), "onrecord/b")
	_, c, _ := NewKey(dice(2), "onrecord/a")
	fa, err := Fingerprint(a)
	if err != nil || len(strings.Fields(fa)) != 8 {
		t.Fatal(fa, err)
	}
	if fb, _ := Fingerprint(b); fb != fa {
		t.Error("the fingerprint depends on the name")
	}
	if fc, _ := Fingerprint(c); fc == fa {
		t.Error("two keys have one fingerprint")
	}
	if _, err := Fingerprint("nonsense"); err == nil {
		t.Error("nonsense has a fingerprint")
	}
}

func FuzzCheckpoint(f *testing.F) {
	fx := newFixture(f, 5)
	f.Add(fx.signed(f))
	f.Add([]byte(origin + "\n7\n" + tlog.Hash{}.String() + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := ParseCheckpoint(string(b)); err == nil && c.Text() != string(b) {
			t.Error("one checkpoint has two texts")
		}
		if c, err := OpenCheckpoint(b, fx.vkey); err == nil && c.Size != 5 {
			t.Error("an unsigned checkpoint passed")
		}
	})
}

func FuzzDisclosure(f *testing.F) {
	fx := newFixture(f, 13)
	signed := fx.signed(f)
	d, _ := Disclose(fx, 13, 4)
	b, _ := json.Marshal(d)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := ParseDisclosure(b)
		if err != nil {
			return
		}
		if VerifyDisclosure(signed, fx.vkey, got) == nil && string(got.Body) != string(fx.entries[got.Index].Body) {
			t.Error("what never was in the ledger passed")
		}
		if _, err := json.Marshal(got); err != nil {
			t.Error(errors.New("what was read cannot be written"))
		}
	})
}

func FuzzProof(f *testing.F) {
	f.Add(int64(13), int64(4), make([]byte, 128))
	f.Add(int64(1)<<62+5, int64(1)<<61, []byte{})
	f.Add(int64(1)<<40, int64(0), make([]byte, 40*32))
	f.Fuzz(func(t *testing.T, size, index int64, raw []byte) {
		var proof []tlog.Hash
		for len(raw) >= 32 {
			proof, raw = append(proof, tlog.Hash(raw[:32])), raw[32:]
		}
		c := Checkpoint{origin, size, tlog.Hash{1}}
		if CheckInclusion(c, index, tlog.Hash{2}, proof) == nil {
			t.Error("an invented inclusion proof passed")
		}
		older := Checkpoint{origin, index, tlog.Hash{3}}
		if CheckConsistency(older, c, proof) == nil {
			t.Error("an invented consistency proof passed")
		}
	})
}
