package corroborate

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"onrecord.dev/onrecord/internal/beside"
	"onrecord.dev/onrecord/internal/record"
)

// Edit is a record that was added, changed or (Value nil) taken away. It has the
// shape of a row of the read model: Kind is that of record.Casefile.KindOf, "link",
// "dependence" or "policy"; the ID of a link is statement|claim, of a dependence
// note the smaller actor|the larger. Edits of other kinds change nothing here.
type Edit struct {
	Kind  string
	ID    string
	Value any // *record.Actor and so on
}

// Engine keeps the results of a casefile that changes. After any edits they are
// what All would compute from scratch, to the byte, but only what the edits bear on
// is computed anew. It keeps pointers to the records, which must not change, in
// lists of its own. It is not safe for concurrent use.
type Engine struct {
	*engine
	options Options
	results []Result // of claims, by number; without ID where there is none
	backs
	work    []int32
	digests digester
	dirty   dirt
	forks   []*engine
	replace map[int32]Result // results known already, when a supposition is taken back
}

// New computes everything once. It keeps nothing of c but its records.
func New(c *record.Casefile, o Options) *Engine {
	g := &Engine{options: o}
	g.build(copyOf(c))
	return g
}

// copyOf gives a casefile of the same records.
func copyOf(c *record.Casefile) *record.Casefile {
	own := *c
	own.Actors, own.Evidence, own.Statements = maps.Clone(c.Actors), maps.Clone(c.Evidence), maps.Clone(c.Statements)
	own.Claims, own.Links, own.Dependence = maps.Clone(c.Claims), maps.Clone(c.Links), maps.Clone(c.Dependence)
	return &own
}

func (g *Engine) build(c *record.Casefile) {
	g.read(c)
	all := make([]int32, len(g.claimID))
	for cl := range all {
		all[cl] = int32(cl)
	}
	g.compute(all, func(i int, r *Result) { g.results[i] = *r })
}

// read makes everything but the results.
func (g *Engine) read(c *record.Casefile) {
	n := number(c)
	g.engine = engineOf(n, g.options)
	g.withRecords(c, n)
	g.backs = newBacks(g.index, n)
	g.results = make([]Result, len(g.claimID))
	g.forks, g.replace = nil, nil
	g.dirty = dirt{}
}

// Result gives the result of a claim; ok is false where there is no such claim.
func (g *Engine) Result(id record.ID) (r Result, ok bool) {
	cl, ok := g.claimNo[id]
	if !ok {
		return Result{}, false
	}
	return g.results[cl], g.results[cl].ID != ""
}

// Results gives the results of all claims.
func (g *Engine) Results() map[record.ID]Result {
	out := make(map[record.ID]Result, len(g.claimNo))
	for id, cl := range g.claimNo {
		if r := g.results[cl]; r.ID != "" {
			out[id] = r
		}
	}
	return out
}

// Apply takes edits, in their order, and gives what changed, in order of claim ids
// and in the sense of WhatIf. Before has no ID where the claim is new, After where it
// is gone.
func (g *Engine) Apply(edits ...Edit) []Change {
	for _, e := range edits {
		g.note(e)
	}
	return g.settle(nil)
}

// At moves the engine to another moment: embargoes end.
func (g *Engine) At(now time.Time) []Change {
	before := g.options.Now
	g.options.Now, g.now = now, now
	for _, end := range g.ends.between(before, now) {
		g.review(end.item)
	}
	return g.settle(nil)
}

// NextEnd gives the next moment at which an embargo ends; ok is false if none does.
func (g *Engine) NextEnd() (at time.Time, ok bool) { return g.ends.after(g.options.Now) }

// WhatIf tells what edits would change, and leaves everything as it was. What it
// gives is good after later edits too.
func (g *Engine) WhatIf(edits ...Edit) []Change {
	inverse := g.inverse(edits)
	for _, e := range edits {
		g.note(e)
	}
	before := map[int32]Result{}
	changes := g.settle(before)
	g.replace = before
	g.Apply(inverse...)
	for cl, r := range g.replace {
		g.results[cl] = r
	}
	g.replace = nil
	return changes
}

// inverse gives the edits that take others back.
func (g *Engine) inverse(edits []Edit) []Edit {
	out := make([]Edit, 0, len(edits))
	for _, e := range edits {
		out = append(out, Edit{e.Kind, e.ID, g.current(e)})
	}
	return out
}

