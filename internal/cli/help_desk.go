package cli

// helpOfDesk tells of the commands that record casework and look after a casefile.
func helpOfDesk() []help {
	return []help{
		{"source", `A source is taken in with a casefile document (onrecord import), where its name stands
under "protected". From then on its id and its descriptor alone are shown.`,
			[]string{"source list", "source show foreman"}},
		{"source unseal", "Custodians alone. The ledger records who opened it and why, before anything is shown.",
			[]string{`source unseal foreman --reason "he must be warned before the story runs"`}},
		{"source renew", `A blind index has the forms of names that the version knew which made it. After an update
this makes it anew: of the sources named, else of all whose identity can be opened.
Custodians alone; each opening is in the ledger before it is done, and nothing is shown.`,
			[]string{"source renew", `source renew foreman --reason "new version"`}},
		{"source terms", "What is not given stays as it was.",
			[]string{"source terms foreman --terms background", `source terms foreman --descriptor "a worker at the mill" --reason "he would lose his place"`}},
		{"source consent", "publish what was said; quote the very words; show a photo; use the voice; share it with a court.",
			[]string{"source consent foreman --to publish,quote", "source consent foreman --withdraw"}},
		{"source burn", `Nobody can open this identity again, neither here nor with a copy of your key. Backups
made earlier still hold its key: destroy them. The gate goes on protecting the name,
unless --forget destroys the blind index as well. The ledger still verifies.`,
			[]string{`source burn foreman --reason "he asked us to"`}},
		{"traits", `A trait is a fact that narrows down who a source is: a unit, a day, a town, a trade. Each
is harmless; together they may fit few people. The gate adds up what a draft and all
earlier releases tell, and says which words to drop. See docs/traits.md.`,
			[]string{"traits list foreman", "traits propose foreman"}},
		{"traits list", "With the stories that told each, and the pairs of which nobody has recorded a joint size.",
			[]string{"traits list foreman", "traits list foreman --json"}},
		{"traits propose", `It reads what the source said and gave, and lists particulars that may be traits, with
the places where they stand. Nothing is recorded: add one, or refuse it. Nothing is
proposed of people on the record.`,
			[]string{"traits propose foreman"}},
		{"traits add", `--group is the number of people whom the trait fits, as far as the one from whom the
source hides can tell; guess low rather than high. --joint gives the number whom this
trait and others fit together. With --id of a trait that is recorded already it adds
variants and changes the size; to widen a group takes an editor or a custodian.`,
			[]string{`traits add foreman --text "from the night shift" --group 40`, "traits add foreman --proposal 3f9c1e0ab2d47788 --group 12 --joint night-shift=4",
				`traits add foreman --id night-shift --variant "works nights"`}},
		{"traits refuse", "It is not proposed again.",
			[]string{`traits refuse foreman 3f9c1e0ab2d47788 --reason "the town of a colleague, not his"`}},
		{"request", `Who is accused is asked first. A claim's "adverse_to" says whom it concerns; the gate
wants a request to each of them, the reply in the story, and the deadline over.`,
			[]string{"request list"}},
		{"request add", "ID is a new id of your choice; a draft cites it as [@rq-mill]. A date or a moment: 2015-05-08 or 2015-05-08T18:00:00Z.",
			[]string{"request add rq-mill --to mill --claim c-poured --outlet \"the desk\" --deadline 2015-05-08"}},
		{"request attempt", "",
			[]string{`request attempt rq-mill --channel phone --result "no answer"`}},
		{"request reply", `Outcomes: answered; partial, where some questions were left out; declined, where they said
that they will not answer; no-answer, where nobody reacted; pending. What they answered
is recorded as a statement first, by onrecord import.`,
			[]string{"request reply rq-mill --outcome declined", "request reply rq-mill --outcome answered --statement st-mill-reply"}},
		{"matter", `A matter is a piece of casework for people before an authority: letters, deadlines, an
outcome.`,
			[]string{"matter list"}},
		{"matter open", "",
			[]string{`matter open m-release --title "Release from service" --for private-1 --authority district --due 2015-01-15`}},
		{"matter step", "",
			[]string{`matter step m-release --kind "letter sent" --evidence letter-1 --due 2015-02-15`}},
		{"matter close", "", []string{`matter close m-release --outcome "released on 12 December"`}},
		{"roll", `A roll is a list of names inside an item of evidence. Who holds it matters: a source
who can be found on a list in the hands of somebody adverse is in danger, and the gate
says so.`, []string{"roll list"}},
		{"roll add", "", []string{"roll add roll-nine --evidence letter-1 --held-by ministry"}},
		{"roll entry", "A name that is on the roll already is reconciled with the actor given.",
			[]string{`roll entry roll-nine --name "I. Petrov"`, `roll entry roll-nine --name "I. Petrov" --actor petrov`}},
		{"log", "Every line is an event: its number, time, member, kind, and the records that it concerns.",
			[]string{"log", "log --limit 0"}},
		{"serve", `It answers on this machine alone and shows a link that opens the casefile in your browser:
claims with their chains, evidence with the words that statements point at, sources,
requests, search, the draft gate sentence by sentence, the ledger. You act in it with
your own rights. The link works once; another is shown when it was used. After 15
minutes without use the workbench locks.

Pages need no scripts and ask no other server for anything. They speak English, Russian,
Ukrainian or Arabic, as your browser asks. To work from another machine, reach this one
through ssh -L or an onion service. A draft stays in the browser: save it yourself.`,
			[]string{"serve", "serve --listen 127.0.0.1:0"}},
		{"export", `It writes a casefile document. Protected sources are "protected: sealed", and their names
in any text "[sealed]". Importing it again keeps what is sealed. Two exports of the same
casefile are the same bytes.

--format csv writes a table for a spreadsheet instead: one row for each claim, with its
status, base, origins and what of it may be published. No cell can run as a formula.`,
			[]string{"export --out case.yaml", "export --json > case.json", "export --format csv --out statuses.csv"}},
		{"backup", `The file holds everything and is encrypted for the members who have a key: it opens with
their identities, which are not in it. Keep it and a copy of your identity in different
places, and try restore once.`,
			[]string{"backup ../mill-2015-05-10.backup"}},
		{"restore", "The directory must be new or empty. Your identity opens the backup; what comes out is verified.",
			[]string{"restore mill-2015-05-10.backup --into mill-again"}},
		{"member", `A new member makes a card and hands it to the owner, who admits him with a role:

  reporter   records
  editor     records, changes what was agreed with sources, waives, publishes
  custodian  records, changes what was agreed with sources, waives, opens identities
  checker    waives
  reader     reads

Compare the card's fingerprint by voice, for who can put another card in its place gets
in; and that of the casefile's keys, which member list shows, with the new member.`,
			[]string{"member list"}},
		{"member card", "The card holds public keys and nothing secret. The new member runs this on his own machine.",
			[]string{"member card > anna.card"}},
		{"member add", "The owner alone. With the key a member opens the casefile; a custodian opens identities, too.",
			[]string{"member add anna --card anna.card --role editor"}},
		{"rebuild", "Only needed where verify says that records differ from the ledger. The ledger is not changed.",
			[]string{"rebuild"}},
	}
}
