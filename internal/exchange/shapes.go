package exchange

// section is one key of the document itself.
type section struct {
	key   string
	kind  string // of the records in it; "" for format
	shape *shape // of one record
	many  bool
	says  string
}

// layout has the document's keys in the order in which an export writes them. It
// is built once and never changed.
var layout = []section{
	{key: "case", kind: "case", shape: caseShape(), says: "The investigation."},
	{key: "policy", kind: "policy", shape: policyShape(), says: "The desk's choices."},
	{key: "actors", kind: "actor", shape: actorShape(), many: true, says: "Who speaks or is spoken of."},
	{key: "evidence", kind: "evidence", shape: evidenceShape(), many: true, says: "Immutable originals."},
	{key: "containers", kind: "container", shape: containerShape(), many: true, says: "What was found in evidence that holds files; replaced per item."},
	{key: "statements", kind: "statement", shape: statementShape(), many: true, says: "What somebody said or a record shows."},
	{key: "claims", kind: "claim", shape: claimShape(), many: true, says: "Propositions that the desk may print."},
	{key: "links", kind: "link", shape: linkShape(), many: true, says: "Statement to claim; replaced per statement and claim."},
	{key: "dependence", kind: "dependence", shape: dependenceShape(), many: true, says: "Whether two actors speak independently; replaced per pair."},
	{key: "hints", kind: "hint", shape: hintShape(), many: true, says: "What members made of hints of dependence, where no dependence note says it; replaced per hint."},
	{key: "requests", kind: "request", shape: requestShape(), many: true, says: "Requests for comment."},
	{key: "rolls", kind: "roll", shape: rollShape(), many: true, says: "Lists of names inside evidence."},
	{key: "matters", kind: "matter", shape: matterShape(), many: true, says: "Casework."},
	{key: "members", kind: "member", shape: memberShape(), many: true, says: "The people of the desk; rights come with a key, not with the entry."},
}

func caseShape() *shape {
	return object(
		opt("id", ownID(), "Short name of the investigation."),
		opt("title", text(), "Its title."),
		opt("language", text(), "Its language, BCP 47."),
	)
}

func policyShape() *shape {
	return object(
		opt("corroborated_at", count(), "Independent origins that make a claim corroborated; 2 where left out."),
		opt("conduits", word("conduits"), "Whether a conduit counts as part of an origin; count where left out."),
		opt("min_group", count(), "Least number of people to whom a used source may be narrowed; 50 where left out."),
	)
}

func actorShape() *shape {
	return object(
		need("id", ownID(), ""),
		need("type", word("actor.type"), ""),
		opt("names", list(text()), "Public names."),
		opt("same_as", list(ref("actor")), "Other entries for one and the same."),
		opt("speaks_for", ref("actor"), "Spokesman to organisation, account to owner."),
		opt("protected", protectedShape(), "Sealed on import; everything in it is a secret. The word sealed keeps what is there."),
		opt("descriptor", text(), "The one public description agreed with a protected source."),
		opt("terms", word("terms"), "On what terms the source speaks.").or("on-record"),
		opt("reason", text(), "Why anonymity was given."),
		opt("known_to", list(ref("member")), "Members who know the identity; an editor among them."),
		opt("consent", list(word("consent")), "Uses that the source consented to; none where left out."),
		opt("traits", list(object(
			need("id", ownID(), "Unique within the actor."),
			opt("text", text(), "The trait in words."),
			opt("variants", list(text()), "Other ways of putting it."),
			opt("group", count(), "How many people it fits."),
		)), "Facts that narrow down who a protected source is."),
		opt("joint", list(object(
			need("traits", list(ref("trait")), "Ids of traits of this actor."),
			need("group", count(), "How many people they fit together."),
		)), "Sizes of the groups that several traits fit together."),
	)
}

func protectedShape() *shape {
	return &shape{form: formProtected, fields: []field{
		opt("names", list(text()), "Name, aliases, spellings."),
		opt("identifiers", list(text()), "Phone, e-mail, handle, passport, plate, address."),
	}}
}

func evidenceShape() *shape {
	return object(
		need("id", ownID(), ""),
		need("kind", word("evidence.kind"), ""),
		opt("title", text(), ""),
		opt("file", &shape{form: formFile}, "The original, relative to the document and below its directory."),
		opt("text", &shape{form: formInline}, "The original itself, where it is plain text; not beside file."),
		opt("url", text(), "Where it is or was on the web."),
		opt("created", moment(), "When it came about."),
		opt("acquired_at", moment(), "When the desk got it."),
		opt("acquired_from", &shape{form: formParty}, "An actor's id, or free words."),
		opt("method", text(), "How the desk got it."),
		opt("member_of", ref("evidence"), "The archive, mail or capture that it was taken out of."),
		opt("near_dup_group", text(), "Items of one group are copies of each other."),
		opt("complete", &shape{form: formFlag}, "Whether the item is whole rather than an excerpt."),
		opt("embargo", moment(), "Until when nothing of it may be published."),
		opt("restriction", word("restriction"), "Who may open it; only none may enter a release.").or("none"),
		opt("state", word("evidence.state"), "").or("active"),
		opt("redaction", object(
			opt("areas", list(object(
				need("page", count(), "From 1; of a picture, 1."),
				need("x", offset(), "From the left edge of what a viewer shows: points (1/72 inch) of a page, pixels of a picture."),
				need("y", offset(), "From the upper edge."),
				need("w", count(), "Width."),
				need("h", count(), "Height."),
			)), "What is covered; none: the item is shown whole."),
			opt("layout", text(), "Of a word processor's file, sheets or slides: a keyed hash of its pages as they were looked at; other pages are not shown."),
		), "What of a picture or document may be shown: somebody has looked at it. Left out: nothing; onrecord redact writes it."),
	)
}

