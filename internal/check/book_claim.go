package check

import "onrecord.dev/onrecord/internal/record"

func claimRules() []Rule {
	return []Rule{
		{
			ID: "overstated", Level: record.LevelError, Title: "A sentence says more than is established.",
			What: "A sentence states as fact a claim whose base is not corroborated, or that is contradicted. A denied claim with a corroborated base may stand as fact, with the denial near it; an `established` claim too. " +
				"A sentence that says who says so may rest on less, but not on nothing: it is raised where no statement that may be published supports the claim, even at second hand. " +
				"A sentence that cites statements alone needs to say who says so, unless a claim that they support may stand as fact.",
			Why:    "What one person says is what one person says. Readers take a sentence without a speaker for the desk's own word.",
			Whose:  "Reuters and the BBC (3.2.3, 3.3.4) attribute what is not corroborated; Iraq Body Count takes two independent sources and calls the rest provisional.",
			Mend:   "Say in the sentence who says so, or find another origin that does not depend on the first. `onrecord explain CLAIM` shows what there is.",
			Faulty: Example{Draft: `Commanders put harsh pressure on the men [@c-pressure].`, Line: 1, Column: 1},
			Sound:  Example{Draft: `Commanders put harsh pressure on the men, Sergei Krivenko said [@c-pressure].`},
			find:   findOverstated,
		},
		{
			ID: "contradiction-omitted", Level: record.LevelError, Title: "The other side is not near.",
			What:  "A cited claim is contradicted or denied, and neither the sentence nor its paragraph nor the next paragraph cites the opposing statement, the opposing claim, or a request about the claim.",
			Why:   "Who reads a charge must meet the answer where he reads it, not at the end of the page.",
			Whose: "The BBC's right of reply wants the other account in the same item. That it stands in the same paragraph or the next is our own rule.",
			Mend:  "Give the other account, with its citation, in the same paragraph or the next.",
			Faulty: Example{Given: "The request rq-1 does not exist.", Draft: `Soldiers were sent across the border [@c-sent].

Fourteen men decided to leave [@c-left].

The ministry said there were no troops there [@st-denial].`, Line: 1, Column: 1},
			Sound: Example{Given: "The request rq-1 does not exist.", Draft: `Soldiers were sent across the border [@c-sent].

The ministry said there were no troops there [@st-denial].`},
			find: findContradictionOmitted,
		},
		{
			ID: "claim-changed", Level: record.LevelWarning, Title: "A claim changed since the draft last passed.",
			What:   "What rule set R1 says of a cited claim in the publishable view is not what it was when this draft last passed the gate.",
			Why:    "A statement withdrawn, a note of dependence or an embargo can weaken, or strengthen, a sentence that nobody has touched.",
			Whose:  "Our own.",
			Mend:   "Read the sentence again beside `onrecord explain CLAIM`. Once the draft passes, the new state is the one that it is compared with: as a warning does not stop a check, the next one is silent. With `--fail-on warning` the draft does not pass until the finding is waived, and the warning stays.",
			Faulty: Example{Given: "When the draft last passed, c-left stood otherwise.", Draft: `Fourteen men decided to leave [@c-left].`, Line: 1, Column: 1},
			Sound:  Example{Given: "When the draft last passed, c-left stood as it stands now.", Draft: `Fourteen men decided to leave [@c-left].`},
			find:   findClaimChanged,
		},
	}
}
