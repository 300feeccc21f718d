package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// ExportOptions say what an export may show. All of them may be left nil.
type ExportOptions struct {
	// Clean puts [sealed] in place of protected strings. It sees every free text of
	// the casefile, inlined evidence included; never an id (see ID), a time or a word
	// of a vocabulary. Nil leaves texts as they are.
	Clean func(string) string
	// ID gives the id that stands in the document for one of the casefile's, the same
	// for every mention; an id may hold a protected name. Nil leaves ids as they are.
	ID func(string) string
	// Text gives the text of an item of evidence that is to stand in the document.
	Text func(record.ID) (string, bool)
	// Identities gives the identity of a protected actor, for an export with
	// identities. Where it has none, the actor exports as sealed.
	Identities func(record.ID) (*record.Identity, bool)
	// JSON writes JSON rather than YAML.
	JSON bool
}

// Export writes the casefile as a document: keys in the format's order, records in
// order of id, defaults left out. Same casefile and options, same bytes. Imported
// into an empty casefile and exported again it gives the same bytes once more. The
// member owner, who is in every casefile, is left out.
func Export(c *record.Casefile, o ExportOptions) ([]byte, error) {
	x := exporter{c: c, o: o}
	doc := &tree{}
	doc.put("format", Format)
	for _, s := range layout {
		if err := x.section(doc, s); err != nil {
			return nil, err
		}
	}
	if o.JSON {
		return writeJSON(doc), nil
	}
	return writeYAML(doc), nil
}

type exporter struct {
	c *record.Casefile
	o ExportOptions
}

// tree is a mapping with its keys in the order of writing. Its values are *tree,
// []any, string, json.Number, bool or nil.
type tree struct {
	keys   []string
	values []any
}

func (t *tree) put(key string, v any) {
	t.keys, t.values = append(t.keys, key), append(t.values, v)
}

func (x exporter) section(doc *tree, s section) error {
	var entries []any
	for _, r := range x.records(s.kind) {
		e, err := x.record(s, r)
		if err != nil {
			return err
		}
		if e != nil {
			entries = append(entries, e)
		}
	}
	switch {
	case len(entries) == 0:
	case s.many:
		doc.put(s.key, entries)
	default:
		if only := entries[0].(*tree); len(only.keys) > 0 {
			doc.put(s.key, only)
		}
	}
	return nil
}

// records lists the records of a section in order of id.
func (x exporter) records(kind string) []any {
	switch kind {
	case "case":
		return []any{x.c.Case}
	case "policy":
		return []any{x.c.Policy}
	case "actor":
		return inOrder(x.c.Actors)
	case "evidence":
		return inOrder(x.c.Evidence)
	case "statement":
		return inOrder(x.c.Statements)
	case "claim":
		return inOrder(x.c.Claims)
	case "request":
		return inOrder(x.c.Requests)
	case "roll":
		return inOrder(x.c.Rolls)
	case "matter":
		return inOrder(x.c.Matters)
	case "member":
		return inOrder(x.c.Members)
	}
	var out []any
	switch kind {
	case "container":
		for _, id := range record.SortedKeys(x.c.Containers) {
			out = append(out, x.c.Containers[id])
		}
	case "hint":
		for _, k := range record.SortedKeys(x.c.Answers) {
			out = append(out, x.c.Answers[k])
		}
	case "link":
		for _, k := range sortedLinks(x.c) {
			out = append(out, x.c.Links[k])
		}
	default:
		for _, k := range sortedPairs(x.c) {
			out = append(out, x.c.Dependence[k])
		}
	}
	return out
}

func inOrder[V any](m map[record.ID]V) []any {
	out := make([]any, 0, len(m))
	for _, id := range record.SortedKeys(m) {
		out = append(out, m[id])
	}
	return out
}

// record gives one record's tree, by way of its JSON; nil where it is left out.
func (x exporter) record(s section, r any) (*tree, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return nil, problem.Wrap(err, problem.Internal, s.key, "a record cannot be written", "")
	}
	m := map[string]any{}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&m); err != nil {
		return nil, problem.Wrap(err, problem.Internal, s.key, "a record cannot be written", "")
	}
	id, _ := m["id"].(string)
	if s.kind == "member" && record.ID(id) == record.Owner {
		return nil, nil
	}
	x.special(s.kind, record.ID(id), m)
	out, _ := x.value(m, s.shape).(*tree)
	return out, nil
}

