package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// String renders the explanation as text of several lines, without a final newline.
func (x Explanation) String() string { return x.Drawn(false) }

// Drawn renders the explanation as String does; plain draws no branches.
func (x Explanation) Drawn(plain bool) string {
	p := page{plain: plain}
	fmt.Fprintf(&p, "%s  %s\n%s\n", x.ID, x.Text, x.Summary)
	p.chains("For it", x.Chains)
	p.section("Every chain passes through one of", each(x.Cut, func(c ClassWords) string { return c.Words }))
	p.chains("Against it", x.Opposing)
	p.section("Denials", each(x.Denials, func(d DenialWords) string {
		if d.Denial == "" {
			return fmt.Sprintf("%s (%s)", d.By, d.Statement)
		}
		return fmt.Sprintf("%s, %s (%s)", d.By, denialWords[d.Denial], d.Statement)
	}))
	p.section("Without a known origin", shortened(each(x.Hearsay, func(c ChainWords) string {
		return c.Words + " (" + strings.Join(record.Texts(c.Statements), ", ") + ")"
	})))
	p.section("Requires", each(x.Requires, func(r ClaimWords) string {
		line := fmt.Sprintf("%s: %s, %s", r.ID, r.Status, origins(r.S))
		if r.Weakest {
			line += " (the weakest)"
		}
		return line
	}))
	p.section("No longer counted", shortened(each(x.Inactive, withheldLine)))
	p.lifts(x)
	if x.Publishable.S != x.S || x.Publishable.Status != x.Status || len(x.Publishable.Withheld) > 0 {
		p.section(fmt.Sprintf("What a story may show: %s, %s", x.Publishable.Status, origins(x.Publishable.S)),
			shortened(each(x.Publishable.Withheld, func(h Withheld) string { return fmt.Sprintf("%s is withheld: %s", h.Statement, h.Why) })))
	}
	return strings.TrimRight(p.String(), "\n")
}

func withheldLine(h Withheld) string { return fmt.Sprintf("%s: %s", h.Statement, h.Why) }

var denialWords = map[record.Denial]string{
	record.DeniesAct:            "denying that it happened",
	record.DeniesResponsibility: "denying responsibility",
	record.DeniesExplanation:    "denying the explanation",
	record.DenialAccepts:        "accepting it",
}

// page is an explanation in the making.
type page struct {
	strings.Builder
	plain bool
}

func (p *page) section(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(p, "\n%s\n", title)
	for _, l := range lines {
		fmt.Fprintf(p, "  - %s\n", l)
	}
}

// mostChains is how many chains are drawn; of the rest the ends are told.
const mostChains = 12

func (p *page) chains(title string, chains []ChainWords) {
	if len(chains) == 0 {
		return
	}
	fmt.Fprintf(p, "\n%s: %s\n", title, count(len(chains), "independent chain"))
	for i, c := range chains {
		if i == mostChains && len(chains) > mostChains+1 {
			var ends []string
			for _, c := range chains[i:] {
				ends = append(ends, string(c.Statements[len(c.Statements)-1]))
			}
			fmt.Fprintf(p, "  … and %d more, each independent of the rest: %s\n", len(ends), strings.Join(ends, ", "))
			return
		}
		p.chain(i+1, c)
	}
}

// mostIndent is how deep a chain is drawn inwards; longer ones go on straight down.
const mostIndent = 6

func (p *page) chain(n int, c ChainWords) {
	branch := "└─ "
	if p.plain {
		branch = "- "
	}
	lead, depth := fmt.Sprintf("  %2d ", n), 0
	for _, h := range c.Hops {
		if h.Fresh {
			depth = 0
		}
		line := lead
		if depth > 0 {
			line += strings.Repeat("   ", min(depth, mostIndent)-1) + branch
		}
		line += h.Words
		if h.Statement != "" {
			line += fmt.Sprintf(" (%s, in %s)", h.Statement, h.Evidence)
		}
		p.WriteString(line + "\n")
		lead, depth = "     ", depth+1
	}
	for _, a := range c.Also {
		fmt.Fprintf(p, "     … %s: %s\n", a.Words, list(few(record.Texts(a.Statements))))
	}
}

// lifts says what would bring the claim further, once where it is the same for
// the desk and for a story.
func (p *page) lifts(x Explanation) {
	desk, story := x.Lift.words(), x.PublishableLift.words()
	if slices.Equal(desk, story) {
		p.section(x.Lift.title("What would lift it to corroborated"), desk)
	} else {
		p.section(x.Lift.title("What would lift it to corroborated for the desk"), desk)
		p.section(x.PublishableLift.title("What would lift it to corroborated in a story"), story)
	}
	if x.D > 0 {
		fmt.Fprintf(p, "\n%s\n", fullStop(x.Missing[len(x.Missing)-1]))
	}
}

func fullStop(line string) string { return strings.ToUpper(line[:1]) + line[1:] + "." }

func (l Lift) title(what string) string {
	enough := slices.IndexFunc(l.Steps, func(s Step) bool { return !s.Reaches })
	what += fmt.Sprintf(" (it has %s and needs %d", origins(l.S), l.At)
	if l.O > 0 {
		what += fmt.Sprintf("; %d against it", l.O)
	}
	what += ")"
	if l.Needed == 1 && len(l.Steps) > 1 && enough < 0 {
		what += ": any one of these"
	}
	return what
}

func each[T any](in []T, line func(T) string) []string {
	var out []string
	for _, x := range in {
		out = append(out, line(x))
	}
	return out
}

// mostLines is how many lines of one list are shown.
const mostLines = 12

func shortened(lines []string) []string {
	if len(lines) <= mostLines+1 {
		return lines
	}
	return append(slices.Clone(lines[:mostLines]), fmt.Sprintf("and %d more", len(lines)-mostLines))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
