package main

import (
	"fmt"
	"math/rand/v2"

	"onrecord.dev/onrecord/internal/record"
)

// A family of instances. Knot is chains of few people that nearly all cross;
// packing asks one question of many shapes; premises rests claims on claims;
// everything has all that R1 knows.
type family string

const (
	knot       family = "knot"
	packing    family = "packing"
	premises   family = "premises"
	everything family = "everything"
)

var families = []family{knot, packing, premises, everything}

// maker draws one instance: layers of statements over few people, so that chains
// are long, cross each other and share classes.
type maker struct {
	*rand.Rand
	family
	c      *record.Casefile
	people []record.ID
	items  []record.ID
	claims []record.ID
	sts    []record.ID
	layers int
	layer  []int // of each statement

	parents, conduits int     // at most, of a statement
	via, shared       float64 // share of statements that came through somebody, that stand in a shared item
}

// generate makes a casefile of about size statements; the same seed gives the same one.
func generate(f family, size int, seed uint64) *record.Casefile {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 3)), family: f, c: record.NewCasefile()}
	m.layers = 1 + m.IntN(4)
	m.parents, m.conduits = 1+m.IntN(3), 1+m.IntN(3)
	m.via, m.shared = m.Float64()*0.8, m.Float64()*0.5
	people := max(3, int(float64(size)*(0.25+1.25*m.Float64())))
	if f == knot {
		m.layers, m.via, m.conduits = 2+m.IntN(2), 0.5+0.5*m.Float64(), 2
		people = max(4, int(float64(size)*(0.35+0.4*m.Float64())))
	}
	claims := 1
	if f != packing && f != knot {
		claims = 2 + m.IntN(3)
	}
	m.people, m.items, m.claims, m.sts = ids("a", people), ids("e", 1+size/2), ids("c", claims), ids("s", size)
	if f == everything {
		m.policy()
	}
	for _, id := range m.people {
		m.actor(id)
	}
	for _, id := range m.items {
		m.item(id)
	}
	for i := range m.sts {
		m.layer = append(m.layer, m.IntN(m.layers))
		m.statement(i)
	}
	for _, id := range m.claims {
		m.claim(id)
	}
	m.links()
	m.dependence()
	return m.c
}

func ids(prefix string, n int) (out []record.ID) {
	for i := range n {
		out = append(out, record.ID(fmt.Sprintf("%s%02d", prefix, i)))
	}
	return out
}

func (m *maker) chance(p float64) bool        { return m.Float64() < p }
func (m *maker) one(of []record.ID) record.ID { return of[m.IntN(len(of))] }
func (m *maker) some(n int, of []record.ID) (out []record.ID) {
	for range n {
		out = append(out, m.one(of))
	}
	return out
}

func (m *maker) policy() {
	if m.chance(0.1) {
		m.c.Policy.Conduits = record.ConduitsIgnore
	}
	if m.chance(0.2) {
		m.c.Policy.CorroboratedAt = 1 + m.IntN(4)
	}
}

func (m *maker) actor(id record.ID) {
	a := &record.Actor{ID: id, Type: record.Person}
	if m.chance(0.05) {
		a.SameAs = m.some(1, m.people)
	}
	if m.family == everything {
		if m.chance(0.1) {
			a.Type = record.Unnamed
		}
		if m.chance(0.05) {
			a.SpeaksFor = m.one(m.people)
		}
		a.Protected = m.chance(0.2)
		if m.chance(0.5) {
			a.Consent = []record.Consent{record.ConsentPublish}
		}
		if m.chance(0.05) {
			a.Terms = record.OffRecord
		}
		if m.chance(0.01) {
			a.SameAs = append(a.SameAs, record.Desk)
		}
	}
	m.c.Actors[id] = a
}

func (m *maker) item(id record.ID) {
	e := &record.Evidence{ID: id, Kind: "other"}
	if m.chance(0.15) {
		e.Original = &record.Original{SHA256: fmt.Sprint("h", m.IntN(3))}
	}
	if m.chance(0.1) {
		e.NearDupGroup = fmt.Sprint("g", m.IntN(2))
	}
	if m.family == everything {
		if m.chance(0.04) {
			e.State = record.Withdrawn
		}
		if m.chance(0.1) {
			e.Embargo = []record.Time{"2026-11-23T11:59:59Z", "2026-11-23T12:00:00Z", "2026-11-23T12:00:01Z", "2026-11", "2026-11-23", "2025"}[m.IntN(6)]
		}
	}
	m.c.Evidence[id] = e
}

