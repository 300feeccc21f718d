package exchange

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// lineOf gives the line of a field such as "derived_from[1].statement" below a
// node, or that of the nearest node on the way there; never 0.
func lineOf(n *yaml.Node, field string) int {
	line := max(n.Line, 1)
	for step := range strings.SplitSeq(field, ".") {
		key, index, indexed := strings.Cut(step, "[")
		next := child(n, key)
		if next == nil {
			return line
		}
		n, line = next, max(next.Line, 1)
		if !indexed {
			continue
		}
		i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if err != nil || i < 0 || i >= len(n.Content) || n.Kind != yaml.SequenceNode {
			return line
		}
		n = resolve(n.Content[i])
		line = max(n.Line, 1)
	}
	return line
}

func child(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return resolve(n.Content[i+1])
		}
	}
	return nil
}

func hasKey(n *yaml.Node, key string) bool { return child(n, key) != nil }

func resolve(n *yaml.Node) *yaml.Node {
	for hops := 0; n.Kind == yaml.AliasNode && n.Alias != nil && hops < 8; hops++ {
		n = n.Alias
	}
	return n
}
