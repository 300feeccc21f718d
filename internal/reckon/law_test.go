package reckon

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// world makes a random casefile whose records name moments in a true order, each
// time wide enough to hold the moment that is true. Nothing in it is contradictory.
func world(r *rand.Rand, claims int) *record.Casefile {
	truth := map[record.ID]int{} // claim -> day
	date := func(day int) string { return fmt.Sprintf("%04d-%02d-%02d", 2010+day/360, 1+day%360/30, 1+day%30) }
	around := func(day int) record.Time {
		d := date(day)
		switch r.IntN(7) {
		case 0:
			return ""
		case 1:
			return record.Time(d[:4])
		case 2:
			return record.Time(d[:7])
		case 3:
			return record.Time(d + "~")
		case 4:
			return record.Time(date(day-day%30) + "/" + d)
		case 5:
			return record.Time(d + "T12:00:00Z")
		}
		return record.Time(d)
	}
	return casefile(func(c *record.Casefile) {
		for i := range claims {
			id := record.ID(fmt.Sprint("c", i))
			truth[id] = r.IntN(1000)
			c.Claims[id] = &record.Claim{Time: around(truth[id])}
		}
		ids := record.SortedKeys(c.Claims)
		for range 2 * claims {
			a, b := ids[r.IntN(len(ids))], ids[r.IntN(len(ids))]
			if truth[a] < truth[b] {
				c.Claims[a].Before = append(c.Claims[a].Before, b)
			}
		}
		for i := range claims {
			of := ids[r.IntN(len(ids))]
			said := truth[of] + r.IntN(100)
			s, e := record.ID(fmt.Sprint("s", i)), record.ID(fmt.Sprint("e", i))
			c.Evidence[e] = &record.Evidence{Kind: "letter", Created: around(said + r.IntN(3)), AcquiredAt: around(said + 3 + r.IntN(9))}
			c.Statements[s] = &record.Statement{Speaker: "a", Evidence: e, Basis: record.Eyewitness, SaidAt: around(said)}
			link(c, record.Link{Statement: s, Claim: of, Stance: record.Supports})
		}
	})
}

func TestConsistentNetworksAreSilent(t *testing.T) {
	for seed := range uint64(400) {
		c := world(rand.New(rand.NewPCG(seed, 1)), 30)
		for _, f := range Findings(c) {
			t.Errorf("seed %d: %s: %s", seed, f.Rule, f.Message)
		}
	}
}

// TestPlantedContradictionsAreFound turns one chain of befores against its times;
// what is found is contradictory on its own, by a check that knows nothing of the
// network, and none of its records can be left out.
func TestPlantedContradictionsAreFound(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		c := world(r, 25)
		late := record.ID("late")
		c.Claims[late] = &record.Claim{ID: late, Time: "2019", Text: "x"}
		c.Claims["early"] = &record.Claim{ID: "early", Time: "2009"}
		chain := []record.ID{late}
		for i := range r.IntN(5) {
			id := record.ID(fmt.Sprint("m", i))
			c.Claims[id] = &record.Claim{ID: id}
			chain = append(chain, id)
		}
		chain = append(chain, "early")
		for i, id := range chain[1:] {
			c.Claims[chain[i]].Before = append(c.Claims[chain[i]].Before, id)
		}
		found := Findings(c)
		if len(found) != 1 || found[0].Rule != "dates-clash" || len(found[0].IDs) != len(chain) {
			t.Fatalf("seed %d: chain %v, found %+v", seed, chain, found)
		}
		independent(t, c, found[0])
	}
}

// independent checks a finding about dates by Floyd and Warshall's algorithm over
// nothing but the records that it names.
func independent(t *testing.T, c *record.Casefile, f record.Finding) {
	t.Helper()
	if !contradictory(c, f.IDs) {
		t.Errorf("%s is not contradictory: %s", f.IDs, f.Message)
	}
	for i := range f.IDs {
		if less := slices.Delete(slices.Clone(f.IDs), i, i+1); contradictory(c, less) {
			t.Errorf("%s is not needed in %s", f.IDs[i], f.Message)
		}
	}
}

