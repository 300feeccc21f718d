package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// CheckCertificate verifies a result without the engine: that every chain of the
// certificates is one, that no two share a class, that the cut meets every chain
// and has no class to spare, that denials are who they should be, and that the
// words follow from the numbers. Where the cut is as large as the certificate,
// which it nearly always is, that proves S and O. It works on the records
// themselves and shares no code with what computed the result. Time is linear in
// the records, once for each class of a cut. The error is of kind Internal and
// names the claim.
func CheckCertificate(c *record.Casefile, o Options, r Result) error {
	return NewChecker(c, o).Check(r)
}

// Checker verifies many results over one casefile.
type Checker struct {
	c       *record.Casefile
	o       Options
	self    naming
	class   naming
	copy    naming
	links   map[record.ID][]*record.Link // by claim
	against map[record.ID][]record.ID    // claim -> claims excluded either way
}

// NewChecker prepares what all results need.
func NewChecker(c *record.Casefile, o Options) *Checker {
	k := &Checker{c: c, o: o, links: map[record.ID][]*record.Link{}, against: map[record.ID][]record.ID{}}
	k.self, k.class = nameActors(c)
	k.copy = nameCopies(c)
	for key, l := range c.Links {
		k.links[key.Claim] = append(k.links[key.Claim], l)
	}
	for id, cl := range c.Claims {
		for _, x := range cl.Excludes {
			k.against[id] = append(k.against[id], x)
			k.against[x] = append(k.against[x], id)
		}
	}
	return k
}

// Check verifies one result.
func (k *Checker) Check(r Result) error {
	if k.c.Claims[r.ID] == nil {
		return fault(r.ID, "there is no such claim")
	}
	for _, v := range []struct {
		public bool
		name   string
		out    Outcome
	}{{false, "desk", r.Outcome}, {true, "publishable", r.Publishable}} {
		if err := k.outcome(r.ID, v.public, v.out); err != nil {
			return fault(r.ID, "%s view: %v", v.name, err)
		}
	}
	switch {
	case r.Publishable.S > r.S:
		return fault(r.ID, "the publishable view shows more than the desk's")
	case r.Upper < r.S || (r.Upper > r.S && !slices.Contains(r.Flags, Bound)):
		return fault(r.ID, "upper bound %d with S = %d", r.Upper, r.S)
	case len(r.DeniedBy) != r.D:
		return fault(r.ID, "%d deny, D = %d", len(r.DeniedBy), r.D)
	}
	for _, d := range r.DeniedBy {
		if record.ID(k.self.of(string(d))) != d {
			return fault(r.ID, "%s is not the smallest id of its class", d)
		}
	}
	if err := k.opposing(r); err != nil {
		return fault(r.ID, "opposing side: %v", err)
	}
	return nil
}

func fault(id record.ID, format string, args ...any) error {
	return problem.New(problem.Internal, string(id), "certificate: "+fmt.Sprintf(format, args...), "")
}

// outcome checks one view of a result against the records.
func (k *Checker) outcome(id record.ID, public bool, out Outcome) error {
	if err := k.words(out); err != nil {
		return err
	}
	if len(out.Certificate) != out.S {
		return fmt.Errorf("the result has S = %d with %d chains", out.S, len(out.Certificate))
	}
	if d := k.denying(id, public); d != out.D {
		return fmt.Errorf("the result has D = %d, the records give %d", out.D, d)
	}
	if out.SMax < out.S {
		return fmt.Errorf("the result has S_max = %d, below S = %d", out.SMax, out.S)
	}
	conjuncts := k.counted(id)
	if out.S == 0 { // some conjunct must have no chain at all
		for _, x := range conjuncts {
			if !k.supported(x, public) {
				return nil
			}
		}
		if len(conjuncts) == 0 {
			return nil
		}
		return fmt.Errorf("the result has S = 0, but there are chains")
	}
	var last error
	for _, x := range conjuncts { // the certificate is that of the weakest, whichever it is
		if !k.supported(x, public) {
			return fmt.Errorf("%s has no chain, yet S = %d", x, out.S)
		}
		if last = k.side(k.ends(x, record.Supports), public, out.Certificate, out.Cut, nil); last == nil {
			last = k.noCircle(x, out.Certificate)
		}
		if last == nil {
			return nil
		}
	}
	return last
}

// words checks that status, base and flags follow from the numbers.
func (k *Checker) words(out Outcome) error {
	at := k.c.Policy.WithDefaults().CorroboratedAt
	base := Provisional
	if out.S == 0 {
		base = Unverified
	} else if out.S >= at {
		base = Corroborated
	} else if out.S == 1 {
		base = SingleSource
	}
	status := base
	if out.D > 0 {
		status = Denied
	}
	if out.O > 0 {
		status = Contradicted
	}
	if out.Base != base || out.Status != status {
		return fmt.Errorf("status %s, base %s do not follow from S = %d, O = %d, D = %d", out.Status, out.Base, out.S, out.O, out.D)
	}
	if slices.Contains(out.Flags, HearsayOnly) != (out.S == 0 && out.SMax > 0) {
		return fmt.Errorf("flag %s does not follow from S = %d, S_max = %d", HearsayOnly, out.S, out.SMax)
	}
	return nil
}

