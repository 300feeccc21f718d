package corroborate

import (
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// note puts an edit into the records; settle takes it into the index, once all
// edits are noted, so that it does not matter which of two records comes first.
func (g *Engine) note(e Edit) {
	id, c, new := record.ID(e.ID), g.c, false
	switch e.Kind {
	case "actor":
		place(c.Actors, id, e.Value)
	case "evidence":
		new = place(c.Evidence, id, e.Value)
	case "statement":
		new = place(c.Statements, id, e.Value)
	case "claim":
		new = place(c.Claims, id, e.Value)
	case "link":
		place(c.Links, linkKey(e.ID), e.Value)
	case "dependence":
		place(c.Dependence, pairKey(e.ID), e.Value)
	case "policy":
		if p, ok := e.Value.(*record.Policy); ok {
			g.dirty.all = g.dirty.all || p.WithDefaults() != c.Policy.WithDefaults()
			c.Policy = *p
		}
		return
	default:
		return
	}
	g.dirty.all = g.dirty.all || new && g.wanted[id]
	g.dirty.edits = append(g.dirty.edits, e)
	if !new || g.dirty.all {
		return
	}
	switch e.Kind { // numbered now, so that others find it
	case "evidence":
		g.newItem(id)
	case "statement":
		g.newStatement(id)
	case "claim":
		g.newClaim(id)
	}
}

// place sets a record, or deletes it; new tells that there was none. What is not of
// the right type is no record.
func place[K comparable, V any](m map[K]*V, k K, v any) (new bool) {
	r, _ := v.(*V)
	if r == nil {
		delete(m, k)
		return false
	}
	new = m[k] == nil
	m[k] = r
	return new
}

func linkKey(id string) record.LinkKey {
	s, cl, _ := strings.Cut(id, "|")
	return record.LinkKey{Statement: record.ID(s), Claim: record.ID(cl)}
}

func pairKey(id string) record.PairKey {
	a, b, _ := strings.Cut(id, "|")
	return record.Pair(record.ID(a), record.ID(b))
}

// current gives the record of an edit as it is.
func (g *Engine) current(e Edit) any {
	id, c := record.ID(e.ID), g.c
	switch e.Kind {
	case "actor":
		return inPlace(c.Actors, id)
	case "evidence":
		return inPlace(c.Evidence, id)
	case "statement":
		return inPlace(c.Statements, id)
	case "claim":
		return inPlace(c.Claims, id)
	case "link":
		return inPlace(c.Links, linkKey(e.ID))
	case "dependence":
		return inPlace(c.Dependence, pairKey(e.ID))
	case "policy":
		p := c.Policy
		return &p
	}
	return nil
}

func inPlace[K comparable, V any](m map[K]*V, k K) any {
	if r := m[k]; r != nil {
		return r
	}
	return nil
}

// take brings the index up to date with one record. It compares what it has of the
// record with what is there now, so that it may be asked twice.
func (g *Engine) take(e Edit) {
	id, now := record.ID(e.ID), g.current(e)
	switch e.Kind {
	case "actor":
		g.takeActor(g.actor(id), as[record.Actor](now))
	case "evidence":
		if item := g.items.find(id); item >= 0 {
			g.takeEvidence(item, as[record.Evidence](now))
		}
	case "statement":
		if s := g.sts.find(id); s >= 0 {
			g.takeStatement(s, as[record.Statement](now))
		}
	case "claim":
		if cl, ok := g.claimNo[id]; ok {
			g.takeClaim(cl, as[record.Claim](now))
		}
	case "link":
		g.takeLink(linkKey(e.ID))
	case "dependence":
		g.takeDependence(pairKey(e.ID))
	}
	if now == nil {
		g.dirty.gone = append(g.dirty.gone, e)
	}
}

// as gives a record of a type, nil where there is none.
func as[V any](r any) *V {
	v, _ := r.(*V)
	return v
}

// dangling reports whether a record that is gone is still named by others, or one
// was named that is not there.
func (g *Engine) dangling() bool {
	for _, e := range g.dirty.gone {
		switch e.Kind {
		case "evidence":
			if item := g.items.find(record.ID(e.ID)); item >= 0 && len(g.carried.row(item)) > 0 {
				return true
			}
		case "statement":
			if s := g.sts.find(record.ID(e.ID)); s >= 0 && len(g.childs.row(s))+len(g.bears.row(s)) > 0 {
				return true
			}
		case "claim":
			if cl, ok := g.claimNo[record.ID(e.ID)]; ok && g.claims[cl] == nil && g.named(cl) {
				return true
			}
		}
	}
	return false
}

// named reports whether any record names a claim that is no more.
func (g *Engine) named(cl int32) bool {
	return len(g.requiredBy[cl])+len(g.opposed[cl])+len(g.premiseOf[cl])+len(g.denies[cl])+len(g.aside[cl]) > 0 ||
		len(g.supports.row(cl))+len(g.disputes.row(cl)) > 0
}
