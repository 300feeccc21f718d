package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/record"
)

func (a *app) rereadCommand() *cobra.Command {
	return &cobra.Command{
		Use: "reread [ID…]", Short: "Read the text of evidence from its originals anew",
		Args: args(0, -1, "ids of evidence, or none for all that an older reader read"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			var only []record.ID
			for _, id := range args {
				only = append(only, record.ID(id))
			}
			bar := a.progress("reading anew")
			out, err := c.Reread(cmd.Context(), only, bar.set)
			bar.done()
			if err != nil {
				return err
			}
			return a.emit(out, func(w io.Writer) {
				for _, id := range out.Changed {
					fmt.Fprintf(w, "changed  %s\n", id)
				}
				for _, i := range out.Failed {
					fmt.Fprintf(w, "failed   %s  (%s)\n", i.ID, i.Reason)
				}
				fmt.Fprintf(w, "%d looked at = %d changed + %d unchanged + %d failed\n", out.Found, len(out.Changed), out.Unchanged, len(out.Failed))
				if len(out.Changed) > 0 {
					fmt.Fprintln(w, "onrecord findings tells of statements whose words are no longer found; onrecord ocr reads pixels again")
				}
			})
		},
	}
}
