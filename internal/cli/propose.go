package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/propose"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) proposeCommand() *cobra.Command {
	var from, as, out string
	cmd := &cobra.Command{
		Use: "propose FILE", Short: "List who says what in a file, as statements for you to complete",
		Args: args(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context()) // first, so that a complaint about the path is clean
			if err != nil {
				return err
			}
			data, err := readFile(args[0], mostMaterial)
			if err != nil {
				return err
			}
			got, err := c.Propose(cmd.Context(), pipeline.Proposing{
				Name: filepath.Base(args[0]), File: beside(args[0], out), Data: data, From: record.ID(from), As: record.ID(as),
			})
			if err != nil {
				return err
			}
			doc, err := got.Document()
			if err != nil {
				return err
			}
			doc = []byte(a.guard().Clean(string(doc)))
			a.note("%s", summary(got))
			switch {
			case out != "":
				if err := disk.WriteFileAtomic(out, doc, 0o600); err != nil {
					return err
				}
				return a.emit(got, func(w io.Writer) { fmt.Fprintf(w, "Written: %s. Complete it, then: onrecord import %s\n", out, out) })
			case a.json:
				return a.emitJSON(got)
			}
			return a.write(doc)
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", "the `actor` from whom the desk has it, and whose the answers of an interview are")
	f.StringVar(&as, "as", "", "the id of the `evidence` that the file is, or is to be")
	f.StringVar(&out, "out", "", "write to `FILE` instead of stdout")
	return cmd
}

// beside gives the path of a file as a document at out, or here, has to name it: its
// base name where it does not lie below.
func beside(file, out string) string {
	dir, err := filepath.Abs(filepath.Dir(out))
	if err == nil {
		var abs, rel string
		if abs, err = filepath.Abs(file); err == nil {
			if rel, err = filepath.Rel(dir, abs); err == nil && filepath.IsLocal(rel) {
				return rel
			}
		}
	}
	return filepath.Base(file)
}

// summary says what was found and what was not taken for a saying.
func summary(got pipeline.Proposals) string {
	sure := 0
	for _, s := range got.Sayings {
		if s.Speaker != "" {
			sure++
		}
	}
	line := fmt.Sprintf("%s proposed, %d with a speaker who is recorded; nothing was recorded.", count(len(got.Sayings), "saying"), sure)
	if l := got.Left; l.Titles+l.Marked+l.Questions+l.Known+l.Beyond > 0 {
		line += fmt.Sprintf(" Left out: titles and names %d, marked words that nobody says %d, questions %d, recorded already %d, beyond the first %d: %d.",
			l.Titles, l.Marked, l.Questions, l.Known, propose.Most, l.Beyond)
	}
	return line
}
