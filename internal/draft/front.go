package draft

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/record"
)

// frontReader reads the front matter into a draft.
type frontReader struct {
	where string
	draft *Draft
	text  *source
	from  int // where the YAML starts in text
	to    int
	line  int // lines of the file before the YAML
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// frontRange finds the YAML between the "---" of the first line and the next
// "---" or "...", and where the body starts. closed is false where no end was found.
func frontRange(text []byte) (from, to, body int, closed bool) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if strings.TrimRight(string(first), " \t") != "---" {
		return 0, 0, 0, true
	}
	from = len(text) - len(rest)
	for at := from; at < len(text); {
		line, _, _ := bytes.Cut(text[at:], []byte("\n"))
		next := min(at+len(line)+1, len(text))
		if mark := strings.TrimRight(string(line), " \t"); mark == "---" || mark == "..." {
			return from, at, next, true
		}
		at = next
	}
	return from, len(text), len(text), false
}

// readFront parses the front matter, if there is any, and gives where the body starts.
func readFront(where string, d *Draft) (int, error) {
	from, to, body, closed := frontRange(d.text.text)
	if !closed {
		return 0, problem.New(problem.Usage, where+":1", "the front matter has no end", `close it with a line "---"`)
	}
	if from == to {
		return body, nil
	}
	if to-from > maxFront {
		return 0, problem.New(problem.Usage, where+":1", "the front matter is larger than 64 KiB", "")
	}
	r := &frontReader{where: where, draft: d, text: d.text, from: from, to: to, line: 1}
	return body, r.read()
}

func (r *frontReader) read() error {
	var doc yaml.Node
	if err := yaml.Unmarshal(r.text.text[r.from:r.to], &doc); err != nil {
		line := r.line
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				line += n
			}
		}
		return problem.Wrap(err, problem.Usage, fmt.Sprintf("%s:%d", r.where, line),
			"the front matter is not YAML", "put text with a colon or a quotation mark between quotation marks")
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	r.comments(&doc)
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil
	}
	if root.Kind != yaml.MappingNode {
		return r.fail(root, "the front matter is not a list of keys with values", `write "key: value"`)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			return r.fail(key, "a key of the front matter is not a word", "")
		}
		name := strings.ToLower(key.Value)
		if seen[name] {
			return r.fail(key, "a key of the front matter stands twice", "")
		}
		seen[name] = true
		if err := r.key(name, key, value); err != nil {
			return err
		}
	}
	return nil
}

// key takes in one key: a known one into its field, any into Fields.
func (r *frontReader) key(name string, key, value *yaml.Node) error {
	f := &r.draft.Front
	known := map[string]*string{
		"title": &f.Title, "dateline": &f.Dateline, "byline": &f.Byline, "licence": &f.Licence,
		"license": &f.Licence, "caption": &f.Caption, "slug": &f.Slug, "language": &f.Language,
	}
	r.comments(key)
	switch into := known[name]; {
	case into != nil:
		if value.Kind != yaml.ScalarNode {
			return r.fail(value, name+" is not a text", "")
		}
		*into = strings.TrimSpace(scalar(value))
	case name == "embargo":
		f.Embargo = record.Time(strings.TrimSpace(scalar(value)))
		if value.Kind != yaml.ScalarNode || (f.Embargo != "" && !f.Embargo.Valid()) {
			return r.fail(value, "embargo is not a time", "write 2015-05-10 or 2015-05-10T06:00:00Z")
		}
	case name == "topics":
		if err := r.topics(value); err != nil {
			return err
		}
	default:
		r.hide("key", key.Value, key)
	}
	if name == "slug" && !slugFits(f.Slug) {
		return r.fail(value, "slug cannot name a file", "use letters, digits and hyphens")
	}
	return r.fields(key.Value, value, 0)
}

func (r *frontReader) topics(value *yaml.Node) error {
	f := &r.draft.Front
	switch {
	case value.Kind == yaml.ScalarNode && scalar(value) == "":
		return nil
	case value.Kind == yaml.ScalarNode:
		f.Topics = []string{strings.TrimSpace(value.Value)}
		return nil
	case value.Kind != yaml.SequenceNode:
		return r.fail(value, "topics is not a list of texts", "write [one, two]")
	}
	for _, item := range value.Content {
		if item.Kind != yaml.ScalarNode {
			return r.fail(item, "topics is not a list of texts", "write [one, two]")
		}
		f.Topics = append(f.Topics, strings.TrimSpace(scalar(item)))
	}
	return nil
}

// fields keeps every string of a value, however deep, for the leak check.
func (r *frontReader) fields(key string, n *yaml.Node, depth int) error {
	if depth > 32 {
		return r.fail(n, "the front matter is nested too deeply", "")
	}
	r.comments(n)
	if n.Style&yaml.TaggedStyle != 0 { // what a tag makes of a text, no check would see
		return r.fail(n, "the front matter gives a value a type", "write the text itself, without !")
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if text := scalar(n); text != "" {
			r.draft.Front.Fields = append(r.draft.Front.Fields, Field{Key: key, Text: text, Span: r.place(n)})
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			if err := r.fields(fmt.Sprintf("%s[%d]", key, i), item, depth+1); err != nil {
				return err
			}
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i]
			if name.Kind != yaml.ScalarNode {
				return r.fail(name, "a key of the front matter is not a word", "")
			}
			r.hide("key", name.Value, name)
			if err := r.fields(key+"."+name.Value, n.Content[i+1], depth+1); err != nil {
				return err
			}
		}
	default: // aliases: a few lines of them can stand for gigabytes
		return r.fail(n, "the front matter refers to itself", "write the text out instead of *name")
	}
	return nil
}

func scalar(n *yaml.Node) string {
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

func (r *frontReader) comments(n *yaml.Node) {
	for _, c := range []string{n.HeadComment, n.LineComment, n.FootComment} {
		if c != "" {
			r.hide("comment", c, n)
		}
	}
}

func (r *frontReader) hide(key, text string, n *yaml.Node) {
	r.draft.Hidden = append(r.draft.Hidden, Field{Key: key, Text: text, Span: r.place(n)})
}

// place gives where a value stands: the text itself where it stands as it is,
// else its first line.
func (r *frontReader) place(n *yaml.Node) Span {
	line := min(max(r.line+n.Line-1, 0), len(r.text.lines)-1)
	start := r.text.lines[line]
	for range n.Column - 1 { // columns of YAML nodes count characters
		if start < r.to {
			start += runeLen(r.text.text[start])
		}
	}
	start = min(start, r.to)
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && start < r.to {
		start++
	}
	end := start
	if at := bytes.Index(r.text.text[start:r.to], []byte(n.Value)); n.Value != "" && at >= 0 && at < 8 {
		return r.text.span(start+at, start+at+len(n.Value))
	}
	for end < r.to && r.text.text[end] != '\n' {
		end++
	}
	return r.text.span(start, end)
}

// runeLen gives the length of the character that starts with the byte.
func runeLen(c byte) int {
	switch {
	case c < 0xC0:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

func (r *frontReader) fail(n *yaml.Node, what, hint string) error {
	return problem.New(problem.Usage, fmt.Sprintf("%s:%d", r.where, r.line+max(n.Line, 1)), what, hint)
}

// slugFits refuses what would leave a release's directory.
func slugFits(slug string) bool {
	return len(slug) <= 200 && !strings.HasPrefix(slug, ".") && !strings.ContainsAny(slug, `/\`) &&
		!strings.ContainsFunc(slug, unicode.IsControl)
}
