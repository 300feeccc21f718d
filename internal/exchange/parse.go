package exchange

import (
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/record"
)

// Parse reads a casefile document, YAML or JSON. Name is what errors call it.
// Open reads a file that the document names, by its slash-separated path below the
// document's directory; nil where no files can be read. Callers should root it
// (os.Root), since Parse cannot see symbolic links.
//
// A fault of the document comes back as a problem.Error of kind Usage that says
// where and what, counts the rest and wraps them all as Faults. Parse checks the
// document by itself; whether references hold, Validate says of the merged casefile.
func Parse(name string, source []byte, open func(rel string) ([]byte, error)) (*Document, error) {
	p := &parser{
		walker: walker{r: &report{name: name}}, open: open,
		ids: map[record.ID]string{}, pairs: map[pairKey]Patch{}, doc: &Document{},
	}
	p.allow(source)
	if root := read(source, p.r); root != nil {
		p.document(root)
	}
	if err := p.r.err(); err != nil {
		return nil, err
	}
	return p.doc, nil
}

type pairKey struct {
	kind string
	a, b record.ID
}

type parser struct {
	walker
	open  func(string) ([]byte, error)
	ids   map[record.ID]string // where each id was given
	pairs map[pairKey]Patch
	doc   *Document
}

func (p *parser) document(root *yaml.Node) {
	top, byKey := topShape()
	if root.Kind != yaml.MappingNode {
		p.r.add(root.Line, "", "this is not a casefile document", "it begins with format: "+Format)
		return
	}
	p.each(root, top, "", func(f *field, n *yaml.Node, path string) {
		switch sec := byKey[f.key]; {
		case f.key == "format":
			if t, ok := p.text(n, path); ok && t != Format {
				p.r.add(n.Line, path, "this format is not known", "this version of onrecord reads "+Format)
			}
		case isNull(n):
		case sec.many:
			p.section(sec, n)
		default:
			p.record(sec, n, n, path)
		}
	})
}

// topShape gives the document itself as a shape, and its sections by key.
func topShape() (*shape, map[string]section) {
	top, byKey := object(opt("format", text(), "")), map[string]section{}
	for _, s := range layout {
		top.fields = append(top.fields, opt(s.key, s.shape, s.says))
		byKey[s.key] = s
	}
	return top, byKey
}

func (p *parser) section(s section, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		p.r.add(n.Line, s.key, "a list is expected here, not "+called(n), "begin each entry with a hyphen")
		return
	}
	for i, entry := range n.Content {
		c, err := unfold(entry)
		if err != nil {
			p.r.beyond(err, entry.Line)
			return
		}
		if c = p.enter(c, s.key); c == nil {
			return
		}
		p.record(s, c, entry, fmt.Sprintf("%s[%d]", s.key, i))
	}
}

// record reads one record of a section; entry is what it stood as in the document.
func (p *parser) record(s section, n, entry *yaml.Node, path string) {
	out := Patch{
		Kind: s.kind, Set: map[string]json.RawMessage{},
		Where: fmt.Sprintf("%s:%d: %s", p.r.name, max(n.Line, 1), path),
		name:  p.r.name, path: path, node: entry,
	}
	values, before := map[string]any{}, p.faults()
	if !p.each(n, s.shape, path, func(f *field, c *yaml.Node, at string) {
		switch {
		case f.shape.form == formProtected:
			out.Identity = p.identity(c, f.shape, at)
		case f.shape.form == formFile || f.shape.form == formInline:
			p.content(&out, f, c, at)
		case isNull(c) && f.need:
			p.r.add(c.Line, at, f.key+" is required and cannot be cleared", "")
		case isNull(c):
			out.Set[f.key] = json.RawMessage("null")
		default:
			if v, ok := p.value(c, f.shape, at); ok {
				if v == "" && f.need {
					p.r.add(c.Line, at, f.key+" is required and cannot be empty", "")
				}
				values[f.key] = v
			}
		}
	}) || p.faults() > before {
		p.claimID(s, n, path, values)
		return
	}
	for key, v := range values {
		raw, err := json.Marshal(v)
		if err != nil {
			p.r.add(n.Line, path, "this entry cannot be read", "")
			return
		}
		out.Set[key] = raw
	}
	p.place(s, n, path, values, out)
}

func (p *parser) faults() int { return len(p.r.list) + p.r.lost }

