package corroborate

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// speaker names who speaks. A public name in the class of somebody protected would
// tell who that is once the class is drawn: then the class's words stand for it.
func (p *painter) speaker(s int32) string {
	class := p.w.actors.class.find(p.w.speaker[s])
	if p.hides(class) {
		return p.w.class(p.w.labelName(class))
	}
	return p.w.actor(p.w.st[s].Speaker)
}

// through names the conduits of a statement that are of a class.
func (p *painter) through(class int32, st *record.Statement) string {
	if p.hides(class) {
		return p.w.class(p.w.labelName(class))
	}
	var names []string
	for _, c := range st.Conduit {
		if c != record.Desk && p.w.actors.class.find(p.w.actors.no[c]) == class {
			names = append(names, p.w.actor(c))
		}
	}
	return list(names)
}

// hides reports whether somebody in a class is protected.
func (p *painter) hides(class int32) bool {
	for id, a := range p.w.c.Actors {
		if a.Protected && p.w.actors.class.find(p.w.actors.no[id]) == class {
			return true
		}
	}
	return false
}

// shared makes nodes of who speaks in several statements and of copies of one
// original, and ties what stands for one class.
func (p *painter) shared() {
	e := p.w.engine
	speaks, copies := map[int32][]int32{}, map[int32][]int32{}
	for _, n := range p.out.Nodes {
		if n.Kind != PictureStatement || len(n.Records) == 0 {
			continue
		}
		s := p.no[n.Records[0]]
		class := e.actors.class.find(e.speaker[s])
		speaks[class] = append(speaks[class], s)
		if !e.st[s].Basis.Witness() && e.item[s] >= 0 {
			of := e.copies.of.find(e.item[s])
			copies[of] = append(copies[of], s)
		}
	}
	for _, class := range inOrder(speaks, func(l int32) string { return e.labelName(l) }) {
		said := speaks[class]
		if len(said) == 1 && !p.oneVoice(said[0]) {
			if p.alone(said[0]) {
				p.class[class] = append(p.class[class], string(e.stID[said[0]]))
			}
			continue
		}
		ref := "speaker " + e.labelName(class)
		p.class[class] = append(p.class[class], ref)
		p.common(PictureNode{ID: ref, Kind: PictureSpeaker, Name: p.w.class(e.labelName(class)), Notes: []string{"one voice: counts once"}}, said)
	}
	for _, of := range inOrder(copies, func(of int32) string { return string(e.copies.ids[of]) }) {
		if said := copies[of]; len(said) > 1 || !p.alone(said[0]) {
			id := e.copies.ids[of]
			p.common(PictureNode{ID: "copies " + string(id), Kind: PictureCopies, Name: "the " + string(e.c.Evidence[id].Kind) + " " + string(id), Notes: []string{"one original: counts once"}}, said)
		}
	}
	for _, class := range inOrder(p.class, func(l int32) string { return e.labelName(l) }) {
		for _, other := range p.class[class][1:] {
			p.out.Edges = append(p.out.Edges, PictureEdge{From: p.class[class][0], To: other, Words: "counts once", Same: true})
		}
	}
}

// alone reports whether a statement's node is of it alone.
func (p *painter) alone(s int32) bool {
	return len(p.out.Nodes[p.seen[string(p.w.stID[s])]].Records) == 1
}

// oneVoice reports whether a node is of several statements of one class.
func (p *painter) oneVoice(s int32) bool {
	of := p.out.Nodes[p.seen[string(p.w.stID[s])]].Records
	return len(of) > 1 && p.w.actors.class.find(p.w.speaker[p.no[of[1]]]) == p.w.actors.class.find(p.w.speaker[s])
}

// common adds a node that several statements share.
func (p *painter) common(n PictureNode, said []int32) {
	n.Records, n.Against = []record.ID{}, true
	for _, s := range said {
		of := p.out.Nodes[p.seen[string(p.w.stID[s])]]
		n.Against = n.Against && of.Against
		if n.Chain == 0 {
			n.Chain = of.Chain
		}
	}
	p.node(n)
	for _, s := range said {
		of := p.out.Nodes[p.seen[string(p.w.stID[s])]]
		p.edge(n.ID, of.ID, "", of.Chain)
	}
}

func inOrder[T any](of map[int32]T, name func(int32) string) []int32 {
	var out []int32
	for k := range of {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b int32) int { return strings.Compare(name(a), name(b)) })
	return out
}
