package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"onrecord.dev/onrecord/internal/record"
)

// factsOf writes the records as facts for r1.lp, as they stand: nothing that R1
// derives is worked out here, but for whether an embargo runs at the moment.
func factsOf(c *record.Casefile, now time.Time) string {
	w := &writer{}
	w.fact("actor", record.Desk)
	for _, id := range record.SortedKeys(c.Actors) {
		w.actor(c.Actors[id])
	}
	for _, d := range c.Dependence {
		if d.Verdict == record.Dependent {
			w.fact("dependent", d.A, d.B)
		}
	}
	for _, id := range record.SortedKeys(c.Evidence) {
		e := c.Evidence[id]
		w.fact("evidence", id)
		if e.Original != nil {
			w.fact("hash", id, e.Original.SHA256)
		}
		w.when(e.NearDupGroup != "", "group", id, e.NearDupGroup)
		w.when(!e.State.IsActive(), "withdrawn_item", id)
		w.when(e.Embargo.RunsAt(now), "embargo_runs", id)
	}
	for _, id := range record.SortedKeys(c.Statements) {
		w.statement(c.Statements[id])
	}
	for _, id := range record.SortedKeys(c.Claims) {
		w.claim(c.Claims[id])
	}
	for _, l := range c.Links {
		w.fact("link", l.Statement, l.Claim, l.Stance)
		w.when(l.Denial == record.DenialAccepts, "accepts", l.Statement, l.Claim)
		if l.Value != nil {
			w.range_("value", []any{l.Statement, l.Claim}, l.Value.Low, l.Value.High)
		}
	}
	w.when(c.Policy.Conduits == record.ConduitsIgnore, "conduits_ignored")
	return w.String()
}

type writer struct{ strings.Builder }

func (w *writer) fact(name string, args ...any) {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = fmt.Sprintf("%q", fmt.Sprint(a)) // ids and closed words only: nothing to escape
	}
	w.line(name, parts)
}

func (w *writer) when(is bool, name string, args ...any) {
	if is {
		w.fact(name, args...)
	}
}

func (w *writer) line(name string, parts []string) {
	w.WriteString(name)
	if len(parts) > 0 {
		w.WriteString("(" + strings.Join(parts, ",") + ")")
	}
	w.WriteString(".\n")
}

// range_ writes whole numbers; an open end is #inf or #sup.
func (w *writer) range_(name string, of []any, low, high *float64) {
	var parts []string
	for _, a := range of {
		parts = append(parts, fmt.Sprintf("%q", fmt.Sprint(a)))
	}
	end := func(x *float64, open string) string {
		if x == nil {
			return open
		}
		return fmt.Sprint(int(math.Round(*x)))
	}
	w.line(name, append(parts, end(low, "#inf"), end(high, "#sup")))
}

func (w *writer) actor(a *record.Actor) {
	w.fact("actor", a.ID)
	w.when(a.Type == record.Unnamed, "unnamed", a.ID)
	w.when(a.SpeaksFor != "", "speaks_for", a.ID, a.SpeaksFor)
	w.when(a.Protected, "protected", a.ID)
	w.when(a.Terms != "", "actor_terms", a.ID, a.Terms)
	for _, other := range a.SameAs {
		w.fact("same_as", a.ID, other)
	}
	for _, k := range a.Consent {
		w.fact("consents", a.ID, k)
	}
}

func (w *writer) statement(s *record.Statement) {
	w.fact("statement", s.ID)
	w.fact("speaker", s.ID, s.Speaker)
	w.fact("stands_in", s.ID, s.Evidence)
	w.fact("basis", s.ID, s.Basis)
	w.when(!s.State.IsActive(), "withdrawn", s.ID)
	w.when(s.Terms != "", "terms", s.ID, s.Terms)
	w.when(s.Warrant != "", "warrant", s.ID)
	for _, via := range s.Conduit {
		w.fact("conduit", s.ID, via)
	}
	for _, d := range s.DerivedFrom {
		w.fact("derived_from", s.ID, d.Statement)
	}
	for _, p := range s.Premises {
		w.fact("premise", s.ID, p)
	}
}

func (w *writer) claim(cl *record.Claim) {
	w.fact("claim", cl.ID)
	for _, a := range cl.AdverseTo {
		w.fact("adverse_to", cl.ID, a)
	}
	for _, r := range cl.Requires {
		w.fact("requires", cl.ID, r)
	}
	for _, x := range cl.Excludes {
		w.fact("excludes", cl.ID, x)
	}
	if q := cl.Quantity; q != nil && (q.Low != nil || q.High != nil) {
		w.range_("quantity", []any{cl.ID}, q.Low, q.High)
	}
}