// special puts in what the document has and the record has not.
func (x exporter) special(kind string, id record.ID, m map[string]any) {
	switch kind {
	case "actor":
		if protected, _ := m["protected"].(bool); !protected {
			delete(m, "protected")
			return
		}
		m["protected"] = "sealed"
		if x.o.Identities == nil {
			return
		}
		if who, ok := x.o.Identities(id); ok && who != nil {
			m["protected"] = map[string]any{"names": reveal(who.Names), "identifiers": reveal(who.Identifiers)}
		}
	case "evidence":
		if x.o.Text == nil {
			return
		}
		if t, ok := x.o.Text(id); ok {
			m["text"] = t
		}
	}
}

// reveal is what an export with identities is for; nothing else here looks into a secret.
func reveal(secrets []record.Secret) []any {
	out := make([]any, len(secrets))
	for i, s := range secrets {
		out[i] = s.Reveal()
	}
	return out
}

// value orders, cleans and thins a JSON value along its shape.
func (x exporter) value(v any, s *shape) any {
	switch v := v.(type) {
	case map[string]any:
		out := &tree{}
		for _, f := range s.fields {
			if f.shape.form == formProtected {
				x.protected(out, f, v[f.key])
				continue
			}
			in, there := v[f.key]
			if !there || in == nil || in == f.byValue && f.byValue != "" {
				continue
			}
			if w := x.value(in, f.shape); kept(w, f.shape) {
				out.put(f.key, w)
			}
		}
		return out
	case []any:
		item := s.item
		if item == nil {
			item = number()
		}
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = x.value(e, item)
		}
		return out
	case string:
		return x.text(v, s)
	}
	return v
}

func (x exporter) text(v string, s *shape) string {
	free := s.form == formText || s.form == formInline || s.form == formParty && !record.ID(v).Valid()
	if free && x.o.Clean != nil {
		return x.o.Clean(v)
	}
	if id := s.form == formID || s.form == formRef || s.form == formParty; id && !free && x.o.ID != nil {
		return x.o.ID(v)
	}
	return v
}

// kept reports whether a value is worth a key: not "", not an empty list, and not a
// zero where the smallest number is one, and not a place or quantity that says nothing.
func kept(v any, s *shape) bool {
	switch v := v.(type) {
	case string:
		return v != "" || s.form == formInline
	case []any:
		return len(v) > 0
	case json.Number:
		return s.form != formCount || v != "0"
	case *tree:
		return len(v.keys) > 0 || s.rule == ruleNone
	}
	return true
}

// protected writes an identity as it is: what is shown on purpose is not cleaned.
func (x exporter) protected(out *tree, f field, v any) {
	x.o.Clean = nil
	switch v := v.(type) {
	case string:
		out.put(f.key, v)
	case map[string]any:
		out.put(f.key, x.value(v, f.shape))
	}
}

func writeJSON(doc *tree) []byte {
	var b bytes.Buffer
	jsonValue(&b, doc, "\n")
	b.WriteByte('\n')
	return b.Bytes()
}

func jsonValue(b *bytes.Buffer, v any, indent string) {
	inner := indent + "  "
	switch v := v.(type) {
	case *tree:
		b.WriteByte('{')
		for i, key := range v.keys {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(b, "%s%q: ", inner, key)
			jsonValue(b, v.values[i], inner)
		}
		if len(v.keys) > 0 {
			b.WriteString(indent)
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(inner)
			jsonValue(b, e, inner)
		}
		if len(v) > 0 {
			b.WriteString(indent)
		}
		b.WriteByte(']')
	case string:
		b.WriteString(quoted(v, true))
	case json.Number:
		b.WriteString(string(v))
	case bool:
		fmt.Fprintf(b, "%t", v)
	default:
		b.WriteString("null")
	}
}
