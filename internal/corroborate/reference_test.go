package corroborate

import (
	"slices"
	"sort"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// reference computes R1 by exhaustive search, straight from the definitions, for
// small casefiles only. It shares nothing with the engine.
type reference struct {
	c    *record.Casefile
	now  time.Time
	self map[record.ID]string
	full map[record.ID]string // class
	copy map[record.ID]string
}

// refChain is one chain: its statements and its labels.
type refChain struct {
	sts    []record.ID
	labels map[string]bool
}

func newReference(c *record.Casefile, now time.Time) *reference {
	r := &reference{c: c, now: now}
	var pairs [][2]record.ID
	all := map[record.ID]bool{"desk": true}
	for id, a := range c.Actors {
		all[id] = true
		for _, o := range append(slices.Clone(a.SameAs), a.SpeaksFor) {
			if o != "" && a.Type != "unnamed" && (c.Actors[o] == nil || c.Actors[o].Type != "unnamed") {
				pairs = append(pairs, [2]record.ID{id, o})
			}
		}
	}
	r.self = merged(all, pairs)
	for k, d := range c.Dependence {
		if d.Verdict == "dependent" {
			pairs = append(pairs, [2]record.ID{k.A, k.B})
		}
	}
	r.full = merged(all, pairs)
	items := map[record.ID]bool{}
	pairs = nil
	for a, x := range c.Evidence {
		items[a] = true
		for b, y := range c.Evidence {
			if x.NearDupGroup != "" && x.NearDupGroup == y.NearDupGroup || x.Original != nil && y.Original != nil && x.Original.SHA256 == y.Original.SHA256 {
				pairs = append(pairs, [2]record.ID{a, b})
			}
		}
	}
	r.copy = merged(items, pairs)
	return r
}

// merged names each class by its smallest member.
func merged(all map[record.ID]bool, pairs [][2]record.ID) map[record.ID]string {
	name := map[record.ID]string{}
	for id := range all {
		name[id] = string(id)
	}
	for changed := true; changed; {
		changed = false
		for _, p := range pairs {
			if a, b := name[p[0]], name[p[1]]; a != b {
				name[p[0]], name[p[1]] = min(a, b), min(a, b)
				changed = true
			}
		}
	}
	return name
}

func (r *reference) active(id record.ID, public bool) bool {
	s := r.c.Statements[id]
	e := r.c.Evidence[s.Evidence]
	if s.State == "withdrawn" || s.State == "retracted" || e.State == "withdrawn" {
		return false
	}
	if !public {
		return true
	}
	a := r.c.Actors[s.Speaker]
	if s.Terms == "off-record" || s.Terms == "" && a != nil && a.Terms == "off-record" {
		return false
	}
	if a != nil && a.Protected && !slices.Contains(a.Consent, "publish") {
		return false
	}
	return e.Embargo == "" || !e.Embargo.RunsAt(r.now)
}

func (r *reference) labels(s *record.Statement) map[string]bool {
	out := map[string]bool{r.full[s.Speaker]: true}
	for _, via := range s.Conduit {
		if via != "desk" && r.c.Policy.Conduits != "ignore" {
			out[r.full[via]] = true
		}
	}
	if s.Basis != "victim" && s.Basis != "eyewitness" && s.Basis != "participant" {
		out["copies:"+r.copy[s.Evidence]] = true
	}
	return out
}

// stance by the value where there is one.
func (r *reference) linked(claim record.ID, want record.Stance) []record.ID {
	var out []record.ID
	q := r.c.Claims[claim].Quantity
	for k, l := range r.c.Links {
		if k.Claim != claim {
			continue
		}
		stance := l.Stance
		if q != nil && l.Value != nil && (stance == "supports" || stance == "disputes") {
			low, high := -1e9, 1e9
			vlow, vhigh := -1e9, 1e9
			for _, x := range []struct {
				to   *float64
				from *float64
			}{{&low, q.Low}, {&high, q.High}, {&vlow, l.Value.Low}, {&vhigh, l.Value.High}} {
				if x.from != nil {
					*x.to = *x.from
				}
			}
			stance = "context"
			if low <= vlow && vhigh <= high {
				stance = "supports"
			} else if vhigh < low || high < vlow {
				stance = "disputes"
			}
		}
		if stance == want {
			out = append(out, k.Statement)
		}
	}
	slices.Sort(out)
	return out
}

type refQuery struct {
	public, untraced bool
	ban              func(*record.Statement) bool
}

// chains lists every chain that ends in one of the statements. above holds the
// claims whose premises are being looked at.
func (r *reference) chains(ends []record.ID, q refQuery, above []record.ID) []refChain {
	var out []refChain
	var back func(path []record.ID)
	back = func(path []record.ID) { // path: from sink backwards
		s := r.c.Statements[path[len(path)-1]]
		if !r.active(s.ID, q.public) || (q.ban != nil && q.ban(s)) {
			return
		}
		if len(s.DerivedFrom) > 0 {
			for _, d := range s.DerivedFrom {
				if !slices.Contains(path, d.Statement) {
					back(append(slices.Clone(path), d.Statement))
				}
			}
			return
		}
		forward := slices.Clone(path)
		slices.Reverse(forward)
		base := refChain{labels: map[string]bool{}}
		for _, id := range forward {
			base.sts = append(base.sts, id)
			for l := range r.labels(r.c.Statements[id]) {
				base.labels[l] = true
			}
		}
		switch {
		case s.Basis.Firsthand(), s.Basis == "hearsay" && q.untraced:
			out = append(out, base)
		case s.Basis == "inference" && s.Warrant != "":
			out = append(out, r.withPremises(base, s.Premises, q, above)...)
		}
	}
	for _, end := range ends {
		back([]record.ID{end})
	}
	return out
}

func (r *reference) withPremises(base refChain, premises []record.ID, q refQuery, above []record.ID) []refChain {
	out := []refChain{base}
	for _, p := range premises {
		if slices.Contains(above, p) || !r.stands(p, refQuery{public: q.public, untraced: q.untraced}, nil) {
			return nil
		}
		var next []refChain
		for _, have := range out {
			for _, sub := range r.premiseChains(p, q, append(slices.Clone(above), p)) {
				both := refChain{append(slices.Clone(sub.sts), have.sts...), map[string]bool{}}
				for l := range have.labels {
					both.labels[l] = true
				}
				for l := range sub.labels {
					both.labels[l] = true
				}
				next = append(next, both)
			}
		}
		out = next
	}
	return out
}

func (r *reference) premiseChains(p record.ID, q refQuery, above []record.ID) []refChain {
	if len(r.c.Claims[p].Requires) > 0 && len(r.linked(p, "supports")) == 0 {
		return r.withPremises(refChain{labels: map[string]bool{}}, r.c.Claims[p].Requires, q, above)
	}
	return r.chains(r.linked(p, "supports"), q, above)
}

// conjuncts gives a claim and all it requires, those that count.
func (r *reference) conjuncts(claim record.ID) []record.ID {
	seen := []record.ID{claim}
	for i := 0; i < len(seen); i++ {
		for _, x := range r.c.Claims[seen[i]].Requires {
			if !slices.Contains(seen, x) {
				seen = append(seen, x)
			}
		}
	}
	slices.Sort(seen)
	return slices.DeleteFunc(seen, func(x record.ID) bool {
		return len(r.c.Claims[x].Requires) > 0 && len(r.linked(x, "supports")) == 0
	})
}

// stands reports whether a premise is at least single-source.
func (r *reference) stands(p record.ID, q refQuery, above []record.ID) bool {
	parts := r.conjuncts(p)
	for _, d := range parts {
		if slices.Contains(above, d) {
			return false
		}
		if len(r.standing(d, q, append(slices.Clone(above), d))) == 0 {
			return false
		}
	}
	return len(parts) > 0
}

// standing is chains with the premises' standing judged within the same descent.
func (r *reference) standing(d record.ID, q refQuery, above []record.ID) []refChain {
	var out []refChain
	plain := r.c.Statements
	for _, end := range r.linked(d, "supports") {
		var back func(path []record.ID) bool
		back = func(path []record.ID) bool {
			s := plain[path[len(path)-1]]
			if !r.active(s.ID, q.public) {
				return false
			}
			if len(s.DerivedFrom) > 0 {
				for _, x := range s.DerivedFrom {
					if !slices.Contains(path, x.Statement) && back(append(slices.Clone(path), x.Statement)) {
						return true
					}
				}
				return false
			}
			if s.Basis == "inference" && s.Warrant != "" {
				for _, p := range s.Premises {
					if !r.stands(p, q, above) {
						return false
					}
				}
				return true
			}
			return s.Basis.Firsthand() || s.Basis == "hearsay" && q.untraced
		}
		if back([]record.ID{end}) {
			out = append(out, refChain{})
		}
	}
	return out
}

// most is the largest number of chains with pairwise disjoint labels.
func most(chains []refChain) int {
	seen := map[string]bool{}
	var sets []map[string]bool
	for _, c := range chains {
		var names []string
		for l := range c.labels {
			names = append(names, l)
		}
		sort.Strings(names)
		key := ""
		for _, n := range names {
			key += n + "|"
		}
		if !seen[key] {
			seen[key] = true
			sets = append(sets, c.labels)
		}
	}
	var try func(i int, used map[string]bool) int
	try = func(i int, used map[string]bool) int {
		if i == len(sets) {
			return 0
		}
		best := try(i+1, used)
		for l := range sets[i] {
			if used[l] {
				return best
			}
		}
		for l := range sets[i] {
			used[l] = true
		}
		best = max(best, 1+try(i+1, used))
		for l := range sets[i] {
			delete(used, l)
		}
		return best
	}
	return try(0, map[string]bool{})
}

type refResult struct{ s, sMax, o, d int }

func (r *reference) result(claim record.ID, public bool) refResult {
	var out refResult
	for i, x := range r.conjuncts(claim) {
		s := most(r.chains(r.linked(x, "supports"), refQuery{public: public}, []record.ID{x}))
		m := most(r.chains(r.linked(x, "supports"), refQuery{public: public, untraced: true}, []record.ID{x}))
		if i == 0 {
			out.s, out.sMax = s, m
		}
		out.s, out.sMax = min(out.s, s), min(out.sMax, m)
	}
	seen := []record.ID{claim}
	for i := 0; i < len(seen); i++ {
		out.o = max(out.o, r.o(seen[i], public))
		out.d = max(out.d, r.d(seen[i], public))
		for _, x := range r.c.Claims[seen[i]].Requires {
			if !slices.Contains(seen, x) {
				seen = append(seen, x)
			}
		}
	}
	return out
}

func (r *reference) interested(claim record.ID, a record.ID) bool {
	return slices.ContainsFunc(r.c.Claims[claim].AdverseTo, func(b record.ID) bool { return r.self[a] == r.self[b] })
}

func (r *reference) opposing(claim record.ID) []record.ID {
	ends := r.linked(claim, "disputes")
	for id, other := range r.c.Claims {
		if slices.Contains(other.Excludes, claim) || slices.Contains(r.c.Claims[claim].Excludes, id) {
			ends = append(ends, r.linked(id, "supports")...)
		}
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

func (r *reference) o(claim record.ID, public bool) int {
	ban := func(s *record.Statement) bool { return r.interested(claim, s.Speaker) }
	return most(r.chains(r.opposing(claim), refQuery{public: public, ban: ban}, nil))
}

func (r *reference) d(claim record.ID, public bool) int {
	voices := map[string]bool{}
	for k, l := range r.c.Links {
		if s := r.c.Statements[k.Statement]; k.Claim == claim && l.Stance == "denies" && l.Denial != "accepts" &&
			r.active(s.ID, public) && r.interested(claim, s.Speaker) {
			voices[r.self[s.Speaker]] = true
		}
	}
	return len(voices)
}