func (m *maker) statement(i int) {
	s := &record.Statement{ID: m.sts[i], Speaker: m.one(m.people), Evidence: m.items[i%len(m.items)]}
	if m.chance(m.shared) {
		s.Evidence = m.one(m.items)
	}
	if m.chance(m.via) {
		s.Conduit = m.some(1+m.IntN(m.conduits), m.people)
		if m.chance(0.1) {
			s.Conduit = append(s.Conduit, record.Desk)
		}
	}
	var above []record.ID
	for j := range i {
		if m.layer[j] < m.layer[i] {
			above = append(above, m.sts[j])
		}
	}
	if len(above) > 0 {
		for _, p := range m.some(1+m.IntN(m.parents), above) {
			s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: p, How: "relays"})
		}
	}
	if m.chance(0.03) { // sometimes forwards or to itself: a cycle
		s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: m.one(m.sts), How: "relays"})
	}
	s.Basis = m.basis()
	if s.Basis == record.Inference {
		s.Premises = m.some(m.IntN(4), m.claims)
		if m.chance(0.9) {
			s.Warrant = "it follows"
		}
	}
	if m.family == everything {
		if m.chance(0.04) {
			s.State = []record.State{record.Withdrawn, record.Retracted}[m.IntN(2)]
		}
		if m.chance(0.1) {
			s.Terms = []record.Terms{record.OffRecord, record.OnRecord, record.Anonymous}[m.IntN(3)]
		}
		if m.chance(0.01) {
			s.Speaker = record.Desk
		}
	}
	m.c.Statements[s.ID] = s
}

func (m *maker) basis() record.Basis {
	inferred := map[family]float64{premises: 0.25, everything: 0.1}[m.family]
	switch {
	case m.chance(inferred):
		return record.Inference
	case m.chance(0.1):
		return record.Hearsay
	case m.family == everything && m.chance(0.05):
		return record.Position
	}
	of := []record.Basis{record.Eyewitness, record.Eyewitness, record.Victim, record.Participant, record.Document,
		record.Recording, record.AuthorOfRecord, record.Physical}
	return of[m.IntN(len(of))]
}

func (m *maker) claim(id record.ID) {
	cl := &record.Claim{ID: id}
	if m.family != packing && m.chance(0.2) {
		cl.Requires = m.some(1+m.IntN(2), m.claims)
	}
	if m.family == everything {
		if m.chance(0.5) {
			cl.AdverseTo = m.some(1+m.IntN(2), m.people)
		}
		if m.chance(0.3) {
			cl.Excludes = m.some(1, m.claims)
		}
		if m.chance(0.3) {
			low, high := float64(m.IntN(5)), float64(5+m.IntN(5))
			cl.Quantity = &record.Quantity{Low: &low, High: &high}
			if m.chance(0.3) {
				cl.Quantity.High = nil
			} else if m.chance(0.3) {
				cl.Quantity.Low = nil
			}
		}
	}
	m.c.Claims[id] = cl
}

// links ties the last layer, and some of what lies before, to the claims.
func (m *maker) links() {
	for i, s := range m.sts {
		for _, cl := range m.claims {
			p := 0.15
			if m.layer[i] == m.layers-1 {
				p = 0.8
			}
			if m.chance(p / (0.5 + 0.5*float64(len(m.claims)))) {
				m.link(s, cl)
			}
		}
	}
}

func (m *maker) link(s, cl record.ID) {
	l := &record.Link{Statement: s, Claim: cl, Stance: record.Supports}
	if m.chance(0.15) {
		l.Stance = record.Disputes
	}
	if m.family == everything {
		switch {
		case m.chance(0.1):
			l.Stance, l.Denial = record.Denies, []record.Denial{record.DeniesAct, record.DenialAccepts}[m.IntN(2)]
		case m.chance(0.05):
			l.Stance = record.Context
		}
		if m.chance(0.3) {
			low := float64(m.IntN(12))
			high := low + float64(m.IntN(4))
			l.Value = &record.Value{Low: &low, High: &high}
			if m.chance(0.2) {
				l.Value.High = nil
			} else if m.chance(0.1) {
				l.Value.Low = nil
			}
		}
	}
	m.c.Links[record.LinkKey{Statement: s, Claim: cl}] = l
}

func (m *maker) dependence() {
	for range m.IntN(3) {
		if k := record.Pair(m.one(m.people), m.one(m.people)); m.chance(0.5) {
			m.c.Dependence[k] = &record.Dependence{A: k.A, B: k.B, Verdict: record.Dependent}
		} else {
			m.c.Dependence[k] = &record.Dependence{A: k.A, B: k.B, Verdict: record.Independent}
		}
	}
}
