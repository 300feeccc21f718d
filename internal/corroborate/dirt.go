package corroborate

// dirt is what edits touched and what follows from that.
type dirt struct {
	all    bool   // nothing can be kept
	edits  []Edit // noted, not yet in the index
	gone   []Edit // of records that are no more
	sts    []int32
	claims []int32
	todo   []pending // claims to be passed on
	work   []int32
	reach  []uint8 // statement -> touched
	depth  []uint8 // claim -> how it is touched
	actors []int32 // whose classes may have changed
	items  []int32
}

type pending struct {
	claim int32
	how   uint8
}

// How a claim may be touched: in anything that its result or the hash of its inputs
// goes by, and beyond that in what supports it.
const (
	inAny     uint8 = 1
	inSupport uint8 = 3
)

func (d *dirt) statement(s int32) {
	d.reach = longer(d.reach, int(s)+1)
	if d.reach[s] == 0 {
		d.reach[s] = 1
		d.sts = append(d.sts, s)
	}
}

func (d *dirt) claim(cl int32, how uint8) {
	d.depth = longer(d.depth, int(cl)+1)
	if d.depth[cl] == 0 {
		d.claims = append(d.claims, cl)
	}
	if more := how &^ d.depth[cl]; more != 0 {
		d.depth[cl] |= how
		d.todo = append(d.todo, pending{cl, more})
	}
}

// reset begins anew; the space is used again.
func (d *dirt) reset() {
	for _, s := range d.sts {
		d.reach[s] = 0
	}
	for _, cl := range d.claims {
		d.depth[cl] = 0
	}
	d.edits, d.gone = d.edits[:0], d.gone[:0]
	d.sts, d.claims, d.todo, d.actors, d.items = d.sts[:0], d.claims[:0], d.todo[:0], d.actors[:0], d.items[:0]
}

// spreadDirt takes the forward closure of what is touched and gives the claims in
// it. A statement touches what derives from it and the claims to which it is
// linked; a claim those that require it and the inferences of which it is a
// premise, and with its support those that exclude it.
func (g *Engine) spreadDirt() []int32 {
	d := &g.dirty
	for s := 0; s < len(d.sts) || len(d.todo) > 0; {
		if n := len(d.todo); n > 0 {
			p := d.todo[n-1]
			d.todo = d.todo[:n-1]
			g.passOn(p)
			continue
		}
		for _, child := range g.childs.row(d.sts[s]) {
			d.statement(child)
		}
		for _, cl := range g.bears.row(d.sts[s]) {
			d.claim(cl, inSupport)
		}
		s++
	}
	return d.claims
}

func (g *Engine) passOn(p pending) {
	d := &g.dirty
	if p.how&inAny != 0 {
		for _, cl := range g.requiredBy[p.claim] {
			d.claim(cl, inAny)
		}
		for _, s := range g.premiseOf[p.claim] {
			d.statement(s)
		}
	}
	if p.how&^inAny != 0 {
		for _, cl := range g.opposed[p.claim] {
			d.claim(cl, inAny)
		}
	}
}

// revive works out anew where chains end among statements that make up a closure:
// what feeds them from outside stays as it is. It starts from nothing, so that what
// a cycle feeds only itself dies, and grows until nothing more does.
func (g *Engine) revive(sts []int32) {
	inferences := 0
	for _, s := range sts {
		if g.kind(s) == inferred && len(g.premise[s]) > 0 {
			inferences++
		}
	}
	if inferences > mostInferences {
		g.markLive()
		return
	}
	for _, s := range sts {
		g.live[s] = 0
	}
	waiting := make([]int32, 0, inferences)
	todo := g.dirty.work[:0]
	raise := func(s int32) {
		if bits := g.fed(s); bits != g.live[s] {
			g.live[s] = bits
			todo = append(todo, s)
		}
	}
	for _, s := range sts {
		if g.kind(s) == inferred && len(g.premise[s]) > 0 {
			waiting = append(waiting, s)
		} else {
			raise(s)
		}
	}
	for before := -1; before != 0; {
		for len(todo) > 0 {
			s := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, child := range g.childs.row(s) {
				raise(child)
			}
		}
		for _, s := range waiting {
			raise(s)
		}
		before = len(todo)
	}
	g.dirty.work = todo
}

// mostInferences bounds the rounds of revive; beyond it one pass over everything is
// the better way.
const mostInferences = 32

// fed gives the modes, as bits, in which a chain ends at a statement, going by what
// is live so far.
func (g *Engine) fed(s int32) uint8 {
	var in uint8
	switch g.kind(s) {
	case firsthand:
		in = 1<<modes - 1
	case untraced:
		in = withUntracedModes
	case relay:
		for _, p := range g.parents.row(s) {
			in |= g.live[p]
		}
	case inferred:
		in = 1<<modes - 1
		for _, p := range g.premise[s] {
			in &= g.stands(p)
		}
	}
	return in & modesOf(g.active[s])
}

// stands gives the modes in which every conjunct of a premise has a chain.
func (g *Engine) stands(premise int32) uint8 {
	parts := g.conjuncts(premise)
	if len(parts) == 0 {
		return 0
	}
	in := uint8(1<<modes - 1)
	for _, cl := range parts {
		var one uint8
		for _, s := range g.supports.row(cl) {
			one |= g.live[s]
		}
		in &= one
	}
	return in
}
