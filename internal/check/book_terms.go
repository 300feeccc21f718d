package check

import "onrecord.dev/onrecord/internal/record"

func termsRules() []Rule {
	return []Rule{
		{
			ID: "off-record-used", Level: record.LevelError, Protection: true, Title: "Something off the record stands in the draft.",
			What:  "A statement that is off the record, by its own terms or its speaker's, is cited, or a run of its words stands anywhere in the draft and in no other record.",
			Why:   "Off the record is a promise. Whoever told it is known to have known it.",
			Whose: "The Washington Post: off the record enters no story and no further reporting.",
			Mend:  "Leave it out. If another source tells it on other terms, cite him and use his words.",
			Faulty: Example{Draft: `Fourteen men decided to leave [@c-left].
The officer kept the true lists in his own garage, Krivenko said [@st-pressure].`, Line: 2, Column: 13},
			Sound: Example{Draft: `Fourteen men decided to leave [@c-left].`},
			find:  findOffRecordUsed,
		},
		{
			ID: "background-quoted", Level: record.LevelError, Protection: true, Title: "Words given on background are quoted.",
			What:   "A quotation is taken from statements on background alone.",
			Why:    "On background means: use it, describe me as agreed, do not let me be heard. A turn of phrase gives people away.",
			Whose:  "AP and the New York Times: agreed description, no name, no direct words unless agreed.",
			Mend:   "Put it in your own words, or agree on a quotation and record other terms for the statement.",
			Faulty: Example{Given: "Krivenko's statement is on background.", Draft: `"Commanders put harsh pressure on the men," Krivenko said [@st-pressure].`, Line: 1, Column: 1},
			Sound:  Example{Given: "Krivenko's statement is on background.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@st-pressure].`},
			find:   findBackgroundQuoted,
		},
		{
			ID: "consent-missing", Level: record.LevelError, Protection: true, Title: "A source did not consent to this use.",
			What:  "A protected source is used without consent to `publish`, or his direct words are quoted without consent to `quote`. A protected source without recorded consent consented to nothing.",
			Why:   "Consent is given for a use, by somebody who knows what it means, and can be taken back.",
			Whose: "The Murad Code; the Istanbul Protocol; the OHCHR manual.",
			Mend:  "Ask the source and record the answer, or leave him out.",
			Faulty: Example{Given: "The soldier consented to publication, not to quotation.", Draft: `Commanders put "harsh pressure" on the men, Krivenko said [@st-pressure].
"Nobody could stop us," a former soldier of a tank division said [@st-left].
The soldier asked not to be named because he fears reprisals. [@none]`, Line: 2, Column: 1},
			Sound: Example{Given: "The soldier consented to publication, not to quotation.", Draft: `Nobody could stop them, a former soldier of a tank division said [@st-left].
The soldier asked not to be named because he fears reprisals. [@none]`},
			find: findConsentMissing,
		},
	}
}

func commentRules() []Rule {
	whose := "The BBC's guidance on the right of reply, GIJN's letter that leaves no surprises, ICIJ: the accused gets the allegations, the outlet and a date, and the answer stands in the same item."
	return []Rule{
		{
			ID: "comment-not-sought", Level: record.LevelError, Title: "The accused was not asked.",
			What:   "A cited claim is adverse to somebody, and neither he nor anybody of his class (the body that he speaks for, its spokesman) was asked about it or has a public denial or answer linked to it.",
			Why:    "Fairness, and sense: he may know what you do not.",
			Whose:  whose,
			Mend:   "Ask, and record the request with its attempts and its deadline (`onrecord request add`), or link the public answer to the claim.",
			Faulty: Example{Given: "c-pressure is adverse to the ministry.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@c-pressure].`, Line: 1, Column: 1},
			Sound:  Example{Given: "c-pressure is adverse to the ministry, which was asked about it (rq-2) and did not answer by the deadline.", Draft: `Commanders put harsh pressure on the men, Krivenko said [@c-pressure].`},
			find:   findCommentNotSought,
		},
		{
			ID: "comment-window-open", Level: record.LevelError, Title: "The deadline for comment has not passed.",
			What:  "Somebody was asked about a cited claim, has not replied, and the deadline that he was given still runs.",
			Why:   "Who gives a deadline and does not wait for it has not asked.",
			Whose: whose,
			Mend:  "Wait for the reply or for the deadline.",
			Faulty: Example{Given: "The request rq-1 is pending, and its deadline is tomorrow.", Draft: `Soldiers were sent across the border [@c-sent].
The ministry said there were no troops there [@st-denial].`, Line: 1, Column: 1},
			Sound: Example{Given: "The request rq-1 is pending, and its deadline was yesterday.", Draft: `Soldiers were sent across the border [@c-sent].
The ministry said there were no troops there [@st-denial].`},
			find: findCommentWindowOpen,
		},
		{
			ID: "reply-omitted", Level: record.LevelError, Title: "A reply or a refusal is left out.",
			What:  "A request about a cited claim was answered, in whole or in part, or declined, and the story cites neither the request nor the reply.",
			Why:   "Who answers must be heard, and that somebody refused is news of its own.",
			Whose: whose,
			Mend:  "Give the reply or the refusal and cite the request.",
			Faulty: Example{Draft: `Soldiers were sent across the border [@c-sent].
The ministry said there were no troops there [@st-denial].`, Line: 1, Column: 1},
			Sound: Example{Draft: `Soldiers were sent across the border [@c-sent].
The ministry declined to comment [@rq-1].`},
			find: findReplyOmitted,
		},
	}
}
