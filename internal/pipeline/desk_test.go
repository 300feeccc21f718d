package pipeline

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/search"
	"onrecord.dev/onrecord/internal/sqlite"
	"onrecord.dev/onrecord/internal/vault"
	"onrecord.dev/onrecord/internal/worker"
)

var ctx = context.Background()

// TestMain lets the test program serve as a reader of files, and as a second
// process that is killed.
func TestMain(m *testing.M) {
	if len(os.Args) >= 2 && os.Args[1] == worker.Command {
		os.Exit(worker.Main(os.Stdin, os.Stdout))
	}
	if what := os.Getenv("ONRECORD_TEST_CHILD"); what != "" {
		os.Exit(child(what, os.Getenv("ONRECORD_TEST_DIR")))
	}
	os.Exit(m.Run())
}

// hand is randomness that a test can look over the shoulder of: it is read inside
// the transaction of a commit.
type hand struct{ meanwhile func() }

func (h *hand) Read(b []byte) (int, error) {
	if f := h.meanwhile; f != nil && len(b) == 32 { // a salt
		h.meanwhile = nil
		f()
	}
	for i := range b { // names and salts must differ, nothing more
		b[i] = byte(counter.Add(1)*2654435761>>7) ^ byte(i)
	}
	return len(b), nil
}

var counter atomic.Uint64

// desk is a casefile on disk with the member who holds it open.
type desk struct {
	*Casefile
	t    *testing.T
	env  Env
	hand *hand
}

var began = time.Date(2015, 5, 6, 9, 0, 0, 0, time.UTC)

// clock gives a time one minute after the other.
func clock() func() time.Time {
	var n atomic.Int64
	return func() time.Time { return began.Add(time.Duration(n.Add(1)) * time.Minute) }
}

func newEnv(t *testing.T) (Env, *hand) {
	t.Helper()
	id, _, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{}
	return Env{Identity: id, Clock: clock(), Rand: h}, h
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	env, h := newEnv(t)
	c, err := Init(ctx, filepath.Join(t.TempDir(), "case"), env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &desk{c, t, env, h}
}

// reopen opens the casefile once more, as the same member.
func (d *desk) reopen() *desk { return d.as(d.env, d.hand) }

func (d *desk) as(env Env, h *hand) *desk {
	d.t.Helper()
	c, err := Open(ctx, d.Path(), env)
	d.must(err)
	d.t.Cleanup(func() { c.Close() })
	return &desk{c, d.t, env, h}
}

// member admits somebody and opens the casefile in his hands.
func (d *desk) member(id record.ID, role record.Role) *desk {
	d.t.Helper()
	env, h := newEnv(d.t)
	recipient, key := env.Identity.Recipient(), env.Identity.VerifyKey()
	d.must(d.Admit(ctx, id, role, recipient, key))
	return d.as(env, h)
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s (%v)", problem.Line(err), err)
	}
}

// files are what a document may name.
type files map[string]string

func (f files) open(rel string) ([]byte, error) {
	if s, ok := f[rel]; ok {
		return []byte(s), nil
	}
	return nil, fs.ErrNotExist
}

func (d *desk) try(doc string, f files) error {
	_, err := d.Import(ctx, "case.yaml", []byte("format: onrecord.casefile/1\n"+doc), f.open, nil)
	return err
}

func (d *desk) imports(doc string, f files) {
	d.t.Helper()
	d.must(d.try(doc, f))
}

func (d *desk) adds(name string, data []byte) Item {
	d.t.Helper()
	got, err := d.Add(ctx, Origin{Kind: "other"}, []Material{{Path: name, Name: name, Read: func() ([]byte, error) { return data, nil }}}, nil)
	d.must(err)
	return got.Items[0]
}

func (d *desk) found(query string) []string {
	d.t.Helper()
	found, err := d.Search(ctx, query, search.Ask{Limit: 50})
	d.must(err)
	return ids(found.Hits)
}

