package exchange

import (
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// speaker makes or finds who speaks in the row: by the archive's id, else by name,
// else as the account or outlet of the address; "" where nothing tells. A protected
// speaker's name makes no id and stands nowhere in the open.
func (in *rowReader) speaker(at address) record.ID {
	raw, name := oneLine(in.cell("speaker.id")), oneLine(in.cell("speaker.name"))
	word, _ := in.word("speaker.protected")
	protected := word == "yes"
	if in.Mapping.columns["speaker.protected"] != "" && word == "" && name+raw != "" {
		in.fault("speaker.protected", "nothing says whether this speaker is protected", "fill the cell, or say defaults: {protected: yes} in the mapping")
		return ""
	}
	var id record.ID
	switch {
	case protected && raw == "":
		if name+in.cell("speaker.identifiers") == "" {
			return ""
		}
		in.fault("speaker.name", "a protected speaker has no id of his own, and his name must not make one", "add a column with a code for each speaker, and map it as speaker.id")
		return ""
	case raw != "":
		id = in.name("a", raw, in.table.line, in.path("speaker.id"))
		in.speakers[raw] = id
	case name != "":
		id = in.name("a", plainly(name), in.table.line, in.path("speaker.name"))
	case at.who != "":
		id = in.name("a", at.who, in.table.line, in.path("evidence.url"))
		e, _ := in.record("actor", id, in.table.line, in.path(""))
		in.person(e, false)
		if at.outlet {
			e.supposed.say("type", string(record.Organization))
		}
		e.supposed.say("type", string(record.Account))
		e.supposed.say("names", []string{at.name})
		in.sameElsewhere(e)
		return id
	default:
		return ""
	}
	e, fresh := in.record("actor", id, in.table.line, in.path(""))
	if !fresh && protected != (e.said.get("protected") != nil) && in.Mapping.columns["speaker.protected"] != "" {
		in.fault("speaker.protected", "this speaker is protected in one row and not in another", "say the same in all of them")
		return id
	}
	if name != "" && !protected {
		in.speakers[name] = id
	}
	in.person(e, protected)
	e.supposed.say("type", string(record.Person))
	return id
}

// person sets what the row says of an actor.
func (in *rowReader) person(e *entry, protected bool) {
	kind, known := in.word("speaker.type")
	in.set(e, "type", kind, known)
	names := []string{}
	if name := oneLine(in.cell("speaker.name")); name != "" {
		names = append(names, name)
	}
	if protected {
		in.seal(e, names)
	} else if len(names) > 0 {
		more(&e.said, "names", names)
	}
	e.said.say("descriptor", oneLine(in.cell("speaker.descriptor")))
	terms, known := in.word("speaker.terms")
	in.set(e, "terms", terms, known)
	if protected {
		e.supposed.say("terms", string(record.Anonymous)) // nothing else keeps a name out of a story
	}
	e.said.say("reason", oneLine(in.cell("speaker.reason")))
	known_to := []string{}
	for _, member := range in.cells("speaker.known_to") {
		known_to = append(known_to, strings.ToLower(member))
	}
	more(&e.said, "known_to", known_to)
	consent := []string{}
	for _, part := range in.cells("speaker.consent") {
		if w, _ := in.wordFor("speaker.consent", part); w != "" {
			consent = append(consent, w)
		}
	}
	more(&e.said, "consent", consent)
	for _, ref := range in.cells("speaker.speaks_for") {
		in.later = append(in.later, pending{e, "speaks_for", ref, in.table.line, in.path("speaker.speaks_for")})
	}
}

// seal adds to what is to be sealed of a protected actor.
func (in *rowReader) seal(e *entry, names []string) {
	secret, _ := e.said.get("protected").(pairs)
	more(&secret, "names", names)
	more(&secret, "identifiers", in.cells("speaker.identifiers"))
	if len(secret) == 0 {
		if e.said.get("protected") == nil {
			e.said = append(e.said, pair{"protected", "sealed"})
		}
		return
	}
	e.said.drop("protected")
	e.said = append(e.said, pair{"protected", secret})
}

// more adds to a list what it does not have.
func more(p *pairs, key string, add []string) {
	if len(add) == 0 {
		return
	}
	list, _ := p.get(key).([]string)
	for _, s := range add {
		if !slices.Contains(list, s) {
			list = append(slices.Clip(list), s)
		}
	}
	p.drop(key)
	p.say(key, list)
}
