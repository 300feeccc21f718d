package cli

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
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
			q := query{ids: ids(args), only: only, short: a.width() > 0 && !all && len(args) == 0}
			if asOf == "" {
				return a.standingNow(cmd.Context(), at, q)
			}
			if _, err := a.open(cmd.Context()); err != nil {
				return err
			}
			state, at, err := a.asOf(cmd, asOf, at, now)
			if err != nil {
				return err
			}
			return a.standingOf(state, at, q)
		},
	}
	cmd.Flags().StringArrayVar(&only, "only", nil, "show the claims of that `STATUS` alone")
	cmd.Flags().BoolVar(&all, "all", false, "show all of it on a terminal, too")
	cmd.Flags().StringVar(&asOf, "as-of", "", "what the casefile held at that `time`")
	cmd.Flags().StringVar(&now, "now", "", "decide embargoes as of that `time`")
	return cmd
}

// query says which claims the board shows, and how.
type query struct {
	ids   []record.ID // none: all
	only  []string    // of these statuses; nil: of any
	short bool        // leave out what does not fit a screen
}

// pick gives the lines that are asked for.
func (q query) pick(all []standing.Line) ([]standing.Line, error) {
	out := all
	if len(q.ids) > 0 {
		slices.Sort(q.ids)
		byID := make(map[record.ID]standing.Line, len(all))
		for _, l := range all {
			byID[l.ID] = l
		}
		out = nil
		for _, id := range slices.Compact(q.ids) {
			l, ok := byID[id]
			if !ok {
				return nil, command.Unknown("claim", id)
			}
			out = append(out, l)
		}
	}
	if q.only != nil {
		out = slices.DeleteFunc(out, func(l standing.Line) bool { return !slices.Contains(q.only, string(l.Status)) })
	}
	return out, nil
}

// standingNow shows what is kept of the results; where that does not hold at the
// moment, it is worked out.
func (a *app) standingNow(ctx context.Context, at time.Time, q query) error {
	c, err := a.openKept(ctx)
	if err != nil {
		return err
	}
	if shown, err := a.standingKept(ctx, at, q); err != nil || shown {
		return err
	}
	if err := c.Fill(ctx); err != nil {
		return err
	}
	return a.standingOf(c.State(), at, q)
}

// standingKept shows what is kept; shown is false, and nothing written, where that
// does not hold, or no longer because somebody wrote meanwhile.
func (a *app) standingKept(ctx context.Context, at time.Time, q query) (shown bool, err error) {
	lines, ok, err := a.casefile.Lines(ctx, at)
	if err != nil || !ok {
		return false, err
	}
	if lines, err = q.pick(lines); err != nil {
		return false, err
	}
	if !a.json {
		return true, a.stream(board{a, lines, q.short}.blocks())
	}
	return a.streamResults(ctx, at, lines)
}

// standingOf works out where the claims of a state stand, and shows it.
func (a *app) standingOf(state *view.State, at time.Time, q query) error {
	results := corroborate.All(state.Casefile, corroborate.Options{Now: at})
	lines, err := q.pick(standing.All(state.Casefile, results, at))
	if err != nil {
		return err
	}
	for i := range lines {
		lines[i].Clean(a.guard().Clean)
	}
	if !a.json {
		return a.stream(board{a, lines, q.short}.blocks())
	}
	shown := make([]corroborate.Result, len(lines))
	for i, l := range lines {
		shown[i] = results[l.ID]
	}
	return a.emitJSON(statusDocument{corroborate.Ruleset, shown})
}

// statusDocument is the status as JSON.
type statusDocument struct {
	Ruleset string               `json:"ruleset"`
	Claims  []corroborate.Result `json:"claims"`
}

// streamResults writes a statusDocument of the claims from what is kept, which is
// clean and set in already. ok is false, and nothing written, where that holds no
// longer.
func (a *app) streamResults(ctx context.Context, at time.Time, lines []standing.Line) (ok bool, err error) {
	asked := make(map[string]bool, len(lines))
	for _, l := range lines {
		asked[string(l.ID)] = true
	}
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	fmt.Fprintf(w, "{\n  \"ruleset\": %q,\n  \"claims\": [", corroborate.Ruleset)
	first := true
	ok, err = a.casefile.Results(ctx, at, func(id string) bool { return asked[id] }, func(result []byte) error {
		if !first {
			w.WriteByte(',')
		}
		first = false
		w.WriteString("\n    ")
		_, err := w.Write(result)
		return unwritten(err)
	})
	if err != nil || !ok { // where it is not ok, nothing has left the buffer
		return ok, err
	}
	if !first {
		w.WriteString("\n  ")
	}
	w.WriteString("]\n}\n")
	return true, unwritten(w.Flush())
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
		if _, ok := colours[corroborate.Status(o)]; !ok {
			return problem.New(problem.Usage, "--only", "this is no status", "use contradicted, denied, unverified, single-source, provisional or corroborated")
		}
	}
	return nil
}
