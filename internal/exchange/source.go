package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const (
	// MaxSource bounds a document in JSON: 512 MiB. It is read record by record.
	MaxSource = 512 << 20
	// maxYAML bounds one in YAML, of which a tree is made first.
	maxYAML = 64 << 20
	// maxMarks bounds the characters that can begin a node, since a node takes
	// some two hundred times the memory of the one character that begins it.
	maxMarks = 8_000_000
	// maxEntries bounds the records, links and notes of a document.
	maxEntries = 8_000_000
	// maxDepth bounds the nesting of JSON; the format itself needs eight. The YAML
	// library has a bound of its own.
	maxDepth = 64
)

// read turns the document's bytes into a tree of nodes with their lines. It adds
// to the report and gives nil where that cannot be done.
func read(source []byte, r *report) *yaml.Node {
	switch {
	case len(source) > MaxSource:
		r.add(1, "", "the document is larger than 512 MiB", "give large texts as files, or split it")
		return nil
	case !utf8.Valid(source):
		line, rest := 1, source
		for len(rest) > 0 {
			c, n := utf8.DecodeRune(rest)
			if c == utf8.RuneError && n == 1 {
				break
			}
			if c == '\n' {
				line++
			}
			rest = rest[n:]
		}
		r.add(line, "", "the document is not UTF-8", "save it as UTF-8")
		return nil
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	isJSON := strings.HasSuffix(strings.ToLower(r.name), ".json")
	if trimmed := bytes.TrimLeft(source, " \t\r\n"); isJSON || bytes.HasPrefix(trimmed, []byte("{")) {
		if isJSON || json.Valid(source) {
			return readJSON(source, r)
		}
	}
	switch {
	case len(source) > maxYAML:
		r.add(1, "", "a document in YAML may have 64 MiB", "give large texts as files, write it as JSON, or split it")
		return nil
	case marks(source) > maxMarks:
		r.add(1, "", tooMany, splitIt)
		return nil
	}
	return readYAML(source, r)
}

const (
	tooMany = "the document has too many entries"
	splitIt = "split it; records may refer to those imported before"
)

// marks counts the characters that can begin a node.
func marks(source []byte) int {
	n := 0
	for _, c := range source {
		switch c {
		case ',', ':', '[', '{', '\n', '?', '-', '\r':
			n++
		}
	}
	return n
}

func readYAML(source []byte, r *report) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(source))
	var doc, second yaml.Node
	err := decode(dec, &doc)
	if err == nil {
		if err = decode(dec, &second); err == nil {
			r.add(second.Line, "", "a second document follows the first", "give one document per file")
			return nil
		}
	}
	switch {
	case errors.Is(err, io.EOF) && doc.Kind == yaml.DocumentNode && len(doc.Content) == 1:
		return doc.Content[0]
	case errors.Is(err, io.EOF):
		r.add(1, "", "the document is empty", "")
		return nil
	}
	line := errorLine(err, source)
	hint := "look for a missing quote, bracket or indentation on this line or the one before"
	if tabbed(source, line) || tabbed(source, line-1) {
		hint = "indent with spaces; YAML takes no tabs there"
	}
	r.add(line, "", "this is not valid YAML", hint)
	return nil
}

// decode keeps a panic of the library from becoming one of ours.
func decode(dec *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("yaml: unreadable")
		}
	}()
	return dec.Decode(into)
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// errorLine takes the line out of the library's message, and nothing else: the
// message may quote the document.
func errorLine(err error, source []byte) int {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return 1
	}
	n, convErr := strconv.Atoi(m[1])
	if convErr != nil || n < 1 {
		return 1
	}
	return min(n, 1+bytes.Count(source, []byte("\n")))
}

func tabbed(source []byte, line int) bool {
	lines := bytes.SplitN(source, []byte("\n"), max(line, 1)+1)
	if line < 1 || line > len(lines) {
		return false
	}
	at := lines[line-1]
	return bytes.HasPrefix(bytes.TrimLeft(at, " "), []byte("\t"))
}
