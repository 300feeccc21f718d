package check

import "onrecord.dev/onrecord/internal/record"

func anonymityRules() []Rule {
	return []Rule{
		{
			ID: "descriptor-changed", Level: record.LevelError, Protection: true, Title: "A protected source is described in other words than agreed.",
			What:  "A sentence attributes to somebody described, not named, what only protected sources support, in other words than a descriptor of theirs. Once the full descriptor has stood in the story, its noun may stand for it (\"a nurse at the clinic … the nurse\").",
			Why:   "The description is part of what was promised. Another one may narrow the source down, or make two people of one.",
			Whose: "The BBC agrees the words with the source and keeps to them; AP and the New York Times on background.",
			Mend:  "Use the agreed descriptor. If it does not fit, agree on another one with the source and record it.",
			Faulty: Example{Draft: `Fourteen men decided to leave, a young tank gunner said [@st-left].
He asked not to be named because he fears reprisals. [@none]`, Line: 1, Column: 32},
			Sound: Example{Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].
Nobody could stop them, the soldier said [@st-left].
He asked not to be named because he fears reprisals. [@none]`},
			find: findDescriptorChanged,
		},
		{
			ID: "reason-missing", Level: record.LevelError, Title: "The story does not say why a source is anonymous.",
			What:   "An anonymous source is used, and no sentence says why anonymity was given: neither words of anonymity beside words of reason, nor the source's recorded reason.",
			Why:    "Anonymity asks the reader for trust. He may know what for.",
			Whose:  "AP; SPJ; the Journalism Trust Initiative (CWA 17493, 12.1).",
			Mend:   "Say it once in the story: \"who asked not to be named for fear of reprisals\".",
			Faulty: Example{Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].`, Line: 1, Column: 34},
			Sound:  Example{Draft: `Fourteen men decided to leave, said a former soldier of a tank division who asked not to be named for fear of reprisals [@st-left].`},
			find:   findReasonMissing,
		},
		{
			ID: "anonymous-opinion", Level: record.LevelWarning, Title: "An anonymous source judges.",
			What:  "A statement of basis `position` by an anonymous source is cited, or a sentence that rests on anonymous sources alone holds words of attack.",
			Why:   "Who attacks somebody should stand for it. From behind a curtain only facts are worth the cover.",
			Whose: "AP and Reuters: anonymous sources give facts, not opinions.",
			Mend:  "Leave the judgement out, or find somebody who says it with his name.",
			Faulty: Example{Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].
The colonel was a coward, the soldier said [@st-left].
He asked not to be named because he fears reprisals. [@none]`, Line: 2, Column: 19},
			Sound: Example{Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].
He asked not to be named because he fears reprisals. [@none]`},
			find: findAnonymousOpinion,
		},
		{
			ID: "anonymous-first-quote", Level: record.LevelWarning, Title: "The first quotation is anonymous.",
			What:  "The first quotation of the story is taken from an anonymous source alone.",
			Why:   "The first voice sets how a story is heard. It should be one that stands for its words.",
			Whose: "The Washington Post's ombudsman: never the story's first quotation.",
			Mend:  "Begin with somebody on the record, or put the anonymous words in your own.",
			Faulty: Example{Draft: `"Nobody could stop us," a former soldier of a tank division said [@st-left].
"Commanders put harsh pressure on the men," Sergei Krivenko said [@st-pressure].
The soldier asked not to be named because he fears reprisals. [@none]`, Line: 1, Column: 1},
			Sound: Example{Draft: `"Commanders put harsh pressure on the men," Sergei Krivenko said [@st-pressure].
"Nobody could stop us," a former soldier of a tank division said [@st-left].
The soldier asked not to be named because he fears reprisals. [@none]`},
			find: findAnonymousFirstQuote,
		},
		{
			ID: "declined-but-quoted", Level: record.LevelError, Title: "Somebody speaks and is said to have kept silent.",
			What:  "A source is used anonymously, and the story also says that he, or the body that he speaks for, declined to comment.",
			Why:   "It is untrue, and told on purpose. And whoever looks for the source learns where not to look, and so where to.",
			Whose: "AP; Reuters on contradictory background.",
			Mend:  "Take one of the two out.",
			Faulty: Example{Given: "The driver speaks for the ministry.", Draft: `Fourteen men decided to leave, a driver of an army column said [@st-left-2].
He asked not to be named because he fears reprisals. [@none]
The Ministry of Defence declined to comment on whether soldiers were sent [@rq-1].`, Line: 3, Column: 76},
			Sound: Example{Draft: `Fourteen men decided to leave, a driver of an army column said [@st-left-2].
He asked not to be named because he fears reprisals. [@none]
The Ministry of Defence declined to comment on whether soldiers were sent [@rq-1].`},
			find: findDeclinedButQuoted,
		},
		{
			ID: "identity-unknown", Level: record.LevelError, Title: "No editor knows who the source is.",
			What:  "A source whom the story does not name is used, and nobody among those who know the identity (`known_to`) is an editor.",
			Why:   "A source whom one reporter alone knows cannot be weighed by anybody else, nor defended. A survey at one paper found that editors rarely asked: so the machine does.",
			Whose: "The New York Times, the Washington Post, AP and the BBC.",
			Mend:  "Let an editor learn the identity and record it in `known_to`, or leave the source out.",
			Faulty: Example{Given: "Only a reporter knows who the soldier is.", Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].
He asked not to be named because he fears reprisals. [@none]`, Line: 1, Column: 34},
			Sound: Example{Draft: `Fourteen men decided to leave, a former soldier of a tank division said [@st-left].
He asked not to be named because he fears reprisals. [@none]`},
			find: findIdentityUnknown,
		},
	}
}
