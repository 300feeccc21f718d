package main

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Shape of a made-up casefile. Shares are of 1.
type shape struct {
	incidents int
	seed      uint64
	contested float64 // of incidents whose first-hand witnesses disagree; else stances are 93/4/3
}

const (
	medianSources    = 17   // statements of an incident
	spread           = 0.83 // sigma of their log-normal; makes the mean 24, eight to a claim
	mostSources      = 400
	claimsOfIncident = 3

	derivedShare   = 0.60 // of the statements after an incident's first
	twoParents     = 0.05 // of those derived
	newSpeaker     = 1. / 3
	withConduit    = 0.08
	secondClaim    = 0.10 // of the statements, beside the one they are about
	sharedEvidence = 0.25
	protected      = 0.05 // of actors; half of them consent to publication
	sameActor      = 0.01 // of actors, as an earlier one
)

type maker struct {
	*rand.Rand
	shape
	c        *record.Casefile
	speakers []record.ID // once for each time they spoke: drawing from it is preferential attachment
	actors   int
	items    int
	sts      int
}

// generate makes a casefile; the same shape gives the same one. Every mention of
// an id is a string of its own, as it is when a casefile is read from a log.
func generate(s shape) *record.Casefile {
	m := &maker{Rand: rand.New(rand.NewPCG(s.seed, 1)), shape: s, c: record.NewCasefile()}
	for i := range s.incidents {
		m.incident(i)
	}
	return m.c
}

func (m *maker) chance(p float64) bool { return m.Float64() < p }

func id(prefix string, n int) record.ID { return record.ID(prefix + strconv.Itoa(n)) }

func mention(id record.ID) record.ID { return record.ID(strings.Clone(string(id))) }

func (m *maker) incident(i int) {
	contested := m.chance(m.contested)
	party := m.actor()
	for k := range claimsOfIncident {
		cl := id("c-", i*claimsOfIncident+k)
		m.c.Claims[cl] = &record.Claim{ID: cl, AdverseTo: []record.ID{mention(party)}}
	}
	n := int(math.Round(medianSources * math.Exp(spread*m.NormFloat64())))
	n = min(max(n, 1), mostSources)
	first := m.sts
	about := make([]int, n) // statement -> claim
	for j := range n {
		s := &record.Statement{ID: id("s-", m.sts), Speaker: m.speaker(), Evidence: m.evidence(j), Basis: m.basis()}
		m.sts++
		about[j] = m.IntN(claimsOfIncident)
		if j > 0 && m.chance(derivedShare) {
			from := m.IntN(j)
			about[j] = about[from]
			s.DerivedFrom = []record.Derivation{{Statement: id("s-", first+from), How: "relays"}}
			if other := m.IntN(j); other != from && m.chance(twoParents) {
				s.DerivedFrom = append(s.DerivedFrom, record.Derivation{Statement: id("s-", first+other), How: "relays"})
			}
		}
		if m.chance(withConduit) {
			s.Conduit = []record.ID{m.speaker()}
		}
		m.c.Statements[s.ID] = s
		m.link(s, id("c-", i*claimsOfIncident+about[j]), contested, party)
		if m.chance(secondClaim) {
			m.link(s, id("c-", i*claimsOfIncident+(about[j]+1)%claimsOfIncident), contested, party)
		}
	}
}

// link draws the stance, for every link alike; those of a contested incident take other sides more often.
func (m *maker) link(s *record.Statement, cl record.ID, contested bool, party record.ID) {
	disputes, denies := 0.04, 0.03
	if contested {
		disputes, denies = 0.40, 0.10
	}
	l := &record.Link{Statement: mention(s.ID), Claim: cl, Stance: record.Supports}
	switch p := m.Float64(); {
	case p < disputes:
		l.Stance = record.Disputes
	case p < disputes+denies:
		l.Stance, l.Denial = record.Denies, record.DeniesAct
		if m.chance(0.5) { // else a denial by somebody whom it does not touch
			s.Speaker = mention(party)
		}
	}
	m.c.Links[record.LinkKey{Statement: l.Statement, Claim: l.Claim}] = l
}

func (m *maker) basis() record.Basis {
	of := []record.Basis{record.Eyewitness, record.Eyewitness, record.Victim, record.Participant, record.Document,
		record.Recording, record.AuthorOfRecord, record.Hearsay}
	return of[m.IntN(len(of))]
}

func (m *maker) speaker() record.ID {
	var who record.ID
	if len(m.speakers) == 0 || m.chance(newSpeaker) {
		who = m.actor()
	} else {
		who = m.speakers[m.IntN(len(m.speakers))]
	}
	m.speakers = append(m.speakers, who)
	return mention(who)
}

func (m *maker) actor() record.ID {
	a := &record.Actor{ID: id("a-", m.actors), Type: record.Person}
	if m.chance(protected) {
		a.Protected = true
		if m.chance(0.5) {
			a.Consent = []record.Consent{record.ConsentPublish}
		}
	}
	if m.actors > 0 && m.chance(sameActor) {
		a.SameAs = []record.ID{id("a-", m.IntN(m.actors))}
	}
	m.actors++
	m.c.Actors[a.ID] = a
	return a.ID
}

// evidence is an item of its own or, now and then, the last one of the incident.
func (m *maker) evidence(j int) record.ID {
	if j > 0 && m.chance(sharedEvidence) {
		return id("e-", m.items-1)
	}
	e := &record.Evidence{ID: id("e-", m.items), Kind: "interview"}
	m.items++
	m.c.Evidence[e.ID] = e
	return mention(e.ID)
}
