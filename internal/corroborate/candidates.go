package corroborate

import (
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// candidates lists the steps that might help, the most particular first. Whether
// they do is for the trial to tell.
func (f *lifter) candidates(e *engine) []Step {
	var out []Step
	cl := e.claimNo[f.id]
	out = append(out, f.settling(e, cl)...)
	lacking := f.lacking(e, cl)
	for _, t := range lacking {
		out = append(out, f.hearing(e, t)...)
	}
	if f.v == publishable {
		out = append(out, f.releasing(e, lacking)...)
	}
	if len(lacking) > 1 {
		out = append(out, f.witness(e, lacking...))
	}
	for _, t := range lacking {
		out = append(out, f.witness(e, t))
	}
	return out
}

// lacking gives the claims whose own support is short of the threshold, by id.
func (f *lifter) lacking(e *engine, cl int32) []int32 {
	parts := e.conjuncts(cl)
	if len(parts) == 0 {
		parts = []int32{cl}
	}
	parts = slices.DeleteFunc(parts, func(p int32) bool { return e.counts(p) && e.alone(p, f.v).s >= f.at })
	slices.SortFunc(parts, e.compareClaims)
	return parts
}

// behind gives the statements that support a claim and all that they derive from,
// whatever their state, by id.
func (e *engine) behind(sinks []int32) []int32 {
	seen := map[int32]bool{}
	var out []int32
	for todo := slices.Clone(sinks); len(todo) > 0; todo = todo[1:] {
		if s := todo[0]; !seen[s] {
			seen[s] = true
			out = append(out, s)
			todo = append(todo, e.parents.row(s)...)
		}
	}
	slices.SortFunc(out, e.compareStatements)
	return out
}

// hearing gives the steps that bring a claim's own statements nearer to the desk.
func (f *lifter) hearing(e *engine, target int32) []Step {
	var direct, trace, reason []Step
	claim, sinks := e.claims[target].ID, e.supports.row(target)
	for _, n := range e.behind(sinks) {
		s := e.st[n]
		if e.active[n] == 0 || len(s.DerivedFrom) > 0 || s.Speaker == record.Desk || f.c.Statements[s.ID] == nil {
			continue
		}
		switch {
		case s.Basis.Firsthand() && (len(e.via.row(n)) > 0 || !slices.Contains(sinks, n)):
			direct = append(direct, Step{Kind: StepDirect, Claim: claim, Records: []record.ID{s.ID}, edit: hearDirectly(s, claim)})
		case s.Basis == record.Hearsay:
			trace = append(trace, Step{Kind: StepTrace, Claim: claim, Records: []record.ID{s.ID}, edit: traceHearsay(s)})
		case s.Basis == record.Inference && s.Warrant == "":
			reason = append(reason, Step{Kind: StepWarrant, Claim: claim, Records: []record.ID{s.ID}, edit: giveWarrant(s)})
		case s.Basis == record.Inference:
			for _, p := range e.premise[n] {
				w := f.witness(e, p)
				w.Kind, w.Claim, w.Records, w.about = StepPremise, claim, []record.ID{e.claims[p].ID}, []record.ID{s.ID}
				reason = append(reason, w)
			}
		}
	}
	return slices.Concat(direct, trace, reason)
}

// fresh gives an id that no record has.
func fresh(c *record.Casefile, id record.ID) record.ID {
	for id += "+"; c.KindOf(id) != ""; {
		id += "+"
	}
	return id
}

// hearDirectly supposes that the speaker tells the desk himself, or that a thing
// came from where it was made. A person tells it anew; a thing remains the copy
// that it is.
func hearDirectly(s *record.Statement, claim record.ID) func(*record.Casefile) {
	return func(c *record.Casefile) {
		told := *s
		told.ID, told.Conduit, told.DerivedFrom = fresh(c, s.ID), nil, nil
		if s.Basis.Witness() {
			told.Evidence = newItem(c, s.Evidence)
		}
		support(c, &told, claim)
	}
}

// traceHearsay supposes that somebody is found who was there and from whom the
// speaker has it; the speaker still stands between.
func traceHearsay(s *record.Statement) func(*record.Casefile) {
	return func(c *record.Casefile) {
		origin := newWitness(c, s.ID)
		c.Statements[origin.ID] = origin
		relayed := *s
		relayed.DerivedFrom = []record.Derivation{{Statement: origin.ID, How: record.DerivedHow("relays")}}
		c.Statements[s.ID] = &relayed
	}
}

func giveWarrant(s *record.Statement) func(*record.Casefile) {
	return func(c *record.Casefile) {
		reasoned := *s
		reasoned.Warrant = "it follows"
		c.Statements[s.ID] = &reasoned
	}
}

// newWitness is somebody whom nobody knew, on evidence of his own.
func newWitness(c *record.Casefile, near record.ID) *record.Statement {
	who := fresh(c, near+"-witness")
	c.Actors[who] = &record.Actor{ID: who, Type: record.Person}
	return &record.Statement{ID: fresh(c, near), Speaker: who, Evidence: newItem(c, near), Basis: record.Eyewitness}
}

func newItem(c *record.Casefile, near record.ID) record.ID {
	id := fresh(c, near)
	c.Evidence[id] = &record.Evidence{ID: id, Kind: "interview"}
	return id
}

func support(c *record.Casefile, s *record.Statement, claims ...record.ID) {
	c.Statements[s.ID] = s
	for _, cl := range claims {
		c.Links[record.LinkKey{Statement: s.ID, Claim: cl}] = &record.Link{Statement: s.ID, Claim: cl, Stance: record.Supports}
	}
}

// witness supposes that somebody is found who saw all of some claims and depends
// on nobody.
func (f *lifter) witness(e *engine, targets ...int32) Step {
	var ids []record.ID
	for _, t := range targets {
		ids = append(ids, e.claims[t].ID)
	}
	return Step{Kind: StepWitness, Claim: ids[0], Records: ids, edit: func(c *record.Casefile) {
		support(c, newWitness(c, ids[0]), ids...)
	}}
}

// releasing gives the steps that let a story use what the desk has: what a source
// must agree to, and the embargoes.
func (f *lifter) releasing(e *engine, targets []int32) []Step {
	var sinks []int32
	for _, t := range targets {
		sinks = append(sinks, e.supports.row(t)...)
	}
	terms, items := map[record.ID][]record.ID{}, map[record.ID]bool{}
	for _, n := range e.behind(sinks) {
		s := e.st[n]
		if e.active[n] == 0 || f.c.Statements[s.ID] == nil {
			continue
		}
		if a := f.c.Actors[s.Speaker]; offRecord(f.c, s) || (a != nil && a.Protected && !consents(a)) {
			terms[s.Speaker] = append(terms[s.Speaker], s.ID)
		}
		if item := f.c.Evidence[s.Evidence]; item.Embargo != "" && item.Embargo.RunsAt(f.o.Now) {
			items[item.ID] = true
		}
	}
	var out []Step
	for _, who := range record.SortedKeys(terms) {
		out = append(out, Step{Kind: StepTerms, Claim: f.id, Records: []record.ID{who}, about: terms[who], edit: agree(who, terms[who])})
	}
	for _, item := range record.SortedKeys(items) {
		out = append(out, Step{Kind: StepEmbargo, Claim: f.id, Records: []record.ID{item}, edit: func(c *record.Casefile) {
			free := *c.Evidence[item]
			free.Embargo = ""
			c.Evidence[item] = &free
		}})
	}
	return out
}

// agree supposes that a source consents to publication of what he said.
func agree(who record.ID, said []record.ID) func(*record.Casefile) {
	return func(c *record.Casefile) {
		if a := c.Actors[who]; a != nil && a.Protected && !consents(a) {
			willing := *a
			willing.Consent = append(slices.Clone(a.Consent), record.ConsentPublish)
			c.Actors[who] = &willing
		}
		for _, id := range said {
			if s := c.Statements[id]; offRecord(c, s) {
				free := *s
				free.Terms = record.Background
				c.Statements[id] = &free
			}
		}
	}
}

// settling supposes, for each class that could settle a contradiction, that what
// rests on it no longer stands against the claim or a conjunct.
func (f *lifter) settling(e *engine, cl int32) []Step {
	var out []Step
	done := map[string]bool{}
	parts := e.whole(cl)
	for _, p := range parts {
		t := e.alone(p, f.v)
		if t.o == 0 {
			continue
		}
		for _, class := range t.opposed.opposed.cut {
			if !done[class] {
				done[class] = true
				out = append(out, settle(e.claims[p].ID, class, e.restingOn(class, parts)))
			}
		}
	}
	return out
}

// whole gives a claim and all that it requires, at whatever depth, by id.
func (e *engine) whole(cl int32) []int32 {
	out := []int32{cl}
	for i := 0; i < len(out); i++ {
		for _, r := range e.requires[out[i]] {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	slices.SortFunc(out, e.compareClaims)
	return out
}

// restingOn gives the links against some claims that a class stands behind.
func (e *engine) restingOn(class string, claims []int32) []record.LinkKey {
	var out []record.LinkKey
	rests := func(s int32) bool {
		return slices.ContainsFunc(e.behind([]int32{s}), func(s int32) bool {
			return e.active[s] != 0 && slices.ContainsFunc(e.labels.row(s), func(l int32) bool { return e.labelName(l) == class })
		})
	}
	take := func(sinks []int32, claim int32) {
		for _, s := range sinks {
			if rests(s) {
				out = append(out, record.LinkKey{Statement: e.st[s].ID, Claim: e.claims[claim].ID})
			}
		}
	}
	for _, cl := range claims {
		take(e.disputes.row(cl), cl)
		for _, other := range e.opposed[cl] {
			take(e.supports.row(other), other)
		}
	}
	return out
}

func settle(claim record.ID, class string, against []record.LinkKey) Step {
	step := Step{Kind: StepSettle, Claim: claim, about: []record.ID{record.ID(class)}, edit: func(c *record.Casefile) {
		for _, k := range against {
			delete(c.Links, k)
		}
	}}
	for _, k := range against {
		step.Records = append(step.Records, k.Statement)
	}
	slices.Sort(step.Records)
	step.Records = slices.Compact(step.Records)
	return step
}
