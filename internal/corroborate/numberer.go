package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Numberer makes a Numbered of records, which come one by one, each once, in any
// order. It keeps strings of theirs, and values and quantities until it is done.
type Numberer struct {
	actors, items, sts, claims *register
	out                        Numbered

	hasItem, hasSt, hasClaim bitset // numbers of those that came themselves
	natures                  []Nature
	speakers, evidence       []int32
	hashes, groups           map[string]int32
	missable                 []Two // inference, claim
	quantities               map[int32]*record.Quantity
	ties                     []Tie
	valued                   []valued
}

// valued is a link whose value may decide what it counts as.
type valued struct {
	claim, statement int32
	link             *record.Link
}

// Sizes is how many records of each kind are expected; it need not be right.
type Sizes struct{ Actors, Evidence, Statements, Claims, Links int }

// NewNumberer begins.
func NewNumberer(policy record.Policy, expected Sizes) *Numberer {
	n := &Numberer{
		actors: newRegister(expected.Actors + 1), items: newRegister(expected.Evidence),
		sts: newRegister(expected.Statements), claims: newRegister(expected.Claims),
		natures:  make([]Nature, 0, expected.Statements),
		speakers: make([]int32, 0, expected.Statements), evidence: make([]int32, 0, expected.Statements),
		ties:   make([]Tie, 0, expected.Links),
		hashes: map[string]int32{}, groups: map[string]int32{}, quantities: map[int32]*record.Quantity{},
	}
	n.out.Policy = policy
	n.out.Traits = make([]Trait, 0, expected.Actors+1)
	return n
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

func (n *Numberer) actor(id record.ID) int32 {
	a := n.actors.number(id)
	if int(a) == len(n.out.Traits) {
		n.out.Traits = append(n.out.Traits, 0)
	}
	return a
}

// Actor takes an actor.
func (n *Numberer) Actor(a *record.Actor) {
	no := n.actor(a.ID)
	n.out.Traits[no] = traitOf(a)
	for _, other := range a.SameAs {
		n.out.Tied = append(n.out.Tied, Two{no, n.actor(other)})
	}
	if a.SpeaksFor != "" {
		n.out.Tied = append(n.out.Tied, Two{no, n.actor(a.SpeaksFor)})
	}
}

// Dependence takes a dependence note.
func (n *Numberer) Dependence(d *record.Dependence) { n.dependence(record.Pair(d.A, d.B), d) }

func (n *Numberer) dependence(k record.PairKey, d *record.Dependence) {
	if d.Verdict == record.Dependent {
		n.out.Dependent = append(n.out.Dependent, Two{n.actor(k.A), n.actor(k.B)})
	}
}

// Evidence takes an item of evidence.
func (n *Numberer) Evidence(e *record.Evidence) {
	no := n.items.number(e.ID)
	n.hasItem.put(no)
	if !e.State.IsActive() {
		n.out.Withdrawn = append(n.out.Withdrawn, no)
	}
	if e.Embargo != "" {
		n.out.Embargoes = append(n.out.Embargoes, Embargo{no, e.Embargo})
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
		n.out.Copies = append(n.out.Copies, Two{first, item})
		return
	}
	seen[key] = item
}

func (n *Numberer) statement(id record.ID) int32 {
	s := n.sts.number(id)
	if int(s) == len(n.natures) {
		n.natures, n.speakers, n.evidence = append(n.natures, 0), append(n.speakers, 0), append(n.evidence, -1)
	}
	return s
}

// Statement takes a statement.
func (n *Numberer) Statement(s *record.Statement) {
	no := n.statement(s.ID)
	n.hasSt.put(no)
	n.natures[no] = natureOf(s)
	n.speakers[no] = n.actor(s.Speaker) // ids without an entry still speak for themselves
	n.evidence[no] = n.items.number(s.Evidence)
	for _, via := range s.Conduit {
		if via != record.Desk {
			n.out.Conduits = append(n.out.Conduits, Two{no, n.actor(via)})
		}
	}
	for i, d := range s.DerivedFrom {
		if !slices.ContainsFunc(s.DerivedFrom[:i], func(o record.Derivation) bool { return o.Statement == d.Statement }) {
			n.out.Derived = append(n.out.Derived, Two{no, n.statement(d.Statement)})
		}
	}
	if n.natures[no].kind() == inferred {
		for i, p := range s.Premises {
			if !slices.Contains(s.Premises[:i], p) {
				n.missable = append(n.missable, Two{no, n.claims.number(p)})
			}
		}
	}
}

// Claim takes a claim.
func (n *Numberer) Claim(cl *record.Claim) {
	no := n.claims.number(cl.ID)
	n.hasClaim.put(no)
	if cl.Quantity != nil {
		n.quantities[no] = cl.Quantity
	}
	for _, id := range cl.AdverseTo {
		n.out.Adverse = append(n.out.Adverse, Two{no, n.actor(id)})
	}
	for _, id := range cl.Requires {
		n.out.Requires = append(n.out.Requires, Two{no, n.claims.number(id)})
	}
	for _, id := range cl.Excludes {
		n.out.Excludes = append(n.out.Excludes, Two{no, n.claims.number(id)})
	}
}

// Link takes a link.
func (n *Numberer) Link(l *record.Link) {
	n.link(record.LinkKey{Statement: l.Statement, Claim: l.Claim}, l)
}

func (n *Numberer) link(k record.LinkKey, l *record.Link) {
	if l.Value == nil {
		if as, ok := tieOf(nil, l); ok {
			n.ties = append(n.ties, Tie{n.claims.number(k.Claim), n.statement(k.Statement), as})
		}
		return
	}
	n.valued = append(n.valued, valued{n.claims.number(k.Claim), n.statement(k.Statement), l})
}

// Numbered gives the result. Nothing can be taken after it.
func (n *Numberer) Numbered() *Numbered {
	for _, v := range n.valued {
		if as, ok := tieOf(&record.Claim{Quantity: n.quantities[v.claim]}, v.link); ok {
			n.ties = append(n.ties, Tie{v.claim, v.statement, as})
		}
	}
	out := &n.out
	out.Actors = n.actors.ids
	items := n.renumberItems()
	claims := n.renumberClaims()
	sts := n.renumberStatements(claims)
	out.Adverse = among(out.Adverse, claims, nil)
	out.Requires = among(out.Requires, claims, claims)
	out.Excludes = among(out.Excludes, claims, claims)
	out.Withdrawn = slices.Clip(out.Withdrawn)
	for i, x := range out.Withdrawn {
		out.Withdrawn[i] = items[x]
	}
	for i, x := range out.Embargoes {
		out.Embargoes[i].Item = items[x.Item]
	}
	out.Copies = among(out.Copies, items, items)
	n.fillStatements(sts, items, claims)
	return out
}

// among gives the pairs of new numbers whose both ends are there; nil stands for
// numbers that stay.
func among(in []Two, first, second []int32) []Two {
	to := func(new []int32, x int32) int32 {
		if new == nil {
			return x
		}
		return new[x]
	}
	out := in[:0]
	for _, p := range in {
		if p = (Two{to(first, p[0]), to(second, p[1])}); p[0] >= 0 && p[1] >= 0 {
			out = append(out, p)
		}
	}
	return out
}