// contradictory reports a negative cycle among the difference constraints of some
// records, in seconds, node 0 being the calendar's origin.
func contradictory(c *record.Casefile, ids []record.ID) bool {
	const far = 1e15
	node := map[string]int{}
	var bound [][3]float64 // x - y <= w
	at := func(key string, time record.Time) int {
		if n, ok := node[key]; ok {
			return n
		}
		n := len(node) + 1
		node[key] = n
		if s, ok := wide(time); ok {
			if !s.From.IsZero() {
				bound = append(bound, [3]float64{0, float64(n), -float64(s.From.Unix())})
			}
			if !s.To.IsZero() { // strictly before the end
				bound = append(bound, [3]float64{float64(n), 0, float64(s.To.Unix()) - 1e-3})
			}
		}
		return n
	}
	order := func(first, second int) { bound = append(bound, [3]float64{float64(first), float64(second), 0}) }
	has := func(id record.ID) bool { return slices.Contains(ids, id) }
	for _, id := range ids {
		if cl := c.Claims[id]; cl != nil {
			for _, b := range cl.Before {
				if has(b) {
					order(at("c"+string(id), cl.Time), at("c"+string(b), c.Claims[b].Time))
				}
			}
		}
		if s := c.Statements[id]; s != nil {
			for k := range c.Links {
				if k.Statement == id && has(k.Claim) {
					order(at("c"+string(k.Claim), c.Claims[k.Claim].Time), at("s"+string(id), s.SaidAt))
				}
			}
			if e := c.Evidence[s.Evidence]; has(s.Evidence) {
				order(at("s"+string(id), s.SaidAt), at("a"+string(s.Evidence), e.AcquiredAt))
			}
		}
	}
	n := len(node) + 1
	d := make([][]float64, n)
	for i := range d {
		d[i] = slices.Repeat([]float64{far}, n)
		d[i][i] = 0
	}
	for _, b := range bound {
		d[int(b[1])][int(b[0])] = min(d[int(b[1])][int(b[0])], b[2])
	}
	for k := range n {
		for i := range n {
			for j := range n {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	for i := range n {
		if d[i][i] < 0 {
			return true
		}
	}
	return false
}

// TestRandomTimes: whatever random records are found to contradict each other, do;
// and where the network is silent, so is the independent check over all of them.
func TestRandomTimes(t *testing.T) {
	both := 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 4))
		c := casefile(func(c *record.Casefile) {
			for i := range 8 {
				cl := &record.Claim{}
				if r.IntN(3) > 0 {
					cl.Time = record.Time(fmt.Sprint(2000 + r.IntN(12)))
				}
				for k := i + 1; k < 8; k++ { // no cycles of befores
					if r.IntN(5) == 0 {
						cl.Before = append(cl.Before, record.ID(fmt.Sprint("c", k)))
					}
				}
				c.Claims[record.ID(fmt.Sprint("c", i))] = cl
			}
		})
		found := Findings(c)
		for _, f := range found {
			independent(t, c, f)
		}
		if got, want := len(found) > 0, contradictory(c, record.SortedKeys(c.Claims)); got != want {
			t.Errorf("seed %d: found %v, independently %v", seed, got, want)
		}
		if len(found) > 0 {
			both++
		}
	}
	if both < 50 || both > 550 {
		t.Errorf("%d of 600 are contradictory: the test shows little", both)
	}
}

// TestUnrelatedRecordsChangeNothing: what is found stays found when records are
// added that nothing there refers to, whatever they are.
func TestUnrelatedRecordsChangeNothing(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 5))
		c := faulty(r)
		before := Findings(c)
		other := world(r, 10)
		for id, x := range other.Claims {
			x.ID = "z" + id
			for i, b := range x.Before {
				x.Before[i] = "z" + b
			}
			c.Claims[x.ID] = x
		}
		for id, x := range other.Statements {
			x.ID, x.Evidence, x.Speaker = "z"+id, "z"+x.Evidence, "za"
			c.Statements[x.ID] = x
		}
		for id, x := range other.Evidence {
			x.ID = "z" + id
			c.Evidence[x.ID] = x
		}
		for k, l := range other.Links {
			link(c, record.Link{Statement: "z" + k.Statement, Claim: "z" + k.Claim, Stance: l.Stance})
		}
		after := Findings(c)
		for _, f := range before {
			if !slices.ContainsFunc(after, func(g record.Finding) bool { return reflect.DeepEqual(f, g) }) {
				t.Errorf("seed %d: %s is gone: %s", seed, f.Rule, f.Message)
			}
		}
		if len(before) == 0 {
			t.Errorf("seed %d: nothing was found to begin with", seed)
		}
	}
}

// faulty makes a casefile with some errors of many sorts.
func faulty(r *rand.Rand) *record.Casefile {
	return casefile(func(c *record.Casefile) {
		for i := range 10 {
			id := record.ID(fmt.Sprint("c", i))
			c.Claims[id] = &record.Claim{Quantity: men(float64(r.IntN(20))), PartOf: record.ID(fmt.Sprint("c", r.IntN(10))),
				Before:   []record.ID{record.ID(fmt.Sprint("c", r.IntN(10))), record.ID(fmt.Sprint("c", r.IntN(10)))},
				Excludes: []record.ID{record.ID(fmt.Sprint("c", r.IntN(10)))}, Time: record.Time(fmt.Sprint(2000 + r.IntN(9))),
				Text: "By 1 March they had been detained so far", Requires: []record.ID{record.ID(fmt.Sprint("c", r.IntN(10)))}}
			s := record.ID(fmt.Sprint("s", i))
			c.Statements[s] = &record.Statement{Speaker: record.ID(fmt.Sprint("a", r.IntN(2))), Basis: record.Eyewitness, Text: "about 9 men in 2003", SaidAt: "2003", Evidence: "e",
				DerivedFrom: from(record.ID(fmt.Sprint("s", r.IntN(10))))[:r.IntN(2)]}
			for range 2 {
				link(c, record.Link{Statement: s, Claim: record.ID(fmt.Sprint("c", r.IntN(10))), Stance: record.Supports, Value: value(num(float64(r.IntN(9))), nil)})
			}
		}
		c.Evidence["e"] = &record.Evidence{Kind: "letter", Created: "2005", AcquiredAt: "2004"}
	})
}

