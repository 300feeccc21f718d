package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Hop is one stage of the way from an origin to the desk.
type Hop struct {
	Words     string      `json:"words"`
	Statement record.ID   `json:"statement,omitempty"` // empty for a conduit and the desk
	Evidence  record.ID   `json:"evidence,omitempty"`
	Via       []record.ID `json:"via,omitempty"`   // the conduits, of a hop through them
	Fresh     bool        `json:"fresh,omitempty"` // a way of its own begins here
}

// Also is what counts once with a chain, because of one class that both need.
type Also struct {
	Class      string      `json:"class"`
	Words      string      `json:"words"`
	Statements []record.ID `json:"statements"`
}

// hops takes a chain apart.
func (w words) hops(chain []record.ID) []Hop {
	var out []Hop
	for i, id := range chain {
		s := w.c.Statements[id]
		last := i == len(chain)-1 || !derives(w.c.Statements[chain[i+1]], id)
		fresh := i == 0 || !derives(s, chain[i-1])
		out = append(out, Hop{Words: w.origin(s), Statement: id, Evidence: s.Evidence, Fresh: fresh})
		via, thing := w.via(s), !spoken(s)
		switch {
		case via != "" && thing:
			out = append(out, Hop{Words: "held by " + via, Via: s.Conduit})
		case via != "":
			out = append(out, Hop{Words: "told " + via, Via: s.Conduit})
		}
		switch {
		case !last || (s.Speaker == record.Desk && via == ""):
		case via != "" && thing:
			out = append(out, Hop{Words: "from where it reached the desk"})
		case via != "":
			out = append(out, Hop{Words: "who told the desk"})
		case thing:
			out = append(out, Hop{Words: "reached the desk"})
		default:
			out = append(out, Hop{Words: "told the desk"})
		}
	}
	return out
}

// spoken reports whether somebody tells it, rather than that a thing shows it.
func spoken(s *record.Statement) bool {
	return len(s.DerivedFrom) > 0 || s.Basis.Witness() || !s.Basis.Firsthand()
}

// origin says what a statement is, without the way that it took to the desk.
func (w words) origin(s *record.Statement) string {
	bare := *s
	bare.Conduit = nil
	return w.step(&bare, false)
}

// explainAlso folds what supports the claim beside its certificate: each into the
// chain with which it shares a class, so that the reader sees why it adds nothing.
func (e *engine) explainAlso(x *Explanation, w words, cl int32) {
	if len(x.Chains) == 0 {
		return
	}
	m := modeOf(desk, false)
	no := map[record.ID]int32{}
	for i, s := range e.st {
		no[s.ID] = int32(i)
	}
	labels := func(chain []record.ID) []int32 {
		var out []int32
		for _, id := range chain {
			out = append(out, e.labels.row(no[id])...)
		}
		return out
	}
	ends, of := map[record.ID]bool{}, make([][]int32, len(x.Chains))
	for i, c := range x.Chains {
		ends[c.Statements[len(c.Statements)-1]] = true
		of[i] = labels(c.Statements)
	}
	sinks := slices.Clone(e.supports.row(cl))
	slices.SortFunc(sinks, e.compareStatements)
	for _, s := range sinks {
		if id := e.st[s].ID; e.live[s]&m.bit() != 0 && !ends[id] {
			e.foldInto(x, w, e.wayTo(s, m), of, labels)
		}
	}
	for i := range x.Chains {
		for j, a := range x.Chains[i].Also {
			x.Chains[i].Also[j].Words = w.also(a, x.Chains)
		}
	}
}

func (e *engine) foldInto(x *Explanation, w words, way []record.ID, of [][]int32, labels func([]record.ID) []int32) {
	mine := labels(way)
	for i := range x.Chains {
		for _, l := range slices.Backward(mine) { // conduits come last, and say most
			if !slices.Contains(of[i], l) {
				continue
			}
			class, end := e.labelName(l), way[len(way)-1]
			at := slices.IndexFunc(x.Chains[i].Also, func(a Also) bool { return a.Class == class })
			if at < 0 {
				x.Chains[i].Also = append(x.Chains[i].Also, Also{Class: class})
				at = len(x.Chains[i].Also) - 1
			}
			a := &x.Chains[i].Also[at]
			a.Statements = append(a.Statements, end)
			return
		}
	}
}

// also says how many count once with a chain, and because of whom.
func (w words) also(a Also, chains []ChainWords) string {
	var certificate [][]record.ID
	for _, c := range chains {
		certificate = append(certificate, c.Statements)
	}
	name := w.class(a.Class)
	if met := w.met(record.ID(a.Class), certificate); len(met) > 0 {
		name = list(met)
	}
	how := "from " + name
	switch {
	case strings.HasPrefix(a.Class, copiesOf):
		how = "on the same original, " + name
	case slices.ContainsFunc(a.Statements, func(id record.ID) bool {
		return slices.ContainsFunc(w.c.Statements[id].Conduit, func(via record.ID) bool {
			return via != record.Desk && w.labelName(w.actors.class.find(w.actors.no[via])) == a.Class
		})
	}):
		how = "through " + name
	}
	count := "counts"
	if len(a.Statements) > 1 {
		count = "count"
	}
	return fmt.Sprintf("and %d more %s, which %s once with it", len(a.Statements), how, count)
}

// inactive lists what was linked to the claim and no longer counts for anybody.
func (e *engine) inactive(cl int32) []Withheld {
	out := []Withheld{}
	for _, n := range e.background(cl).sts {
		s := e.st[n]
		item := e.c.Evidence[s.Evidence]
		switch {
		case !s.State.IsActive():
			out = append(out, Withheld{s.ID, "it was " + string(s.State)})
		case item == nil:
			out = append(out, Withheld{s.ID, "its evidence is not in the casefile"})
		case !item.State.IsActive():
			out = append(out, Withheld{s.ID, "its evidence was " + string(item.State)})
		}
	}
	slices.SortFunc(out, func(a, b Withheld) int { return strings.Compare(string(a.Statement), string(b.Statement)) })
	return out
}
