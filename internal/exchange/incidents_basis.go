package exchange

import (
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// told is a source as a statement about one incident.
type told struct {
	*source
	id     record.ID
	entry  *entry
	listed bool // by the incident itself, not only as the parent of another source
	lost   bool // it names a parent that the archive does not have
}

// statements makes the statements about one claim, each source once.
func (in *incidentReader) statements(i *incident, claim record.ID) {
	all, byEvidence := []*told{}, map[record.ID]*told{}
	add := func(s *source, listed bool) *told {
		id := in.evidence(s)
		if t := byEvidence[id]; t != nil {
			if listed && t.listed {
				in.leave("source", "its incident lists the same address before", in.where(s.line, s.path))
			}
			t.listed = t.listed || listed
			return t
		}
		t := &told{source: s, listed: listed}
		byEvidence[id] = t
		all = append(all, t)
		return t
	}
	for _, s := range i.sources {
		switch {
		case s.hidden != "":
			in.leave("source", s.hidden, in.where(s.line, s.path))
		case s.url == "" && s.id == "" && s.text == "" && s.title == "":
			in.leave("source", "it has neither address nor id nor words", in.where(s.line, s.path))
		default:
			if i.restricted {
				s.restricted = true
			}
			add(s, true)
		}
	}
	for n := 0; n < len(all); n++ { // grows by parents
		t := all[n]
		if n == maxOfOne {
			in.r.add(i.line, i.path, "an incident has more than 5000 sources", "split it")
			return
		}
		t.entry = in.statement(t, i, claim)
		for _, parent := range t.parents {
			p := in.parent(parent, t)
			if p == nil {
				t.lost = true
				in.leave("parent", "the export has no source with this id; what names it stays hearsay", in.where(t.line, t.path))
				continue
			}
			t.entry.derive(in.hashed("s", string(claim), string(in.evidence(add(p, false).source))), "relays")
		}
	}
	in.bases(claim, all)
	for _, t := range all {
		if t.entry == nil || !t.listed {
			continue
		}
		stance := in.Mapping.plain("stance", "stance", t.stance)
		if stance == "" && t.stance != "" {
			in.leave("stance", "this word of the archive is not known; taken as context, say under words.stance what it means", in.where(t.line, t.path))
			stance = string(record.Context)
		}
		if i.doubtful {
			stance = string(record.Context)
		}
		in.link(t.id, claim, t.line, t.path, stance)
	}
}

// parent finds a source by the archive's id or by its address.
func (in *incidentReader) parent(ref string, of *told) *source {
	ref = strings.TrimSpace(ref)
	if s := in.sources[ref]; s != nil {
		return s
	}
	if _, web := readAddress(ref); web {
		return &source{line: of.line, path: of.path, url: ref}
	}
	return nil
}

// statement makes what a source says of a claim. The archive mostly has no words of
// the source, so the statement says no more than that it is listed.
func (in *incidentReader) statement(t *told, i *incident, claim record.ID) *entry {
	t.id = in.hashed("s", string(claim), string(t.evidence))
	e, _ := in.record("statement", t.id, t.line, t.path)
	e.said.say("evidence", string(t.evidence))
	e.supposed.say("speaker", string(in.speaker(t.source)))
	words := t.text
	if words == "" {
		words = t.title
	}
	if words == "" {
		words = "Listed as a source for: " + shorten(i.text, 300)
	}
	e.said.say("text", words)
	e.said.say("said_at", in.time(t.date, "date of a source", t.line, t.path))
	if who := in.conduit(); who != "" {
		e.supposed.say("conduit", []string{who})
	}
	return e
}

// bases decides on what ground each statement about a claim stands.
func (in *incidentReader) bases(claim record.ID, all []*told) {
	var first *told
	each := in.Mapping != nil && in.Mapping.Distinct
	for _, t := range all {
		if t.entry == nil {
			continue
		}
		if word := in.Mapping.word("basis", t.kind); word != "" {
			t.entry.said.say("basis", word) // the desk's own reading of its words
			continue
		}
		if !t.footage || t.lost || len(t.parents) > 0 {
			continue
		}
		if each {
			if old := in.Known.Statements[t.id]; old != nil && old.Basis == record.Hearsay {
				t.entry.said.say("basis", string(record.Recording)) // supposed before anybody had looked
			}
			t.entry.supposed.say("basis", string(record.Recording))
			continue
		}
		if first == nil || in.earlier(t, first) {
			first = t
		}
	}
	if first != nil && !in.traced[claim] {
		first.entry.supposed.say("basis", string(record.Recording))
	}
	for _, t := range all {
		if t.entry != nil && t.entry.said.get("basis") == nil {
			t.entry.supposed.say("basis", string(record.Hearsay))
		}
	}
}

// earlier reports whether a is known to be older than b: the earliest post is the
// nearest to whoever filmed. What has no date comes last.
func (in *incidentReader) earlier(a, b *told) bool {
	x, _, okX := readTime(a.date, in.order)
	y, _, okY := readTime(b.date, in.order)
	if !okX || !okY {
		return okX && !okY
	}
	s, _ := x.Span()
	t, _ := y.Span()
	return s.From.Before(t.From)
}
