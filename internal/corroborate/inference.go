package corroborate

import (
	"cmp"
	"slices"

	"onrecord.dev/onrecord/internal/component"
)

// Limits of the chains kept behind premises. Beyond them a result may have to be
// reported as a bound.
const (
	maxFamily  = 200
	maxChoices = 600
)

// chain is a chain outside its graph.
type chain struct {
	labels []int32 // sorted
	sts    []int32 // origins first, each once
	rests  []int32 // the claims whose own chains it is made of, sorted
}

// family holds the minimal chains of a claim, or of a choice of premises.
type family struct {
	chains    []chain
	truncated bool
}

// families works out the chains of claims that serve as premises, in one mode
// and without banned statements.
type families struct {
	e    *engine
	m    mode
	ban  func(int32) bool
	done map[int32]family
}

// families gives the shared ones where nothing is banned.
func (e *engine) families(m mode, ban func(int32) bool) *families {
	if ban != nil {
		return &families{e: e, m: m, ban: ban, done: map[int32]family{}}
	}
	if e.fams[m] == nil {
		e.fams[m] = &families{e: e, m: m, done: map[int32]family{}}
	}
	return e.fams[m]
}

// choices gives each choice of one chain per claim as one chain.
func (f *families) choices(claims []int32) family {
	out := family{chains: []chain{{}}}
	for _, cl := range claims {
		out = f.product(out, f.of(cl))
	}
	return out
}

func (f *families) product(a, b family) family {
	out := family{truncated: a.truncated || b.truncated}
	for _, x := range a.chains {
		for _, y := range b.chains {
			if len(out.chains) == maxChoices {
				out.truncated = true
				break
			}
			out.chains = append(out.chains, joinChains(x, y))
		}
	}
	out.chains = f.e.smallestChains(out.chains)
	return out
}

func joinChains(x, y chain) chain {
	labels, rests := slices.Concat(x.labels, y.labels), slices.Concat(x.rests, y.rests)
	slices.Sort(labels)
	slices.Sort(rests)
	sts := slices.Clone(x.sts)
	for _, s := range y.sts {
		if !slices.Contains(sts, s) {
			sts = append(sts, s)
		}
	}
	return chain{slices.Compact(labels), sts, slices.Compact(rests)}
}

// of gives the family of a claim. Claims that are among each other's premises are
// worked out together, from nothing upwards, so that no chain rests on itself.
func (f *families) of(cl int32) family {
	if fam, ok := f.done[cl]; ok {
		return fam
	}
	next := func(c int32) []int32 {
		if _, known := f.done[c]; known {
			return nil
		}
		return f.under(c)
	}
	for _, group := range component.Strong([]int32{cl}, next) {
		if _, ok := f.done[group[0]]; ok {
			continue
		}
		slices.SortFunc(group, func(a, b int32) int { return cmp.Compare(f.e.claimID[a], f.e.claimID[b]) })
		for _, c := range group {
			f.done[c] = family{}
		}
		// A minimal chain passes each claim of the group once at most, so each
		// round that still finds something goes one claim deeper.
		for changed, round := true, 0; changed && round <= len(group)+1; round++ {
			changed = false
			for _, c := range group {
				next := f.work(c)
				if !sameLabels(next, f.done[c]) || next.truncated != f.done[c].truncated {
					f.done[c], changed = next, true
				}
			}
		}
	}
	return f.done[cl]
}

// under gives the claims on whose chains the chains of a claim rest.
func (f *families) under(cl int32) []int32 {
	e := f.e
	if !e.counts(cl) {
		return e.requires[cl]
	}
	var out []int32
	e.ancestors(e.supports.row(cl), f.m, f.ban, func(s int32) {
		out = append(out, e.premise[s]...)
	})
	return out
}

// ancestors visits the sinks and what they derive from, as far as it is live.
func (e *engine) ancestors(sinks []int32, m mode, ban func(int32) bool, visit func(int32)) {
	seen := map[int32]bool{}
	todo := slices.Clone(sinks)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[s] || e.live[s]&m.bit() == 0 || (ban != nil && ban(s)) {
			continue
		}
		seen[s] = true
		visit(s)
		todo = append(todo, e.parents.row(s)...)
	}
}

// work lists the chains of one claim from what is known of its premises. A claim
// with conjuncts and no support of its own stands on a chain for each of them.
func (f *families) work(cl int32) family {
	e := f.e
	if !e.counts(cl) {
		return f.limit(f.choices(e.requires[cl]))
	}
	g := e.gather(e.supports.row(cl), []int32{cl}, f.m, f.ban, f)
	defer e.release(g)
	g.orderLabels(e)
	out := family{truncated: g.truncated}
	for _, p := range g.parts() {
		list, all := p.minimal()
		out.truncated = out.truncated || !all
		for _, path := range list {
			ch := chain{rests: []int32{cl}}
			path.labels.each(func(l int32) bool {
				ch.labels = append(ch.labels, g.labels[l])
				return true
			})
			slices.Sort(ch.labels)
			for _, i := range path.nodes {
				if n := &g.nodes[i]; n.st >= 0 {
					ch.sts = append(ch.sts, n.st)
				} else {
					ch.sts = append(ch.sts, g.choices[n.choice].sts...)
					ch.rests = append(ch.rests, g.choices[n.choice].rests...)
				}
			}
			out.chains = append(out.chains, dedupe(ch))
		}
	}
	return f.limit(out)
}

func dedupe(ch chain) chain {
	return joinChains(chain{labels: ch.labels, rests: ch.rests}, chain{sts: ch.sts})
}

func (f *families) limit(fam family) family {
	fam.chains = f.e.smallestChains(fam.chains)
	if len(fam.chains) > maxFamily {
		fam.chains, fam.truncated = fam.chains[:maxFamily], true
	}
	return fam
}

// smallestChains keeps the chains whose labels include no other's, of equals the
// shortest, in an order that does not depend on the numbering.
func (e *engine) smallestChains(in []chain) []chain {
	slices.SortStableFunc(in, func(a, b chain) int {
		if n := cmp.Or(cmp.Compare(len(a.labels), len(b.labels)), cmp.Compare(len(a.sts), len(b.sts))); n != 0 {
			return n
		}
		for i := range a.sts {
			if n := e.compareStatements(a.sts[i], b.sts[i]); n != 0 {
				return n
			}
		}
		return 0
	})
	var out []chain
	for _, c := range in {
		if !slices.ContainsFunc(out, func(o chain) bool { return subset(o.labels, c.labels) }) {
			out = append(out, c)
		}
	}
	return out
}

// subset reports whether sorted a lies within sorted b.
func subset(a, b []int32) bool {
	i := 0
	for _, x := range b {
		if i < len(a) && a[i] == x {
			i++
		}
	}
	return i == len(a)
}

func sameLabels(a, b family) bool {
	return slices.EqualFunc(a.chains, b.chains, func(x, y chain) bool { return slices.Equal(x.labels, y.labels) })
}
