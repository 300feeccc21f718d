package corroborate

import (
	"slices"
	"strings"
)

// graph is what lies between the origins and the statements that support (or
// dispute) one claim. Nodes stand in the order of their statements' ids, labels
// in the order of their names, so everything decided on it is independent of how
// the casefile was numbered.
type graph struct {
	nodes  []node
	labels []int32 // local label -> label

	inferred  bool // an inference is among the nodes
	weak      bool // a node here is not live without untraced roots
	withheld  bool // a node here is not live in the publishable view
	truncated bool // premises had more chains than were kept
}

type node struct {
	st      int32   // statement; -1 for a choice of premises' chains
	labels  []int32 // local; from the origin towards the desk
	parents []int32 // nodes
	root    bool
	sink    bool
	alive   bool    // some chain runs through it
	half    bool    // an inference of which not every choice of premises is here
	before  []int32 // statements of a choice of premises, origins first
	rests   []int32 // claims on which a choice of premises rests
}

// gather builds the graph of the chains that end in one of the sinks. Statements
// for which ban holds are left out. of names the claims all of whose support is
// among the sinks: no inference here rests on one of them.
func (e *engine) gather(sinks, of []int32, m mode, ban func(int32) bool, fams *families) *graph {
	e.epoch++
	bit := m.bit()
	var sts []int32
	visit := func(s int32) {
		if e.mark[s] != e.epoch && e.live[s]&bit != 0 && (ban == nil || !ban(s)) {
			e.mark[s] = e.epoch
			sts = append(sts, s)
		}
	}
	for _, s := range sinks {
		visit(s)
	}
	ends := len(sts)
	for i := 0; i < len(sts); i++ {
		for _, p := range e.parents.row(sts[i]) {
			visit(p)
		}
	}
	isSink := make(map[int32]bool, ends)
	for _, s := range sts[:ends] {
		isSink[s] = true
	}
	slices.SortFunc(sts, func(a, b int32) int { return strings.Compare(string(e.st[a].ID), string(e.st[b].ID)) })
	for i, s := range sts {
		e.place[s] = int32(i)
	}
	g := &graph{nodes: make([]node, len(sts))}
	strong, shown := modeOf(m.view(), false).bit(), modeOf(publishable, m.withUntraced()).bit()
	mark, epoch := e.mark, e.epoch
	for i, s := range sts {
		n := node{st: s, labels: e.labels.row(s), sink: isSink[s]}
		n.root = e.kind[s] == firsthand || e.kind[s] == untraced
		for _, p := range e.parents.row(s) {
			if mark[p] == epoch {
				n.parents = append(n.parents, e.place[p])
			}
		}
		g.weak = g.weak || e.live[s]&strong == 0
		g.withheld = g.withheld || e.live[s]&shown == 0
		g.inferred = g.inferred || e.kind[s] == inferred
		g.nodes[i] = n
	}
	if g.inferred {
		e.addPremises(g, of, fams)
	}
	g.nameLabels(e)
	g.markAlive()
	return g
}

// addPremises puts, before each inference, one root for each choice of one chain
// per premise. A choice that rests on a claim of whose chains the graph is made
// would put that claim among its own premises: it is left out. Nothing is lost by
// that, since the chain inside it stands here by itself, with fewer labels.
func (e *engine) addPremises(g *graph, of []int32, fams *families) {
	for i := range g.nodes {
		s := g.nodes[i].st
		if e.kind[s] != inferred {
			continue
		}
		premises := e.premise[s]
		if len(premises) == 0 {
			g.nodes[i].root = true
			continue
		}
		choices := fams.choices(premises)
		g.nodes[i].half = choices.truncated
		g.truncated = g.truncated || choices.truncated
		for _, ch := range choices.chains {
			if slices.ContainsFunc(ch.rests, func(c int32) bool { return slices.Contains(of, c) }) {
				continue
			}
			g.nodes[i].parents = append(g.nodes[i].parents, int32(len(g.nodes)))
			g.nodes = append(g.nodes, node{st: -1, labels: ch.labels, root: true, before: ch.sts, rests: ch.rests})
		}
	}
}

// nameLabels replaces labels by local ones, numbered in the order of their names.
func (g *graph) nameLabels(e *engine) {
	e.labelEpoch++
	for i := range g.nodes {
		for _, l := range g.nodes[i].labels {
			if e.labelMark[l] != e.labelEpoch {
				e.labelMark[l] = e.labelEpoch
				g.labels = append(g.labels, l)
			}
		}
	}
	slices.SortFunc(g.labels, func(a, b int32) int { return strings.Compare(e.labelName(a), e.labelName(b)) })
	for i, l := range g.labels {
		e.labelPlace[l] = int32(i)
	}
	for i := range g.nodes {
		n := &g.nodes[i]
		local := make([]int32, len(n.labels))
		for j, l := range n.labels {
			local[j] = e.labelPlace[l]
		}
		if n.st < 0 { // what stands behind premises comes in no order of its own
			slices.Sort(local)
		}
		n.labels = local
	}
}

// markAlive marks what some root feeds; the rest can be no part of a chain.
func (g *graph) markAlive() {
	g.reach(func(*node) bool { return true }, func(i int32) { g.nodes[i].alive = true })
}

// reach walks from the roots through nodes that may be passed.
func (g *graph) reach(pass func(*node) bool, found func(int32)) {
	childs := make([][]int32, len(g.nodes))
	seen := make([]bool, len(g.nodes))
	var todo []int32
	for i := range g.nodes {
		n := &g.nodes[i]
		for _, p := range n.parents {
			childs[p] = append(childs[p], int32(i))
		}
		if (n.root || n.half) && pass(n) {
			seen[i] = true
			todo = append(todo, int32(i))
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		found(i)
		for _, c := range childs[i] {
			if !seen[c] && pass(&g.nodes[c]) {
				seen[c] = true
				todo = append(todo, c)
			}
		}
	}
}

// part is a piece of a graph whose chains share no label with the rest.
type part struct {
	*graph
	in []int32 // alive nodes, ascending
}

// parts splits a graph, so that each piece can be solved alone.
func (g *graph) parts() []part {
	p := make([]int32, len(g.labels))
	for i := range p {
		p[i] = int32(i)
	}
	find := func(i int32) int32 {
		for p[i] != i {
			p[i] = p[p[i]]
			i = p[i]
		}
		return i
	}
	for i := range g.nodes {
		n := &g.nodes[i]
		if !n.alive {
			continue
		}
		for _, l := range n.labels[1:] {
			p[find(l)] = find(n.labels[0])
		}
		for _, up := range n.parents {
			if g.nodes[up].alive {
				p[find(g.nodes[up].labels[0])] = find(n.labels[0])
			}
		}
	}
	var out []part
	at := map[int32]int{}
	for i := range g.nodes {
		if !g.nodes[i].alive {
			continue
		}
		r := find(g.nodes[i].labels[0])
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, part{graph: g})
		}
		out[k].in = append(out[k].in, int32(i))
	}
	return out
}
