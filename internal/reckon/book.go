package reckon

import (
	"fmt"
	"strings"
)

// Rule describes one rule of the reckoning. Findings carry its id.
type Rule struct {
	ID    string `json:"id"`
	Level string `json:"level"` // error, warning, or "error or warning"
	Title string `json:"title"` // in one line
	What  string `json:"what"`  // when it is raised, and when not
	Mend  string `json:"mend"`  // how to settle it
}

// Rules lists the rules in the order in which they are documented.
func Rules() []Rule { return append([]Rule{}, book...) }

// Lookup finds a rule by its id.
func Lookup(id string) (Rule, bool) {
	for _, r := range book {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

// Chapter is the name by which Contents is asked for among the rules.
const Chapter = "reckoning"

// Page gives the rule's page in Markdown.
func (r Rule) Page() string {
	return fmt.Sprintf("# %s\n\n%s\n\nLevel: %s. A finding of the records: `onrecord findings` raises it, without a draft.\n\n## What\n\n%s\n\n## How to settle it\n\n%s\n", r.ID, r.Title, r.Level, r.What, r.Mend)
}

// Contents gives all rules and readings as one page.
func Contents() string {
	var b strings.Builder
	b.WriteString(preface)
	for _, r := range book {
		fmt.Fprintf(&b, "\n### %s\n\n*%s.* %s %s\n\n%s\n", r.ID, r.Level, r.Title, r.What, r.Mend)
	}
	return b.String()
}

const preface = "# The rules of the reckoning\n\n" +
	"`onrecord findings` holds the records against each other: numbers, dates, parts and cycles. It needs no draft. `onrecord rules RULE` shows one rule, `onrecord rules reckoning` this page.\n" + `
A finding names the records that do not fit, by their ids, and says how to settle it. It quotes ids, numbers and times, never a text, a name or a trait. Its fingerprint depends on the rule and the records alone, so it outlives a better wording and a corrected number that is still wrong. The same records give the same findings, in whatever order they came.

What clashes for certain is an error. What a desk may well have meant is a warning. What the records leave open is silence: a finding that is wrong costs more trust than one that is missing.

## Readings

**Times are a simple temporal network** (Dechter, Meiri and Pearl, "Temporal constraint networks", Artificial Intelligence 49, 1991). Each record names moments: a claim's time, when a statement was said, when evidence was created and acquired. Each order between two records (` + "`before`" + `, told at first hand, relayed, held by evidence, created and acquired) and each date bounds a difference; records contradict each other just where a cycle of bounds is negative. The shortest such cycle is shown, record by record, with the date that each gives.

- A date is everything that it may mean: ` + "`2014-12`" + ` is some time in December, an interval some time within it. What happened in the night of the 5th to the 6th (` + "`2014-12-05/2014-12-06`" + `) may have happened on either day, and comes before nothing on the 4th and after nothing on the 7th. An open end (` + "`../2014`" + `, ` + "`2014/..`" + `) bounds nothing.
- "About" (` + "`~`, `?`, `%`" + `) gives as much again on either side as the time is long, and a week at least: ` + "`2014~`" + ` may be 2013 or 2015, ` + "`2014-12-12~`" + ` lies between the 5th and the 19th.
- A date without a zone lies up to 14 hours from the same date in UTC, so it is not pressed against an instant.
- "Before" allows the same moment: two claims of one day may stand in either order.
- Only what a victim, an eyewitness or a participant tells himself comes after what he tells of. A document may speak of the future.

**Units.** Hours and days, kilograms and tonnes convert exactly; months and days, roubles and dollars do not. Persons may be persons of a kind (children, soldiers), families and households are not persons. A word that is not known may be a kind of what the other unit counts, unless that is time, money, a measure or a share. A quantity without a unit counts what the other does. A unit is known in English, Russian, Ukrainian and Arabic.

**Parts.** ` + "`part_of`" + ` makes a claim's quantity a part of another's; a whole without a quantity passes the question on to its own whole. Parts may share members, so parts that are more than the whole together are a warning. They are an error where they cannot: persons of separate kinds (men and women, children and grown-ups), things or sums set apart by time or place, or parts that the whole ` + "`requires`" + `, each of them and nothing else. Only such a whole is said to have no other parts, and only its parts can be too few. Parts that exclude each other are rival counts; the greatest of them is counted. Units of persons that may overlap (children, civilians) are not added up.

**Series.** The records have no word for a series. Claims are one only where they have the same unit, the same place, the same words but for numbers, dates and grammar, and in each a sign of a running total: "so far", "since", "to date", "by 1 March", a total of the dead, or a time with an open beginning. They must lie in the same year, unless the dead are counted or the beginning is named with its year, and share a supporting voice where both have support. What begins anew ("this month"), may go down by its nature ("held", "remain", "now") or is said to be revised is left alone.

**One voice** is all who are tied by ` + "`same_as` or `speaks_for`" + `. A correction is told from a contradiction by the statement's state: what the speaker took back is ` + "`retracted`" + `, what the desk took out is ` + "`withdrawn`" + `, and neither is compared with anything. A later statement alone corrects nothing. Hearsay and relays are nobody's own word.

**Ages** are full years. A birth and an age are of one person only where the birth lies directly before the age, or the age requires the birth, or both texts name one actor by his whole public name and no other.

**Absence.** "The letter does not mention it" is read off the letter, whoever wrote it. "There was nobody" is read off a record only where its basis is document, recording or physical: who says himself that there was nobody has said it, in however short an excerpt.

**Precision** is judged only where every supporting statement says something of the date or the number in its own words or in the words that it points at, and each of them less than the claim. A text without any may sum up one that has it.

## The rules
`
