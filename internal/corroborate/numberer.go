package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Numberer makes a Numbered of records, which come one by one, each once, in any
// order. It keeps strings of theirs, and values and quantities until it is done.
type Numberer struct {
	policy record.Policy

	actors     []record.ID
	traits     []Trait
	tied       mentions // by actor
	dependents [2][]record.ID

	items          []record.ID
	withdrawn      []int32
	embargoes      []Embargo
	copies         []Two
	hashes, groups map[string]int32

	sts               []record.ID
	natures           []Nature
	speaker, evidence []record.ID // of statements
	via, from, ground mentions    // by statement: conduits, derivations, premises

	claims                     []record.ID
	quantities                 map[int32]*record.Quantity
	adverse, requires, exclude mentions // by claim

	links  mentionsOfLinks
	valued map[int]*record.Link // by link
}

// mentions is who names whom.
type mentions struct {
	by  []int32
	ids []record.ID
}

func (m *mentions) add(by int, id record.ID) {
	m.by, m.ids = append(m.by, int32(by)), append(m.ids, id)
}

type mentionsOfLinks struct {
	claims, statements []record.ID
	as                 []TieKind
}

// Sizes is how many records of each kind are expected; it need not be right.
type Sizes struct{ Actors, Evidence, Statements, Claims, Links int }

// NewNumberer begins.
func NewNumberer(policy record.Policy, expected Sizes) *Numberer {
	ids := func(n int) []record.ID { return make([]record.ID, 0, n) }
	return &Numberer{
		policy: policy,
		actors: ids(expected.Actors + 1), traits: make([]Trait, 0, expected.Actors),
		items: ids(expected.Evidence), hashes: map[string]int32{}, groups: map[string]int32{},
		sts: ids(expected.Statements), natures: make([]Nature, 0, expected.Statements),
		speaker: ids(expected.Statements), evidence: ids(expected.Statements),
		claims: ids(expected.Claims), quantities: map[int32]*record.Quantity{},
		links: mentionsOfLinks{
			claims: ids(expected.Links), statements: ids(expected.Links), as: make([]TieKind, 0, expected.Links),
		},
		valued: map[int]*record.Link{},
	}
}

// Number numbers a casefile, of which it keeps no more than strings.
func Number(c *record.Casefile) *Numbered {
	n := NewNumberer(c.Policy, Sizes{len(c.Actors), len(c.Evidence), len(c.Statements), len(c.Claims), len(c.Links)})
	for _, cl := range c.Claims {
		n.Claim(cl)
	}
	for _, a := range c.Actors {
		n.Actor(a)
	}
	for _, e := range c.Evidence {
		n.Evidence(e)
	}
	for _, s := range c.Statements {
		n.Statement(s)
	}
	for k, l := range c.Links {
		n.link(k, l)
	}
	for k, d := range c.Dependence {
		n.dependence(k, d)
	}
	return n.Numbered()
}

// Actor takes an actor.
func (n *Numberer) Actor(a *record.Actor) {
	no := len(n.actors)
	n.actors, n.traits = append(n.actors, a.ID), append(n.traits, traitOf(a))
	for _, other := range a.SameAs {
		n.tied.add(no, other)
	}
	if a.SpeaksFor != "" {
		n.tied.add(no, a.SpeaksFor)
	}
}

// Dependence takes a dependence note.
func (n *Numberer) Dependence(d *record.Dependence) { n.dependence(record.Pair(d.A, d.B), d) }

func (n *Numberer) dependence(k record.PairKey, d *record.Dependence) {
	if d.Verdict == record.Dependent {
		n.dependents[0], n.dependents[1] = append(n.dependents[0], k.A), append(n.dependents[1], k.B)
	}
}

// Evidence takes an item of evidence.
func (n *Numberer) Evidence(e *record.Evidence) {
	no := int32(len(n.items))
	n.items = append(n.items, e.ID)
	if !e.State.IsActive() {
		n.withdrawn = append(n.withdrawn, no)
	}
	if e.Embargo != "" {
		n.embargoes = append(n.embargoes, Embargo{no, e.Embargo})
	}
	if e.Original != nil {
		n.copied(n.hashes, e.Original.SHA256, no)
	}
	n.copied(n.groups, e.NearDupGroup, no)
}

func (n *Numberer) copied(seen map[string]int32, key string, item int32) {
	if key == "" {
		return
	}
	if first, ok := seen[key]; ok {
		n.copies = append(n.copies, Two{first, item})
		return
	}
	seen[key] = item
}

// Statement takes a statement.
func (n *Numberer) Statement(s *record.Statement) {
	no, nature := len(n.sts), natureOf(s)
	n.sts, n.natures = append(n.sts, s.ID), append(n.natures, nature)
	n.speaker, n.evidence = append(n.speaker, s.Speaker), append(n.evidence, s.Evidence)
	for _, via := range s.Conduit {
		if via != record.Desk {
			n.via.add(no, via)
		}
	}
	for i, d := range s.DerivedFrom {
		if !slices.ContainsFunc(s.DerivedFrom[:i], func(o record.Derivation) bool { return o.Statement == d.Statement }) {
			n.from.add(no, d.Statement)
		}
	}
	if nature.kind() == inferred {
		for i, p := range s.Premises {
			if !slices.Contains(s.Premises[:i], p) {
				n.ground.add(no, p)
			}
		}
	}
}

// Claim takes a claim.
func (n *Numberer) Claim(cl *record.Claim) {
	no := len(n.claims)
	n.claims = append(n.claims, cl.ID)
	if cl.Quantity != nil {
		n.quantities[int32(no)] = cl.Quantity
	}
	for _, id := range cl.AdverseTo {
		n.adverse.add(no, id)
	}
	for _, id := range cl.Requires {
		n.requires.add(no, id)
	}
	for _, id := range cl.Excludes {
		n.exclude.add(no, id)
	}
}

// Link takes a link.
func (n *Numberer) Link(l *record.Link) {
	n.link(record.LinkKey{Statement: l.Statement, Claim: l.Claim}, l)
}

func (n *Numberer) link(k record.LinkKey, l *record.Link) {
	as, ok := tieOf(nil, l)
	if !ok {
		return
	}
	if l.Value != nil {
		n.valued[len(n.links.as)] = l
	}
	n.links.claims, n.links.statements = append(n.links.claims, k.Claim), append(n.links.statements, k.Statement)
	n.links.as = append(n.links.as, as)
}
