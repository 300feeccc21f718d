package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// Schema gives the JSON Schema (draft 2020-12) of the document, as it ships in
// docs/formats/casefile-1.schema.json. It follows from the same shapes as the
// reader. What a schema cannot say (references, real dates, pairs given once) only
// the reader checks.
func Schema() []byte {
	root := &tree{}
	root.put("$schema", "https://json-schema.org/draft/2020-12/schema")
	root.put("$id", "urn:onrecord:casefile:1")
	root.put("title", "Onrecord casefile document")
	root.put("type", "object")
	root.put("additionalProperties", false)
	keys := &tree{}
	format := &tree{}
	format.put("const", Format)
	keys.put("format", format)
	for _, s := range layout {
		of := schemaOf(s.shape, false)
		if s.many {
			items := of
			of = &tree{}
			of.put("type", []any{"array", "null"})
			of.put("items", items)
		} else {
			of = orNull(of)
		}
		keys.put(s.key, described(of, s.says))
	}
	root.put("properties", keys)
	root.put("$defs", definitions())
	return writeJSON(root)
}

func described(t *tree, says string) *tree {
	if says == "" {
		return t
	}
	out := &tree{}
	out.put("description", says)
	out.keys, out.values = append(out.keys, t.keys...), append(out.values, t.values...)
	return out
}

// orNull admits null, which clears a key.
func orNull(t *tree) *tree {
	null, out := &tree{}, &tree{}
	null.put("type", "null")
	out.put("anyOf", []any{t, null})
	return out
}

// schemaOf gives the schema of a shape. A record's required keys are not required
// here, since an update may leave them out; the id is.
func schemaOf(s *shape, nested bool) *tree {
	out := &tree{}
	switch s.form {
	case formList:
		out.put("type", "array")
		out.put("items", schemaOf(s.item, true))
	case formObject:
		schemaObject(out, s, nested)
	case formProtected:
		sealed, identity := &tree{}, &tree{}
		sealed.put("const", "sealed")
		schemaObject(identity, s, true)
		out.put("anyOf", []any{sealed, identity})
	case formWord:
		var words []any
		for _, w := range record.Vocabulary[s.words] {
			words = append(words, w)
		}
		out.put("enum", words)
	case formFlag:
		out.put("type", "boolean")
	default:
		out.put("$ref", "#/$defs/"+definitionOf(s.form))
	}
	return out
}

func schemaObject(out *tree, s *shape, nested bool) {
	out.put("type", "object")
	out.put("additionalProperties", false)
	keys, needed := &tree{}, []any{}
	paired := s.find("stance") != nil || s.find("verdict") != nil
	for _, f := range s.fields {
		of := schemaOf(f.shape, true)
		must := f.need && (nested || paired || f.key == "id")
		if must {
			needed = append(needed, f.key)
		}
		if !f.need {
			of = orNull(of)
		}
		says := f.says
		if f.need && !must {
			says = strings.TrimSpace(says + " Required in a new record.")
		}
		keys.put(f.key, described(of, says))
	}
	out.put("properties", keys)
	if len(needed) > 0 {
		out.put("required", needed)
	}
}

func definitionOf(f form) string {
	switch f {
	case formID, formRef:
		return "id"
	case formTime:
		return "time"
	case formCount:
		return "count"
	case formOffset:
		return "offset"
	case formNumber:
		return "number"
	case formValue:
		return "value"
	case formSpan:
		return "span"
	case formFile:
		return "file"
	}
	return "text"
}

// definitions gives what the shapes share. A YAML reader makes a number or a
// boolean of an unquoted 2014, 007 or true; the document takes them as they stand.
func definitions() *tree {
	return parsed(fmt.Sprintf(`{
		"text": {"type": ["string", "number", "boolean"]},
		"id": {"type": ["string", "integer", "boolean"], "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 200, "minimum": 0},
		"time": {"type": ["string", "integer"], "minLength": 4, "description": "EDTF level 0 or 1, or RFC 3339."},
		"file": {"type": "string", "minLength": 1, "pattern": "^[^/\\\\]"},
		"count": {"type": "integer", "minimum": 1, "maximum": %d},
		"offset": {"type": "integer", "minimum": 0, "maximum": %[1]d},
		"number": {"type": "number"},
		"value": {"anyOf": [
			{"type": "number"},
			{"type": "array", "prefixItems": [{"type": "number"}, {"type": ["number", "null"]}], "minItems": 2, "items": false},
			{"type": "array", "prefixItems": [{"type": "null"}, {"type": "number"}], "minItems": 2, "items": false}
		]},
		"span": {"type": "array", "prefixItems": [{"type": "number", "minimum": 0}, {"type": "number", "minimum": 0}], "minItems": 2, "items": false}
	}`, int64(maxCount)))
}

// parsed turns a piece of schema, written as JSON, into a tree with sorted keys.
func parsed(source string) *tree {
	var v map[string]any
	if err := json.Unmarshal([]byte(source), &v); err != nil {
		return &tree{}
	}
	t, _ := sorted(v).(*tree)
	return t
}

func sorted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out, keys := &tree{}, make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			out.put(k, sorted(v[k]))
		}
		return out
	case []any:
		for i := range v {
			v[i] = sorted(v[i])
		}
		return v
	case float64:
		return json.Number(fmt.Sprintf("%.0f", v))
	}
	return v
}
