package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) matterCommand() *cobra.Command {
	return group("matter", "Casework: list, open, step, close", a.matterList(), a.matterOpen(), a.matterStep(), a.matterClose())
}

func (a *app) matterList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "The matters and what is due", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			out := []*record.Matter{}
			for _, id := range record.SortedKeys(c.State().Matters) {
				out = append(out, c.State().Matters[id])
			}
			return a.emit(map[string]any{"matters": out}, func(w io.Writer) {
				for _, m := range out {
					fmt.Fprintf(w, "%-16s due %-20s %-8s  %-20s %s\n", m.ID, orDash(string(m.Due)), count(len(m.Steps), "step"), orDash(m.Outcome), m.Title)
				}
			})
		}}
}

func (a *app) matterOpen() *cobra.Command {
	var title, authority, opened, due string
	var people []string
	cmd := &cobra.Command{Use: "open ID --title TEXT", Short: "Open a matter", Args: args(1, 1, "the new matter's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			m := record.Matter{ID: record.ID(args[0]), Title: title, For: ids(people), Authority: record.ID(authority), Opened: record.Time(opened), Due: record.Time(due)}
			return a.decide(cmd, "Recorded.", func(s *view.State, who command.Member) ([]event.Event, error) { return command.OpenMatter(s, who, m) })
		}}
	f := cmd.Flags()
	f.StringVar(&title, "title", "", "what it is about")
	f.StringSliceVar(&people, "for", nil, "the `actors` it is for")
	f.StringVar(&authority, "authority", "", "the `actor` it is put to")
	f.StringVar(&opened, "opened", "", "when it was opened")
	f.StringVar(&due, "due", "", "when the next step is due")
	return cmd
}

func (a *app) matterStep() *cobra.Command {
	var at, kind, evidence, due string
	cmd := &cobra.Command{Use: "step ID --kind TEXT", Short: "Record what happened in a matter", Args: args(1, 1, "a matter's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			step := record.Step{At: record.Time(at), Kind: kind, Evidence: record.ID(evidence)}
			if at == "" {
				step.At = a.stamp()
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.TakeStep(s, m, record.ID(args[0]), &step, record.Time(due), "")
			})
		}}
	f := cmd.Flags()
	f.StringVar(&at, "at", "", "when; default now")
	f.StringVar(&kind, "kind", "", "letter sent, answer received, hearing, …")
	f.StringVar(&evidence, "evidence", "", "the `evidence` of it")
	f.StringVar(&due, "due", "", "when the next step is due")
	return cmd
}

func (a *app) matterClose() *cobra.Command {
	var what string
	cmd := &cobra.Command{Use: "close ID --outcome TEXT", Short: "Record how a matter ended", Args: args(1, 1, "a matter's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if what == "" {
				return problem.New(problem.Usage, "--outcome", "say how it ended", "--outcome \"released\"")
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.TakeStep(s, m, record.ID(args[0]), nil, "", what)
			})
		}}
	cmd.Flags().StringVar(&what, "outcome", "", "how it ended")
	return cmd
}

func (a *app) rollCommand() *cobra.Command {
	return group("roll", "Lists of names inside evidence: list, add, entry", a.rollList(), a.rollAdd(), a.rollEntry())
}

func (a *app) rollList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "The rolls, who holds them and who stands on them", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			out := []*record.Roll{}
			for _, id := range record.SortedKeys(c.State().Rolls) {
				out = append(out, c.State().Rolls[id])
			}
			return a.emit(map[string]any{"rolls": out}, func(w io.Writer) {
				for _, r := range out {
					fmt.Fprintf(w, "%s: %s, in %s, held by %s\n", r.ID, count(len(r.Entries), "name"), orDash(string(r.Evidence)), orDash(joinIDs(r.HeldBy)))
					for _, e := range r.Entries {
						fmt.Fprintf(w, "  %-30s %s\n", e.Name, orDash(string(e.Actor)))
					}
				}
			})
		}}
}

func (a *app) rollAdd() *cobra.Command {
	var evidence string
	var held []string
	cmd := &cobra.Command{Use: "add ID --evidence ID", Short: "Record a roll", Args: args(1, 1, "the new roll's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := record.Roll{ID: record.ID(args[0]), Evidence: record.ID(evidence), HeldBy: ids(held)}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				if s.Rolls[r.ID] != nil {
					return nil, problem.New(problem.Usage, string(r.ID), "this id is taken by a record of kind roll", "choose another")
				}
				return command.KeepRoll(s, m, r)
			})
		}}
	cmd.Flags().StringVar(&evidence, "evidence", "", "the `evidence` that holds the list")
	cmd.Flags().StringSliceVar(&held, "held-by", nil, "the `actors` who hold the list")
	return cmd
}

func (a *app) rollEntry() *cobra.Command {
	var name, actor string
	cmd := &cobra.Command{Use: "entry ID --name TEXT", Short: "Add a name to a roll, or say who it is", Args: args(1, 1, "a roll's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				old := s.Rolls[record.ID(args[0])]
				if old == nil {
					return nil, command.Unknown("roll", record.ID(args[0]))
				}
				next := *old
				next.Entries = slices.Clone(old.Entries)
				entry := record.RollEntry{Name: name, Actor: record.ID(actor)}
				if i := slices.IndexFunc(next.Entries, func(e record.RollEntry) bool { return e.Name == name }); i >= 0 {
					next.Entries[i] = entry
				} else {
					next.Entries = append(next.Entries, entry)
				}
				return command.KeepRoll(s, m, next)
			})
		}}
	cmd.Flags().StringVar(&name, "name", "", "the name as it stands on the list")
	cmd.Flags().StringVar(&actor, "actor", "", "the `actor` it is")
	return cmd
}
