package corroborate

import "slices"

// graph is what lies between the origins and the statements that support (or
// dispute) one claim. Nodes stand in the order of their statements' ids and
// labels, once ordered, in that of their names, so everything decided on it is
// independent of how the casefile was numbered.
type graph struct {
	nodes   []node
	labels  []int32 // local label -> label
	choices []chain // of premises' chains

	inferred  bool // an inference is among the nodes
	weak      bool // a node here is not live without untraced roots
	withheld  bool // a node here is not live in the publishable view
	truncated bool // premises had more chains than were kept
	conduits  bool // something here came through a conduit
	listed    bool // the carriers of labels are listed

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
	sizes  []int32
	used   []bool  // local label -> taken by a chain
	vertex []int32 // local label -> vertex of its part's flow
	greed  greed
	flow   flow
	quick  quick
}

// node holds no pointers: there are many, and they are made again and again.
type node struct {
	st              int32 // statement; -1 for a choice of premises' chains
	labels, parents span  // in the cells: local labels, from the origin towards the desk; nodes
	choice          int32 // of a choice, its place in the list
	live            uint8 // modes as bits in which it is live by itself
	alive           bool  // some chain runs through it
	root            bool
	sink            bool
	half            bool // an inference of which not every choice of premises is here
}

func (g *graph) labelsOf(n *node) []int32 {
	return g.cells[n.labels.from : n.labels.from+n.labels.n]
}

func (g *graph) parentsOf(n *node) []int32 {
	return g.cells[n.parents.from : n.parents.from+n.parents.n]
}

// first and last give a node's labels nearest to the origin and to the desk.
func (g *graph) first(n *node) int32 { return g.cells[n.labels.from] }
func (g *graph) last(n *node) int32  { return g.cells[n.labels.from+n.labels.n-1] }

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
	e.sts = sts
	e.sortStatements(sts)
	strong, shown := modeOf(m.view(), false).bit(), modeOf(publishable, m.withUntraced()).bit()
	g.nodes = slices.Grow(g.nodes, len(sts))[:len(sts)]
	for i, s := range sts {
		kind := e.kind(s)
		g.nodes[i] = node{st: s, live: e.live[s], sink: e.place[s] < int32(ends), root: kind == firsthand || kind == untraced}
		e.place[s] = int32(i)
		g.weak = g.weak || e.live[s]&strong == 0
		g.withheld = g.withheld || e.live[s]&shown == 0
		g.inferred = g.inferred || kind == inferred
		g.conduits = g.conduits || kind == inferred || len(e.via.row(s)) > 0 // who knows what is behind premises
	}
	for i, s := range sts {
		from := len(g.cells)
		for _, p := range e.parents.row(s) {
			if e.mark[p] == e.epoch {
				g.cells = append(g.cells, e.place[p])
			}
		}
		g.nodes[i].parents = span{int32(from), int32(len(g.cells) - from)}
	}
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
		clear(g.choices)
		*g = graph{nodes: g.nodes[:0], labels: g.labels[:0], choices: g.choices[:0], space: g.space}
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
		from := len(g.cells)
		for _, ch := range choices.chains {
			if slices.ContainsFunc(ch.rests, func(c int32) bool { return slices.Contains(of, c) }) {
				continue
			}
			g.cells = append(g.cells, int32(len(g.nodes)))
			g.nodes = append(g.nodes, node{st: -1, choice: int32(len(g.choices)), root: true})
			g.choices = append(g.choices, ch)
		}
		g.nodes[i].parents = span{int32(from), int32(len(g.cells) - from)}
	}
}

// labels gives the labels of a node as the casefile numbers them.
func (e *engine) labelsIn(g *graph, n *node) []int32 {
	if n.st >= 0 {
		return e.labels.row(n.st)
	}
	return g.choices[n.choice].labels
}

// numberLabels gives nodes local labels.
func (g *graph) numberLabels(e *engine) {
	g.uses = g.uses[:0]
	most := 0
	for i := range g.nodes {
		most += len(e.labelsIn(g, &g.nodes[i]))
	}
	e.local.clear(most)
	for i := range g.nodes {
		n := &g.nodes[i]
		from := len(g.cells)
		for _, l := range e.labelsIn(g, n) {
			place, new := e.local.put(l, int32(len(g.labels)))
			if new {
				g.labels, g.uses = append(g.labels, l), append(g.uses, 0)
			}
			g.uses[place]++
			g.cells = append(g.cells, place)
		}
		n.labels = span{int32(from), int32(len(g.cells) - from)}
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
		labels := g.labelsOf(n)
		for j, l := range e.labelsIn(g, n) {
			labels[j] = e.local.of(l)
		}
		if n.st < 0 {
			slices.Sort(labels) // what stands behind premises comes in no order of its own
		}
	}
}

// restrict makes alive what chains of another mode run through, which admits no more
// than the one for which the graph was gathered; nothing in it may be banned or
// inferred.
func (g *graph) restrict(m mode) {
	bit, strong, shown := m.bit(), modeOf(m.view(), false).bit(), modeOf(publishable, m.withUntraced()).bit()
	g.weak, g.withheld = false, false
	todo := g.quick.todo[:0]
	for i := range g.nodes {
		n := &g.nodes[i]
		if n.alive = n.sink && n.live&bit != 0; n.alive {
			todo = append(todo, int32(i))
		}
	}
	for len(todo) > 0 {
		n := &g.nodes[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		g.weak = g.weak || n.live&strong == 0
		g.withheld = g.withheld || n.live&shown == 0
		for _, up := range g.parentsOf(n) {
			if before := &g.nodes[up]; !before.alive && before.live&bit != 0 {
				before.alive = true
				todo = append(todo, up)
			}
		}
	}
	g.quick.todo = todo
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
		n.parents.n = int32(len(slices.DeleteFunc(g.parentsOf(n), func(p int32) bool { return !g.nodes[p].alive })))
	}
}

// reach walks from the roots through nodes that may be passed.
func (g *graph) reach(pass func(*node) bool, found func(int32)) {
	childs := make([][]int32, len(g.nodes))
	seen := make([]bool, len(g.nodes))
	var todo []int32
	for i := range g.nodes {
		n := &g.nodes[i]
		for _, p := range g.parentsOf(n) {
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
