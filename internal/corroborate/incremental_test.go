package corroborate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// fuller makes a casefile of several random ones that share actors and evidence,
// so that an edit bears on some claims and not on others.
func fuller(r *rand.Rand, parts int) *record.Casefile {
	c := randomCase(r)
	for k := range parts {
		more, name := randomCase(r), func(id record.ID) record.ID { return record.ID(fmt.Sprint(id, "x", k)) }
		all := func(ids []record.ID) (out []record.ID) {
			for _, id := range ids {
				out = append(out, name(id))
			}
			return out
		}
		for id, s := range more.Statements {
			s.ID, s.Premises = name(id), all(s.Premises)
			for i := range s.DerivedFrom {
				s.DerivedFrom[i].Statement = name(s.DerivedFrom[i].Statement)
			}
			c.Statements[s.ID] = s
		}
		for id, cl := range more.Claims {
			cl.ID, cl.Requires, cl.Excludes = name(id), all(cl.Requires), all(cl.Excludes)
			c.Claims[cl.ID] = cl
		}
		for _, l := range more.Links {
			l.Statement, l.Claim = name(l.Statement), name(l.Claim)
			c.Links[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = l
		}
		for id, a := range more.Actors {
			if c.Actors[id] == nil {
				c.Actors[id] = a
			}
		}
		for id, e := range more.Evidence {
			if c.Evidence[id] == nil {
				c.Evidence[id] = e
			}
		}
	}
	return c
}

// edits makes random edits, changes the casefile accordingly and tells them.
type edits struct {
	*rand.Rand
	c   *record.Casefile
	new int
}

func (e *edits) rare(n int) bool { return e.IntN(n) == 0 }

// replacement gives a record of another random casefile, which brings every field
// into play, cut to the ids that there are.
func (e *edits) one() (Edit, string) {
	other := randomCase(e.Rand)
	switch e.IntN(12) {
	case 0, 1:
		id := pick(e.Rand, e.c.Statements)
		s := *e.c.Statements[id]
		switch e.IntN(6) {
		case 0:
			s.State = []record.State{record.Withdrawn, record.Active, ""}[e.IntN(3)]
		case 1:
			s.Speaker = pick(e.Rand, e.c.Actors)
		case 2:
			s.DerivedFrom = nil
			for _, d := range some(e.Rand, 2, record.SortedKeys(e.c.Statements)) {
				s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: d})
			}
		case 3:
			s.Basis, s.Warrant, s.Premises = record.Inference, "so", some(e.Rand, 2, record.SortedKeys(e.c.Claims))
			s.DerivedFrom = nil
		case 4:
			s.Conduit, s.Terms = some(e.Rand, 2, append(record.SortedKeys(e.c.Actors), record.Desk)), pickOne(e.Rand, record.OffRecord, "", record.OnRecord)
		case 5:
			s.Evidence, s.Text = pick(e.Rand, e.c.Evidence), "other words"
		}
		e.c.Statements[id] = &s
		return Edit{"statement", string(id), &s}, "statement changed"
	case 2:
		e.new++
		s := *other.Statements[pick(e.Rand, other.Statements)]
		s.ID = record.ID("new" + strconv.Itoa(e.new))
		if e.rare(4) {
			s.ID = record.ID("s" + strconv.Itoa(e.IntN(9))) // in place of another, or one that was only named
		}
		e.c.Statements[s.ID] = &s
		return Edit{"statement", string(s.ID), &s}, "statement put"
	case 3, 4:
		s, cl := pick(e.Rand, e.c.Statements), pick(e.Rand, e.c.Claims)
		if e.rare(9) {
			s, cl = pick(e.Rand, other.Statements), pick(e.Rand, other.Claims) // perhaps not there
		}
		addRandomLink(e.Rand, e.c, s, cl)
		k := record.LinkKey{Statement: s, Claim: cl}
		return Edit{"link", string(s + "|" + cl), e.c.Links[k]}, "link put"
	case 5:
		if len(e.c.Links) == 0 {
			return e.one()
		}
		ids := map[record.ID]record.LinkKey{}
		for k := range e.c.Links {
			ids[k.Statement+"|"+k.Claim] = k
		}
		id := pick(e.Rand, ids)
		delete(e.c.Links, ids[id])
		return Edit{"link", string(id), nil}, "link removed"
	case 6:
		i := *other.Evidence[pick(e.Rand, other.Evidence)]
		e.c.Evidence[i.ID] = &i
		return Edit{"evidence", string(i.ID), &i}, "evidence put"
	case 7:
		a := *other.Actors[pick(e.Rand, other.Actors)]
		if e.rare(3) && e.c.Actors[a.ID] != nil {
			a = *e.c.Actors[a.ID]
			a.SameAs, a.SpeaksFor = nil, ""
		}
		e.c.Actors[a.ID] = &a
		return Edit{"actor", string(a.ID), &a}, "actor put"
	case 8:
		p := record.Pair(pick(e.Rand, e.c.Actors), pick(e.Rand, e.c.Actors))
		if d := e.c.Dependence[p]; d != nil && e.rare(2) {
			delete(e.c.Dependence, p)
			return Edit{"dependence", string(p.A + "|" + p.B), nil}, "dependence removed"
		}
		d := &record.Dependence{A: p.A, B: p.B, Verdict: pickOne(e.Rand, record.Dependent, record.Dependent, record.Independent)}
		e.c.Dependence[p] = d
		return Edit{"dependence", string(p.A + "|" + p.B), d}, "dependence put"
	case 9, 10:
		cl := *e.c.Claims[pick(e.Rand, e.c.Claims)]
		ids := record.SortedKeys(e.c.Claims)
		switch e.IntN(5) {
		case 0:
			cl.Requires = some(e.Rand, 2, ids)
		case 1:
			cl.Excludes = some(e.Rand, 2, ids)
		case 2:
			cl.AdverseTo = some(e.Rand, 2, record.SortedKeys(e.c.Actors))
		case 3:
			cl.Quantity = other.Claims[pick(e.Rand, other.Claims)].Quantity
		case 4:
			e.new++
			cl.ID = record.ID("claim" + strconv.Itoa(e.new))
			if e.rare(2) {
				cl.ID = record.ID("c" + strconv.Itoa(e.IntN(6)))
			}
		}
		e.c.Claims[cl.ID] = &cl
		return Edit{"claim", string(cl.ID), &cl}, "claim put"
	}
	return e.seldom(other)
}

