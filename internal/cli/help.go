package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// help is what a command's own help tells beyond its one line.
type help struct {
	command  string // its words, without onrecord
	long     string
	examples []string // command lines, without onrecord
}

const rootHelp = `Onrecord takes what people tell and show a desk, keeps it sealed and unchanged, works
out what is established, and lets a story out only when every sentence holds and
nobody is exposed.

The usual path:

  onrecord init mill              make a casefile, and the first time your identity
  cd mill
  onrecord import case.yaml       say who told what, on what terms, and where it stands
  onrecord status                 see what is established, and with explain CLAIM why
  onrecord check draft.md         does every sentence hold, is nobody exposed?
  onrecord publish draft.md --out ../release

onrecord demo shows all of it on a real case. Exit codes: 0 done; 1 done, and a check
found something; 2 wrong use or bad input; 3 casefile locked or not there; 4 no right
or wrong key; 5 a fault of the program. Your identity is kept in your configuration
directory, or in the file that ONRECORD_IDENTITY_FILE names.`

// The groups of the list of commands, in the order of the work.
const (
	groupBegin   = "begin"
	groupRecord  = "record"
	groupSee     = "see"
	groupPublish = "publish"
	groupDesk    = "desk"
)

// sections gives the groups' headings and what is in them.
func sections() []struct{ id, title, commands string } {
	return []struct{ id, title, commands string }{
		{groupBegin, "Begin:", "demo init import schema"},
		{groupRecord, "Take in and record:", "add ocr reread propose source traits request matter roll"},
		{groupSee, "See what there is:", "status explain whatif hints findings search show log serve"},
		{groupPublish, "Write and publish:", "check rules waive redact publish verify lsp"},
		{groupDesk, "Keep and share the casefile:", "export backup restore member rebuild"},
	}
}

// explainCommands puts commands into groups and gives them their long help.
func explainCommands(root *cobra.Command) {
	root.Long = rootHelp
	for _, s := range sections() {
		root.AddGroup(&cobra.Group{ID: s.id, Title: s.title})
		for _, name := range strings.Fields(s.commands) {
			if cmd, _, err := root.Find([]string{name}); err == nil && cmd != root {
				cmd.GroupID = s.id
			}
		}
	}
	for _, h := range append(helpOfWork(), helpOfDesk()...) {
		cmd, rest, err := root.Find(strings.Fields(h.command))
		if err != nil || len(rest) > 0 {
			continue // a test finds help for a command that does not exist
		}
		if h.long != "" {
			cmd.Long = fullStop(cmd.Short) + "\n\n" + h.long
		}
		lines := make([]string, len(h.examples))
		for i, e := range h.examples {
			lines[i] = "  onrecord " + e
		}
		cmd.Example = strings.Join(lines, "\n")
	}
}

func fullStop(line string) string {
	if strings.HasSuffix(line, "?") {
		return line
	}
	return line + "."
}
