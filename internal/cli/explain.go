package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) explainCommand() *cobra.Command {
	var now, format string
	cmd := &cobra.Command{
		Use: "explain CLAIM", Short: "Why a claim has its status, and what would lift it",
		Args: args(1, 1, "one claim"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"text", "json", "dot", "svg"}, format) {
				return problem.New(problem.Usage, "--format", "not a format of explanations", "use text, json, dot or svg")
			}
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
			switch {
			case a.json || format == "json":
				return a.emitJSON(ex)
			case format == "dot":
				return a.write(ex.Drawing(a.guard().Clean).DOT())
			case format == "svg":
				return a.write(ex.Drawing(a.guard().Clean).SVG())
			}
			hints, err := a.openHints(cmd.Context(), id)
			if err != nil {
				return err
			}
			return a.emit(ex, func(w io.Writer) { fmt.Fprint(w, isolated(ex.Drawn(a.plain)), "\n", hints) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json, dot or svg")
	cmd.Flags().StringVar(&now, "now", "", "decide embargoes as of that `time`")
	return cmd
}
