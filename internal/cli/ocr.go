package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) ocrCommand() *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use: "ocr [ID…]", Short: "Read the text of scans and pictures from their pixels",
		Args: args(0, -1, "ids of evidence, or none for all"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			which := pipeline.PixelChoice{Again: again}
			for _, id := range args {
				which.Only = append(which.Only, record.ID(id))
			}
			out, err := a.readPixels(cmd.Context(), c, which)
			if err != nil {
				return err
			}
			return a.emit(out, func(w io.Writer) {
				if out.Found == 0 {
					fmt.Fprintln(w, "No page waits to be read from its pixels.")
				}
				writePixeled(w, out)
			})
		},
	}
	cmd.Flags().BoolVar(&again, "again", false, "try pages once more that could not be read")
	return cmd
}

// readPixels reads what waits, with a bar. That it was interrupted, or that it
// cannot go on, is a note: what was stored before stands.
func (a *app) readPixels(ctx context.Context, c *pipeline.Casefile, which pipeline.PixelChoice) (pipeline.Pixeled, error) {
	if ctx.Err() != nil {
		return pipeline.Pixeled{}, nil
	}
	bar := a.progress("reading pixels")
	out, err := c.ReadPixels(ctx, which, bar.set)
	bar.done()
	switch {
	case err != nil && (problem.KindOf(err) == problem.Refused || problem.KindOf(err) == problem.Usage && out.Found == 0):
		return out, err
	case ctx.Err() != nil:
		a.note("interrupted: %s wait to be read from their pixels; onrecord ocr goes on with them", count(out.Left, "page"))
	case err != nil:
		a.note("pixels: %s", problem.Line(err))
	case out.Absent:
		a.note("%s hold text as pixels alone, and nothing here reads pixels: install tesseract-ocr with tesseract-ocr-eng, -rus, -ukr, -ara, and run onrecord ocr", count(out.Found, "page"))
	}
	return out, nil
}

// writePixeled says what was read, and with what.
func writePixeled(w io.Writer, p pipeline.Pixeled) {
	if p.Read == 0 && p.Failed == 0 {
		return
	}
	fmt.Fprintf(w, "%d of %s read from pixels (%s), by %s in %s; such text has errors\n", p.Read, count(p.Found, "page"), count(p.Chars, "character"), p.Tool, strings.Join(p.Languages, "+"))
	for _, reason := range record.SortedKeys(p.Reasons) {
		fmt.Fprintf(w, "%s not read: %s\n", count(p.Reasons[reason], "page"), reason)
	}
	if p.Failed > 0 {
		fmt.Fprintln(w, "onrecord ocr --again tries them once more")
	}
}