// opposing checks the certificate and the cut of O in the desk's view.
func (k *Checker) opposing(r Result) error {
	if len(r.Opposing) != r.O {
		return fmt.Errorf("the result has O = %d with %d chains", r.O, len(r.Opposing))
	}
	var last error
	for _, x := range k.closure(r.ID) {
		ends := k.ends(x, record.Disputes)
		for _, y := range k.against[x] {
			for s := range k.ends(y, record.Supports) {
				ends[s] = true
			}
		}
		parties := map[string]bool{}
		for _, a := range k.c.Claims[x].AdverseTo {
			parties[k.self.of(string(a))] = true
		}
		last = k.side(ends, false, r.Opposing, r.OpposingCut, func(s *record.Statement) bool { return parties[k.self.of(string(s.Speaker))] })
		if last == nil {
			return nil
		}
	}
	return last
}

// side checks that the chains are disjoint chains into the ends without barred
// statements, and that the cut is one and has nothing to spare.
func (k *Checker) side(ends map[record.ID]bool, public bool, chains [][]record.ID, cut []string, barred func(*record.Statement) bool) error {
	taken := map[string]bool{}
	for _, chain := range chains {
		if err := k.chain(chain, ends, public, barred); err != nil {
			return err
		}
		mine := map[string]bool{}
		for _, id := range chain {
			for _, l := range k.labelsOf(k.c.Statements[id]) {
				mine[l] = true
			}
		}
		for l := range mine {
			if taken[l] {
				return fmt.Errorf("two chains share %s", l)
			}
			taken[l] = true
		}
	}
	open := func(without []string) bool {
		return (&walk{k: k, public: public, barred: barred, closed: without}).reaches(ends)
	}
	if open(cut) {
		return fmt.Errorf("a chain avoids the cut [%s]", strings.Join(cut, " "))
	}
	for i := range cut {
		if len(cut) > len(chains) && !open(slices.Delete(slices.Clone(cut), i, i+1)) {
			return fmt.Errorf("%s can be left out of the cut", cut[i])
		}
	}
	if len(cut) < len(chains) {
		return fmt.Errorf("a cut of %d below %d disjoint chains", len(cut), len(chains))
	}
	return nil
}

// chain checks one chain: it ends in one of the ends, and each statement stands on
// an earlier one, on its own first-hand basis, or on premises proven earlier. The
// statement before must be what a relay derives from, unless premises lie between.
func (k *Checker) chain(chain []record.ID, ends map[record.ID]bool, public bool, barred func(*record.Statement) bool) error {
	if len(chain) == 0 || !ends[chain[len(chain)-1]] {
		return fmt.Errorf("a chain ends in no statement that counts here")
	}
	earlier := map[record.ID]bool{}
	for _, id := range chain {
		s := k.c.Statements[id]
		if s == nil || !k.admits(s, public) || earlier[id] || (barred != nil && barred(s)) {
			return fmt.Errorf("statement %s does not count here, or stands twice in a chain", id)
		}
		stands := false
		switch {
		case len(s.DerivedFrom) > 0:
			stands = slices.ContainsFunc(s.DerivedFrom, func(d record.Derivation) bool { return earlier[d.Statement] })
		case s.Basis == record.Inference:
			stands = s.Warrant != ""
			for _, p := range s.Premises {
				stands = stands && k.proven(p, earlier, map[record.ID]bool{}) && k.single(p, public)
			}
		default:
			stands = s.Basis.Firsthand()
		}
		if !stands {
			return fmt.Errorf("statement %s has nothing before it to stand on", id)
		}
		earlier[id] = true
	}
	return nil
}

// proven reports whether one of the statements supports the premise or, where the
// premise has only conjuncts, each of them. known holds what was asked already: a
// claim that is asked while its answer is open rests on itself, and so does all on
// the way there.
func (k *Checker) proven(p record.ID, have map[record.ID]bool, known map[record.ID]bool) bool {
	if answer, ok := known[p]; ok || k.c.Claims[p] == nil {
		return answer
	}
	known[p] = false
	ends := k.ends(p, record.Supports)
	if len(ends) == 0 && len(k.c.Claims[p].Requires) > 0 {
		for _, x := range k.c.Claims[p].Requires {
			if !k.proven(x, have, known) {
				return false
			}
		}
		known[p] = true
	}
	for s := range ends {
		if have[s] {
			known[p] = true
		}
	}
	return known[p]
}

// single reports whether every conjunct of a premise has a chain at all.
func (k *Checker) single(p record.ID, public bool) bool {
	parts := k.counted(p)
	for _, x := range parts {
		if !k.supported(x, public) {
			return false
		}
	}
	return len(parts) > 0
}
