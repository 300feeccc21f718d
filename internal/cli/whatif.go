package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
)

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
				changes = []corroborate.Supposed{}
			}
			return a.emit(struct {
				Changes []corroborate.Supposed `json:"changes"`
			}{changes}, func(w io.Writer) {
				for _, ch := range changes {
					fmt.Fprintln(w, a.changed(ch, c.State().Claims[ch.ID].Text))
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

// changed tells of one claim what it was, what it would be, which chains it would
// lose and what would remain.
func (a *app) changed(ch corroborate.Supposed, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n    %s\n", ch.ID, turn(ch.Before.Outcome, ch.After.Outcome), embed(text))
	if before, after := ch.Before.Publishable, ch.After.Publishable; before.Status != after.Status || before.S != after.S {
		fmt.Fprintf(&b, "    publishable: %s\n", turn(before, after))
	}
	if ch.Before.O != ch.After.O {
		fmt.Fprintf(&b, "    against it: %d → %d\n", ch.Before.O, ch.After.O)
	}
	if ch.Before.D != ch.After.D {
		fmt.Fprintf(&b, "    denied by: %d → %d\n", ch.Before.D, ch.After.D)
	}
	for _, l := range ch.Lost {
		fmt.Fprintf(&b, "    lost: %s (%s)\n", isolated(l.Words), l.Why)
	}
	for i, r := range ch.Remains {
		if i == mostRemaining && len(ch.Remains) > mostRemaining+1 {
			fmt.Fprintf(&b, "    … and %d more remain\n", len(ch.Remains)-i)
			break
		}
		word := "remains"
		if !slices.ContainsFunc(ch.Before.Certificate, func(c []record.ID) bool { return slices.Equal(c, r.Statements) }) {
			word = "in its place"
		}
		fmt.Fprintf(&b, "    %s: %s (%s)\n", word, isolated(r.Words), joinIDs(r.Statements))
	}
	if len(ch.Lost) > 0 && len(ch.Remains) == 0 {
		b.WriteString("    nothing remains\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// mostRemaining is how many remaining chains are told one by one.
const mostRemaining = 5

// turn tells a status and its number of origins before and after.
func turn(before, after corroborate.Outcome) string {
	return fmt.Sprintf("%s, %s → %s, %s", standing.Word(before.Status, before.Base), standing.Origins(before.S, before.SMax, before.Flags),
		standing.Word(after.Status, after.Base), standing.Origins(after.S, after.SMax, after.Flags))
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
