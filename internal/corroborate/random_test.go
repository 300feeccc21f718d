package corroborate

import (
	"fmt"
	"math/rand/v2"

	"onrecord.dev/onrecord/internal/record"
)

// some picks up to n of the ids.
func some(r *rand.Rand, n int, of []record.ID) []record.ID {
	var out []record.ID
	for range r.IntN(n + 1) {
		out = append(out, of[r.IntN(len(of))])
	}
	return out
}

func names(prefix string, n int) []record.ID {
	var out []record.ID
	for i := range n {
		out = append(out, record.ID(fmt.Sprintf("%s%d", prefix, i)))
	}
	return out
}

// randomCase makes a small casefile in which everything that R1 knows occurs.
func randomCase(r *rand.Rand) *record.Casefile {
	c := record.NewCasefile()
	rare := func(n int) bool { return r.IntN(n) == 0 }
	actors, items := names("a", 3+r.IntN(4)), names("e", 2+r.IntN(4))
	claims, sts := names("c", 1+r.IntN(4)), names("s", 1+r.IntN(8))
	if rare(8) {
		c.Policy.Conduits = record.ConduitsIgnore
	}
	if rare(5) {
		c.Policy.CorroboratedAt = 1 + r.IntN(3)
	}
	for _, id := range actors {
		a := &record.Actor{ID: id, Type: record.Person, Protected: rare(4)}
		if rare(6) {
			a.Type = record.Unnamed
		}
		if rare(7) {
			a.SameAs = some(r, 2, actors)
		}
		if rare(7) {
			a.SpeaksFor = actors[r.IntN(len(actors))]
		}
		if rare(2) {
			a.Consent = []record.Consent{record.ConsentPublish}
		}
		if rare(9) {
			a.Terms = record.OffRecord
		}
		c.Actors[id] = a
	}
	for _, id := range items {
		e := &record.Evidence{ID: id, Kind: "other"}
		if rare(3) {
			e.Original = &record.Original{SHA256: fmt.Sprint("h", r.IntN(3))}
		}
		if rare(4) {
			e.NearDupGroup = fmt.Sprint("g", r.IntN(2))
		}
		if rare(12) {
			e.State = record.Withdrawn
		}
		if rare(8) {
			e.Embargo = []record.Time{"2015-05-06T11:00:00Z", "2015-05-06T13:00:00Z", "2016"}[r.IntN(3)]
		}
		c.Evidence[id] = e
	}
	bases := []record.Basis{"victim", "eyewitness", "eyewitness", "participant", "author-of-record", "document", "recording", "physical", "hearsay", "hearsay", "inference", "inference", "position"}
	for _, id := range sts {
		s := &record.Statement{ID: id, Speaker: actors[r.IntN(len(actors))], Evidence: items[r.IntN(len(items))], Basis: bases[r.IntN(len(bases))]}
		if rare(3) {
			s.Conduit = some(r, 2, append([]record.ID{record.Desk}, actors...))
		}
		if rare(12) {
			s.State = []record.State{record.Withdrawn, record.Retracted, record.Active}[r.IntN(3)]
		}
		if rare(9) {
			s.Terms = []record.Terms{record.OffRecord, record.OffRecord, record.OnRecord, record.Anonymous}[r.IntN(4)]
		}
		if rare(3) {
			for _, d := range some(r, 2, sts) {
				s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: d, How: "relays"})
			}
		}
		if s.Basis == record.Inference {
			s.Premises = some(r, 2, claims)
			if !rare(6) {
				s.Warrant = "it follows"
			}
		}
		c.Statements[id] = s
	}
	for _, id := range claims {
		cl := &record.Claim{ID: id, AdverseTo: some(r, 1, actors)}
		if rare(3) {
			cl.Requires = some(r, 2, claims)
		}
		if rare(5) {
			cl.Excludes = some(r, 1, claims)
		}
		if rare(3) {
			low, high := float64(r.IntN(5)), float64(5+r.IntN(5))
			cl.Quantity = &record.Quantity{Low: &low, High: &high}
			if rare(3) {
				cl.Quantity.High = nil
			}
		}
		c.Claims[id] = cl
	}
	for _, s := range sts {
		for _, cl := range claims {
			if !rare(2) {
				continue
			}
			addRandomLink(r, c, s, cl)
		}
	}
	if rare(3) {
		k := record.Pair(actors[r.IntN(len(actors))], actors[r.IntN(len(actors))])
		c.Dependence[k] = &record.Dependence{A: k.A, B: k.B, Verdict: []record.Verdict{record.Dependent, record.Dependent, record.Independent}[r.IntN(3)]}
	}
	return c
}

func addRandomLink(r *rand.Rand, c *record.Casefile, s, cl record.ID) {
	stances := []record.Stance{record.Supports, record.Supports, record.Supports, record.Supports, record.Disputes, record.Denies, record.Context}
	l := &record.Link{Statement: s, Claim: cl, Stance: stances[r.IntN(len(stances))]}
	if l.Stance == record.Denies {
		l.Denial = []record.Denial{record.DeniesAct, record.DenialAccepts}[r.IntN(2)]
	}
	if r.IntN(3) == 0 {
		low, high := float64(r.IntN(12)), float64(r.IntN(12))
		l.Value = &record.Value{Low: &low, High: &low}
		if low < high {
			l.Value.High = &high
		}
		if r.IntN(4) == 0 {
			l.Value.High = nil
		}
	}
	c.Links[record.LinkKey{Statement: s, Claim: cl}] = l
}
