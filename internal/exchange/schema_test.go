package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

const schemaFile = "../../docs/formats/casefile-1.schema.json"

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:onrecord:casefile:1", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:onrecord:casefile:1")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaShips(t *testing.T) { golden(t, schemaFile, string(Schema())) }

// asJSON reads YAML as an editor with a schema does.
func asJSON(t interface{ Fatal(...any) }, source string) any {
	var v any
	if err := yaml.Unmarshal([]byte(source), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSchemaTakesWhatParseTakes(t *testing.T) {
	s := compiled(t)
	full := strings.NewReplacer("2014-12-12\n", "\"2014-12-12\"\n", "2015-02-03", "\"2015-02-03\"", "2015-05-10T06:00:00Z", "\"2015-05-10T06:00:00Z\"",
		"2015-04-02", "\"2015-04-02\"", "2015-05-06T09:00:00Z", "\"2015-05-06T09:00:00Z\"", "2015-05-08T18:00:00Z", "\"2015-05-08T18:00:00Z\"", "at: 2015-05-07", "at: \"2015-05-07\"").Replace(fixture(t, "full.yaml"))
	if err := s.Validate(asJSON(t, full)); err != nil {
		t.Error(err)
	}
	if err := s.Validate(asJSON(t, "actors: [{id: 7, names: null, protected: ~, group: 1}]")); err == nil {
		t.Error("an unknown key passed")
	}
	if err := s.Validate(asJSON(t, "claims: [{id: c, text: yes, time: 2014, place: ~, part_of: ~}]\nlinks: ~")); err != nil {
		t.Error(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for _, inJSON := range []bool{false, true} {
			out := w.export(t, inJSON, true)
			if inJSON {
				v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Validate(v); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
			} else if err := s.Validate(asJSON(t, out)); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
	})
}

func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	for _, source := range []string{
		"format: other", "actor: []", "actors: {}", "actors: [{type: person}]", "actors: [{id: A}]", "actors: [{id: a, type: human}]",
		"actors: [{id: a, traits: [{id: t, group: 0}]}]", "actors: [{id: a, joint: [{group: 3}]}]", "actors: [{id: a, protected: yes}]",
		"claims: [{id: c, quantity: {low: x}}]", "claims: [{id: c, text: [a]}]", "claims: [{id: c, text: ~}]", "links: [{statement: s, claim: c}]",
		"links: [{statement: s, claim: c, stance: supports, value: [~, ~]}]", "dependence: [{a: x}]", "statements: [{id: s, select: {time: [1]}}]",
		"evidence: [{id: e, complete: 1}]", "policy: {min_group: 0}",
	} {
		if err := s.Validate(asJSON(t, source)); err == nil {
			t.Errorf("the schema takes %s", source)
		}
		if _, err := Parse("x.yaml", []byte(source), nil); err == nil {
			t.Errorf("Parse takes %s", source)
		}
	}
}
