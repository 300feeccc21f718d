package pipeline

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
)

// An id may hold a protected name: an export shows another in its place, and
// taken in again it finds the record that it stands for.
func TestExportHidesNamesInIDs(t *testing.T) {
	d := newDesk(t)
	d.imports(`
actors:
  - {id: s, type: person, protected: {names: [Ottoline Vask]}, traits: [{id: vask-unit, text: a unit}], known_to: [vask]}
  - {id: ottoline-vask-press, type: person, speaks_for: s}
evidence: [{id: vask-letter, kind: letter, text: a kingfisher, acquired_from: ottoline-vask-press}]
statements: [{id: st-vask, speaker: s, evidence: vask-letter, basis: victim, text: x}]
claims: [{id: c-1, text: y}]
links: [{statement: st-vask, claim: c-1, stance: supports}]
members: [{id: vask, role: reader}]
`, nil)
	for _, asJSON := range []bool{false, true} {
		doc, _, err := d.Export(ctx, false, asJSON)
		d.must(err)
		if strings.Contains(strings.ToLower(string(doc)), "vask") {
			t.Fatalf("the export shows a name:\n%s", doc)
		}
		got, err := d.Import(ctx, "case.yaml", doc, nil, nil)
		if d.must(err); got.Changed != 0 {
			t.Errorf("its own export changed it: %v", got.Kinds)
		}
		other := newDesk(t)
		if _, err := other.Import(ctx, "case.yaml", doc, nil, nil); err != nil {
			t.Error("another casefile does not take the export:", err)
		}
	}
	doc, _, err := d.Export(ctx, true, false)
	if d.must(err); !strings.Contains(string(doc), "id: vask-letter") {
		t.Error("an export with identities hides ids")
	}
}

// A document that is refused has sealed nothing yet, and still no error repeats
// what it wanted sealed.
func TestRefusedImportNamesNobody(t *testing.T) {
	d := newDesk(t)
	for _, doc := range []string{
		"actors: [{id: s, type: person, protected: {names: [Ottoline Vask]}, known_to: [vask]}]",
		"actors: [{id: s, type: person, protected: {names: [Ottoline Vask]}, speaks_for: ottoline-vask}]",
	} {
		_, err := d.Import(ctx, "vask.yaml", []byte("format: onrecord.casefile/1\n"+doc), nil, nil)
		if problem.KindOf(err) != problem.Usage || err == nil || strings.Contains(strings.ToLower(problem.Line(err)), "vask") {
			t.Errorf("%v", err)
		}
	}
}
