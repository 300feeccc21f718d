package command

import (
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

const guarded = `
actors:
  - {id: s7, type: person, protected: {names: [Ursula]}, terms: anonymous, known_to: [edi],
     traits: [{id: t1, text: a night nurse, variants: [nights], group: 40}, {id: t2, text: tall}], joint: [{traits: [t1, t2], group: 4}]}
  - {id: w1, type: person, names: [Ann]}
evidence:
  - {id: e-7, kind: letter, text: seven, embargo: 2030-05, restriction: desk}
statements:
  - {id: st-7, speaker: s7, evidence: e-7, basis: victim, text: hush, terms: off-record}
  - {id: st-8, speaker: w1, evidence: e-7, basis: victim, text: hush, terms: background}
`

// What everybody who records may make stricter, he may not loosen.
func TestLoosening(t *testing.T) {
	d := newDesk(t)
	d.imports(owner, guarded)
	for doc, allowed := range map[string]bool{
		"statements: [{id: st-7, terms: null}]":                      false,
		"statements: [{id: st-7, terms: anonymous}]":                 false,
		"statements: [{id: st-7, speaker: w1}]":                      false,
		"statements: [{id: st-8, terms: null}]":                      false,
		"statements: [{id: st-8, terms: off-record}]":                true,
		"statements: [{id: st-8, text: hush hush}]":                  true,
		"statements: [{id: st-8, speaker: s7}]":                      true,
		"actors: [{id: s7, type: organization}]":                     false,
		"actors: [{id: s7, known_to: [edi, rep]}]":                   false,
		"actors: [{id: s7, traits: null, joint: null}]":              false,
		"actors: [{id: s7, joint: null}]":                            false,
		"actors: [{id: s7, joint: [{traits: [t1, t2], group: 40}]}]": false,
		"actors: [{id: s7, joint: [{traits: [t1, t2], group: 3}]}]":  true,
		"actors: [{id: s7, traits: [{id: t1, text: a night nurse, variants: [nights], group: 400}, {id: t2, text: tall}]}]":                  false,
		"actors: [{id: s7, traits: [{id: t1, text: a night nurse, variants: [nights]}, {id: t2, text: tall}]}]":                              false,
		"actors: [{id: s7, traits: [{id: t1, text: a night nurse, group: 40}, {id: t2, text: tall}]}]":                                       false,
		"actors: [{id: s7, traits: [{id: t1, text: a night nurse, variants: [nights, dark], group: 30}, {id: t2, text: tall, group: 900}]}]": true,
		"actors: [{id: w1, type: unnamed, known_to: [rep]}]":                                                                                 true,
		"evidence: [{id: e-7, restriction: null}]":                                                                                           false,
		"evidence: [{id: e-7, restriction: custodian}]":                                                                                      true,
		"evidence: [{id: e-7, embargo: null}]":                                                                                               false,
		"evidence: [{id: e-7, embargo: '2030-05-31T23:59:58Z'}]":                                                                             false,
		"evidence: [{id: e-7, embargo: 2030-06}]":                                                                                            true,
		"evidence: [{id: e-7, embargo: 2030-05/..}]":                                                                                         true,
		"evidence: [{id: e-7, title: a letter}]":                                                                                             true,
		"policy: {min_group: 1}":                                                                                                             false,
		"policy: {min_group: 50}":                                                                                                            true,
		"members: [{id: new, role: editor}]":                                                                                                 false,
		"members: [{id: edi, role: custodian}]":                                                                                              false,
		"members: [{id: rep, role: custodian}]":                                                                                              false,
		"members: [{id: edi, role: editor}]":                                                                                                 true,
	} {
		_, err := d.decide(reporter, doc)
		if allowed && err != nil {
			t.Errorf("%s\nrefused: %v", doc, err)
		}
		if !allowed && (err == nil || problem.KindOf(err) != problem.Refused) {
			t.Errorf("%s\nwas not refused: %v", doc, err)
		}
		if _, err := d.decide(owner, doc); err != nil {
			t.Errorf("%s\nrefused to the owner: %v", doc, err)
		}
	}
	if _, err := d.decide(editor, "members: [{id: new, role: editor}]"); problem.KindOf(err) != problem.Refused || err == nil {
		t.Error("an editor gives roles:", err)
	}
}