// place puts a sound patch where it belongs in the document.
func (p *parser) place(s section, n *yaml.Node, path string, values map[string]any, out Patch) {
	switch s.kind {
	case "case":
		p.doc.Case = &out
	case "policy":
		p.doc.Policy = &out
	case "link", "dependence":
		p.pair(s, n, path, values, out)
	case "hint":
		p.single(s, n, path, values, out, "this hint was already answered otherwise; there is one entry per hint", &p.doc.Hints)
	case "container":
		p.single(s, n, path, values, out, "this container was already opened otherwise; there is one entry per item", &p.doc.Containers)
	default:
		if id, ok := p.claimID(s, n, path, values); ok {
			out.ID = id
			if out.Content != nil && out.Content.Inline {
				out.Content.FileName = string(id) + ".txt"
			}
			p.doc.Records = append(p.doc.Records, out)
		}
	}
}

// claimID takes the record's id out of the one namespace.
func (p *parser) claimID(s section, n *yaml.Node, path string, values map[string]any) (record.ID, bool) {
	switch s.kind {
	case "case", "policy", "link", "dependence", "hint", "container":
		return "", false
	}
	t, _ := values["id"].(string)
	id := record.ID(t)
	line, at := lineOf(n, "id"), path+".id"
	switch {
	case id == "":
		if !hasKey(n, "id") && n.Kind == yaml.MappingNode {
			p.r.add(n.Line, path, "the key id is missing", "every record here has an id")
		}
		return "", false
	case id.Reserved():
		p.r.add(line, at, "the id "+t+" is reserved", "choose another")
		return "", false
	case id == record.Owner && s.kind != "member":
		p.r.add(line, at, "the id owner belongs to the member who made the casefile", "choose another")
		return "", false
	case s.kind == "member" && id != record.Owner && values["role"] == string(record.Every):
		p.r.add(lineOf(n, "role"), path+".role", "the role owner belongs to the member owner alone", "")
		return "", false
	case p.ids[id] != "":
		p.r.add(line, at, "the id "+t+" is already given to "+p.ids[id], "all records share one namespace; rename one")
		return "", false
	}
	p.ids[id] = fmt.Sprintf("%s on line %d", path, line)
	return id, true
}

// pair places a link or a dependence note, which its two ends name.
func (p *parser) pair(s section, n *yaml.Node, path string, values map[string]any, out Patch) {
	if !p.whole(s, n, path, values) {
		return
	}
	first, second := s.shape.fields[0].key, s.shape.fields[1].key
	a, _ := values[first].(string)
	b, _ := values[second].(string)
	if s.kind == "dependence" {
		if a == b {
			p.r.add(n.Line, path, "an actor cannot depend on itself", "name two actors")
			return
		}
		if b < a {
			a, b = b, a
			out.Set[first], out.Set[second] = out.Set[second], out.Set[first]
		}
	}
	out.ID, out.ID2 = record.ID(a), record.ID(b)
	key := pairKey{s.kind, out.ID, out.ID2}
	if old, twice := p.pairs[key]; twice {
		if !sameSet(old.Set, out.Set) {
			p.r.add(n.Line, path, "this pair was already given otherwise", "there is one entry per pair: "+old.path)
		}
		return
	}
	p.pairs[key] = out
	if s.kind == "link" {
		p.doc.Links = append(p.doc.Links, out)
	} else {
		p.doc.Dependence = append(p.doc.Dependence, out)
	}
}

// whole reports whether an entry that is replaced as a whole has every key it needs.
func (p *parser) whole(s section, n *yaml.Node, path string, values map[string]any) bool {
	for _, f := range s.shape.fields {
		if f.need && values[f.key] == nil {
			p.r.add(n.Line, path, "the key "+f.key+" is missing", "")
			return false
		}
	}
	return true
}

// single places an entry that its first key names. It stands outside of the namespace
// of records.
func (p *parser) single(s section, n *yaml.Node, path string, values map[string]any, out Patch, twice string, list *[]Patch) {
	if !p.whole(s, n, path, values) {
		return
	}
	name, _ := values[s.shape.fields[0].key].(string)
	out.ID = record.ID(name)
	key := pairKey{s.kind, out.ID, ""}
	if old, again := p.pairs[key]; again {
		if what, hint, _ := strings.Cut(twice, "; "); !sameSet(old.Set, out.Set) {
			p.r.add(n.Line, path, what, hint+": "+old.path)
		}
		return
	}
	p.pairs[key] = out
	*list = append(*list, out)
}

func sameSet(a, b map[string]json.RawMessage) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || string(v) != string(w) {
			return false
		}
	}
	return true
}
