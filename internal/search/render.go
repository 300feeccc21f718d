package search

import (
	"strconv"
	"strings"
)

// FTS5 renders the query for MATCH. Only quoted strings of folded tokens,
// brackets and FTS5's own operators come out, so no query is a syntax error.
// An empty text means that the query finds nothing.
func (q Query) FTS5() string {
	if q.root == nil {
		return ""
	}
	var b strings.Builder
	q.root.render(&b)
	return b.String()
}

func (n all) render(b *strings.Builder) {
	var must, mustNot []node
	for _, child := range n {
		if x, ok := child.(not); ok {
			mustNot = append(mustNot, x.of)
		} else {
			must = append(must, child)
		}
	}
	b.WriteByte('(')
	if len(must) == 0 {
		quote(b, anyToken+string(markClose))
	} else {
		join(b, must, " AND ")
	}
	if len(mustNot) > 0 {
		b.WriteString(" NOT (")
		join(b, mustNot, " OR ")
		b.WriteByte(')')
	}
	b.WriteByte(')')
}

func (n either) render(b *strings.Builder) {
	b.WriteByte('(')
	join(b, n, " OR ")
	b.WriteByte(')')
}

func (n not) render(b *strings.Builder) { all{n}.render(b) }

func (n field) render(b *strings.Builder) {
	quote(b, fieldToken(n.name, n.value)+string(markClose))
	if n.prefix {
		b.WriteByte('*')
	}
}

func (n term) render(b *strings.Builder) {
	if n.title {
		b.WriteString("title : ")
	}
	words := make([]string, len(n.tokens))
	for i, t := range n.tokens {
		words[i] = t.Text
	}
	b.WriteByte('(')
	switch {
	case n.near > 0 && len(words) > 1:
		n.renderNear(b)
	case n.prefix:
		quote(b, strings.Join(words, " "))
		b.WriteByte('*')
	case len(n.tokens) == 1 && !n.phrase:
		first := n.loose && n.tokens[0].Stems != Stems{}
		if !first {
			quote(b, words[0])
		}
		for _, s := range n.tokens[0].Stems { // other forms of the word; the exact one counts twice
			if s != "" {
				if !first {
					b.WriteString(" OR ")
				}
				first = false
				quote(b, s+string(markClose))
			}
		}
	default:
		quote(b, strings.Join(words, " "))
	}
	b.WriteByte(')')
}

// renderNear asks for words that stand close together, as they are or by the first
// stem of each.
func (n term) renderNear(b *strings.Builder) {
	one := func(word func(Token) string) {
		b.WriteString("NEAR(")
		for i, t := range n.tokens {
			if i > 0 {
				b.WriteByte(' ')
			}
			quote(b, word(t))
		}
		b.WriteString(", " + strconv.Itoa(n.near) + ")")
	}
	one(func(t Token) string { return t.Text })
	b.WriteString(" OR ")
	one(func(t Token) string {
		if t.Stems[0] == "" {
			return t.Text
		}
		return t.Stems[0] + string(markClose)
	})
}

func join(b *strings.Builder, nodes []node, with string) {
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(with)
		}
		n.render(b)
	}
}

func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(s, `"`, `""`))
	b.WriteByte('"')
}
