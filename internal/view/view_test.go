package view

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
)

// history draws events of every kind over few ids, so that they meet. It keeps to
// no rule but the types: what a ledger holds, views must take.
func history(r *rand.Rand, length int) []event.Event {
	id := func(prefix string) record.ID { return record.ID(fmt.Sprintf("%s-%d", prefix, r.IntN(4))) }
	text := func() string {
		return []string{"", "fourteen men", "Четырнадцать", "أربعة عشر", `<&> "x"` + "\u2028", "new"}[r.IntN(6)]
	}
	one := func(p string) []record.ID { return []record.ID{id(p)} }
	original := func() *record.Original {
		if r.IntN(3) == 0 {
			return nil
		}
		return &record.Original{SHA256: fmt.Sprint("hash-", r.IntN(3)), Size: r.Int64N(9)}
	}
	part := func() string { return Parts[r.IntN(2)] }
	yes := func() bool { return r.IntN(2) == 0 }
	low := float64(r.IntN(5))
	makers := []func() event.Event{
		func() event.Event { return &event.CasefileCreated{Origin: text(), Member: "owner"} },
		func() event.Event { return &event.CaseDescribed{Case: record.Case{Title: text()}} },
		func() event.Event { return &event.PolicySet{Policy: record.Policy{MinGroup: r.IntN(3)}} },
		func() event.Event {
			return &event.ActorRecorded{Actor: record.Actor{ID: id("a"), Names: []string{text()}, Protected: yes(), Traits: []record.Trait{{ID: "t", Text: text()}}}}
		},
		func() event.Event {
			return &event.IdentitySealed{Actor: id("a"), Part: part(), Key: text(), Sealed: []byte{1, 2}, GuardKey: text(), Guard: []byte{}}
		},
		func() event.Event { return &event.IdentityUnsealed{Actor: id("a"), Reason: text()} },
		func() event.Event { return &event.IdentityBurned{Actor: id("a"), Forget: yes()} },
		func() event.Event { return &event.IdentityReleased{Actor: id("a")} },
		func() event.Event { return &event.OriginalStored{SHA256: text()} },
		func() event.Event {
			return &event.EvidenceAdded{Evidence: record.Evidence{ID: id("e"), Title: text(), Original: original()}}
		},
		func() event.Event {
			return &event.EvidenceAmended{Evidence: record.Evidence{ID: id("e"), Restriction: record.RestrictCustodian, Original: original()}}
		},
		func() event.Event {
			return &event.TextRead{Evidence: id("e"), Reading: record.Reading{Chars: r.IntN(9), Pixels: &record.Pixels{Tool: text(), Pages: []record.Run{{From: 1, To: 3}}}}}
		},
		func() event.Event {
			return &event.StatementRecorded{Statement: record.Statement{ID: id("st"), Text: text(), Select: &record.Selector{Time: []float64{1, 2.5}}}}
		},
		func() event.Event {
			return &event.ClaimRecorded{Claim: record.Claim{ID: id("c"), Text: text(), Quantity: &record.Quantity{Low: &low}}}
		},
		func() event.Event {
			return &event.LinkRecorded{Link: record.Link{Statement: id("st"), Claim: id("c"), Stance: record.Supports, Value: &record.Value{Low: &low}}}
		},
		func() event.Event {
			return &event.DependenceNoted{Dependence: record.Dependence{A: id("a"), B: id("a"), Reason: text()}}
		},
		func() event.Event {
			return &event.HintAnswered{Answer: record.HintAnswer{Hint: fmt.Sprint("h", r.IntN(3)), About: one("st"), Answer: record.Refused, Reason: text()}}
		},
		func() event.Event {
			return &event.RequestRecorded{Request: record.Request{ID: id("rq"), Claims: one("c")}}
		},
		func() event.Event { return &event.RollRecorded{Roll: record.Roll{ID: id("roll"), HeldBy: one("a")}} },
		func() event.Event { return &event.MatterRecorded{Matter: record.Matter{ID: id("m"), Title: text()}} },
		func() event.Event {
			return &event.MemberRecorded{Member: record.Member{ID: id("x"), Role: record.Editor}}
		},
		func() event.Event { return &event.MemberKeyed{Member: id("x"), Role: record.Reader, Recipient: text()} },
		func() event.Event {
			return &event.FindingWaived{Fingerprint: fmt.Sprint("f", r.IntN(3)), By: id("x"), Reason: text()}
		},
		func() event.Event {
			return &event.DraftChecked{Draft: fmt.Sprint("d|", r.IntN(3)), Passed: yes(), Findings: map[string]string{"f1": "uncited"}, Claims: map[record.ID]string{id("c"): text()}}
		},
		func() event.Event {
			return &event.ContainerOpened{Container: record.Container{Evidence: id("e"), Members: []record.Contained{{Path: text(), Evidence: id("e")}}}}
		},
		func() event.Event { return &event.ManifestSealed{SHA256: text()} },
		func() event.Event {
			return &event.StoryReleased{Slug: text(), Used: one("a"), Traits: map[record.ID][]record.ID{id("a"): one("t")}}
		},
		func() event.Event { return &event.CasefileExported{Format: text(), Identities: yes()} },
	}
	if len(makers) != len(event.Kinds()) {
		panic("a kind of event is missing here")
	}
	out := make([]event.Event, length)
	for i := range out {
		out[i] = makers[r.IntN(len(makers))]()
	}
	return out
}

