package corroborate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// outcomeIn gives the outcome of a view.
func outcomeIn(r Result, v view) Outcome {
	if v == publishable {
		return r.Publishable
	}
	return r.Outcome
}

// TestEveryStepIsTrue: a step that is taken, in all of the casefile and not only
// in what the trial saw of it, brings what it says.
func TestEveryStepIsTrue(t *testing.T) {
	kinds, plans := map[StepKind]int{}, 0
	laws(t, 400, func(t *testing.T, _ *rand.Rand, c *record.Casefile) {
		at := c.Policy.WithDefaults().CorroboratedAt
		before := all(c)
		for id := range c.Claims {
			for v := desk; v <= publishable; v++ {
				was := outcomeIn(before[id], v)
				l := lift(around(c, id), Options{Now: noon}, id, v)
				switch {
				case l.reached() != (was.S >= at && was.O == 0), l.reached() && l.Needed+len(l.Steps) > 0, !l.reached() && l.Needed == 0 && !excludesItself(c, id) && !concludes(c):
					t.Errorf("claim %s: S = %d of %d, O = %d, and yet %+v", id, was.S, at, was.O, l)
				}
				for _, s := range l.Steps {
					kinds[s.Kind]++
					is := outcomeIn(all(after(c, s))[id], v)
					if is.S != s.S || is.Status != s.Status || s.Reaches != (is.S >= at && is.O == 0) {
						t.Errorf("claim %s, %s %v: S = %d, %s, reaches %v; in fact %d, %s", id, s.Kind, s.Records, s.S, s.Status, s.Reaches, is.S, is.Status)
					}
					if is.S <= was.S && is.O >= was.O {
						t.Errorf("claim %s, %s %v changes nothing: S %d > %d, O %d > %d", id, s.Kind, s.Records, was.S, is.S, was.O, is.O)
					}
				}
				if l.Needed > 1 {
					plans++
					over := c
					for _, s := range l.Together {
						over = after(over, s)
					}
					if is := outcomeIn(all(over)[id], v); is.S < at || is.O > 0 {
						t.Errorf("claim %s: %d steps together give S = %d, O = %d", id, l.Needed, is.S, is.O)
					}
					if slices.ContainsFunc(l.Steps, func(s Step) bool { return s.Reaches }) {
						t.Errorf("claim %s: one step suffices, and yet several are asked for", id)
					}
				}
			}
		}
	})
	if testing.Short() { // too few cases for the rarest steps
		return
	}
	for _, k := range []StepKind{StepSettle, StepDirect, StepTrace, StepWarrant, StepPremise, StepTerms, StepEmbargo, StepWitness} {
		if kinds[k] == 0 {
			t.Errorf("no step of kind %s was ever found: %v", k, kinds)
		}
	}
	if plans == 0 {
		t.Error("there never was a plan of several steps")
	}
}

// excludesItself reports whether a claim, with all that it requires, cannot be true
// together with itself: then nothing lifts it.
func excludesItself(c *record.Casefile, id record.ID) bool {
	parts := []record.ID{id}
	for i := 0; i < len(parts); i++ {
		for _, r := range c.Claims[parts[i]].Requires {
			if c.Claims[r] != nil && !slices.Contains(parts, r) {
				parts = append(parts, r)
			}
		}
	}
	return slices.ContainsFunc(parts, func(p record.ID) bool {
		return slices.ContainsFunc(c.Claims[p].Excludes, func(x record.ID) bool { return slices.Contains(parts, x) })
	})
}

// concludes reports whether there are conclusions: one may dispute what it stands on.
func concludes(c *record.Casefile) bool {
	for _, s := range c.Statements {
		if s.Basis == record.Inference && len(s.Premises) > 0 {
			return true
		}
	}
	return false
}

