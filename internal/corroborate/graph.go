package corroborate

import "slices"

// graph is what lies between the origins and the statements that support (or
// dispute) one claim. Nodes stand in the order of their statements' ids and
// labels, once ordered, in that of their names, so everything decided on it is
// independent of how the casefile was numbered.
type graph struct {
	nodes  []node
	labels []int32 // local label -> label

	inferred  bool // an inference is among the nodes
	weak      bool // a node here is not live without untraced roots
	withheld  bool // a node here is not live in the publishable view
	truncated bool // premises had more chains than were kept
	conduits  bool // something here came through a conduit

	space
}

// space is what a graph needs while it is worked on; the next graph uses it again.
type space struct {
	cells  []int32 // what the nodes' lists are made of
	uses   []int32 // local label -> nodes that carry it
	joined []int32 // local label -> another of the same part
	group  []int32 // local label that speaks for a part -> number of the part
	at     []int32 // node -> its place in its part
	in     []int32 // nodes, part by part
	parts_ []part
	passes []int32 // node -> ends of chains seen above it
	used   []bool  // local label -> taken by a chain
	vertex []int32 // local label -> vertex of its part's flow
	greed  greed
	flow   flow
	trail  []int32 // of the chain found last
}

type node struct {
	st      int32   // statement; -1 for a choice of premises' chains
	labels  []int32 // local; from the origin towards the desk
	parents []int32 // nodes
	root    bool
	sink    bool
	alive   bool    // some chain runs through it
	half    bool    // an inference of which not every choice of premises is here
	choice  []int32 // labels of a choice of premises
	before  []int32 // statements of a choice of premises, origins first
	rests   []int32 // claims on which a choice of premises rests
}

// gather builds the graph of the chains that end in one of the sinks. Statements
// for which ban holds are left out. of names the claims all of whose support is
// among the sinks: no inference here rests on one of them.
func (e *engine) gather(sinks, of []int32, m mode, ban func(int32) bool, fams *families) *graph {
	e.epoch++
	bit := m.bit()
	g := e.newGraph()
	sts := e.sts[:0]
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
	for i, s := range sts {
		e.place[s] = int32(i)
	}
	e.sortStatements(sts)
	strong, shown := modeOf(m.view(), false).bit(), modeOf(publishable, m.withUntraced()).bit()
	for _, s := range sts {
		g.nodes = append(g.nodes, node{st: s, sink: e.place[s] < int32(ends)})
	}
	for i, s := range sts {
		e.place[s] = int32(i)
	}
	for i, s := range sts {
		n := &g.nodes[i]
		n.labels = e.labels.row(s)
		n.root = e.kind(s) == firsthand || e.kind(s) == untraced
		first := len(g.cells)
		for _, p := range e.parents.row(s) {
			if e.mark[p] == e.epoch {
				g.cells = append(g.cells, e.place[p])
			}
		}
		n.parents = g.cells[first:len(g.cells):len(g.cells)]
		g.weak = g.weak || e.live[s]&strong == 0
		g.withheld = g.withheld || e.live[s]&shown == 0
		g.inferred = g.inferred || e.kind(s) == inferred
		g.conduits = g.conduits || g.inferred || len(e.via.row(s)) > 0 // who knows what is behind premises
	}
	e.sts = sts
	if g.inferred {
		e.addPremises(g, of, fams)
	}
	g.numberLabels(e)
	g.markAlive(ban == nil && !g.inferred)
	return g
}

// newGraph gives an empty graph, with the space of one that was released. Graphs
// are built within graphs where premises have premises.
func (e *engine) newGraph() *graph {
	if n := len(e.graphs); n > 0 {
		g := e.graphs[n-1]
		e.graphs = e.graphs[:n-1]
		g.cells = g.cells[:0]
		*g = graph{nodes: g.nodes[:0], labels: g.labels[:0], space: g.space}
		return g
	}
	return &graph{}
}

func (e *engine) release(g *graph) { e.graphs = append(e.graphs, g) }

// addPremises puts, before each inference, one root for each choice of one chain
// per premise. A choice that rests on a claim of whose chains the graph is made
// would put that claim among its own premises: it is left out. Nothing is lost by
// that, since the chain inside it stands here by itself, with fewer labels.
func (e *engine) addPremises(g *graph, of []int32, fams *families) {
	for i := range g.nodes {
		s := g.nodes[i].st
		if e.kind(s) != inferred {
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
			g.nodes = append(g.nodes, node{st: -1, labels: ch.labels, choice: ch.labels, root: true, before: ch.sts, rests: ch.rests})
		}
	}
}

// numberLabels replaces labels by local ones.
func (g *graph) numberLabels(e *engine) {
	g.uses = g.uses[:0]
	most := 0
	for i := range g.nodes {
		most += len(g.nodes[i].labels)
	}
	e.local.clear(most)
	for i := range g.nodes {
		n := &g.nodes[i]
		first := len(g.cells)
		for _, l := range n.labels {
			place, new := e.local.put(l, int32(len(g.labels)))
			if new {
				g.labels, g.uses = append(g.labels, l), append(g.uses, 0)
			}
			g.uses[place]++
			g.cells = append(g.cells, place)
		}
		n.labels = g.cells[first:len(g.cells):len(g.cells)]
	}
}

// orderLabels numbers the local labels anew in the order of their names, for
// whatever is decided by that order.
func (g *graph) orderLabels(e *engine) {
	slices.SortFunc(g.labels, e.compareLabels)
	e.local.clear(len(g.labels))
	for i, l := range g.labels {
		e.local.put(l, int32(i))
	}
	for i := range g.nodes {
		n := &g.nodes[i]
		if n.st >= 0 {
			for j, l := range e.labels.row(n.st) {
				n.labels[j] = e.local.of(l)
			}
			continue
		}
		for j, l := range n.choice {
			n.labels[j] = e.local.of(l)
		}
		slices.Sort(n.labels) // what stands behind premises comes in no order of its own
	}
}

// markAlive marks what some root feeds; the rest can be no part of a chain. Where
// nothing is banned, whatever is live is fed.
func (g *graph) markAlive(all bool) {
	if all {
		for i := range g.nodes {
			g.nodes[i].alive = true
		}
		return
	}
	g.reach(func(*node) bool { return true }, func(i int32) { g.nodes[i].alive = true })
	for i := range g.nodes {
		n := &g.nodes[i]
		n.parents = slices.DeleteFunc(n.parents, func(p int32) bool { return !g.nodes[p].alive })
	}
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
