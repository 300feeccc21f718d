package exchange

import (
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/component"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// Archive is a desk's existing archive in another form, to be read into a casefile.
type Archive struct {
	Name    string           // of the file, as errors give it
	Source  []byte           // its bytes
	Others  []Part           // further files of the same export
	Mapping *Mapping         // how to read it; nil: as the format has it
	Prefix  string           // begins every id that is made; empty: the mapping's, else the format's own
	Known   *record.Casefile // what the casefile holds already
	// Open reads a file that the archive names, as for Parse.
	Open func(rel string) ([]byte, error)
}

// Part is a further file of an export.
type Part struct {
	Name   string
	Source []byte
}

// Report says what came out of an archive, and what of it was left out.
type Report struct {
	Incidents  int      `json:"incidents"` // incidents or rows found
	Sources    int      `json:"sources"`   // entries for sources found
	Actors     int      `json:"actors"`    // records made or updated, here and below
	Evidence   int      `json:"evidence"`
	Statements int      `json:"statements"`
	Claims     int      `json:"claims"`
	Links      int      `json:"links"`
	Left       []Left   `json:"left"` // what was found and did not come in
	Notes      []string `json:"notes"`
}

// Left is something of an archive that was left out, with its reason.
type Left struct {
	What  string `json:"what"`
	Why   string `json:"why"`
	Count int    `json:"count"`
	First string `json:"first"` // the place of the first one
}

// Bounds of an archive, against files that are made to exhaust a machine; MaxArchive is
// that of one file in bytes.
const (
	MaxArchive  = 128 << 20 // bytes of a file
	maxCell     = 1 << 20   // bytes of one text or cell
	mostEntries = 500_000   // incidents or rows, and sources
	maxOfOne    = 5_000     // sources of one incident, entries of one cell
	maxFallback = 80        // bytes of an archive's own id that are shown in ours
)

// entry is one record to be: what the archive says of it, which an import again
// updates, and what was only supposed about it, which never touches a record that
// is there, since the desk may have found out better.
type entry struct {
	kind           string
	id, id2        record.ID
	line           int
	path           string
	said, supposed pairs
}

type pairs []pair

// pair is a key of the document and its value: string, json.Number as number, bool,
// []string, []any, or pairs.
type pair struct {
	key   string
	value any
}

type figure string

// say sets a key, unless the value is empty or the key has one.
func (p *pairs) say(key string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	case pairs:
		if len(v) == 0 {
			return
		}
	case nil:
		return
	}
	if p.get(key) == nil {
		*p = append(*p, pair{key, value})
	}
}

func (p *pairs) drop(key string) {
	*p = slices.DeleteFunc(*p, func(q pair) bool { return q.key == key })
}

func (p pairs) get(key string) any {
	for _, q := range p {
		if q.key == key {
			return q.value
		}
	}
	return nil
}

// reading is the state of reading one archive.
type reading struct {
	Archive
	r       *report
	prefix  string
	raw     map[record.ID]string // what of the archive each id stands for
	byID    map[record.ID]*entry
	others  map[string]record.ID // actors that archives made, by what follows the prefix
	entries []*entry
	links   map[pairKey]*entry
	out     *Report
	left    map[[2]string]int // place in out.Left
}

func (a Archive) reading(prefix string) (*reading, error) {
	if a.Known == nil {
		a.Known = record.NewCasefile()
	}
	for _, p := range append([]Part{{a.Name, a.Source}}, a.Others...) {
		if len(p.Source) > MaxArchive {
			return nil, problem.New(problem.Usage, p.Name, "the archive is larger than 128 MiB", "split it; the same prefix keeps the parts together")
		}
	}
	if a.Mapping != nil && a.Mapping.Prefix != "" {
		prefix = a.Mapping.Prefix
	}
	if a.Prefix != "" {
		prefix = a.Prefix
	}
	if prefix == "" {
		return nil, problem.New(problem.Usage, a.Name, "the archive has no prefix for its ids", "give prefix: in the mapping, or --prefix; each archive has one of its own")
	}
	if !record.ID(prefix).Valid() || len(prefix) > 20 {
		return nil, problem.New(problem.Usage, a.Name, "the prefix is not an id of at most 20 characters", "an id has small letters a to z, digits and hyphens")
	}
	return &reading{
		Archive: a, prefix: prefix, r: &report{name: a.Name}, raw: map[record.ID]string{},
		byID: map[record.ID]*entry{}, links: map[pairKey]*entry{},
		out: &Report{Left: []Left{}, Notes: []string{}}, left: map[[2]string]int{},
	}, nil
}

