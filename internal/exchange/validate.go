package exchange

import (
	"fmt"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Flaw is a fault of a casefile as a whole: a reference that names nothing, an id
// used twice.
type Flaw struct {
	Kind    string    // of the record, as in Patch.Kind
	ID, ID2 record.ID // the record; ID2 of links and dependence notes
	Field   string    // e.g. "derived_from[1].statement"; empty: the record itself
	What    string
	Hint    string
}

// Validate checks the references of a casefile and its one namespace, and gives the
// flaws in order of kind and id; none where all is well.
func Validate(c *record.Casefile) []Flaw {
	v := &validator{c: c}
	v.namespace()
	for _, id := range record.SortedKeys(c.Actors) {
		v.actor(c.Actors[id])
	}
	for _, id := range record.SortedKeys(c.Evidence) {
		v.evidence(c.Evidence[id])
	}
	for _, id := range record.SortedKeys(c.Containers) {
		v.container(c.Containers[id])
	}
	for _, id := range record.SortedKeys(c.Statements) {
		v.statement(c.Statements[id])
	}
	for _, id := range record.SortedKeys(c.Claims) {
		v.claim(c.Claims[id])
	}
	for _, k := range sortedLinks(c) {
		v.begin("link", k.Statement, k.Claim)
		v.one("statement", k.Statement, "statement")
		v.one("claim", k.Claim, "claim")
	}
	for _, k := range sortedPairs(c) {
		v.begin("dependence", k.A, k.B)
		v.actorID("a", k.A)
		v.actorID("b", k.B)
		v.member("by", c.Dependence[k].By)
	}
	for _, id := range record.SortedKeys(c.Answers) {
		v.answer(id, c.Answers[id])
	}
	for _, id := range record.SortedKeys(c.Requests) {
		v.request(c.Requests[id])
	}
	for _, id := range record.SortedKeys(c.Rolls) {
		v.roll(c.Rolls[id])
	}
	for _, id := range record.SortedKeys(c.Matters) {
		v.matter(c.Matters[id])
	}
	return v.flaws
}

// Refuse turns flaws into the one problem that refuses the document, each flaw at
// the line that caused it where the document has it; nil where there are none.
func (d *Document) Refuse(flaws []Flaw) error {
	if len(flaws) == 0 {
		return nil
	}
	r := &report{}
	all := make(Faults, 0, min(len(flaws), maxFaults))
	for i, f := range flaws {
		if i == maxFaults {
			r.lost = len(flaws) - i
			break
		}
		where := f.where()
		if p, ok := d.Find(f.Kind, f.ID, f.ID2); ok {
			where = p.At(f.Field)
		} else if p, ok := d.carrier(f.ID); ok && f.Field == "id" {
			where = p.At(f.Field)
		}
		all = append(all, problem.New(problem.Usage, where, f.What, f.Hint))
	}
	return headline(all, r.lost)
}

// carrier gives the document's record with the id, of whatever kind.
func (d *Document) carrier(id record.ID) (Patch, bool) {
	for _, p := range d.Records {
		if p.ID == id {
			return p, true
		}
	}
	return Patch{}, false
}

func (f Flaw) where() string {
	where := f.Kind + " " + string(f.ID)
	if f.ID2 != "" {
		where += " and " + string(f.ID2)
	}
	return join(where, f.Field)
}

type validator struct {
	c       *record.Casefile
	flaws   []Flaw
	kind    string
	id, id2 record.ID
}

func (v *validator) begin(kind string, id, id2 record.ID) { v.kind, v.id, v.id2 = kind, id, id2 }

func (v *validator) add(field, what, hint string) {
	v.flaws = append(v.flaws, Flaw{v.kind, v.id, v.id2, field, what, hint})
}

// namespace checks that no id is reserved, malformed or carried by two kinds.
func (v *validator) namespace() {
	seen := map[record.ID]string{record.Owner: "member"}
	check := func(kind string, id record.ID) {
		v.begin(kind, id, "")
		switch other := seen[id]; {
		case !id.Valid():
			v.id = ""
			v.add("id", "a record has a malformed id", "")
		case id.Reserved():
			v.add("id", "the id "+string(id)+" is reserved", "choose another")
		case other != "" && other != kind:
			v.add("id", fmt.Sprintf("two records carry the id %s, one of kind %s and one of kind %s", id, other, kind), "all records share one namespace; rename one")
		}
		seen[id] = kind
	}
	each(v.c.Members, func(id record.ID) { check("member", id) })
	each(v.c.Actors, func(id record.ID) { check("actor", id) })
	each(v.c.Evidence, func(id record.ID) { check("evidence", id) })
	each(v.c.Statements, func(id record.ID) { check("statement", id) })
	each(v.c.Claims, func(id record.ID) { check("claim", id) })
	each(v.c.Requests, func(id record.ID) { check("request", id) })
	each(v.c.Rolls, func(id record.ID) { check("roll", id) })
	each(v.c.Matters, func(id record.ID) { check("matter", id) })
}

func each[V any](m map[record.ID]V, do func(record.ID)) {
	for _, id := range record.SortedKeys(m) {
		do(id)
	}
}

// one checks a reference to a record of the kind. An empty one is none.
func (v *validator) one(field string, id record.ID, kind string) {
	if id == "" {
		return
	}
	if (kind == "actor" || kind == "member") && id == record.Desk || kind == "member" && id == record.Owner {
		return
	}
	if has(v.c, id, kind) {
		return
	}
	what := fmt.Sprintf("no %s has the id %s", noun(kind), id)
	if !id.Valid() {
		what = "this names no " + noun(kind)
	} else if other := v.c.KindOf(id); other != "" {
		what = fmt.Sprintf("%s is of kind %s, and kind %s is expected", id, other, kind)
	}
	v.add(field, what, "record it first, or in the same document")
}

func noun(kind string) string {
	if kind == "evidence" {
		return "item of evidence"
	}
	return kind
}

func has(c *record.Casefile, id record.ID, kind string) bool {
	switch kind {
	case "actor":
		return c.Actors[id] != nil
	case "evidence":
		return c.Evidence[id] != nil
	case "statement":
		return c.Statements[id] != nil
	case "claim":
		return c.Claims[id] != nil
	case "member":
		return c.Members[id] != nil
	}
	return false
}

func (v *validator) actorID(field string, id record.ID) { v.one(field, id, "actor") }
func (v *validator) member(field string, id record.ID)  { v.one(field, id, "member") }

func (v *validator) many(field string, ids []record.ID, kind string) {
	for i, id := range ids {
		v.one(fmt.Sprintf("%s[%d]", field, i), id, kind)
	}
}

// self refuses a record that names itself where that can mean nothing.
func (v *validator) self(field string, ids ...record.ID) {
	for _, id := range ids {
		if id == v.id && id != "" {
			v.add(field, "this record names itself", "name another one or leave it out")
			return
		}
	}
}
