package cli

import (
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

func helpRoot() *cobra.Command { return (&app{stdout: io.Discard, stderr: io.Discard}).root() }

// TestEveryCommandHasAnExample leaves out none but lists, whose use is their name.
func TestEveryCommandHasAnExample(t *testing.T) {
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Example == "" && cmd.HasParent() && cmd.Name() != "list" && cmd.CommandPath() != "onrecord source show" {
			t.Errorf("%s: no example", cmd.CommandPath())
		}
		if cmd.Parent() != nil && !cmd.Parent().HasParent() && cmd.GroupID == "" {
			t.Errorf("%s: in no group of the list of commands", cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(helpRoot())
}

// TestExamplesAreRight: every example is a command that exists, with flags and
// arguments that it takes, and no line is too long for a terminal.
func TestExamplesAreRight(t *testing.T) {
	for _, h := range append(helpOfWork(), helpOfDesk()...) {
		named, rest, err := helpRoot().Find(strings.Fields(h.command))
		if err != nil || len(rest) > 0 {
			t.Errorf("%s: there is no such command", h.command)
			continue
		}
		for _, e := range h.examples {
			words := shellWords(e)
			if i := slices.Index(words, ">"); i >= 0 {
				words = words[:i]
			}
			cmd, rest, err := helpRoot().Find(words)
			if err != nil || !strings.HasPrefix(cmd.CommandPath()+" ", named.CommandPath()+" ") {
				t.Errorf("%s: not an example of %s", e, h.command)
				continue
			}
			if err := cmd.ParseFlags(rest); err != nil {
				t.Errorf("%s: %v", e, err)
				continue
			}
			if cmd.Args != nil && cmd.Args(cmd, cmd.Flags().Args()) != nil {
				t.Errorf("%s: arguments that the command refuses", e)
			}
		}
	}
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, line := range strings.Split(cmd.Long+"\n"+cmd.Example, "\n") {
			if utf8.RuneCountInString(line) > 120 {
				t.Errorf("%s: a line of %d characters", cmd.CommandPath(), utf8.RuneCountInString(line))
			}
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(helpRoot())
}

// shellWords cuts a line as a shell does where there are quotes and nothing else.
func shellWords(line string) []string {
	var out []string
	word, quote, open := "", rune(0), false
	for _, r := range line + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word += string(r)
		case r == '"' || r == '\'':
			quote, open = r, true
		case r == ' ':
			if word != "" || open {
				out = append(out, word)
			}
			word, open = "", false
		default:
			word += string(r)
		}
	}
	return out
}
