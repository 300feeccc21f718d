package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/disk"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/redact"
)

// mostStrings is how many bytes a file of strings to hide may have, mostLines how
// many lines.
const (
	mostStrings = 1 << 20
	mostLines   = 2000
)

func (a *app) redactCommand() *cobra.Command {
	var out, strs string
	var marks []string
	var anew bool
	cmd := &cobra.Command{
		Use: "redact EVIDENCE --out FILE", Short: "Cover what must not be seen in a picture, document or text, and record what a release may show of it",
		Args: args(1, 1, "one item of evidence"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return problem.New(problem.Usage, "--out", "say where the redacted file is to be written", "onrecord redact EVIDENCE --out FILE")
			}
			how := pipeline.Cover{Anew: anew}
			for _, m := range marks {
				area, err := redact.ParseArea(m)
				if err != nil {
					return err
				}
				how.Areas = append(how.Areas, area)
			}
			c, err := a.open(cmd.Context()) // first, so that a complaint about a path is clean
			if err != nil {
				return err
			}
			if how.Hide, err = a.strings(strs); err != nil {
				return err
			}
			if len(c.Guard().Find(filepath.Base(out))) > 0 {
				return problem.New(problem.Usage, "--out", "the file's name holds a protected string", "give it another name")
			}
			var done pipeline.Redacted
			if err := c.Redact(cmd.Context(), record.ID(args[0]), how, func(r pipeline.Redacted) error {
				done = r
				return disk.WriteFileAtomic(out, r.Bytes, 0o600)
			}); err != nil {
				return err
			}
			return a.emitRedacted(args[0], out, done)
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "the redacted `file`")
	f.StringArrayVar(&marks, "area", nil, "cover `PAGE:X,Y,W,H`: points of a page, pixels of a picture, words and lines of a text, from the top left; can be given again")
	f.StringVar(&strs, "strings", "", "hide every line of that `file`; - reads them from stdin")
	f.BoolVar(&anew, "anew", false, "forget the areas that were covered before")
	return cmd
}

func (a *app) emitRedacted(id, out string, r pipeline.Redacted) error {
	silent := list(r.Silent)
	return a.emit(map[string]any{"id": id, "out": out, "media_type": r.MediaType, "pages": r.Pages, "bytes": len(r.Bytes), "areas": list(r.Areas), "silent": silent, "pixels_read": r.Read, "left_out": r.Left}, func(w io.Writer) {
		fmt.Fprintf(w, "Written: %s (%s, %s covered)\nLook at every page of it: a release will show exactly this.\n", out, count(r.Pages, "page"), count(len(r.Areas), "area"))
		if left := leftWords(r.Left); left != "" {
			fmt.Fprintf(w, "Not to be seen in it, and so left out: %s.\n", left)
		}
		if r.Moved {
			fmt.Fprintln(w, "Its pages are laid out otherwise than last time: areas that were marked then may now lie beside what they were to hide.")
		}
		switch {
		case !r.Read && len(silent) > 0 && r.Pixels():
			fmt.Fprintf(w, "No text lies in %s, and tesseract is not here to read pixels: only you can see what stands there.\n", pagesWords(silent))
		case !r.Read && r.Pixels():
			fmt.Fprintln(w, "Only words that lie in the file as text were searched for; with tesseract installed, pixels are read too.")
		}
	})
}

// leftWords says what of an office file is in no page of it.
func leftWords(l redact.LeftOut) string {
	var out []string
	for _, part := range []struct {
		n         int
		one, more string
	}{
		{l.Changes, "tracked change (deleted words are gone, inserted ones stay)", "tracked changes (deleted words are gone, inserted ones stay)"},
		{l.Comments, "comment or speaker's note", "comments and speakers' notes"},
		{l.Hidden, "hidden sheet, slide or passage", "hidden sheets, slides and passages"},
		{l.Outside, "link to other files or the network", "links to other files or the network"},
		{l.Programs, "macro", "macros"},
		{l.Attached, "attached file", "attached files"},
		{l.Fields, "field that would be filled in today (a mark stands for it)", "fields that would be filled in today (marks stand for them)"},
	} {
		switch {
		case part.n == 1:
			out = append(out, "1 "+part.one)
		case part.n > 1:
			out = append(out, strconv.Itoa(part.n)+" "+part.more)
		}
	}
	return strings.Join(out, ", ")
}

// pagesWords names pages: page 1, pages 1, 2 and 5.
func pagesWords(pages []int) string {
	words := make([]string, len(pages))
	for i, p := range pages {
		words[i] = strconv.Itoa(p)
	}
	if len(words) == 1 {
		return "page " + words[0]
	}
	return "pages " + strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// strings reads the words that are to be hidden, one to a line. They never come
// from a flag: other people on the machine can read those.
func (a *app) strings(path string) ([]string, error) {
	var data []byte
	var err error
	switch path {
	case "":
		return nil, nil
	case "-":
		if data, err = io.ReadAll(io.LimitReader(a.stdin, mostStrings+1)); err != nil {
			return nil, problem.Wrap(err, problem.Usage, "--strings", "stdin cannot be read", "")
		}
	default:
		if data, err = readFile(path, mostStrings); err != nil {
			return nil, err
		}
	}
	if len(data) > mostStrings || !utf8.Valid(data) {
		return nil, problem.New(problem.Usage, "--strings", "this is no list of words: text in UTF-8, at most 1 MiB, is expected", "write one name or phrase to a line")
	}
	var out []string
	for line := range strings.Lines(string(bytes.TrimPrefix(data, []byte("\ufeff")))) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	if len(out) > mostLines {
		return nil, problem.New(problem.Usage, "--strings", fmt.Sprintf("it has more than %d lines", mostLines), "split it, and redact once with each part")
	}
	return out, nil
}
