package cli

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
	"onrecord.dev/onrecord/internal/standing"
	"onrecord.dev/onrecord/internal/view"
)

// mostOfGroup is how many claims of a group a terminal shows unless asked for all.
const mostOfGroup = 20

// board shows results by what needs attention. It writes nothing itself: blocks
// gives it piece by piece, because a casefile may hold tens of thousands of claims.
type board struct {
	app   *app
	lines []standing.Line
	short bool // leave out what does not fit a screen
}

// section is a group of the board: its word, and what to do about what is in it.
type section struct {
	word, what string
	status     corroborate.Status
	belongs    func(standing.Line) bool
}

// sections stand in the order in which they need attention.
func (board) sections() []section {
	of := func(s corroborate.Status) func(standing.Line) bool {
		return func(r standing.Line) bool { return r.Status == s }
	}
	return []section{
		{"contradicted", "an independent origin says otherwise: settle it, or print both sides", corroborate.Contradicted, of(corroborate.Contradicted)},
		{"denied", "somebody whom it concerns denies it: print the denial with it", corroborate.Denied, of(corroborate.Denied)},
		{"unverified", "nothing first-hand stands behind it", corroborate.Unverified, of(corroborate.Unverified)},
		{"single-source", "one independent origin: print it attributed, never as fact", corroborate.SingleSource, of(corroborate.SingleSource)},
		{"provisional", "fewer independent origins than the policy asks for: print it attributed", corroborate.Provisional, of(corroborate.Provisional)},
		{"corroborated for the desk alone", "what may be printed of it is weaker", corroborate.Corroborated,
			func(r standing.Line) bool { return r.Status == corroborate.Corroborated && weaker(r) }},
		{"corroborated", "as many independent origins as the policy asks for", corroborate.Corroborated,
			func(r standing.Line) bool { return r.Status == corroborate.Corroborated && !weaker(r) }},
	}
}

// weaker reports whether a story may say less than the desk knows.
func weaker(r standing.Line) bool { return r.Publishable.Base != r.Base }

// colours are those of the signs on a terminal.
var colours = map[corroborate.Status]string{
	corroborate.Corroborated: "32",
	corroborate.Provisional:  "33",
	corroborate.SingleSource: "33",
	corroborate.Unverified:   "2",
	corroborate.Contradicted: "31",
	corroborate.Denied:       "35",
}

func (b board) symbol(s corroborate.Status) string {
	if b.app.plain {
		return "-"
	}
	return b.app.paint(colours[s], standing.Sign(s))
}

// blocks gives the board: the summary, then each group's heading and claims.
func (b board) blocks() iter.Seq[string] {
	return func(yield func(string) bool) {
		groups := make([][]standing.Line, len(b.sections()))
		for _, r := range b.lines {
			i := slices.IndexFunc(b.sections(), func(s section) bool { return s.belongs(r) })
			if i >= 0 {
				groups[i] = append(groups[i], r)
			}
		}
		if !yield(b.summary(groups)) {
			return
		}
		for i, s := range b.sections() {
			if len(groups[i]) > 0 && !b.group(s, groups[i], yield) {
				return
			}
		}
	}
}

func (b board) summary(groups [][]standing.Line) string {
	var counts []string
	hindered := 0
	for i, s := range b.sections() {
		if n := len(groups[i]); n > 0 {
			counts = append(counts, b.symbol(s.status)+" "+fmt.Sprint(n)+" "+s.word)
		}
		for _, r := range groups[i] {
			if weaker(r) {
				hindered++
			}
		}
	}
	line := count(len(b.lines), "claim") + ", rule set " + corroborate.Ruleset
	if len(counts) > 0 {
		line += ":  " + strings.Join(counts, "  ")
	}
	switch {
	case hindered == 1:
		line += "\nA story may say less than the desk knows of 1 of them."
	case hindered > 1:
		line += fmt.Sprintf("\nA story may say less than the desk knows of %d of them.", hindered)
	}
	return line + "\n"
}

func (b board) group(s section, of []standing.Line, yield func(string) bool) bool {
	title := fmt.Sprintf("%s (%d)", strings.ToUpper(s.word), len(of))
	if !yield("\n" + b.symbol(s.status) + " " + b.app.paint("1", title) + "  " + s.what + "\n") {
		return false
	}
	left := 0
	if b.short && len(of) > mostOfGroup {
		left, of = len(of)-mostOfGroup, of[:mostOfGroup]
	}
	w := widths(of)
	for _, r := range of {
		if !yield(b.row(r, w)) {
			return false
		}
	}
	return left == 0 || yield(fmt.Sprintf("  … and %d more: onrecord status --all --only %s\n", left, s.status))
}

// columnWidths are those of the columns before the text.
type columnWidths struct{ standing, id, origins int }

// leastBeside is how many columns a claim's text needs beside the others; in a
// narrower terminal it stands below them.
const leastBeside = 38

// mostID is how wide the column of ids becomes at most; a longer id pushes its own
// line alone to the right.
const mostID = 24

func widths(of []standing.Line) (w columnWidths) {
	for _, r := range of {
		w.standing = max(w.standing, len(word(r)))
		w.origins = max(w.origins, len(standing.Origins(r.S, r.SMax, r.Flags)))
		if n := len(r.Shown); n <= mostID {
			w.id = max(w.id, n)
		}
	}
	return w
}

func (b board) row(r standing.Line, w columnWidths) string {
	head := fmt.Sprintf("%-*s  %-*s  %-*s  ", w.standing, word(r), w.id, r.Shown, w.origins, standing.Origins(r.S, r.SMax, r.Flags))
	text, below := r.Text, strings.Repeat(" ", len(head)+4)
	room := b.app.width() - len(below)
	narrow := b.app.width() > 0 && room < leastBeside
	if narrow {
		below = "      "
		room = b.app.width() - len(below)
		head = strings.TrimRight(head, " ") + "\n" + below
	}
	if b.short && room > 0 {
		text = cut(strings.Join(strings.Fields(text), " "), 3*max(room, leastText))
	}
	out := "  " + b.symbol(r.Status) + " " + head + embed(text) + "\n"
	if notes := b.notes(r); len(notes) > 0 {
		out += below + b.app.paint("2", strings.Join(notes, b.between())) + "\n"
	}
	return out
}

func publicName(s *view.State, id record.ID) string { return standing.PublicName(s.Casefile, id) }

func (b board) between() string {
	if b.app.plain {
		return "; "
	}
	return " · "
}

func word(r standing.Line) string { return standing.Word(r.Status, r.Base) }
