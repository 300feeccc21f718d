package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// jsonReader builds the same tree from JSON that the YAML library builds from
// YAML. JSON is read by itself because YAML readers refuse some of it: escaped
// surrogate pairs, tabs between tokens, control characters above 0x7f.
type jsonReader struct {
	dec    *json.Decoder
	source []byte
	at     int // offset up to which lines are counted
	line   int
	folds  bool
	left   int // nodes that may still be made
}

func newJSONReader(source []byte, line int) *jsonReader {
	jr := &jsonReader{dec: json.NewDecoder(bytes.NewReader(source)), source: source, line: line, left: maxMarks}
	jr.dec.UseNumber()
	return jr
}

// folded is the kind of a node whose value is still JSON; the YAML library makes none.
const folded yaml.Kind = 0

// foldAt is the depth of the entries of a document's sections.
const foldAt = 2

// unfold gives the node itself, or what a folded one stands for.
func unfold(n *yaml.Node) (*yaml.Node, error) {
	if n.Kind != folded {
		return n, nil
	}
	return newJSONReader([]byte(n.Value), n.Line).value(foldAt)
}

var (
	errTooDeep = errors.New("nested too deeply")
	errTooMany = errors.New("too many nodes")
)

// readJSON reads a document. The entries of its sections stay folded: a large
// document has more of them than a tree has room for.
func readJSON(source []byte, r *report) *yaml.Node {
	jr := newJSONReader(source, 1)
	jr.folds = json.Valid(source) // of another the reader says where it breaks off
	node, err := jr.value(0)
	if err == nil {
		if _, end := jr.dec.Token(); !errors.Is(end, io.EOF) {
			r.add(jr.here(), "", "something follows the end of the JSON document", "give one document per file")
			return nil
		}
		if line := loneSurrogate(source); line > 0 {
			r.add(line, "", "an escape in a text is half a character", "write surrogates in pairs")
			return nil
		}
		return node
	}
	var syntax *json.SyntaxError
	line := jr.here()
	if errors.As(err, &syntax) {
		line = 1 + bytes.Count(source[:min(max(int(syntax.Offset)-1, 0), len(source))], []byte("\n"))
	}
	switch {
	case r.beyond(err, line):
	case len(bytes.TrimSpace(source)) == 0:
		r.add(1, "", "the document is empty", "")
	default:
		r.add(line, "", "this is not valid JSON", "look for a missing comma, quote or bracket")
	}
	return nil
}

// here gives the line that the decoder has reached.
func (j *jsonReader) here() int {
	to := min(int(j.dec.InputOffset()), len(j.source))
	if to > j.at {
		j.line += bytes.Count(j.source[j.at:to], []byte("\n"))
		j.at = to
	}
	return j.line
}

func (j *jsonReader) value(depth int) (*yaml.Node, error) {
	token, err := j.dec.Token()
	if err != nil {
		return nil, err
	}
	if j.left--; j.left < 0 {
		return nil, errTooMany
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: j.here(), Column: 1}
	switch t := token.(type) {
	case json.Delim:
		if depth >= maxDepth {
			return nil, errTooDeep
		}
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		if t == '{' {
			n.Kind, n.Tag = yaml.MappingNode, "!!map"
		}
		for j.dec.More() {
			if len(n.Content) >= maxEntries {
				return nil, errTooMany
			}
			if j.folds && depth == foldAt-1 && n.Kind == yaml.SequenceNode {
				child, err := j.fold()
				if err != nil {
					return nil, err
				}
				n.Content = append(n.Content, child)
				continue
			}
			child, err := j.value(depth + 1)
			if err != nil {
				return nil, err
			}
			n.Content = append(n.Content, child)
		}
		_, err = j.dec.Token()
		return n, err
	case string:
		n.Tag, n.Value, n.Style = "!!str", t, yaml.DoubleQuotedStyle
	case json.Number:
		n.Tag, n.Value = "!!float", t.String()
	case bool:
		n.Tag, n.Value = "!!bool", "false"
		if t {
			n.Value = "true"
		}
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, nil
}

// beyond reports a document that goes beyond what is read of one.
func (r *report) beyond(err error, line int) bool {
	switch {
	case errors.Is(err, errTooDeep):
		r.add(line, "", "the document is nested too deeply", "")
	case errors.Is(err, errTooMany):
		r.add(line, "", tooMany, splitIt)
	default:
		return false
	}
	return true
}

// fold takes the next value as it stands.
func (j *jsonReader) fold() (*yaml.Node, error) {
	var raw json.RawMessage
	if err := j.dec.Decode(&raw); err != nil {
		return nil, err
	}
	end := j.here()
	return &yaml.Node{Kind: folded, Value: string(raw), Line: end - bytes.Count(raw, []byte("\n")), Column: 1}, nil
}

var surrogates = regexp.MustCompile(`\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}`)

// loneSurrogate gives the line of an escape that is half of a pair, or 0: the
// decoder would put a replacement character in its place and say nothing.
func loneSurrogate(source []byte) int {
	for _, m := range surrogates.FindAllIndex(source, -1) {
		if m[1]-m[0] == len(`\ud800`) {
			return 1 + bytes.Count(source[:m[0]], []byte("\n"))
		}
	}
	return 0
}
