package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// missing says what would bring a claim further.
func (e *engine) missing(r Result, w words, t *sum) []string {
	out := []string{}
	at := e.c.Policy.WithDefaults().CorroboratedAt
	if t.weakest != nil && t.weakestID != r.ID && r.S < at {
		out = append(out, fmt.Sprintf("its weakest conjunct is %s: what helps that helps this", t.weakestID))
	}
	switch {
	case r.S >= at:
	case r.S == 0 && r.SMax > 0:
		out = append(out, "all of it is hearsay without a known origin: find who saw it or the record that shows it")
	case r.S == 0:
		out = append(out, "nothing first-hand supports it: find a witness, a document or a recording")
	case r.S == 1 && len(r.Cut) == 1:
		out = append(out, e.around(r, w, t))
	default:
		out = append(out, fmt.Sprintf("%d more independent of %s", at-r.S, list(w.named(r.Cut))))
	}
	if r.O > 0 {
		out = append(out, "settle the contradiction, or print both sides: against it stand "+list(w.named(r.OpposingCut)))
	}
	if r.Publishable.S < r.S && r.Publishable.S < at {
		out = append(out, fmt.Sprintf("a story may rely on %s only: ask for consent, or wait for the embargo, where statements are withheld", origins(r.Publishable.S)))
	}
	return out
}

// around says how to get round the one class through which every chain runs.
func (e *engine) around(r Result, w words, t *sum) string {
	name := w.class(r.Cut[0])
	if met := w.met(record.ID(r.Cut[0]), r.Certificate); len(met) > 0 {
		name = list(met)
	}
	cl := e.claimNo[r.ID]
	if t.weakest != nil {
		cl = e.claimNo[t.weakestID]
	}
	speakers := map[int32]bool{}
	e.ancestors(e.supports.row(cl), modeOf(desk, false), nil, func(s int32) {
		if st := e.st[s]; len(st.DerivedFrom) == 0 {
			speakers[e.actors.class.find(e.speaker[s])] = true
		}
	})
	n, conduit := len(speakers), false
	for l := range speakers {
		if e.labelName(l) == r.Cut[0] {
			n--
		}
	}
	e.ancestors(e.supports.row(cl), modeOf(desk, false), nil, func(s int32) {
		conduit = conduit || slices.ContainsFunc(e.via.row(s), func(l int32) bool { return e.labelName(l) == r.Cut[0] })
	})
	switch {
	case strings.HasPrefix(r.Cut[0], "copies:"):
		return fmt.Sprintf("all chains rest on %s: find a second original, or somebody who was there", name)
	case conduit && n > 1:
		return fmt.Sprintf("all chains pass through %s: speak to one of the %d directly", name, n)
	case conduit && n == 1:
		return fmt.Sprintf("all chains pass through %s: go to the origin directly, and find a second one", name)
	case n > 0:
		return fmt.Sprintf("all chains pass through %s: find one that does not", name)
	default:
		return fmt.Sprintf("it rests on %s alone: find somebody or something independent", name)
	}
}

// String renders the explanation as text of several lines, without a final newline.
func (x Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n%s\n", x.ID, x.Text, x.Summary)
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s\n", title)
			for _, l := range lines {
				fmt.Fprintf(&b, "  - %s\n", l)
			}
		}
	}
	section("Independent origins", chainLines(x.Chains))
	section("Every chain passes through one of", classLines(x.Cut))
	section("Against it", chainLines(x.Opposing))
	section("Denials", each(x.Denials, func(d DenialWords) string {
		if d.Denial == "" {
			return fmt.Sprintf("%s (%s)", d.By, d.Statement)
		}
		return fmt.Sprintf("%s, %s (%s)", d.By, denialWords[d.Denial], d.Statement)
	}))
	section("Without a known origin", chainLines(x.Hearsay))
	section("Requires", each(x.Requires, func(r ClaimWords) string {
		line := fmt.Sprintf("%s: %s, %s", r.ID, r.Status, origins(r.S))
		if r.Weakest {
			line += " (the weakest)"
		}
		return line
	}))
	section("What is missing", x.Missing)
	if x.Publishable.S != x.S || x.Publishable.Status != x.Status || len(x.Publishable.Withheld) > 0 {
		section(fmt.Sprintf("What a story may show: %s, %s", x.Publishable.Status, origins(x.Publishable.S)),
			each(x.Publishable.Withheld, func(h Withheld) string { return fmt.Sprintf("%s is withheld: %s", h.Statement, h.Why) }))
	}
	return strings.TrimRight(b.String(), "\n")
}

var denialWords = map[record.Denial]string{
	record.DeniesAct:            "denying that it happened",
	record.DeniesResponsibility: "denying responsibility",
	record.DeniesExplanation:    "denying the explanation",
	record.DenialAccepts:        "accepting it",
}

func each[T any](in []T, line func(T) string) []string {
	var out []string
	for _, x := range in {
		out = append(out, line(x))
	}
	return out
}

func chainLines(in []ChainWords) []string {
	return each(in, func(c ChainWords) string {
		var ids []string
		for _, id := range c.Statements {
			ids = append(ids, string(id))
		}
		return c.Words + " (" + strings.Join(ids, ", ") + ")"
	})
}

func classLines(in []ClassWords) []string {
	return each(in, func(c ClassWords) string { return c.Words })
}
