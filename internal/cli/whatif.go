package cli

import (
	"fmt"
	"io"
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
				changes = []corroborate.Change{}
			}
			return a.emit(struct {
				Changes []corroborate.Change `json:"changes"`
			}{changes}, func(w io.Writer) {
				for _, ch := range changes {
					fmt.Fprintf(w, "%s: %s, %s → %s, %s\n    %s\n", ch.ID, ch.Before.Status, standing.Origins(ch.Before.S, ch.Before.SMax), ch.After.Status, standing.Origins(ch.After.S, ch.After.SMax), c.State().Claims[ch.ID].Text)
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
