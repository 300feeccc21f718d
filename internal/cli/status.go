package cli

import (
	"slices"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) statusCommand() *cobra.Command {
	var asOf, now string
	var only []string
	var all bool
	cmd := &cobra.Command{
		Use: "status [CLAIM…]", Short: "What is established, by independent origin",
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := a.moment("now", now, false)
			if err != nil {
				return err
			}
			if err := checkStatuses(only); err != nil {
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
			if only != nil {
				results = slices.DeleteFunc(results, func(r corroborate.Result) bool { return !slices.Contains(only, string(r.Status)) })
			}
			if !a.json {
				return a.stream(board{a, state, at, results, a.width() > 0 && !all && len(args) == 0}.blocks())
			}
			return a.emitJSON(struct {
				Ruleset string               `json:"ruleset"`
				Claims  []corroborate.Result `json:"claims"`
			}{corroborate.Ruleset, results})
		},
	}
	cmd.Flags().StringArrayVar(&only, "only", nil, "show the claims of that `STATUS` alone")
	cmd.Flags().BoolVar(&all, "all", false, "show all of it on a terminal, too")
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

// checkStatuses refuses what is no status.
func checkStatuses(only []string) error {
	for _, o := range only {
		if _, ok := symbols[corroborate.Status(o)]; !ok {
			return problem.New(problem.Usage, "--only", "this is no status", "use contradicted, denied, unverified, single-source, provisional or corroborated")
		}
	}
	return nil
}
