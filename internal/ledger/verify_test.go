package ledger

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"onrecord.dev/onrecord/internal/event"
)

func kinds(r Report) string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, p.Kind+" "+p.Where)
	}
	return strings.Join(out, "; ")
}

func TestVerifySound(t *testing.T) {
	for _, n := range []int{0, 1, 2, 13, 2100} {
		f := newFixture(t, n)
		old := f.signed(t)
		f.append(t, claims(n, 3)...)
		seen := 0
		r := Verify(f, f.vkey, []Outside{{"checkpoint", f.signed(t)}, {"witness", old}}, func(h Header, e event.Event) string {
			if h.Seq != int64(seen) || e == nil {
				t.Errorf("visited out of order: %d at %d", h.Seq, seen)
			}
			seen++
			return ""
		})
		root, _ := Root(f, int64(n+3))
		if !r.OK() || r.Events != int64(n+3) || r.TreeSize != r.Events || r.Root != root || seen != n+3 {
			t.Errorf("n=%d: %+v", n, r)
		}
	}
}

func TestVerifyFindsQuietChange(t *testing.T) {
	salted := func(f fixture, i int, body string) { // as a forger with the database would do it
		e := *f.entries[i]
		e.Body = []byte(body)
		f.entries[i] = &e
	}
	rebuild := func(f fixture) { // the forger recomputes the tree as well
		f.hashes = nil
		for i, e := range f.entries {
			h, err := tlog.StoredHashesForRecordHash(int64(i), e.Leaf(), f)
			if err != nil {
				t.Fatal(err)
			}
			f.hashes = append(f.hashes, h...)
		}
	}
	for name, c := range map[string]struct {
		damage func(f fixture)
		want   string
	}{
		"body changed": {func(f fixture) { salted(f, 4, `{"claim":{"id":"c-4","text":"else"}}`) },
			"root checkpoint; leaf event 4; tree event 5; tree event 7; tree event 7"},
		"body changed, tree too": {func(f fixture) { salted(f, 4, `{"claim":{"id":"c-4","text":"else"}}`); rebuild(f) },
			"root checkpoint"},
		"body not canonical": {func(f fixture) { salted(f, 4, `{"claim":{"text":"else","id":"c-4"}}`); rebuild(f) },
			"event event 4; root checkpoint"},
		"salt changed": {func(f fixture) { f.entries[9].Salt[0] ^= 1 },
			"root checkpoint; leaf event 9; tree event 9"},
		"swapped": {func(f fixture) { f.entries[2], f.entries[3] = f.entries[3], f.entries[2]; rebuild(f) },
			"header event 2; header event 3; root checkpoint"},
		"dropped from the end": {func(f fixture) { f.entries = f.entries[:8]; rebuild(f) },
			"rollback checkpoint"},
		"gone": {func(f fixture) { f.entries[6] = nil },
			"missing event 6"},
		"gone at the end": {func(f fixture) { f.entries[9] = nil },
			"missing event 9"},
		"unreadable": {func(f fixture) { f.broken[0], f.broken[7] = true, true },
			"unreadable event 0; unreadable event 7"},
		"header cut": {func(f fixture) { e := *f.entries[1]; e.Header = e.Header[:9]; f.entries[1] = &e },
			"header event 1; root checkpoint; leaf event 1; tree event 1; tree event 3; tree event 7"},
		"node changed": {func(f fixture) { f.hashes[tlog.StoredHashIndex(2, 1)][7] ^= 1 },
			"tree event 7"},
		"nodes cut off": {func(f fixture) { f.hashes = f.hashes[:len(f.hashes)-1] },
			"tree event 9"},
	} {
		f := newFixture(t, 10)
		signed := f.signed(t)
		c.damage(f)
		r := Verify(f, f.vkey, []Outside{{"checkpoint", signed}}, nil)
		if got := kinds(r); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if r.OK() {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestVerifyForeignCheckpoints(t *testing.T) {
	f := newFixture(t, 10)
	other := newFixture(t, 0)
	other.append(t, claims(50, 4)...)
	r := Verify(f, f.vkey, []Outside{{"old", other.signed(t)}, {"junk", []byte("junk")}, {"none", nil}}, nil)
	if got := kinds(r); got != "checkpoint junk; checkpoint none; root old" {
		t.Error(got)
	}
}

func TestVerifyOriginAndVisitor(t *testing.T) {
	f := newFixture(t, 0)
	_, stranger, _ := NewKey(dice(5), "onrecord/other")
	f.append(t, &event.CasefileCreated{Origin: "onrecord/other", LogKey: stranger, Member: "owner"})
	r := Verify(f, f.vkey, nil, func(h Header, _ event.Event) string { return "no right to " + h.Kind })
	if got := kinds(r); got != "origin event 0; origin event 0; event event 0" {
		t.Error(got)
	}
}

// A ledger that is wrong everywhere gives a bounded report.
func TestVerifyIsBounded(t *testing.T) {
	f := newFixture(t, 1200)
	for i := range f.entries {
		f.broken[int64(i)] = true
	}
	r := Verify(f, f.vkey, nil, nil)
	if len(r.Problems) != maxProblems || r.Problems[maxProblems-1].Kind != "stopped" || r.Events != 0 {
		t.Error(len(r.Problems), r.Problems[len(r.Problems)-1], r.Events)
	}
}

func BenchmarkVerify(b *testing.B) {
	f := newFixture(b, 10000)
	for b.Loop() {
		if r := Verify(f, f.vkey, nil, nil); !r.OK() {
			b.Fatal(fmt.Sprint(r.Problems))
		}
	}
}