// settle brings everything up to date with the edits noted. It keeps the results
// that it replaces, if asked.
func (g *Engine) settle(replaced map[int32]Result) []Change {
	for _, e := range g.dirty.edits {
		if !g.dirty.all {
			g.take(e)
		}
	}
	if g.dirty.all = g.dirty.all || g.dangling(); g.dirty.all {
		return g.rebuild()
	}
	g.regroup()
	g.fit()
	claims := g.spreadDirt()
	g.revive(g.dirty.sts)
	g.forget(claims)
	for _, e := range g.forks {
		e.forget(claims)
	}
	slices.SortFunc(claims, g.compareClaims)
	changes := g.replaceAll(claims, replaced)
	g.dirty.reset()
	return changes
}

// replaceAll computes claims, which come in the order of their ids.
func (g *Engine) replaceAll(claims []int32, replaced map[int32]Result) []Change {
	fresh := make([]Result, len(claims))
	state := make([]uint8, len(claims)) // 1: the inputs changed, 2: so that it shows
	g.compute(claims, func(i int, r *Result) {
		fresh[i], state[i] = *r, 1
		if old := &g.results[claims[i]]; cmp.Or(old.ID, r.ID) != "" && (old.ID == "" || r.ID == "" || !sameResult(old, r)) {
			state[i] = 2
		}
	})
	told := 0
	for _, s := range state {
		told += int(s / 2)
	}
	changes := make([]Change, 0, told)
	for i, cl := range claims {
		if state[i] == 0 {
			continue
		}
		old := &g.results[cl]
		if replaced != nil {
			replaced[cl] = *old
		}
		if state[i] == 2 {
			changes = append(changes, Change{cmp.Or(old.ID, fresh[i].ID), *old, fresh[i]})
		}
		*old = fresh[i]
	}
	return changes
}

// rebuild starts anew, where an edit went deeper than is worth following: a policy,
// or a record that others named before it was there or still name after it is gone.
func (g *Engine) rebuild() []Change {
	before := g.Results()
	g.build(g.c)
	changes := []Change{}
	for id, a := range g.Results() {
		if b, ok := before[id]; !ok || !sameResult(&b, &a) {
			changes = append(changes, Change{id, b, a})
		}
		delete(before, id)
	}
	for id, b := range before {
		changes = append(changes, Change{ID: id, Before: b})
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.ID, b.ID) })
	return changes
}

// forget drops what was remembered of claims while others were computed.
func (e *engine) forget(claims []int32) {
	e.loneOf = -1
	for _, done := range e.fams {
		if done != nil {
			forget(done.done, claims)
		}
	}
	forget(e.own, claims)
	forget(e.all, claims)
	forget(e.hash.local, claims)
	forget(e.hash.group, claims)
}

func forget[V any](m map[int32]V, claims []int32) {
	if len(m) == 0 {
		return
	}
	for _, cl := range claims {
		delete(m, cl)
	}
}

// alongside is how many claims make a second worker worth its start.
const alongside = 128

// compute works out claims, on several processors where that is worth it, and hands
// over each whose inputs changed, by its place among them. done may be called for
// several at once.
func (g *Engine) compute(claims []int32, done func(int, *Result)) {
	for len(g.forks) < runtime.GOMAXPROCS(0)-1 && len(claims) > alongside {
		g.forks = append(g.forks, g.fork())
	}
	var next atomic.Int64
	work := func(e *engine) {
		e.fit()
		for {
			to := int(next.Add(alongside / 4))
			for i := to - alongside/4; i < min(to, len(claims)); i++ {
				if r, changed := g.again(e, claims[i]); changed {
					done(i, &r)
				}
			}
			if to >= len(claims) {
				return
			}
		}
	}
	var others beside.Group
	if len(claims) > alongside {
		for _, e := range g.forks {
			others.Go(func() { work(e) })
		}
	}
	work(g.engine)
	others.Wait()
}

// again gives the result of a claim unless nothing that decides it has changed,
// which is what the hash of its inputs is for.
func (g *Engine) again(e *engine, cl int32) (r Result, changed bool) {
	old := &g.results[cl]
	if r, ok := g.replace[cl]; ok {
		return r, true
	}
	if g.claims[cl] == nil {
		return Result{}, old.ID != ""
	}
	hash := e.inputsHash(cl) // computed first: most of what is touched turns out to be as it was
	if hash == old.InputsHash {
		return Result{}, false
	}
	return e.resultWith(cl, hash), true
}
