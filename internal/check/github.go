package check

import (
	"fmt"
	"io"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// GitHub writes a report as workflow commands, with which GitHub Actions and what
// follows it mark the findings in a pull request, and a last line that sums up. File
// is the draft's path in the repository. (docs.github.com, workflow commands)
func GitHub(w io.Writer, file string, r Report) error {
	var b strings.Builder
	for _, f := range r.Findings {
		at := fmt.Sprintf("file=%s,line=%d,endLine=%d", property(file), f.Line, f.EndLine)
		if f.Line == f.EndLine { // columns are for one line alone
			at += fmt.Sprintf(",col=%d,endColumn=%d", f.Column, f.EndColumn)
		}
		text := f.Message
		if f.Hint != "" {
			text += "\n→ " + f.Hint
		}
		fmt.Fprintf(&b, "::%s %s,title=%s::%s\n", command(f.Level), at, property("onrecord "+f.Rule), data(text))
	}
	b.WriteString(summary(r) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func command(l record.Level) string {
	if l == record.LevelNote {
		return "notice"
	}
	return string(l)
}

// data keeps a text within its command: another one would begin on a new line.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(printable(s))
}

// property keeps a text within its place among the others.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}
