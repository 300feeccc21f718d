package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"onrecord.dev/onrecord/internal/check"
	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/reckon"
	"onrecord.dev/onrecord/internal/record"
)

const mostDraft = 8 << 20

func (a *app) checkCommand() *cobra.Command {
	var failOn, format, now string
	cmd := &cobra.Command{
		Use: "check DRAFT.md", Short: "The draft gate: does every sentence hold, is nobody exposed?",
		Args: args(1, 1, "one draft"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !record.Level(failOn).Valid() {
				return problem.New(problem.Usage, "--fail-on", "not a level", "use error, warning or note")
			}
			if !slices.Contains(findingFormats, format) {
				return problem.New(problem.Usage, "--format", "not a format of findings", "use text, json, sarif, github or junit")
			}
			if a.json && format != "sarif" {
				format = "json"
			}
			c, source, at, err := a.openDraft(cmd.Context(), args[0], now)
			if err != nil {
				return err
			}
			out, err := c.Check(cmd.Context(), filepath.Base(args[0]), source, at, record.Level(failOn))
			if err != nil {
				return err
			}
			a.found = fails(out.Report, record.Level(failOn))
			return a.emitReport(args[0], out, format, record.Level(failOn))
		},
	}
	f := cmd.Flags()
	f.StringVar(&failOn, "fail-on", "error", "the `level` from which the exit code is 1: error, warning or note")
	f.StringVar(&format, "format", "text", "text, json, sarif, github (workflow commands) or junit")
	f.StringVar(&now, "now", "", "decide embargoes and deadlines as of that `time`")
	return cmd
}

// openDraft reads a draft and the moment at which it is to be judged. The casefile
// is opened first, so that a complaint about the path is clean.
func (a *app) openDraft(ctx context.Context, path, now string) (*pipeline.Casefile, []byte, time.Time, error) {
	at, err := a.moment("now", now, false)
	if err != nil {
		return nil, nil, at, err
	}
	c, err := a.open(ctx)
	if err != nil {
		return nil, nil, at, err
	}
	source, err := readFile(path, mostDraft)
	return c, source, at, err
}

func fails(r check.Report, level record.Level) bool {
	for _, f := range r.Findings {
		if f.Level.AtLeast(level) {
			return true
		}
	}
	return false
}

// findingFormats are those in which check tells what it found.
var findingFormats = []string{"text", "json", "sarif", "github", "junit"}

func (a *app) emitReport(path string, out pipeline.Checked, format string, failOn record.Level) error {
	switch format {
	case "github", "junit":
		// The findings are clean already; cleaning the whole could take marks away.
		var b bytes.Buffer
		file := a.guard().Clean(filepath.ToSlash(path))
		var err error
		if format == "github" {
			err = check.GitHub(&b, file, out.Report)
		} else {
			err = check.JUnit(&b, file, out.Report, failOn)
		}
		if err != nil {
			return err
		}
		return a.write(b.Bytes())
	case "json":
		return a.emitJSON(out.Report)
	case "sarif":
		doc, err := check.SARIF(filepath.ToSlash(path), out.Report, Version)
		if err != nil {
			return err
		}
		clean, err := a.guard().CleanJSON(doc)
		if err != nil {
			return err
		}
		return a.write(append(clean, '\n'))
	}
	return a.emit(nil, func(w io.Writer) { check.Text(w, path, out.Report) })
}

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rules [RULE]", Short: "The rules of the gate and of findings: what, why, how to mend",
		Args: args(0, 1, "one rule at most"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.emit(map[string]any{"rules": rulesJSON(check.Rules()), "findings": reckon.Rules()}, func(w io.Writer) {
					for _, r := range check.Rules() {
						fmt.Fprintf(w, "%-24s %-8s %s\n", r.ID, r.Level, r.Title)
					}
					fmt.Fprintln(w, "\nOf the records, by onrecord findings (onrecord rules reckoning says how they read):")
					for _, r := range reckon.Rules() {
						fmt.Fprintf(w, "%-24s %-8s %s\n", r.ID, strings.Fields(r.Level)[0], r.Title)
					}
				})
			}
			if args[0] == reckon.Chapter {
				return a.emit(map[string]any{"findings": reckon.Rules(), "page": reckon.Contents()}, func(w io.Writer) {
					fmt.Fprintln(w, strings.TrimSpace(reckon.Contents()))
				})
			}
			if r, ok := reckon.Lookup(args[0]); ok {
				return a.emit(r, func(w io.Writer) { fmt.Fprintln(w, strings.TrimSpace(r.Page())) })
			}
			r, ok := check.Lookup(args[0])
			if !ok {
				return problem.New(problem.Usage, "", "there is no such rule", "onrecord rules lists them")
			}
			return a.emit(rulesJSON([]check.Rule{r})[0], func(w io.Writer) { fmt.Fprintln(w, strings.TrimSpace(r.Page())) })
		},
	}
}

type ruleJSON struct {
	ID         string       `json:"id"`
	Level      record.Level `json:"level"`
	Title      string       `json:"title"`
	What       string       `json:"what"`
	Why        string       `json:"why"`
	Whose      string       `json:"whose"`
	Mend       string       `json:"mend"`
	Protection bool         `json:"protection"`
	Page       string       `json:"page"`
}

func rulesJSON(in []check.Rule) []ruleJSON {
	out := make([]ruleJSON, len(in))
	for i, r := range in {
		out[i] = ruleJSON{r.ID, r.Level, r.Title, r.What, r.Why, r.Whose, r.Mend, r.Protection, r.Page()}
	}
	return out
}

func (a *app) waiveCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use: "waive FINGERPRINT", Short: "Pass over a finding, with a signed reason",
		Args: args(1, 1, "the fingerprint of one finding"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			if err := c.Waive(cmd.Context(), args[0], reason); err != nil {
				return err
			}
			rule := c.State().RuleOf(args[0])
			complete := !check.Protects(rule) || len(c.State().WaiversOf(args[0])) > 1
			return a.emit(map[string]any{"fingerprint": args[0], "rule": rule, "complete": complete}, func(w io.Writer) {
				if !complete {
					fmt.Fprintln(w, "Signed and logged. This finding protects a source: it stands until a custodian, another member, waives it too.")
					return
				}
				fmt.Fprintf(w, "Waived, signed and logged: %s.\n", rule)
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, in a `sentence`; kept in the ledger")
	return cmd
}
