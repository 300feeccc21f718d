package cli

import (
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) importCommand() *cobra.Command {
	in := importing{app: a}
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Take a casefile document or an existing archive in, all or nothing; again to update",
		Args: args(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error { return in.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&in.format, "format", "casefile", "what FILE is: casefile, incidents or csv (the `format`)")
	f.StringVar(&in.mapping, "map", "", "the mapping `FILE`: which column is what, what an archive's words mean")
	f.StringVar(&in.prefix, "prefix", "", "`TEXT` that begins every id made from an archive; one for each archive")
	f.StringArrayVar(&in.with, "with", nil, "a further `FILE` of the same archive; can be given several times")
	f.BoolVar(&in.dry, "dry-run", false, "show what would come in and how its claims would stand; write nothing")
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
	var format, out, now string
	var identities bool
	cmd := &cobra.Command{
		Use: "export", Short: "Write the casefile as a document, sealed sources sealed; or the statuses as a table",
		Args: args(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case format != "casefile" && format != "csv":
				return problem.New(problem.Usage, "--format", "not a format that can be exported", "use casefile or csv")
			case format == "csv" && (identities || a.json):
				return problem.New(problem.Usage, "export", "a table of statuses has neither identities nor JSON", "use --format casefile, or onrecord status --json")
			}
			at, err := a.moment("now", now, false)
			if err != nil {
				return err
			}
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			var doc []byte
			var notes []string
			if format == "csv" {
				doc, err = c.ExportBoard(at)
			} else {
				doc, notes, err = c.Export(cmd.Context(), identities, a.json)
			}
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
	f.StringVar(&format, "format", "casefile", "casefile, or csv for a table of statuses (the `format`)")
	f.StringVar(&out, "out", "", "write to `FILE` instead of stdout")
	f.StringVar(&now, "now", "", "of a table: decide embargoes as of that `time`")
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
