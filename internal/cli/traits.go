package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/trait"
)

func (a *app) traitsCommand() *cobra.Command {
	return group("traits", "What narrows a source down: list, propose, add, refuse",
		a.traitsList(), a.traitsPropose(), a.traitsAdd(), a.traitsRefuse())
}

func (a *app) traitsList() *cobra.Command {
	return &cobra.Command{Use: "list ACTOR", Short: "The traits of a source, and what releases told of them", Args: args(1, 1, "one source's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			got, err := c.Traits(cmd.Context(), record.ID(args[0]))
			if err != nil {
				return err
			}
			return a.emit(got, func(w io.Writer) { writeTraits(w, got) })
		}}
}

func writeTraits(w io.Writer, got pipeline.Traits) {
	for _, t := range got.Traits {
		told := "told nowhere yet"
		if len(t.Told) > 0 {
			told = "told in " + strings.Join(t.Told, ", ")
		}
		fmt.Fprintf(w, "%-16s fits %s  %s  (%s)\n", t.ID, people(t.Group), strings.Join(append([]string{t.Text}, t.Variants...), " / "), told)
	}
	for _, j := range got.Joint {
		fmt.Fprintf(w, "%s together fit %s\n", joinIDs(j.Traits), people(j.Group))
	}
	fmt.Fprintln(w, count(len(got.Traits), "trait"))
	if len(got.Told) > 0 && got.Group > 0 {
		fmt.Fprintf(w, "What releases told so far fits at most %s; the policy's least is %d.\n", people(got.Group), got.MinGroup)
	}
	if len(got.Unknown) > 0 {
		var pairs []string
		for _, p := range got.Unknown {
			pairs = append(pairs, string(p[0])+" and "+string(p[1]))
		}
		fmt.Fprintf(w, "No joint size is recorded of %s: the gate takes the smaller group for both, and the true one may be smaller still. Record what you know with onrecord traits add --id … --joint.\n", strings.Join(pairs, "; "))
	}
}

func people(n int) string {
	switch n {
	case 0:
		return "a number of people that is not known"
	case 1:
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

func (a *app) traitsPropose() *cobra.Command {
	return &cobra.Command{Use: "propose ACTOR", Short: "Particulars in what a source said and gave that may be traits", Args: args(1, 1, "one source's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			got, err := c.TraitProposals(cmd.Context(), record.ID(args[0]))
			if err != nil {
				return err
			}
			hidden := c.State().Actors[record.ID(args[0])].Hidden()
			return a.emit(map[string]any{"proposals": got}, func(w io.Writer) { writeProposals(w, got, hidden) })
		}}
}

func writeProposals(w io.Writer, got []trait.Proposal, hidden bool) {
	for _, p := range got {
		fmt.Fprintf(w, "%s  %s: %s\n", p.Fingerprint, p.Kind, strings.Join(append([]string{p.Text}, p.Variants...), " / "))
		for _, at := range p.Where {
			fmt.Fprintf(w, "    %s: %s\n", placeOf(at), at.Context)
		}
		if p.More > 0 {
			fmt.Fprintf(w, "    and %s\n", count(p.More, "further place"))
		}
		fmt.Fprintf(w, "    why: %s\n", p.Why)
	}
	switch {
	case !hidden:
		fmt.Fprintln(w, "Nothing is proposed of an actor on the record.")
	case len(got) == 0:
		fmt.Fprintln(w, "0 proposals")
	default:
		fmt.Fprintln(w, count(len(got), "proposal"))
		fmt.Fprintln(w, "Record one with onrecord traits add ACTOR --proposal … --group N, where N is how many people it fits; or refuse it.")
	}
}

// placeOf names where a particular stands.
func placeOf(at trait.Where) string {
	switch {
	case at.Statement != "":
		return fmt.Sprintf("%s, in %s", at.Statement, at.Evidence)
	case at.Page > 0:
		return fmt.Sprintf("%s, page %d", at.Evidence, at.Page)
	case at.Evidence != "":
		return fmt.Sprintf("%s, its title", at.Evidence)
	}
	return "the descriptor"
}

func (a *app) traitsAdd() *cobra.Command {
	var t record.Trait
	var id, proposal string
	var joints []string
	cmd := &cobra.Command{Use: "add ACTOR --group N", Short: "Record a trait, and how many people it fits", Args: args(1, 1, "one source's id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			joint, err := readJoints(joints)
			if err != nil {
				return err
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			t.ID = record.ID(id)
			got, err := c.AddTrait(cmd.Context(), record.ID(args[0]), t, joint, proposal)
			if err != nil {
				return err
			}
			return a.emit(map[string]any{"actor": args[0], "trait": got}, func(w io.Writer) {
				fmt.Fprintf(w, "Recorded: trait %s of %s fits %s.\n", got.ID, args[0], people(got.Group))
			})
		}}
	f := cmd.Flags()
	f.StringVar(&t.Text, "text", "", "the trait in `words`, as a story may put it")
	f.StringArrayVar(&t.Variants, "variant", nil, "other `words` for it, also in other languages; repeat")
	f.IntVar(&t.Group, "group", 0, "how many people it fits")
	f.StringVar(&id, "id", "", "the trait's `id`; one that is recorded already is changed")
	f.StringVar(&proposal, "proposal", "", "`fingerprint` of a proposal, whose words are taken")
	f.StringArrayVar(&joints, "joint", nil, "`other,other=N`: so many people this trait and the others fit together; repeat")
	return cmd
}

// readJoints reads "unit,tank=300". What was typed is not repeated in an error.
func readJoints(in []string) ([]record.Joint, error) {
	var out []record.Joint
	for _, text := range in {
		names, size, ok := strings.Cut(text, "=")
		n, err := strconv.Atoi(strings.TrimSpace(size))
		j := record.Joint{Group: n}
		for _, id := range strings.Split(names, ",") {
			j.Traits = append(j.Traits, record.ID(strings.TrimSpace(id)))
		}
		if !ok || err != nil || n < 1 || slices.ContainsFunc(j.Traits, func(id record.ID) bool { return !id.Valid() }) {
			return nil, problem.New(problem.Usage, "--joint", "a joint size is written as ids of other traits and a number of people", "for example --joint unit,tank=300")
		}
		out = append(out, j)
	}
	return out, nil
}

func (a *app) traitsRefuse() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "refuse ACTOR PROPOSAL --reason TEXT", Short: "Record that a proposal is no trait", Args: args(2, 2, "a source's id and a proposal's fingerprint"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			p, err := c.RefuseTrait(cmd.Context(), record.ID(args[0]), args[1], reason)
			if err != nil {
				return err
			}
			return a.emit(map[string]any{"proposal": p.Fingerprint, "answer": record.Refused}, func(w io.Writer) {
				fmt.Fprintln(w, "Recorded: it is no trait, and is not proposed again.")
			})
		}}
	cmd.Flags().StringVar(&reason, "reason", "", "why, in a `text` that others can judge")
	return cmd
}
