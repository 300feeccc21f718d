package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) requestCommand() *cobra.Command {
	return group("request", "Requests for comment: list, add, attempt, reply",
		a.requestList(), a.requestAdd(), a.requestAttempt(), a.requestReply())
}

func (a *app) requestList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "Who was asked, and what came of it", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			s := c.State()
			out := []*record.Request{}
			for _, id := range record.SortedKeys(s.Requests) {
				out = append(out, s.Requests[id])
			}
			return a.emit(map[string]any{"requests": out}, func(w io.Writer) {
				for _, r := range out {
					fmt.Fprintf(w, "%-18s %-18s %-10s deadline %-22s %s\n", r.ID, publicName(s, r.To), outcome(r), orDash(string(r.Deadline)), joinIDs(r.Claims))
				}
			})
		}}
}

func outcome(r *record.Request) record.Outcome {
	if r.Outcome == "" {
		return record.Pending
	}
	return r.Outcome
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (a *app) requestAdd() *cobra.Command {
	var to, outlet, asked, deadline string
	var claims []string
	cmd := &cobra.Command{Use: "add ID --to ACTOR --claim CLAIM", Short: "Record that somebody was asked for comment", Args: args(1, 1, "the new request's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := record.Request{ID: record.ID(args[0]), To: record.ID(to), Claims: ids(claims), Outlet: outlet, AskedAt: record.Time(asked), Deadline: record.Time(deadline)}
			if asked == "" {
				r.AskedAt = a.stamp()
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) { return command.Ask(s, m, r) })
		}}
	f := cmd.Flags()
	f.StringVar(&to, "to", "", "the `actor` who is asked")
	f.StringSliceVar(&claims, "claim", nil, "the `claims` put to him")
	f.StringVar(&outlet, "outlet", "", "in whose name he is asked")
	f.StringVar(&asked, "asked-at", "", "when; default now")
	f.StringVar(&deadline, "deadline", "", "until when he may answer")
	return cmd
}

func (a *app) requestAttempt() *cobra.Command {
	var at, channel, result string
	cmd := &cobra.Command{Use: "attempt ID", Short: "Record one more try to reach him", Args: args(1, 1, "a request's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			try := record.Attempt{At: record.Time(at), Channel: channel, Result: result}
			if at == "" {
				try.At = a.stamp()
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.Attempt(s, m, record.ID(args[0]), try)
			})
		}}
	f := cmd.Flags()
	f.StringVar(&at, "at", "", "when; default now")
	f.StringVar(&channel, "channel", "", "phone, e-mail, letter, …")
	f.StringVar(&result, "result", "", "what came of it")
	return cmd
}

func (a *app) requestReply() *cobra.Command {
	var what, statement string
	cmd := &cobra.Command{Use: "reply ID --outcome OUTCOME", Short: "Record what came of a request", Args: args(1, 1, "a request's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.Reply(s, m, record.ID(args[0]), record.Outcome(what), record.ID(statement))
			})
		}}
	cmd.Flags().StringVar(&what, "outcome", "answered", "pending, answered, partial, declined or no-answer")
	cmd.Flags().StringVar(&statement, "statement", "", "the `statement` that holds the reply")
	return cmd
}

// stamp is the present moment as a record gives it.
func (a *app) stamp() record.Time { return record.Time(a.now().UTC().Format("2006-01-02T15:04:05Z")) }
