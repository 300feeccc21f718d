package search

import "strings"

// spelt is a word of a name with the ways in which it stands in the index, once
// they are known.
type spelt struct {
	word     string
	spelling []string
}

// maxNameWords bounds the words of one name.
const maxNameWords = 8

// nameOf makes a node of a name, nil where it has no words.
func nameOf(text string) node {
	var out name
	Tokens(text, func(t Token) bool {
		out.words = append(out.words, spelt{word: t.Text})
		return len(out.words) < maxNameWords
	})
	if len(out.words) == 0 {
		return nil
	}
	return out
}

// Names gives the query with every word of a name in it as the index spells it:
// spellings gives, of a word, the words of the index that may be the same name. A
// word that has none is looked for as it stands.
func (q Query) Names(spellings func(word string) ([]string, error)) (Query, error) {
	root, err := withNames(q.root, spellings)
	return Query{root}, err
}

func withNames(n node, spellings func(string) ([]string, error)) (node, error) {
	each := func(nodes []node) ([]node, error) {
		out := make([]node, len(nodes))
		for i, child := range nodes {
			var err error
			if out[i], err = withNames(child, spellings); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	switch n := n.(type) {
	case all:
		return wrap[all](each(n))
	case either:
		return wrap[either](each(n))
	case not:
		of, err := withNames(n.of, spellings)
		return not{of}, err
	case name:
		out := name{}
		for _, w := range n.words {
			s, err := spellings(w.word)
			if err != nil {
				return nil, err
			}
			out.words = append(out.words, spelt{w.word, s})
		}
		return out, nil
	}
	return n, nil
}

func wrap[T interface {
	~[]node
	node
}](nodes []node, err error) (node, error) {
	return T(nodes), err
}

// HasNames reports whether the query asks for a name.
func (q Query) HasNames() bool { return len(names(q.root, nil)) > 0 }

func names(n node, out []name) []name {
	switch n := n.(type) {
	case all:
		for _, child := range n {
			out = names(child, out)
		}
	case either:
		for _, child := range n {
			out = names(child, out)
		}
	case not:
		return names(n.of, out)
	case name:
		out = append(out, n)
	}
	return out
}

// render asks for every word of the name in one of its spellings; the one that was
// typed counts twice, being one of them.
func (n name) render(b *strings.Builder) {
	b.WriteByte('(')
	for i, w := range n.words {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteByte('(')
		quote(b, w.word)
		for _, s := range w.spelling {
			b.WriteString(" OR ")
			quote(b, s)
		}
		b.WriteByte(')')
	}
	b.WriteByte(')')
}
