package vault

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func secrets(values ...string) (out []record.Secret) {
	for _, v := range values {
		out = append(out, record.NewSecret(v))
	}
	return out
}

// reporterOf gives the same casefile's keys without custody.
func reporterOf(t *testing.T, k *Keyring) *Keyring {
	t.Helper()
	id, _ := mustIdentity(t)
	desk, _, err := k.WrapFor(id.Recipient(), false)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Unwrap(id, desk, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestIdentitySealsForCustodiansAlone(t *testing.T) {
	k := mustRings(t)
	reporter := reporterOf(t, k)
	names := []string{"Иван Петров", "Олена Ковальчук", "محمد العلي", "O'Brien <b>&", ""}
	key, sealed, err := reporter.SealIdentity("s1", "names", secrets(names...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reporter.OpenIdentity("s1", "names", key, sealed); problem.KindOf(err) != problem.Refused {
		t.Fatalf("a reporter opened an identity: %v", err)
	}
	got, err := k.OpenIdentity("s1", "names", key, sealed)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range got {
		if s.Reveal() != names[i] {
			t.Errorf("name %d changed", i)
		}
	}
	if p := fmt.Sprintf("%v %+v %#v", got, got, got); strings.Contains(p, "Петров") {
		t.Error("a secret was printed")
	}
	key2, sealed2, _ := reporter.SealIdentity("s1", "names", secrets("x"))
	if len(sealed2) != len(sealed) || len(key2) != len(key) {
		t.Error("the length tells a long list from a short one")
	}
}

func TestSwappedAndChangedIdentitiesDoNotOpen(t *testing.T) {
	k, other := mustRings(t), mustRings(t)
	key, sealed, _ := k.SealIdentity("s1", "names", secrets("Anna"))
	key2, sealed2, _ := k.SealIdentity("s1", "names", secrets("Anna"))
	foreignKey, foreign, _ := other.SealIdentity("s1", "names", secrets("Anna"))
	cases := map[string]struct {
		actor       record.ID
		part        string
		key, sealed []byte
	}{
		"another actor":         {"s2", "names", key, sealed},
		"another part":          {"s1", "identifiers", key, sealed},
		"field border moved":    {"s1n", "ames", key, sealed},
		"key of another call":   {"s1", "names", key2, sealed},
		"text of another call":  {"s1", "names", key, sealed2},
		"another casefile":      {"s1", "names", foreignKey, foreign},
		"cut":                   {"s1", "names", key, sealed[:len(sealed)-1]},
		"spliced":               {"s1", "names", key, append(append([]byte{}, sealed[:20]...), sealed2[20:]...)},
		"empty":                 {"s1", "names", nil, nil},
		"key cut":               {"s1", "names", key[:len(key)-1], sealed},
		"wrapped key for text":  {"s1", "names", key, key},
		"guard's seal of s1":    guardAsIdentity(t, k),
		"longer than it was":    {"s1", "names", key, append(append([]byte{}, sealed...), 0)},
		"key longer than it is": {"s1", "names", append(append([]byte{}, key...), 0), sealed},
	}
	for name, c := range cases {
		if _, err := k.OpenIdentity(c.actor, c.part, c.key, c.sealed); problem.KindOf(err) != problem.Unavailable || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range sealed {
		bad := append([]byte{}, sealed...)
		bad[i] ^= 1
		if _, err := k.OpenIdentity("s1", "names", key, bad); err == nil {
			t.Fatalf("bit flip at %d was not seen", i)
		}
	}
	for i := 0; i < len(key); i += 13 {
		bad := append([]byte{}, key...)
		bad[i] ^= 0x80
		if _, err := k.OpenIdentity("s1", "names", bad, sealed); err == nil {
			t.Fatalf("bit flip in the key at %d was not seen", i)
		}
	}
}

func guardAsIdentity(t *testing.T, k *Keyring) (c struct {
	actor       record.ID
	part        string
	key, sealed []byte
}) {
	key, sealed, err := k.SealGuard("s1", "names", []byte("[]"))
	if err != nil {
		t.Fatal(err)
	}
	c.actor, c.part, c.key, c.sealed = "s1", "names", key, sealed
	return c
}

func TestIdentityBounds(t *testing.T) {
	k := mustRings(t)
	for name, v := range map[string]string{"too long": strings.Repeat("x", maxIdentity+1), "not UTF-8": "\xff\xfe"} {
		if _, _, err := k.SealIdentity("s1", "names", secrets(v)); problem.KindOf(err) != problem.Usage {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGuard(t *testing.T) {
	k, other := mustRings(t), mustRings(t)
	reporter := reporterOf(t, k)
	key, sealed, err := reporter.SealGuard("s1", "names", []byte("entries"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := reporter.OpenGuard("s1", "names", key, sealed)
	if err != nil || string(got) != "entries" {
		t.Fatalf("%q %v", got, err)
	}
	key2, _, _ := k.SealGuard("s1", "names", []byte("entries"))
	for name, open := range map[string]func() ([]byte, error){
		"another actor":       func() ([]byte, error) { return k.OpenGuard("s2", "names", key, sealed) },
		"another part":        func() ([]byte, error) { return k.OpenGuard("s1", "identifiers", key, sealed) },
		"another casefile":    func() ([]byte, error) { return other.OpenGuard("s1", "names", key, sealed) },
		"key of another call": func() ([]byte, error) { return k.OpenGuard("s1", "names", key2, sealed) },
		"cut":                 func() ([]byte, error) { return k.OpenGuard("s1", "names", key, sealed[:5]) },
		"no key":              func() ([]byte, error) { return k.OpenGuard("s1", "names", nil, sealed) },
	} {
		if _, err := open(); problem.KindOf(err) != problem.Unavailable || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func sealed(t *testing.T, k *Keyring, text []byte, r record.Restriction) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := k.SealOriginal(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOriginals(t *testing.T) {
	k, other := mustRings(t), mustRings(t)
	reporter := reporterOf(t, k)
	text := bytes.Repeat([]byte("Показания свидетеля. "), 9000) // several chunks
	open := func(k *Keyring, b []byte, r record.Restriction) ([]byte, error) {
		plain, err := k.OpenOriginal(bytes.NewReader(b), r)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(plain)
	}
	for _, r := range []record.Restriction{"", record.RestrictNone, record.RestrictDesk, record.RestrictCustodian} {
		b := sealed(t, reporter, text, r)
		if bytes.Contains(b, []byte("Показания")) {
			t.Fatal("not sealed")
		}
		got, err := open(k, b, r)
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %d bytes, %v", r, len(got), err)
		}
		section, err := k.OpenOriginalAt(bytes.NewReader(b), int64(len(b)), r)
		if err != nil || section.Size() != int64(len(text)) {
			t.Fatalf("%s: random access: %v", r, err)
		}
		part := make([]byte, 100)
		if _, err := section.ReadAt(part, 100_000); err != nil || !bytes.Equal(part, text[100_000:100_100]) {
			t.Errorf("%s: another part came out: %v", r, err)
		}
	}
	b := sealed(t, reporter, text, record.RestrictCustodian)
	d := sealed(t, reporter, text, record.RestrictDesk)
	flipped := append([]byte{}, d...)
	flipped[len(d)-100] ^= 1
	for name, c := range map[string]struct {
		k    *Keyring
		b    []byte
		r    record.Restriction
		want problem.Kind
	}{
		"a reporter, custodian's": {reporter, b, record.RestrictCustodian, problem.Refused},
		"custodian's as desk's":   {k, b, record.RestrictDesk, problem.Unavailable},
		"desk's as custodian's":   {k, d, record.RestrictCustodian, problem.Unavailable},
		"another casefile":        {other, d, record.RestrictDesk, problem.Unavailable},
		"cut":                     {k, d[:len(d)-70_000], record.RestrictDesk, problem.Unavailable},
		"cut at a chunk":          {k, d[:len(d)-len(d)%65552], record.RestrictDesk, problem.Unavailable},
		"a bit":                   {k, flipped, record.RestrictDesk, problem.Unavailable},
		"longer":                  {k, append(append([]byte{}, d...), 1), record.RestrictDesk, problem.Unavailable},
		"empty":                   {k, nil, record.RestrictDesk, problem.Unavailable},
	} {
		if _, err := open(c.k, c.b, c.r); err == nil || problem.KindOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
		_, err := c.k.OpenOriginalAt(bytes.NewReader(c.b), int64(len(c.b)), c.r)
		if name != "a bit" && (err == nil || problem.KindOf(err) != c.want) {
			t.Errorf("%s, random access: %v", name, err)
		}
	}
}

func TestBackupOpensForEveryRecipient(t *testing.T) {
	k := mustRings(t)
	one, _ := mustIdentity(t)
	stranger, _ := mustIdentity(t)
	key, _ := age.GenerateX25519Identity()
	classic, err := ParseIdentity([]byte(key.String()), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := k.SealBackup(&b, []string{one.Recipient(), classic.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, "archive")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, id := range []*Identity{one, classic} {
		r, err := OpenBackup(id, bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != "archive" {
			t.Errorf("%q %v", got, err)
		}
	}
	if _, err := OpenBackup(stranger, bytes.NewReader(b.Bytes())); problem.KindOf(err) != problem.Refused {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := OpenBackup(one, strings.NewReader("no backup")); problem.KindOf(err) != problem.Usage {
		t.Errorf("no backup: %v", err)
	}
	r, err := OpenBackup(one, bytes.NewReader(b.Bytes()[:b.Len()-1]))
	if err == nil {
		_, err = io.ReadAll(r)
	}
	if problem.KindOf(err) != problem.Usage || err == nil {
		t.Errorf("cut: %v", err)
	}
	for _, to := range [][]string{nil, {"age1"}} {
		if _, err := k.SealBackup(&b, to); problem.KindOf(err) != problem.Usage {
			t.Errorf("recipients %v: %v", to, err)
		}
	}
}

func FuzzParseIdentity(f *testing.F) {
	_, file := mustIdentity(f)
	f.Add(file)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAA 10\n"))
	f.Add([]byte("-----BEGIN AGE ENCRYPTED FILE-----\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		id, err := ParseIdentity(b, nil)
		if err == nil && (id.Recipient() == "" || len(id.VerifyKey()) != 32) {
			t.Error("an identity without keys")
		}
		if err != nil && problem.KindOf(err) == problem.Internal {
			t.Errorf("not a problem: %v", err)
		}
	})
}
