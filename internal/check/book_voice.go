package check

import "onrecord.dev/onrecord/internal/record"

func voiceRules() []Rule {
	return []Rule{
		{
			ID: "plural-sources", Level: record.LevelError, Title: "Several people are said to say what one says.",
			What:   "A sentence lets people in the plural (\"sources\", \"soldiers\", \"nurses\") say something, and behind what it cites stand fewer than two independent speakers. Those who speak for one another, depend on each other or reached the desk through one and the same person count once.",
			Why:    "The plural tells the reader that the desk asked around. If it did not, the reader is deceived about how sure the story is.",
			Whose:  "Reuters: never \"sources\" when there is one.",
			Mend:   "Write of the one who says it, or cite a second who does not depend on him.",
			Faulty: Example{Draft: `Activists said commanders put harsh pressure on the men [@c-pressure].`, Line: 1, Column: 1},
			Sound:  Example{Draft: `An activist said commanders put harsh pressure on the men [@c-pressure].`},
			find:   findPluralSources,
		},
		{
			ID: "misattributed", Level: record.LevelError, Title: "Words are put into the wrong mouth.",
			What:   "A named actor, or one described with his agreed descriptor, is said to say something, and he is neither speaker nor conduit of any statement behind what is cited. One who denies a claim stands behind a sentence that reports a denial, and no other.",
			Why:    "To put words into somebody's mouth wrongs him, and the reader who trusts him.",
			Whose:  "OCCRP and Reuters: checkers confirm who said each thing.",
			Mend:   "Name the one who says it, or cite what the one named says.",
			Faulty: Example{Draft: `Commanders put harsh pressure on the men, Valentina Melnikova said [@c-pressure].`, Line: 1, Column: 43},
			Sound:  Example{Draft: `Commanders put harsh pressure on the men, Krivenko said [@c-pressure].`},
			find:   findMisattributed,
		},
		{
			ID: "vague-source", Level: record.LevelWarning, Title: "The source is not described at all.",
			What:   "\"A source said\", \"sources said\", \"it is understood\" and their like in Russian and Ukrainian, with nothing that tells what sort of source it is.",
			Why:    "A reader can weigh what a nurse at a clinic says. He can do nothing with \"a source\".",
			Whose:  "AP: \"a source said\" is not enough.",
			Mend:   "Use the description that was agreed with the source, or say how it is known.",
			Faulty: Example{Draft: `Commanders put harsh pressure on the men, a source said [@c-pressure].`, Line: 1, Column: 45},
			Sound:  Example{Draft: `Commanders put harsh pressure on the men, a human-rights activist said [@c-pressure].`},
			find:   findVagueSource,
		},
	}
}
