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
	ask := search.Ask{}
	cmd := &cobra.Command{
		Use: "search QUERY", Short: `Full text over evidence, statements and claims: words, "phrases", prefix*, ~names, kind:letter`,
		Args: args(1, -1, "what to look for"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if ask.Limit < 1 {
				return problem.New(problem.Usage, "--limit", "a limit is 1 or more", "")
			}
			c, err := a.openKept(cmd.Context())
			if err != nil {
				return err
			}
			found, err := c.Search(cmd.Context(), strings.Join(args, " "), ask)
			if err != nil {
				return err
			}
			return a.emit(found, func(w io.Writer) { a.hits(w, found) })
		},
	}
	cmd.Flags().IntVar(&ask.Limit, "limit", 20, "show at most `N` hits")
	cmd.Flags().BoolVar(&ask.Any, "any", false, "find what has any of the words, the more the better: for whole questions")
	cmd.Flags().BoolVar(&ask.Facets, "facets", false, "count what was found by type, kind, language, actor, year and restriction")
	return cmd
}

// hits writes what was found, what was asked for in bold.
func (a *app) hits(w io.Writer, found *search.Answer) {
	for _, h := range found.Hits {
		page := ""
		if h.Page > 1 {
			page = fmt.Sprintf(", page %d", h.Page)
		}
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s  %s%s  %s", a.paint("1", h.ID), h.Type, page, embed(h.Title)), " ")+"\n    "+a.marked(h.Snippet, h.Marks))
	}
	if f := found.Facets; f != nil {
		for _, list := range []struct {
			name   string
			counts []search.Count
		}{{"type", f.Type}, {"kind", f.Kind}, {"lang", f.Lang}, {"actor", f.Actor}, {"year", f.Year}, {"restriction", f.Restriction}} {
			if len(list.counts) == 0 {
				continue
			}
			values := make([]string, len(list.counts))
			for i, c := range list.counts {
				values[i] = fmt.Sprintf("%s %d", embed(c.Value), c.Count)
			}
			fmt.Fprintf(w, "%-12s %s\n", list.name, strings.Join(values, ", "))
		}
	}
	fmt.Fprintf(w, "%d found, %d shown\n", found.Total, len(found.Hits))
}

// marked paints the marks of a text that stands within a line. The text is isolated
// as a whole where some of it is written from right to left, so that a mark in it
// turns nothing round.
func (a *app) marked(text string, marks [][2]int) string {
	runes := []rune(text)
	turns := strings.ContainsFunc(text, rightToLeft)
	var b strings.Builder
	if turns {
		b.WriteRune(firstStrong)
	}
	at := 0
	for _, m := range marks {
		b.WriteString(string(runes[at:m[0]]) + a.paint("1;4", string(runes[m[0]:m[1]])))
		at = m[1]
	}
	b.WriteString(string(runes[at:]))
	if turns {
		b.WriteRune(popIsolate)
	}
	return b.String()
}
