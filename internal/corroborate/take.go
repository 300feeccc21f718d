package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

func (g *Engine) newStatement(id record.ID) {
	if _, new := g.sts.number(id); new {
		g.stID = append(g.stID, id)
		g.st, g.nature = append(g.st, nil), append(g.nature, nature(rootless)|idle)
		g.digest, g.early, g.plain = append(g.digest, [32]byte{}), append(g.early, g.order.early(id)), append(g.plain, false)
		g.active, g.live = append(g.active, 0), append(g.live, 0)
		g.speaker, g.item = append(g.speaker, 0), append(g.item, -1)
	}
}

func (g *Engine) newClaim(id record.ID) {
	if _, ok := g.claimNo[id]; ok { // gone and there again
		return
	}
	g.claimNo[id] = int32(len(g.claimID))
	g.claimID, g.claims = append(g.claimID, id), append(g.claims, nil)
	g.requires, g.results = append(g.requires, nil), append(g.results, Result{})
}

// takeStatement compares a statement with what the index has of it.
func (g *Engine) takeStatement(s int32, now *record.Statement) {
	was := g.st[s]
	g.st[s] = now
	if now == nil {
		now = &record.Statement{Speaker: record.Desk, State: record.Withdrawn}
		if was == nil {
			return
		}
	} else if was != nil && sameStatement(was, now) {
		return
	}
	if was == nil || !sameFrame(was, now) {
		g.frame(s, was, now)
	}
	nature := natureOf(now)
	if nature.kind() == inferred && !g.allThere(now.Premises) {
		nature = nature.groundless()
	}
	g.nature[s] = nature
	g.active[s] = g.admitted(s)
	g.dirty.statement(s)
}

// sameStatement reports whether two records are the same to R1.
func sameStatement(a, b *record.Statement) bool {
	return natureOf(a) == natureOf(b) && sameFrame(a, b)
}

// sameFrame reports whether two records name the same others and have the same labels.
func sameFrame(a, b *record.Statement) bool {
	return a.Speaker == b.Speaker && a.Evidence == b.Evidence && a.Basis == b.Basis && (a.Warrant == "") == (b.Warrant == "") &&
		slices.Equal(a.Conduit, b.Conduit) && slices.Equal(a.DerivedFrom, b.DerivedFrom) && slices.Equal(a.Premises, b.Premises)
}

func (g *Engine) allThere(claims []record.ID) bool {
	return !slices.ContainsFunc(claims, func(id record.ID) bool { return g.c.Claims[id] == nil })
}

// frame renews whom and what a statement names.
func (g *Engine) frame(s int32, was, now *record.Statement) {
	g.wantStatement(g.c, now)
	if was != nil {
		g.spoken.remove(g.speaker[s], s)
		for _, id := range was.Conduit {
			if id != record.Desk {
				g.spoken.remove(g.actor(id), s)
			}
		}
		if g.item[s] >= 0 {
			g.carried.remove(g.item[s], s)
		}
	}
	g.speaker[s], g.item[s] = g.actor(now.Speaker), -1
	g.spoken.add(g.speaker[s], s)
	for _, id := range now.Conduit {
		if id != record.Desk {
			g.spoken.add(g.actor(id), s)
		}
	}
	if g.c.Evidence[now.Evidence] != nil {
		g.item[s] = g.items.find(now.Evidence)
		g.carried.add(g.item[s], s)
	}
	g.nature[s] = natureOf(now)
	g.digest[s] = g.digests.statement(now, g.nature[s])
	for _, p := range g.parents.row(s) {
		g.childs.remove(p, s)
	}
	var parents []int32
	for _, d := range now.DerivedFrom {
		if p := g.sts.find(d.Statement); p >= 0 && g.c.Statements[d.Statement] != nil && !slices.Contains(parents, p) {
			parents = append(parents, p)
			g.childs.add(p, s)
		}
	}
	g.parents.set(s, parents)
	g.infer(s, now)
	g.seat(s)
}

