package corroborate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// laws runs a property over many random cases of both sorts.
func laws(t *testing.T, cases int, property func(t *testing.T, r *rand.Rand, c *record.Casefile)) {
	t.Helper()
	if testing.Short() {
		cases /= 10
	}
	for seed := range cases {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		c := randomCase(r)
		if seed%3 == 0 {
			c = tangle(r)
		}
		property(t, r, c)
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, describe(c))
		}
	}
}

// tangle makes a case of relays between few actors, in which greedy packing and
// flow often disagree.
func tangle(r *rand.Rand) *record.Casefile {
	c := record.NewCasefile()
	actors := names("a", 5+r.IntN(3))
	for _, a := range actors {
		c.Actors[a] = &record.Actor{ID: a, Type: record.Person, Protected: r.IntN(3) == 0, Consent: []record.Consent{record.ConsentPublish}}
	}
	c.Claims["c0"] = &record.Claim{ID: "c0"}
	sts := names("s", 5+r.IntN(6))
	for i, id := range sts {
		s := &record.Statement{ID: id, Speaker: actors[r.IntN(len(actors))], Evidence: "e" + id, Basis: record.Eyewitness}
		c.Evidence[s.Evidence] = &record.Evidence{ID: s.Evidence, Kind: "other"}
		if i > 2 {
			for _, d := range some(r, 2, sts[:i]) {
				s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: d})
			}
		}
		if r.IntN(3) == 0 {
			s.Conduit = some(r, 1, actors)
		}
		c.Statements[id] = s
		if i > 2 {
			c.Links[record.LinkKey{Statement: id, Claim: "c0"}] = &record.Link{Statement: id, Claim: "c0", Stance: record.Supports}
		}
	}
	return c
}

func TestTanglesAgainstExhaustiveSearch(t *testing.T) {
	searched := 0
	laws(t, 3000, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		if c.Claims["c0"] == nil || len(c.Claims) > 1 {
			return
		}
		e := newEngine(c, Options{Now: noon})
		got := e.result(e.claimNo["c0"])
		if want := newReference(c, noon).result("c0", false); got.S != want.s || got.SMax != want.sMax {
			t.Errorf("engine S = %d, S_max = %d; exhaustive search %+v", got.S, got.SMax, want)
		}
		g := e.gather(e.supports.row(e.claimNo["c0"]), nil, modeOf(desk, false), nil, e.families(0, nil))
		solved := !g.inferred && g.solve()
		var quickly [][]int32
		for from, i := int32(0), 0; solved && i < len(g.quick.upto); i++ {
			quickly = append(quickly, slices.Clone(g.quick.nodes[from:g.quick.upto[i]]))
			from = g.quick.upto[i]
		}
		quickCut := slices.Clone(g.quick.cut)
		open, chains, cut := false, [][]int32(nil), []int32(nil)
		for _, p := range g.parts() {
			upper, meets := p.upper()
			some := p.greedy()
			open = open || len(some) < upper
			chains, cut = append(chains, some...), append(cut, meets...)
		}
		if open {
			searched++
		}
		if solved && open {
			t.Errorf("a tangle passed for solved whose greedy packing is short of the flow")
		}
		slices.SortFunc(chains, slices.Compare)
		slices.SortFunc(quickly, slices.Compare)
		slices.Sort(cut)
		if solved && (!reflect.DeepEqual(quickly, chains) || !slices.Equal(quickCut, cut)) {
			t.Errorf("solved as %v, cut %v; part by part and by the flow it is %v, cut %v", quickly, quickCut, chains, cut)
		}
	})
	if !testing.Short() && searched < 25 {
		t.Errorf("only %d tangles needed the exact search: they test too little", searched)
	}
}

func TestCertificatesHold(t *testing.T) {
	laws(t, 2000, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		k := NewChecker(c, Options{Now: noon})
		for _, r := range All(c, Options{Now: noon}) {
			if err := k.Check(r); err != nil {
				t.Errorf("%v\n%+v", err, r)
			}
			if slices.Contains(r.Flags, Bound) {
				t.Errorf("claim %s: a small case must be solved", r.ID)
			}
		}
	})
}

