package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// takeLink renews what a link counts as.
func (g *Engine) takeLink(k record.LinkKey) {
	cl, s := g.c.Claims[k.Claim], g.c.Statements[k.Statement]
	no, okClaim := g.claimNo[k.Claim]
	st := g.sts.find(k.Statement)
	l := g.c.Links[k]
	if l != nil {
		g.want(k.Claim, cl != nil)
		g.want(k.Statement, s != nil)
	}
	if okClaim && st >= 0 {
		if cl == nil || s == nil {
			l = nil
		}
		g.tie(no, st, cl, l)
	}
}

// tie puts a link, or none, in the place of the one between a claim and a statement.
func (g *Engine) tie(cl, s int32, claim *record.Claim, l *record.Link) {
	was := g.tieNow(cl, s)
	g.aside[cl] = without(g.aside[cl], s)
	as := tieNone
	if l != nil {
		if as = tieOf(claim, l); as == tieNone && l.Value != nil {
			g.aside[cl] = append(g.aside[cl], s)
		}
	}
	if len(g.aside[cl]) == 0 {
		delete(g.aside, cl)
	}
	if was == as {
		return
	}
	switch was {
	case tieSupports:
		g.supports.remove(cl, s)
	case tieDisputes:
		g.disputes.remove(cl, s)
	case tieDenies, tieConcedes:
		g.denies[cl] = slices.DeleteFunc(slices.Clone(g.denies[cl]), func(d denial) bool { return d.st == s })
	}
	switch as {
	case tieSupports:
		g.supports.add(cl, s)
	case tieDisputes:
		g.disputes.add(cl, s)
	case tieDenies, tieConcedes:
		g.denies[cl] = append(g.denies[cl], denial{s, as == tieConcedes})
	}
	switch {
	case as == tieNone:
		g.bears.remove(s, cl)
	case was == tieNone:
		g.bears.add(s, cl)
	}
	g.dirty.claim(cl, inSupport)
}

// tieNow gives what the link between a claim and a statement counts as in the
// index if anything.
func (g *Engine) tieNow(cl, s int32) tieKind {
	if !slices.Contains(g.bears.row(s), cl) {
		return tieNone
	}
	for _, d := range g.denies[cl] {
		switch {
		case d.st == s && d.accepts:
			return tieConcedes
		case d.st == s:
			return tieDenies
		}
	}
	if slices.Contains(g.disputes.row(cl), s) {
		return tieDisputes
	}
	return tieSupports
}

// restance renews the links of a claim whose quantity changed.
func (g *Engine) restance(cl int32) {
	claim := g.claims[cl]
	for _, s := range slices.Concat(g.supports.row(cl), g.disputes.row(cl), g.aside[cl]) {
		l := g.c.Links[record.LinkKey{Statement: g.stID[s], Claim: g.claimID[cl]}]
		if g.c.Statements[g.stID[s]] == nil {
			g.want(g.stID[s], l == nil)
			l = nil
		}
		g.tie(cl, s, claim, l)
	}
}