// infer renews the premises of an inference.
func (g *Engine) infer(s int32, now *record.Statement) {
	for _, p := range g.premise[s] {
		g.premiseOf[p] = without(g.premiseOf[p], s)
	}
	delete(g.premise, s)
	if g.kind(s) != inferred || !g.allThere(now.Premises) {
		return
	}
	var premises []int32
	for _, id := range now.Premises {
		if p := g.claimNo[id]; !slices.Contains(premises, p) {
			premises = append(premises, p)
			g.premiseOf[p] = append(g.premiseOf[p], s)
		}
	}
	if len(premises) > 0 {
		slices.SortFunc(premises, g.compareClaims)
		g.premise[s] = premises
	}
}

// without gives a list without one occurrence of x.
func without(list []int32, x int32) []int32 {
	if k := slices.Index(list, x); k >= 0 {
		return slices.Delete(slices.Clone(list), k, k+1)
	}
	return list
}

// seat renews the labels of a statement.
func (g *Engine) seat(s int32) {
	row := g.work[:0]
	if st := g.st[s]; st != nil {
		for _, id := range st.Conduit {
			if id != record.Desk {
				row = append(row, g.actor(id))
			}
		}
	}
	plain := g.classify(row)
	g.via.set(s, row)
	row = g.appendLabels(row[:0], s)
	g.plain[s] = plain && g.plainLabels(s, row)
	g.labels.set(s, row)
	g.work = row
}

// takeClaim compares a claim with what the index has of it.
func (g *Engine) takeClaim(cl int32, now *record.Claim) {
	was := g.claims[cl]
	g.claims[cl] = now
	if now == nil {
		now = &record.Claim{}
	}
	if was == nil {
		was = &record.Claim{}
		g.dirty.claim(cl, inSupport)
	}
	if g.claims[cl] == nil {
		g.dirty.claim(cl, inSupport)
	}
	g.wantClaim(g.c, now)
	if !slices.Equal(was.AdverseTo, now.AdverseTo) {
		for _, a := range g.adverse.row(cl) {
			g.party[a] = without(g.party[a], cl)
		}
		var row []int32
		for _, id := range now.AdverseTo {
			a := g.actor(id)
			row = append(row, a)
			g.party[a] = append(g.party[a], cl)
		}
		g.adverse.set(cl, row)
		g.dirty.claim(cl, inAny)
	}
	if !slices.Equal(was.Requires, now.Requires) {
		g.require(cl, now.Requires)
	}
	if !slices.Equal(was.Excludes, now.Excludes) {
		g.exclude(cl, was.Excludes, now.Excludes)
	}
	if g.claims[cl] != nil && !sameQuantity(was.Quantity, now.Quantity) {
		g.restance(cl)
	}
}

func sameQuantity(a, b *record.Quantity) bool {
	same := func(x, y *float64) bool { return x == y || x != nil && y != nil && *x == *y }
	if a == nil || b == nil {
		return a == b
	}
	return same(a.Low, b.Low) && same(a.High, b.High)
}

func (g *Engine) require(cl int32, ids []record.ID) {
	for _, r := range g.requires[cl] {
		g.requiredBy[r] = without(g.requiredBy[r], cl)
		if len(g.requiredBy[r]) == 0 {
			g.shared.remove(r)
		}
	}
	g.requires[cl] = nil
	for _, id := range ids {
		if r, ok := g.claimNo[id]; ok && g.c.Claims[id] != nil {
			g.requires[cl] = append(g.requires[cl], r)
			g.requiredBy[r] = append(g.requiredBy[r], cl)
			g.shared.put(r)
		}
	}
	g.dirty.claim(cl, inAny)
}

func (g *Engine) exclude(cl int32, was, now []record.ID) {
	for _, id := range was {
		if o, ok := g.claimNo[id]; ok {
			g.opposed[cl] = without(g.opposed[cl], o)
			g.opposed[o] = without(g.opposed[o], cl)
			g.dirty.claim(o, inAny)
		}
	}
	for _, id := range now {
		if o, ok := g.claimNo[id]; ok && g.c.Claims[id] != nil {
			g.opposed[cl] = append(g.opposed[cl], o)
			g.opposed[o] = append(g.opposed[o], cl)
			g.dirty.claim(o, inAny)
		}
	}
	g.dirty.claim(cl, inAny)
}
