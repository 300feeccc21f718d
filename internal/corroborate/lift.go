package corroborate

import (
	"maps"
	"slices"

	"onrecord.dev/onrecord/internal/record"
)

// Lift says what would bring a claim to corroborated in one view: as many
// independent origins as the policy asks for, and nobody independent against it.
// Every step was supposed in the records and computed with R1; none is a guess. A
// denial stays what it is whatever is found.
type Lift struct {
	S        int    `json:"s"`
	O        int    `json:"o"`
	At       int    `json:"at"`       // independent origins that the policy asks for
	Needed   int    `json:"needed"`   // how many steps it takes; 0 where nothing is missing
	Steps    []Step `json:"steps"`    // each helps by itself; those that suffice first
	Together []Step `json:"together"` // where no single step suffices: steps that do together
}

// reached reports whether nothing is missing.
func (l Lift) reached() bool { return l.S >= l.At && l.O == 0 }

// StepKind is a sort of step.
type StepKind string

const (
	StepSettle  StepKind = "settle"  // the opposing side gives way
	StepDirect  StepKind = "direct"  // hear an origin without those in between
	StepTrace   StepKind = "trace"   // find the origin of hearsay
	StepWarrant StepKind = "warrant" // say why a conclusion follows
	StepPremise StepKind = "premise" // establish what a conclusion stands on
	StepTerms   StepKind = "terms"   // a source agrees to publication
	StepEmbargo StepKind = "embargo" // wait
	StepWitness StepKind = "witness" // find somebody or something independent
)

// Step is something that the desk can do, and what would come of it. Where
// several would do, each of the records by itself has that result.
type Step struct {
	Kind    StepKind    `json:"kind"`
	Do      string      `json:"do"`
	Claim   record.ID   `json:"claim"`   // for which; a conjunct, where that is what is missing
	Records []record.ID `json:"records"` // statements, or the actor or evidence that it is about
	S       int         `json:"s"`       // independent origins after it
	Status  Status      `json:"status"`  // after it
	Reaches bool        `json:"reaches"` // it suffices

	about []record.ID // whom the words name besides
	edit  func(*record.Casefile)
}

// standing of a claim in a view, as far as steps can change it.
type standing struct {
	out     Outcome
	deficit int // independent origins lacking, over all conjuncts, and those against it
}

// lifter tries steps for one claim in one view.
type lifter struct {
	c      *record.Casefile // the claim's surroundings
	o      Options
	id     record.ID
	v      view
	at     int
	before standing
	trials int // how many more may be tried
}

// Bounds of the trials. Each costs about as much as the claim's statements are
// many, so a claim with very many gets fewer; candidates beyond are left out.
const (
	mostTrials = 256
	trialWork  = 60_000 // statements computed over in all trials
)

// lift finds what would help. c is the claim's surroundings.
func lift(c *record.Casefile, o Options, id record.ID, v view) Lift {
	f := &lifter{c: c, o: o, id: id, v: v, at: c.Policy.WithDefaults().CorroboratedAt}
	f.trials = min(mostTrials, max(16, trialWork/(len(c.Statements)+1)))
	e := newEngine(c, o)
	f.before = f.standing(e)
	out := Lift{S: f.before.out.S, O: f.before.out.O, At: f.at, Steps: []Step{}, Together: []Step{}}
	if f.before.deficit == 0 {
		return out
	}
	for _, s := range f.candidates(e) {
		if f.trials--; f.trials < 0 && s.Kind != StepWitness {
			continue
		}
		after := f.suppose(c, s)
		s.note(after, f.before)
		if nearer := after.out.S > f.before.out.S || after.out.O < f.before.out.O; nearer && after.deficit < f.before.deficit {
			out.Steps = append(out.Steps, s)
		}
	}
	slices.SortStableFunc(out.Steps, func(a, b Step) int {
		switch {
		case a.Reaches == b.Reaches:
			return 0
		case a.Reaches:
			return -1
		}
		return 1
	})
	if len(out.Steps) > 0 && out.Steps[0].Reaches {
		out.Needed = 1
	} else {
		out.Together = f.together()
		out.Needed = len(out.Together)
	}
	return out
}

func (s *Step) note(after, before standing) {
	s.S, s.Status = after.out.S, after.out.Status
	s.Reaches = after.deficit == 0 && before.deficit > 0
}

// standing computes how far the claim is from corroborated.
func (f *lifter) standing(e *engine) standing {
	cl := e.claimNo[f.id]
	r := e.result(cl)
	out := r.Outcome
	if f.v == publishable {
		out = r.Publishable
	}
	st := standing{out: out}
	for _, p := range e.whole(cl) {
		st.deficit += e.alone(p, f.v).o
	}
	parts := e.conjuncts(cl)
	for _, p := range parts {
		st.deficit += max(0, f.at-e.alone(p, f.v).s)
	}
	if len(parts) == 0 { // it requires only what requires nothing that can be supported
		st.deficit += max(0, f.at-out.S)
	}
	return st
}

// suppose computes what would be if a step were taken.
func (f *lifter) suppose(c *record.Casefile, s Step) standing {
	return f.standing(newEngine(after(c, s), f.o))
}

// after is a copy of the casefile in which the step was taken.
func after(c *record.Casefile, s Step) *record.Casefile {
	over := *c
	over.Actors, over.Evidence = maps.Clone(c.Actors), maps.Clone(c.Evidence)
	over.Statements, over.Claims, over.Links = maps.Clone(c.Statements), maps.Clone(c.Claims), maps.Clone(c.Links)
	s.edit(&over)
	return &over
}

// together takes, one after the other, the step that brings most until nothing is
// missing. A new witness always brings something, so it ends.
func (f *lifter) together() []Step {
	out := []Step{}
	c, now := f.c, f.before
	for now.deficit > 0 && len(out) < maxTogether {
		var best *Step
		least := now
		for _, s := range f.candidates(newEngine(c, f.o)) {
			if f.trials--; f.trials < 0 && s.Kind != StepWitness {
				continue
			}
			if st := f.suppose(c, s); st.deficit < least.deficit {
				s.note(st, now)
				best, least = &s, st
			}
		}
		if best == nil {
			return []Step{}
		}
		out, now, c = append(out, *best), least, after(c, *best)
	}
	if now.deficit > 0 {
		return []Step{}
	}
	return out
}

// maxTogether bounds the steps that are told one by one.
const maxTogether = 12
