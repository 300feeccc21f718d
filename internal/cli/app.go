// Package cli is the command line: one file per command, each of one shape:
// parse, call the pipeline, render.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"onrecord.dev/onrecord/internal/pipeline"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/vault"
	"onrecord.dev/onrecord/internal/worker"
)

// app is one run of the command line.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	terminal       bool // stderr and stdin are a terminal

	dir      string // -C
	json     bool
	plain    bool
	noInput  bool
	casefile *pipeline.Casefile
	me       *vault.Identity // once it was read or made
	found    bool            // a check found something: exit code 1
}

// Main runs the command line of this process and gives its exit code.
func Main() int {
	if len(os.Args) > 1 && os.Args[1] == worker.Command {
		return worker.Main(os.Stdin, os.Stdout)
	}
	noDumps()
	debug.SetTraceback("none")                      // a panic that nobody catches tells its kind, no stack
	signal.Ignore(syscall.SIGABRT, syscall.SIGQUIT) // they would print every stack
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // who asks a second time is not kept waiting
	a := &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now,
		terminal: term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())),
	}
	return a.run(ctx, os.Args[1:])
}

// Version is the version of the program.
const Version = "0.1.0"

const (
	exitDone  = 0
	exitFound = 1
)

func (a *app) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if recover() != nil { // a stack trace could show sealed text
			a.casefile = nil // it may be what fails, and the line is always the same
			a.complain(errors.New("panic"))
			code = problem.Internal.ExitCode()
		}
	}()
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil {
		a.complain(err) // while the casefile is open: its blind index may be asked for now only
	}
	if a.casefile != nil {
		if cerr := a.casefile.Close(); cerr != nil && err == nil {
			a.casefile = nil
			err = problem.Wrap(cerr, problem.KindOf(cerr), "", "the casefile could not be closed properly", "run onrecord verify")
			a.complain(err)
		}
	}
	switch {
	case err != nil:
		return problem.KindOf(err).ExitCode()
	case a.found:
		return exitFound
	}
	return exitDone
}

// complain writes the one line that a person reads of an error.
func (a *app) complain(err error) {
	line := problem.Line(err)
	if blind := a.guarded(); blind != nil {
		line = problem.Line(blind) // what else is wrong may name somebody
	} else {
		line = a.guard().Clean(line)
	}
	w := bufio.NewWriter(a.stderr)
	_, _ = w.WriteString("onrecord: " + line + "\n")
	_ = w.Flush()
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "onrecord",
		Short:         "Keep what people tell, work out what is established, publish what holds",
		Version:       Version,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return problem.New(problem.Usage, "", "there is no such command", "onrecord help lists them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetIn(a.stdin)
	root.CompletionOptions.HiddenDefaultCmd = true
	f := root.PersistentFlags()
	f.StringVarP(&a.dir, "casefile", "C", "", "the casefile's `directory` (default: found upwards from here)")
	f.BoolVar(&a.json, "json", false, "give one JSON document on stdout")
	f.BoolVar(&a.plain, "plain", false, "no colour, no symbols, no progress")
	f.BoolVar(&a.noInput, "no-input", false, "never ask for anything")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return problem.New(problem.Usage, words(cmd), flagFault(err), "see "+cmd.CommandPath()+" --help")
	})
	root.AddCommand(
		a.demoCommand(), a.initCommand(), a.importCommand(), a.exportCommand(), a.addCommand(), a.ocrCommand(), a.rereadCommand(),
		a.searchCommand(), a.showCommand(), a.statusCommand(), a.explainCommand(), a.whatifCommand(),
		a.proposeCommand(), a.hintsCommand(), a.findingsCommand(), a.checkCommand(), a.rulesCommand(), a.waiveCommand(), a.redactCommand(), a.publishCommand(),
		a.verifyCommand(), a.sourceCommand(), a.traitsCommand(), a.requestCommand(), a.matterCommand(), a.rollCommand(),
		a.memberCommand(), a.logCommand(), a.backupCommand(), a.restoreCommand(), a.rebuildCommand(),
		a.schemaCommand(), a.lspCommand(), a.serveCommand(),
	)
	explainCommands(root)
	return root
}

// flagFault says what is wrong with a flag without repeating what was typed:
// that may be a name.
func flagFault(err error) string {
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &value):
		return "--" + value.GetFlag().Name + " takes another kind of value"
	case errors.As(err, &missing):
		return "--" + missing.GetFlag().Name + " needs a value"
	}
	return "there is no such flag"
}

// args refuses a wrong number of arguments in words of our own.
func args(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		if len(got) < least || (most >= 0 && len(got) > most) {
			return problem.New(problem.Usage, words(cmd), "give "+what, "see "+cmd.CommandPath()+" --help")
		}
		return nil
	}
}

// words names a command in an error, which begins with the program's name anyway.
func words(cmd *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), "onrecord"), " ")
}

// count says how many there are of something.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// group makes a command that only holds others.
func group(use, short string, sub ...*cobra.Command) *cobra.Command {
	names := make([]string, len(sub))
	for i, s := range sub {
		names[i], _, _ = strings.Cut(s.Use, " ")
	}
	cmd := &cobra.Command{Use: use, Short: short, RunE: func(*cobra.Command, []string) error {
		return problem.New(problem.Usage, use, "say which: "+strings.Join(names, ", "), "see onrecord "+use+" --help")
	}}
	cmd.AddCommand(sub...)
	return cmd
}
