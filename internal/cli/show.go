package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/command"
	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/view"
)

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "Show any record",
		Args: args(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			id := record.ID(args[0])
			s := c.State()
			kind := s.KindOf(id)
			if kind == "" {
				return command.Unknown("record", id)
			}
			out := shown{Type: kind, Record: recordOf(s, id)}
			switch kind {
			case "evidence":
				out.Record = c.Open(s.Evidence[id])
				out.Reading = s.Readings[id]
				if out.Particulars, err = c.Particulars(cmd.Context(), id); err != nil {
					return err
				}
				if out.Text, err = c.Text(cmd.Context(), id); err != nil {
					return err
				}
			case "statement", "claim":
				out.Links = linksOf(s, id)
				if out.Place, err = c.Stand(cmd.Context(), id); err != nil {
					return err
				}
			}
			return a.emit(out, func(w io.Writer) { out.write(w, id) })
		},
	}
}

// shown is a record with what belongs to it.
type shown struct {
	Type   string         `json:"type"`
	Record any            `json:"record"`
	Links  []*record.Link `json:"links,omitempty"`
	Text   []string       `json:"text,omitempty"` // of evidence, page by page

	Reading *record.Reading `json:"reading,omitempty"` // how the text came about, if it was read again
	Place   *pipeline.Stand `json:"place,omitempty"`   // of a statement in its evidence

	Particulars []intake.Particular `json:"particulars,omitempty"` // of a picture or recording
}

func (s shown) write(w io.Writer, id record.ID) {
	fmt.Fprintf(w, "%s %s\n\n", s.Type, id)
	writeYAML(w, s.Record)
	if len(s.Links) > 0 {
		fmt.Fprintln(w, "\nlinks:")
		for _, l := range s.Links {
			fmt.Fprintf(w, "  %s %s %s\n", l.Statement, l.Stance, l.Claim)
		}
	}
	if s.Reading != nil {
		writeYAML(w, map[string]any{"reading": s.Reading})
	}
	if len(s.Particulars) > 0 {
		fmt.Fprintln(w, "\n--- what the file tells of itself ---")
		for _, p := range s.Particulars {
			fmt.Fprintf(w, "%s %s: %s\n", p.Group, p.Name, p.Value)
		}
	}
	if s.Place != nil {
		fmt.Fprintf(w, "\n--- %s ---\n", s.Place.Words())
		if s.Place.Found {
			fmt.Fprintf(w, "…%s⟦%s⟧%s…\n", s.Place.Before, s.Place.Exact, s.Place.After)
		}
	}
	for i, page := range s.Text {
		head := "text"
		if len(s.Text) > 1 {
			head = fmt.Sprintf("page %d", i+1)
		}
		if r := s.Reading; r != nil && r.Pixels.Has(i+1) {
			head += fmt.Sprintf(", read from its pixels by %s (%s)", r.Pixels.Tool, strings.Join(r.Pixels.Languages, "+"))
		}
		fmt.Fprintf(w, "\n--- %s ---\n", head)
		fmt.Fprintln(w, strings.TrimRight(page, "\n"))
	}
}

// writeYAML writes a record with the keys of its JSON, in their order.
func writeYAML(w io.Writer, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		return
	}
	var n yaml.Node
	if yaml.Unmarshal(b, &n) != nil || len(n.Content) == 0 {
		return
	}
	plainStyle(&n)
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if enc.Encode(n.Content[0]) == nil {
		_, _ = w.Write(out.Bytes())
	}
}

func plainStyle(n *yaml.Node) {
	n.Style = 0
	for _, c := range n.Content {
		plainStyle(c)
	}
}

func recordOf(s *view.State, id record.ID) any {
	switch s.KindOf(id) {
	case "actor":
		return s.Actors[id]
	case "evidence":
		return s.Evidence[id]
	case "statement":
		return s.Statements[id]
	case "claim":
		return s.Claims[id]
	case "request":
		return s.Requests[id]
	case "roll":
		return s.Rolls[id]
	case "matter":
		return s.Matters[id]
	}
	return s.Members[id]
}

func linksOf(s *view.State, id record.ID) []*record.Link {
	var out []*record.Link
	for key, l := range s.Links {
		if key.Statement == id || key.Claim == id {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b *record.Link) int {
		return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Statement, b.Statement))
	})
	return out
}

func (a *app) logCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use: "log", Short: "The ledger, newest first",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 0 {
				return problem.New(problem.Usage, "--limit", "a limit is 0 (all) or more", "")
			}
			c, err := a.openKept(cmd.Context())
			if err != nil {
				return err
			}
			entries, err := c.Log(cmd.Context(), limit)
			if err != nil {
				return err
			}
			return a.emit(map[string]any{"entries": entries}, func(w io.Writer) {
				for _, e := range entries {
					fmt.Fprintf(w, "%6d  %s  %-10s  %-18s  %s\n", e.Seq, e.At.Format("2006-01-02 15:04:05Z"), e.By, e.Kind, strings.TrimSpace(joinIDs(e.IDs)+"  "+e.Note))
				}
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 50, "show at most `N` entries; 0 for all")
	return cmd
}

func joinIDs(in []record.ID) string {
	return strings.Join(record.Texts(in), ", ")
}
