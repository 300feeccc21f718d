package check

import (
	"fmt"
	"strings"
)

// Page gives the rule's page in Markdown: what, why, whose practice, how to
// mend it, a faulty and a sound example.
func (r Rule) Page() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", r.ID)
	r.help(&b)
	r.Faulty.write(&b, "Faulty")
	r.Sound.write(&b, "Sound")
	return b.String()
}

// help writes the page without its head and its examples.
func (r Rule) help(b *strings.Builder) {
	fmt.Fprintf(b, "%s\n\nLevel: %s.", r.Title, r.Level)
	if r.Protection {
		b.WriteString(" The rule protects sources: to waive a finding takes two members, one of them a custodian.")
	}
	fmt.Fprintf(b, "\n\n## What\n\n%s\n\n## Why\n\n%s\n\n## Whose practice\n\n%s\n\n## How to mend it\n\n%s\n", r.What, r.Why, r.Whose, r.Mend)
}

func (e Example) write(b *strings.Builder, title string) {
	fmt.Fprintf(b, "\n## %s\n\n", title)
	if e.Given != "" {
		b.WriteString(e.Given + "\n\n")
	}
	fmt.Fprintf(b, "```markdown\n%s\n```\n", strings.TrimSpace(e.Draft))
	if e.Line > 0 {
		fmt.Fprintf(b, "\nFound at line %d, column %d.\n", e.Line, e.Column)
	}
}

// Contents gives the first of the rules' pages: the list of the rules and the
// casefile that their examples share.
func Contents() string {
	var b strings.Builder
	b.WriteString(`# The rules of the draft gate

` + "`onrecord check DRAFT.md`" + ` reads a draft beside the casefile and applies these rules. ` + "`onrecord rules RULE`" + ` shows a rule's page. The rules of ` + "`onrecord findings`" + `, which holds the records against each other, have [a page of their own](reckoning.md).

| rule | level | in a line |
|---|---|---|
`)
	for _, r := range Rules() {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s |\n", r.ID, r.ID, r.Level, r.Title)
	}
	b.WriteString(exampleCasefile)
	return b.String()
}

const exampleCasefile = `
## The casefile of the examples

Every example is tested: the faulty draft raises its rule where the page says and no other rule, the sound draft raises none. They share one small casefile; where a page needs it otherwise, it says so under "Given".

- **soldier**, a protected source, anonymous because he fears reprisals; agreed descriptor "a former soldier of a tank division"; consents to publication and quotation; known to an editor.
- **driver**, a protected source on the same terms; agreed descriptor "a driver of an army column".
- **krivenko**, Sergei Krivenko, and **melnikova**, Valentina Melnikova, on the record; **mod**, the Ministry of Defence.
- **c-left**, "Fourteen men decided to leave", is corroborated: the soldier (st-left: "Fourteen of us decided to leave, and nobody could stop us") and the driver (st-left-2) tell it independently.
- **c-sent**, "Soldiers were sent across the border", is adverse to the ministry. Soldier and driver tell it (st-sent, st-sent-2), the ministry denies it (st-denial: "There are no troops there"), so it is denied, base corroborated. The ministry was asked (rq-1) and declined.
- **c-pressure**, "Commanders put harsh pressure on the men", is single-source: Krivenko saw it (st-pressure: "Commanders put harsh pressure on the men to agree").
- **c-letter**, "The service of the men ended on 12 December 2014", is single-source: Melnikova's own letter (st-letter).
- **st-off**, the driver's, is off the record: "the colonel kept the true lists in his own garage".
- **st-opinion** is the soldier's position: "The colonel is a coward".
`
