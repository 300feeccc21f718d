package ledger

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// byHand works the commitment out as docs/formats/ledger.md says it.
func byHand(e *Entry) []byte {
	half := func(name string, data []byte) []byte {
		m := hmac.New(sha256.New, e.Salt[:])
		m.Write([]byte(name))
		h := sha256.Sum256(append(m.Sum(nil), data...))
		return h[:]
	}
	c := sha256.Sum256(bytes.Join([][]byte{[]byte("onrecord.leaf/1\n"), half("header", e.Header), half("body", e.Body)}, nil))
	return c[:]
}

func TestTreeEqualsNaiveTree(t *testing.T) {
	const most = 40
	f := newFixture(t, 0)
	var leaves [][]byte
	var roots []tlog.Hash
	for n := 0; n <= most; n++ {
		root, err := Root(f, int64(n))
		if err != nil || !bytes.Equal(root[:], naiveRoot(leaves)) {
			t.Fatalf("root over %d entries is not that of the naive tree (%v)", n, err)
		}
		roots = append(roots, root)
		for i := 0; i < n; i++ {
			proof, err := Inclusion(f, int64(n), int64(i))
			if err != nil {
				t.Fatal(err)
			}
			same(t, proof, naivePath(i, leaves))
			c := Checkpoint{origin, int64(n), root}
			if err := CheckInclusion(c, int64(i), f.entries[i].Leaf(), proof); err != nil {
				t.Fatalf("%d of %d: %v", i, n, err)
			}
			if CheckInclusion(c, int64(i), tlog.RecordHash([]byte("else")), proof) == nil {
				t.Fatalf("%d of %d: another leaf passed", i, n)
			}
		}
		for m := 0; m <= n; m++ {
			proof, err := Consistency(f, int64(m), int64(n))
			if err != nil {
				t.Fatal(err)
			}
			if m > 0 {
				same(t, proof, naiveConsistency(m, leaves, true))
			}
			older, newer := Checkpoint{origin, int64(m), roots[m]}, Checkpoint{origin, int64(n), root}
			if err := CheckConsistency(older, newer, proof); err != nil {
				t.Fatalf("%d in %d: %v", m, n, err)
			}
			older.Root[0] ^= 1
			if CheckConsistency(older, newer, proof) == nil {
				t.Fatalf("%d in %d: another older root passed", m, n)
			}
		}
		f.append(t, claims(n, 1)...)
		leaves = append(leaves, byHand(f.entries[n]))
	}
}

func same(t *testing.T, got []tlog.Hash, want [][]byte) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("proof has %d hashes, want %d", len(got), len(want))
	}
	for i := range got {
		if !bytes.Equal(got[i][:], want[i]) {
			t.Fatalf("hash %d of the proof differs", i)
		}
	}
}

// Known roots of RFC 6962 trees, as published with Certificate Transparency's
// reference tests: they tie the naive tree to the world outside.
func TestNaiveTreeAgainstKnownRoots(t *testing.T) {
	var leaves [][]byte
	for _, leaf := range []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"} {
		b, _ := hex.DecodeString(leaf)
		leaves = append(leaves, b)
	}
	for n, want := range []string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	} {
		if got := hex.EncodeToString(naiveRoot(leaves[:n])); got != want {
			t.Errorf("root over the first %d known leaves is %s", n, got)
		}
	}
}

func TestAppendInOneGoEqualsOneByOne(t *testing.T) {
	for _, n := range []int{1, 2, 7, 64, 2500} { // 2500: more hashes than are held back at once
		one, many := newFixture(t, 0), newFixture(t, 0)
		events := claims(0, n)
		if _, err := Append(one, 0, when, record.Owner, events, dice(9)); err != nil {
			t.Fatal(err)
		}
		salts := dice(9)
		for i, e := range events {
			first, err := Append(many, int64(i), when, record.Owner, []event.Event{e}, salts)
			if err != nil || first != int64(i) {
				t.Fatal(first, err)
			}
		}
		if len(one.hashes) != len(many.hashes) {
			t.Fatalf("n=%d: %d hashes against %d", n, len(one.hashes), len(many.hashes))
		}
		for i := range one.hashes {
			if one.hashes[i] != many.hashes[i] {
				t.Fatalf("n=%d: hash %d differs", n, i)
			}
		}
	}
}

func TestAppendRefuses(t *testing.T) {
	f := newFixture(t, 3)
	_, err := Append(f, 2, when, record.Owner, claims(9, 1), dice(0))
	if !errors.Is(err, ErrHead) || problem.KindOf(err) != problem.Unavailable {
		t.Errorf("an old head: %v", err)
	}
	if _, err := Append(f, 3, when, "Nobody!", claims(9, 1), dice(0)); err == nil {
		t.Error("an impossible member was written down")
	}
	if _, err := Append(f, 3, when, record.Owner, claims(9, 1), bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("half a salt was enough")
	}
	if n, _ := f.Size(); n != 3 {
		t.Errorf("refused events were stored: %d entries", n)
	}
	if first, err := Append(f, 3, when, record.Owner, nil, dice(0)); err != nil || first != 3 {
		t.Errorf("no events: %d, %v", first, err)
	}
}

func TestHalvesAreSaltedApart(t *testing.T) {
	e := Entry{Header: []byte("same"), Body: []byte("same"), Salt: [32]byte{1}}
	if e.HeaderHash() == e.BodyHash() || e.HeaderSalt() == e.BodySalt() || e.HeaderSalt() == e.Salt {
		t.Error("the salts of the halves are not apart")
	}
	other := e
	other.Salt[31] = 1
	if e.Leaf() == other.Leaf() {
		t.Error("the salt does not change the leaf")
	}
}

func TestHeaderIsCanonical(t *testing.T) {
	for text, ok := range map[string]bool{
		`{"seq":0,"at":"2015-04-02T10:00:00.12Z","by":"owner","kind":"claim.recorded","version":1}`:          true,
		`{"seq":0,"at":"2015-04-02T10:00:00.120Z","by":"owner","kind":"claim.recorded","version":1}`:         false,
		`{"seq":0,"at":"2015-04-02T12:00:00+02:00","by":"owner","kind":"claim.recorded","version":1}`:        false,
		`{"seq":0, "at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}`:            false,
		`{"seq":0,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1,"x":1}`:       false,
		`{"seq":-1,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}`:            false,
		`{"seq":0,"at":"2015-04-02T10:00:00Z","by":"Owner","kind":"claim.recorded","version":1}`:             false,
		`{"seq":0,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":0}`:             false,
		`{"seq":0,"seq":0,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}`:     false,
		`{"seq":1e0,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}`:           false,
		`{"seq":0,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}` + "\n":      false,
		`{"seq":9999999999999,"at":"2015-04-02T10:00:00Z","by":"owner","kind":"claim.recorded","version":1}`: false,
	} {
		h, err := ParseHeader([]byte(text))
		if (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
		if ok && !h.At.Equal(when) {
			t.Errorf("%s: read as %v", text, h.At)
		}
	}
}
