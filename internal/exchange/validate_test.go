package exchange

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// ground has one record of each kind, so that every reference can be made.
const ground = `
actors: [{id: a, type: person}, {id: b, type: person}]
evidence: [{id: e, kind: letter}]
statements: [{id: s, speaker: desk, evidence: e, basis: hearsay, text: t}]
claims: [{id: c, text: t}, {id: d, text: t}]
members: [{id: m, role: editor}]
`

func TestValidate(t *testing.T) {
	for source, want := range map[string]string{
		"":                                                      "",
		"actors: [{id: a, same_as: [b, x]}]":                    "actors[0].same_as[1]: no actor has the id x",
		"actors: [{id: a, same_as: [a]}]":                       "actors[0].same_as: this record names itself",
		"actors: [{id: a, speaks_for: c}]":                      "actors[0].speaks_for: c is of kind claim, and kind actor is expected",
		"actors: [{id: a, speaks_for: a}]":                      "actors[0].speaks_for: this record names itself",
		"actors: [{id: a, speaks_for: desk}]":                   "",
		"actors: [{id: a, known_to: [m, owner]}]":               "",
		"actors: [{id: a, known_to: [x]}]":                      "actors[0].known_to[0]: no member has the id x",
		"actors: [{id: a, known_to: [b]}]":                      "b is of kind actor, and kind member is expected",
		"actors: [{id: a, traits: [{id: t}, {id: t}]}]":         "actors[0].traits[1].id: two traits",
		"actors: [{id: a, traits: [{id: a}, {id: c}]}]":         "",
		"actors: [{id: a, joint: [{traits: [t], group: 3}]}]":   "actors[0].joint[0].traits[0]: this names no trait of this actor",
		"evidence: [{id: e, acquired_from: x}]":                 "evidence[0].acquired_from: no actor has the id x",
		"evidence: [{id: e, acquired_from: a friend}]":          "",
		"evidence: [{id: e, acquired_from: desk}]":              "",
		"statements: [{id: s, speaker: x}]":                     "statements[0].speaker: no actor has the id x",
		"statements: [{id: s, speaker: none}]":                  "statements[0].speaker: no actor has the id none",
		"statements: [{id: s, conduit: [desk, x]}]":             "statements[0].conduit[1]: no actor",
		"statements: [{id: s, evidence: x}]":                    "statements[0].evidence: no item of evidence has the id x",
		"statements: [{id: s, derived_from: [{statement: x}]}]": "statements[0].derived_from[0].statement: no statement has the id x",
		"statements: [{id: s, derived_from: [{statement: s}]}]": "",
		"statements: [{id: s, premises: [c, x]}]":               "statements[0].premises[1]: no claim",
		"claims: [{id: c, adverse_to: [x]}]":                    "claims[0].adverse_to[0]: no actor",
		"claims: [{id: c, established: {by: x}}]":               "claims[0].established.by: no member",
		"claims: [{id: c, established: {by: owner}}]":           "",
		"claims: [{id: c, requires: [x]}]":                      "claims[0].requires[0]: no claim",
		"claims: [{id: c, requires: [d, c]}]":                   "claims[0].requires: this record names itself",
		"claims: [{id: c, excludes: [x]}]":                      "claims[0].excludes[0]: no claim",
		"claims: [{id: c, part_of: x}]":                         "claims[0].part_of: no claim",
		"claims: [{id: c, part_of: c}]":                         "claims[0].part_of: this record names itself",
		"claims: [{id: c, before: [x]}]":                        "claims[0].before[0]: no claim",
		"links: [{statement: x, claim: c, stance: context}]":    "links[0].statement: no statement",
		"links: [{statement: s, claim: x, stance: context}]":    "links[0].claim: no claim",
		"dependence: [{a: b, b: x, verdict: dependent}]":        "dependence[0].b: no actor",
		"dependence: [{a: x, b: b, verdict: dependent}]":        "dependence[0].b: no actor",
		"dependence: [{a: a, b: b, verdict: dependent, by: x}]": "dependence[0].by: no member",
		"requests: [{id: r, to: x}]":                            "requests[0].to: no actor",
		"requests: [{id: r, claims: [x]}]":                      "requests[0].claims[0]: no claim",
		"requests: [{id: r, reply: c}]":                         "requests[0].reply: c is of kind claim, and kind statement",
		"rolls: [{id: r, evidence: x}]":                         "rolls[0].evidence: no item",
		"rolls: [{id: r, held_by: [x]}]":                        "rolls[0].held_by[0]: no actor",
		"rolls: [{id: r, entries: [{}, {actor: x}]}]":           "rolls[0].entries[1].actor: no actor",
		"matters: [{id: r, for: [x]}]":                          "matters[0].for[0]: no actor",
		"matters: [{id: r, authority: x}]":                      "matters[0].authority: no actor",
		"matters: [{id: r, steps: [{evidence: x}]}]":            "matters[0].steps[0].evidence: no item",
		"members: [{id: a}]":                                    "members[0].id: two records carry the id a, one of kind member and one of kind actor",
		"requests: [{id: c}]":                                   "requests[0].id: two records carry the id c, one of kind claim and one of kind request",
	} {
		w := newWorld()
		w.take(t, parse(t, "ground.yaml", ground))
		d := parse(t, "x.yaml", "format: onrecord.casefile/1\n"+source)
		w.take(t, d)
		err := d.Refuse(Validate(w.Casefile))
		switch {
		case want == "" && err != nil:
			t.Errorf("%s\nrefused: %v", source, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s\ngot  %v\nwant %s", source, err, want)
		case err != nil && problem.KindOf(err) != problem.Usage:
			t.Errorf("%s\nkind of %v", source, err)
		}
	}
}

// A flaw stands at the line of the entry that causes it.
func TestFlawHasItsLine(t *testing.T) {
	d := parse(t, "x.yaml", `statements:
  - id: s
    speaker: desk
    evidence: e
    basis: hearsay
    text: t
    derived_from:
      - {statement: s}
      - how: relays
        statement: gone
evidence: [{id: e, kind: letter}]
`)
	w := newWorld()
	w.take(t, d)
	err := d.Refuse(Validate(w.Casefile))
	if want := "x.yaml:10: statements[0].derived_from[1].statement: no statement has the id gone"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
	if got := (&Document{}).Refuse(Validate(w.Casefile)).Error(); !strings.HasPrefix(got, "statement s.derived_from[1].statement: no statement") {
		t.Errorf("elsewhere: %s", got)
	}
}

func TestValidateOfReservedIDs(t *testing.T) {
	c := record.NewCasefile()
	c.Actors["desk"] = &record.Actor{ID: "desk"}
	c.Claims["owner"] = &record.Claim{ID: "owner"}
	if flaws := Validate(c); len(flaws) != 2 {
		t.Errorf("flaws = %+v", flaws)
	}
}
