package exchange

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/record"
)

// MappingFormat is the name that a mapping carries under `format`.
const MappingFormat = "onrecord.mapping/1"

// Mapping says how a desk's own archive is to be read: which column is what, and what
// the archive's words mean in the words of rule set R1.
type Mapping struct {
	Prefix    string
	Encoding  string    // of a table; empty: found out
	Delimiter string    // of a table; empty: found out
	Lists     string    // between the entries of one cell; ";" where left out
	Dates     dateOrder // of day and month
	Archive   string    // whose archive it is, where it is not the desk's own: the conduit of all of it
	Footage   string    // which sources of incidents show them: typed, every or none
	Distinct  bool      // somebody has seen that no two recordings of one incident are copies
	columns   map[string]string
	words     map[string]map[string]string // by table, the archive's word in small letters, ours
	defaults  map[string]string
	name      string
	lines     map[string]int // of each column in the mapping
}

const (
	footageEvery = "every"
	footageNone  = "none"
)

// columnKeys lists what a column of a table can be, in the order of the documents.
var columnKeys = []string{
	"claim.id", "claim.text", "claim.time", "claim.place", "claim.latitude", "claim.longitude", "claim.quantity", "claim.unit", "claim.adverse_to",
	"speaker.id", "speaker.name", "speaker.type", "speaker.protected", "speaker.identifiers", "speaker.descriptor", "speaker.terms", "speaker.reason", "speaker.known_to", "speaker.consent", "speaker.speaks_for",
	"statement.id", "statement.text", "statement.quote", "statement.basis", "statement.said_at", "statement.derived_from", "statement.terms", "statement.conduit",
	"evidence.id", "evidence.url", "evidence.file", "evidence.kind", "evidence.title", "evidence.created", "evidence.acquired_at", "evidence.acquired_from", "evidence.copies", "evidence.restriction",
	"link.stance", "link.denial", "link.value",
}

// wordTables gives the vocabulary that each table of words leads to.
var wordTables = map[string]string{
	"basis": "basis", "stance": "stance", "denial": "denial", "kind": "evidence.kind", "type": "actor.type",
	"terms": "terms", "consent": "consent", "restriction": "restriction", "quote": "quote", "protected": "",
}

// tableOf gives the table of words that a column goes through.
var tableOf = map[string]string{
	"statement.basis": "basis", "link.stance": "stance", "link.denial": "denial", "evidence.kind": "kind", "speaker.type": "type",
	"speaker.terms": "terms", "statement.terms": "terms", "speaker.consent": "consent", "evidence.restriction": "restriction",
	"statement.quote": "quote", "speaker.protected": "protected",
}

func yesNo() []string { return []string{"no", "yes"} }

func vocabularyOf(table string) []string {
	if table == "protected" {
		return yesNo()
	}
	return record.Vocabulary[wordTables[table]]
}

func mappingShape() *shape {
	groups := map[string]*shape{}
	columns := object()
	for _, key := range columnKeys {
		group, leaf, _ := strings.Cut(key, ".")
		if groups[group] == nil {
			groups[group] = object()
			columns.fields = append(columns.fields, opt(group, groups[group], ""))
		}
		groups[group].fields = append(groups[group].fields, opt(leaf, text(), ""))
	}
	words, defaults := object(), object()
	for _, table := range []string{"basis", "stance", "denial", "kind", "type", "terms", "consent", "restriction", "quote", "protected"} {
		t := object()
		for _, w := range vocabularyOf(table) {
			t.fields = append(t.fields, opt(w, list(text()), ""))
		}
		words.fields = append(words.fields, opt(table, t, ""))
		defaults.fields = append(defaults.fields, opt(table, text(), ""))
	}
	return object(
		need("format", text(), ""), opt("prefix", ownID(), ""), opt("encoding", text(), ""), opt("delimiter", text(), ""),
		opt("lists", text(), ""), opt("dates", text(), ""), opt("archive", text(), ""), opt("footage", text(), ""),
		opt("distinct", &shape{form: formFlag}, ""), opt("columns", columns, ""), opt("words", words, ""), opt("defaults", defaults, ""),
	)
}

