package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// actor gives the number of an actor, a new one where he has none.
func (g *Engine) actor(id record.ID) int32 {
	a, ok := g.actors.no[id]
	if !ok {
		a = int32(len(g.actors.ids))
		g.actors.no[id] = a
		g.actors.ids, g.actors.trait = append(g.actors.ids, id), append(g.actors.trait, 0)
		g.actors.self.up, g.actors.class.up = append(g.actors.self.up, a), append(g.actors.class.up, a)
		g.actorAs = append(g.actorAs, nil)
	}
	return a
}

// takeActor compares an actor's entry with what the index has of it.
func (g *Engine) takeActor(a int32, now *record.Actor) {
	was := g.actorAs[a]
	g.actorAs[a] = now
	if was == nil {
		was = &record.Actor{}
	}
	if now == nil {
		now = &record.Actor{}
	}
	before, after := g.actors.trait[a], traitsOf(now)
	g.actors.trait[a] = after
	if (before^after)&^nameless != 0 {
		for _, s := range g.spoken.row(a) {
			if g.speaker[s] == a {
				g.active[s] = g.admitted(s)
				g.dirty.statement(s)
			}
		}
	}
	if (before^after)&nameless != 0 {
		g.dirty.actors = append(append(g.dirty.actors, a), g.tied[a]...)
	}
	if was.SpeaksFor == now.SpeaksFor && slices.Equal(was.SameAs, now.SameAs) {
		return
	}
	for _, id := range tiesOf(was) {
		b := g.actor(id)
		g.tied[a], g.tied[b] = without(g.tied[a], b), without(g.tied[b], a)
		g.dirty.actors = append(g.dirty.actors, a, b)
	}
	for _, id := range tiesOf(now) {
		b := g.actor(id)
		g.tied[a], g.tied[b] = append(g.tied[a], b), append(g.tied[b], a)
		g.dirty.actors = append(g.dirty.actors, a, b)
	}
}

func tiesOf(a *record.Actor) []record.ID {
	if a.SpeaksFor == "" {
		return a.SameAs
	}
	return append(slices.Clone(a.SameAs), a.SpeaksFor)
}

func (g *Engine) takeDependence(k record.PairKey) {
	a, b := g.actor(k.A), g.actor(k.B)
	d := g.c.Dependence[k]
	was, now := slices.Contains(g.dependent[a], b), d != nil && d.Verdict == record.Dependent
	switch {
	case was && !now:
		g.dependent[a], g.dependent[b] = without(g.dependent[a], b), without(g.dependent[b], a)
	case now && !was:
		g.dependent[a], g.dependent[b] = append(g.dependent[a], b), append(g.dependent[b], a)
	default:
		return
	}
	g.dirty.actors = append(g.dirty.actors, a, b)
}

func (g *Engine) newItem(id record.ID) {
	if item, new := g.items.number(id); new {
		g.copies.ids = append(g.copies.ids, id)
		g.copies.views = append(g.copies.views, 0)
		g.copies.of.up = append(g.copies.of.up, item)
		g.itemAs = append(g.itemAs, nil)
	}
}

// takeEvidence compares an item with what the index has of it.
func (g *Engine) takeEvidence(item int32, now *record.Evidence) {
	was := g.itemAs[item]
	g.itemAs[item] = now
	if was == nil {
		was = &record.Evidence{}
	}
	if now == nil {
		now = &record.Evidence{}
	}
	if was.Embargo != now.Embargo {
		g.ends.remove(item, was.Embargo)
		g.ends.put(item, now.Embargo)
	}
	g.review(item)
	g.copied(g.hashes, hashOfOriginal(was), hashOfOriginal(now), item)
	g.copied(g.groups, was.NearDupGroup, now.NearDupGroup, item)
}

func hashOfOriginal(e *record.Evidence) string {
	if e.Original == nil {
		return ""
	}
	return e.Original.SHA256
}

// copied moves an item from one group of copies to another.
func (g *Engine) copied(of map[string][]int32, was, now string, item int32) {
	if was == now {
		return
	}
	g.dirty.items = append(g.dirty.items, item) // stands for all whose copy it was
	if was != "" {
		if of[was] = without(of[was], item); len(of[was]) == 0 {
			delete(of, was)
		}
	}
	if now != "" {
		of[now] = append(of[now], item)
		g.dirty.items = append(g.dirty.items, of[now][0])
	}
}

// review finds anew who may use an item.
func (g *Engine) review(item int32) {
	views := uint8(0)
	if e := g.itemAs[item]; e != nil && e.State.IsActive() {
		views = bothViews
		if e.Embargo.RunsAt(g.options.Now) {
			views = 1 << desk
		}
	}
	if views == g.copies.views[item] {
		return
	}
	g.copies.views[item] = views
	for _, s := range g.carried.row(item) {
		if active := g.admitted(s); active != g.active[s] {
			g.active[s] = active
			g.dirty.statement(s)
		}
	}
}
