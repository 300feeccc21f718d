package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/search"
)

func (a *app) searchCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use: "search QUERY", Short: `Full text over evidence, statements and claims: words, "phrases", prefix*, kind:letter`,
		Args: args(1, -1, "what to look for"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return problem.New(problem.Usage, "--limit", "a limit is 1 or more", "")
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			total, hits, err := c.Search(cmd.Context(), strings.Join(args, " "), limit)
			if err != nil {
				return err
			}
			if hits == nil {
				hits = []search.Hit{}
			}
			out := struct {
				Total int          `json:"total"`
				Hits  []search.Hit `json:"hits"`
			}{total, hits}
			return a.emit(out, func(w io.Writer) {
				for _, h := range hits {
					page := ""
					if h.Page > 1 {
						page = fmt.Sprintf(", page %d", h.Page)
					}
					fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s  %s%s  %s", a.paint("1", h.ID), h.Type, page, h.Title), " ")+"\n    "+h.Snippet)
				}
				fmt.Fprintf(w, "%d found, %d shown\n", total, len(hits))
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "show at most `N` hits")
	return cmd
}
