package vault

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"

	"onrecord.dev/onrecord/internal/problem"
)

func mustIdentity(t testing.TB) (*Identity, []byte) {
	t.Helper()
	id, file, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id, file
}

func TestNewIdentityReadsBackAsTheSameMember(t *testing.T) {
	id, file := mustIdentity(t)
	if !strings.Contains(string(file), "# public key: "+id.Recipient()) {
		t.Error("the file does not show its public key")
	}
	for name, text := range map[string]string{
		"as written":   string(file),
		"with CRLF":    strings.ReplaceAll(string(file), "\n", "\r\n"),
		"with a BOM":   "\ufeff" + string(file),
		"no final end": strings.TrimRight(string(file), "\n"),
	} {
		again, err := ParseIdentity([]byte(text), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if again.Recipient() != id.Recipient() || !again.VerifyKey().Equal(id.VerifyKey()) {
			t.Errorf("%s: another member", name)
		}
	}
	msg := []byte("a reason")
	if !ed25519.Verify(id.VerifyKey(), msg, id.Sign(msg)) {
		t.Error("the signature does not verify")
	}
	if again, _ := age.ParseIdentities(bytes.NewReader(file)); len(again) != 1 {
		t.Error("age itself does not read the file")
	}
}

func TestClassicKeyIsAMemberToo(t *testing.T) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	id, err := ParseIdentity([]byte("# mine\n"+key.String()+"\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if id.Recipient() != key.Recipient().String() {
		t.Errorf("recipient %s", id.Recipient())
	}
}

func TestMalformedIdentityIsNotQuoted(t *testing.T) {
	_, file := mustIdentity(t)
	secret := strings.TrimSpace(string(file[bytes.Index(file, []byte("AGE-SECRET")):]))
	broken := secret[:len(secret)-3] + "QQQ"
	cases := map[string]string{
		"empty":          "",
		"comments only":  "# nothing\n",
		"a changed key":  broken,
		"words":          "the name of a man\n",
		"a public key":   "age1qqqqqqqqqqqqqqqqqqqq\n",
		"binary":         "\x00\xff\xfe",
		"cut age file":   "age-encryption.org/v1\n-> scrypt abc",
		"cut armor":      "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n",
		"second is bad":  secret + "\n" + broken,
		"far too large":  strings.Repeat("# x\n", maxIdentityFile),
		"not passphrase": sealedFor(t),
	}
	for name, text := range cases {
		_, err := ParseIdentity([]byte(text), func() ([]byte, error) { return []byte("pass"), nil })
		if problem.KindOf(err) != problem.Usage || err == nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, part := range []string{broken[:30], "a man", "\x00"} {
			if strings.Contains(err.Error(), part) || strings.Contains(fmt.Sprintf("%+v", err), part) {
				t.Errorf("%s: the error quotes the file: %v", name, err)
			}
		}
	}
}

// sealedFor gives an age file for some recipient instead of a passphrase.
func sealedFor(t *testing.T) string {
	id, file := mustIdentity(t)
	var b bytes.Buffer
	r, err := parseRecipient(id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	w, err := age.Encrypt(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(file)
	_ = w.Close()
	return b.String()
}

func TestPassphrase(t *testing.T) {
	id, file := mustIdentity(t)
	sealed, err := encryptIdentity(file, []byte("верная лошадь 馬"), 10)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("AGE-SECRET")) {
		t.Fatal("not sealed")
	}
	say := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	again, err := ParseIdentity(sealed, say("верная лошадь 馬"))
	if err != nil || again.Recipient() != id.Recipient() {
		t.Fatalf("right passphrase: %v", err)
	}
	asked := errors.New("no terminal")
	for name, c := range map[string]struct {
		ask  func() ([]byte, error)
		file []byte
		want problem.Kind
	}{
		"nobody to ask": {nil, sealed, problem.Unavailable},
		"wrong":         {say("falsch"), sealed, problem.Refused},
		"empty":         {say(""), sealed, problem.Refused},
		"cannot ask":    {func() ([]byte, error) { return nil, asked }, sealed, problem.Unavailable},
		"cut":           {say("верная лошадь 馬"), sealed[:len(sealed)/2], problem.Usage},
	} {
		_, err := ParseIdentity(c.file, c.ask)
		if err == nil || problem.KindOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := EncryptIdentity(file, nil); problem.KindOf(err) != problem.Usage {
		t.Errorf("an empty passphrase sealed: %v", err)
	}
}

func TestDefaultPassphraseCostIsHigh(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	_, file := mustIdentity(t)
	sealed, err := EncryptIdentity(file, []byte("pass"))
	if err != nil {
		t.Fatal(err)
	}
	header, err := age.ExtractHeader(unarmor(sealed))
	if err != nil || !bytes.Contains(header, []byte(" 18\n")) {
		t.Errorf("work factor is not 2^18: %q %v", header, err)
	}
}

func TestNothingSecretPrints(t *testing.T) {
	id, _ := mustIdentity(t)
	k := mustRings(t)
	signer := k.LogSigner()
	for _, v := range []any{id, k} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if got := fmt.Sprintf(verb, v); got != "[sealed]" {
				t.Errorf("%s printed %q", verb, got)
			}
		}
		if b, err := json.Marshal(v); err == nil || strings.Contains(string(b), signer) {
			t.Errorf("marshalled: %s", b)
		}
	}
}
