package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// mostNames is how many are named before "and 27 more".
const mostNames = 3

// missing puts the lifts of both views into lines, what both have only once.
func (x *Explanation) missing(w words) []string {
	out := slices.Clone(x.Lift.words())
	for _, line := range x.PublishableLift.words() {
		if !slices.Contains(x.Lift.words(), line) {
			out = append(out, "for a story: "+line)
		}
	}
	if x.D > 0 {
		var by []string
		for _, id := range x.deniedBy {
			by = append(by, w.class(string(id)))
		}
		out = append(out, "it stays denied as long as "+list(few(by))+" denies it: print the denial with it")
	}
	return notNull(out)
}

// words gives a lift line by line.
func (l Lift) words() []string {
	var out []string
	switch {
	case l.Needed > 1:
		var plan []string
		for i, s := range l.Together {
			switch {
			case i == 0:
				plan = append(plan, fmt.Sprintf("no single step is enough, %d together are: %s", l.Needed, s.Do))
			case s.Do == l.Together[i-1].Do:
				plan = append(plan, "then another one")
			default:
				plan = append(plan, "then "+s.Do)
			}
		}
		out = append(out, strings.Join(plan, "; "))
		for _, s := range l.Steps {
			if !slices.ContainsFunc(l.Together, func(t Step) bool { return t.Do == s.Do }) {
				out = append(out, "a step on the way: "+s.Do)
			}
		}
	case !l.reached() && len(l.Steps) == 0:
		out = append(out, "nothing that was tried helps: what speaks against it is also what it stands on")
	case l.Needed == 0 && len(l.Steps) > 0:
		out = append(out, "it takes more than a few steps; each of these helps")
		fallthrough
	default:
		for _, s := range l.Steps {
			out = append(out, s.Do)
		}
	}
	return out
}

// inWords puts the steps of a lift into words, equal ones into one.
func (l Lift) inWords(w words, id record.ID, v view) Lift {
	l.Steps = w.folded(id, v, l.Steps)
	for i := range l.Together {
		l.Together[i].Do = w.stepWords(l.Together[i], id, v)
	}
	return l
}

func (w words) folded(id record.ID, v view, steps []Step) []Step {
	out := []Step{}
	at := map[string]int{}
	for _, s := range steps {
		key := fmt.Sprint(s.Kind, s.Claim, s.S, s.Status, s.Reaches, w.between(s))
		if i, known := at[key]; known && (s.Kind == StepDirect || s.Kind == StepTrace) {
			out[i].Records = append(slices.Clone(out[i].Records), s.Records...)
			continue
		}
		at[key] = len(out)
		out = append(out, s)
	}
	for i := range out {
		out[i].Do = w.stepWords(out[i], id, v)
	}
	return out
}

// between tells apart the steps that go round different people.
func (w words) between(s Step) string {
	if s.Kind != StepDirect {
		return ""
	}
	st := w.c.Statements[s.Records[0]]
	if st.Basis.Witness() {
		return w.via(st)
	}
	return string(st.ID)
}

func (w words) stepWords(s Step, id record.ID, v view) string {
	do := ""
	switch s.Kind {
	case StepDirect:
		do = w.direct(s)
	case StepTrace:
		do = "trace the hearsay of " + w.oneOf(s.Records) + " to its root"
	case StepWarrant:
		do = fmt.Sprintf("say why the conclusion %s follows (its warrant)", s.Records[0])
	case StepPremise:
		do = fmt.Sprintf("find independent first-hand support for %s, on which the conclusion %s stands", s.Records[0], list(record.Texts(s.about)))
	case StepTerms:
		do = w.terms(s)
	case StepEmbargo:
		do = fmt.Sprintf("wait until %s, when the embargo on %s ends", w.c.Evidence[s.Records[0]].Embargo, s.Records[0])
	case StepSettle:
		return fmt.Sprintf("settle the contradiction with %s (%s), or print both sides", w.class(string(s.about[0])), list(few(record.Texts(s.Records))))
	default:
		return w.another(s, id, v)
	}
	if s.Claim != id {
		do = "for " + string(s.Claim) + ": " + do
	}
	return do
}

// direct says how to hear origins without those in between.
func (w words) direct(s Step) string {
	st := w.c.Statements[s.Records[0]]
	via := w.via(st)
	switch {
	case !st.Basis.Witness():
		do := fmt.Sprintf("get the %s %s directly from where it was made", st.Basis, st.Evidence)
		if via != "" {
			do += ", not through " + via
		}
		return do
	case via == "":
		return "speak to " + w.oneOf(s.Records) + " directly, not through those who pass it on"
	case len(w.speakers(s.Records)) > 1:
		who := w.speakers(s.Records)
		return fmt.Sprintf("speak directly to one of the %d who told %s (%s)", len(who), via, list(few(who)))
	}
	return "speak to " + w.oneOf(s.Records) + " directly, not through " + via
}

// speakers names who speaks in statements, each once. People of one description
// are still as many as they are.
func (w words) speakers(statements []record.ID) []string {
	seen := map[record.ID]bool{}
	var out []string
	for _, id := range statements {
		if who := w.c.Statements[id].Speaker; !seen[who] {
			seen[who] = true
			out = append(out, w.actor(who))
		}
	}
	return out
}

func (w words) oneOf(statements []record.ID) string {
	who := w.speakers(statements)
	if len(who) == 1 {
		return who[0]
	}
	return fmt.Sprintf("one of %d (%s)", len(who), list(few(who)))
}

func (w words) terms(s Step) string {
	who := w.c.Actors[s.Records[0]]
	name := w.actor(s.Records[0])
	var off []string
	for _, id := range s.about {
		if offRecord(w.c, w.c.Statements[id]) {
			off = append(off, string(id))
		}
	}
	consent := who != nil && who.Protected && !consents(who)
	switch {
	case consent && len(off) > 0:
		return fmt.Sprintf("get consent to publish from %s, also for what is off the record (%s)", name, list(few(off)))
	case consent:
		return fmt.Sprintf("get consent to publish from %s (%s)", name, list(few(record.Texts(s.about))))
	}
	return fmt.Sprintf("ask %s to let the desk print what is off the record (%s)", name, list(few(off)))
}

// another says of whom a new witness or record must be independent.
func (w words) another(s Step, id record.ID, v view) string {
	do := "find a witness or a record "
	if s.Claim != id || len(s.Records) > 1 {
		do += "for " + list(few(record.Texts(s.Records))) + " "
	}
	if len(s.Records) > 1 {
		do = strings.Replace(do, "record for ", "record for all of ", 1)
	}
	var behind []int32
	for _, claim := range s.Records {
		w.ancestors(w.supports.row(w.claimNo[claim]), modeOf(v, false), nil, func(st int32) {
			for _, l := range w.labels.row(st) {
				if !slices.Contains(behind, l) {
					behind = append(behind, l)
				}
			}
		})
	}
	slices.SortFunc(behind, w.compareLabels)
	switch n := len(behind); {
	case n == 0:
		return do + "that shows it first-hand"
	case n <= mostNames:
		var names []string
		for _, l := range behind {
			names = append(names, w.class(w.labelName(l)))
		}
		return do + "independent of " + list(names)
	}
	return do + "independent of everybody and everything behind it so far"
}

// few shortens a long list of names.
func few(in []string) []string {
	if len(in) <= mostNames+1 {
		return in
	}
	return append(slices.Clone(in[:mostNames]), fmt.Sprintf("%d more", len(in)-mostNames))
}