func ids(hits []search.Hit) []string {
	out := []string{}
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

// sound fails unless the casefile verifies.
func (d *desk) sound() Verified {
	d.t.Helper()
	v, err := Verify(ctx, d.Path(), d.env)
	d.must(err)
	if !v.OK {
		d.t.Fatalf("it does not verify: %v", v.Problems)
	}
	return v
}

// unsound fails unless verification names a problem of the kind.
func (d *desk) unsound(what, kind string) Verified {
	d.t.Helper()
	v, err := Verify(ctx, d.Path(), d.env)
	d.must(err)
	kinds := map[string]bool{}
	for _, p := range v.Problems {
		kinds[p.Kind] = true
	}
	if v.OK || !kinds[kind] {
		d.t.Errorf("%s: verification found %v, want a problem of kind %s", what, v.Problems, kind)
	}
	return v
}

// raw runs SQL on the database, past everything that guards it, as somebody who
// holds the key of the desk can.
func (d *desk) raw(sql string) {
	d.t.Helper()
	c := d.connect()
	defer c.Close()
	if err := c.Exec(sql); err != nil {
		d.t.Fatal(sql, err)
	}
}

func (d *desk) connect() *sqlite3.Conn {
	d.t.Helper()
	key := d.ring.StoreKey()
	path := d.dir.StorePath()
	q := url.Values{"vfs": {"adiantum"}, "hexkey": {hex.EncodeToString(key[:])}, "modeof": {path}}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	c, err := sqlite3.OpenFlags(u.String(), sqlite3.OPEN_URI|sqlite3.OPEN_READWRITE)
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

// contents shows all that is stored in the database.
func (d *desk) contents() string {
	d.t.Helper()
	c := d.connect()
	defer c.Close()
	var b strings.Builder
	for _, table := range []string{"entry", "hash", "wrapped", "blob", "record", "cursor", "page", "doc", "standing WHERE part <> 'kept'"} {
		s, _, err := c.Prepare("SELECT * FROM " + table + " ORDER BY 1, 2")
		if err != nil {
			d.t.Fatal(err)
		}
		for s.Step() {
			fmt.Fprintf(&b, "%s", table)
			for i := range s.ColumnCount() {
				fmt.Fprintf(&b, " %x", s.ColumnRawText(i))
			}
			b.WriteString("\n")
		}
		if err := s.Close(); err != nil {
			d.t.Fatal(err)
		}
	}
	return b.String()
}

// shape shows the state in memory.
func (d *desk) shape() string {
	d.t.Helper()
	s := d.state
	b, err := json.Marshal([]any{s.Actors, s.Evidence, s.Statements, s.Claims, s.Requests, s.Seals, s.Burns, s.Keys, s.Policy, len(s.Links), d.cursor})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

func (d *desk) read(f func(tx *sqlite.Tx) error) {
	d.t.Helper()
	d.must(d.db.Read(ctx, f))
}

// large is an original that is kept as a file.
func large(what string) string { return what + " " + strings.Repeat("long words ", packBelow/10) }

const base = `
case: {id: x, title: A case}
actors:
  - {id: mod, type: organization, names: [Ministry]}
  - id: s1
    type: person
    protected: {names: [Zebulon Quagmirov], identifiers: ["+7 999 555 01 43"]}
    descriptor: a clerk
    terms: anonymous
    reason: she fears reprisals
    known_to: [owner]
    consent: [publish, quote]
evidence:
  - {id: small, kind: letter, title: A letter, file: small.txt}
  - {id: big, kind: report, title: A report, file: big.txt}
statements:
  - {id: st-1, speaker: s1, evidence: small, basis: eyewitness, text: fourteen men left the heron camp}
  - {id: st-2, speaker: mod, evidence: big, basis: document, text: fourteen men left the heron camp}
claims:
  - {id: c-1, text: Fourteen men left}
links:
  - {statement: st-1, claim: c-1, stance: supports}
  - {statement: st-2, claim: c-1, stance: supports}
`

func baseFiles() files {
	return files{"small.txt": "The lantern of Zebulon Quagmirov was lit.", "big.txt": large("big")}
}

func newCase(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.imports(base, baseFiles())
	return d
}
