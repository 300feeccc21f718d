package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/event"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) sourceCommand() *cobra.Command {
	return group("source", "Sealed sources: list, show, unseal, renew, terms, consent, burn",
		a.sourceList(), a.sourceShow(), a.sourceUnseal(), a.sourceRenew(), a.sourceTerms(), a.sourceConsent(), a.sourceBurn())
}

// sourceLine is what every member may know of a source.
type sourceLine struct {
	ID         record.ID        `json:"id"`
	Protected  bool             `json:"protected"`
	Sealed     string           `json:"sealed"` // sealed | burned | forgotten | empty
	Descriptor string           `json:"descriptor"`
	Terms      record.Terms     `json:"terms"`
	Reason     string           `json:"reason"`
	KnownTo    []record.ID      `json:"known_to"`
	Consent    []record.Consent `json:"consent"`
	Traits     []record.Trait   `json:"traits"`
	Statements int              `json:"statements"`
}

func lineOf(s *view.State, id record.ID) sourceLine {
	ac := s.Actors[id]
	l := sourceLine{ID: id, Protected: ac.Protected, Descriptor: ac.Descriptor, Terms: record.Stricter(ac.Terms, ""),
		Reason: ac.Reason, KnownTo: list(ac.KnownTo), Consent: list(ac.Consent), Traits: list(ac.Traits)}
	if ac.Protected {
		l.Sealed = s.Kept(id)
	}
	for _, st := range s.Statements {
		if st.Speaker == id {
			l.Statements++
		}
	}
	return l
}

// list is a list that is [] in JSON where it is empty, never null.
func list[T any](in []T) []T { return append([]T{}, in...) }

func (a *app) sourceList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "The sources, and what was promised to each", Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			out := []sourceLine{}
			for _, id := range record.SortedKeys(c.State().Actors) {
				if l := lineOf(c.State(), id); l.Protected || l.Statements > 0 || l.Terms != record.OnRecord {
					out = append(out, l)
				}
			}
			return a.emit(map[string]any{"sources": out}, func(w io.Writer) {
				for _, l := range out {
					fmt.Fprintf(w, "%-20s %-10s %-10s %-13s  %s\n", l.ID, l.Terms, l.Sealed, count(l.Statements, "statement"), l.Descriptor)
				}
			})
		}}
}

func (a *app) sourceShow() *cobra.Command {
	return &cobra.Command{Use: "show ID", Short: "One source: terms, consent, traits; never the identity", Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			id := record.ID(args[0])
			if c.State().Actors[id] == nil {
				return command.Unknown("actor", id)
			}
			l := lineOf(c.State(), id)
			return a.emit(l, func(w io.Writer) { writeYAML(w, l) })
		}}
}

func (a *app) sourceUnseal() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "unseal ID --reason TEXT", Short: "Open an identity; logged before anything is shown", Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			id, err := c.Unseal(cmd.Context(), record.ID(args[0]), reason)
			if err != nil {
				return err
			}
			return a.showIdentity(record.ID(args[0]), id)
		}}
	cmd.Flags().StringVar(&reason, "reason", "", "why, in a `sentence`; kept in the ledger")
	return cmd
}

// showIdentity is the one place where protected text leaves the process: it was
// asked for by a custodian, with a reason, and the ledger says so already.
func (a *app) showIdentity(id record.ID, who *record.Identity) error {
	names, identifiers := reveal(who.Names), reveal(who.Identifiers)
	if a.json {
		b, err := marshal(map[string]any{"id": id, "names": names, "identifiers": identifiers})
		if err != nil {
			return err
		}
		return a.write(b)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (this opening is in the ledger)\n", id)
	for _, n := range names {
		fmt.Fprintf(&b, "  name        %s\n", n)
	}
	for _, n := range identifiers {
		fmt.Fprintf(&b, "  identifier  %s\n", n)
	}
	return a.write([]byte(b.String()))
}

func reveal(in []record.Secret) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = s.Reveal()
	}
	return out
}

func (a *app) sourceTerms() *cobra.Command {
	var terms, descriptor, reason string
	cmd := &cobra.Command{Use: "terms ID", Short: "Change what was agreed with a source", Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if terms+descriptor+reason == "" {
				return problem.New(problem.Usage, "", "say what to change", "use --terms, --descriptor or --reason")
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.SetTerms(s, m, record.ID(args[0]), record.Terms(terms), descriptor, reason)
			})
		}}
	f := cmd.Flags()
	f.StringVar(&terms, "terms", "", "on-record, background, anonymous or off-record")
	f.StringVar(&descriptor, "descriptor", "", "the one public `description` that was agreed")
	f.StringVar(&reason, "reason", "", "why the source is not named")
	return cmd
}

func (a *app) sourceConsent() *cobra.Command {
	var uses []string
	var withdraw bool
	cmd := &cobra.Command{Use: "consent ID", Short: "Record the uses that a source consented to; replaces the earlier ones", Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if withdraw == (len(uses) > 0) {
				return problem.New(problem.Usage, "", "say what the source consented to", "use --to publish,quote,… or --withdraw for nothing at all")
			}
			list := make([]record.Consent, len(uses))
			for i, u := range uses {
				list[i] = record.Consent(u)
			}
			return a.decide(cmd, "Recorded.", func(s *view.State, m command.Member) ([]event.Event, error) {
				return command.SetConsent(s, m, record.ID(args[0]), list)
			})
		}}
	cmd.Flags().StringSliceVar(&uses, "to", nil, "`uses`: publish, quote, photo, voice, share-court")
	cmd.Flags().BoolVar(&withdraw, "withdraw", false, "the source consents to nothing any more")
	return cmd
}

func (a *app) sourceBurn() *cobra.Command {
	var reason string
	var forget bool
	cmd := &cobra.Command{Use: "burn ID", Short: "Destroy the key of an identity, for good", Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			if err := c.Burn(cmd.Context(), record.ID(args[0]), reason, forget); err != nil {
				return err
			}
			return a.emit(map[string]any{"id": args[0], "burned": true, "forgotten": forget}, func(w io.Writer) {
				fmt.Fprintln(w, "Burned: nobody can open this identity again. Backups made earlier still hold its key: destroy them too.")
				if !forget {
					fmt.Fprintln(w, "The blind index goes on protecting the name; --forget ends that.")
				}
			})
		}}
	cmd.Flags().StringVar(&reason, "reason", "", "why; kept in the ledger")
	cmd.Flags().BoolVar(&forget, "forget", false, "destroy the blind index too: the gate will not know the name any more")
	return cmd
}

// decide runs a command that needs nothing but the state, and says that it is done.
func (a *app) decide(cmd *cobra.Command, done string, f func(*view.State, command.Member) ([]event.Event, error)) error {
	c, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	if err := c.Decide(cmd.Context(), f); err != nil {
		return err
	}
	return a.emit(map[string]any{"done": true}, func(w io.Writer) { fmt.Fprintln(w, done) })
}
