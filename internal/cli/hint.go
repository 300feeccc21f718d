package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/hint"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) hintsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "hints [CLAIM…]", Short: "Signs that statements which count as independent are not; for you to judge",
		Args: args(0, -1, "claims, or nothing for all"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			got, err := c.Hints(cmd.Context(), ids(args))
			if err != nil {
				return err
			}
			return a.emit(got, func(w io.Writer) { writeHints(w, c.State(), got) })
		},
	}
	cmd.AddCommand(
		a.answerHint("accept", "Record what a hint proposes", "Recorded", record.Accepted),
		a.answerHint("refuse", "Record that a hint is wrong", "Recorded", record.Refused),
	)
	return cmd
}

func (a *app) answerHint(word, short, done string, answer record.Answer) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: word + " HINT --reason TEXT", Short: short, Args: args(1, 1, "one hint's fingerprint"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(reason) == "" {
				return problem.New(problem.Usage, "--reason", "an answer to a hint needs a reason", `give one with --reason "…"`)
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			h, err := c.AnswerHint(cmd.Context(), args[0], answer, reason)
			if err != nil {
				return err
			}
			return a.emit(map[string]any{"hint": h.Fingerprint, "answer": answer, "recorded": recordedBy(h, answer)}, func(w io.Writer) {
				fmt.Fprintf(w, "%s: %s.\n", done, recordedBy(h, answer))
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, in a `text` that others can judge")
	return cmd
}

// recordedBy says what an answer to a hint recorded.
func recordedBy(h hint.Hint, answer record.Answer) string {
	switch p := h.Proposes; {
	case p.Record == hint.Dependence && answer == record.Accepted:
		return fmt.Sprintf("%s and %s depend on each other", p.A, p.B)
	case p.Record == hint.Dependence:
		return fmt.Sprintf("%s and %s are independent", p.A, p.B)
	case answer == record.Refused:
		return "the hint is wrong; it is not shown again"
	case p.Record == hint.DerivedFrom:
		return fmt.Sprintf("%s relays %s", p.Statement, p.From)
	default:
		return joinIDs(p.Evidence) + " are copies of each other"
	}
}

func writeHints(w io.Writer, s *view.State, got pipeline.Hints) {
	for _, h := range got.Hints {
		fmt.Fprintf(w, "%s  %s  on %s\n", h.Fingerprint, h.Kind, joinIDs(h.Claims))
		for i, st := range h.Statements {
			fmt.Fprintf(w, "    %s, %s, in %s\n", st, publicName(s, h.Actors[i]), h.Evidence[i])
		}
		if h.Shared != "" {
			fmt.Fprintf(w, "    shared: %s\n", strings.Join(strings.Fields(h.Shared), " "))
		}
		why := h.Why
		if h.More > 0 {
			why += "; " + count(h.More, "further sign") + " of the kind between the two"
		}
		fmt.Fprintf(w, "    why: %s\n    proposes: %s\n", why, recordedBy(h, record.Accepted))
	}
	fmt.Fprintln(w, count(len(got.Hints), "hint"))
	if len(got.Hints) > 0 {
		fmt.Fprintln(w, "No status changes unless somebody answers: onrecord hints accept HINT --reason TEXT, or refuse.")
	}
	if n := got.Pictures; n.Without+n.Restricted > 0 {
		fmt.Fprintf(w, "Pictures: %d compared, %d without a likeness (onrecord rebuild makes those that can be made), %d for custodians alone and so not compared.\n", n.Compared, n.Without, n.Restricted)
	}
}

// searched is the number of statements up to which explain looks for hints: so many
// take about a second.
const searched = 20_000

// openHints says in one line how many hints are open on a claim; "" where there are none.
func (a *app) openHints(ctx context.Context, claim record.ID) (string, error) {
	if len(a.casefile.State().Statements) > searched {
		return fmt.Sprintf("Hints of dependence take a while in a casefile of this size: onrecord hints %s\n", claim), nil
	}
	got, err := a.casefile.Hints(ctx, []record.ID{claim})
	if err != nil || len(got.Hints) == 0 {
		return "", err
	}
	return fmt.Sprintf("%s of dependence: onrecord hints %s\n", count(len(got.Hints), "hint"), claim), nil
}
