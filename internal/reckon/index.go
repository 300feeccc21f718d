package reckon

import (
	"cmp"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// A reckoner holds the records by number, in the order of their ids, the indexes
// that several checks share, and what was found.
type reckoner struct {
	c            *record.Casefile
	claimIDs     []record.ID
	claims       []*record.Claim
	claimAt      map[record.ID]int32
	claimWords   [][]string
	statementIDs []record.ID
	statements   []*record.Statement // nil where it was withdrawn or retracted: it needs no mending
	statementAt  map[record.ID]int32
	backing      [][]backing             // claim -> the links of statements that stand, in their order
	self         map[record.ID]record.ID // actor -> its class of one voice, where it has company

	times       map[record.Time]moment
	mixed       map[record.LinkKey]bool           // values given in another unit than the claim's
	backed      map[int32]map[record.ID]record.ID // claim -> voice -> its first statement in support
	named       map[string][]namedActor           // public names of two words or more, by their first
	befores     [][]record.ID                     // claims that lie before each other
	derivations [][]record.ID                     // statements that are derived from each other
	out         []record.Finding
}

// A backing is a link with its statement.
type backing struct {
	*record.Link
	s  *record.Statement
	at int32 // the statement's number
}

// A moment is a time as it is and as the checks see it.
type moment struct {
	span, wide record.Span
	ok         bool
}

func newReckoner(c *record.Casefile) *reckoner {
	r := &reckoner{
		c: c, out: []record.Finding{}, self: selves(c),
		claimIDs: record.SortedKeys(c.Claims), statementIDs: record.SortedKeys(c.Statements),
		claimAt: make(map[record.ID]int32, len(c.Claims)), statementAt: make(map[record.ID]int32, len(c.Statements)),
		times: map[record.Time]moment{}, mixed: map[record.LinkKey]bool{}, backed: map[int32]map[record.ID]record.ID{},
	}
	r.claims, r.claimWords = make([]*record.Claim, len(r.claimIDs)), make([][]string, len(r.claimIDs))
	for i, id := range r.claimIDs {
		r.claims[i], r.claimAt[id] = c.Claims[id], int32(i)
		r.claimWords[i] = words(c.Claims[id].Text)
	}
	r.statements = make([]*record.Statement, len(r.statementIDs))
	for i, id := range r.statementIDs {
		r.statementAt[id] = int32(i)
		if s := c.Statements[id]; s.State.IsActive() {
			r.statements[i] = s
		}
	}
	r.backing = make([][]backing, len(r.claims))
	for k, l := range c.Links {
		at, ok := r.statementAt[k.Statement]
		cl, ok2 := r.claimAt[k.Claim]
		if ok && ok2 && r.statements[at] != nil {
			r.backing[cl] = append(r.backing[cl], backing{l, r.statements[at], at})
		}
	}
	for _, bs := range r.backing {
		slices.SortFunc(bs, func(a, b backing) int { return cmp.Compare(a.at, b.at) })
	}
	return r
}

// standing gives a statement that was neither withdrawn nor retracted, with its
// number; nil where there is none.
func (r *reckoner) standing(id record.ID) (*record.Statement, int32) {
	at, ok := r.statementAt[id]
	if !ok {
		return nil, 0
	}
	return r.statements[at], at
}

// when reads a time; most times of a casefile stand in it many times over.
func (r *reckoner) when(t record.Time) moment {
	m, ok := r.times[t]
	if !ok {
		m.span, m.ok = t.Span()
		m.wide, _ = wide(t)
		r.times[t] = m
	}
	return m
}

// sorted gives the ids in order, each once.
func sorted(ids []record.ID) []record.ID {
	if len(ids) < 2 {
		return ids
	}
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// voice names who speaks in a statement: the speaker with all who are one with him.
func (r *reckoner) voice(s *record.Statement) record.ID {
	if class := r.self[s.Speaker]; class != "" {
		return class
	}
	return s.Speaker
}