// dump shows all of a state as text.
func dump(t *testing.T, s *State) string {
	t.Helper()
	all := map[string]any{
		"created": s.Created, "case": s.Case, "policy": s.Policy, "actors": s.Actors, "evidence": s.Evidence, "statements": s.Statements,
		"claims": s.Claims, "answers": s.Answers, "requests": s.Requests, "rolls": s.Rolls, "matters": s.Matters, "members": s.Members, "seals": s.Seals,
		"burns": s.Burns, "keys": s.Keys, "waivers": s.Waivers, "checked": s.Checked, "passed": s.Passed, "releases": s.releases,
		"in order": s.Releases(), "holders": s.holders,
	}
	for k, l := range s.Links {
		all[fmt.Sprint("link ", k)] = l
	}
	for k, d := range s.Dependence {
		all[fmt.Sprint("dependence ", k)] = d
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var began = time.Date(2015, 5, 6, 9, 0, 0, 123456789, time.UTC)

func at(i int) time.Time { return began.Add(time.Duration(i) * time.Hour) }

// stored is the table of rows as a store keeps it.
type stored map[[2]string][]byte

func (st stored) take(t *testing.T, rows []Row) {
	for _, r := range rows {
		k := [2]string{r.Kind, r.ID}
		if r.Value == nil {
			delete(st, k)
			continue
		}
		body, err := r.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		st[k] = body
	}
}

// load puts the rows into a new state, in the order of a store.
func (st stored) load(t *testing.T) *State {
	s := NewState()
	keys := slices.SortedFunc(maps.Keys(st), func(a, b [2]string) int { return strings.Compare(a[0]+"\x00"+a[1], b[0]+"\x00"+b[1]) })
	for _, k := range keys {
		if err := s.Put(k[0], k[1], st[k]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func apply(t *testing.T, s *State, from int, events []event.Event) []Row {
	var out []Row
	for i, e := range events {
		rows, err := s.Apply(int64(from+i), at(from+i), e)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rows...)
	}
	return out
}

// Rebuilding gives what applying one by one gave, wherever in between the rows
// were stored and read back; and a fork does not disturb what it was forked from.
func TestRebuildIsIncremental(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		events := history(r, 1+r.IntN(60))
		whole, rows := NewState(), stored{}
		rows.take(t, apply(t, whole, 0, events))
		want := dump(t, whole)
		if got := dump(t, rows.load(t)); got != want {
			t.Fatalf("seed %d: read back from the rows\n%s\nwant\n%s", seed, got, want)
		}
		for split := range events {
			first, half := NewState(), stored{}
			half.take(t, apply(t, first, 0, events[:split]))
			before := dump(t, first)

			fork := first.Fork()
			apply(t, fork, split, events[split:])
			if dump(t, fork) != want {
				t.Fatalf("seed %d: forked at %d", seed, split)
			}
			if dump(t, first) != before {
				t.Fatalf("seed %d: the fork at %d changed what it was forked from", seed, split)
			}

			again := half.load(t)
			if dump(t, again) != before {
				t.Fatalf("seed %d: read back at %d", seed, split)
			}
			half.take(t, apply(t, again, split, events[split:]))
			if dump(t, again) != want || !maps.EqualFunc(half, rows, slices.Equal) {
				t.Fatalf("seed %d: read back at %d and gone on with", seed, split)
			}
		}
	}
}

func TestPutRefuses(t *testing.T) {
	for _, c := range [][3]string{{"actor", "a", `[`}, {"actor", "a", ``}, {"ghost", "a", `{}`}, {"", "", `{}`}, {"link", "a|b", `3`}} {
		if err := NewState().Put(c[0], c[1], []byte(c[2])); err == nil {
			t.Errorf("%v was taken", c)
		}
	}
}

// Only what is sealed anew after a burn can be opened; forgetting takes the blind
// index with it; releasing takes all.
func TestBurned(t *testing.T) {
	seal := func(part string) event.Event { return &event.IdentitySealed{Actor: "s1", Part: part, Key: "k"} }
	burn := &event.IdentityBurned{Actor: "s1"}
	forget := &event.IdentityBurned{Actor: "s1", Forget: true}
	release := &event.IdentityReleased{Actor: "s1"}
	names, ids := seal(PartNames), seal(PartIdentifiers)
	for _, c := range []struct {
		events []event.Event
		want   string // of names, identifiers: S sealed, B burned; of the whole
	}{
		{[]event.Event{}, " | | "},
		{[]event.Event{names, ids}, "S|S| "},
		{[]event.Event{names, ids, burn}, "SB|SB|burned"},
		{[]event.Event{names, burn}, "SB|B|burned"},
		{[]event.Event{names, ids, burn, names}, "S|SB| "},
		{[]event.Event{names, ids, forget}, "B|B|forgotten"},
		{[]event.Event{names, ids, burn, forget}, "B|B|forgotten"},
		{[]event.Event{names, ids, forget, names}, "S|B| "},
		{[]event.Event{names, ids, forget, names, burn}, "SB|B|burned"},
		{[]event.Event{names, ids, burn, names, burn, forget}, "B|B|forgotten"},
		{[]event.Event{names, ids, burn, release}, " | | "},
		{[]event.Event{burn}, "B|B|burned"},
	} {
		s := NewState()
		apply(t, s, 0, c.events)
		var got []string
		for _, part := range Parts {
			mark := ""
			if s.Seal("s1", part) != nil {
				mark += "S"
			}
			if s.Burn("s1", part) != nil {
				mark += "B"
			}
			if mark == "" {
				mark = " "
			}
			got = append(got, mark)
		}
		whole := " "
		if b := s.Burned("s1"); b != nil && b.Forget {
			whole = "forgotten"
		} else if b != nil {
			whole = "burned"
		}
		if g := strings.Join(append(got, whole), "|"); g != c.want {
			t.Errorf("%T: %s, want %s", c.events, g, c.want)
		}
		if s.Burned("other") != nil {
			t.Error("somebody else burned")
		}
	}
}

func TestHolders(t *testing.T) {
	s := NewState()
	add := func(id record.ID, sha string) {
		e := record.Evidence{ID: id, Original: &record.Original{SHA256: sha}}
		if sha == "" {
			e.Original = nil
		}
		apply(t, s, 0, []event.Event{&event.EvidenceAdded{Evidence: e}})
	}
	add("b", "x")
	fork := s.Fork()
	add("a", "x")
	add("c", "y")
	add("d", "")
	add("b", "x")
	if got := s.Holders("x"); !slices.Equal(got, []record.ID{"a", "b"}) {
		t.Error(got)
	}
	if got := fork.Holders("x"); !slices.Equal(got, []record.ID{"b"}) {
		t.Error(got)
	}
	if s.Holders("") != nil || s.Holders("z") != nil {
		t.Error("holders of nothing")
	}
}

func TestWaiversAndRules(t *testing.T) {
	s := NewState()
	apply(t, s, 0, []event.Event{
		&event.FindingWaived{Fingerprint: "f", By: "z"}, &event.FindingWaived{Fingerprint: "f", By: "a"},
		&event.FindingWaived{Fingerprint: "g", By: "a"}, &event.FindingWaived{Fingerprint: "f", By: "z", Reason: "again"},
		&event.DraftChecked{Draft: "d", Findings: map[string]string{"f": "uncited"}},
		&event.DraftChecked{Draft: "d", Findings: map[string]string{"g": "overstated"}},
	})
	got := s.WaiversOf("f")
	if len(got) != 2 || got[0].By != "a" || got[1].By != "z" || got[1].Reason != "again" {
		t.Errorf("%+v", got)
	}
	if s.RuleOf("g") != "overstated" || s.RuleOf("f") != "" || s.RuleOf("") != "" {
		t.Error("only the last check of a draft counts")
	}
}