// TestOrderOfInput: no order of maps or of lists within records shows.
func TestOrderOfInput(t *testing.T) {
	for seed := range uint64(60) {
		first := Findings(faulty(rand.New(rand.NewPCG(seed, 6))))
		c := faulty(rand.New(rand.NewPCG(seed, 6)))
		r := rand.New(rand.NewPCG(seed, 7))
		for _, cl := range c.Claims {
			for _, list := range [][]record.ID{cl.Before, cl.Excludes, cl.Requires} {
				r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			}
		}
		if again := Findings(c); !reflect.DeepEqual(first, again) {
			t.Fatalf("seed %d:\n%+v\n%+v", seed, first, again)
		}
	}
}

// TestNothingIsQuoted: texts, names and traits never reach a finding.
func TestNothingIsQuoted(t *testing.T) {
	const canary = "Zorvandryquell"
	for seed := range uint64(40) {
		c := faulty(rand.New(rand.NewPCG(seed, 8)))
		for _, cl := range c.Claims {
			cl.Text, cl.Place, cl.Quantity.Unit = canary+" "+cl.Text, canary, canary
		}
		for _, s := range c.Statements {
			s.Text, s.Select = canary+" "+s.Text, &record.Selector{Exact: canary}
		}
		for id := range maps.Clone(c.Claims) {
			c.Actors["x"+id] = &record.Actor{ID: "x" + id, Names: []string{canary + " Other"}, Descriptor: canary,
				Traits: []record.Trait{{ID: "t1", Text: canary + " born in 1990"}, {ID: "t2", Text: canary + " aged 90"}}}
		}
		for _, f := range Findings(c) {
			if strings.Contains(f.Message+f.Hint+f.Fingerprint+fmt.Sprint(f.IDs), canary) {
				t.Errorf("%s quotes: %s", f.Rule, f.Message)
			}
		}
	}
}

// TestHostileSizes: long chains, wide tangles and one voice with very many values
// take no more than their share of time.
func TestHostileSizes(t *testing.T) {
	id := func(s string, i int) record.ID { return record.ID(fmt.Sprint(s, i)) }
	const n = 10000
	for name, edit := range map[string]func(c *record.Casefile){
		"a chain against its dates": func(c *record.Casefile) {
			for i := range n {
				c.Claims[id("c", i)] = &record.Claim{Before: []record.ID{id("c", i+1)}}
			}
			c.Claims["c0"].Time, c.Claims[id("c", n-1)].Time = "2020", "2010"
		},
		"a chain, then very many": func(c *record.Casefile) {
			for i := range n {
				c.Claims[id("c", i)] = &record.Claim{Before: []record.ID{id("c", i+1)}}
				c.Claims[id("d", i)] = &record.Claim{Time: "2010"}
				c.Claims[id("c", i)].Before = append(c.Claims[id("c", i)].Before, id("d", i))
			}
			c.Claims["c0"].Time = "2020"
		},
		"a ring": func(c *record.Casefile) {
			for i := range n {
				c.Claims[id("c", i)] = &record.Claim{Before: []record.ID{id("c", (i+1)%n)}}
			}
		},
		"one voice": func(c *record.Casefile) {
			c.Claims["c"] = &record.Claim{}
			for i := range n {
				c.Statements[id("s", i)] = &record.Statement{Speaker: "a", Basis: record.Eyewitness}
				link(c, record.Link{Statement: id("s", i), Claim: "c", Stance: record.Supports, Value: value(num(float64(i)), num(float64(i)))})
			}
		},
		"very many parts": func(c *record.Casefile) {
			c.Claims["whole"] = &record.Claim{Quantity: men(5)}
			for i := range n {
				c.Claims[id("c", i)] = &record.Claim{Quantity: men(1), PartOf: "whole", Excludes: []record.ID{id("c", i+1)}[:1-i%2]}
				c.Claims[id("c", i)].Quantity.Unit = fmt.Sprint("men of ", i%30)
			}
		},
		"long texts": func(c *record.Casefile) {
			for i := range 200 {
				c.Claims[id("c", i)] = &record.Claim{Text: strings.Repeat("by 1 March so far 14 ", 1000), Quantity: men(14), Time: "2014-12-12"}
				c.Statements[id("s", i)] = &record.Statement{Text: strings.Repeat("14 families ", 1000)}
				link(c, record.Link{Statement: id("s", i), Claim: id("c", i), Stance: record.Supports, Value: value(num(14), num(14))})
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			found := Findings(casefile(edit))
			if name != "long texts" && len(found) == 0 {
				t.Error("nothing is found")
			}
			for _, f := range found {
				if len(f.Message) > 2000 {
					t.Errorf("a message of %d bytes", len(f.Message))
				}
			}
		})
	}
}
