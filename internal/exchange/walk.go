package exchange

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"onrecord.dev/onrecord/internal/record"
)

// walker reads nodes along their shapes into plain JSON values. It visits each
// alias anew, so it keeps a budget of nodes and bytes against alias bombs.
type walker struct {
	r     *report
	nodes int // left to visit
	bytes int // left to read
	spent bool
}

// allow sets the budget for a source: what stands in it many times over, and more
// than enough for a small one, but nothing that multiplies with itself.
func (w *walker) allow(source []byte) {
	w.nodes = 200_000 + len(source)
	w.bytes = 1<<20 + 4*len(source)
}

// enter follows aliases and charges the budget; nil when it is spent.
func (w *walker) enter(n *yaml.Node, path string) *yaml.Node {
	n = resolve(n)
	w.nodes--
	w.bytes -= len(n.Value)
	if w.nodes < 0 || w.bytes < 0 {
		if !w.spent {
			w.r.add(n.Line, path, "the document's aliases unfold into too much", "write the entries out")
		}
		w.spent = true
		return nil
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// value reads a node that is not null; ok is false where a fault was reported.
func (w *walker) value(n *yaml.Node, s *shape, path string) (any, bool) {
	if n = w.enter(n, path); n == nil {
		return nil, false
	}
	switch s.form {
	case formList:
		return w.items(n, s, path)
	case formObject:
		return w.object(n, s, path)
	case formValue:
		return w.bounds(n, path)
	case formSpan:
		return w.span(n, path)
	case formNumber:
		return w.number(n, path)
	case formCount:
		return w.count(n, path, 1)
	case formOffset:
		return w.count(n, path, 0)
	case formFlag:
		if n.Kind == yaml.ScalarNode && n.Tag == "!!bool" {
			return strings.EqualFold(n.Value, "true"), true
		}
		return w.fail(n, path, "true or false is expected", "")
	}
	t, ok := w.text(n, path)
	if !ok {
		return nil, false
	}
	switch s.form {
	case formID, formRef:
		if !record.ID(t).Valid() {
			return w.fail(n, path, "this is not an id", "an id has small letters a to z, digits and hyphens, and begins with a letter or digit")
		}
	case formWord:
		if words := record.Vocabulary[s.words]; !slices.Contains(words, t) {
			return w.fail(n, path, "this word is not known here", "use one of "+strings.Join(words, ", "))
		}
	case formTime:
		if !record.Time(t).Valid() {
			return w.fail(n, path, "this is not a time", "write 2014, 2014-12, 2014-12-12, 2014-08/2014-09, 2014~ or 2014-12-12T09:30:00Z")
		}
	}
	return t, true
}

func (w *walker) fail(n *yaml.Node, path, what, hint string) (any, bool) {
	w.r.add(n.Line, path, what, hint)
	return nil, false
}

// text takes a scalar as it stands: an unquoted 2014, 007 or yes is a text too.
func (w *walker) text(n *yaml.Node, path string) (string, bool) {
	if n.Kind == yaml.ScalarNode {
		switch n.Tag {
		case "!!str", "!!int", "!!float", "!!bool", "!!timestamp", "!!merge":
			return n.Value, true
		case "!!null":
			w.r.add(n.Line, path, "nothing stands here", "give a text or leave the entry out")
			return "", false
		}
		w.r.add(n.Line, path, "this YAML tag is not part of the format", "leave the tag out")
		return "", false
	}
	w.r.add(n.Line, path, "a single text is expected here, not "+called(n), "")
	return "", false
}

func called(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping"
	}
	return "a single value"
}

func (w *walker) items(n *yaml.Node, s *shape, path string) (any, bool) {
	if n.Kind != yaml.SequenceNode {
		return w.fail(n, path, "a list is expected here, not "+called(n), "write [a, b], or one entry per line after a hyphen")
	}
	out, good := make([]any, 0, len(n.Content)), true
	for i, c := range n.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		if c = resolve(c); isNull(c) {
			w.r.add(c.Line, at, "nothing stands here", "give an entry or leave it out")
			good = false
			continue
		}
		v, ok := w.value(c, s.item, at)
		good = good && ok
		out = append(out, v)
		if w.spent {
			return nil, false
		}
	}
	return out, good
}

// object reads a nested mapping, which replaces what was there as a whole.
func (w *walker) object(n *yaml.Node, s *shape, path string) (any, bool) {
	out, good := map[string]any{}, true
	ok := w.each(n, s, path, func(f *field, c *yaml.Node, at string) {
		if isNull(c) {
			return
		}
		v, ok := w.value(c, f.shape, at)
		good = good && ok
		out[f.key] = v
	})
	good = good && ok
	for _, f := range s.fields {
		if _, there := out[f.key]; f.need && !there && good {
			w.r.add(n.Line, path, "the key "+f.key+" is missing", "")
			good = false
		}
	}
	if good && s.rule != ruleNone {
		if what := s.rule.broken(out); what != "" {
			return w.fail(n, path, what, "")
		}
	}
	return out, good
}

// each calls visit for every known key of a mapping once, and reports the rest.
func (w *walker) each(n *yaml.Node, s *shape, path string, visit func(*field, *yaml.Node, string)) bool {
	if n.Kind != yaml.MappingNode {
		_, _ = w.fail(n, path, "a mapping of keys is expected here, not "+called(n), "")
		return false
	}
	good, first := true, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k = w.enter(k, path); k == nil {
			return false
		}
		f := s.find(k.Value)
		if k.Kind != yaml.ScalarNode || f == nil {
			w.unknown(k, s, path)
			good = false
			continue
		}
		at := join(path, f.key)
		if line, twice := first[f.key]; twice {
			w.r.add(k.Line, at, "this key was already given", fmt.Sprintf("it stands on line %d too; keep one", line))
			good = false
			continue
		}
		first[f.key] = k.Line
		visit(f, resolve(v), at)
		if w.spent {
			return false
		}
	}
	return good
}

var keyLike = regexp.MustCompile(`^[a-z][a-z_]{0,29}$`)

// unknown reports a key that the format does not have. It names the key only where
// it looks like one of ours and nothing secret is near: a slip of indentation makes
// a key of a value.
func (w *walker) unknown(k *yaml.Node, s *shape, path string) {
	what := "this key is not known here"
	if k.Kind == yaml.ScalarNode && s.form != formProtected && keyLike.MatchString(k.Value) {
		path, what = join(path, k.Value), "the key "+k.Value+" is not known here"
	}
	hint := "known keys: " + strings.Join(s.keys(), ", ")
	if like := nearest(k.Value, s.keys()); like != "" {
		hint = "did you mean " + like + "?"
	}
	w.r.add(k.Line, path, what, hint)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

func (w *walker) number(n *yaml.Node, path string) (any, bool) {
	if n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float") && jsonNumber.MatchString(n.Value) {
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && !math.IsInf(f, 0) {
			return json.Number(n.Value), true
		}
	}
	return w.fail(n, path, "a plain number is expected", "write it in digits, without quotes, spaces or thousands marks")
}

// maxCount is above any number of people and within every integer.
const maxCount = 1_000_000_000_000

func (w *walker) count(n *yaml.Node, path string, least float64) (any, bool) {
	if n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float") && jsonNumber.MatchString(n.Value) {
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && f == math.Trunc(f) && f >= least && f <= maxCount {
			return int64(f), true
		}
	}
	return w.fail(n, path, fmt.Sprintf("a whole number from %g is expected", least), "write it in digits, without quotes, spaces or thousands marks")
}
