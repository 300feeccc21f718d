package corroborate

import "onrecord.dev/onrecord/internal/record"

// Numbers are given anew once all records came: without those of records that are
// named and not there, and so that what belongs together lies together in memory.
// Each of these returns old number -> new, -1 for what is not there.

func (n *Numberer) renumberItems() []int32 {
	to, ids := present(n.items.ids, n.hasItem)
	n.out.Items = ids
	return to
}

func (n *Numberer) renumberClaims() []int32 {
	to, ids := present(n.claims.ids, n.hasClaim)
	n.out.Claims = ids
	return to
}

func present(ids []record.ID, there bitset) (to []int32, kept []record.ID) {
	to, kept = make([]int32, len(ids)), ids[:0]
	for i, id := range ids {
		if to[i] = -1; there.holds(int32(i)) {
			to[i] = int32(len(kept))
			kept = append(kept, id)
		}
	}
	return to, kept
}

// renumberStatements gives the statements of a claim numbers side by side, and
// puts the links in the order of their claims.
func (n *Numberer) renumberStatements(claims []int32) []int32 {
	to := resized(nil, len(n.sts.ids), -1)
	at := make([]int32, len(n.out.Claims)+1)
	kept := n.ties[:0]
	for _, t := range n.ties {
		if t.Claim = claims[t.Claim]; t.Claim >= 0 && n.hasSt.holds(t.Statement) {
			kept = append(kept, t)
			at[t.Claim+1]++
		}
	}
	for i := range n.out.Claims {
		at[i+1] += at[i]
	}
	links := make([]Tie, len(kept))
	for _, t := range kept {
		links[at[t.Claim]] = t
		at[t.Claim]++
	}
	next := int32(0)
	number := func(s int32) int32 {
		if to[s] < 0 {
			to[s] = next
			next++
		}
		return to[s]
	}
	for i := range links {
		links[i].Statement = number(links[i].Statement)
	}
	for s := range to {
		if n.hasSt.holds(int32(s)) {
			number(int32(s))
		}
	}
	n.out.Links = links
	return to
}

// fillStatements writes what is known of statements under their new numbers. An
// inference with a premise that is not there has no ground.
func (n *Numberer) fillStatements(sts, items, claims []int32) {
	out := &n.out
	for _, p := range n.missable {
		if claims[p[1]] < 0 {
			n.natures[p[0]] = n.natures[p[0]]&^kindBits | Nature(rootless)
		}
	}
	for _, p := range n.missable {
		if sts[p[0]] >= 0 && n.natures[p[0]].kind() == inferred {
			out.Premises = append(out.Premises, Two{sts[p[0]], claims[p[1]]})
		}
	}
	count := 0
	for _, s := range sts {
		if s >= 0 {
			count++
		}
	}
	out.Statements, out.Natures = make([]record.ID, count), make([]Nature, count)
	out.Speakers, out.Evidence = make([]int32, count), make([]int32, count)
	for old, s := range sts {
		if s >= 0 {
			out.Statements[s], out.Natures[s] = n.sts.ids[old], n.natures[old]
			out.Speakers[s], out.Evidence[s] = n.speakers[old], items[n.evidence[old]]
		}
	}
	out.Conduits = among(out.Conduits, sts, nil)
	out.Derived = among(out.Derived, sts, sts)
}