// TestLiftInWords holds what is suggested and how it is said.
func TestLiftInWords(t *testing.T) {
	const thirty = "actor krivenko name=Sergei_Krivenko\nclaim c\n" +
		"st k1 anna participant via=krivenko\nst k2 boris participant via=krivenko\nst k3 clara participant via=krivenko\n" +
		"st k4 dan participant via=krivenko\nst k5 eve participant via=krivenko\nlink k1 c\nlink k2 c\nlink k3 c\nlink k4 c\nlink k5 c\n"
	for _, x := range []struct {
		name, fixture string
		desk, story   string // in the order told
		needed        int
	}{
		{"through one activist", thirty,
			"speak directly to one of the 5 who told Sergei Krivenko (anna, boris, clara and 2 more) | find a witness or a record independent of everybody and everything behind it so far", "same", 1},
		{"one of whom the desk knows, too", thirty + "st d anna\nlink d c", "", "", 0},
		{"an eyewitness alone", "claim c\nst s anna\nlink s c", "find a witness or a record independent of anna", "same", 1},
		{"nothing", "claim c", "no single step is enough, 2 together are: find a witness or a record that shows it first-hand; then another one", "same", 2},
		{"hearsay beside a witness", "claim c\nst s anna\nst h boris hearsay\nlink s c\nlink h c",
			"trace the hearsay of boris to its root | find a witness or a record independent of anna", "same", 1},
		{"a document through a group", "claim c\nst s anna\nst d mod document via=group evidence=letter\nst e anna via=group\nlink s c\nlink d c\nlink e c", "", "", 0},
		{"a document through him who was there", "claim c\nst s anna\nst d mod document via=anna evidence=letter\nlink s c\nlink d c",
			"get the document letter directly from where it was made, not through anna | find a witness or a record independent of anna, the interview letter and mod", "same", 1},
		{"no consent", "actor n protected descriptor=a_nurse\nclaim c\nst s anna\nst p n\nlink s c\nlink p c",
			"", "get consent to publish from a nurse (p) | find a witness or a record independent of anna", 0},
		{"no consent and off the record", "actor n protected descriptor=a_nurse\nclaim c\nst s anna\nst p n terms=off-record\nlink s c\nlink p c",
			"", "get consent to publish from a nurse, also for what is off the record (p) | find a witness or a record independent of anna", 0},
		{"off the record", "claim c\nst s anna\nst p boris terms=off-record\nlink s c\nlink p c",
			"", "ask boris to let the desk print what is off the record (p) | find a witness or a record independent of anna", 0},
		{"an embargo", "evidence e embargo=2016\nclaim c\nst s anna\nst p boris evidence=e\nlink s c\nlink p c",
			"", "wait until 2016, when the embargo on e ends | find a witness or a record independent of anna", 0},
		{"a contradiction", "claim c\nst s anna\nst p boris\nst o clara\nlink s c\nlink p c\nlink o c disputes",
			"settle the contradiction with clara (o), or print both sides", "same", 1},
		{"a conclusion without warrant", "claim c\nst s anna\nst i boris inference\nlink s c\nlink i c",
			"say why the conclusion i follows (its warrant) | find a witness or a record independent of anna", "same", 1},
		{"a premise", "claim c\nclaim p\nst s anna\nst i boris inference warrant premises=p\nlink s c\nlink i c",
			"find independent first-hand support for p, on which the conclusion i stands | find a witness or a record independent of anna", "same", 1},
		{"the weaker conjunct", "claim c requires=p,q\nclaim p\nclaim q\nst s anna\nst t boris\nlink s p\nlink s q\nlink t q",
			"find a witness or a record for p independent of anna", "same", 1},
		{"two conjuncts", "claim c requires=p,q\nclaim p\nclaim q\nst s anna\nst t boris\nlink s p\nlink t q",
			"find a witness or a record for all of p and q independent of anna and boris", "same", 1},
		{"a relay of one who could be heard", "claim c\nst r anna\nst a agency from=r\nst b paper from=r\nst o agency\nlink a c\nlink b c\nlink o c",
			"", "", 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			got, err := Explain(read(t, x.fixture), Options{Now: noon}, "c")
			if err != nil {
				t.Fatal(err)
			}
			if x.story == "same" {
				x.story = x.desk
			}
			if d := strings.Join(got.Lift.words(), " | "); d != x.desk || got.Lift.Needed != x.needed {
				t.Errorf("the desk: %d: %s", got.Lift.Needed, d)
			}
			if s := strings.Join(got.PublishableLift.words(), " | "); s != x.story {
				t.Errorf("a story: %s", s)
			}
		})
	}
}

// TestLiftOfManyStatements: what is tried stays within bounds.
func TestLiftOfManyStatements(t *testing.T) {
	var b strings.Builder
	b.WriteString("claim c\n")
	for i := range 4000 {
		n := itoa(i)
		b.WriteString("st s" + n + " a" + n + " via=group\nlink s" + n + " c\n")
	}
	got, err := Explain(read(t, b.String()), Options{Now: noon}, "c")
	if err != nil || got.Lift.Needed != 1 || len(got.Lift.Steps) != 2 || len(got.String()) > 5000 {
		t.Errorf("%v, needed %d, %d steps, %d bytes", err, got.Lift.Needed, len(got.Lift.Steps), len(got.String()))
	}
}