func (e *edits) seldom(other *record.Casefile) (Edit, string) {
	switch e.IntN(8) {
	case 0:
		if len(e.c.Statements) > 1 {
			id := pick(e.Rand, e.c.Statements)
			delete(e.c.Statements, id)
			return Edit{"statement", string(id), nil}, "statement gone"
		}
	case 1:
		if len(e.c.Claims) > 1 {
			id := pick(e.Rand, e.c.Claims)
			delete(e.c.Claims, id)
			return Edit{"claim", string(id), nil}, "claim gone"
		}
	case 2:
		if len(e.c.Evidence) > 1 {
			id := pick(e.Rand, e.c.Evidence)
			delete(e.c.Evidence, id)
			return Edit{"evidence", string(id), nil}, "evidence gone"
		}
	case 3:
		if len(e.c.Actors) > 1 {
			id := pick(e.Rand, e.c.Actors)
			delete(e.c.Actors, id)
			return Edit{"actor", string(id), nil}, "actor gone"
		}
	case 4:
		e.c.Policy = other.Policy
		return Edit{"policy", "policy", &other.Policy}, "policy"
	}
	return e.one()
}

func pickOne[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func cloneCase(c *record.Casefile) *record.Casefile {
	x := *c
	x.Actors, x.Evidence, x.Statements = maps.Clone(c.Actors), maps.Clone(c.Evidence), maps.Clone(c.Statements)
	x.Claims, x.Links, x.Dependence = maps.Clone(c.Claims), maps.Clone(c.Links), maps.Clone(c.Dependence)
	return &x
}

// TestIncrementalIsFull is R1's law: after each of 10,000 random edits the engine
// has what a computation from scratch has, to the byte. ONRECORD_LAW_EDITS asks for
// another number of edits.
func TestIncrementalIsFull(t *testing.T) {
	count := 10000
	if n, err := strconv.Atoi(os.Getenv("ONRECORD_LAW_EDITS")); err == nil {
		count = n
	} else if testing.Short() {
		count /= 10
	}
	kinds, changed, supposed := map[string]int{}, 0, 0
	for seed := uint64(0); count > 0; seed++ {
		r := rand.New(rand.NewPCG(seed, 5))
		e := &edits{Rand: r, c: fuller(r, r.IntN(3))}
		now := noon
		g := New(e.c, Options{Now: now})
		for range 25 {
			if before := g.Results(); r.IntN(8) == 0 {
				supposed += e.suppose(t, g, now)
				sameResults(t, "after a supposition", g, before)
			}
			n := 1
			if r.IntN(3) == 0 {
				n += r.IntN(8)
			}
			before := g.Results()
			var list []Edit
			what := ""
			for range n {
				edit, kind := e.one()
				list, what = append(list, edit), what+kind+"; "
				kinds[kind]++
			}
			if r.IntN(12) == 0 {
				now = []time.Time{noon, noon.Add(2 * time.Hour), noon.AddDate(3, 0, 0), noon.Add(-48 * time.Hour)}[r.IntN(4)]
				kinds["time"]++
				for _, ch := range g.At(now) {
					before[ch.ID] = ch.After
				}
			}
			before = g.Results()
			changes := g.Apply(list...)
			want := All(e.c, Options{Now: now})
			changed += len(changes)
			if sameResults(t, what, g, want); !t.Failed() {
				tellsChanges(t, before, want, changes)
			}
			if count -= n; t.Failed() {
				t.Fatalf("seed %d, %s\n%s", seed, what, describe(e.c))
			}
		}
	}
	t.Logf("%v; %d changes, %d suppositions", kinds, changed, supposed)
	if !testing.Short() && (len(kinds) < 14 || changed < 500 || supposed < 100) {
		t.Errorf("too little was tested: %v, %d changes, %d suppositions", kinds, changed, supposed)
	}
}

func sameResults(t *testing.T, what string, g *Engine, want map[record.ID]Result) {
	t.Helper()
	got := g.Results()
	if reflect.DeepEqual(got, want) {
		return
	}
	for _, id := range record.SortedKeys(want) {
		a, _ := json.Marshal(got[id])
		if b, _ := json.Marshal(want[id]); string(a) != string(b) {
			t.Errorf("%s: claim %s\nincremental %s\nfull        %s", what, id, a, b)
		}
	}
	for id := range got {
		if _, ok := want[id]; !ok {
			t.Errorf("%s: claim %s is gone", what, id)
		}
	}
}

// tellsChanges holds the changes against the results before and after.
func tellsChanges(t *testing.T, before, after map[record.ID]Result, changes []Change) {
	t.Helper()
	told := map[record.ID]Change{}
	for _, ch := range changes {
		told[ch.ID] = ch
	}
	for id, a := range after {
		b, was := before[id]
		ch, ok := told[id]
		if ok != (!was || !sameResult(&a, &b)) {
			t.Errorf("claim %s: told as changed: %v\n%+v\n%+v", id, ok, b, a)
		}
		if ok && (!reflect.DeepEqual(ch.Before, b) || !reflect.DeepEqual(ch.After, a)) {
			t.Errorf("claim %s: told %+v", id, ch)
		}
	}
	for id := range before {
		if _, still := after[id]; !still && told[id].Before.ID != id {
			t.Errorf("claim %s is gone and not told", id)
		}
	}
}

// suppose asks what edits would do, and holds the answer against full computations.
func (e *edits) suppose(t *testing.T, g *Engine, now time.Time) int {
	t.Helper()
	was := e.c
	e.c = cloneCase(was)
	var list []Edit
	kinds := ""
	for range 1 + e.IntN(3) {
		edit, what := e.one()
		kinds += what
		list = append(list, edit)
	}
	before := g.Results()
	changes := g.WhatIf(list...)
	tellsChanges(t, before, All(e.c, Options{Now: now}), changes)
	e.c = was
	for cl := range g.claimID {
		g.forget([]int32{int32(cl)})
	}
	for cl := range g.claimID { // the index too is as it was
		if r := g.results[cl]; r.ID != "" {
			if again := g.result(int32(cl)); !reflect.DeepEqual(again, r) {
				t.Errorf("after a supposition (%s) claim %s is\n%+v\nand was\n%+v", kinds, r.ID, again, r)
			}
		}
	}
	return len(changes)
}
