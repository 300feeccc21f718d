// Package exchange reads and writes the casefile document (onrecord.casefile/1),
// in YAML or JSON, and gives its JSON Schema. One table of shapes decides what may
// stand where; the reader, the writer and the schema all follow it.
package exchange

import (
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/record"
)

// Format is the name that the document carries under `format`.
const Format = "onrecord.casefile/1"

// Document is a casefile document as it was read: what it says of each record, and
// where. It is free of faults of its own; whether its references hold, only the
// casefile that it is merged into can tell (Validate).
type Document struct {
	Case, Policy *Patch  // nil: the document has none
	Records      []Patch // actors, evidence, statements, claims, requests, rolls, matters, members; in document order
	Links        []Patch
	Dependence   []Patch
	Hints        []Patch
	Containers   []Patch
}

// Patch is what a document says of one record.
type Patch struct {
	Kind string // as record.Casefile.KindOf names it; or "link", "dependence", "hint", "container", "case", "policy"
	// ID names the record. Of a link: ID the statement, ID2 the claim; of a
	// dependence note: the two actors in order; of an answered hint: ID its fingerprint; of a container: ID its item. Empty for case and policy.
	ID, ID2  record.ID
	Where    string                     // "case.yaml:14: actors[2]"
	Set      map[string]json.RawMessage // the keys that the document gives, by JSON name of the record; null clears
	Identity *IdentityPatch             // of an actor; nil where the key is absent
	Content  *Content                   // of evidence; nil where neither file nor text is given

	name, path string
	node       *yaml.Node
}

// IdentityPatch is what a document says under `protected`.
type IdentityPatch struct {
	Clear bool // null: protected no longer
	Keep  bool // "sealed": leave what is sealed as it is
	// What to seal. nil: left out, keep; empty: nothing of this kind any longer.
	Names, Identifiers *[]record.Secret
}

// Content is the original that a document brings for an item of evidence.
type Content struct {
	Bytes    []byte
	FileName string // base name of the file; "<id>.txt" for text given inline
	Inline   bool   // given by `text:` rather than `file:`
}

// At gives the place of a field of the patch, as in "case.yaml:17:
// actors[2].same_as[1]". A field that the document does not give is placed at the record.
func (p Patch) At(field string) string {
	if field == "" || p.node == nil {
		return p.Where
	}
	n, err := unfold(p.node)
	if err != nil {
		return p.Where
	}
	return fmt.Sprintf("%s:%d: %s.%s", p.name, lineOf(n, field), p.path, field)
}

// Find gives the patch for a record; for links and dependence notes both ids count.
func (d *Document) Find(kind string, id, id2 record.ID) (Patch, bool) {
	list := d.Records
	switch kind {
	case "link":
		list = d.Links
	case "dependence":
		list = d.Dependence
	case "hint":
		list = d.Hints
	case "container":
		list = d.Containers
	}
	for _, p := range list {
		if p.Kind == kind && p.ID == id && p.ID2 == id2 {
			return p, true
		}
	}
	return Patch{}, false
}