// ParseMapping reads a mapping, YAML or JSON. A fault comes back as from Parse.
func ParseMapping(name string, source []byte) (*Mapping, error) {
	r := &report{name: name}
	w := walker{r: r}
	w.allow(source)
	root := read(source, r)
	if root == nil {
		return nil, r.err()
	}
	v, ok := w.value(root, mappingShape(), "")
	if !ok || len(r.list) > 0 {
		if len(r.list) == 0 {
			r.add(1, "", "this is not a mapping", "it begins with format: "+MappingFormat)
		}
		return nil, r.err()
	}
	keys, _ := v.(map[string]any)
	m := &Mapping{name: name, columns: map[string]string{}, words: map[string]map[string]string{}, defaults: map[string]string{}, lines: map[string]int{}}
	m.fill(keys, root, r)
	return m, r.err()
}

func (m *Mapping) fill(keys map[string]any, root *yaml.Node, r *report) {
	get := func(key string) string { s, _ := keys[key].(string); return s }
	closed := func(key string, words ...string) string {
		v := get(key)
		if v != "" && !slices.Contains(words, v) {
			r.add(lineOf(root, key), key, "this word is not known here", "use one of "+strings.Join(words, ", "))
		}
		return v
	}
	closed("format", MappingFormat)
	m.Prefix, m.Archive, m.Lists = get("prefix"), oneLine(get("archive")), get("lists")
	m.Encoding = closed("encoding", encodingNames...)
	m.Delimiter = closed("delimiter", ",", ";", "\t", "|", "tab")
	if m.Delimiter == "tab" {
		m.Delimiter = "\t"
	}
	m.Dates = dateOrder(closed("dates", string(dayFirst), string(monthFirst)))
	m.Footage = closed("footage", "typed", footageEvery, footageNone)
	m.Distinct, _ = keys["distinct"].(bool)
	columns, _ := keys["columns"].(map[string]any)
	for _, key := range columnKeys {
		group, leaf, _ := strings.Cut(key, ".")
		g, _ := columns[group].(map[string]any)
		if name, ok := g[leaf].(string); ok {
			m.columns[key] = oneLine(name)
			m.lines[key] = lineOf(root, "columns."+key)
		}
	}
	words, _ := keys["words"].(map[string]any)
	for table := range wordTables {
		m.words[table] = map[string]string{}
		t, _ := words[table].(map[string]any)
		for _, ours := range vocabularyOf(table) {
			all, _ := t[ours].([]any)
			for _, theirs := range all {
				word := plainly(theirs.(string))
				if old := m.words[table][word]; old != "" && old != ours {
					r.add(lineOf(root, "words."+table+"."+ours), "words."+table, "a word of the archive stands under both "+old+" and "+ours, "keep one")
				}
				m.words[table][word] = ours
			}
		}
	}
	defaults, _ := keys["defaults"].(map[string]any)
	for table := range wordTables {
		v, _ := defaults[table].(string)
		if v != "" && !slices.Contains(vocabularyOf(table), v) {
			r.add(lineOf(root, "defaults."+table), "defaults."+table, "this word is not known here", "use one of "+strings.Join(vocabularyOf(table), ", "))
		}
		m.defaults[table] = v
	}
}

// plainly makes words equal that differ in capitals and blanks alone.
func plainly(s string) string { return strings.ToLower(oneLine(s)) }

// word gives what the mapping says that a word of the archive means, or "".
func (m *Mapping) word(table, raw string) string {
	if m == nil || raw == "" {
		return ""
	}
	return m.words[table][plainly(raw)]
}

// plain is word, and takes our own words as they are.
func (m *Mapping) plain(table, vocabulary, raw string) string {
	if w := m.word(table, raw); w != "" {
		return w
	}
	if w := plainly(raw); slices.Contains(record.Vocabulary[vocabulary], w) {
		return w
	}
	return ""
}
