package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) importCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Take a casefile document in, all or nothing; again with the same ids to update",
		Args: args(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "casefile" {
				return problem.New(problem.Usage, "--format", "not a format that can be imported", "use casefile")
			}
			c, err := a.open(cmd.Context()) // first, so that a complaint about the path is clean
			if err != nil {
				return err
			}
			source, err := readFile(args[0], exchange.MaxSource)
			if err != nil {
				return err
			}
			bar := a.progress("reading records")
			out, err := c.Import(cmd.Context(), filepath.Base(args[0]), source, inside(filepath.Dir(args[0])), bar.set)
			bar.done()
			if err != nil {
				return err
			}
			for _, n := range out.Notes {
				a.note("%s", n)
			}
			return a.emit(out, func(w io.Writer) {
				if out.Changed == 0 {
					fmt.Fprintf(w, "%s read, nothing changed.\n", count(out.Records, "record"))
					return
				}
				fmt.Fprintf(w, "%s read, %d new or changed.\n", count(out.Records, "record"), out.Changed)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "casefile", "the document's `format`")
	return cmd
}

// inside opens files below a directory, and none that a link would lead to outside.
func inside(dir string) func(string) ([]byte, error) {
	return func(rel string) ([]byte, error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		switch info, err := root.Stat(rel); { // opening a pipe would wait for its writer
		case err != nil:
			return nil, err
		case !info.Mode().IsRegular():
			return nil, fs.ErrInvalid
		}
		f, err := root.Open(rel)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(io.LimitReader(f, mostMaterial+1))
	}
}

func (a *app) exportCommand() *cobra.Command {
	var format, out string
	var identities bool
	cmd := &cobra.Command{
		Use: "export", Short: "Write the casefile as a document, sealed sources sealed",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "casefile" {
				return problem.New(problem.Usage, "--format", "not a format that can be exported", "use casefile")
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			doc, notes, err := c.Export(cmd.Context(), identities, a.json)
			if err != nil {
				return err
			}
			for _, n := range notes {
				a.note("%s", n)
			}
			if out == "" {
				return a.write(doc)
			}
			return disk.WriteFileAtomic(out, doc, 0o600)
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "casefile", "the document's `format`")
	f.StringVar(&out, "out", "", "write to `FILE` instead of stdout")
	f.BoolVar(&identities, "with-identities", false, "custodians only, logged: open the protected identities into the document")
	return cmd
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of the casefile document",
		Args: args(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error { return a.write(exchange.Schema()) },
	}
}

func ids(in []string) []record.ID {
	out := make([]record.ID, len(in))
	for i, s := range in {
		out[i] = record.ID(s)
	}
	return out
}
