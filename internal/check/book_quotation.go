package check

import "onrecord.dev/onrecord/internal/record"

func quotationRules() []Rule {
	return []Rule{
		{
			ID: "quote-altered", Level: record.LevelError, Title: "Words in quotation marks are in no cited statement.",
			What: "The words of a quotation do not stand, in this order, in the text or the selected words of a cited statement, of a statement behind a cited claim, or of a reply to a cited request. " +
				"Typography, capitals, punctuation, … for what is left out and [brackets] for what is put in are allowed for. Names of organisations and titles of evidence in quotation marks are no quotations.",
			Why:    "Quotation marks promise a person's own words.",
			Whose:  "Every handbook; OCCRP's checkers compare quotations with the recording or the transcript.",
			Mend:   "Quote the words as they are, or put them in your own words without the marks.",
			Faulty: Example{Draft: `"Commanders put brutal pressure on the men," Sergei Krivenko said [@st-pressure].`, Line: 1, Column: 1},
			Sound:  Example{Draft: `"Commanders put … pressure on the men [in the army]," Sergei Krivenko said [@st-pressure].`},
			find:   findQuoteAltered,
		},
		{
			ID: "attribution-missing", Level: record.LevelError, Title: "A quotation without its speaker.",
			What:  "Neither the sentence with the quotation nor the sentence before says whose words these are.",
			Why:   "A reader must know at once who is speaking, and so must whoever is blamed for it.",
			Whose: "AP: attribution in the same sentence as the first reference.",
			Mend:  "Name the speaker, or describe him as agreed, beside the quotation.",
			Faulty: Example{Draft: `Fourteen men decided to leave [@c-left].
"Commanders put harsh pressure on the men [@st-pressure]."`, Line: 2, Column: 1},
			Sound: Example{Draft: `Sergei Krivenko was there, he said [@st-pressure].
"Commanders put harsh pressure on the men [@st-pressure]."`},
			find: findAttributionMissing,
		},
	}
}

func figureRules() []Rule {
	return []Rule{
		{
			ID: "number-mismatch", Level: record.LevelError, Title: "A number clashes with the record's.",
			What:   "A number in a sentence, in digits or words, counts the same kind of thing as a number of the cited claim or statement and is another one. A weaker number (\"more than ten\" for fourteen) and a rounded one with \"about\" within a tenth do not clash. The number of those who speak is not a number of what they say.",
			Why:    "Numbers are copied wrongly more often than anything else, and are believed more than anything else.",
			Whose:  "OCCRP and Reuters check every figure against its document.",
			Mend:   "Correct the sentence, or cite the record that gives this number.",
			Faulty: Example{Draft: `Twelve men decided to leave [@c-left].`, Line: 1, Column: 1},
			Sound:  Example{Draft: `More than ten men decided to leave [@c-left].`},
			find:   findNumberMismatch,
		},
		{
			ID: "date-mismatch", Level: record.LevelError, Title: "A date clashes with the record's.",
			What:   "A date in a sentence shares no day with the time of the cited claim, with a date in the text of the claim or statement, or, where it tells when something was said, with the day on which it was said.",
			Why:    "A wrong date breaks a chain of events, and gives whoever denies the rest something to hold on to.",
			Whose:  "OCCRP and Reuters check every date against its document.",
			Mend:   "Correct the sentence or the record, or cite the record that gives this date.",
			Faulty: Example{Draft: `Their service ended on 12 August 2014, Valentina Melnikova said [@c-letter].`, Line: 1, Column: 24},
			Sound:  Example{Draft: `Their service ended on 12 December, Valentina Melnikova said [@c-letter].`},
			find:   findDateMismatch,
		},
	}
}
