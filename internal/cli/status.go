package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) statusCommand() *cobra.Command {
	var asOf, now string
	cmd := &cobra.Command{
		Use: "status [CLAIM…]", Short: "What is established, by independent origin",
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := a.moment("now", now, false)
			if err != nil {
				return err
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			state := c.State()
			if asOf != "" {
				if state, at, err = a.asOf(cmd, asOf, at, now); err != nil {
					return err
				}
			}
			results, err := c.Status(state, ids(args), at)
			if err != nil {
				return err
			}
			return a.emit(struct {
				Ruleset string               `json:"ruleset"`
				Claims  []corroborate.Result `json:"claims"`
			}{corroborate.Ruleset, results}, func(w io.Writer) { a.board(w, state, results) })
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "what the casefile held at that `time`")
	cmd.Flags().StringVar(&now, "now", "", "decide embargoes as of that `time`")
	return cmd
}

// asOf replays the ledger; embargoes are decided at that time too, unless --now says otherwise.
func (a *app) asOf(cmd *cobra.Command, text string, now time.Time, given string) (*view.State, time.Time, error) {
	then, err := a.moment("as-of", text, true)
	if err != nil {
		return nil, now, err
	}
	if given == "" {
		now = then
	}
	state, err := a.casefile.AsOf(cmd.Context(), then)
	return state, now, err
}

// symbols stand beside the words, never instead of them.
var symbols = map[corroborate.Status][2]string{
	corroborate.Corroborated: {"●", "32"},
	corroborate.Provisional:  {"◐", "33"},
	corroborate.SingleSource: {"○", "33"},
	corroborate.Unverified:   {"·", "2"},
	corroborate.Contradicted: {"✖", "31"},
	corroborate.Denied:       {"⊘", "35"},
}

func (a *app) board(w io.Writer, s *view.State, results []corroborate.Result) {
	wide, words, counts := 5, 12, 1
	for _, r := range results {
		wide, words, counts = max(wide, len(r.ID)), max(words, len(standing(r))), max(counts, len(origins(r.Outcome)))
	}
	for _, r := range results {
		sym := symbols[r.Status]
		if a.plain {
			sym[0] = "-"
		}
		fmt.Fprintf(w, "%s %-*s  %-*s  %-*s  %s\n", a.paint(sym[1], sym[0]), words, standing(r), wide, r.ID, counts, origins(r.Outcome), s.Claims[r.ID].Text)
		if extra := extras(s, r); extra != "" {
			fmt.Fprintf(w, "  %-*s  %-*s  %-*s  %s\n", words, "", wide, "", counts, "", a.paint("2", extra))
		}
	}
	fmt.Fprintf(w, "%s, rule set %s\n", count(len(results), "claim"), corroborate.Ruleset)
}

// standing is a status in words, with the base that it leaves aside.
func standing(r corroborate.Result) string {
	if r.Status != r.Base {
		return string(r.Status) + ", " + string(r.Base)
	}
	return string(r.Status)
}

func origins(o corroborate.Outcome) string {
	if o.SMax > o.S {
		return fmt.Sprintf("%d, at most %d", o.S, o.SMax)
	}
	return fmt.Sprint(o.S)
}

func extras(s *view.State, r corroborate.Result) string {
	var out []string
	if len(r.Flags) > 0 {
		out = append(out, strings.Join(r.Flags, ", "))
	}
	if len(r.DeniedBy) > 0 {
		names := make([]string, len(r.DeniedBy))
		for i, id := range r.DeniedBy {
			names[i] = publicName(s, id)
		}
		out = append(out, "denied by "+strings.Join(names, ", "))
	}
	if r.O > 0 {
		out = append(out, fmt.Sprintf("%d on the opposing side", r.O))
	}
	if p := r.Publishable; p.Status != r.Status || p.S != r.S {
		out = append(out, fmt.Sprintf("publishable: %s, %s", p.Status, origins(p)))
	}
	return strings.Join(out, " · ")
}

func publicName(s *view.State, id record.ID) string {
	a := s.Actors[id]
	switch {
	case a == nil:
		return string(id)
	case a.Protected && a.Descriptor != "":
		return a.Descriptor
	case !a.Protected && len(a.Names) > 0:
		return a.Names[0]
	}
	return string(id)
}

func (a *app) explainCommand() *cobra.Command {
	var now string
	cmd := &cobra.Command{
		Use: "explain CLAIM", Short: "Why a claim has its status, in words",
		Args: args(1, 1, "one claim"),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := a.moment("now", now, false)
			if err != nil {
				return err
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			id := record.ID(args[0])
			if c.State().Claims[id] == nil {
				return command.Unknown("claim", id)
			}
			ex, err := corroborate.Explain(c.State().Casefile, corroborate.Options{Now: at}, id)
			if err != nil {
				return err
			}
			return a.emit(ex, func(w io.Writer) { fmt.Fprintln(w, strings.TrimRight(ex.String(), "\n")) })
		},
	}
	cmd.Flags().StringVar(&now, "now", "", "decide embargoes as of that `time`")
	return cmd
}

func (a *app) whatifCommand() *cobra.Command {
	var withdraw, merge []string
	var now string
	cmd := &cobra.Command{
		Use: "whatif", Short: "Which claims would change if records were withdrawn or actors were one; writes nothing",
		Args: args(0, 0, "no arguments; use --withdraw ID and --merge A=B"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			at, err := a.moment("now", now, false)
			if err != nil {
				return err
			}
			if len(withdraw)+len(merge) == 0 {
				return problem.New(problem.Usage, "", "say what to suppose", "use --withdraw ID or --merge A=B")
			}
			pairs, err := pairs(merge)
			if err != nil {
				return err
			}
			for _, id := range ids(withdraw) {
				if !id.Valid() {
					return command.Unknown("record", id)
				}
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			changes, err := corroborate.WhatIf(c.State().Casefile, corroborate.Options{Now: at}, ids(withdraw), pairs)
			if err != nil {
				return err
			}
			if changes == nil {
				changes = []corroborate.Change{}
			}
			return a.emit(struct {
				Changes []corroborate.Change `json:"changes"`
			}{changes}, func(w io.Writer) {
				for _, ch := range changes {
					fmt.Fprintf(w, "%s: %s, %s → %s, %s\n    %s\n", ch.ID, ch.Before.Status, origins(ch.Before.Outcome), ch.After.Status, origins(ch.After.Outcome), c.State().Claims[ch.ID].Text)
				}
				fmt.Fprintf(w, "%s would change\n", count(len(changes), "claim"))
			})
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&withdraw, "withdraw", nil, "suppose that the record with this `ID` were withdrawn")
	f.StringArrayVar(&merge, "merge", nil, "suppose that two actors were one: `A=B`")
	f.StringVar(&now, "now", "", "decide embargoes as of that `time`")
	return cmd
}

func pairs(in []string) ([][2]record.ID, error) {
	var out [][2]record.ID
	for _, s := range in {
		a, b, ok := strings.Cut(s, "=")
		if !ok || a == "" || b == "" {
			return nil, problem.New(problem.Usage, "--merge", "give two actors as A=B", "such as --merge committee=union")
		}
		for _, id := range ids([]string{a, b}) {
			if !id.Valid() {
				return nil, command.Unknown("actor", id)
			}
		}
		out = append(out, [2]record.ID{record.ID(a), record.ID(b)})
	}
	return out, nil
}

func (a *app) findingsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "findings", Short: "Numbers, dates, parts, cycles and custody that do not hold",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			found, err := c.Findings(cmd.Context())
			if err != nil {
				return err
			}
			if found == nil {
				found = []record.Finding{}
			}
			a.found = len(found) > 0
			return a.emit(struct {
				Findings  []record.Finding `json:"findings"`
				Sentences []string         `json:"sentences"`
			}{found, []string{}}, func(w io.Writer) {
				for _, f := range found {
					fmt.Fprintf(w, "%s %s: %s\n    %s\n", f.Level, f.Rule, f.Message, f.Hint)
				}
				fmt.Fprintln(w, count(len(found), "finding"))
			})
		},
	}
}
