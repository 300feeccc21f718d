package vault

import (
	"strings"
	"testing"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func mustRings(t testing.TB) *Keyring {
	t.Helper()
	k, err := NewRings("onrecord.example/case-1")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestRingsGoThroughAWrap(t *testing.T) {
	k := mustRings(t)
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	old, err := ParseIdentity([]byte(classic.String()), nil)
	if err != nil {
		t.Fatal(err)
	}
	hybrid, _ := mustIdentity(t)
	for name, id := range map[string]*Identity{"hybrid": hybrid, "classic": old} {
		for _, custody := range []bool{false, true} {
			desk, cust, err := k.WrapFor(id.Recipient(), custody)
			if err != nil {
				t.Fatal(err)
			}
			if (cust != nil) != custody {
				t.Fatalf("%s: custody wrap %d bytes, wanted %v", name, len(cust), custody)
			}
			if custody && len(cust) != len(desk) {
				t.Errorf("%s: the two wraps differ in length: %d, %d", name, len(desk), len(cust))
			}
			got, err := Unwrap(id, desk, cust)
			if err != nil {
				t.Fatal(err)
			}
			if got.StoreKey() != k.StoreKey() || got.BlindKey() != k.BlindKey() ||
				got.LogSigner() != k.LogSigner() || got.LogVerifier() != k.LogVerifier() ||
				got.Origin() != k.Origin() || got.Fingerprint() != k.Fingerprint() ||
				got.BlobName("ab") != k.BlobName("AB") || got.Custodian() != custody {
				t.Errorf("%s: another ring came out", name)
			}
		}
	}
}

func TestWrapsThatDoNotOpen(t *testing.T) {
	k, other := mustRings(t), mustRings(t)
	id, _ := mustIdentity(t)
	stranger, _ := mustIdentity(t)
	desk, custody, _ := k.WrapFor(id.Recipient(), true)
	desk2, custody2, _ := other.WrapFor(id.Recipient(), true)
	cases := map[string]struct {
		id            *Identity
		desk, custody []byte
		want          problem.Kind
	}{
		"a stranger":              {stranger, desk, custody, problem.Refused},
		"rings the wrong way":     {id, custody, desk, problem.Unavailable},
		"custody as desk":         {id, custody, nil, problem.Unavailable},
		"desk as custody":         {id, desk, desk, problem.Unavailable},
		"custody of another case": {id, desk, custody2, problem.Unavailable},
		"desk of another case":    {id, desk2, custody, problem.Unavailable},
		"nothing":                 {id, nil, nil, problem.Unavailable},
		"cut":                     {id, desk[:len(desk)-1], nil, problem.Unavailable},
		"longer":                  {id, append(append([]byte{}, desk...), 'x'), nil, problem.Unavailable},
		"spliced":                 {id, append(append([]byte{}, desk[:3000]...), desk2[3000:]...), nil, problem.Unavailable},
	}
	for name, c := range cases {
		if got, err := Unwrap(c.id, c.desk, c.custody); err == nil || problem.KindOf(err) != c.want {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	for i := 0; i < len(desk); i += 97 {
		bad := append([]byte{}, desk...)
		bad[i] ^= 0x10
		if _, err := Unwrap(id, bad, nil); err == nil || problem.KindOf(err) == problem.Internal {
			t.Fatalf("bit flip at %d: %v", i, err)
		}
	}
	// Halves of a forged casefile: a custody ring that the forger made fits neither.
	forged := *other.custody
	forged.ID = k.desk.ID
	r, _ := parseRecipient(id.Recipient())
	sealed, err := wrapRing(&forged, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Unwrap(id, desk, sealed); problem.KindOf(err) != problem.Unavailable {
		t.Errorf("a forged custody ring: %v", err)
	}
}

func TestOnlyACustodianMakesACustodian(t *testing.T) {
	k := mustRings(t)
	id, _ := mustIdentity(t)
	desk, _, _ := k.WrapFor(id.Recipient(), false)
	reporter, err := Unwrap(id, desk, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := reporter.WrapFor(id.Recipient(), true); problem.KindOf(err) != problem.Refused {
		t.Errorf("a reporter made a custodian: %v", err)
	}
	if _, _, err := reporter.WrapFor(id.Recipient(), false); err != nil {
		t.Errorf("a reporter cannot add a member: %v", err)
	}
	for _, bad := range []string{"", "age1", "age1pq1zzz", "ssh-ed25519 AAAA", "age1tag1q"} {
		if _, _, err := k.WrapFor(bad, false); problem.KindOf(err) != problem.Usage {
			t.Errorf("recipient %q: %v", bad, err)
		}
	}
}

func TestLogKeySignsNotes(t *testing.T) {
	k := mustRings(t)
	signer, err := note.NewSigner(k.LogSigner())
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(k.LogVerifier())
	if err != nil {
		t.Fatal(err)
	}
	msg, err := note.Sign(&note.Note{Text: "head\n"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := note.Open(msg, note.VerifierList(verifier)); err != nil {
		t.Error(err)
	}
	for _, origin := range []string{"", "two words", "a+b", "line\nend"} {
		if _, err := NewRings(origin); problem.KindOf(err) != problem.Usage {
			t.Errorf("origin %q: %v", origin, err)
		}
	}
}

func TestNamesTellNothing(t *testing.T) {
	a, b := mustRings(t), mustRings(t)
	sum := strings.Repeat("0f", 32)
	if a.BlobName(sum) == b.BlobName(sum) || a.BlobName(sum) == sum {
		t.Error("the name does not depend on the casefile's key")
	}
	if a.BlobName("owner") == a.WrapName("owner") {
		t.Error("names of two purposes meet")
	}
	if n := a.WrapName(record.Owner); len(n) != 64 || n != a.WrapName(record.Owner) {
		t.Errorf("name %q", n)
	}
}

func TestWipe(t *testing.T) {
	k := mustRings(t)
	store := k.desk.Store
	k.Wipe()
	k.Wipe()
	if k.StoreKey() != ([32]byte{}) || k.BlindKey() != ([32]byte{}) || k.LogSigner() != "" || k.Custodian() {
		t.Error("keys are still there")
	}
	for _, b := range store {
		if b != 0 {
			t.Fatal("the bytes were not overwritten")
		}
	}
	id, _ := mustIdentity(t)
	_, _, e1 := k.WrapFor(id.Recipient(), false)
	_, _, e2 := k.SealIdentity("s1", "names", nil)
	_, _, e3 := k.SealGuard("s1", "names", nil)
	_, e4 := k.SealOriginal(nil, "")
	_, e5 := k.SealBackup(nil, []string{id.Recipient()})
	for i, err := range []error{e1, e2, e3, e4, e5} {
		if problem.KindOf(err) != problem.Unavailable {
			t.Errorf("%d: a wiped ring still seals: %v", i, err)
		}
	}
}