// leave counts something that does not come in.
func (a *reading) leave(what, why, where string) {
	key := [2]string{what, why}
	i, there := a.left[key]
	if !there {
		i = len(a.out.Left)
		a.left[key] = i
		a.out.Left = append(a.out.Left, Left{What: what, Why: why, First: where})
	}
	a.out.Left[i].Count++
}

func (a *reading) note(format string, args ...any) {
	if len(a.out.Notes) < maxFaults {
		a.out.Notes = append(a.out.Notes, fmt.Sprintf(format, args...))
	}
}

// record gives the entry for an id, new where there was none; the place is that of
// the first mention.
func (a *reading) record(kind string, id record.ID, line int, path string) (*entry, bool) {
	if e := a.byID[id]; e != nil {
		return e, false
	}
	e := &entry{kind: kind, id: id, line: line, path: path}
	a.byID[id] = e
	a.entries = append(a.entries, e)
	return e, true
}

// link ties a statement to a claim; an empty stance is supposed to be support.
func (a *reading) link(statement, claim record.ID, line int, path, stance string) *entry {
	key := pairKey{"link", statement, claim}
	if e := a.links[key]; e != nil {
		return e
	}
	e := &entry{kind: "link", id: statement, id2: claim, line: line, path: path}
	e.said.say("stance", stance)
	a.links[key] = e
	a.entries = append(a.entries, e)
	return e
}

// document makes a casefile document of all entries: the same checks as for the
// native format, with the places of the archive.
func (a *reading) document() (*Document, *Report, error) {
	a.foreign()
	p := &parser{
		walker: walker{r: a.r, nodes: 1 << 40, bytes: 1 << 40}, open: a.Open,
		ids: map[record.ID]string{}, pairs: map[pairKey]Patch{}, doc: &Document{},
	}
	for _, s := range layout {
		for _, e := range a.entries {
			if e.kind != s.kind {
				continue
			}
			fields, comes := a.fields(e)
			if !comes {
				continue
			}
			p.record(s, fields.node(e.line), nil, e.path)
			clear(p.pairs) // each link is one entry already
			a.count(e.kind)
		}
	}
	if err := a.r.err(); err != nil {
		return nil, nil, err
	}
	return p.doc, a.out, nil
}

func (a *reading) count(kind string) {
	switch kind {
	case "actor":
		a.out.Actors++
	case "evidence":
		a.out.Evidence++
	case "statement":
		a.out.Statements++
	case "claim":
		a.out.Claims++
	case "link":
		a.out.Links++
	}
}

// fields gives what an entry says, with what is supposed where the record is new.
func (a *reading) fields(e *entry) (pairs, bool) {
	if e.kind == "link" {
		return a.linkFields(e)
	}
	out := pairs{{"id", string(e.id)}}
	out = append(out, e.said...)
	if a.Known.KindOf(e.id) == "" {
		for _, s := range e.supposed {
			out.say(s.key, s.value) // where the archive says nothing of it
		}
	}
	return out, true
}

func (a *reading) linkFields(e *entry) (pairs, bool) {
	out := pairs{{"statement", string(e.id)}, {"claim", string(e.id2)}}
	stance := string(record.Supports)
	if old := a.Known.Links[record.LinkKey{Statement: e.id, Claim: e.id2}]; old != nil {
		if len(e.said) == 0 {
			return nil, false // what the desk made of it stays
		}
		stance = string(old.Stance)
		e.said.say("denial", string(old.Denial))
	}
	e.said.say("stance", stance)
	return append(out, e.said...), true
}

func (p pairs) node(line int) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: line, Content: make([]*yaml.Node, 0, 2*len(p))}
	for _, q := range p {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: q.key, Line: line}, nodeOf(q.value, line))
	}
	return n
}

