package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/record"
)

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
