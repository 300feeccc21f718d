package corroborate

import (
	"fmt"
	"maps"
	"slices"
	"sort"

	"onrecord.dev/onrecord/internal/record"
)

// naming gives each id the name of its class.
type naming map[string]string

func (n naming) of(id string) string {
	if name, ok := n[id]; ok {
		return name
	}
	return id
}

// spread names the classes that the ties make, by walking from the smallest ids.
func spread(ties map[string][]string) naming {
	ids := make([]string, 0, len(ties))
	for id := range ties {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	n := naming{}
	for _, id := range ids {
		if _, done := n[id]; done {
			continue
		}
		n[id] = id
		for todo := []string{id}; len(todo) > 0; todo = todo[1:] {
			for _, x := range ties[todo[0]] {
				if _, done := n[x]; !done {
					n[x] = id
					todo = append(todo, x)
				}
			}
		}
	}
	return n
}

func tie(ties map[string][]string, a, b string) {
	ties[a], ties[b] = append(ties[a], b), append(ties[b], a)
}

func nameActors(c *record.Casefile) (self, class naming) {
	ties := map[string][]string{}
	unnamed := func(id record.ID) bool { return c.Actors[id] != nil && c.Actors[id].Type == record.Unnamed }
	for id, a := range c.Actors {
		others := slices.Clone(a.SameAs)
		if a.SpeaksFor != "" {
			others = append(others, a.SpeaksFor)
		}
		for _, x := range others {
			if !unnamed(id) && !unnamed(x) {
				tie(ties, string(id), string(x))
			}
		}
	}
	self = spread(ties)
	for key, d := range c.Dependence {
		if d.Verdict == record.Dependent {
			tie(ties, string(key.A), string(key.B))
		}
	}
	return self, spread(ties)
}

func nameCopies(c *record.Casefile) naming {
	ties, first := map[string][]string{}, map[string]string{}
	for id, e := range c.Evidence {
		var marks []string
		if e.Original != nil && e.Original.SHA256 != "" {
			marks = append(marks, "hash "+e.Original.SHA256)
		}
		if e.NearDupGroup != "" {
			marks = append(marks, "group "+e.NearDupGroup)
		}
		for _, m := range marks {
			if first[m] == "" {
				first[m] = string(id)
			}
			tie(ties, first[m], string(id))
		}
	}
	return spread(ties)
}

func (k *Checker) labelsOf(s *record.Statement) []string {
	out := []string{k.class.of(string(s.Speaker))}
	if k.c.Policy.WithDefaults().Conduits != record.ConduitsIgnore {
		for _, via := range s.Conduit {
			if via != record.Desk {
				out = append(out, k.class.of(string(via)))
			}
		}
	}
	if !s.Basis.Witness() {
		out = append(out, "copies:"+k.copy.of(string(s.Evidence)))
	}
	return out
}

func (k *Checker) admits(s *record.Statement, public bool) bool {
	e, a := k.c.Evidence[s.Evidence], k.c.Actors[s.Speaker]
	if e == nil || !e.State.IsActive() || !s.State.IsActive() {
		return false
	}
	terms := s.Terms
	if a != nil && terms == "" {
		terms = a.Terms
	}
	silent := a != nil && a.Protected && !slices.Contains(a.Consent, record.ConsentPublish)
	return !public || (terms != record.OffRecord && !silent && !e.Embargo.RunsAt(k.o.Now))
}

// ends gives the statements linked to a claim with the stance, values deciding.
func (k *Checker) ends(claim record.ID, want record.Stance) map[record.ID]bool {
	out := map[record.ID]bool{}
	for _, l := range k.links[claim] {
		stance := l.Stance
		q := k.c.Claims[claim].Quantity
		if q != nil && (q.Low != nil || q.High != nil) && l.Value != nil && (stance == record.Supports || stance == record.Disputes) {
			stance = record.Context
			if l.Value.Within(*q) {
				stance = record.Supports
			} else if l.Value.Disjoint(*q) {
				stance = record.Disputes
			}
		}
		if stance == want && k.c.Statements[l.Statement] != nil {
			out[l.Statement] = true
		}
	}
	return out
}

// closure gives a claim and all that it requires, sorted.
func (k *Checker) closure(claim record.ID) []record.ID {
	seen := map[record.ID]bool{claim: true}
	out := []record.ID{claim}
	for i := 0; i < len(out); i++ {
		for _, x := range k.c.Claims[out[i]].Requires {
			if !seen[x] && k.c.Claims[x] != nil {
				seen[x] = true
				out = append(out, x)
			}
		}
	}
	slices.Sort(out)
	return out
}

// counted leaves out of the closure the claims with nothing but conjuncts.
func (k *Checker) counted(claim record.ID) []record.ID {
	return slices.DeleteFunc(k.closure(claim), func(x record.ID) bool {
		return len(k.c.Claims[x].Requires) > 0 && len(k.ends(x, record.Supports)) == 0
	})
}

func (k *Checker) denying(claim record.ID, public bool) int {
	most := 0
	for _, x := range k.closure(claim) {
		parties, voices := map[string]bool{}, map[string]bool{}
		for _, a := range k.c.Claims[x].AdverseTo {
			parties[k.self.of(string(a))] = true
		}
		for _, l := range k.links[x] {
			s := k.c.Statements[l.Statement]
			if l.Stance == record.Denies && l.Denial != record.DenialAccepts && s != nil && k.admits(s, public) {
				if voice := k.self.of(string(s.Speaker)); parties[voice] {
					voices[voice] = true
				}
			}
		}
		most = max(most, len(voices))
	}
	return most
}

// walk asks whether some chain reaches a statement, growing what is fed from the
// origins upwards over all that can matter to the question.
type walk struct {
	k      *Checker
	public bool
	barred func(*record.Statement) bool
	closed []string // classes removed
}

func (k *Checker) supported(claim record.ID, public bool) bool {
	return (&walk{k: k, public: public}).reaches(k.ends(claim, record.Supports))
}

// reaches reports whether a chain ends in one of the statements.
func (w *walk) reaches(ends map[record.ID]bool) bool {
	behind, next := w.behind(ends)
	// Whether a premise is single-source at all is asked of the whole casefile;
	// which chains it has, only of what is not removed.
	standing := map[record.ID]bool{}
	(&walk{k: w.k, public: w.public}).grow(behind, next, standing, standing)
	fed := standing
	if w.barred != nil || len(w.closed) > 0 {
		fed = map[record.ID]bool{}
		w.grow(behind, next, fed, standing)
	}
	for id := range ends {
		if fed[id] {
			return true
		}
	}
	return false
}

// behind gathers the statements that lie behind the ends, premises included, and
// for each what may come to stand once it does.
func (w *walk) behind(ends map[record.ID]bool) (out []record.ID, next map[record.ID][]record.ID) {
	next = map[record.ID][]record.ID{}
	seen := map[record.ID]bool{}
	look := func(id record.ID) {
		if !seen[id] && w.k.c.Statements[id] != nil {
			seen[id] = true
			out = append(out, id)
		}
	}
	for id := range ends {
		look(id)
	}
	for i := 0; i < len(out); i++ {
		s := w.k.c.Statements[out[i]]
		for _, d := range s.DerivedFrom {
			look(d.Statement)
			next[d.Statement] = append(next[d.Statement], s.ID)
		}
		for _, p := range s.Premises {
			if w.k.c.Claims[p] == nil {
				continue
			}
			for _, x := range w.k.closure(p) {
				for e := range w.k.ends(x, record.Supports) {
					look(e)
					next[e] = append(next[e], s.ID)
				}
			}
		}
	}
	return out, next
}

func (w *walk) grow(behind []record.ID, next map[record.ID][]record.ID, fed, standing map[record.ID]bool) {
	todo := slices.Clone(behind)
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s := w.k.c.Statements[id]; !fed[id] && w.stands(s, fed, standing) {
			fed[id] = true
			todo = append(todo, next[id]...)
		}
	}
}

