package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// statements adds the statements, alike ones as one, with the ways that they take.
func (p *painter) statements() {
	e := p.w.engine
	var all []int32
	for s := range p.goes {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b int32) int {
		if x, y := p.against(a), p.against(b); x != y {
			if x {
				return 1
			}
			return -1
		}
		return e.compareStatements(a, b)
	})
	spoken := map[int32]int{} // class -> statements
	for _, s := range all {
		for _, via := range e.via.row(s) {
			p.passes[via] = true
		}
		spoken[e.actors.class.find(e.speaker[s])]++
	}
	alike, order := map[string][]int32{}, []string{}
	for _, s := range all {
		key := p.form(s, spoken)
		if alike[key] == nil {
			order = append(order, key)
		}
		alike[key] = append(alike[key], s)
	}
	left := 0
	for _, key := range order {
		group := alike[key]
		if len(group) < leastFold {
			for _, s := range group {
				p.add([]int32{s}, &left)
			}
			continue
		}
		p.add(group, &left)
	}
	if left > 0 {
		p.node(PictureNode{ID: "left out", Kind: PictureStatement, Name: fmt.Sprintf("and %s more", count(left, "statement")), Notes: []string{"too many to be drawn"}, Records: []record.ID{}})
		p.edge("left out", claimRef(e, p.claims[0]), "", 0)
	}
}

// form tells statements apart that are not to be folded.
func (p *painter) form(s int32, spoken map[int32]int) string {
	e := p.w.engine
	st := e.st[s]
	key := fmt.Sprint(st.Basis, p.against(s), p.note(s), e.via.row(s), st.Conduit, len(st.DerivedFrom), p.goes[s])
	if p.chain[st.ID]+p.opposing[st.ID] > 0 || len(st.DerivedFrom) > 0 || len(e.premise[s]) > 0 {
		return key + string(st.ID)
	}
	if class := e.actors.class.find(e.speaker[s]); spoken[class] > 1 || p.passes[class] {
		key += fmt.Sprint(" class ", class)
	}
	if !st.Basis.Witness() && e.item[s] >= 0 {
		key += fmt.Sprint(" copies ", e.copies.of.find(e.item[s]))
	}
	return key
}

// rumour reports whether a statement is hearsay whose origin is not in the casefile.
func rumour(s *record.Statement) bool {
	return len(s.DerivedFrom) == 0 && s.Basis == record.Hearsay
}

// note says what keeps a statement from counting; empty where nothing does.
func (p *painter) note(s int32) string {
	e := p.w.engine
	st := e.st[s]
	item := e.c.Evidence[st.Evidence]
	switch {
	case !st.State.IsActive():
		return "it was " + string(st.State)
	case item == nil || !item.State.IsActive():
		return "its evidence was withdrawn"
	case !e.admits(s, publishable):
		return "not for a story: " + WhyWithheld(e.c, st, e.now)
	case p.goes[s][0].words != "denies" && rumour(st):
		return "its origin is not known"
	case !p.against(s) && len(st.DerivedFrom) == 0 && e.live[s] == 0:
		return "not first-hand: no origin"
	}
	return ""
}

// add makes a node of one statement or of several that are alike.
func (p *painter) add(group []int32, left *int) {
	e := p.w.engine
	st := e.st[group[0]]
	chain := p.chain[st.ID]
	if chain == 0 {
		chain = p.opposing[st.ID]
	}
	if len(p.out.Nodes) >= mostPicture && chain == 0 {
		*left += len(group)
		return
	}
	s := group[0]
	n := PictureNode{ID: string(st.ID), Kind: PictureStatement, Chain: chain, Against: p.against(s),
		Inactive: e.active[s] == 0, Withheld: e.active[s] != 0 && !e.admits(s, publishable), Untraced: rumour(st)}
	who := map[string]bool{}
	var names, ids []string
	for _, s := range group {
		n.Records = append(n.Records, e.stID[s])
		ids = append(ids, string(e.stID[s]))
		if name := p.speaker(s); !who[name] {
			who[name] = true
			names = append(names, name)
		}
	}
	n.Name = names[0]
	ground := p.ground(st)
	if len(group) > 1 {
		n.Name = fmt.Sprintf("%d more statements", len(group))
		n.Notes = append(n.Notes, list(few(names)))
	}
	where := list(few(ids))
	if !slices.ContainsFunc(group, func(s int32) bool { return e.st[s].Evidence != st.Evidence }) {
		where += " in " + string(st.Evidence)
	}
	n.Notes = append(n.Notes, ground, where)
	if note := p.note(s); note != "" {
		n.Notes = append(n.Notes, note)
	}
	p.node(n)
	p.ways(group, n)
}

// ground is how a statement comes to know, in a word.
func (p *painter) ground(st *record.Statement) string {
	if len(st.DerivedFrom) > 0 {
		return "relays what it heard"
	}
	return strings.ReplaceAll(string(st.Basis), "-", " ")
}

// ways draws where a statement leads, through its conduits where it has any.
func (p *painter) ways(group []int32, n PictureNode) {
	e := p.w.engine
	st := e.st[group[0]]
	var via []string
	for _, c := range e.via.row(group[0]) {
		ref := fmt.Sprintf("via %s %v", e.labelName(c), n.Against)
		if slices.Contains(via, ref) {
			continue
		}
		via = append(via, ref)
		if _, known := p.seen[ref]; !known {
			p.class[c] = append(p.class[c], ref)
			p.node(PictureNode{ID: ref, Kind: PictureConduit, Name: p.through(c, st), Notes: []string{"conduit"}, Records: []record.ID{}, Against: n.Against})
		}
		if i := p.seen[ref]; p.out.Nodes[i].Chain == 0 {
			p.out.Nodes[i].Chain = n.Chain
		}
		p.edge(string(st.ID), ref, "told", n.Chain)
	}
	for _, to := range p.goes[group[0]] {
		chain := p.onWay(st.ID, to)
		for _, ref := range via {
			p.edge(ref, to.to, to.words, chain)
		}
		if len(via) == 0 {
			p.edge(string(st.ID), to.to, to.words, chain)
		}
	}
}

// onWay gives the chain in which a statement leads to that place.
func (p *painter) onWay(id record.ID, to pointer) int {
	numbers := p.chain
	chains := p.x.Chains
	if to.other {
		numbers, chains = p.opposing, p.x.Opposing
	}
	n := numbers[id]
	if n == 0 {
		return 0
	}
	ids := chains[n-1].Statements
	at := slices.Index(ids, id)
	if to.st == "" && (at == len(ids)-1 || !derives(p.w.c.Statements[ids[at+1]], id)) || to.st != "" && at+1 < len(ids) && ids[at+1] == to.st {
		return n
	}
	return 0
}