// TestCutAndConduitBySearch holds the cut and via-one-conduit against every chain.
func TestCutAndConduitBySearch(t *testing.T) {
	laws(t, 1500, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		ref := newReference(c, noon)
		for id, r := range All(c, Options{Now: noon}) {
			if len(c.Claims[id].Requires) > 0 {
				continue
			}
			chains := ref.chains(ref.linked(id, record.Supports), refQuery{}, []record.ID{id})
			meets := func(cut []string) bool {
				return !slices.ContainsFunc(chains, func(ch refChain) bool {
					return !slices.ContainsFunc(cut, func(l string) bool { return ch.labels[l] })
				})
			}
			if !meets(r.Cut) {
				t.Errorf("claim %s: a chain avoids the cut %v", id, r.Cut)
			}
			for i := range r.Cut {
				if meets(slices.Delete(slices.Clone(r.Cut), i, i+1)) {
					t.Errorf("claim %s: the cut %v has %s to spare", id, r.Cut, r.Cut[i])
				}
			}
			if want := len(chains) > 0 && ref.throughOne(chains); want != slices.Contains(r.Flags, ViaOneConduit) {
				t.Errorf("claim %s: flags %v, but every chain through one conduit: %v", id, r.Flags, want)
			}
		}
	})
}

// throughOne reports whether one class is a conduit in every chain.
func (r *reference) throughOne(chains []refChain) bool {
	for _, name := range r.full {
		if !slices.ContainsFunc(chains, func(ch refChain) bool {
			return !slices.ContainsFunc(ch.sts, func(id record.ID) bool {
				return slices.ContainsFunc(r.c.Statements[id].Conduit, func(via record.ID) bool { return via != record.Desk && r.full[via] == name })
			})
		}) {
			return true
		}
	}
	return false
}

func TestOrderNeverMatters(t *testing.T) {
	laws(t, 1500, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		before, _ := json.Marshal(All(c, Options{Now: noon}))
		other := record.NewCasefile()
		*other = *c
		other.Statements, other.Claims = map[record.ID]*record.Statement{}, map[record.ID]*record.Claim{}
		for id, s := range c.Statements {
			s := *s
			s.Conduit, s.Premises, s.DerivedFrom = shuffled(r, s.Conduit), shuffled(r, s.Premises), shuffled(r, s.DerivedFrom)
			other.Statements[id] = &s
		}
		for id, cl := range c.Claims {
			cl := *cl
			cl.Requires, cl.Excludes, cl.AdverseTo = shuffled(r, cl.Requires), shuffled(r, cl.Excludes), shuffled(r, cl.AdverseTo)
			other.Claims[id] = &cl
		}
		if after, _ := json.Marshal(All(other, Options{Now: noon})); string(after) != string(before) {
			t.Errorf("the order of the input shows:\n%s\n%s", before, after)
		}
	})
}

func shuffled[T any](r *rand.Rand, in []T) []T {
	out := slices.Clone(in)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// compare computes before and after and complains where worse holds.
func compare(t *testing.T, what string, before, after map[record.ID]Result, worse func(id record.ID, a, b Outcome) bool) {
	t.Helper()
	for id, a := range before {
		b, ok := after[id]
		if ok && (worse(id, a.Outcome, b.Outcome) || worse(id, a.Publishable, b.Publishable)) {
			t.Errorf("%s: claim %s\nbefore %+v\nafter  %+v", what, id, a, b)
		}
	}
}

func all(c *record.Casefile) map[record.ID]Result { return All(c, Options{Now: noon}) }

func TestSupportNeverLowersS(t *testing.T) {
	laws(t, 1200, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		cl := pick(r, c.Claims)
		k := record.LinkKey{Statement: pick(r, c.Statements), Claim: cl}
		if c.Links[k] != nil {
			return
		}
		x := newEngine(c, Options{Now: noon})
		if !x.counts(x.claimNo[cl]) {
			return
		}
		before := all(c)
		links := maps.Clone(c.Links)
		c.Links = links
		links[k] = &record.Link{Statement: k.Statement, Claim: cl, Stance: record.Supports}
		compare(t, "a supporting link lowered S", before, all(c), func(_ record.ID, a, b Outcome) bool { return b.S < a.S || b.SMax < a.SMax })
	})
}

