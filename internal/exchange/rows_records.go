package exchange

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// row makes the records of one row.
func (in *rowReader) row() {
	claim := in.claim()
	if claim == "" {
		return
	}
	evidence, at := in.evidence()
	speaker := in.speaker(at)
	words, said := in.cell("statement.text"), true
	if words == "" {
		words, said = in.cell("claim.text"), false
	}
	if words == "" {
		if e := in.byID[claim]; e != nil {
			words, _ = e.said.get("text").(string)
		}
	}
	id, fresh := in.statementID(claim, evidence, speaker, words)
	if !fresh {
		in.leave("row", "another row says the same: claim, speaker, evidence and words", in.r.name+": "+in.path(""))
		return
	}
	if evidence == "" {
		evidence = record.ID(in.prefix + "-e-" + strings.TrimPrefix(string(id), in.prefix+"-s-"))
		e, _ := in.record("evidence", evidence, in.table.line, in.path(""))
		in.item(e)
		e.supposed.say("kind", "dataset")
		e.supposed.say("title", "Row of the table "+in.prefix)
	}
	if speaker == "" {
		speaker = record.ID(in.prefix + "-a-" + strings.TrimPrefix(string(id), in.prefix+"-s-"))
		e, _ := in.record("actor", speaker, in.table.line, in.path(""))
		in.person(e, false)
		e.supposed.say("type", string(record.Unnamed))
	}
	e, _ := in.record("statement", id, in.table.line, in.path(""))
	e.said.say("evidence", string(evidence))
	e.said.say("speaker", string(speaker))
	if said {
		e.said.say("text", words)
	} else {
		e.supposed.say("text", words)
	}
	basis, known := in.word("statement.basis")
	in.set(e, "basis", basis, known)
	e.supposed.say("basis", string(record.Hearsay))
	for _, f := range []struct{ key, as string }{{"statement.quote", "quote"}, {"statement.terms", "terms"}} {
		w, known := in.word(f.key)
		if f.as == "terms" && !known {
			w = "" // the default is the speaker's
		}
		in.set(e, f.as, w, known)
	}
	e.said.say("said_at", in.time("statement.said_at"))
	for _, ref := range in.cells("statement.derived_from") {
		in.later = append(in.later, pending{e, "statement.derived_from", ref, in.table.line, in.path("statement.derived_from")})
	}
	for _, ref := range in.cells("statement.conduit") {
		in.later = append(in.later, pending{e, "statement.conduit", ref, in.table.line, in.path("statement.conduit")})
	}
	if in.Mapping.Archive != "" {
		in.later = append(in.later, pending{e, "statement.conduit", in.Mapping.Archive, in.table.line, in.path("")})
	}
	in.tie(id, claim)
	in.out.Sources++
	if at.same != "" {
		in.pages[at.same] = append(in.pages[at.same], id)
	}
}

// set puts a word where it belongs: what the archive says, or what is supposed.
func (in *rowReader) set(e *entry, key, word string, said bool) {
	if said {
		e.said.say(key, word)
	} else {
		e.supposed.say(key, word)
	}
}

// claim makes or finds the row's claim.
func (in *rowReader) claim() record.ID {
	raw, words := oneLine(in.cell("claim.id")), in.cell("claim.text")
	var id record.ID
	switch {
	case raw != "":
		id = in.name("", raw, in.table.line, in.path("claim.id"))
	case words != "":
		id = in.hashed("c", plainly(words))
	default:
		in.leave("row", "it has neither a claim's id nor its text", in.r.name+": "+in.path(""))
		return ""
	}
	e, fresh := in.record("claim", id, in.table.line, in.path(""))
	if old, _ := e.said.get("text").(string); words != "" && old != "" && old != words {
		in.leave("text of a claim", "the claim has another text in a row before", in.r.name+": "+in.path("claim.text"))
	}
	e.said.say("text", words)
	if fresh {
		in.bare[id] = true
	}
	if words != "" {
		delete(in.bare, id)
	}
	e.said.say("time", in.time("claim.time"))
	e.said.say("place", readPlace(in.cell("claim.place"), in.cell("claim.latitude"), in.cell("claim.longitude")))
	if cell := in.cell("claim.quantity"); cell != "" {
		low, high, ok := readAmount(cell)
		if !ok {
			in.fault("claim.quantity", "this is no number", "write 14, 9-14, 9+ or <=14")
		}
		var q pairs
		q.say("unit", in.cell("claim.unit"))
		if low != "" {
			q.say("low", figure(low))
		}
		if high != "" {
			q.say("high", figure(high))
		}
		e.said.say("quantity", q)
	}
	if e.said.get("adverse_to") == nil {
		for _, ref := range in.cells("claim.adverse_to") {
			in.later = append(in.later, pending{e, "claim.adverse_to", ref, in.table.line, in.path("claim.adverse_to")})
		}
	}
	return id
}

