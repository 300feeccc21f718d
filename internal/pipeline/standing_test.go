package pipeline

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

// keeps compares what is kept with what is worked out from the records at a moment.
// It reports whether anything holds then.
func (d *desk) keeps(now time.Time) bool {
	d.t.Helper()
	lines, ok, err := d.Lines(ctx, now)
	d.must(err)
	if !ok {
		return false
	}
	results := corroborate.All(d.state.Casefile, corroborate.Options{Now: now})
	all := standing.All(d.state.Casefile, results, now)
	for i := range all {
		all[i].Clean(d.guard.Clean)
		if i < len(lines) && lines[i].ID != all[i].ID {
			d.t.Fatalf("the line of %s stands as that of %s", all[i].ID, lines[i].ID)
		}
	}
	want, err := json.Marshal(all)
	d.must(err)
	if got, _ := json.Marshal(lines); string(got) != string(want) && len(lines)+len(results) > 0 {
		d.t.Fatalf("kept lines differ:\n%s\n%s", got, want)
	}
	n := 0
	ok, err = d.Results(ctx, now, func(string) bool { return true }, func(b []byte) error {
		var got corroborate.Result
		d.must(json.Unmarshal(b, &got))
		whole, _ := json.MarshalIndent(results[got.ID], "    ", "  ")
		if clean, err := d.guard.CleanJSON(whole); err != nil || d.compact(b) != string(clean) {
			d.t.Fatalf("kept result differs (%v):\n%s\n%s", err, b, whole)
		}
		n++
		return nil
	})
	d.must(err)
	if !ok || n != len(results) {
		d.t.Fatalf("%d results are kept of %d", n, len(results))
	}
	return true
}

func (d *desk) compact(b []byte) string {
	clean, err := d.guard.CleanJSON(b)
	d.must(err)
	return string(clean)
}

// What is kept is what would be worked out, after every kind of change.
func TestKeptEqualsWorkedOut(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(7, 7))
	var doc strings.Builder
	doc.WriteString("actors:\n")
	for i := range 6 {
		fmt.Fprintf(&doc, "  - {id: a-%d, type: person, names: [Name %d]}\n", i, i)
	}
	doc.WriteString("  - {id: p, type: person, protected: {names: [Zebulon Quagmire]}, descriptor: a driver, known_to: [owner]}\n")
	doc.WriteString("evidence:\n")
	for i := range 6 {
		fmt.Fprintf(&doc, "  - {id: e-%d, kind: interview, text: talk %d}\n", i, i)
	}
	doc.WriteString("claims:\n")
	for i := range 4 {
		fmt.Fprintf(&doc, "  - {id: c-%d, text: claim %d, adverse_to: [a-0]}\n", i, i)
	}
	d.imports(doc.String(), nil)
	who := func() string { return []string{"a-0", "a-1", "a-2", "a-3", "a-4", "a-5", "p"}[r.IntN(7)] }
	n := 0
	edits := []func() string{
		func() string {
			n++
			return fmt.Sprintf("statements: [{id: s-%d, speaker: %s, evidence: e-%d, basis: eyewitness, text: said %d}]\nlinks: [{statement: s-%d, claim: c-%d, stance: %s}]",
				n, who(), r.IntN(6), n, n, r.IntN(4), []string{"supports", "supports", "disputes", "denies"}[r.IntN(4)])
		},
		func() string {
			return fmt.Sprintf("actors: [{id: a-%d, type: person, same_as: [a-%d]}]", 1+r.IntN(2), 3+r.IntN(3))
		},
		func() string { return fmt.Sprintf("actors: [{id: a-%d, type: person, same_as: null}]", 1+r.IntN(2)) },
		func() string { return "actors: [{id: p, type: person, consent: [publish]}]" },
		func() string { return "actors: [{id: p, type: person, consent: null}]" },
		func() string {
			return fmt.Sprintf("evidence: [{id: e-%d, kind: interview, state: withdrawn}]", r.IntN(6))
		},
		func() string { return fmt.Sprintf("evidence: [{id: e-%d, kind: interview, state: active}]", r.IntN(6)) },
		func() string {
			return fmt.Sprintf("evidence: [{id: e-%d, kind: interview, near_dup_group: g}]", r.IntN(6))
		},
		func() string { return "policy: {corroborated_at: 3}" },
		func() string { return "policy: {corroborated_at: 2}" },
		func() string { return fmt.Sprintf("claims: [{id: c-%d, text: claim anew %d}]", r.IntN(4), n) },
		func() string { return "claims: [{id: c-0, text: whole, requires: [c-1]}]" },
		func() string { return "dependence: [{a: a-1, b: a-4, verdict: dependent, reason: brothers}]" },
		func() string { return "dependence: [{a: a-1, b: a-4, verdict: independent, reason: they never met}]" },
		func() string {
			return fmt.Sprintf("evidence: [{id: e-%d, kind: interview, embargo: 2015-05-07}]", r.IntN(6))
		},
		func() string { return "requests: [{id: rq, to: a-0}]" },
	}
	for range 120 {
		d.imports(edits[r.IntN(len(edits))](), nil)
		if !d.keeps(d.clock()) {
			t.Fatal("nothing is kept")
		}
	}
	d.adds("loose.txt", []byte("nothing rests on it"))
	d.adds("copy.txt", []byte("talk 1"))
	if !d.keeps(d.clock()) {
		t.Fatal("nothing is kept after add")
	}
	d.sound()
}

