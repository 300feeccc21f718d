package corroborate

// regroup makes anew the classes of the actors and the copies that edits touched,
// each as far as it reached before, and renews the labels that this changes. That is
// far enough: what joins a class is tied to somebody touched.
func (g *Engine) regroup() {
	if len(g.dirty.actors) > 0 {
		among := g.actors.class.scatter(g.dirty.actors, g.selves)
		selves, classes := before(g.actors.self, among), before(g.actors.class, among)
		g.rejoin(among)
		enlist(g.actors.class, among, g.selves)
		for i, a := range among {
			if g.actors.self.up[a] != selves[i] {
				for _, cl := range g.party[a] {
					g.dirty.claim(cl, inAny)
				}
			}
			if g.actors.self.up[a] != selves[i] || g.actors.class.up[a] != classes[i] {
				g.relabel(g.spoken.row(a))
			}
		}
	}
	if len(g.dirty.items) > 0 {
		among := g.copies.of.scatter(g.dirty.items, g.same)
		old := before(g.copies.of, among)
		g.rejoinCopies(among)
		enlist(g.copies.of, among, g.same)
		for i, item := range among {
			if g.copies.of.up[item] != old[i] {
				g.relabel(g.carried.row(item))
			}
		}
	}
}

// scatter lists all that stand in one set with some of the touched, each once.
func (p *partition) scatter(touched []int32, members map[int32][]int32) []int32 {
	var out []int32
	seen := map[int32]bool{}
	for _, t := range touched {
		up := p.find(t)
		if seen[up] {
			continue
		}
		seen[up] = true
		if all := members[up]; all != nil {
			out = append(out, all...)
		} else {
			out = append(out, up)
		}
		delete(members, up)
	}
	return out
}

func before(p *partition, among []int32) []int32 {
	out := make([]int32, len(among))
	for i, a := range among {
		out[i] = p.up[a]
	}
	return out
}

// enlist flattens the sets among some members and lists those of several.
func enlist(p *partition, among []int32, members map[int32][]int32) {
	for _, a := range among {
		p.up[a] = p.find(a)
	}
	for _, a := range among {
		if up := p.up[a]; up != a {
			if members[up] == nil {
				members[up] = []int32{up}
			}
			members[up] = append(members[up], a)
		}
	}
}

func (g *Engine) rejoin(among []int32) {
	self, class := g.actors.self, g.actors.class
	for _, a := range among {
		self.up[a] = a
	}
	for _, a := range among {
		for _, b := range g.tied[a] {
			if (g.actors.trait[a]|g.actors.trait[b])&nameless == 0 {
				self.join(a, b)
			}
		}
	}
	for _, a := range among {
		self.up[a] = self.find(a)
		class.up[a] = self.up[a]
	}
	for _, a := range among {
		for _, b := range g.dependent[a] {
			class.join(a, b)
		}
	}
}

func (g *Engine) rejoinCopies(among []int32) {
	of := g.copies.of
	for _, item := range among {
		of.up[item] = item
	}
	for _, item := range among {
		if e := g.itemAs[item]; e != nil {
			if all := g.hashes[hashOfOriginal(e)]; len(all) > 0 {
				of.join(all[0], item)
			}
			if all := g.groups[e.NearDupGroup]; len(all) > 0 {
				of.join(all[0], item)
			}
		}
	}
}

// relabel renews the labels of statements.
func (g *Engine) relabel(sts []int32) {
	for _, s := range sts {
		g.seat(s)
		g.dirty.statement(s)
	}
}
