package check

import "onrecord.dev/onrecord/internal/record"

// Why the owners of these practices follow them is told in our own words; no
// handbook is quoted.

func citationRules() []Rule {
	return []Rule{
		{
			ID: "uncited", Level: record.LevelError, Title: "A sentence cites nothing.",
			What:  "Every sentence of the body, headings aside, cites a claim, a statement or a request, the desk's own knowledge (`[@desk]`), or says that it asserts nothing (`[@none]`). Evidence, actors and other records assert nothing by themselves and do not count.",
			Why:   "A reader, a checker or a lawyer must find for every sentence what it rests on. What cannot be traced cannot be checked.",
			Whose: "OCCRP asks proof for every sentence and lets a checker mark each as complete; Reuters sources every statement that is neither established nor witnessed.",
			Mend:  "Add `[@id]` before the full stop or right after it. If nothing in the casefile supports the sentence, take it out or go and find out.",
			Faulty: Example{Draft: `Fourteen men decided to leave [@c-left].

The men packed their things.`, Line: 3, Column: 1},
			Sound: Example{Draft: `Fourteen men decided to leave [@c-left].

That is where the story begins. [@none]`},
			find: findUncited,
		},
		{
			ID: "none-asserts", Level: record.LevelWarning, Title: "`[@none]` stands on a sentence that asserts something.",
			What:  "A sentence marked `[@none]` holds a number, a date, a quotation or an actor's name.",
			Why:   "The mark is for sentences that lead the reader on. Beside a number, a date, a quotation or a name there is almost always a fact that somebody must vouch for.",
			Whose: "OCCRP: proof for every sentence. The way to look for facts in a sentence is our own.",
			Mend:  "Cite what the sentence rests on, or take the fact out.",
			Faulty: Example{Draft: `Nobody could have foreseen what followed. [@none]

It all began with Sergei Krivenko. [@none]`, Line: 3, Column: 19},
			Sound: Example{Draft: `Nobody could have foreseen what followed. [@none]`},
			find:  findNoneAsserts,
		},
		{
			ID: "unknown-citation", Level: record.LevelError, Title: "A cited id does not exist.",
			What:  "The casefile has no record with the id.",
			Why:   "A citation with a slip of the pen proves nothing and looks as if it did.",
			Whose: "Our own; every checking desk follows the references.",
			Mend:  "Correct the id, or import the record first.",
			Faulty: Example{Draft: `Fourteen men decided to leave [@c-left].
Nobody stopped them [@c-lefft].`, Line: 2, Column: 22},
			Sound: Example{Draft: `Fourteen men decided to leave [@c-left].`},
			find:  findUnknownCitation,
		},
	}
}
