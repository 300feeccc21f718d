package exchange

import (
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// first parses a document and gives its first record.
func first(t *testing.T, source string) Patch {
	t.Helper()
	return parse(t, "x.yaml", source).Records[0]
}

func TestApplyKeepsSetsAndClears(t *testing.T) {
	old := &record.Actor{ID: "a", Type: record.Person, Names: []string{"A"}, Descriptor: "a nurse", Terms: record.Anonymous, Protected: true, KnownTo: []record.ID{"m"}}
	got, err := first(t, "actors: [{id: a, descriptor: a doctor, names: ~, known_to: []}]").Apply(old)
	if err != nil {
		t.Fatal(err)
	}
	a := got.(*record.Actor)
	if a.Type != record.Person || a.Descriptor != "a doctor" || a.Names != nil || a.KnownTo != nil || a.Terms != record.Anonymous || !a.Protected {
		t.Errorf("a = %+v", a)
	}
	if old.Descriptor != "a nurse" || len(old.Names) != 1 {
		t.Errorf("old was changed: %+v", old)
	}
}

// A nested mapping is one value: what it leaves out is not there.
func TestApplyReplacesNested(t *testing.T) {
	low, high := 9.0, 14.0
	old := &record.Claim{ID: "c", Text: "t", Quantity: &record.Quantity{Unit: "men", Low: &low, High: &high}}
	got, err := first(t, "claims: [{id: c, quantity: {low: 10}}]").Apply(old)
	if err != nil {
		t.Fatal(err)
	}
	if q := got.(*record.Claim).Quantity; *q.Low != 10 || q.High != nil || q.Unit != "" {
		t.Errorf("quantity = %+v", q)
	}
}

func TestApplyKeepsTheOriginal(t *testing.T) {
	old := &record.Evidence{ID: "e", Kind: "letter", Original: &record.Original{SHA256: "ab", Size: 3}}
	got, err := first(t, "evidence: [{id: e, title: T}]").Apply(old)
	if err != nil || got.(*record.Evidence).Original.Size != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestApplyNeedsItsKeys(t *testing.T) {
	for source, want := range map[string]string{
		"actors: [{id: a}]":     "x.yaml:1: actors[0]: the key type is missing",
		"evidence:\n- {id: a}":  "x.yaml:2: evidence[0]: the key kind is missing",
		"claims: [{id: a}]":     "the key text is missing",
		"statements: [{id: a}]": "the key speaker is missing",
		"statements: [{id: a, speaker: b, evidence: c, text: d}]": "the key basis is missing",
	} {
		_, err := first(t, source).Apply(nil)
		if err == nil || !strings.Contains(err.Error(), want) || problem.KindOf(err) != problem.Usage {
			t.Errorf("%s: %v", source, err)
		}
	}
	for _, source := range []string{"requests: [{id: a}]", "rolls: [{id: a}]", "matters: [{id: a}]", "members: [{id: a}]"} {
		if _, err := first(t, source).Apply(nil); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
	var none *record.Claim
	if _, err := first(t, "claims: [{id: a, text: t}]").Apply(none); err != nil {
		t.Errorf("a nil pointer is no old record: %v", err)
	}
	if _, err := first(t, "claims: [{id: a, text: t}]").Apply(&record.Actor{ID: "a"}); problem.KindOf(err) != problem.Usage {
		t.Errorf("an actor became a claim: %v", err)
	}
}

func TestApplyReplacesLinks(t *testing.T) {
	d := parse(t, "x.yaml", "links: [{statement: s, claim: c, stance: supports}]")
	n := 3.0
	got, err := d.Links[0].Apply(&record.Link{Statement: "s", Claim: "c", Stance: record.Denies, Value: &record.Value{Low: &n, High: &n}})
	if err != nil || got.(*record.Link).Value != nil || got.(*record.Link).Stance != record.Supports {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestIdentityPatch(t *testing.T) {
	for source, want := range map[string]struct {
		patch, clear, keep, protected bool
		names, identifiers            int
	}{
		"{}":                               {names: -1, identifiers: -1},
		"{protected: ~}":                   {patch: true, clear: true, names: -1, identifiers: -1},
		"{protected: sealed}":              {patch: true, keep: true, protected: true, names: -1, identifiers: -1},
		"{protected: {}}":                  {patch: true, protected: true, names: -1, identifiers: -1},
		"{protected: {names: [A, 7]}}":     {patch: true, protected: true, names: 2, identifiers: -1},
		"{protected: {identifiers: ~}}":    {patch: true, protected: true, names: -1, identifiers: 0},
		"{protected: {names: [], }}":       {patch: true, protected: true, names: 0, identifiers: -1},
		"{\"protected\": {\"names\": []}}": {patch: true, protected: true, names: 0, identifiers: -1},
	} {
		p := first(t, "actors: [{id: a, type: person, "+strings.TrimPrefix(source, "{")+"]")
		if (p.Identity != nil) != want.patch {
			t.Errorf("%s: %+v", source, p.Identity)
			continue
		}
		if i := p.Identity; i != nil && (i.Clear != want.clear || i.Keep != want.keep || size(i.Names) != want.names || size(i.Identifiers) != want.identifiers) {
			t.Errorf("%s: %+v", source, i)
		}
		if a, err := p.Apply(nil); err != nil || a.(*record.Actor).Protected != want.protected {
			t.Errorf("%s: %+v, %v", source, a, err)
		}
		for key, raw := range p.Set {
			if key == "protected" {
				t.Errorf("%s: the set holds %s", source, raw)
			}
		}
	}
}

func size(s *[]record.Secret) int {
	if s == nil {
		return -1
	}
	return len(*s)
}
