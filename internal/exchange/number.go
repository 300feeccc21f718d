package exchange

import (
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// bounds reads a link's value.
func (w *walker) bounds(n *yaml.Node, path string) (any, bool) {
	if n.Kind == yaml.ScalarNode {
		return w.number(n, path)
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		return w.fail(n, path, "a number or [low, high] is expected", "write null for an open end")
	}
	var out [2]any
	for i, c := range n.Content {
		if c = w.enter(c, path); c == nil {
			return nil, false
		}
		if isNull(c) {
			continue
		}
		v, ok := w.number(c, fmt.Sprintf("%s[%d]", path, i))
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	switch {
	case out[0] == nil && out[1] == nil:
		return w.fail(n, path, "both ends are open", "give at least one number")
	case out[0] != nil && out[1] != nil && float(out[0]) > float(out[1]):
		return w.fail(n, path, "the low end lies above the high end", "")
	}
	return out[:], true
}

// span reads a stretch of seconds.
func (w *walker) span(n *yaml.Node, path string) (any, bool) {
	const what, hint = "[start, end] in seconds is expected", "write two numbers, the first not above the second"
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		return w.fail(n, path, what, hint)
	}
	var out [2]any
	for i, c := range n.Content {
		if c = w.enter(c, path); c == nil {
			return nil, false
		}
		v, ok := w.number(c, fmt.Sprintf("%s[%d]", path, i))
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	if float(out[0]) < 0 || float(out[0]) > float(out[1]) {
		return w.fail(n, path, what, hint)
	}
	return out[:], true
}

// float gives the number that number let through.
func float(v any) float64 {
	n, _ := v.(json.Number)
	f, _ := n.Float64()
	return f
}

// broken says what is wrong with a mapping as a whole, or "".
func (r rule) broken(m map[string]any) string {
	given := func(key string) bool {
		t, isText := m[key].(string)
		return m[key] != nil && (!isText || strings.TrimSpace(t) != "")
	}
	switch r {
	case ruleQuantity:
		if given("low") && given("high") && float(m["low"]) > float(m["high"]) {
			return "low lies above high"
		}
	case ruleSelector:
		switch {
		case !given("exact") && !given("page") && !given("time"):
			return "a place needs exact, page or time"
		case !given("exact") && (given("prefix") || given("suffix")):
			return "prefix and suffix need exact"
		}
	}
	return ""
}
