package check

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/record"
)

// Text writes a report for people: a line for each finding, beneath it
// its fingerprint and its hint, and a last line that sums up. File is how the draft is named in it.
func Text(w io.Writer, file string, r Report) error {
	place, level, rule := 0, 0, 0
	at := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		at[i] = fmt.Sprintf("%s:%d:%d", file, f.Line, f.Column)
		place = max(place, utf8.RuneCountInString(at[i]))
		level, rule = max(level, len(f.Level)), max(rule, len(f.Rule), len(f.Fingerprint))
	}
	var b strings.Builder
	for i, f := range r.Findings {
		fmt.Fprintf(&b, "%s  %-*s  %-*s  %s\n", pad(at[i], place), level, f.Level, rule, f.Rule, f.Message)
		fmt.Fprintf(&b, "%*s  %-*s  %-*s  → %s\n", place, "", level, "", rule, f.Fingerprint, f.Hint)
	}
	b.WriteString(summary(r) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

func summary(r Report) string {
	n := map[record.Level]int{}
	for _, f := range r.Findings {
		n[f.Level]++
	}
	var told []string
	for _, l := range []record.Level{record.LevelError, record.LevelWarning, record.LevelNote} {
		if n[l] > 0 {
			told = append(told, count(n[l], string(l)))
		}
	}
	if len(told) == 0 {
		told = []string{"nothing found"}
	}
	out := count(len(r.Sentences), "sentence") + " checked: " + strings.Join(told, ", ")
	if len(r.Waived) > 0 {
		out += "; waived: " + fmt.Sprint(len(r.Waived))
	}
	return out
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
