package check

import "onrecord.dev/onrecord/internal/record"

func exposureRules() []Rule {
	return []Rule{
		{
			ID: "source-exposed", Level: record.LevelError, Protection: true, Title: "A protected name or identifier stands in the draft.",
			What:  "A protected name or identifier, in any script, spelling, inflection, order or initials, stands in the text, the front matter, code, a link, or the file's name. The finding tells the line and the source's id and never the string.\n\nA surname alone counts, unless somebody else's given name stands immediately before it, or it is the surname of a person on record who is not protected and whom the story names in full: a reader takes it for him. A given name alone does not count; with the patronymic, the surname or its initial it does. A name of a single word, as a call sign, counts as it stands. An adjective made of a surname counts in small letters and at the head of a sentence; a surname that is a common word with a capital letter, or beside another name of the person; a distant likeness, as of a Western name heard in Cyrillic, with a capital letter, the vaguest only beside another name of the person. docs/formats/blind-index.md says it in full.",
			Why:   "Nothing else on this list can cost a life.",
			Whose: "Everybody. That a machine looks, which does not tell the checker whom it protects, is our own.",
			Mend:  "Take it out. Look at drafts, mails and files that this one came from.",
			Faulty: Example{Given: "The soldier's sealed name is Zakhar Tumanyuk, which this page may show because he does not exist.", Draft: `Fourteen men decided to leave [@c-left].
The list was brought by Z. Tumanyuk [@desk].`, Line: 2, Column: 25},
			Sound: Example{Draft: `Fourteen men decided to leave [@c-left].
The list was brought by a friend [@desk].`},
			find: findSourceExposed,
		},
		{
			ID: "source-narrowed", Level: record.LevelError, Protection: true, Title: "What is told adds up to few people.",
			What:  "The traits of a source that this draft and earlier releases tell together fit fewer people than `min_group`. Read are the text, headings, every field of the front matter, code, links and hidden text, and the file's name, whatever the inflection, the script, and the way in which dates and numbers are written; of earlier releases what they were recorded to tell and their text, also for traits recorded later. The group is the smallest that is recorded for any of the traits or for several together (`joint`): an upper bound. Traits are not taken to be independent, so that nothing is multiplied; where no joint size is recorded the true group may be smaller. The finding gives the group's size, the traits, the words whose removal alone widens the group most, the fewest words that must go, and the rolls that somebody holds to whom a claim is adverse, with the number of names that fit: those that are not recorded as other people who need not stay unknown.",
			Why:   "Each fact is harmless. A division, a day and a town together are fourteen men, and the army has a list of nine of them.",
			Whose: "The BBC on jigsaw identification: think of the one from whom the source hides, and of what he already knows.",
			Mend:  "Take the words out that the finding names or say them wider. What an earlier release told cannot be taken back: then the source cannot be used with the rest. Record the joint sizes that you know: `onrecord traits list` tells which are missing.",
			Faulty: Example{Given: "Of the soldier two traits are recorded: the 4th division (12,000 people) and that he left on 12 December (400); together they fit 14.", Draft: `Fourteen men of the 4th division decided to leave on 12 December, a former soldier of a tank division said [@st-left].
He asked not to be named because he fears reprisals. [@none]`, Line: 1, Column: 54},
			Sound: Example{Given: "As above.", Draft: `Fourteen men decided to leave in winter, a former soldier of a tank division said [@st-left].
He asked not to be named because he fears reprisals. [@none]`},
			find: findSourceNarrowed,
		},
	}
}

func custodyRules() []Rule {
	return []Rule{
		{
			ID: "embargo", Level: record.LevelError, Title: "Evidence is under embargo.",
			What:   "The evidence of a cited statement is under a running embargo, or a cited claim has no support without such evidence.",
			Why:    "An embargo is an agreement with whoever gave the evidence, and others keep it too.",
			Whose:  "Common practice of agencies and of those who publish together.",
			Mend:   "Wait until the embargo ends, or find support that may be used.",
			Faulty: Example{Given: "Interview-3, in which Krivenko speaks, is under embargo until tomorrow.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@st-pressure].`, Line: 1, Column: 58},
			Sound:  Example{Given: "Interview-3 was under embargo until yesterday.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@st-pressure].`},
			find:   findEmbargo,
		},
		{
			ID: "custody-broken", Level: record.LevelError, Title: "Evidence does not verify.",
			What:   "The original of evidence behind a cited statement or claim is missing or no longer has the hash that it was taken in with.",
			Why:    "Evidence that may have been changed proves nothing, and throws doubt on the rest.",
			Whose:  "The Berkeley Protocol: original unaltered and hashed, working copy separate, custody logged.",
			Mend:   "Run `onrecord verify`, restore the original from a backup, and find out what happened.",
			Faulty: Example{Given: "The original of interview-3, in which Krivenko speaks, has another hash.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@st-pressure].`, Line: 1, Column: 58},
			Sound:  Example{Draft: `Commanders put harsh pressure on the men, Krivenko said [@st-pressure].`},
			find:   findCustodyBroken,
		},
	}
}
