package check

import (
	"fmt"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

func findEmbargo(st *story) (out []found) {
	for _, s := range st.sentences {
		for _, x := range st.direct(s) {
			if !st.embargoed(x) {
				continue
			}
			out = append(out, found{s: s, span: s.citeSpan(x.ID), ids: []record.ID{x.ID, x.Evidence},
				message: fmt.Sprintf("evidence %s of statement %s is under embargo until %s", x.Evidence, x.ID, st.c.Evidence[x.Evidence].Embargo),
				hint:    "wait until the embargo ends, or leave it out"})
		}
		for _, c := range s.claims {
			if id, bound := st.restsOnEmbargo(c.ID); bound {
				out = append(out, found{s: s, span: s.citeSpan(c.ID), ids: []record.ID{c.ID, id},
					message: fmt.Sprintf("claim %s has no support but evidence under embargo (%s until %s)", c.ID, id, st.c.Evidence[id].Embargo),
					hint:    "wait until the embargo ends, or find support that may be used"})
			}
		}
	}
	return out
}

// restsOnEmbargo reports whether a claim, or one that it requires, has support,
// and all of it rests on evidence under a running embargo; it names one item.
func (st *story) restsOnEmbargo(claim record.ID) (record.ID, bool) {
	for _, f := range st.facets(claim) {
		var held record.ID
		free := false
		for _, t := range st.ties(f) {
			if t.stance != record.Supports {
				continue
			}
			bound := false
			for _, a := range st.ancestry(t.statement) {
				if st.embargoed(a) {
					bound, held = true, a.Evidence
				}
			}
			free = free || !bound
		}
		if held != "" && !free {
			return held, true
		}
	}
	return "", false
}

func findCustodyBroken(st *story) (out []found) {
	for _, s := range st.sentences {
		var seen []record.ID
		report := func(evidence, cited record.ID) {
			why, broken := st.in.Broken[evidence]
			if !broken || slices.Contains(seen, evidence) {
				return
			}
			seen = append(seen, evidence)
			if why != "" {
				why = " (" + why + ")"
			}
			f := found{s: s, span: s.citeSpan(cited), ids: []record.ID{evidence},
				message: fmt.Sprintf("evidence %s behind %s does not verify%s", evidence, cited, why),
				hint:    "run `onrecord verify`, and restore the original from a backup"}
			if cited != evidence {
				f.ids = append(f.ids, cited)
			}
			out = append(out, f)
		}
		for _, c := range s.Cites {
			report(c.ID, c.ID)
		}
		for _, x := range st.direct(s) {
			report(x.Evidence, x.ID)
		}
		for _, c := range s.claims {
			for _, x := range st.ancestry(st.supporters(c.ID)...) {
				report(x.Evidence, c.ID)
			}
		}
	}
	return out
}
