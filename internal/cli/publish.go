package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/publish"
	"onrecord.dev/onrecord/internal/record"
)

func (a *app) publishCommand() *cobra.Command {
	var out, now string
	cmd := &cobra.Command{
		Use: "publish DRAFT.md --out DIR", Short: "Check a draft and write its release; refuses while the gate fails",
		Args: args(1, 1, "one draft"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return problem.New(problem.Usage, "--out", "say where the release is to be written", "onrecord publish DRAFT.md --out DIR")
			}
			c, source, at, err := a.openDraft(cmd.Context(), args[0], now)
			if err != nil {
				return err
			}
			done, err := c.Publish(cmd.Context(), filepath.Base(args[0]), source, at, out)
			if err != nil {
				return err
			}
			if done.Release == nil {
				a.found = true
				a.note("onrecord: %s: the gate refuses this draft; nothing was written", args[0])
				format := "text"
				if a.json {
					format = "json"
				}
				return a.emitReport(args[0], done.Checked, format, record.LevelError)
			}
			for _, n := range done.Notes {
				a.note("%s", n)
			}
			return a.emit(map[string]any{"release": out, "slug": done.Release.Slug, "files": record.SortedKeys(done.Release.Files)}, func(w io.Writer) {
				fmt.Fprintf(w, "Released: %s\nRead it: %s\nAnybody can verify it: onrecord verify %s\n", done.Release.Slug, filepath.Join(out, "index.html"), out)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "the release's `directory`")
	f.StringVar(&now, "now", "", "decide embargoes and deadlines as of that `time`")
	return cmd
}

func (a *app) verifyCommand() *cobra.Command {
	var key string
	cmd := &cobra.Command{
		Use: "verify [PATH]", Short: "Verify a casefile, or a release without casefile or key",
		Args: args(0, 1, "one path at most"),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := ""
			if len(args) == 1 {
				path = args[0]
			} else {
				dir, err := a.casefileDir()
				if err != nil {
					return err
				}
				path = dir
			}
			info, err := os.Stat(path)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				// The path is not repeated: without a casefile no guard knows what is a name.
				return problem.New(problem.Usage, "", "there is nothing at the path given", "name a casefile or a release")
			case err != nil || !info.IsDir():
				return problem.New(problem.Usage, path, "this is neither a casefile nor a release", "name a directory that holds one")
			case isRelease(path):
				return a.verifyRelease(path, key)
			}
			return a.verifyCasefile(cmd.Context(), path)
		},
	}
	cmd.Flags().StringVar(&key, "key", "", "the `key` or its fingerprint that must have signed a release")
	return cmd
}

// isRelease tells a release from a casefile even where its manifest was taken away.
func isRelease(path string) bool {
	for _, name := range []string{"manifest.json", "proof", "index.html"} {
		if _, err := os.Lstat(filepath.Join(path, name)); err == nil {
			return true
		}
	}
	return false
}

func (a *app) verifyRelease(path, key string) error {
	root, err := os.OpenRoot(path) // no link in it leads out of it
	if err != nil {
		return problem.Wrap(err, problem.Unavailable, path, "this release cannot be read", "check that you may read it")
	}
	defer root.Close()
	got, err := publish.Verify(root.FS(), publish.VerifyOptions{Key: key})
	if err != nil {
		return err
	}
	a.found = !got.OK
	return a.emit(got, func(w io.Writer) { writeRelease(w, got) })
}

func (a *app) verifyCasefile(ctx context.Context, path string) error {
	env, err := a.env()
	if err != nil {
		return err
	}
	got, err := pipeline.Verify(ctx, path, env)
	if err != nil {
		return err
	}
	a.found = !got.OK
	return a.emit(got, func(w io.Writer) { writeVerified(w, got) })
}

func writeVerified(w io.Writer, got pipeline.Verified) {
	fmt.Fprintln(w, verdict(got.OK, "This casefile holds.", "This casefile does not hold."))
	for _, p := range got.Problems {
		fmt.Fprintf(w, "  %s: %s: %s\n", p.Kind, p.Where, p.Message)
	}
	for _, n := range got.Notes {
		fmt.Fprintln(w, "  "+n)
	}
	fmt.Fprintf(w, "  %s in a tree of %d, %s hashed\n  root %s\n", count(int(got.Events), "event"), got.TreeSize, count(got.Evidence, "original"), got.Root)
}

func verdict(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}
