package cli

// helpOfWork tells of the commands that take in, work out, check and publish.
func helpOfWork() []help {
	return []help{
		{"demo", `It makes a casefile of a real case of 2015, shows what is established and why, lets
the gate refuse a faulty draft and pass a mended one, publishes that and verifies
everything. It leaves the casefile (DIR/case), the release (DIR/release) and both
drafts to look at, and touches nothing that is there already.`,
			[]string{"demo", "demo --into /tmp/soldiers"}},
		{"init", `DIR is the casefile: a directory, made where it does not exist. You are its owner, with
every role. The first time, init makes your identity, too: a file with the key that
opens your casefiles. Keep a copy of it in a safe place; nobody can open a casefile
without a member's identity.`,
			[]string{"init mill"}},
		{"import", `FILE is a casefile document in YAML or JSON: actors, evidence, statements, claims and
how they hang together. The files that it names lie below its directory. Import the same
ids again to change records: a key left out keeps its value, null clears it.

What stands under "protected" is sealed, but FILE itself still shows it: write
"protected: sealed" in its place afterwards, or destroy the file.

docs/formats/casefile-document.md says what can stand in a document and which word to
choose, docs/formats/casefile-keys.md lists every key, and onrecord schema prints the
JSON Schema, with which an editor helps while you write.

An archive that you have already gets its first honest status in an afternoon:

  --format incidents   what TimeMap and Atlos export: incidents and their sources
  --format csv         a table of your own; --map says which column is what

Whoever posted something has not therefore seen it: what an archive does not say is
hearsay, a copy is no second source, and of the footage of one incident the earliest
alone counts until somebody says that the others are different. Every archive has a
--prefix of its own, with which all ids begin; the next export of the same archive then
updates what is there and leaves alone what you have decided since. --dry-run shows what
would come in and how its claims would stand. docs/formats/incidents.md and
docs/formats/csv.md have the reading, the mapping and examples to try.`,
			[]string{"import case.yaml", "import case.yaml --dry-run",
				"import --format incidents --prefix velna incidents.json --dry-run",
				"import --format incidents --prefix velna events.json --with sources.json",
				"import --format csv --map mapping.yaml register.csv"}},
		{"schema", "Give it to your editor, which then completes and checks casefile documents while you write.",
			[]string{"schema > casefile.schema.json"}},
		{"add", `Each file is hashed, encrypted, read and indexed; a directory is walked, and what is in
an archive, a mailbox, a mail or a capture counts, too. Nothing is lost silently: found =
stored + duplicate + skipped + failed, each with its reason. Run it again after a kill or
to retry what failed: what is held is only counted. docs/intake.md has the bounds.

The id of every new item is shown; statements name it under "evidence". An http or https
address is fetched. At the end pixels are read: see onrecord ocr.

Kinds: interview, letter, statement, photo, video, audio, web, report, law, dataset,
message, other. Restrictions: none; desk (never in a release); custodian (custodians
alone may open it).`,
			[]string{"add scans/ --from committee --kind letter", "add mailbox.mbox --kind message --progress json", "add call.txt --kind interview --restriction custodian", "add https://example.org/order.html --kind web"}},
		{"ocr", `Text that stands in pictures, and in documents whose pages are pictures, is read by
tesseract, in a cage without network or files, in all of English, Russian, Ukrainian and
Arabic that are installed, at once. add does so at its end, when everything is stored and
what lies in files as text can be found already; kill it when you like, and this command,
or the next add, goes on with what is left. Such text has errors: show says which pages
came about so, and by what. What custodians alone may open is left out.`,
			[]string{"ocr", "ocr ev-0123456789ab --again"}},
		{"reread", `Readers of formats get better, and programs that read old ones may be installed later.
Without ids, every item is read again that no reader of this version has read; show has
its reader under "extractor". The originals stay as they are, the ledger says that a text
was read again, and findings tells of statements whose words are no longer found.`,
			[]string{"reread", "reread ev-0123456789ab"}},
		{"propose", `FILE is an interview, a report, a letter or a chat, in any format that add reads. Whatever
somebody is said to have said in it is listed with its place, its cue and its speaker:
quotations, "she said that …", turns of a transcript, subtitles with their times. The
speaker is filled in where one recorded actor fits; where several do, or nobody, or only
a pronoun, it is left to you. So is the basis of every statement: how somebody knows a
thing stands in no text. Titles and words that nobody says are left out and counted.

What comes out is a casefile document to read, correct and complete; an import refuses it
while a speaker or a basis is missing. Nothing is recorded before. See docs/propose.md.`,
			[]string{"propose interview.txt --from nurse --out proposed.yaml", "propose report.pdf --as report-3 > proposed.yaml", "propose talk.vtt --json"}},
		{"search", `All words must occur, in any inflection (English, Russian, Ukrainian, Arabic); the very
form that you wrote ranks higher.

  "a phrase"            these words in this order
  "left unit"~5         these words within five of each other, in any order
  tank*                 words that begin so
  -word  a OR b  ( )    must not occur; either; groups
  ~Shevchenko           a name in any script, spelling and case: Шевченка, Chevtchenko;
                        also name:"Taras Shevchenko"
  title:word            in titles
  kind:letter           kind, type, from, speaker, actor, in, basis, lang, year, page,
                        restriction and id ask for a value; kind:let* for a beginning
  before:2015-03        dated earlier; after: later; on: within

With --any, any of the words will do, the more the better, as for a whole question.
--facets counts all that was found by type, kind, language, actor, year and restriction,
page by page. The names of protected sources are never found: they are in no index; what
is for custodians alone is in none either. Put a query with quotation marks, ~, - or *
into single quotes, and -- before one that begins with -.`,
			[]string{"search waste river", `search '"into the river" kind:letter'`, "search 'pour* -rain after:2014'", "search '~Shevchenko lang:uk'", "search --facets river"}},
		{"show", "Actors, evidence with its text, statements and claims with their links, requests, rolls, matters, members.",
			[]string{"show c-poured", "show letter-1"}},
		{"status", `A summary, then the claims by what needs attention first. Each line: status, the
claim's id, its number of independent origins, its text; below it what hinders its
publication. A status is computed and nobody can type it in:

  contradicted  an independent origin says otherwise
  denied        somebody whom the claim concerns denies it
  unverified    nobody first-hand
  single-source one independent origin
  provisional   more than one, fewer than the policy asks for
  corroborated  as many as the policy asks for (2, unless the casefile says otherwise)

After "denied" or "contradicted" stands what the support would be worth alone. "at most
4" counts hearsay as if it were traced. "publishable" tells what would remain of it if
only what may be printed counted. A terminal shows the first 20 of each group, unless
--all is given; a file or a pipe gets every claim, one to a line.`,
			[]string{"status", "status c-poured", "status --only contradicted --only denied", "status --as-of 2015-05-01"}},
		{"explain", `It draws the chains that count, from the origin to the desk, and tells what counts once
with each of them; who stands in all of them; who denies or contradicts; what has no
known origin; and what would lift the claim to corroborated, for the desk and in a story.
Every such step was tried in the records first, so it is true.

--format svg or dot gives a picture of all of it: a page by itself, or text for Graphviz.`,
			[]string{"explain c-poured", "explain c-poured --format svg > c-poured.svg", "explain c-poured --format json"}},
		{"whatif", `Withdraw a statement, an item of evidence or an actor with all that he said; or suppose
that two actors are one and the same. Both can be given several times. It tells which
chains would be lost and which remain.`,
			[]string{"whatif --withdraw letter-1", "whatif --withdraw foreman --merge committee=union"}},
		{"hints", `Two sources with the same long sentence, the same odd figure, the same misspelling or
the same picture may be one source. A hint asks; it changes no status. Only what you
record does: accept it, and what it proposes is recorded (the two depend on each other;
one statement relays the other; two items are copies); refuse it, and that is recorded,
and it is not shown again. See docs/hints.md.`,
			[]string{"hints", "hints c-poured", "hints --json"}},
		{"hints accept", "Your name and the reason stand in the ledger, and the status is worked out anew.",
			[]string{`hints accept 3f9c1e0ab2d47788 --reason "both copied the union's leaflet"`}},
		{"hints refuse", `About two actors it records that they are independent: they get no hints any more. Any
other hint is put away alone, as long as the texts stay the same.`,
			[]string{`hints refuse 3f9c1e0ab2d47788 --reason "both read it out in court, on different days"`}},
		{"findings", `It checks the records against each other and the evidence against its hashes. It needs
no draft; check reads a draft. A finding names the records that do not fit and quotes none of
their texts; onrecord rules RULE says what raises it. The exit code is 1 where anything was found.`,
			[]string{"findings", "findings --json"}},
		{"check", `DRAFT.md is Markdown, with title, slug and the like in front matter. A sentence cites the
ids of claims, statements or requests that it rests on:

  The mill poured waste into the river [@c-poured]. "We were told to," a foreman at
  the mill said [@st-1]. The mill did not answer [@rq-mill].

[@none] asserts nothing that needs evidence, [@desk] is what the desk saw itself. Each
finding has its place, its rule and a hint; onrecord rules RULE says more. With --json a
finding has the fingerprint by which onrecord waive passes it over.

Build servers read other formats: sarif (code scanning), github (workflow commands, which
mark the lines of a pull request) and junit (a test case for each rule, which fails from
--fail-on upwards).`,
			[]string{"check draft.md", "check draft.md --fail-on warning", "check draft.md --json", "check draft.md --now 2015-05-10T06:00:00Z", "check draft.md --format sarif > findings.sarif", "check draft.md --format junit > findings.xml"}},
		{"rules", "Without RULE, the list. With it, the rule's page; of a rule of the gate, with a faulty and a\nsound example.",
			[]string{"rules", "rules overstated", "rules parts-exceed-whole"}},
		{"waive", `A finding's fingerprint is in the output of check --json. It stays the same as long as
the sentence and the finding do. Who waived what, and why, stands signed in the ledger.
A finding that protects a source needs two members, the second of them a custodian.`,
			[]string{`waive 3f9c1e0ab2d47788 --reason "the quotation is a proverb, not his words"`}},
		{"redact", `A picture, PDF, office file, web page or mail enters a release only as this command
leaves it. Every page is drawn anew, what is to be hidden is painted over, and a new file
is made of the pixels: no text, metadata, comment, layer, attachment, preview or earlier
revision comes along.
Protected names that lie in it as text are found and covered by themselves; their bars
cover more than the name, so that they do not tell its length. Mark with --area what
else must not be seen (faces, places, handwriting), and give with --strings a file of
words, one to a line. Areas add up from run to run, unless --anew is given.

Word processors' files, sheets and slides are made into pages first, which takes
LibreOffice: changes accepted; comments, notes, whatever is hidden, macros and links gone.
Texts, tables, web pages and mails stay text: whole words are covered by a mark of one
length, and an area counts words and lines. docs/redaction.md says more.

Nothing is written where a protected string can still be read. Then look at the file
yourself: stamps, faces, watermarks and a way of writing are for you to see. The plan is
recorded with the item, without the words, and publish follows it.`,
			[]string{"redact letter-1 --out letter-1.pdf", "redact photo-7 --out photo-7.jpg --area 1:820,340,200,260", "redact order-3 --out order-3.pdf --area 2:72,144,200,30 --strings names.txt", "redact letter-9 --out letter-9.pdf", "redact page-2 --out page-2.html --area 1:0,4,9999,1"}},
		{"lsp", `Your editor starts it and talks to it; by hand there is nothing to see. It checks drafts
while you write: findings at their places, on [@id] what the record says, after [@ the ids
that fit, and corrections. It writes nothing and keeps no log. The casefile is that of -C,
else the one at or above the editor's working directory. docs/editors has the settings
for VS Code, Neovim, Emacs and Helix. An identity with a passphrase cannot be used: nobody
can be asked for it.`,
			[]string{"lsp", "-C mill lsp"}},
		{"publish", `It checks the draft first and writes nothing while there is an error. The release is a
directory: the story as a page with notes, the evidence that may be shown, and proofs
that anybody can verify. All of it is searched for protected names before it is written.`,
			[]string{"publish draft.md --out ../release"}},
		{"verify", `Of a casefile: every event, every hash, the tree, every original. Of a release: its files,
and that its list stood in a signed ledger; that needs neither casefile nor key, so
anybody can do it. --key says whose signature it must be: the fingerprint that the
publisher gives in another place. Without PATH, the casefile here.`,
			[]string{"verify", "verify ../release", `verify ../release --key "127a 3873 d8ff 5cdc 2f5b 5699 4a73 c1e4"`}},
	}
}
