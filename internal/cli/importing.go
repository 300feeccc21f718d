package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/exchange"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// mostMapping is the largest mapping in bytes.
const mostMapping = 1 << 20

// importing is one run of import.
type importing struct {
	*app
	format, mapping, prefix string
	with                    []string
	dry                     bool
}

func (in *importing) run(ctx context.Context, file string) error {
	archive := in.format != "casefile"
	switch {
	case archive && in.format != "incidents" && in.format != "csv":
		return problem.New(problem.Usage, "--format", "not a format that can be imported", "use casefile, incidents or csv")
	case !archive && (in.mapping != "" || in.prefix != "" || len(in.with) > 0):
		return problem.New(problem.Usage, "import", "--map, --prefix and --with are for archives", "say --format incidents or --format csv with them")
	case in.format == "csv" && in.mapping == "":
		return problem.New(problem.Usage, "import", "a table needs a mapping", "give one with --map; docs/formats/csv.md shows how to write it")
	}
	c, err := in.open(ctx) // first, so that a complaint about the path is clean
	if err != nil {
		return err
	}
	name, most := filepath.Base(file), int64(exchange.MaxSource)
	if archive {
		most = exchange.MaxArchive
	}
	source, err := readFile(file, most)
	if err != nil {
		return err
	}
	bar := in.progress("reading records")
	defer bar.done()
	open := inside(filepath.Dir(file))
	if !archive && !in.dry {
		out, err := c.Import(ctx, name, source, open, bar.set)
		bar.done()
		if err != nil {
			return err
		}
		in.notes(out.Notes)
		return in.emit(out, func(w io.Writer) { recordsRead(w, out) })
	}
	read := c.Document(name, source, open)
	if archive {
		if read, err = in.archive(exchange.Archive{Name: name, Source: source, Prefix: in.prefix, Open: open}); err != nil {
			return err
		}
	}
	var out pipeline.Taken
	if in.dry {
		out, err = c.RehearseImport(ctx, read, bar.set)
	} else {
		out, err = c.ImportArchive(ctx, name, read, bar.set)
	}
	bar.done()
	if err != nil {
		return err
	}
	in.notes(out.Notes)
	if out.Archive != nil {
		in.notes(out.Archive.Notes)
	}
	return in.emit(out, func(w io.Writer) { in.show(w, out) })
}

// archive reads what else an archive needs.
func (in *importing) archive(a exchange.Archive) (pipeline.ReadArchive, error) {
	for _, path := range in.with {
		source, err := readFile(path, exchange.MaxArchive)
		if err != nil {
			return nil, err
		}
		a.Others = append(a.Others, exchange.Part{Name: filepath.Base(path), Source: source})
	}
	if in.mapping != "" {
		source, err := readFile(in.mapping, mostMapping)
		if err != nil {
			return nil, err
		}
		if a.Mapping, err = exchange.ParseMapping(filepath.Base(in.mapping), source); err != nil {
			return nil, err
		}
	}
	return func(known *record.Casefile) (*exchange.Document, *exchange.Report, error) {
		a.Known = known
		if in.format == "csv" {
			return exchange.Rows(a)
		}
		return exchange.Incidents(a)
	}, nil
}

func (in *importing) notes(notes []string) {
	for _, n := range notes {
		in.note("%s", n)
	}
}

func recordsRead(w io.Writer, out pipeline.Imported) {
	if out.Changed == 0 {
		fmt.Fprintf(w, "%s read, nothing changed.\n", count(out.Records, "record"))
		return
	}
	fmt.Fprintf(w, "%s read, %d new or changed.\n", count(out.Records, "record"), out.Changed)
}

// show tells what an archive brought, what it did not, and how its claims stand.
func (in *importing) show(w io.Writer, out pipeline.Taken) {
	if r := out.Archive; r != nil {
		found := fmt.Sprintf("%s with %s", count(r.Incidents, "incident"), count(r.Sources, "source"))
		if in.format == "csv" {
			found = count(r.Incidents, "row")
		}
		fmt.Fprintf(w, "Found: %s.\nThey make: %s, %s, %s, %s.\n", found,
			count(r.Claims, "claim"), count(r.Statements, "statement"), strings.Replace(count(r.Evidence, "item"), "item", "evidence item", 1), count(r.Actors, "actor"))
		for _, l := range r.Left {
			fmt.Fprintf(w, "Left out, %d × %s: %s (first at %s)\n", l.Count, l.What, l.Why, l.First)
		}
	}
	verb := "new or changed"
	if out.DryRun {
		verb = "would be new or changed; nothing was written"
	}
	fmt.Fprintf(w, "%s read, %d %s.\n", count(out.Records, "record"), out.Changed, verb)
	standing := make([]string, 0, len(out.Status))
	for _, s := range slices.Sorted(maps.Keys(out.Status)) {
		standing = append(standing, fmt.Sprintf("%d %s", out.Status[s], s))
	}
	if len(standing) > 0 {
		fmt.Fprintf(w, "How its claims stand: %s.\n", strings.Join(standing, ", "))
	}
	if n := out.Flags["hearsay-only"]; n > 0 {
		fmt.Fprintf(w, "Of %s nobody has said yet who saw it or filmed it (hearsay-only).\n", count(n, "claim"))
	}
}
