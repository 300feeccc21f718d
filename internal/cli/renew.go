package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/record"
)

// renewing is the reason that the ledger keeps where none is given.
const renewing = "the blind index is renewed"

func (a *app) sourceRenew() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "renew [ID…]", Short: "Make blind indexes anew, so that they know what this version knows",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			ids := make([]record.ID, len(args))
			for i, s := range args {
				ids[i] = record.ID(s)
			}
			renewed, looked, err := c.Renew(cmd.Context(), ids, reason)
			if err != nil {
				return err
			}
			return a.emit(map[string]any{"renewed": list(renewed), "looked_at": looked}, func(w io.Writer) {
				fmt.Fprintf(w, "%s looked at, %d renewed. Every opening is in the ledger; nothing was shown.\n", count(looked, "source"), len(renewed))
			})
		}}
	cmd.Flags().StringVar(&reason, "reason", renewing, "why, in a `sentence`; kept in the ledger")
	return cmd
}