// evidence makes or finds the row's item of evidence; "" where the row names none.
func (in *rowReader) evidence() (record.ID, address) {
	raw, file := oneLine(in.cell("evidence.id")), in.cell("evidence.file")
	at, web := in.web("evidence.url")
	var id record.ID
	switch {
	case raw != "":
		id = in.name("e", raw, in.table.line, in.path("evidence.id"))
	case web:
		id = in.hashed("e", at.same)
	case file != "":
		id = in.hashed("e", "file", file)
	default:
		return "", at
	}
	e, _ := in.record("evidence", id, in.table.line, in.path(""))
	if web {
		e.said.say("url", at.url)
	}
	e.said.say("file", file)
	in.item(e)
	if web {
		e.supposed.say("near_dup_group", page(at))
	}
	if web {
		e.supposed.say("kind", "web")
	}
	e.supposed.say("kind", "other")
	return id, at
}

// item sets what the row says of an item of evidence.
func (in *rowReader) item(e *entry) {
	kind, known := in.word("evidence.kind")
	in.set(e, "kind", kind, known)
	e.said.say("title", shorten(in.cell("evidence.title"), 200))
	e.said.say("created", in.time("evidence.created"))
	e.said.say("acquired_at", in.time("evidence.acquired_at"))
	if from := oneLine(in.cell("evidence.acquired_from")); from != "" {
		in.later = append(in.later, pending{e, "acquired_from", from, in.table.line, in.path("evidence.acquired_from")})
	}
	if group := oneLine(in.cell("evidence.copies")); group != "" {
		e.said.say("near_dup_group", in.prefix+"-"+group)
	}
	restriction, known := in.word("evidence.restriction")
	in.set(e, "restriction", restriction, known)
}

// statementID gives the archive's own id of a statement, else one of what it says
// about what, and from where; fresh is false where another row made it.
func (in *rowReader) statementID(claim, evidence, speaker record.ID, words string) (record.ID, bool) {
	raw := oneLine(in.cell("statement.id"))
	if raw == "" {
		id := in.hashed("s", string(claim), string(evidence), string(speaker), plainly(words))
		if evidence != "" && speaker != "" {
			id = in.hashed("s", string(claim), string(evidence), string(speaker))
			if e := in.byID[id]; e != nil && plainly(wordsOf(e)) != plainly(words) {
				id = in.hashed("s", string(claim), string(evidence), string(speaker), plainly(words))
			}
		}
		return id, in.byID[id] == nil
	}
	id := in.name("s", raw, in.table.line, in.path("statement.id"))
	in.statements[raw] = id
	if in.byID[id] != nil {
		in.link(id, claim, in.table.line, in.path(""), "")
		in.fault("statement.id", "another row has the same id of a statement", "one row is one statement; leave the column out of the mapping where it numbers something else")
		return id, false
	}
	return id, true
}

func wordsOf(e *entry) string {
	if s, _ := e.said.get("text").(string); s != "" {
		return s
	}
	s, _ := e.supposed.get("text").(string)
	return s
}

// tie links the row's statement to its claim.
func (in *rowReader) tie(statement, claim record.ID) {
	stance, known := in.word("link.stance")
	l := in.link(statement, claim, in.table.line, in.path(""), "")
	in.set(l, "stance", stance, known)
	if w, _ := in.word("link.denial"); w != "" && stance == string(record.Denies) {
		l.said.say("denial", w)
	}
	if cell := in.cell("link.value"); cell != "" {
		low, high, ok := readAmount(cell)
		if !ok {
			in.fault("link.value", "this is no number", "write 14, 9-14, 9+ or <=14")
			return
		}
		l.said.say("value", amountValue(low, high))
	}
}

// derive ties statements to those that they rest on, wherever these stand.
func (in *rowReader) derive() {
	for _, p := range in.later {
		if p.key != "statement.derived_from" {
			continue
		}
		var from []record.ID
		if id, ok := in.statements[p.value]; ok {
			from = []record.ID{id}
		} else if at, web := readAddress(p.value); web {
			from = in.pages[at.same]
		}
		if len(from) == 0 {
			in.r.add(p.line, p.path, "no row has this statement's id, or this address as its evidence", "name a statement of the column for statement.id, or the address where it stands")
		}
		for _, id := range from {
			if id != p.to.id || len(from) == 1 {
				p.to.derive(id, "relays")
			}
		}
	}
	for _, id := range record.SortedKeys(in.bare) {
		e := in.byID[id]
		if in.Known.Claims[id] == nil {
			in.r.add(e.line, e.path, "no row gives this claim a text", "fill the column for claim.text in one of its rows")
		}
	}
}

// parties ties in the actors that cells name, made where no row speaks for them.
func (in *rowReader) parties() {
	for _, p := range in.later {
		key := strings.TrimPrefix(strings.TrimPrefix(p.key, "statement."), "claim.")
		if key == "derived_from" {
			continue
		}
		id, known := in.speakers[p.value]
		switch {
		case known:
		case in.Known.Actors[record.ID(p.value)] != nil:
			id = record.ID(p.value)
		default:
			id = in.name("a", plainly(p.value), p.line, p.path)
			if e, fresh := in.record("actor", id, p.line, p.path); fresh {
				e.supposed.say("type", string(record.Organization))
				e.supposed.say("names", []string{p.value})
			}
		}
		if key == "speaks_for" || key == "acquired_from" {
			p.to.said.say(key, string(id))
			continue
		}
		list, _ := p.to.said.get(key).([]string)
		if !slices.Contains(list, string(id)) {
			p.to.said.drop(key)
			p.to.said.say(key, append(list, string(id)))
		}
	}
}