func TestCopyNeverRaisesS(t *testing.T) {
	laws(t, 1200, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		of := pick(r, c.Statements)
		before := all(c)
		c.Actors["outlet"] = &record.Actor{ID: "outlet", Type: record.Organization}
		c.Evidence["reprint"] = &record.Evidence{ID: "reprint", Kind: "web"}
		c.Statements["copy"] = &record.Statement{ID: "copy", Speaker: "outlet", Evidence: "reprint", Basis: record.Eyewitness,
			DerivedFrom: []record.Derivation{{Statement: of, How: "quoted-from"}}}
		for k, l := range maps.Clone(c.Links) {
			if k.Statement == of && l.Stance == record.Supports {
				again := *l
				again.Statement = "copy"
				c.Links[record.LinkKey{Statement: "copy", Claim: k.Claim}] = &again
			}
		}
		compare(t, "a copy raised S", before, all(c), func(_ record.ID, a, b Outcome) bool { return b.S > a.S || b.SMax > a.SMax })
	})
}

func TestMergingNeverRaisesS(t *testing.T) {
	laws(t, 1200, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		a, b := pick(r, c.Actors), pick(r, c.Actors)
		before := all(c)
		c.Actors[a].SameAs = append(slices.Clone(c.Actors[a].SameAs), b)
		compare(t, "merging "+string(a)+" and "+string(b)+" raised S", before, all(c), func(_ record.ID, a, b Outcome) bool { return b.S > a.S || b.SMax > a.SMax })
	})
}

func TestWithdrawingNeverRaises(t *testing.T) {
	laws(t, 1200, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		id := pick(r, c.Statements)
		before := all(c)
		c.Statements[id].State = record.Withdrawn
		compare(t, "withdrawing "+string(id)+" raised something", before, all(c), func(_ record.ID, a, b Outcome) bool {
			return b.S > a.S || b.SMax > a.SMax || b.O > a.O || b.D > a.D
		})
	})
}

func TestPublishableNeverShowsMore(t *testing.T) {
	laws(t, 1500, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		for id, r := range all(c) {
			p := r.Publishable
			if p.S > r.S || p.SMax > r.SMax || p.O > r.O || p.D > r.D {
				t.Errorf("claim %s: desk %+v, publishable %+v", id, r.Outcome, p)
			}
		}
	})
}

// TestInputsHash: the same inputs give the same hash, and no result changes while
// the hash stays.
func TestInputsHash(t *testing.T) {
	laws(t, 1200, func(t *testing.T, r *rand.Rand, c *record.Casefile) {
		before := all(c)
		s := pick(r, c.Statements)
		switch r.IntN(4) {
		case 0:
			c.Statements[s].State = record.Withdrawn
		case 1:
			c.Statements[s].Speaker = pick(r, c.Actors)
		case 2:
			addRandomLink(r, c, s, pick(r, c.Claims))
		case 3:
			c.Actors[pick(r, c.Actors)].Protected = true
		}
		for id, b := range all(c) {
			a := before[id]
			a.InputsHash = b.InputsHash
			if before[id].InputsHash == b.InputsHash && fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("claim %s changed under one hash\n%+v\n%+v", id, a, b)
			}
		}
	})
}

func pick[T any](r *rand.Rand, m map[record.ID]T) record.ID {
	keys := record.SortedKeys(m)
	return keys[r.IntN(len(keys))]
}