func (w *walk) stands(s *record.Statement, fed, standing map[record.ID]bool) bool {
	if !w.k.admits(s, w.public) || (w.barred != nil && w.barred(s)) ||
		slices.ContainsFunc(w.k.labelsOf(s), func(l string) bool { return slices.Contains(w.closed, l) }) {
		return false
	}
	if len(s.DerivedFrom) > 0 {
		return slices.ContainsFunc(s.DerivedFrom, func(d record.Derivation) bool { return fed[d.Statement] })
	}
	if s.Basis != record.Inference {
		return s.Basis.Firsthand()
	}
	for _, p := range s.Premises {
		if w.k.c.Claims[p] == nil || !w.k.proven(p, fed, map[record.ID]bool{}) {
			return false
		}
		parts := w.k.counted(p)
		for _, x := range parts {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(w.k.ends(x, record.Supports))), func(e record.ID) bool { return standing[e] }) {
				return false
			}
		}
		if len(parts) == 0 {
			return false
		}
	}
	return s.Warrant != ""
}

// noCircle reports a chain in which the claim is among its own premises.
func (k *Checker) noCircle(claim record.ID, chains [][]record.ID) error {
	for _, chain := range chains {
		for _, id := range chain {
			s := k.c.Statements[id]
			if len(s.DerivedFrom) == 0 && s.Basis == record.Inference && k.restsOn(s.Premises, claim, map[record.ID]bool{}) {
				return fmt.Errorf("statement %s draws on the claim that it is to support", id)
			}
		}
	}
	return nil
}

// restsOn reports whether the claim is one of the premises, or a conjunct of one
// that stands on its conjuncts alone.
func (k *Checker) restsOn(premises []record.ID, claim record.ID, seen map[record.ID]bool) bool {
	for _, p := range premises {
		if p == claim {
			return true
		}
		if cl := k.c.Claims[p]; cl != nil && !seen[p] && len(k.ends(p, record.Supports)) == 0 {
			seen[p] = true
			if k.restsOn(cl.Requires, claim, seen) {
				return true
			}
		}
	}
	return false
}