func containerShape() *shape {
	return object(
		need("evidence", ref("evidence"), "The item that holds the files."),
		opt("members", list(object(
			need("path", text(), "As the container gives it."),
			opt("evidence", ref("evidence"), "The item that it became."),
			opt("outcome", word("contained.outcome"), "What became of it otherwise."),
			opt("reason", text(), "Why."),
		)), "Every file in it, in its order."),
	)
}

func statementShape() *shape {
	return object(
		need("id", ownID(), ""),
		need("speaker", ref("actor"), "Who said it, or made the record."),
		opt("conduit", list(ref("actor")), "Through whom it reached the desk; left out: told to the desk."),
		need("evidence", ref("evidence"), "Where it is anchored."),
		opt("select", object(
			opt("exact", text(), "The words, as they stand in the evidence."),
			opt("prefix", text(), "The words just before them."),
			opt("suffix", text(), "The words just after them."),
			opt("page", count(), "The page, from 1."),
			opt("time", &shape{form: formSpan}, "Start and end in seconds."),
		).with(ruleSelector), "The place in the evidence."),
		need("text", text(), "What was said."),
		opt("quote", word("quote"), "Whether text gives the very words.").or("indirect"),
		need("basis", word("basis"), "On what ground the speaker says it."),
		opt("said_at", moment(), ""),
		opt("derived_from", list(object(
			need("statement", ref("statement"), ""),
			opt("how", word("how"), ""),
		)), "Statements that this one rests on."),
		opt("terms", word("terms"), "Stricter than the speaker's."),
		opt("warrant", text(), "Of an inference: why it follows."),
		opt("premises", list(ref("claim")), "Of an inference: from what it follows."),
		opt("state", word("statement.state"), "").or("active"),
	)
}

func claimShape() *shape {
	return object(
		need("id", ownID(), ""),
		need("text", text(), "The proposition."),
		opt("adverse_to", list(ref("actor")), "Whom it is to the disadvantage of."),
		opt("established", object(
			opt("reason", text(), ""),
			opt("by", ref("member"), ""),
		), "Common ground, which may stand as fact."),
		opt("quantity", object(
			opt("unit", text(), "What is counted."),
			opt("low", number(), "Left out: open below."),
			opt("high", number(), "Left out: open above."),
		).with(ruleQuantity), "The number that the claim asserts."),
		opt("time", moment(), "When it happened."),
		opt("place", text(), "Where it happened."),
		opt("requires", list(ref("claim")), "Claims that must hold for this one to hold."),
		opt("excludes", list(ref("claim")), "Claims that cannot hold beside this one."),
		opt("part_of", ref("claim"), "The claim whose quantity this one's is a part of."),
		opt("before", list(ref("claim")), "Claims whose time lies after this one's."),
	)
}

func linkShape() *shape {
	return object(
		need("statement", ref("statement"), ""),
		need("claim", ref("claim"), ""),
		need("stance", word("stance"), ""),
		opt("value", &shape{form: formValue}, "What the statement gives for the claim's quantity: a number, or [low, high] with null for an open end."),
		opt("denial", word("denial"), "Of stance denies: what is denied."),
	)
}

func dependenceShape() *shape {
	return object(
		need("a", ref("actor"), ""),
		need("b", ref("actor"), ""),
		need("verdict", word("verdict"), ""),
		opt("reason", text(), ""),
		opt("by", ref("member"), ""),
	)
}

func hintShape() *shape {
	return object(
		need("hint", ownID(), "Fingerprint of the hint."),
		opt("kind", text(), "What was shared, as onrecord hints names it."),
		opt("about", list(ref("statement", "evidence")), "Between what."),
		need("answer", word("answer"), ""),
		opt("reason", text(), ""),
		opt("by", ref("member"), ""),
	)
}

func requestShape() *shape {
	return object(
		need("id", ownID(), ""),
		opt("to", ref("actor"), "Who was asked."),
		opt("claims", list(ref("claim")), "About what."),
		opt("outlet", text(), "For whom."),
		opt("asked_at", moment(), ""),
		opt("deadline", moment(), ""),
		opt("attempts", list(object(
			opt("at", moment(), ""),
			opt("channel", text(), ""),
			opt("result", text(), ""),
		)), "Every try to reach them."),
		opt("outcome", word("outcome"), "").or("pending"),
		opt("reply", ref("statement"), "The answer."),
	)
}

func rollShape() *shape {
	return object(
		need("id", ownID(), ""),
		opt("evidence", ref("evidence"), "Where the list stands."),
		opt("held_by", list(ref("actor")), "Who else has it."),
		opt("entries", list(object(
			opt("name", text(), "As it stands on the list."),
			opt("actor", ref("actor"), "Whom it was reconciled with."),
		)), "The names."),
	)
}

func matterShape() *shape {
	return object(
		need("id", ownID(), ""),
		opt("title", text(), ""),
		opt("for", list(ref("actor")), "For whom."),
		opt("authority", ref("actor"), "Before whom."),
		opt("opened", moment(), ""),
		opt("steps", list(object(
			opt("at", moment(), ""),
			opt("kind", text(), ""),
			opt("evidence", ref("evidence"), ""),
		)), "What happened."),
		opt("due", moment(), ""),
		opt("outcome", text(), ""),
	)
}

func memberShape() *shape {
	return object(
		need("id", ownID(), ""),
		opt("role", word("role"), "owner is the role of the member owner alone."),
	)
}
