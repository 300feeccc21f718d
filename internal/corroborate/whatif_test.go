package corroborate

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func TestWhatIf(t *testing.T) {
	const fixture = `
		actor anna same=anna-old
		actor u type=unnamed same=anna
		actor clara same=u for=u
		claim c
		claim d
		st s1 anna
		st s2 boris evidence=letter
		st s3 anna-old
		st s4 u
		link s1 c
		link s2 c
		link s3 d
		link s4 d
		claim e
		st s5 clara
		link s4 e
		link s5 e`
	for _, x := range []struct {
		name     string
		withdraw []record.ID
		merge    [][2]record.ID
		want     string // claim:S before>after
	}{
		{"nothing", nil, nil, ""},
		{"a statement", ids("s1"), nil, "c:2>1"},
		{"evidence", ids("letter"), nil, "c:2>1"},
		{"an actor with what he said under another id", ids("anna"), nil, "c:2>1 d:2>1"},
		{"a merger", nil, [][2]record.ID{{"anna", "boris"}}, "c:2>1"},
		{"a merger of somebody unnamed", nil, [][2]record.ID{{"u", "anna"}}, "d:2>1"},
		{"a merger ties nobody else to somebody unnamed", nil, [][2]record.ID{{"boris", "u"}}, ""},
		{"a merger with somebody unnamed", nil, [][2]record.ID{{"clara", "u"}}, "e:2>1"},
		{"nor does his withdrawal", ids("u"), nil, "d:2>1 e:2>1"},
		{"both", ids("s4"), [][2]record.ID{{"boris", "anna-old"}}, "c:2>1 d:2>1 e:2>1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := read(t, fixture)
			before, _ := json.Marshal(c.Statements)
			changes, err := WhatIf(c, Options{Now: noon}, x.withdraw, x.merge)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, ch := range changes {
				got = append(got, string(ch.ID)+":"+itoa(ch.Before.S)+">"+itoa(ch.After.S))
			}
			if s := strings.Join(got, " "); s != x.want {
				t.Errorf("got %q, want %q", s, x.want)
			}
			if after, _ := json.Marshal(c.Statements); string(after) != string(before) {
				t.Error("the casefile was written to")
			}
		})
	}
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func TestWhatIfJSON(t *testing.T) {
	c := read(t, twoEyewitnesses)
	changes, err := WhatIf(c, Options{}, ids("s1"), nil)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(changes)
	if !strings.HasPrefix(string(b), `[{"id":"c","before":{"id":"c","status":"corroborated","base":"corroborated","s":2,"s_max":2,`) {
		t.Errorf("%s", b)
	}
	none, _ := WhatIf(c, Options{}, nil, nil)
	if b, _ := json.Marshal(none); string(b) != "[]" {
		t.Errorf("no change marshals as %s", b)
	}
}

func TestWhatIfRefuses(t *testing.T) {
	c := read(t, twoEyewitnesses)
	for _, id := range ids("nobody,c") {
		if _, err := WhatIf(c, Options{}, []record.ID{id}, nil); problem.KindOf(err) != problem.Usage {
			t.Errorf("withdrawing %s: %v", id, err)
		}
	}
	if _, err := WhatIf(c, Options{}, nil, [][2]record.ID{{"anna", "s1"}}); problem.KindOf(err) != problem.Usage {
		t.Errorf("merging with a statement: %v", err)
	}
}

// TestWhatIfIsWhatHappens: the overlay gives what the edited casefile gives.
func TestWhatIfIsWhatHappens(t *testing.T) {
	laws(t, 500, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		id := pick(r, c.Statements)
		before := all(c)
		changes, err := WhatIf(c, Options{Now: noon}, []record.ID{id}, nil)
		if err != nil {
			t.Fatal(err)
		}
		changed := map[record.ID]Result{}
		for _, ch := range changes {
			changed[ch.ID] = ch.After
		}
		c.Statements[id].State = record.Withdrawn
		for claim, a := range all(c) {
			want, ok := changed[claim]
			if !ok {
				want = before[claim]
			}
			if !sameResult(&want, &a) {
				t.Errorf("claim %s: what-if %+v, in fact %+v", claim, want, a)
			}
		}
	})
}

// TestSuppose: an engine that holds a casefile answers as WhatIf does, and holds
// what it held.
func TestSuppose(t *testing.T) {
	laws(t, 300, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		g, o := New(c, Options{Now: noon}), Options{Now: noon}
		before := g.Results()
		var merge [][2]record.ID
		if r.IntN(2) == 0 {
			merge = append(merge, [2]record.ID{pick(r, c.Actors), pick(r, c.Actors)})
		}
		withdraw := []record.ID{[]record.ID{pick(r, c.Statements), pick(r, c.Actors), pick(r, c.Evidence)}[r.IntN(3)]}
		got, err := g.Suppose(withdraw, merge)
		want, err2 := WhatIf(c, o, withdraw, merge)
		a, _ := json.Marshal(got)
		if b, _ := json.Marshal(want); string(a) != string(b) || (err == nil) != (err2 == nil) {
			t.Errorf("withdraw %v, merge %v\n%s\n%s", withdraw, merge, a, b)
		}
		sameResults(t, "after the supposition", g, before)
	})
}

// TestEngineOnSeveralProcessors edits a casefile whose every claim rests on one actor.
func TestEngineOnSeveralProcessors(t *testing.T) {
	c := large(3 * alongside)
	at := Options{Now: noon}
	for _, s := range c.Statements {
		s.Conduit = []record.ID{"actor-1"}
	}
	g := New(c, at)
	a := *c.Actors["actor-1"]
	a.SameAs, c.Actors["actor-1"] = []record.ID{"actor-0"}, &a
	g.Apply(Edit{"actor", "actor-1", &a})
	sameResults(t, "an actor behind every claim", g, All(c, at))
}
