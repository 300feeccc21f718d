package reckon

import (
	"fmt"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// large makes a casefile of 8 statements to each claim, most with times, values and
// words that the checks read.
func large(claims int) *record.Casefile {
	return casefile(func(c *record.Casefile) {
		for i := range 50 {
			c.Evidence[record.ID(fmt.Sprint("e", i))] = &record.Evidence{Kind: "letter", Created: "2015-03", AcquiredAt: "2015-04-02"}
			c.Actors[record.ID(fmt.Sprint("a", i))] = &record.Actor{Type: record.Person, Names: []string{fmt.Sprint("Ivan Petrov", i)}}
		}
		for i := range claims {
			id := record.ID(fmt.Sprint("c", i))
			cl := &record.Claim{Text: "By 12 December fourteen men had been killed so far", Time: "2014-12-12", Place: fmt.Sprint("place ", i),
				Quantity: men(14), Before: []record.ID{record.ID(fmt.Sprint("c", i+1))}}
			if i%5 == 1 {
				cl.PartOf = record.ID(fmt.Sprint("c", i-1))
			}
			c.Claims[id] = cl
			for k := range 8 {
				s := record.ID(fmt.Sprint("s", i, "-", k))
				st := &record.Statement{Speaker: record.ID(fmt.Sprint("a", (i+k)%50)), Evidence: record.ID(fmt.Sprint("e", i%50)),
					Basis: record.Participant, SaidAt: "2015-01", Text: "On 12 December fourteen men had died, he said, and went home"}
				if k > 4 {
					st.DerivedFrom = from(record.ID(fmt.Sprint("s", i, "-", k-1)))
				}
				c.Statements[s] = st
				link(c, record.Link{Statement: s, Claim: id, Stance: record.Supports, Value: value(num(14), num(14))})
			}
		}
	})
}

func BenchmarkFindings(b *testing.B) {
	for _, n := range []int{3000, 30000} {
		c := large(n)
		b.Run(fmt.Sprint(n, " claims, ", 8*n, " statements"), func(b *testing.B) {
			for b.Loop() {
				if f := Findings(c); len(f) > 0 {
					b.Fatal(f[0])
				}
			}
		})
	}
}
