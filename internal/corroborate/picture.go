package corroborate

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Picture is what lies behind a claim, as a graph that can be drawn: statements on
// their way from who speaks, through whom they came, to the claim. What several
// statements share, and therefore counts once, is a node of its own. Statements
// that are alike in everything are folded into one node. It names people as an
// Explanation does.
type Picture struct {
	Nodes []PictureNode `json:"nodes"`
	Edges []PictureEdge `json:"edges"`
}

// PictureKind is what a node of a picture is.
type PictureKind string

const (
	PictureClaim     PictureKind = "claim"
	PictureStatement PictureKind = "statement"
	PictureSpeaker   PictureKind = "speaker"
	PictureConduit   PictureKind = "conduit"
	PictureCopies    PictureKind = "copies"
)

// PictureNode is a node. Chain is the number of the certificate's chain that it
// belongs to, from 1; 0 = none.
type PictureNode struct {
	ID       string      `json:"id"`
	Kind     PictureKind `json:"kind"`
	Name     string      `json:"name"`
	Notes    []string    `json:"notes"` // ground, ids, what is special about it
	Records  []record.ID `json:"records"`
	Chain    int         `json:"chain"`
	Against  bool        `json:"against"`  // it belongs to the opposing side
	Inactive bool        `json:"inactive"` // it counts for nobody
	Withheld bool        `json:"withheld"` // a story must leave it out
	Untraced bool        `json:"untraced"` // hearsay whose origin nobody knows
	Focus    bool        `json:"focus"`    // the claim that is explained
}

// PictureEdge leads from a node towards the claim. Same ties nodes that are of one
// class and therefore count once.
type PictureEdge struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Words string `json:"words"`
	Chain int    `json:"chain"`
	Same  bool   `json:"same"`
}

// Bounds of a picture.
const (
	leastFold   = 3   // alike statements are folded from so many on
	mostPicture = 300 // statements, folded ones as one
)

// painter makes a picture.
type painter struct {
	w        words
	x        Explanation
	out      Picture
	claims   []int32             // whose statements are shown
	goes     map[int32][]pointer // statement -> where it leads
	no       map[record.ID]int32 // statement
	chain    map[record.ID]int   // statement -> chain of the certificate
	opposing map[record.ID]int
	seen     map[string]int     // edge or node -> place
	class    map[int32][]string // label -> nodes that stand for it
	passes   map[int32]bool     // classes that are conduits here
}

// pointer is one way on from a statement: to a claim or to what derives from it.
type pointer struct {
	to    string
	words string
	st    record.ID // the statement that it leads to; empty for a claim
	other bool      // against the claim
}

func (e *engine) picture(x Explanation, cl, weakest int32) Picture {
	p := &painter{w: words{e}, x: x, goes: map[int32][]pointer{}, no: map[record.ID]int32{}, chain: map[record.ID]int{},
		opposing: map[record.ID]int{}, seen: map[string]int{}, class: map[int32][]string{}, passes: map[int32]bool{}}
	p.out = Picture{Nodes: []PictureNode{}, Edges: []PictureEdge{}}
	for i, id := range e.stID {
		p.no[id] = int32(i)
	}
	number := func(in []ChainWords, into map[record.ID]int) {
		for i, c := range in {
			for _, id := range c.Statements {
				if into[id] == 0 {
					into[id] = i + 1
				}
			}
		}
	}
	number(x.Chains, p.chain)
	number(x.Opposing, p.opposing)
	p.claimNode(cl, true)
	p.claims = append(p.claims, cl)
	for _, r := range e.requires[cl] {
		p.claimNode(r, false)
		p.edge(claimRef(e, r), claimRef(e, cl), "required", 0)
	}
	if weakest >= 0 && weakest != cl {
		p.claimNode(weakest, false)
		if !slices.Contains(e.requires[cl], weakest) {
			p.edge(claimRef(e, weakest), claimRef(e, cl), "required further on", 0)
		}
		p.claims = append(p.claims, weakest)
	}
	p.trace()
	p.statements()
	p.shared()
	return p.out
}

