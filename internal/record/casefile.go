package record

// LinkKey names a link.
type LinkKey struct{ Statement, Claim ID }

// PairKey names a dependence note; A < B.
type PairKey struct{ A, B ID }

// Pair gives the key of two actors in either order.
func Pair(a, b ID) PairKey {
	if b < a {
		a, b = b, a
	}
	return PairKey{a, b}
}

// Casefile is the present state of one investigation, as the events so far make
// it: what commands decide on and what every check reads. It never holds a
// protected identity. Readers must not change it.
type Casefile struct {
	Case       Case
	Policy     Policy // as recorded; use WithDefaults
	Actors     map[ID]*Actor
	Evidence   map[ID]*Evidence
	Statements map[ID]*Statement
	Claims     map[ID]*Claim
	Links      map[LinkKey]*Link
	Dependence map[PairKey]*Dependence
	Answers    map[string]*HintAnswer // by fingerprint
	Containers map[ID]*Container      // by the item that holds files
	Requests   map[ID]*Request
	Rolls      map[ID]*Roll
	Matters    map[ID]*Matter
	Members    map[ID]*Member
}

// NewCasefile gives an empty state.
func NewCasefile() *Casefile {
	return &Casefile{
		Actors:     map[ID]*Actor{},
		Evidence:   map[ID]*Evidence{},
		Statements: map[ID]*Statement{},
		Claims:     map[ID]*Claim{},
		Links:      map[LinkKey]*Link{},
		Dependence: map[PairKey]*Dependence{},
		Answers:    map[string]*HintAnswer{},
		Containers: map[ID]*Container{},
		Requests:   map[ID]*Request{},
		Rolls:      map[ID]*Roll{},
		Matters:    map[ID]*Matter{},
		Members:    map[ID]*Member{},
	}
}

// KindOf names the kind of record that carries the id ("actor", "evidence",
// "statement", "claim", "request", "roll", "matter", "member"), or "" if none does.
func (c *Casefile) KindOf(id ID) string {
	switch {
	case c.Actors[id] != nil:
		return "actor"
	case c.Evidence[id] != nil:
		return "evidence"
	case c.Statements[id] != nil:
		return "statement"
	case c.Claims[id] != nil:
		return "claim"
	case c.Requests[id] != nil:
		return "request"
	case c.Rolls[id] != nil:
		return "roll"
	case c.Matters[id] != nil:
		return "matter"
	case c.Members[id] != nil:
		return "member"
	}
	return ""
}

// TermsOf gives the terms that bind a statement: its own or its speaker's,
// whichever are stricter.
func (c *Casefile) TermsOf(s *Statement) Terms {
	var speaker Terms
	if a := c.Actors[s.Speaker]; a != nil {
		speaker = a.Terms
	}
	return Stricter(speaker, s.Terms)
}

// Hidden reports whether an actor is to stay unknown to readers: protected, or a source
// who is not on the record.
func (a *Actor) Hidden() bool {
	return a != nil && (a.Protected || Stricter(a.Terms, "") != OnRecord)
}
