package corroborate

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// large makes a casefile of n claims with eight statements each, of the mixture
// that desks have: witnesses, documents, conduits, relays, hearsay, conjuncts.
func large(n int) *record.Casefile {
	r := rand.New(rand.NewPCG(1, 1))
	c := record.NewCasefile()
	actor := func(i int) record.ID { return record.ID(fmt.Sprint("actor-", i)) }
	people := n*2 + 10
	for i := range people {
		c.Actors[actor(i)] = &record.Actor{ID: actor(i), Type: record.Person, Protected: i%10 == 0}
	}
	bases := []record.Basis{"eyewitness", "participant", "document", "recording", "hearsay", "victim"}
	for i := range n {
		cl := record.ID(fmt.Sprint("claim-", i))
		c.Claims[cl] = &record.Claim{ID: cl}
		if i%20 == 1 {
			c.Claims[cl].Requires = []record.ID{record.ID(fmt.Sprint("claim-", i-1))}
		}
		var last record.ID
		for j := range 8 {
			id := record.ID(fmt.Sprint("st-", i, "-", j))
			ev := record.ID(fmt.Sprint("ev-", i, "-", j/2))
			if c.Evidence[ev] == nil {
				c.Evidence[ev] = &record.Evidence{ID: ev, Kind: "interview"}
			}
			s := &record.Statement{ID: id, Speaker: actor(r.IntN(people)), Evidence: ev, Basis: bases[r.IntN(len(bases))]}
			switch r.IntN(5) {
			case 0:
				s.Conduit = []record.ID{actor(i % people)}
			case 1:
				if last != "" {
					s.DerivedFrom = []record.Derivation{{Statement: last, How: "relays"}}
				}
			}
			c.Statements[id] = s
			c.Links[record.LinkKey{Statement: id, Claim: cl}] = &record.Link{Statement: id, Claim: cl, Stance: record.Supports}
			last = id
		}
	}
	return c
}

func BenchmarkAll(b *testing.B) {
	for _, n := range []int{1000, 30000} {
		c := large(n)
		b.Run(fmt.Sprint(n, "-claims"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got := All(c, Options{Now: noon}); len(got) != n {
					b.Fatal(len(got))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(8*n), "ns/statement")
		})
	}
}

// TestLargeCertificates holds the certificates of a mixture of realistic size.
func TestLargeCertificates(t *testing.T) {
	c := large(500)
	k := NewChecker(c, Options{Now: noon})
	for _, r := range All(c, Options{Now: noon}) {
		if err := k.Check(r); err != nil {
			t.Fatal(err)
		}
	}
}