func claimRef(e *engine, cl int32) string { return "claim " + string(e.claimID[cl]) }

func (p *painter) claimNode(cl int32, focus bool) {
	e, ref := p.w.engine, claimRef(p.w.engine, cl)
	if _, known := p.seen[ref]; known {
		return
	}
	c := e.claims[cl]
	t := e.sumOf(cl, desk)
	base := baseOf(t.s, e.policy.CorroboratedAt)
	note := fmt.Sprintf("%s, %s", statusOf(base, t.o, t.d), origins(t.s))
	p.node(PictureNode{ID: ref, Kind: PictureClaim, Name: c.Text, Notes: []string{string(c.ID) + ": " + note}, Records: []record.ID{c.ID}, Focus: focus})
}

func (p *painter) node(n PictureNode) {
	if _, known := p.seen[n.ID]; known {
		return
	}
	p.seen[n.ID] = len(p.out.Nodes)
	p.out.Nodes = append(p.out.Nodes, n)
}

// edge adds an edge, or gives one that is there the chain that also takes it.
func (p *painter) edge(from, to, words string, chain int) {
	key := from + "\x00" + to + "\x00" + words
	if i, known := p.seen[key]; known {
		if p.out.Edges[i].Chain == 0 {
			p.out.Edges[i].Chain = chain
		}
		return
	}
	p.seen[key] = len(p.out.Edges)
	p.out.Edges = append(p.out.Edges, PictureEdge{From: from, To: to, Words: words, Chain: chain})
}

// trace finds where every statement leads: what is linked to the claims shown, what
// that derives from, and what conclusions stand on. It goes by the order of ids.
func (p *painter) trace() {
	e := p.w.engine
	var todo []int32
	point := func(sts []int32, to pointer) {
		for _, s := range ordered(sts, e.compareStatements) {
			if len(p.goes[s]) == 0 {
				todo = append(todo, s)
			}
			p.goes[s] = append(p.goes[s], to)
		}
	}
	for _, cl := range p.claims {
		ref := claimRef(e, cl)
		point(e.supports.row(cl), pointer{to: ref, words: "supports"})
		point(e.disputes.row(cl), pointer{to: ref, words: "disputes", other: true})
		deny := map[bool][]int32{}
		for _, d := range e.denies[cl] {
			deny[d.accepts] = append(deny[d.accepts], d.st)
		}
		point(deny[false], pointer{to: ref, words: "denies", other: true})
		point(deny[true], pointer{to: ref, words: "accepts"})
		for _, o := range ordered(e.opposed[cl], e.compareClaims) {
			p.claimNode(o, false)
			p.edge(claimRef(e, o), ref, "excludes", 0)
			point(e.supports.row(o), pointer{to: claimRef(e, o), words: "supports", other: true})
		}
	}
	for ; len(todo) > 0; todo = todo[1:] {
		s := todo[0]
		other := p.against(s)
		point(e.parents.row(s), pointer{to: string(e.stID[s]), words: "passed on", st: e.stID[s], other: other})
		for _, premise := range ordered(e.premise[s], e.compareClaims) {
			p.claimNode(premise, false)
			p.edge(claimRef(e, premise), string(e.stID[s]), "premise", p.chain[e.stID[s]])
			point(e.supports.row(premise), pointer{to: claimRef(e, premise), words: "supports", other: other})
		}
	}
}

// ordered gives numbers in an order that does not depend on the numbering.
func ordered(in []int32, compare func(a, b int32) int) []int32 {
	out := slices.Clone(in)
	slices.SortFunc(out, compare)
	return slices.Compact(out)
}

// against reports whether all that a statement leads to stands against the claim.
func (p *painter) against(s int32) bool {
	return !slices.ContainsFunc(p.goes[s], func(to pointer) bool { return !to.other })
}
