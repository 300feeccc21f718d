package exchange

// form says how a node of the document is read.
type form int

const (
	formText      form = iota // any scalar, taken as the text that stands there
	formID                    // the record's own id
	formRef                   // the id of another record
	formParty                 // an actor's id or free words
	formWord                  // a word of a closed vocabulary
	formTime                  // EDTF level 0 or 1, or RFC 3339
	formCount                 // a whole number from 1
	formOffset                // a whole number from 0
	formNumber                // a finite number
	formFlag                  // true or false
	formList                  // a list of one shape
	formObject                // a mapping of known keys
	formValue                 // a number, or [low, high] with null for an open end
	formSpan                  // [start, end] in seconds
	formProtected             // an identity, or the word "sealed"
	formFile                  // a path relative to the document
	formInline                // the text of the evidence itself
)

// shape says what may stand at one place of the document.
type shape struct {
	form   form
	words  string   // formWord: name in record.Vocabulary
	refs   []string // formRef: the kinds of record that may be named
	item   *shape   // formList
	fields []field  // formObject, formProtected
	rule   rule     // formObject: what the keys must satisfy together
}

// field is one key of a mapping, in the order in which an export writes it.
type field struct {
	key     string
	shape   *shape
	need    bool   // must be there
	byValue string // the default, left out of an export
	says    string // what it means, for the schema
}

// rule is a condition on a whole mapping.
type rule int

const (
	ruleNone     rule = iota
	ruleQuantity      // low <= high
	ruleSelector      // exact, page or time; prefix and suffix only beside exact
)

func (s *shape) find(key string) *field {
	for i := range s.fields {
		if s.fields[i].key == key {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape) keys() []string {
	out := make([]string, len(s.fields))
	for i, f := range s.fields {
		out[i] = f.key
	}
	return out
}

func text() *shape                  { return &shape{form: formText} }
func ownID() *shape                 { return &shape{form: formID} }
func ref(kinds ...string) *shape    { return &shape{form: formRef, refs: kinds} }
func word(vocabulary string) *shape { return &shape{form: formWord, words: vocabulary} }
func moment() *shape                { return &shape{form: formTime} }
func count() *shape                 { return &shape{form: formCount} }
func offset() *shape                { return &shape{form: formOffset} }
func number() *shape                { return &shape{form: formNumber} }
func list(item *shape) *shape       { return &shape{form: formList, item: item} }
func object(fields ...field) *shape { return &shape{form: formObject, fields: fields} }
func (s *shape) with(r rule) *shape { s.rule = r; return s }

func opt(key string, s *shape, says string) field {
	return field{key: key, shape: s, says: says}
}

func need(key string, s *shape, says string) field {
	return field{key: key, shape: s, need: true, says: says}
}

func (f field) or(byDefault string) field { f.byValue = byDefault; return f }