func nodeOf(value any, line int) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: line}
	switch v := value.(type) {
	case string:
		n.Tag, n.Value = "!!str", v
	case figure:
		n.Tag, n.Value = "!!float", string(v)
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(v)
	case pairs:
		return v.node(line)
	case []string:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for _, s := range v {
			n.Content = append(n.Content, nodeOf(s, line))
		}
	case []any:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for _, s := range v {
			n.Content = append(n.Content, nodeOf(s, line))
		}
	default:
		n.Tag, n.Value = "!!null", "null"
	}
	return n
}

// foreign refuses ids that belong to records of the casefile which this archive
// cannot have made: an import must not write over somebody's work.
func (a *reading) foreign() {
	tied := map[record.ID]bool{} // claims that the casefile knows with statements
	for k := range a.Known.Links {
		tied[k.Claim] = true
	}
	shared := map[record.ID]bool{}
	linked := map[record.ID]bool{}
	for k := range a.links {
		linked[k.b] = true
		if a.Known.Links[record.LinkKey{Statement: k.a, Claim: k.b}] != nil {
			shared[k.b] = true
		}
	}
	for _, e := range a.entries {
		switch e.kind {
		case "claim":
			if a.Known.Claims[e.id] != nil && tied[e.id] && linked[e.id] && !shared[e.id] {
				a.r.add(e.line, e.path, "the casefile has a claim "+string(e.id)+" that shares no statement with this one", "it is another archive's: choose another prefix with --prefix")
			}
		case "statement":
			if old := a.Known.Statements[e.id]; old != nil && e.said.get("evidence") != nil && e.said.get("evidence") != string(old.Evidence) {
				a.r.add(e.line, e.path, "the casefile has a statement "+string(e.id)+" from other evidence", "it is another archive's: choose another prefix with --prefix")
			}
		case "actor":
			if old := a.Known.Actors[e.id]; old != nil && old.Protected && e.said.get("names") != nil {
				a.r.add(e.line, e.path, "actor "+string(e.id)+" is protected, and this would name it in the open", "say under speaker.protected that it is protected")
			}
		}
	}
}

// derive says that a statement rests on another, once.
func (e *entry) derive(from record.ID, how string) {
	derived, _ := e.said.get("derived_from").([]any)
	for _, d := range derived {
		if d.(pairs).get("statement") == string(from) {
			return
		}
	}
	e.said.drop("derived_from")
	e.said.say("derived_from", append(derived, pairs{{"statement", string(from)}, {"how", how}}))
}

func (e *entry) derivedFrom() []record.ID {
	derived, _ := e.said.get("derived_from").([]any)
	out := make([]record.ID, 0, len(derived))
	for _, d := range derived {
		id, _ := d.(pairs).get("statement").(string)
		out = append(out, record.ID(id))
	}
	return out
}

// cycles notes statements that name each other as where they come from: none of
// them is an origin.
func (a *reading) cycles() {
	var ids []record.ID
	for _, e := range a.entries {
		if e.kind == "statement" {
			ids = append(ids, e.id)
		}
	}
	next := func(id record.ID) []record.ID {
		if e := a.byID[id]; e != nil {
			return e.derivedFrom()
		}
		return nil
	}
	n, first := 0, ""
	for _, group := range component.Strong(ids, next) {
		if len(group) > 1 || slices.Contains(next(group[0]), group[0]) {
			n++
			if e := a.byID[group[0]]; first == "" && e != nil {
				first = fmt.Sprintf("%s:%d: %s", a.r.name, e.line, e.path)
			}
		}
	}
	if n > 0 {
		a.note("sources that name each other as where they come from, in a circle: %d, the first at %s; nothing in a circle is an origin, and onrecord findings shows them", n, first)
	}
}

// stays notes statements of an earlier import that the archive no longer has.
func (a *reading) stays() {
	gone := 0
	for _, id := range slices.Sorted(keysWith(a.Known.Statements, a.prefix+"-s-")) {
		if a.byID[id] == nil {
			gone++
		}
	}
	if gone > 0 {
		a.note("statements of an earlier import that this archive does not have: %d; they stay as they are", gone)
	}
}