// Embargoes pass by themselves: before and after, what is kept is not used.
func TestKeptHoldsBetweenEmbargoes(t *testing.T) {
	d := newDesk(t) // it begins on 6 May 2015, 9:00
	d.imports(`
actors: [{id: a, type: person, names: [Somebody]}]
evidence:
  - {id: past, kind: interview, text: one, embargo: 2015-05-05T06:00:00Z}
  - {id: near, kind: interview, text: two, embargo: 2015-05-10T06:00:00Z}
  - {id: never, kind: interview, text: three, embargo: 2015-05/..}
statements: [{id: s, speaker: a, evidence: near, basis: eyewitness, text: I saw it}]
claims: [{id: c, text: it was so}]
links: [{statement: s, claim: c, stance: supports}]`, nil)
	for now, want := range map[string]bool{
		"2015-05-05T05:59:59Z": false, "2015-05-05T06:00:00Z": true, "2015-05-09T12:00:00Z": true,
		"2015-05-10T05:59:59Z": true, "2015-05-10T06:00:00Z": false, "2020-01-01T00:00:00Z": false,
	} {
		at, err := time.Parse(time.RFC3339, now)
		d.must(err)
		if got := d.keeps(at); got != want {
			t.Errorf("%s: kept %v", now, got)
		}
	}
}

// An id can hold a protected name. What is kept shows it no more than anything else.
func TestKeptResultsAreClean(t *testing.T) {
	d := newDesk(t)
	doc := `
actors: [{id: someone, type: person}]
evidence: [{id: e, kind: interview, text: talk}]
statements: [{id: s-zebulon-quagmire, speaker: someone, evidence: e, basis: eyewitness, text: I saw it}]
claims: [{id: c-quagmire-left, text: Zebulon Quagmire left}]
links: [{statement: s-zebulon-quagmire, claim: c-quagmire-left, stance: supports}]`
	d.imports(doc, nil)
	shown := func() string {
		t.Helper()
		var out strings.Builder
		lines, _, err := d.Lines(ctx, d.clock())
		d.must(err)
		for _, l := range lines {
			fmt.Fprintln(&out, l.Shown, l.Text)
		}
		ok, err := d.Results(ctx, d.clock(), func(string) bool { return true }, func(b []byte) error {
			out.Write(b)
			return nil
		})
		d.must(err)
		if !ok {
			t.Fatal("nothing is kept")
		}
		return out.String()
	}
	if !strings.Contains(shown(), "quagmire") {
		t.Fatal("the ids are not shown while they tell nothing")
	}
	d.imports("actors: [{id: p, type: person, protected: {names: [Zebulon Quagmire]}, descriptor: a driver, known_to: [owner]}]", nil)
	if got := shown(); strings.Contains(strings.ToLower(got), "quagmire") || !strings.Contains(got, record.SealedMark) {
		t.Errorf("after sealing the kept results show\n%s", got)
	}
	d.imports("statements: [{id: s-2-quagmire, speaker: someone, evidence: e, basis: victim, text: again}]\nlinks: [{statement: s-2-quagmire, claim: c-quagmire-left, stance: disputes}]", nil)
	if got := shown(); strings.Contains(strings.ToLower(got), "quagmire") {
		t.Errorf("after another statement the kept results show\n%s", got)
	}
	d.must(d.Burn(ctx, "p", "to forget", true))
	if !strings.Contains(shown(), "quagmire") {
		t.Error("the ids stay hidden after all is forgotten")
	}
	d.sound()
}

// A casefile opened without its records can still be written to, and loses nothing.
func TestWriteAfterOpenKept(t *testing.T) {
	d := newDesk(t)
	large := slices.Repeat([]byte("a large original "), packBelow/16+1)
	d.adds("large.txt", large)
	c, err := OpenKept(ctx, d.Path(), d.env)
	d.must(err)
	defer c.Close()
	other := &desk{c, t, d.env, d.hand}
	if len(other.state.Evidence) > 0 {
		t.Fatal("the records were read")
	}
	other.imports("actors: [{id: a, type: person}]", nil)
	if len(other.state.Evidence) != 1 || len(other.state.Actors) != 1 {
		t.Error("the records are not there after writing")
	}
	other.reopen().sound()
}
